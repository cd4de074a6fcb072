"""What all plots have in common: bars that can be pointed at, walked through by keys and chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme
from app.ui.keys import MOVES_BY_KEYS

GAP = 6


@dataclass(frozen=True)
class PlotBar:
    """One bar.

    Attributes:
        count: How high it is.
        words: What it says to who points at it or hears it.
        label: What stands at the axis; "" for nothing.
        value: What is written at the bar; "" for nothing.
        hatched: How much of the count is painted hatched.
        colour: Its own; "" for that of all bars.
    """

    count: int
    words: str
    label: str = ""
    value: str = ""
    hatched: int = 0
    colour: str = ""


class Plot(QWidget):
    """A title, the bars as the kind of plot paints them, and a line about the bar at hand.

    Bars are reached by the arrows and chosen by Enter, Space or a click. One without a count cannot be chosen.

    Signals:
        chosen: A bar was chosen, by its number.
    """

    chosen = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._title = self._nothing = self._about = ""
        self._bars: tuple[PlotBar, ...] = ()
        self._at: int | None = None
        self._rows = 1
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty(MOVES_BY_KEYS, True)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.notifier().changed.connect(self.update)

    @property
    def bars(self) -> tuple[PlotBar, ...]:
        """The bars that are shown."""
        return self._bars

    @property
    def at(self) -> int | None:
        """The bar at hand."""
        return self._at

    def say(self, title: str, nothing: str) -> None:
        """The title, and what is said where there is nothing to plot."""
        self._title, self._nothing = title, nothing
        self.setAccessibleName(title)
        self._tell()

    def show_bars(self, bars: Sequence[PlotBar], about: str = "") -> None:
        """Other bars; `about` sums them up. The one at hand stays as long as there is one in its place."""
        self._bars, self._about = tuple(bars), about
        if self._at is not None and self._at >= len(self._bars):
            self._at = None
        if self.hasFocus() and self._at is None:
            self._at = self._highest()
        self.updateGeometry()
        self._tell()

    @property
    def empty(self) -> bool:
        """There is nothing to plot."""
        return not any(bar.count for bar in self._bars)

    # --- what a kind of plot says of itself ------------------------------------------------------------------

    def place(self, number: int) -> QRectF:
        """Where a bar can be pointed at."""
        raise NotImplementedError

    def paint_bars(self, painter: QPainter) -> None:
        """Everything between the title and the line about the bar at hand."""
        raise NotImplementedError

    def plot_height(self) -> int:
        """How much room that takes."""
        raise NotImplementedError

    def step(self, key: Qt.Key) -> int:
        """How many bars further a key goes; 0 where it means nothing."""
        return {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}.get(key, 0)

    # --- room ------------------------------------------------------------------------------------------------

    @property
    def line(self) -> int:
        """The height of a line of text."""
        return QFontMetrics(self.font()).height() + 2

    def area(self) -> QRectF:
        """Between the title and the line below."""
        top = self.line + GAP
        return QRectF(GAP, top, self.width() - 2 * GAP, self.height() - top - self.line - GAP)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Title, plot, line below."""
        return QSize(260, self.plot_height() + 2 * self.line + 2 * GAP)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """As high as it is, and narrow."""
        return QSize(180, self.sizeHint().height())

    # --- painting --------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Title, bars, the line below, and the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.current()
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        top = QRectF(GAP, 2, self.width() - 2 * GAP, self.line)
        painter.drawText(top, int(Qt.AlignmentFlag.AlignVCenter), self._title)
        painter.setFont(self.font())
        painter.setPen(QColor(colours.muted))
        if self.empty:
            painter.drawText(
                self.area(), int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self._nothing
            )
        else:
            self.paint_bars(painter)
            self._paint_line(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_line(self, painter: QPainter) -> None:
        here = self._at is not None
        painter.setPen(QColor(theme.current().text if here else theme.current().muted))
        room = QRectF(GAP, self.height() - self.line - 2, self.width() - 2 * GAP, self.line)
        words = self._bars[self._at].words if self._at is not None else self._about
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)

    # --- pointer and keys ------------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Tell about the bar under the pointer."""
        self._go_to(self._under(event))
        some = self._at is not None and self._bars[self._at].count
        self.setCursor(Qt.CursorShape.PointingHandCursor if some else Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Nothing is pointed at."""
        if not self.hasFocus():
            self._go_to(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose the bar under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._go_to(self._under(event))
            self._choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """From bar to bar; Enter and Space choose."""
        last = len(self._bars) - 1
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and last >= 0:
            self._go_to(0 if key == Qt.Key.Key_Home else last)
        elif (step := self.step(key)) and last >= 0:
            here = self._at if self._at is not None else (-step if step > 0 else last - step)
            if 0 <= here + step <= last:
                self._go_to(here + step)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """The keys begin at the highest bar."""
        super().focusInEvent(event)
        if self._at is None:
            self._go_to(self._highest())

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """No bar is at hand."""
        super().focusOutEvent(event)
        self._go_to(None)

    def _highest(self) -> int | None:
        if self.empty:
            return None
        return max(range(len(self._bars)), key=lambda number: self._bars[number].count)

    def _under(self, event: QMouseEvent) -> int | None:
        point = event.position()
        return next((number for number in range(len(self._bars)) if self.place(number).contains(point)), None)

    def _go_to(self, number: int | None) -> None:
        if number != self._at:
            self._at = number
            self._tell()

    def _choose(self) -> None:
        if self._at is not None and self._bars[self._at].count:
            self.chosen.emit(self._at)

    def _tell(self) -> None:
        """Say it to the eye and to assistive technology."""
        said = self._bars[self._at].words if self._at is not None else self._about
        words = self._nothing if self.empty else said
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
        self.update()
