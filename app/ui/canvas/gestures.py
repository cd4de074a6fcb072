"""The gestures in progress as plain data, and what they need from the canvas. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Protocol

from app.ui.canvas.boxes import CanvasBox
from app.ui.canvas.geometry import Handle, Point, Rect, Rects, spanning
from app.ui.canvas.snapping import Guide
from app.ui.canvas.viewport import Viewport


class Refusal(Enum):
    """Why a gesture did nothing."""

    TOO_SMALL = auto()
    LOCKED = auto()


class InteractionHost(Protocol):
    """What the gestures need from the canvas."""

    viewport: Viewport

    def stack_under(self, at: Point) -> list[int]:
        """Ids of the boxes under a view point, the one to take first in front."""

    def handle_under(self, at: Point) -> Handle | None:
        """The handle of the selected box under a view point."""

    def boxes_touching(self, band: Rect) -> frozenset[int]:
        """Ids of the boxes that touch a band in view coordinates."""

    def box(self, box_id: int) -> CanvasBox:
        """The box of that id."""

    def rects_of(self, box_ids: tuple[int, ...]) -> Rects:
        """(N, 4) the rectangles of those boxes."""

    def others_touching(self, rect: Rect, box_ids: tuple[int, ...]) -> Rects:
        """(N, 4) the visible boxes that touch a rectangle of the frame, but for those of these ids."""

    def selection(self) -> frozenset[int]:
        """Ids of the selected boxes."""

    def select(self, box_ids: frozenset[int]) -> bool:
        """Select just those boxes; True if that changed anything."""

    def commit_draw(self, rect: Rect) -> None:
        """A new box was drawn."""

    def commit_changes(self, rects: dict[int, Rect]) -> None:
        """Boxes were moved or resized."""

    def refuse(self, why: Refusal, rect: Rect | None = None) -> None:
        """A gesture did nothing, for a reason; `rect` is what would have been drawn."""

    def follow(self, rect: Rect) -> None:
        """The keyboard is at work there, in frame pixels: bring it into view and say it."""

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
    guides: tuple[Guide, ...] = ()


@dataclass
class Change:
    """Boxes being moved (`handle` None), or one being resized; a click until the pointer has moved.

    Attributes:
        ids: The boxes that follow the pointer; none where all that were taken are locked.
        before: (N, 4) where they were.
        after: (N, 4) where they would be.
    """

    ids: tuple[int, ...]
    handle: Handle | None
    pressed: Point
    start: Point
    before: Rects
    after: Rects
    stack: list[int] = field(default_factory=list)
    dragging: bool = False
    guides: tuple[Guide, ...] = ()


@dataclass
class Nudge:
    """Boxes being moved or resized by the arrow keys, until they are let go."""

    ids: tuple[int, ...]
    before: Rects
    after: Rects


@dataclass
class Place:
    """A new box being drawn by keys: a cursor in frame pixels, and the first corner once it is set."""

    cursor: Point
    corner: Point | None = None

    def rect(self, width: float, height: float) -> Rect | None:
        """What would be drawn on a frame of width x height."""
        return None if self.corner is None else spanning(self.corner, self.cursor, width, height)


Gesture = Pan | Band | Draw | Change | Nudge | Place
