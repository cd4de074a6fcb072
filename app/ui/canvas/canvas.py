"""The canvas: a view of a frame whose boxes are drawn, selected, moved and resized with pointer and keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QHelpEvent,
    QInputDevice,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from app.ui.canvas.geometry import Handle, Point
from app.ui.canvas.gestures import Pan
from app.ui.canvas.keyed_canvas import KeyedCanvas

_WHEEL_STEP = 1.2
_DIAGONAL_DOWN = {Handle.NORTH_WEST, Handle.SOUTH_EAST}
_DIAGONAL_UP = {Handle.NORTH_EAST, Handle.SOUTH_WEST}
_EXTENDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_FREELY = Qt.KeyboardModifier.AltModifier


class Canvas(KeyedCanvas):
    """Shows one frame and its boxes, and emits one signal for every finished gesture."""

    menu_wanted = Signal(object, object)
    """A menu is asked for: the ids of the boxes there, smallest first, and where on the screen (QPoint)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._button = Qt.MouseButton.NoButton
        self.setMouseTracking(True)

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
        if self.mode == "draw" or self._shown.magnified:
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
        tip = self._tip_of(stack[0]) if stack else ""
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


def _handle_cursor(handle: Handle) -> Qt.CursorShape:
    if handle in _DIAGONAL_DOWN:
        return Qt.CursorShape.SizeFDiagCursor
    if handle in _DIAGONAL_UP:
        return Qt.CursorShape.SizeBDiagCursor
    return Qt.CursorShape.SizeHorCursor if handle.y == 0 else Qt.CursorShape.SizeVerCursor


def _point(point: QPointF) -> Point:
    return (point.x(), point.y())
