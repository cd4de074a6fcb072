"""One picture with the boxes of one version left of a divider and those of another right of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QCursor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme
from app.ui.canvas.boxes import BoxTable, CanvasBox
from app.ui.canvas.device_view import DeviceView
from app.ui.canvas.image_layer import ImageLayer
from app.ui.canvas.overlay import paint_message
from app.ui.canvas.render import BoxPainter
from app.ui.canvas.tiles import TiledImage
from app.ui.canvas.viewport import Viewport
from app.ui.language import Retranslated
from retinanet_core.types import Image

REACH = 10
"""Logical pixels beside the divider from which it can be dragged."""
GRIP = 14
_WHEEL_STEP = 1.2


class DividedView(Retranslated, QWidget):
    """Zoomed with the wheel, moved by dragging; dragging the divider moves that.

    Signals:
        divider_moved: It was dragged; carries where it is, 0 (left) to 1 (right) of the picture as it is seen.
    """

    divider_moved = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dividedView")
        self.viewport = Viewport()
        self._layer = ImageLayer()
        self._boxes = BoxPainter()
        self._tables = (BoxTable(), BoxTable())
        self._names = ("", "")
        self._share = 0.5
        self._message = ""
        self._drags_divider = False
        self._dragged_from: QPointF | None = None
        self._refine = QTimer(self, singleShot=True, interval=0)
        self._refine.timeout.connect(self.update)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 160)
        theme.notifier().changed.connect(self.update)
        self.say()

    def say(self) -> None:
        """What it shows; the sides are named by `set_names`."""
        self.setAccessibleName(self.tr("The same frame before and after"))

    # --- what is shown -----------------------------------------------------------------------------------

    def set_names(self, left: str, right: str) -> None:
        """What the two sides are called."""
        self._names = (left, right)
        self.update()

    def set_image(self, image: Image | None, message: str = "") -> None:
        """Show a picture, (H, W, 3) uint8 RGB, fitted unless it has the size of the one before; or words instead."""
        self._message = message
        self._layer.show(None if image is None else TiledImage(image))
        height, width = (0, 0) if image is None else image.shape[:2]
        self.viewport.set_image_size(width, height, keep=True)
        self.update()

    def set_boxes(self, left: Sequence[CanvasBox], right: Sequence[CanvasBox]) -> None:
        """The boxes of both sides."""
        self._tables = (BoxTable(left), BoxTable(right))
        self.update()

    @property
    def boxes(self) -> tuple[tuple[CanvasBox, ...], tuple[CanvasBox, ...]]:
        """The boxes of the left and of the right side."""
        return self._tables[0].boxes, self._tables[1].boxes

    @property
    def divider(self) -> float:
        """Where the divider is, 0 (left) to 1 (right) of the picture as it is seen."""
        return self._share

    def set_divider(self, share: float) -> None:
        """Put the divider there."""
        self._share = min(1.0, max(0.0, share))
        self.update()

    def fit(self) -> None:
        """Show the whole picture."""
        self.viewport.fit()
        self.update()

    def zoom(self, direction: int) -> None:
        """The next larger of the usual zooms for 1, the next smaller for -1."""
        self.viewport.zoom_to(self.viewport.next_stop(direction))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """A size at which boxes can be told apart."""
        return QSize(880, 560)

    # --- painting ----------------------------------------------------------------------------------------

    def _span(self) -> tuple[float, float]:
        """Where the picture begins and ends from left to right, as far as it is in view."""
        left, _, right, _ = self.viewport.transform.rect_to_view(
            (0.0, 0.0, float(self.viewport.image_width), float(self.viewport.image_height))
        )
        return max(0.0, left), min(float(self.width()), right)

    def _divider_x(self) -> float:
        left, right = self._span()
        return left + (right - left) * self._share

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The picture, each side's boxes, the divider, the names."""
        self.viewport.set_view_size(self.width(), self.height(), self.devicePixelRatioF())
        painter = QPainter(self)
        colours = theme.current()
        if not self.viewport.image_width:
            painter.fillRect(self.rect(), QColor(colours.canvas))
            if self._message:
                paint_message(painter, self._message, "", (self.width(), self.height()), self.font())
            return
        view = DeviceView.of(self.viewport.transform, self.width(), self.height(), self.devicePixelRatioF())
        picture, complete = self._layer.pixmap(view, colours.canvas)
        self._boxes.tags.set_font(self.font(), self.locale(), view.ratio)
        painter.save()
        painter.scale(1 / view.ratio, 1 / view.ratio)
        painter.drawPixmap(0, 0, picture)
        middle = round(self._divider_x() * view.ratio)
        for table, area in zip(
            self._tables,
            (QRect(0, 0, middle, view.height), QRect(middle, 0, view.width - middle, view.height)),
            strict=True,
        ):
            painter.setClipRect(area)
            self._boxes.paint(painter, table, np.ones(len(table), np.bool_), view)
        painter.restore()
        self._paint_divider(painter)
        self._paint_names(painter)
        if not complete:
            self._refine.start()

    def _paint_divider(self, painter: QPainter) -> None:
        """Two tones, so that it is seen on any picture, and a grip."""
        colours, x = theme.current(), self._divider_x()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for colour, width in ((colours.shade, 4.0), (colours.on_shade, 2.0)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
        middle = QPointF(x, self.height() / 2)
        painter.setBrush(QColor(colours.shade))
        painter.drawEllipse(middle, GRIP, GRIP)
        for side in (-1, 1):
            tip = middle + QPointF(side * 9, 0)
            painter.drawLine(tip, tip + QPointF(-side * 4, -4))
            painter.drawLine(tip, tip + QPointF(-side * 4, 4))

    def _paint_names(self, painter: QPainter) -> None:
        """In the upper corners, each only where its side is wide enough for it."""
        colours, metrics, x = theme.current(), self.fontMetrics(), self._divider_x()
        for name, room, on_left in ((self._names[0], x, True), (self._names[1], self.width() - x, False)):
            width = metrics.horizontalAdvance(name) + 16
            if not name or width + 16 > room:
                continue
            left = 8.0 if on_left else self.width() - width - 8.0
            place = QRectF(left, 8, width, metrics.height() + 8)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.shade))
            painter.drawRoundedRect(place, 4, 4)
            painter.setPen(QColor(colours.on_shade))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), name)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Stay fitted, or keep the middle in the middle."""
        super().resizeEvent(event)
        self.viewport.set_view_size(self.width(), self.height(), self.devicePixelRatioF())

    # --- pointer -----------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take the divider, or the picture."""
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            left = event.button() == Qt.MouseButton.LeftButton
            self._drags_divider = left and self._at_divider(event.position())
            self._dragged_from = event.position()
            self._show_cursor(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Move what was taken."""
        at, origin = event.position(), self._dragged_from
        if origin is not None and self._drags_divider:
            left, right = self._span()
            self.set_divider((at.x() - left) / max(1.0, right - left))
            self.divider_moved.emit(self._share)
        elif origin is not None:
            self.viewport.pan(at.x() - origin.x(), at.y() - origin.y())
            self._dragged_from = at
            self.update()
        self._show_cursor(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Let go."""
        self._dragged_from = None
        self._drags_divider = False
        self._show_cursor(event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Zoom at the pointer."""
        turned = event.angleDelta().y()
        if turned and self.viewport.image_width:
            at = event.position()
            self.viewport.zoom_to(self.viewport.zoom * _WHEEL_STEP ** (turned / 120), (at.x(), at.y()))
            self.update()
        event.accept()

    def _at_divider(self, at: QPointF) -> bool:
        return bool(self.viewport.image_width) and abs(at.x() - self._divider_x()) <= REACH

    def _show_cursor(self, at: QPointF) -> None:
        if self._drags_divider or (self._dragged_from is None and self._at_divider(at)):
            shape = Qt.CursorShape.SplitHCursor
        elif self._dragged_from is not None:
            shape = Qt.CursorShape.ClosedHandCursor
        else:
            shape = Qt.CursorShape.ArrowCursor
        if self.cursor().shape() != shape:
            self.setCursor(QCursor(shape))
