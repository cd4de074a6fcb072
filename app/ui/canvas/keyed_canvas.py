"""The canvas with its keys: nudging, drawing and deleting by keyboard, walking from box to box, holding to pan."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from app.ui.canvas.box_canvas import BoxCanvas
from app.ui.canvas.geometry import Point
from app.ui.canvas.gestures import Nudge, Place
from app.ui.canvas.interaction import Mode

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FAR_NUDGE = 10
_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_LOWER_RIGHT, _UPPER_LEFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_MOVING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier | _LOWER_RIGHT | _UPPER_LEFT


class KeyedCanvas(BoxCanvas):
    """Works on its boxes by keyboard."""

    space_tapped = Signal()
    """Space was pressed and let go without dragging the picture. While this signal is connected, the canvas
    takes Space before any shortcut of the window, because holding it drags the picture."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._space_held = False
        self._space_used = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def mode(self) -> Mode:
        """What the main button does: "select" or "draw"."""
        return self._interaction.mode

    def set_mode(self, mode: Mode) -> None:
        """Let the main button select and change boxes, or draw new ones."""
        self._interaction.cancel()
        self._interaction.mode = mode
        self._update_cursor()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Nudge, draw, delete, select all, cancel, hold to pan; other keys are left to the window."""
        key = event.key()
        if event.matches(QKeySequence.StandardKey.SelectAll):
            done = self._select_all()
        elif key == Qt.Key.Key_Space and not event.modifiers():
            done = self._press_space(event)
        elif key in _ARROWS:
            done = self._arrow(event)
        elif key in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            done = not self.loading and self._keyboard.enter()
        elif key == Qt.Key.Key_Escape:
            done = self._escape()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            done = self._delete()
        else:
            done = False
        if not done:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """The end of a nudge, or of holding Space."""
        if event.isAutoRepeat():
            return
        if event.key() == Qt.Key.Key_Space and self._space_held:
            self._space_held = False
            self._update_cursor()
            if not self._space_used:
                self.space_tapped.emit()
        elif event.key() in _ARROWS:
            self._finish_nudge()
        else:
            super().keyReleaseEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        """Tab goes from box to box, and after the last one to the next widget."""
        boxes = self._shown.table.boxes
        ids = [boxes[i].id for i in np.flatnonzero(self._shown.selectable())]
        chosen = [n for n, box_id in enumerate(ids) if box_id in self.selection()]
        after, before = (chosen[-1] + 1, chosen[0] - 1) if chosen else (0, len(ids) - 1)
        following = after if forward else before
        if not self.hasFocus() or self.loading or not 0 <= following < len(ids):
            return super().focusNextPrevChild(forward)
        self.set_selection({ids[following]})
        self.reveal(ids[following])
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """A ring shows where the keys go, if the keyboard brought the focus here."""
        self._shown.focus_ring = event.reason() in _BY_KEYBOARD
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Keys that are held end with the focus."""
        self._interaction.finish_nudge()
        self._space_held = False
        self._shown.focus_ring = False
        self._update_cursor()
        self.update()
        super().focusOutEvent(event)

    def _takes(self, event: QKeyEvent) -> bool:
        """Whether a key means something here now, whatever the window's shortcuts say."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            return self._interaction.gesture is not None
        if key in _ARROWS and not event.modifiers() & ~_MOVING:
            if self._keyboard.placing:
                return True
            return bool(self.selection()) and not self._interaction.read_only
        if key == Qt.Key.Key_Space and not event.modifiers():
            return self.receivers("2space_tapped()") > 0
        return False

    def _press_space(self, event: QKeyEvent) -> bool:
        if not event.isAutoRepeat():
            self._space_held, self._space_used = True, False
            self._update_cursor()
        return True

    def _arrow(self, event: QKeyEvent) -> bool:
        if self.loading:
            return False
        modifiers = event.modifiers()
        step = _FAR_NUDGE if modifiers & Qt.KeyboardModifier.ShiftModifier else 1
        x, y = (step * direction for direction in _ARROWS[Qt.Key(event.key())])
        if self._keyboard.placing:
            return self._keyboard.move_cursor(x, y)
        if modifiers & (_LOWER_RIGHT | _UPPER_LEFT):
            return self._keyboard.grow(x, y, upper_left=bool(modifiers & _UPPER_LEFT))
        return self._keyboard.nudge(x, y)

    def _finish_nudge(self) -> None:
        if isinstance(self._interaction.gesture, Nudge):
            self._interaction.finish_nudge()

    def _escape(self) -> bool:
        """Give up the gesture, else the selection."""
        if self._keyboard.step_back() or self._interaction.cancel():
            self._update_cursor()
            return True
        return self.select(frozenset())

    def _delete(self) -> bool:
        self._interaction.finish_nudge()
        if not self.selection() or self._interaction.read_only or self.loading:
            return False
        self.delete_requested.emit(self.selection())
        return True

    def _select_all(self) -> bool:
        self._interaction.finish_nudge()
        self.select(self._visible_ids())
        return True

    def _update_cursor(self, at: Point | None = None) -> None:
        """The shape of the pointer follows what it would do; nothing here has one."""

    def _free(self) -> bool:
        """No gesture is going on that a press would have to end first."""
        return self._interaction.gesture is None or isinstance(self._interaction.gesture, Nudge | Place)
