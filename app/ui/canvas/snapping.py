"""Edges that are dragged go to the border of the frame, and to the edges of boxes beside them. No Qt.

Everything is in frame pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.ui.canvas.geometry import Handle, Rect, Rects, grown

BORDER_REACH = 4.0
"""How near to the frame's border (logical pixels) an edge goes to it."""
BOX_REACH = 3.0
"""How near to the edge of another box it goes there: less, since boxes that nearly touch are common."""
BESIDE = 64.0
"""How far away (logical pixels) another box is too far for that."""

_SAME = 1e-6


class Guide(NamedTuple):
    """A line that shows what an edge went to.

    Attributes:
        axis: 0 for a vertical line, at x; 1 for a horizontal one, at y.
        at: Where.
        low, high: Its ends.
    """

    axis: int
    at: float
    low: float
    high: float


@dataclass(frozen=True)
class Snapping:
    """What edges go to, at one zoom.

    Attributes:
        size: Width and height of the frame.
        scale: Logical view pixels per frame pixel.
        on: Whether they go to anything.
    """

    size: tuple[float, float]
    scale: float
    on: bool = True

    def beside(self, rect: Rect) -> Rect:
        """Boxes that touch this are beside `rect`."""
        return grown(rect, BESIDE / self.scale)

    def shift(self, delta: float, edges: Sequence[float], axis: int, others: Rects) -> float:
        """What a shift of edges along an axis (0: x) becomes; the border comes before boxes."""
        if not self.on or not edges:
            return delta
        border = snapped(delta, edges, np.array([0.0, self.size[axis]]), BORDER_REACH / self.scale)
        if border != delta:
            return border
        return snapped(delta, edges, others[:, [axis, axis + 2]].ravel(), BOX_REACH / self.scale)

    def guides(self, rect: Rect, held: tuple[int | None, int | None], others: Rects) -> tuple[Guide, ...]:
        """Lines through the edges of `rect` that are where edges of other boxes are.

        Args:
            held: Which edges were dragged along x and y: -1 the lower one, 1 the higher one, None both, 0 none.
        """
        if not self.on:
            return ()
        return tuple(
            Guide(axis, edge, min(rect[1 - axis], low), max(rect[3 - axis], high))
            for axis in (0, 1)
            for edge in edges_of(rect, axis, held[axis])
            for low, high in _ends_of_those_at(edge, axis, others)
        )


def snapped(delta: float, edges: Sequence[float], lines: NDArray[np.float64], reach: float) -> float:
    """A shift that brings one of the edges to the nearest line, if one would come within `reach` of a line."""
    shifts = (lines[None, :] - np.asarray(edges)[:, None]).ravel()
    if not shifts.size or reach <= 0:
        return delta
    nearest = float(shifts[np.abs(shifts - delta).argmin()])
    return nearest if abs(nearest - delta) <= reach else delta


def edges_of(rect: Rect, axis: int, which: int | None) -> tuple[float, ...]:
    """The edges of a rectangle along an axis: the lower one (-1), the higher one (1), both (None), or none (0)."""
    low, high = rect[axis], rect[axis + 2]
    return {None: (low, high), -1: (low,), 0: (), 1: (high,)}[which]


def held_by(handle: Handle | None) -> tuple[int | None, int | None]:
    """Which edges a handle takes along x and y; both where the whole box goes."""
    return (None, None) if handle is None else (handle.x, handle.y)


def _ends_of_those_at(edge: float, axis: int, others: Rects) -> list[tuple[float, float]]:
    """From where to where all boxes reach, across an axis, that have an edge just there; nothing if none has."""
    there = (np.abs(others[:, [axis, axis + 2]] - edge) <= _SAME).any(axis=1)
    if not there.any():
        return []
    across = others[there]
    return [(float(across[:, 1 - axis].min()), float(across[:, 3 - axis].max()))]
