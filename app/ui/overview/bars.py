"""Plots by hand: columns over a scale, rows with names, and a map of cells. No plot library: loading one takes long."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPen

from app.ui import theme
from app.ui.overview.plot import GAP, Plot

COLUMNS_HEIGHT = 96
MAP_HEIGHT = 180
LEAST = 2.0
"""How high a bar is at least that stands for something."""


class Columns(Plot):
    """Bars beside each other over an axis, with the highest count written at the left.

    Labels stand below the middles of their bars, or, with `at_edges`, where these begin.
    """

    def __init__(self, name: str, *, at_edges: bool = False) -> None:
        super().__init__(name)
        self._at_edges = at_edges

    def plot_height(self) -> int:
        """Bars, and the labels below them."""
        return COLUMNS_HEIGHT + self.line

    def _plot(self) -> QRectF:
        area = self.area()
        left = QFontMetrics(self.font()).horizontalAdvance(self._most_words()) + GAP
        return area.adjusted(left, 2, 0, -self.line)

    def _most(self) -> int:
        return max((bar.count for bar in self.bars), default=0)

    def _most_words(self) -> str:
        return QLocale().toString(self._most())

    def place(self, number: int) -> QRectF:
        """The whole column, so that low bars can be pointed at too."""
        plot = self._plot()
        width = plot.width() / max(1, len(self.bars))
        return QRectF(plot.left() + number * width, plot.top(), width, plot.height())

    def paint_bars(self, painter: QPainter) -> None:
        """The line of the highest, the bars, the axis and its labels."""
        colours, plot, most = theme.current(), self._plot(), self._most()
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.drawLine(plot.topLeft(), plot.topRight())
        painter.setPen(QColor(colours.muted))
        number = QRectF(GAP, plot.top() - self.line / 2, plot.left() - 2 * GAP, self.line)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(number, int(flags), self._most_words())
        for place, bar in enumerate(self.bars):
            room = self.place(place)
            if place == self.at:
                painter.fillRect(room, QColor(colours.soft))
            if not bar.count:
                continue
            high = max(LEAST, room.height() * bar.count / most)
            gap = 1.0 if room.width() > 5 else 0.0
            shape = QRectF(room.left() + gap, room.bottom() - high, room.width() - 2 * gap, high)
            painter.fillRect(shape, QColor(bar.colour or colours.accent))
            if place == self.at:
                painter.setPen(QPen(QColor(colours.text), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(shape.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(QPen(QColor(colours.outline), 1))
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        self._paint_labels(painter, plot)

    def _paint_labels(self, painter: QPainter, plot: QRectF) -> None:
        """As many as there is room for."""
        painter.setPen(QColor(theme.current().muted))
        free = plot.left() - 2 * GAP
        for number, bar in enumerate(self.bars):
            if not bar.label:
                continue
            width = painter.fontMetrics().horizontalAdvance(bar.label) + 2
            room = self.place(number)
            middle = room.left() if self._at_edges else room.center().x()
            left = min(max(plot.left() - GAP, middle - width / 2), plot.right() - width + GAP)
            if left >= free:
                room = QRectF(left, plot.bottom() + 1, width, self.line)
                painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), bar.label)
                free = left + width + GAP


class Rows(Plot):
    """Bars below each other, each with its name at the left and its number at the right."""

    def plot_height(self) -> int:
        """A line for each bar."""
        return max(2, len(self.bars)) * self._step() + 2

    def _step(self) -> int:
        return max(22, self.line + 4)

    def place(self, number: int) -> QRectF:
        """The whole line."""
        area = self.area()
        return QRectF(area.left(), area.top() + number * self._step(), area.width(), self._step())

    def paint_bars(self, painter: QPainter) -> None:
        """Name, bar, number."""
        colours, metrics = theme.current(), painter.fontMetrics()
        most = max(bar.count for bar in self.bars)
        names = max(metrics.horizontalAdvance(bar.label) for bar in self.bars) + GAP + 4
        names = min(names, int(self.width() * 0.4))
        numbers = max(metrics.horizontalAdvance(bar.value) for bar in self.bars) + GAP
        for number, bar in enumerate(self.bars):
            room = self.place(number)
            if number == self.at:
                painter.fillRect(room, QColor(colours.soft))
            ink = QColor(colours.on_soft if number == self.at else colours.text)
            painter.setPen(ink)
            name = metrics.elidedText(bar.label, Qt.TextElideMode.ElideRight, names - GAP)
            left = room.adjusted(2, 0, 0, 0)
            painter.drawText(left, int(Qt.AlignmentFlag.AlignVCenter), name)
            painter.drawText(
                room.adjusted(0, 0, -2, 0),
                int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight),
                bar.value,
            )
            width = room.width() - names - numbers - GAP
            if bar.count and width > 0:
                long = max(LEAST, width * bar.count / most)
                shape = QRectF(room.left() + names + 2, room.top() + 4, long, room.height() - 8)
                self._paint_row(painter, shape, bar.colour or colours.accent, bar.hatched / bar.count)

    def _paint_row(self, painter: QPainter, shape: QRectF, colour: str, hatched: float) -> None:
        """Full where it is confirmed, hatched where it is suggested; an edge that is seen on any ground."""
        solid = QRectF(shape.topLeft(), QPointF(shape.right() - shape.width() * hatched, shape.bottom()))
        painter.fillRect(solid, QColor(colour))
        if hatched:
            rest = QRectF(solid.topRight(), shape.bottomRight())
            painter.fillRect(rest, QBrush(QColor(colour), Qt.BrushStyle.BDiagPattern))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.current().outline), 1))
        painter.drawRect(shape.adjusted(0.5, 0.5, -0.5, -0.5))


class CellMap(Plot):
    """Square cells in rows; the more, the stronger the colour."""

    def __init__(self, name: str, across: int) -> None:
        super().__init__(name)
        self._across = across

    def plot_height(self) -> int:
        """A square."""
        return MAP_HEIGHT

    def place(self, number: int) -> QRectF:
        """A cell."""
        area = self.area()
        high = area.height()
        wide = min(area.width(), high * 4 / 3)
        line, column = divmod(number, self._across)
        width, height = wide / self._across, high / self._across
        return QRectF(area.left() + column * width, area.top() + line * height, width, height)

    def step(self, key: Qt.Key) -> int:
        """Up and down go from row to row; at the ends of a row, left and right stay."""
        column = (self.at or 0) % self._across
        if (key == Qt.Key.Key_Left and column == 0) or (
            key == Qt.Key.Key_Right and column == self._across - 1
        ):
            return 0
        down = {Qt.Key.Key_Up: -self._across, Qt.Key.Key_Down: self._across}
        return down.get(key, 0) or super().step(key)

    def paint_bars(self, painter: QPainter) -> None:
        """The cells, and an edge around the frame."""
        colours = theme.current()
        most = max(bar.count for bar in self.bars)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        whole = self.place(0).united(self.place(len(self.bars) - 1))
        painter.fillRect(whole, QColor(colours.surface))
        for number, bar in enumerate(self.bars):
            if bar.count:
                colour = QColor(colours.accent)
                colour.setAlphaF(0.12 + 0.88 * (bar.count / most) ** 0.5)
                painter.fillRect(self.place(number), colour)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.outline), 1))
        painter.drawRect(whole)
        if self.at is not None:
            painter.setPen(QPen(QColor(colours.text), 2))
            painter.drawRect(self.place(self.at))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
