"""Buttons for actions with their key written on them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from app.ui import theme
from app.ui.keys import shown_key

CAP_HEIGHT = 19
GAP = 8
PADDING = 4
"""What the theme leaves around the words of a tool button."""


def cap_width(widget: QWidget, key: str) -> int:
    """How wide the frame of a key is; 0 without a key."""
    return max(CAP_HEIGHT, widget.fontMetrics().horizontalAdvance(key) + 10) if key else 0


def cap_height(widget: QWidget) -> int:
    """How high the frame of a key is; more where the text is large."""
    return max(CAP_HEIGHT, widget.fontMetrics().height() + 2)


def paint_cap(painter: QPainter, rect: QRectF, key: str, ink: QColor) -> None:
    """A key in a small frame."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = QColor(ink)
    edge.setAlphaF(0.45)
    painter.setPen(edge)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setPen(ink)
    font = painter.font()
    font.setPointSizeF(max(7.0, font.pointSizeF() * 0.88))
    painter.setFont(font)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), key)
    painter.restore()


class KeyButton(QPushButton):
    """A push button for an action.

    It takes the focus by Tab only: after a click, Space still means what it means on the picture.
    """

    def __init__(self, action: QAction, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._action = action
        self._words = ""
        self._key_shown = True
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(lambda _checked=False: action.trigger())
        action.changed.connect(self._follow)
        self._follow()

    def set_words(self, words: str) -> None:
        """Other words than the action's own."""
        if words != self._words:
            self._words = words
            self._follow()

    def show_key(self, shown: bool) -> None:
        """Without the key where there is no room; the tip still has it."""
        self._key_shown = shown
        self.updateGeometry()
        self.update()

    def _follow(self) -> None:
        self.setEnabled(self._action.isEnabled())
        self.setToolTip(self._action.toolTip())
        words = self._words or self._action.text().replace("&", "")
        self.setText(words)
        key = shown_key(self._action)
        self.setAccessibleName(self.tr("{words}, key {key}").format(words=words, key=key) if key else words)
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for the words and the key."""
        return QSize(self.width_with_key(self._key_shown), super().sizeHint().height())

    def width_with_key(self, shown: bool) -> int:
        """How wide it is with its key, or without."""
        cap = cap_width(self, shown_key(self._action)) if shown else 0
        return super().sizeHint().width() + (cap + GAP if cap else 0)

    @property
    def _key(self) -> str:
        return shown_key(self._action) if self._key_shown else ""

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """As its size: its words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The style's button, the words, and the key."""
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        enabled, colours = self.isEnabled(), theme.current()
        ink = QColor(
            colours.disabled if not enabled else colours.on_accent if self.isDefault() else colours.text
        )
        painter.setPen(ink)
        key = self._key
        cap = cap_width(self, key)
        width = self.fontMetrics().horizontalAdvance(self.text())
        left = (self.width() - width - (cap + GAP if cap else 0)) // 2
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(QRectF(left, 0, width + 2, self.height()), flags, self.text())
        if cap:
            high = cap_height(self)
            paint_cap(painter, QRectF(left + width + GAP, (self.height() - high) / 2, cap, high), key, ink)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Another size of text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()


class KeyToolButton(QToolButton):
    """A button of the toolbar with icon, short words and the key."""

    def __init__(self, action: QAction, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown_key, self._room = "", PADDING
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setDefaultAction(action)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        action = self.defaultAction()
        self.setAccessibleName(action.toolTip())
        key = shown_key(action)
        if key != self._shown_key:
            self._shown_key = key
            self._make_room()

    def _make_room(self) -> None:
        room = cap_width(self, self._shown_key) + GAP if self._shown_key else PADDING
        if room != self._room:
            self._room = room
            self.setStyleSheet(f"QToolButton {{ padding-right: {room}px; }}")

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Another size of text: the key is wider or narrower."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._make_room()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """As its size: its words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The style's button, and the key at its right end."""
        super().paintEvent(event)
        key = shown_key(self.defaultAction())
        cap = cap_width(self, key)
        if not cap:
            return
        colours = theme.current()
        ink = (
            colours.disabled
            if not self.isEnabled()
            else colours.on_soft
            if self.isChecked()
            else colours.muted
        )
        high = cap_height(self)
        place = QRectF(self.width() - cap - 6, (self.height() - high) / 2, cap, high)
        paint_cap(QPainter(self), place, key, QColor(ink))
