"""What the pointer means: one gesture at a time, previewed here and handed over once, on release.

The canvas is the host: it owns what is shown and selected, and is told what to change. What the arrow keys do is
in `keyboard.py`.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from app.ui.canvas.geometry import (
    MIN_SIDE,
    Handle,
    Point,
    Rect,
    Rects,
    is_drawable,
    moved_together,
    outline,
    resized,
    spanning,
)
from app.ui.canvas.gestures import (
    Band,
    Change,
    Draw,
    Gesture,
    InteractionHost,
    Nudge,
    Pan,
    Place,
    Refusal,
)
from app.ui.canvas.snapping import Guide, Snapping, edges_of, held_by

Mode = Literal["select", "draw"]

DRAG_FROM = 4.0
"""A press that moves less than this (logical pixels) is a click."""

_SAME_PLACE = 3.0


class Interaction:
    """The gesture in progress, and what ends it.

    Attributes:
        min_side: The smallest side of a box that can be drawn or left by resizing, in frame pixels.
        snap: Edges that are dragged near the border, or near the edges of other boxes, go there.
    """

    def __init__(self, host: InteractionHost) -> None:
        self._host = host
        self.mode: Mode = "select"
        self.read_only = False
        self.min_side = MIN_SIDE
        self.snap = False
        self.gesture: Gesture | None = None
        self._clicked: Point | None = None

    @property
    def preview(self) -> tuple[tuple[int, ...], Rects] | None:
        """The existing boxes that are being changed, and where they would be."""
        gesture = self.gesture
        if isinstance(gesture, Nudge) or (isinstance(gesture, Change) and gesture.dragging):
            return (gesture.ids, gesture.after) if gesture.ids else None
        return None

    @property
    def drawn(self) -> Rect | None:
        """The new box as far as it is drawn."""
        if isinstance(self.gesture, Draw):
            return self.gesture.rect
        if isinstance(self.gesture, Place):
            viewport = self._host.viewport
            return self.gesture.rect(viewport.image_width, viewport.image_height)
        return None

    @property
    def guides(self) -> tuple[Guide, ...]:
        """The edges of other boxes that something was dragged to."""
        return self.gesture.guides if isinstance(self.gesture, Draw | Change) else ()

    def press_pan(self, at: Point) -> None:
        """Begin to drag the picture."""
        self.finish_nudge()
        self.gesture = Pan(at)

    def press(self, at: Point, *, extend: bool, free: bool = False) -> None:
        """The main button went down.

        Args:
            at: Where, in the view.
            extend: Add to the selection or take from it.
            free: Nothing goes anywhere by itself.
        """
        self.finish_nudge()
        if self.mode == "draw" and not self.read_only:
            start = self._host.viewport.transform.to_image(*at)
            self.gesture = Draw(at, self._snapped_point(start, start, self._snapping(free))[0])
            return
        handle = None if self.read_only or extend else self._host.handle_under(at)
        if handle is not None:
            self._begin_change(self._host.selection(), handle, at, [])
            return
        stack = self._host.stack_under(at)
        if not stack:
            kept = self._host.selection() if extend else frozenset()
            self.gesture = Band(at, at, kept)
        elif extend:
            self._host.select(self._host.selection() ^ {stack[0]})
        else:
            if not self._host.selection().intersection(stack):
                self._host.select(frozenset({stack[0]}))
            self._begin_change(self._host.selection(), None, at, stack)

    def _begin_change(
        self, box_ids: frozenset[int], handle: Handle | None, at: Point, stack: list[int]
    ) -> None:
        ids = self.changeable(box_ids)
        before = self._host.rects_of(ids)
        start = self._host.viewport.transform.to_image(*at)
        self.gesture = Change(ids, handle, at, start, before, before, stack)

    def changeable(self, box_ids: frozenset[int]) -> tuple[int, ...]:
        """Those that are not locked."""
        return tuple(sorted(box_id for box_id in box_ids if not self._host.box(box_id).locked))

    def drag(self, at: Point, *, free: bool = False) -> None:
        """The pointer moved with the button down; with `free`, nothing goes anywhere by itself."""
        gesture, viewport = self.gesture, self._host.viewport
        if isinstance(gesture, Pan):
            self._drag_picture(gesture, at)
        elif isinstance(gesture, Band):
            gesture.end = at
            self._host.select(gesture.kept | self._host.boxes_touching(gesture.rect))
            self._host.update()
        elif isinstance(gesture, Draw):
            if gesture.rect is not None or _far(gesture.pressed, at):
                self._draw_to(gesture, viewport.transform.to_image(*at), self._snapping(free))
            self._host.update()
        elif isinstance(gesture, Change) and not self.read_only:
            self._drag_boxes(gesture, at, free=free)

    def _drag_picture(self, gesture: Pan, at: Point) -> None:
        ratio = self._host.viewport.ratio
        dx = round((at[0] - gesture.last[0]) * ratio) / ratio
        dy = round((at[1] - gesture.last[1]) * ratio) / ratio
        gesture.last = (gesture.last[0] + dx, gesture.last[1] + dy)
        self._host.pan(dx, dy)

    def _drag_boxes(self, gesture: Change, at: Point, *, free: bool) -> None:
        if not gesture.dragging:
            gesture.dragging = _far(gesture.pressed, at)
            if gesture.dragging and not gesture.ids:
                self._host.refuse(Refusal.LOCKED)
        if not gesture.dragging or not gesture.ids:
            return
        viewport = self._host.viewport
        x, y = viewport.transform.to_image(*at)
        width, height = viewport.image_width, viewport.image_height
        whole, handle, snapping = outline(gesture.before), gesture.handle, self._snapping(free)
        dx, dy = x - gesture.start[0], y - gesture.start[1]

        def dragged(dx: float, dy: float) -> Rects:
            if handle is None:
                return moved_together(gesture.before, dx, dy, width, height)
            return np.array([resized(whole, handle, dx, dy, width, height, minimum=self.least_side(whole))])

        others, held = self._beside(outline(dragged(dx, dy)), gesture.ids, snapping), held_by(handle)
        dx, dy = (
            snapping.shift(delta, edges_of(whole, axis, held[axis]), axis, others)
            for axis, delta in enumerate((dx, dy))
        )
        gesture.after = dragged(dx, dy)
        gesture.guides = snapping.guides(outline(gesture.after), held, others)
        self._host.update()

    def least_side(self, rect: Rect) -> float:
        """How short a side of that box may become: a box that is smaller already need not grow."""
        return max(MIN_SIDE, min(self.min_side, rect[2] - rect[0], rect[3] - rect[1]))

    def _draw_to(self, gesture: Draw, end: Point, snapping: Snapping) -> None:
        end, others = self._snapped_point(gesture.start, end, snapping)
        gesture.rect = spanning(gesture.start, end, *snapping.size)
        gesture.guides = snapping.guides(gesture.rect, (None, None), others)

    def _snapped_point(self, start: Point, point: Point, snapping: Snapping) -> tuple[Point, Rects]:
        """Where a corner goes to, and the boxes beside what it draws from `start`."""
        others = self._beside(spanning(start, point, *snapping.size), (), snapping)
        x, y = (value + snapping.shift(0.0, (value,), axis, others) for axis, value in enumerate(point))
        return (x, y), others

    def _snapping(self, free: bool) -> Snapping:
        viewport = self._host.viewport
        size = (float(viewport.image_width), float(viewport.image_height))
        return Snapping(size, viewport.transform.scale, on=self.snap and not free)

    def _beside(self, rect: Rect, box_ids: tuple[int, ...], snapping: Snapping) -> Rects:
        """The boxes whose edges `rect` could go to."""
        if not snapping.on:
            return np.empty((0, 4))
        return self._host.others_touching(snapping.beside(rect), box_ids)

    def release(self, at: Point) -> None:
        """The button came up: hand over what was done."""
        gesture, self.gesture = self.gesture, None
        if isinstance(gesture, Band) and not _far(gesture.start, gesture.end):
            self._host.select(gesture.kept)
        elif isinstance(gesture, Draw):
            if gesture.rect is None:
                self._click(self._host.stack_under(at), at)
            else:
                self.hand_over(gesture.rect)
        elif isinstance(gesture, Change):
            if gesture.dragging:
                self._clicked = None
                self._commit(gesture)
            elif gesture.handle is None:
                self._click(gesture.stack, at)
        self._host.update()

    def hand_over(self, rect: Rect) -> bool:
        """Give the new box to the host, unless it is too small to be meant."""
        viewport = self._host.viewport
        if is_drawable(rect, min(self.min_side, viewport.image_width, viewport.image_height)):
            self._host.commit_draw(rect)
            return True
        self._host.refuse(Refusal.TOO_SMALL, rect)
        return False

    def _click(self, stack: list[int], at: Point) -> None:
        """The smallest box, and with every further click at one place the next one under it."""
        repeated = self._clicked is not None and not _far(self._clicked, at, _SAME_PLACE)
        self._clicked = at
        if not stack:
            self._host.select(frozenset())
            return
        self._host.select(frozenset({self._next_of(stack) if repeated else stack[0]}))

    def _next_of(self, stack: list[int]) -> int:
        current = next((i for i, box_id in enumerate(stack) if box_id in self._host.selection()), -1)
        return stack[(current + 1) % len(stack)]

    def select_under(self, at: Point) -> bool:
        """Select the next of the boxes under a view point; False if there is none."""
        self.finish_nudge()
        stack = self._host.stack_under(at)
        return bool(stack) and self._host.select(frozenset({self._next_of(stack)}))

    def finish_nudge(self) -> None:
        """What the keys were doing ends: hand over where the boxes are now; a box half drawn is given up."""
        gesture = self.gesture
        if isinstance(gesture, Nudge | Place):
            self.gesture = None
            if isinstance(gesture, Nudge):
                self._commit(gesture)
            self._host.update()

    def _commit(self, gesture: Change | Nudge) -> None:
        changed = np.flatnonzero((gesture.before != gesture.after).any(axis=1))
        rects = gesture.after.tolist()
        if len(changed):
            self._host.commit_changes({gesture.ids[i]: _rect(rects[i]) for i in changed.tolist()})

    def cancel(self) -> bool:
        """Give up the gesture, leaving everything as it was; False if there is none."""
        if self.gesture is None:
            return False
        if isinstance(self.gesture, Band):
            self._host.select(self.gesture.kept)
        self.gesture = None
        self._host.update()
        return True

    def forget_click(self) -> None:
        """The next click is not a repeated one."""
        self._clicked = None


def _rect(values: list[float]) -> Rect:
    x1, y1, x2, y2 = values
    return (x1, y1, x2, y2)


def _far(one: Point, other: Point, limit: float = DRAG_FROM) -> bool:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1])) >= limit
