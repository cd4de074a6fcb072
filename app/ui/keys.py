"""How keys are written, which must not be taken by shortcuts, and the key that hides the boxes while it is held."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QComboBox, QSlider, QWidget

_ACTIVATE = frozenset({Qt.Key.Key_Space})
_UP_DOWN = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down})
_MOVE = _UP_DOWN | {
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
}

MOVES_BY_KEYS = "movesByKeys"
"""Property of a widget of ours in which the arrows go from thing to thing, and Space chooses one."""


def shown_key(action: QAction) -> str:
    """The key that is shown for an action, as the system writes it; the plain one where there is a choice."""
    sequences = [item.toString(QKeySequence.SequenceFormat.NativeText) for item in action.shortcuts()]
    return sequences[0] if sequences else ""


def keeps_key(widget: QWidget | None, event: QKeyEvent) -> bool:
    """Whether the control with the focus needs a key itself, although it is a shortcut of the window.

    Single letters, Space and arrows are shortcuts. A control that was reached by Tab keeps Space where it presses
    or checks, and arrows where they move something. Text fields keep everything, which Qt sees to.
    """
    if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
        return False
    key = event.key()
    if isinstance(widget, QAbstractButton):
        return key in _ACTIVATE
    if isinstance(widget, QSlider):
        return key in _MOVE
    if isinstance(widget, QComboBox) or (widget is not None and widget.property(MOVES_BY_KEYS)):
        return key in _ACTIVATE | _MOVE
    # Left and right go from frame to frame also while a list has the focus.
    return isinstance(widget, QAbstractItemView) and key in _UP_DOWN


def _without_modifiers(sequence: QKeySequence) -> int:
    pressed: QKeyCombination = sequence[0]  # type: ignore[index]  # missing in the types of Qt
    return pressed.key()


class HeldKey(QObject):
    """Something that lasts while a key is held: begun by a shortcut, ended by letting go or leaving the window."""

    def __init__(self, action: QAction, change: Callable[[bool], None], parent: QObject) -> None:
        """`action` calls `toggle`; letting go of one of its keys ends what it began."""
        super().__init__(parent)
        self._action = action
        self._change = change
        self._on = False

    def toggle(self) -> None:
        """The shortcut, or a click in the menu, which lasts until the next one."""
        app = QApplication.instance()
        assert app is not None
        self._on = not self._on
        if self._on:
            app.installEventFilter(self)
        else:
            app.removeEventFilter(self)
        self._change(self._on)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Installed only while it lasts: looking at every event in Python would cost frames."""
        kind = event.type()
        let_go = (
            kind == QEvent.Type.KeyRelease
            and isinstance(event, QKeyEvent)
            and event.key() in [_without_modifiers(sequence) for sequence in self._action.shortcuts()]
            and not event.isAutoRepeat()
        )
        if self._on and (let_go or kind == QEvent.Type.ApplicationDeactivate):
            self.toggle()
        return False
