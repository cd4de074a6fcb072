"""The boxes that the canvas shows, and the same as arrays for painting and hit testing."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from app.project.records import BoxState
from app.ui.canvas.geometry import Rect, Rects

STATE_CODES = {BoxState.SUGGESTED: 0, BoxState.CONFIRMED: 1, BoxState.REJECTED: 2}
SUGGESTED, CONFIRMED, REJECTED = 0, 1, 2


@dataclass(frozen=True, slots=True)
class CanvasBox:
    """One box as the canvas shows it.

    Attributes:
        rect: (x1, y1, x2, y2) in the frame's pixels.
        colour: `#rrggbb` of its class.
        score: The model's score, or None; shown in the tag of a suggestion.
        tooltip: What hovering says; may be empty.
        locked: It can be selected, but not changed.
        ghost: It is not of this project's own: painted thin, never hit.
    """

    id: int
    rect: Rect
    class_id: int
    class_name: str
    colour: str
    state: BoxState
    score: float | None = None
    tooltip: str = ""
    locked: bool = False
    ghost: bool = False

    def at(self, rect: Rect) -> CanvasBox:
        """The same box in another place."""
        return replace(self, rect=rect)


class BoxTable:
    """An immutable list of boxes with their columns as arrays, in the order given."""

    def __init__(self, boxes: Sequence[CanvasBox] = ()) -> None:
        self.boxes = tuple(boxes)
        self.rects: Rects = np.array([box.rect for box in self.boxes], np.float64).reshape(-1, 4)
        self.states: NDArray[np.int8] = np.array([STATE_CODES[box.state] for box in self.boxes], np.int8)
        numbers: dict[str, int] = {}
        self.colour_numbers: NDArray[np.int32] = np.array(
            [numbers.setdefault(box.colour, len(numbers)) for box in self.boxes], np.int32
        )
        self.colours = tuple(numbers)
        self._index = {box.id: i for i, box in enumerate(self.boxes)}

    def __len__(self) -> int:
        return len(self.boxes)

    def __contains__(self, box_id: int) -> bool:
        return box_id in self._index

    def box(self, box_id: int) -> CanvasBox:
        """The box of that id. Raises: KeyError."""
        return self.boxes[self._index[box_id]]

    def index(self, box_id: int) -> int:
        """Its position in the list. Raises: KeyError."""
        return self._index[box_id]

    def moved(self, box_ids: Sequence[int], rects: Rects) -> BoxTable:
        """The same table with some boxes at other places, as far as painting goes: `boxes` are the old ones."""
        table = copy(self)
        table.rects = self.rects.copy()
        table.rects[[self._index[box_id] for box_id in box_ids]] = rects
        return table

    def mask(self, box_ids: frozenset[int]) -> NDArray[np.bool_]:
        """(N,) True for the boxes of those ids; unknown ids are passed over."""
        chosen = np.zeros(len(self), np.bool_)
        chosen[[self._index[i] for i in box_ids if i in self._index]] = True
        return chosen

    @cached_property
    def label_rank(self) -> NDArray[np.int64]:
        """(N,) who gets room for a tag first (0): confirmed before suggested, then by score, then by size."""
        areas = (self.rects[:, 2] - self.rects[:, 0]) * (self.rects[:, 3] - self.rects[:, 1])
        scores = np.array([box.score if box.score is not None else 1.0 for box in self.boxes], np.float64)
        order = np.lexsort((-areas, -scores, self.states != CONFIRMED))
        ranks = np.empty(len(order), np.int64)
        ranks[order] = np.arange(len(order))
        return ranks
