"""Rectangles, handles and the view transform as plain numbers: no Qt.

Rectangles are (x1, y1, x2, y2), continuous, x2 >= x1 and y2 >= y1, in the frame's pixels unless a name says
"view"; view coordinates are logical pixels from the widget's top left corner.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

Rect = tuple[float, float, float, float]
Point = tuple[float, float]
Rects = NDArray[np.float64]
"""(N, 4) rectangles."""

MIN_SIDE = 1.0
"""The smallest side of a box that can be drawn or left by resizing, in frame pixels."""


class Handle(Enum):
    """The eight places where a box can be taken to resize it: (x, y), each -1, 0 or 1 for low, middle, high."""

    NORTH_WEST = (-1, -1)
    NORTH = (0, -1)
    NORTH_EAST = (1, -1)
    EAST = (1, 0)
    SOUTH_EAST = (1, 1)
    SOUTH = (0, 1)
    SOUTH_WEST = (-1, 1)
    WEST = (-1, 0)

    @property
    def x(self) -> int:
        """-1 on the left edge, 1 on the right edge, 0 between."""
        return self.value[0]

    @property
    def y(self) -> int:
        """-1 on the upper edge, 1 on the lower edge, 0 between."""
        return self.value[1]


def spanning(start: Point, end: Point, width: float, height: float) -> Rect:
    """The rectangle between two corners in any order, clipped to a frame of width x height."""
    x1, x2 = sorted((_clamp(start[0], 0, width), _clamp(end[0], 0, width)))
    y1, y2 = sorted((_clamp(start[1], 0, height), _clamp(end[1], 0, height)))
    return (x1, y1, x2, y2)


def is_drawable(rect: Rect, minimum: float = MIN_SIDE) -> bool:
    """Both sides are at least `minimum`."""
    return rect[2] - rect[0] >= minimum and rect[3] - rect[1] >= minimum


def moved(rect: Rect, dx: float, dy: float, width: float, height: float) -> Rect:
    """The rectangle shifted, stopping at the border of a frame of width x height; its size stays as it is."""
    x1, y1, x2, y2 = rect
    dx = _clamp(dx, min(0.0, -x1), max(0.0, width - x2))
    dy = _clamp(dy, min(0.0, -y1), max(0.0, height - y2))
    return (x1 + dx, y1 + dy, x2 + dx, y2 + dy)


def moved_together(rects: Rects, dx: float, dy: float, width: float, height: float) -> Rects:
    """Rectangles shifted as one: they stop where the first of them is at the border, so that none comes nearer."""
    if not len(rects):
        return rects
    whole = outline(rects)
    shifted = moved(whole, dx, dy, width, height)
    by: Rects = np.array([shifted[0] - whole[0], shifted[1] - whole[1]] * 2)
    return rects + by


def outline(rects: Rects) -> Rect:
    """The smallest rectangle around one or more."""
    x1, y1 = rects[:, :2].min(axis=0).tolist()
    x2, y2 = rects[:, 2:].max(axis=0).tolist()
    return (x1, y1, x2, y2)


def grown(rect: Rect, by: float) -> Rect:
    """The rectangle with every edge moved outwards."""
    return (rect[0] - by, rect[1] - by, rect[2] + by, rect[3] + by)


def resized(
    rect: Rect,
    handle: Handle,
    dx: float,
    dy: float,
    width: float,
    height: float,
    *,
    minimum: float = MIN_SIDE,
) -> Rect:
    """The rectangle with the edges at `handle` shifted.

    An edge dragged across the opposite one flips the rectangle; it stops at the frame's border and never comes
    closer than `minimum` to the opposite edge. Edges that the handle does not hold keep their exact values.
    """
    x1, x2 = _shifted_pair(rect[0], rect[2], handle.x, dx, width, minimum)
    y1, y2 = _shifted_pair(rect[1], rect[3], handle.y, dy, height, minimum)
    return (x1, y1, x2, y2)


def _shifted_pair(
    low: float, high: float, which: int, delta: float, limit: float, minimum: float
) -> tuple[float, float]:
    if which == 0:
        return low, high
    fixed, edge = (high, low) if which < 0 else (low, high)
    edge = _clamp(edge + delta, 0, limit)
    if abs(edge - fixed) < minimum:
        beyond = edge > fixed or (edge == fixed and which > 0)
        edge = fixed + minimum if beyond else fixed - minimum
        if edge > limit:
            edge = fixed - minimum
        elif edge < 0:
            edge = fixed + minimum
        edge = _clamp(edge, 0, limit)
    return (edge, fixed) if edge < fixed else (fixed, edge)


def stack_at(rects: Rects, x: float, y: float, tolerance: float = 0.0) -> NDArray[np.intp]:
    """Indices of the rectangles under a point (within `tolerance` outside them), smallest first.

    Of equal sizes the later one, which is painted over the other, comes first.
    """
    if not len(rects):
        return np.empty(0, np.intp)
    under = (
        (rects[:, 0] - tolerance <= x)
        & (x <= rects[:, 2] + tolerance)
        & (rects[:, 1] - tolerance <= y)
        & (y <= rects[:, 3] + tolerance)
    )
    found = np.flatnonzero(under)[::-1]
    areas = (rects[found, 2] - rects[found, 0]) * (rects[found, 3] - rects[found, 1])
    return found[np.argsort(areas, kind="stable")]


def touching(rects: Rects, band: Rect) -> NDArray[np.intp]:
    """Indices of the rectangles that a band touches."""
    x1, y1, x2, y2 = band
    return np.flatnonzero(
        (rects[:, 0] <= x2) & (rects[:, 2] >= x1) & (rects[:, 1] <= y2) & (rects[:, 3] >= y1)
    )


HANDLE_ROOM = 36.0
"""A box smaller than this in the view gets its handles around it, so that all eight stay apart."""

HANDLE_REACH = 8.0
"""How near to a handle's centre a press still takes it, in view pixels."""


