"""A small live curve: one value over time, with the old version as a line to beat."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme

HEIGHT, QUIET_HEIGHT = 96, 60
LEFT, TOP, BOTTOM = 34, 20, 6


class LearningCurve(QWidget):
    """Hidden once it was emptied, until there is something to see.

    Painted by hand: loading a plot library stops the window for half a second, just when teaching begins.
    """

    def __init__(
        self,
        name: str,
        *,
        unit_range: bool,
        quiet: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`unit_range`: values are in 0..1 and the axis always shows all of it. `quiet`: lower, without colour."""
        super().__init__(parent)
        self.setObjectName(name)
        self._title = ""
        self._unit_range = unit_range
        self._quiet = quiet
        self._points: list[tuple[float, float]] = []
        self._baseline: float | None = None
        self._baseline_name = ""
        self.setFixedHeight(QUIET_HEIGHT if quiet else HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_title(self, title: str) -> None:
        """What the values are."""
        self._title = title
        self.setAccessibleName(title)
        self.update()

    @property
    def points(self) -> list[tuple[float, float]]:
        """(x, value), in the order they came."""
        return self._points

    def clear(self) -> None:
        """Begin anew."""
        self._points = []
        self._baseline = None
        self._describe()

    def add(self, x: float, value: float) -> None:
        """One more point, further right."""
        self._points.append((x, value))
        self._describe()

    def set_baseline(self, value: float | None, name: str) -> None:
        """The line to beat; None for none."""
        self._baseline, self._baseline_name = value, name
        self._describe()

    def _describe(self) -> None:
        """The newest value, and the one to beat; there is nothing to be seen before the first of them."""
        parts = [self._text(self._points[-1][1])] if self._points else []
        if self._baseline is not None:
            parts.append(f"{self._baseline_name} {self._text(self._baseline)}")
        self.setAccessibleDescription(", ".join(parts))
        self.setVisible(bool(parts))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Title and newest value above, axis at the left, the curve."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.current()
        plot = QRectF(LEFT, TOP, self.width() - LEFT - 6, self.height() - TOP - BOTTOM)
        low, high = self._limits()
        painter.setPen(QColor(colours.muted))
        top = QRectF(0, 0, self.width(), TOP - 4)
        painter.drawText(top, Qt.AlignmentFlag.AlignVCenter, self._title)
        for value in (low, high):
            y = self._y(value, plot, low, high)
            painter.setPen(QPen(QColor(colours.border), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(QColor(colours.muted))
            label = QRectF(0, min(max(y - 8, TOP - 4), self.height() - 16), LEFT - 6, 16)
            painter.drawText(
                label, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._text(value)
            )
        self._paint_baseline(painter, plot, low, high)
        if self._points:
            painter.setPen(QColor(colours.text))
            painter.drawText(
                top,
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                self._text(self._points[-1][1]),
            )
            self._paint_curve(painter, plot, low, high)

    def _paint_baseline(self, painter: QPainter, plot: QRectF, low: float, high: float) -> None:
        if self._baseline is None:
            return
        colours = theme.current()
        y = self._y(self._baseline, plot, low, high)
        pen = QPen(QColor(colours.warning), 1.5)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        painter.setPen(QColor(colours.warning))
        below = y + 1 if y + 16 < plot.bottom() else y - 16
        text = f"{self._baseline_name} {self._text(self._baseline)}"
        painter.drawText(QRectF(plot.left(), below, plot.width(), 15), Qt.AlignmentFlag.AlignRight, text)

    def _paint_curve(self, painter: QPainter, plot: QRectF, low: float, high: float) -> None:
        last = max(self._points[-1][0], 1e-9)
        first = self._points[0][0] if len(self._points) > 1 else 0.0
        span = max(last - first, 1e-9)
        line = QPolygonF(
            [
                QPointF(plot.left() + plot.width() * (x - first) / span, self._y(value, plot, low, high))
                for x, value in self._thinned(int(plot.width()))
            ]
        )
        colours = theme.current()
        accent = QColor(colours.muted if self._quiet else colours.accent)
        width = 1.5 if self._quiet else 2.0
        painter.setPen(
            QPen(accent, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        )
        painter.drawPolyline(line)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        painter.drawEllipse(line.at(line.size() - 1), 3.0, 3.0)

    def _thinned(self, limit: int) -> list[tuple[float, float]]:
        """No more points than pixels, the newest always among them."""
        step = max(1, len(self._points) // max(1, limit))
        return self._points[::-step][::-1]

    def _limits(self) -> tuple[float, float]:
        if self._unit_range or not self._points:
            return 0.0, 1.0
        return 0.0, max(value for _, value in self._points) or 1.0

    def _y(self, value: float, plot: QRectF, low: float, high: float) -> float:
        share = (value - low) / max(high - low, 1e-9)
        return plot.bottom() - plot.height() * min(1.0, max(0.0, share))

    def _text(self, value: float) -> str:
        return QLocale().toString(value, "f", 2 if value < 10 else 0)
