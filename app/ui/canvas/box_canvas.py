"""The canvas as the host of gestures: its boxes are selected, hit and changed, and signals tell of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.canvas.boxes import CanvasBox
from app.ui.canvas.geometry import Handle, Point, Rect, Rects, handle_at, handle_points, stack_at, touching
from app.ui.canvas.gestures import Change, Nudge, Place, Refusal
from app.ui.canvas.interaction import Interaction
from app.ui.canvas.keyboard import KeyboardHand
from app.ui.canvas.view import CanvasView

_TARGET = 12.0
_REACH = 3.0


class BoxCanvas(CanvasView):
    """Shows one frame with boxes that can be selected and changed (interaction.InteractionHost)."""

    box_drawn = Signal(object)
    """(x1, y1, x2, y2) of a new box, in the frame's pixels."""
    boxes_changed = Signal(object)
    """dict of ids and new (x1, y1, x2, y2) of the boxes that one gesture moved or resized."""
    selection_changed = Signal()
    delete_requested = Signal(object)
    """frozenset of box ids."""
    hovered = Signal(object)
    """Id of the box under the pointer, or None."""
    cursor_moved = Signal(object)
    """QPointF in the frame's pixels, or None outside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._interaction = Interaction(self)
        self._keyboard = KeyboardHand(self, self._interaction)
        self._tip_of: Callable[[int], str] = lambda _box_id: ""

    def set_min_side(self, pixels: float) -> None:
        """The smallest side of a box that can be drawn or left by resizing, in frame pixels."""
        self._interaction.min_side = float(pixels)

    def set_snap(self, snap: bool) -> None:
        """Whether edges that are dragged near the border of the frame, or edges of other boxes, go there."""
        self._interaction.snap = snap

    def set_boxes(self, boxes: Sequence[CanvasBox]) -> None:
        """Show these boxes instead of the ones before; the last one is painted on top.

        Selected ids stay selected. A gesture goes on unless its box has gone.
        """
        super().set_boxes(boxes)
        gesture = self._interaction.gesture
        if isinstance(gesture, Change | Nudge) and not all(i in self._shown.table for i in gesture.ids):
            self._interaction.cancel()
        if self._shown.hovered is not None and self._shown.hovered not in self._shown.table:
            self._set_hovered(None)
        if not self.select(self._shown.selection):
            self._describe()

    def set_tips(self, tip_of: Callable[[int], str]) -> None:
        """What hovering over the box of an id says; asked when it is hovered, "" for nothing."""
        self._tip_of = tip_of

    def set_selection(self, ids: Iterable[int]) -> None:
        """Select the boxes of these ids; unknown ones are passed over."""
        self._interaction.finish_nudge()
        self._interaction.forget_click()
        self.select(frozenset(ids))

    def selection(self) -> frozenset[int]:
        """Ids of the selected boxes."""
        return self._shown.selection

    def set_show_rejected(self, shown: bool) -> None:
        """Show rejected boxes too, thin and crossed."""
        if shown == self._shown.show_rejected:
            return
        self._shown.show_rejected = shown
        if not shown:
            self.select(self._shown.selection & self._visible_ids())
        self.update()

    def set_draw_class(self, name: str, colour: str) -> None:
        """The class, and its `#rrggbb`, that a box has while it is drawn."""
        self._shown.draw_name, self._shown.draw_colour = name, colour
        self.update()

    def set_read_only(self, read_only: bool) -> None:
        """Boxes can be selected and looked at, but not drawn, changed or deleted."""
        self._interaction.cancel()
        self._interaction.read_only = read_only
        self.update()

    # What the gestures ask for (interaction.InteractionHost)

    def stack_under(self, at: Point) -> list[int]:
        """Ids of the boxes under a view point, smallest first; tiny ones are easier to hit than they look."""
        table, transform = self._shown.table, self.viewport.transform
        room = _TARGET / transform.scale
        x, y = transform.to_image(*at)
        near = np.zeros(len(table), np.bool_)
        near[touching(table.rects, (x - room, y - room, x + room, y + room))] = True
        visible = np.flatnonzero(near & self._shown.selectable())
        rects = table.rects[visible]
        spare = np.maximum(
            0.0, (room - np.stack([rects[:, 2] - rects[:, 0], rects[:, 3] - rects[:, 1]], 1)) / 2
        )
        hit = rects + np.concatenate([-spare, spare], 1)
        found = stack_at(hit, x, y)
        if not len(found):
            found = stack_at(hit, x, y, _REACH / transform.scale)
        return [table.boxes[i].id for i in visible[found]]

    def handle_under(self, at: Point) -> Handle | None:
        """The handle under a view point, if just one box is selected and the boxes are seen."""
        if len(self._shown.selection) != 1 or self._shown.boxes_hidden:
            return None
        (box_id,) = self._shown.selection
        if self._shown.table.box(box_id).locked:
            return None
        seen = self.viewport.transform.rect_to_view(self._shown.table.box(box_id).rect)
        points = handle_points(seen, self.viewport.view_width, self.viewport.view_height)
        return handle_at(points, *at)

    def boxes_touching(self, band: Rect) -> frozenset[int]:
        """Ids of the visible boxes that a band, in view coordinates, touches."""
        table = self._shown.table
        visible = np.flatnonzero(self._shown.selectable())
        found = touching(table.rects[visible], self.viewport.transform.rect_to_image(band))
        return frozenset(table.boxes[i].id for i in visible[found])

    def others_touching(self, rect: Rect, box_ids: tuple[int, ...]) -> Rects:
        """(N, 4) the visible boxes that touch a rectangle of the frame, but for those of these ids."""
        table = self._shown.table
        wanted = self._shown.selectable() & ~table.mask(frozenset(box_ids))
        near = touching(table.rects, rect)
        return table.rects[near[wanted[near]]]

    def box(self, box_id: int) -> CanvasBox:
        """The box of that id. Raises: KeyError."""
        return self._shown.table.box(box_id)

    def select_under(self) -> bool:
        """Select the next of the boxes that lie on each other, at the pointer, else where the selected one is.

        False if there is no other.
        """
        at = self._shown.pointer
        if (at is None or not self.stack_under(at)) and self._shown.selection:
            x1, y1, x2, y2 = self._shown.table.box(min(self._shown.selection)).rect
            at = self.viewport.transform.to_view((x1 + x2) / 2, (y1 + y2) / 2)
        return at is not None and not self.loading and self._interaction.select_under(at)

    def select(self, box_ids: frozenset[int]) -> bool:
        """Select just those boxes; True if that changed anything."""
        table = self._shown.table
        chosen = frozenset(i for i in box_ids if i in table and not table.box(i).ghost)
        if chosen == self._shown.selection:
            return False
        self._shown.selection = chosen
        self._describe()
        self.update()
        self.selection_changed.emit()
        return True

    def commit_draw(self, rect: Rect) -> None:
        """Hand over a new box."""
        self.box_drawn.emit(rect)

    def commit_changes(self, rects: dict[int, Rect]) -> None:
        """Hand over moved or resized boxes."""
        self.boxes_changed.emit(rects)

    def rects_of(self, box_ids: tuple[int, ...]) -> Rects:
        """(N, 4) the rectangles of those boxes. Raises: KeyError."""
        table = self._shown.table
        return table.rects[[table.index(box_id) for box_id in box_ids]]

    def refuse(self, why: Refusal, rect: Rect | None = None) -> None:
        """Say why a gesture did nothing."""
        if why is Refusal.LOCKED:
            self.say_briefly(self.tr("Locked boxes stay as they are."))
        elif rect is not None:
            least = self.locale().toString(self._interaction.min_side, "g", 3)
            text = self.tr("Too small to be kept: a box has at least {least} pixels on each side.")
            self.say_briefly(text.format(least=least))

    def follow(self, rect: Rect) -> None:
        """The keyboard is at work there: bring it into view and say where it is."""
        if isinstance(self._interaction.gesture, Place):
            x, y = self._interaction.gesture.cursor
            self.viewport.reveal((x, y, x, y))
        else:
            self.viewport.reveal(rect)
        x1, y1, x2, y2 = (self.locale().toString(round(value)) for value in rect)
        if rect[:2] == rect[2:]:
            text = self.tr("Cursor at {x}, {y}.").format(x=x1, y=y1)
        else:
            text = self.tr("From {x1}, {y1} to {x2}, {y2}.").format(x1=x1, y1=y1, x2=x2, y2=y2)
        self.setAccessibleDescription(text)
        self._touched()

    def _set_hovered(self, box_id: int | None) -> None:
        if box_id != self._shown.hovered:
            self._shown.hovered = box_id
            self.hovered.emit(box_id)
            self.update()

    def _visible_ids(self) -> frozenset[int]:
        table = self._shown.table
        return frozenset(table.boxes[i].id for i in np.flatnonzero(self._shown.selectable()))
