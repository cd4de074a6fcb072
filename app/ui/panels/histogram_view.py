"""How often each value occurs in a picture, and what becomes of it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.media.levels import CHANNELS, Histogram, Levels, table
from app.ui import theme
from app.ui.language import Retranslated

HEIGHT = 88
_FOOT = 9.0
_SIDE = 6.0
_INKS = {"light": ("#c8281e", "#1b7a34", "#1f57c8"), "dark": ("#ff7a6e", "#63cf86", "#78a8ff")}


class HistogramView(Retranslated, QWidget):
    """The counts as areas, black and white as marks below them, and the curve that the levels make."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("histogram")
        self._histogram: Histogram | None = None
        self._levels = Levels()
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.notifier().changed.connect(self.update)
        self.say()

    def say(self) -> None:
        """What it shows, for those who do not see it."""
        self.setAccessibleName(self.tr("Histogram"))
        found, levels, locale = self._histogram, self._levels, self.locale()
        if found is None:
            self.setAccessibleDescription("")
            return
        text = self.tr("Values from {low} to {high}; black at {black}, white at {white}")
        self.setAccessibleDescription(
            text.format(
                low=locale.toString(found.low),
                high=locale.toString(found.high),
                black=locale.toString(round(levels.black * found.full)),
                white=locale.toString(round(levels.white * found.full)),
            )
        )

    def show_levels(self, histogram: Histogram | None, levels: Levels) -> None:
        """Of this picture, seen like this."""
        self._histogram, self._levels = histogram, levels
        self.say()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Ground, counts, what is cut off, curve, marks."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.current()
        plot = QRectF(_SIDE, 1, self.width() - 2 * _SIDE, self.height() - _FOOT - 2)
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.setBrush(QColor(colours.surface))
        painter.drawRect(plot)
        found = self._histogram
        if found is None:
            return
        self._paint_counts(painter, plot, found)
        self._paint_cut(painter, plot, found)
        self._paint_curve(painter, plot, found)

    def _paint_counts(self, painter: QPainter, plot: QRectF, found: Histogram) -> None:
        colours = theme.current()
        channel = self._levels.channel
        inks = _INKS[colours.scheme] if len(found.counts) == 3 else (colours.muted,)
        # The root lets rare values be seen beside the background, which often is most of a picture.
        heights = np.sqrt(found.counts)
        heights = heights / max(1.0, float(heights.max()))
        painter.setPen(Qt.PenStyle.NoPen)
        for number, (row, ink) in enumerate(zip(heights, inks, strict=True)):
            if len(found.counts) == 3 and channel not in ("all", CHANNELS[number + 1]):
                continue
            colour = QColor(ink)
            colour.setAlpha(120 if len(found.counts) == 3 else 170)
            painter.setBrush(colour)
            painter.drawPath(_area(row, plot))

    def _paint_cut(self, painter: QPainter, plot: QRectF, found: Histogram) -> None:
        """What becomes black or white is veiled; a filled mark is black, an open one white."""
        colours = theme.current()
        black, white = (self._x(share, plot, found) for share in (self._levels.black, self._levels.white))
        veil = QColor(colours.window)
        veil.setAlpha(190)
        for left, right in ((plot.left() + 1, black), (white, plot.right() - 1)):
            painter.fillRect(QRectF(left, plot.top() + 1, max(0.0, right - left), plot.height() - 2), veil)
        for x, fill in ((black, QColor(colours.text)), (white, QColor(colours.surface))):
            painter.setPen(QPen(QColor(colours.text), 1))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            painter.setBrush(fill)
            foot = plot.bottom()
            painter.drawPolygon(
                QPolygonF([QPointF(x, foot), QPointF(x - 5, foot + 8), QPointF(x + 5, foot + 8)])
            )

    def _paint_curve(self, painter: QPainter, plot: QRectF, found: Histogram) -> None:
        seen = table(self._levels, found.full)
        columns = np.linspace(0, found.top, max(2, int(plot.width()) // 2)).astype(int)
        line = QPolygonF(
            [
                QPointF(
                    plot.left() + plot.width() * value / found.top, plot.bottom() - plot.height() * height
                )
                for value, height in zip(columns.tolist(), (seen[columns] / 255).tolist(), strict=True)
            ]
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.current().accent), 1.5))
        painter.setClipRect(plot.adjusted(0, -1, 0, 1))
        painter.drawPolyline(line)

    @staticmethod
    def _x(share: float, plot: QRectF, found: Histogram) -> float:
        return plot.left() + plot.width() * min(1.0, share * found.full / found.top)


def _area(heights: NDArray[np.float64], plot: QRectF) -> QPainterPath:
    path = QPainterPath(plot.bottomLeft())
    width = plot.width() / len(heights)
    for number, height in enumerate(heights.tolist()):
        y = plot.bottom() - (plot.height() - 3) * height
        path.lineTo(plot.left() + number * width, y)
        path.lineTo(plot.left() + (number + 1) * width, y)
    path.lineTo(plot.bottomRight())
    path.closeSubpath()
    return path
