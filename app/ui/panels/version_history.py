"""The history of the versions as a line: how good each was on pinned frames, from the first to the last."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QLocale, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme
from app.ui.keys import MOVES_BY_KEYS
from app.ui.language import Retranslated

HEIGHT = 132
LEFT, TOP, RIGHT, BOTTOM = 34, 14, 16, 24
RADIUS = 4.5
REACH = 16.0


@dataclass(frozen=True)
class HistoryPoint:
    """A version on the line.

    Attributes:
        quality: AP50 on pinned frames, 0..1.
        active: It is in use.
        kept_out: It was not taken, so the line passes it by.
        words: What is told about it.
        exam: What it was measured on: points are joined only where that is the same.
    """

    version_id: int
    quality: float
    active: bool
    kept_out: bool
    words: str
    exam: Hashable = None


class VersionHistory(Retranslated, QWidget):
    """Painted by hand. The arrow keys go from point to point; Enter, or a click, chooses.

    Signals:
        told: The words of the point under the pointer or under the keys; "" for none.
        chosen: A version, by its number.
    """

    told = Signal(str)
    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("versionHistory")
        self._points: tuple[HistoryPoint, ...] = ()
        self._at: int | None = None
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty(MOVES_BY_KEYS, True)
        self.setMouseTracking(True)
        theme.notifier().changed.connect(self.update)
        self.say()

    def say(self) -> None:
        """What it shows; the words of its points come with them."""
        self.setAccessibleName(self.tr("Quality of the versions on pinned frames (AP50)"))
        self.update()

    @property
    def points(self) -> tuple[HistoryPoint, ...]:
        """The points, oldest first."""
        return self._points

    def show_points(self, points: Sequence[HistoryPoint]) -> None:
        """Show these versions, oldest first."""
        self._points = tuple(points)
        self._at = None
        self.setVisible(bool(self._points))
        self._tell()

    def place(self, number: int) -> QPointF:
        """Where a point is painted."""
        plot = self._plot()
        count = len(self._points)
        x = plot.center().x() if count == 1 else plot.left() + plot.width() * number / (count - 1)
        return QPointF(x, self._height_of(self._points[number].quality))

    # --- painting ----------------------------------------------------------------------------------------

    def _plot(self) -> QRectF:
        return QRectF(LEFT + 8, TOP, self.width() - LEFT - RIGHT - 8, self.height() - TOP - BOTTOM)

    def _height_of(self, quality: float) -> float:
        plot = self._plot()
        return plot.bottom() - plot.height() * min(1.0, max(0.0, quality))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Axis, line, points, their numbers, and the focus."""
        if not self._points:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axis(painter)
        self._paint_lines(painter)
        for number in range(len(self._points)):
            self._paint_point(painter, number)
        self._paint_numbers(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.current().accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def lines(self) -> Iterator[list[int]]:
        """The points that were taken, by their numbers, as they are joined: those in a row with the same exam."""
        taken = [number for number, point in enumerate(self._points) if not point.kept_out]
        line = taken[:1]
        for before, number in pairwise(taken):
            if self._points[before].exam != self._points[number].exam:
                yield line
                line = []
            line.append(number)
        if line:
            yield line

    def _paint_lines(self, painter: QPainter) -> None:
        """Broken, with a dotted upright in between, where what was measured on changed."""
        colours, plot = theme.current(), self._plot()
        last: list[int] = []
        for line in self.lines():
            if last:
                first = self._first_like(line[0], after=last[-1])
                x = (self.place(first - 1).x() + self.place(first).x()) / 2
                painter.setPen(QPen(QColor(colours.muted), 1, Qt.PenStyle.DotLine))
                painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawPolyline(QPolygonF([self.place(number) for number in line]))
            last = line

    def _first_like(self, number: int, *, after: int) -> int:
        """The first point of those right before one that have the same exam; they may have been kept out."""
        while number - 1 > after and self._points[number - 1].exam == self._points[number].exam:
            number -= 1
        return number

    def _paint_axis(self, painter: QPainter) -> None:
        colours = theme.current()
        for value in (0.0, 0.5, 1.0):
            y = self._height_of(value)
            painter.setPen(QPen(QColor(colours.border), 1))
            painter.drawLine(QPointF(LEFT, y), QPointF(self.width() - 6, y))
            painter.setPen(QColor(colours.muted))
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, y - 8, LEFT - 6, 16), int(flags), QLocale().toString(value, "f", 1))

    def _paint_point(self, painter: QPainter, number: int) -> None:
        """Full when taken, hollow when kept out; the one in use wears a ring, the one that is told is larger."""
        colours, point, at = theme.current(), self._points[number], self.place(number)
        radius = RADIUS + (2 if number == self._at else 0)
        painter.setPen(QPen(QColor(colours.muted if point.kept_out else colours.accent), 2))
        painter.setBrush(QColor(colours.window if point.kept_out else colours.accent))
        painter.drawEllipse(at, radius, radius)
        if point.active:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.text), 1.5))
            painter.drawEllipse(at, radius + 3.5, radius + 3.5)

    def _paint_numbers(self, painter: QPainter) -> None:
        """Below the points, as many as there is room for; the one in use always."""
        colours = theme.current()
        order = sorted(
            range(len(self._points)), key=lambda number: (not self._points[number].active, -number)
        )
        used: list[QRectF] = []
        for number in order:
            point = self._points[number]
            text = (
                self.tr("{id} in use").format(id=point.version_id) if point.active else str(point.version_id)
            )
            width = painter.fontMetrics().horizontalAdvance(text) + 6
            left = min(max(self.place(number).x() - width / 2, 0), self.width() - width)
            room = QRectF(left, self.height() - BOTTOM + 4, width, BOTTOM - 6)
            if any(room.intersects(other) for other in used):
                continue
            used.append(room)
            painter.setPen(QColor(colours.text if point.active else colours.muted))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), text)

    # --- pointer and keys --------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Tell about the point under the pointer."""
        self._go_to(self._near(event.position()))
        shape = Qt.CursorShape.ArrowCursor if self._at is None else Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)

    def leaveEvent(self, event: object) -> None:  # noqa: N802
        """Nothing is pointed at."""
        if not self.hasFocus():
            self._go_to(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose the point under the pointer."""
        near = self._near(event.position())
        if near is not None:
            self._go_to(near)
            self.chosen.emit(self._points[near].version_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """From point to point; Enter chooses."""
        last = len(self._points) - 1
        here = self._at if self._at is not None else last
        moves = {
            Qt.Key.Key_Left: max(0, here - 1),
            Qt.Key.Key_Right: min(last, here + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if not self._points:
            super().keyPressEvent(event)
        elif event.key() in moves:
            self._go_to(moves[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._points[here].version_id)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """The keys begin at the version in use."""
        super().focusInEvent(event)
        if self._at is None and self._points:
            active = (number for number, point in enumerate(self._points) if point.active)
            self._go_to(next(active, len(self._points) - 1))

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """The keys are elsewhere."""
        super().focusOutEvent(event)
        self._go_to(None)

    def _near(self, at: QPointF) -> int | None:
        def distance(number: int) -> float:
            apart = self.place(number) - at
            return float((apart.x() ** 2 + apart.y() ** 2) ** 0.5)

        nearest = min(range(len(self._points)), key=distance, default=None)
        return nearest if nearest is not None and distance(nearest) <= REACH else None

    def _go_to(self, number: int | None) -> None:
        if number != self._at:
            self._at = number
            self._tell()

    def _tell(self) -> None:
        words = "" if self._at is None else self._points[self._at].words
        self.setToolTip(words)
        self.setAccessibleDescription(words)
        self.update()
        self.told.emit(words)
