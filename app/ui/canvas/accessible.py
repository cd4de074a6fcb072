"""The boxes on the canvas for assistive technology: each a child with name, state and place.

The canvas paints its boxes itself, so Qt knows nothing of them. Children are made only when somebody asks for one:
there may be 20,000. The focus follows the selection.
"""

# The stubs of PySide do not know that Qt takes nothing for an answer here.
# mypy: disable-error-code="override"

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRect, QRectF
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QColor, QWindow
from PySide6.QtWidgets import QAccessibleWidget

from app.ui.canvas.box_canvas import BoxCanvas
from app.ui.canvas.describe import describe_box

MOST_KEPT = 4096
"""Children that were asked for; beyond that those of boxes that are gone are forgotten."""


class AccessibleBox(QAccessibleInterface):
    """One box, by its id: what it is may change while somebody holds this."""

    def __init__(self, canvas: AccessibleCanvas, view: BoxCanvas, box_id: int) -> None:
        super().__init__()
        self._canvas, self._view, self.box_id = canvas, view, box_id

    def isValid(self) -> bool:  # noqa: N802
        """It is still on the canvas."""
        return self.box_id in self._view.table

    def object(self) -> QObject | None:
        """No object stands for it."""
        return None

    def window(self) -> QWindow | None:
        """That of the canvas."""
        return self._canvas.window()

    def parent(self) -> QAccessibleInterface:
        """The canvas."""
        return self._canvas

    def childCount(self) -> int:  # noqa: N802
        """None."""
        return 0

    def child(self, index: int) -> QAccessibleInterface | None:
        """None."""
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # noqa: N802
        """None."""
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: N802
        """None."""
        return -1

    def role(self) -> QAccessible.Role:
        """One of a list that can be selected."""
        return QAccessible.Role.ListItem

    def text(self, kind: QAccessible.Text) -> str:
        """Class, state, score, size, place."""
        if kind != QAccessible.Text.Name or not self.isValid():
            return ""
        return describe_box(self._view.box(self.box_id), self._view.locale())

    def setText(self, kind: QAccessible.Text, text: str) -> None:  # noqa: N802
        """It is named by its class."""

    def rect(self) -> QRect:
        """Where it is seen on the screen."""
        if not self.isValid():
            return QRect()
        x1, y1, x2, y2 = self._view.box(self.box_id).rect
        seen = QRectF(self._view.image_to_view(QPointF(x1, y1)), self._view.image_to_view(QPointF(x2, y2)))
        place = seen.toAlignedRect()
        return QRect(self._view.mapToGlobal(place.topLeft()), place.size())

    def state(self) -> QAccessible.State:
        """Selectable, and whether it is selected, in focus, locked or out of sight."""
        state = QAccessible.State()
        if not self.isValid():
            state.invalid = True
            return state
        selected = self.box_id in self._view.selection()
        state.selectable = state.multiSelectable = state.focusable = True
        state.selected = selected
        state.focused = selected and self._view.hasFocus()
        state.readOnly = self._view.box(self.box_id).locked
        place = self.rect().translated(-self._view.mapToGlobal(self._view.rect().topLeft()))
        state.offscreen = not self._view.rect().intersects(place)
        return state

    def foregroundColor(self) -> QColor:  # noqa: N802
        """That of its class."""
        return QColor(self._view.box(self.box_id).colour) if self.isValid() else QColor()


class AccessibleCanvas(QAccessibleWidget):
    """The canvas as a list of boxes."""

    def __init__(self, view: BoxCanvas) -> None:
        super().__init__(view, QAccessible.Role.List)
        self._view = view
        self._made: dict[int, AccessibleBox] = {}
        view.selection_changed.connect(self._tell_focus)

    def childCount(self) -> int:  # noqa: N802
        """One for each box."""
        return len(self._view.boxes())

    def child(self, index: int) -> QAccessibleInterface | None:
        """The box at that place of the list."""
        boxes = self._view.boxes()
        return self._of(boxes[index].id) if 0 <= index < len(boxes) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: N802
        """Its place in the list."""
        if not isinstance(child, AccessibleBox) or not child.isValid():
            return -1
        return self._view.table.index(child.box_id)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # noqa: N802
        """The box that a click there would select."""
        at = self._view.mapFromGlobal(QPointF(x, y))
        stack = self._view.stack_under((at.x(), at.y()))
        return self._of(stack[0]) if stack else None

    def focusChild(self) -> QAccessibleInterface | None:  # noqa: N802
        """The selected box while the canvas has the focus."""
        selected = self._view.selection()
        return self._of(min(selected)) if selected and self._view.hasFocus() else None

    def _of(self, box_id: int) -> AccessibleBox:
        made = self._made.get(box_id)
        if made is None:
            if len(self._made) > MOST_KEPT:
                self._made = {known: one for known, one in self._made.items() if one.isValid()}
            made = self._made[box_id] = AccessibleBox(self, self._view, box_id)
        return made

    def _tell_focus(self) -> None:
        if not QAccessible.isActive() or not self._view.hasFocus():
            return
        selected = self._view.selection()
        event = QAccessibleEvent(self._view, QAccessible.Event.Focus)
        if selected:
            event.setChild(self._view.table.index(min(selected)))
        QAccessible.updateAccessibility(event)


_canvases: dict[int, AccessibleCanvas] = {}
"""By the id of the canvas: Qt does not keep what Python makes for it."""


def _factory(kind: str, thing: QObject | None) -> QAccessibleInterface | None:
    if not isinstance(thing, BoxCanvas):
        return None
    key = id(thing)
    if key not in _canvases:
        _canvases[key] = AccessibleCanvas(thing)
        thing.destroyed.connect(lambda: _canvases.pop(key, None))
    return _canvases[key]


def install() -> None:
    """Let Qt ask here about the canvases."""
    QAccessible.installFactory(_factory)
