"""The canvas: a view of a frame whose boxes are drawn, selected, moved and resized with pointer and keys."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QFocusEvent,
    QHelpEvent,
    QInputDevice,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QNativeGestureEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from app.ui.canvas.geometry import Handle, Point
from app.ui.canvas.gestures import Nudge, Pan, Place
from app.ui.canvas.interaction import Mode
from app.ui.canvas.view import CanvasView

_WHEEL_STEP = 1.2
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FAR_NUDGE = 10
_DIAGONAL_DOWN = {Handle.NORTH_WEST, Handle.SOUTH_EAST}
_DIAGONAL_UP = {Handle.NORTH_EAST, Handle.SOUTH_WEST}
_EXTENDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_FREELY = Qt.KeyboardModifier.AltModifier
_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class Canvas(CanvasView):
    """Shows one frame and its boxes, and emits one signal for every finished gesture."""

    space_tapped = Signal()
    """Space was pressed and let go without dragging the picture. While this signal is connected, the canvas
    takes Space before any shortcut of the window, because holding it drags the picture."""

    menu_wanted = Signal(object, object)
    """A menu is asked for: the ids of the boxes there, smallest first, and where on the screen (QPoint)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._space_held = False
        self._space_used = False
        self._button = Qt.MouseButton.NoButton
        self.setMouseTracking(True)
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

    # Pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Begin a gesture."""
        at = _point(event.position())
        self._shown.pointer = at
        if self._image is None or not self._free():
            return
        button = event.button()
        if button == Qt.MouseButton.MiddleButton or (
            button == Qt.MouseButton.LeftButton and self._space_held
        ):
            self._space_used = True
            self._interaction.press_pan(at)
        elif button == Qt.MouseButton.LeftButton and not self.loading:
            extend = bool(event.modifiers() & _EXTENDING)
            self._interaction.press(at, extend=extend, free=bool(event.modifiers() & _FREELY))
        elif button == Qt.MouseButton.RightButton and not self.loading:
            self._select_for_menu(at)
            return
        self._button = button
        self._update_cursor()
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """The second press of two quick ones is a press like any other."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Go on with the gesture, or tell what is under the pointer."""
        at = _point(event.position())
        self._shown.pointer = at
        self._interaction.drag(at, free=bool(event.modifiers() & _FREELY))
        if self._interaction.gesture is None:
            self._hover(at)
        if self.mode == "draw":
            self.update()
        x, y = self.viewport.transform.to_image(*at)
        inside = 0 <= x < self.viewport.image_width and 0 <= y < self.viewport.image_height
        self.cursor_moved.emit(QPointF(x, y) if inside else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Hand over what the gesture did."""
        if event.button() != self._button:
            return
        self._button = Qt.MouseButton.NoButton
        at = _point(event.position())
        self._interaction.release(at)
        self._hover(at)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """The right button asks about what is under it, the menu key about the selected box."""
        if self.loading or self._image is None or not self._free():
            return
        at = QPointF(event.pos())
        if event.reason() is QContextMenuEvent.Reason.Keyboard and self.selection():
            x1, y1, x2, y2 = self.box(min(self.selection())).rect
            at = self.image_to_view(QPointF((x1 + x2) / 2, (y1 + y2) / 2))
        self._interaction.finish_nudge()
        self.menu_wanted.emit(self.stack_under(_point(at)), self.mapToGlobal(at.toPoint()))
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """The pointer is elsewhere."""
        self._shown.pointer = None
        self._set_hovered(None)
        self.cursor_moved.emit(None)
        self.update()
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """A wheel zooms at the pointer; a trackpad pans, and zooms with Ctrl."""
        trackpad = (
            event.phase() != Qt.ScrollPhase.NoScrollPhase
            or event.device().type() == QInputDevice.DeviceType.TouchPad
        )
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        angle = event.angleDelta()
        if self._image is None:
            event.ignore()
            return
        if trackpad and not control:
            delta = event.pixelDelta() if not event.pixelDelta().isNull() else angle
            self.pan(delta.x(), delta.y())
        elif angle.y():
            self.zoom_to(self.zoom * _WHEEL_STEP ** (angle.y() / 120), event.position())
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Pinching, tool tips, and the keys that the canvas takes before the window's shortcuts."""
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture and self._image is not None:
                self.zoom_to(self.zoom * (1 + event.value()), event.position())
                return True
        elif isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        elif (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and self._takes(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def _hover(self, at: Point) -> None:
        stack = [] if self.loading else self.stack_under(at)
        self._set_hovered(stack[0] if stack else None)
        self._update_cursor(at)

    def _select_for_menu(self, at: Point) -> None:
        stack = self.stack_under(at)
        if stack and not self.selection().intersection(stack):
            self.select(frozenset({stack[0]}))

    def _show_tip(self, event: QHelpEvent) -> None:
        stack = self.stack_under((event.pos().x(), event.pos().y()))
        tip = self.box(stack[0]).tooltip if stack else ""
        if tip:
            QToolTip.showText(event.globalPos(), tip, self)
        else:
            QToolTip.hideText()

    def _update_cursor(self, at: Point | None = None) -> None:
        at = at if at is not None else self._shown.pointer
        shape = self._cursor_shape(at)
        if self.cursor().shape() != shape:
            self.setCursor(QCursor(shape))

    def _cursor_shape(self, at: Point | None) -> Qt.CursorShape:
        if isinstance(self._interaction.gesture, Pan):
            return Qt.CursorShape.ClosedHandCursor
        if self._space_held:
            return Qt.CursorShape.OpenHandCursor
        if self.loading or self._image is None or at is None:
            return Qt.CursorShape.ArrowCursor
        if self.mode == "draw" and not self._interaction.read_only:
            return Qt.CursorShape.CrossCursor
        if self._interaction.read_only:
            return Qt.CursorShape.ArrowCursor
        handle = self.handle_under(at)
        if handle is not None:
            return _handle_cursor(handle)
        if any(not self.box(box_id).locked for box_id in self.selection().intersection(self.stack_under(at))):
            return Qt.CursorShape.SizeAllCursor
        return Qt.CursorShape.ArrowCursor

    # Keys

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
        ids = [boxes[i].id for i in np.flatnonzero(self._shown.visible())]
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

    def _free(self) -> bool:
        """No gesture is going on that a press would have to end first."""
        return self._interaction.gesture is None or isinstance(self._interaction.gesture, Nudge | Place)


_LOWER_RIGHT, _UPPER_LEFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_MOVING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier | _LOWER_RIGHT | _UPPER_LEFT


def _handle_cursor(handle: Handle) -> Qt.CursorShape:
    if handle in _DIAGONAL_DOWN:
        return Qt.CursorShape.SizeFDiagCursor
    if handle in _DIAGONAL_UP:
        return Qt.CursorShape.SizeBDiagCursor
    return Qt.CursorShape.SizeHorCursor if handle.y == 0 else Qt.CursorShape.SizeVerCursor


def _point(point: QPointF) -> Point:
    return (point.x(), point.y())