def handle_points(view_rect: Rect, view_width: float, view_height: float) -> dict[Handle, Point]:
    """Centres of the eight handles of a box, in view coordinates.

    The handles in the middle of an edge stay in the middle of the part of the edge that can be seen, if that
    leaves room for them between the corners.
    """
    x1, x2 = _with_room(view_rect[0], view_rect[2])
    y1, y2 = _with_room(view_rect[1], view_rect[3])
    xs = {-1: x1, 0: _visible_middle(x1, x2, view_width), 1: x2}
    ys = {-1: y1, 0: _visible_middle(y1, y2, view_height), 1: y2}
    return {handle: (xs[handle.x], ys[handle.y]) for handle in Handle}


def handle_at(points: dict[Handle, Point], x: float, y: float, reach: float = HANDLE_REACH) -> Handle | None:
    """The handle nearest to a view point, if it is within `reach` of it in both directions."""
    nearest: Handle | None = None
    best = reach
    for handle, (hx, hy) in points.items():
        distance = max(abs(hx - x), abs(hy - y))
        if distance <= best:
            nearest, best = handle, distance
    return nearest


def _with_room(low: float, high: float) -> tuple[float, float]:
    missing = HANDLE_ROOM - (high - low)
    return (low - missing / 2, high + missing / 2) if missing > 0 else (low, high)


def _visible_middle(low: float, high: float, extent: float) -> float:
    seen_low, seen_high = max(low, 0.0), min(high, extent)
    if seen_high - seen_low < HANDLE_ROOM:
        return (low + high) / 2
    return (seen_low + seen_high) / 2


@dataclass(frozen=True, slots=True)
class ViewTransform:
    """view = frame * scale + (dx, dy).

    Attributes:
        scale: Logical view pixels per frame pixel, > 0.
    """

    scale: float = 1.0
    dx: float = 0.0
    dy: float = 0.0

    def to_view(self, x: float, y: float) -> Point:
        """A frame point in view coordinates."""
        return (x * self.scale + self.dx, y * self.scale + self.dy)

    def to_image(self, x: float, y: float) -> Point:
        """A view point in frame coordinates."""
        return ((x - self.dx) / self.scale, (y - self.dy) / self.scale)

    def rect_to_view(self, rect: Rect) -> Rect:
        """A frame rectangle in view coordinates."""
        return (*self.to_view(rect[0], rect[1]), *self.to_view(rect[2], rect[3]))

    def rect_to_image(self, rect: Rect) -> Rect:
        """A view rectangle in frame coordinates."""
        return (*self.to_image(rect[0], rect[1]), *self.to_image(rect[2], rect[3]))

    def scaled_about(self, scale: float, x: float, y: float) -> ViewTransform:
        """Another scale, with the same frame point under the view point (x, y)."""
        ratio = scale / self.scale
        return ViewTransform(scale, x - (x - self.dx) * ratio, y - (y - self.dy) * ratio)

    def shifted(self, dx: float, dy: float) -> ViewTransform:
        """Everything moved by view pixels."""
        return ViewTransform(self.scale, self.dx + dx, self.dy + dy)


def _clamp(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)
