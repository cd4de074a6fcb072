"""What the pointer and the keys mean: one gesture at a time, previewed here and handed over once, on release.

The canvas is the host: it owns what is shown and selected, and is told what to change.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, Protocol

from app.ui.canvas.boxes import CanvasBox
from app.ui.canvas.geometry import (
    Handle,
    Point,
    Rect,
    is_drawable,
    moved,
    resized,
    spanning,
)
from app.ui.canvas.viewport import Viewport

Mode = Literal["select", "draw"]

DRAG_FROM = 4.0
"""A press that moves less than this (logical pixels) is a click."""

_SAME_PLACE = 3.0


class InteractionHost(Protocol):
    """What the state machine needs from the canvas."""

    viewport: Viewport

    def stack_under(self, at: Point) -> list[int]:
        """Ids of the boxes under a view point, the one to take first in front."""

    def handle_under(self, at: Point) -> Handle | None:
        """The handle of the selected box under a view point."""

    def boxes_touching(self, band: Rect) -> frozenset[int]:
        """Ids of the boxes that touch a band in view coordinates."""

    def box(self, box_id: int) -> CanvasBox:
        """The box of that id."""

    def selection(self) -> frozenset[int]:
        """Ids of the selected boxes."""

    def select(self, box_ids: frozenset[int]) -> bool:
        """Select just those boxes; True if that changed anything."""

    def commit_draw(self, rect: Rect) -> None:
        """A new box was drawn."""

    def commit_change(self, box_id: int, rect: Rect) -> None:
        """A box was moved or resized."""

    def pan(self, dx: float, dy: float) -> None:
        """Move the picture by view pixels."""

    def update(self) -> None:
        """Paint again."""


@dataclass
class Pan:
    """The picture follows the pointer; whole device pixels, so that it stays sharp."""

    last: Point


@dataclass
class Band:
    """A rubber band in view coordinates; what it touches is added to `kept`."""

    start: Point
    end: Point
    kept: frozenset[int]

    @property
    def rect(self) -> Rect:
        x1, x2 = sorted((self.start[0], self.end[0]))
        y1, y2 = sorted((self.start[1], self.end[1]))
        return (x1, y1, x2, y2)


@dataclass
class Draw:
    """A new box between two frame points; a click until the pointer has moved."""

    pressed: Point
    start: Point
    rect: Rect | None = None


@dataclass
class Change:
    """A box being moved (`handle` None) or resized; a click until the pointer has moved."""

    box: CanvasBox
    handle: Handle | None
    pressed: Point
    start: Point
    rect: Rect
    stack: list[int] = field(default_factory=list)
    dragging: bool = False


@dataclass
class Nudge:
    """A box being moved by the arrow keys, until they are let go."""

    box: CanvasBox
    rect: Rect


Gesture = Pan | Band | Draw | Change | Nudge


class Interaction:
    """The gesture in progress, and what ends it."""

    def __init__(self, host: InteractionHost) -> None:
        self._host = host
        self.mode: Mode = "select"
        self.read_only = False
        self.gesture: Gesture | None = None
        self._clicked: Point | None = None

    @property
    def preview(self) -> tuple[CanvasBox, Rect] | None:
        """The existing box that is being changed, and where it would be."""
        gesture = self.gesture
        if isinstance(gesture, Nudge) or (isinstance(gesture, Change) and gesture.dragging):
            return gesture.box, gesture.rect
        return None

    def press_pan(self, at: Point) -> None:
        """Begin to drag the picture."""
        self.finish_nudge()
        self.gesture = Pan(at)

    def press(self, at: Point, *, extend: bool) -> None:
        """The main button went down; `extend` adds to the selection or takes from it."""
        self.finish_nudge()
        if self.mode == "draw" and not self.read_only:
            self.gesture = Draw(at, self._host.viewport.transform.to_image(*at))
            return
        handle = None if self.read_only or extend else self._host.handle_under(at)
        if handle is not None:
            (box_id,) = self._host.selection()
            self._begin_change(box_id, handle, at, [])
            return
        stack = self._host.stack_under(at)
        if not stack:
            kept = self._host.selection() if extend else frozenset()
            self.gesture = Band(at, at, kept)
        elif extend:
            self._host.select(self._host.selection() ^ {stack[0]})
        else:
            self._press_on_box(stack, at)

    def _press_on_box(self, stack: list[int], at: Point) -> None:
        chosen = next((box_id for box_id in stack if box_id in self._host.selection()), None)
        if chosen is None:
            chosen = stack[0]
            self._host.select(frozenset({chosen}))
        self._begin_change(chosen, None, at, stack)

    def _begin_change(self, box_id: int, handle: Handle | None, at: Point, stack: list[int]) -> None:
        box = self._host.box(box_id)
        start = self._host.viewport.transform.to_image(*at)
        self.gesture = Change(box, handle, at, start, box.rect, stack)

    def drag(self, at: Point) -> None:
        """The pointer moved with the button down."""
        gesture, viewport = self.gesture, self._host.viewport
        if isinstance(gesture, Pan):
            self._drag_picture(gesture, at)
        elif isinstance(gesture, Band):
            gesture.end = at
            self._host.select(gesture.kept | self._host.boxes_touching(gesture.rect))
            self._host.update()
        elif isinstance(gesture, Draw):
            if gesture.rect is not None or _far(gesture.pressed, at):
                end = viewport.transform.to_image(*at)
                gesture.rect = spanning(gesture.start, end, viewport.image_width, viewport.image_height)
            self._host.update()
        elif isinstance(gesture, Change) and not self.read_only:
            self._drag_box(gesture, at)

    def _drag_picture(self, gesture: Pan, at: Point) -> None:
        ratio = self._host.viewport.ratio
        dx = round((at[0] - gesture.last[0]) * ratio) / ratio
        dy = round((at[1] - gesture.last[1]) * ratio) / ratio
        gesture.last = (gesture.last[0] + dx, gesture.last[1] + dy)
        self._host.pan(dx, dy)

    def _drag_box(self, gesture: Change, at: Point) -> None:
        gesture.dragging = gesture.dragging or _far(gesture.pressed, at)
        if not gesture.dragging:
            return
        viewport = self._host.viewport
        x, y = viewport.transform.to_image(*at)
        dx, dy = x - gesture.start[0], y - gesture.start[1]
        size = (viewport.image_width, viewport.image_height)
        if gesture.handle is None:
            if self._host.selection() != {gesture.box.id}:
                self._host.select(frozenset({gesture.box.id}))
            gesture.rect = moved(gesture.box.rect, dx, dy, *size)
        else:
            gesture.rect = resized(gesture.box.rect, gesture.handle, dx, dy, *size)
        self._host.update()

    def release(self, at: Point) -> None:
        """The button came up: hand over what was done."""
        gesture, self.gesture = self.gesture, None
        if isinstance(gesture, Band) and not _far(gesture.start, gesture.end):
            self._host.select(gesture.kept)
        elif isinstance(gesture, Draw):
            if gesture.rect is None:
                self._click(self._host.stack_under(at), at)
            elif is_drawable(gesture.rect):
                self._host.commit_draw(gesture.rect)
        elif isinstance(gesture, Change):
            if gesture.dragging:
                self._clicked = None
                if gesture.rect != gesture.box.rect:
                    self._host.commit_change(gesture.box.id, gesture.rect)
            elif gesture.handle is None:
                self._click(gesture.stack, at)
        self._host.update()

    def _click(self, stack: list[int], at: Point) -> None:
        """The smallest box, and with every further click at one place the next one under it."""
        repeated = self._clicked is not None and not _far(self._clicked, at, _SAME_PLACE)
        self._clicked = at
        if not stack:
            self._host.select(frozenset())
            return
        current = next((i for i, box_id in enumerate(stack) if box_id in self._host.selection()), None)
        chosen = (current + 1) % len(stack) if repeated and current is not None else 0
        self._host.select(frozenset({stack[chosen]}))

    def nudge(self, dx: float, dy: float) -> bool:
        """Move the one selected box by frame pixels; False if there is not just one."""
        if self.read_only or (self.gesture is not None and not isinstance(self.gesture, Nudge)):
            return False
        selection = self._host.selection()
        if len(selection) != 1:
            return False
        if self.gesture is None:
            box = self._host.box(next(iter(selection)))
            self.gesture = Nudge(box, box.rect)
        viewport = self._host.viewport
        size = (viewport.image_width, viewport.image_height)
        self.gesture.rect = moved(self.gesture.rect, dx, dy, *size)
        self._host.update()
        return True

    def finish_nudge(self) -> None:
        """The arrow keys were let go: hand over where the box is now."""
        gesture = self.gesture
        if isinstance(gesture, Nudge):
            self.gesture = None
            if gesture.rect != gesture.box.rect:
                self._host.commit_change(gesture.box.id, gesture.rect)
            self._host.update()

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


def _far(one: Point, other: Point, limit: float = DRAG_FROM) -> bool:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1])) >= limit
