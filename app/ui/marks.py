"""Small signs drawn by hand: the state of a frame, the sample of a box. Told apart by shape, not only by colour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from app.project.records import BoxState
from app.ui import theme
from app.ui.frame_state import FrameState


def paint_state(painter: QPainter, rect: QRectF, state: FrameState, colour: QColor | None = None) -> None:
    """The sign of a frame's state, filling a square; `colour` replaces its own, on a selected row."""
    colours = theme.current()
    own = {
        FrameState.UNSEEN: colours.muted,
        FrameState.SUGGESTED: colours.suggestion,
        FrameState.IN_PROGRESS: colours.accent,
        FrameState.REVIEWED: colours.success,
        FrameState.VERIFIED_EMPTY: colours.success,
        FrameState.UNREADABLE: colours.danger,
    }
    ink = colour or QColor(own[state])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = rect.width() / 9
    inner = rect.adjusted(width, width, -width, -width)
    pen = QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _PAINTERS[state](painter, inner, pen)
    painter.restore()


def _unseen(painter: QPainter, rect: QRectF, pen: QPen) -> None:
    painter.drawEllipse(rect)


def _suggested(painter: QPainter, rect: QRectF, pen: QPen) -> None:
    dashed = QPen(pen)
    dashed.setCapStyle(Qt.PenCapStyle.FlatCap)
    dashed.setDashPattern([2.0, 1.6])
    painter.setPen(dashed)
    painter.drawEllipse(rect)


def _in_progress(painter: QPainter, rect: QRectF, pen: QPen) -> None:
    painter.drawEllipse(rect)
    painter.setBrush(pen.color())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPie(rect, -90 * 16, 180 * 16)


def _reviewed(painter: QPainter, rect: QRectF, pen: QPen) -> None:
    painter.drawPolyline(_tick(rect))


def _verified_empty(painter: QPainter, rect: QRectF, pen: QPen) -> None:
    painter.drawEllipse(rect)
    shrink = rect.width() * 0.27
    painter.drawPolyline(_tick(rect.adjusted(shrink, shrink, -shrink, -shrink)))


def _unreadable(painter: QPainter, rect: QRectF, pen: QPen) -> None:
    painter.drawLine(rect.topLeft(), rect.bottomRight())
    painter.drawLine(rect.topRight(), rect.bottomLeft())


_PAINTERS = {
    FrameState.UNSEEN: _unseen,
    FrameState.SUGGESTED: _suggested,
    FrameState.IN_PROGRESS: _in_progress,
    FrameState.REVIEWED: _reviewed,
    FrameState.VERIFIED_EMPTY: _verified_empty,
    FrameState.UNREADABLE: _unreadable,
}


def _tick(rect: QRectF) -> QPolygonF:
    left, top, width, height = rect.x(), rect.y(), rect.width(), rect.height()
    return QPolygonF(
        [
            QPointF(left, top + height * 0.55),
            QPointF(left + width * 0.36, top + height * 0.9),
            QPointF(left + width, top + height * 0.12),
        ]
    )


def paint_box_sample(painter: QPainter, rect: QRectF, state: BoxState, colour: str) -> None:
    """How a box of this state looks on the picture, small: solid and filled, dashed, or crossed."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner = rect.adjusted(1, 1, -1, -1)
    line = QPen(QColor(theme.current().text), 1.0)
    if state is BoxState.CONFIRMED:
        painter.setPen(line)
        painter.setBrush(QColor(colour))
        painter.drawRect(inner)
    else:
        pen = QPen(QColor(colour), 2)
        if state is BoxState.SUGGESTED:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([1.8, 1.4])
        painter.setPen(pen)
        painter.drawRect(inner)
        if state is BoxState.REJECTED:
            painter.drawLine(inner.topLeft(), inner.bottomRight())
    painter.restore()


def paint_swatch(painter: QPainter, rect: QRectF, colour: str) -> None:
    """A class's colour, with an edge that shows on any background."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.current().outline), 1.0))
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.restore()
