"""The boxes that the canvas shows, and the same as arrays for painting and hit testing."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.project.records import BoxState
from app.ui.canvas.geometry import Rect, Rects
from app.ui.splicing import same_ends

STATE_CODES = {BoxState.SUGGESTED: 0, BoxState.CONFIRMED: 1, BoxState.REJECTED: 2}
SUGGESTED, CONFIRMED, REJECTED = 0, 1, 2


@dataclass(frozen=True, slots=True)
class CanvasBox:
    """One box as the canvas shows it.

    Attributes:
        rect: (x1, y1, x2, y2) in the frame's pixels.
        colour: `#rrggbb` of its class.
        score: The model's score, or None; shown in the tag of a suggestion.
        locked: It can be selected, but not changed.
        ghost: It is not of the project, but shown to compare: painted thin, neither hit nor selected.
    """

    id: int
    rect: Rect
    class_id: int
    class_name: str
    colour: str
    state: BoxState
    score: float | None = None
    locked: bool = False
    ghost: bool = False

    def at(self, rect: Rect) -> CanvasBox:
        """The same box in another place."""
        return replace(self, rect=rect)


class BoxTable:
    """An immutable list of boxes with their columns as arrays, in the order given.

    Args:
        boxes: The list.
        like: A table made before. What both lists begin and end with, box by box the same objects, is taken from
            it: one changed box of 20,000 costs next to nothing.
    """

    def __init__(self, boxes: Sequence[CanvasBox] = (), like: BoxTable | None = None) -> None:
        self.boxes = tuple(boxes)
        old = like.boxes if like is not None else ()
        first, last = same_ends(old, self.boxes)
        new = self.boxes[first : len(self.boxes) - last]
        head, tail = slice(0, first), slice(len(old) - last, len(old))
        numbers = {colour: n for n, colour in enumerate(like.colours)} if like is not None else {}

        def column(name: str, values: list[Any], dtype: type, width: int = 1) -> NDArray[Any]:
            fresh: NDArray[Any] = np.array(values, dtype).reshape((-1, width) if width > 1 else -1)
            if like is None:
                return fresh
            known = getattr(like, name)
            return np.concatenate([known[head], fresh, known[tail]])

        self.rects: Rects = column("rects", [box.rect for box in new], np.float64, 4)
        self.states: NDArray[np.int8] = column("states", [STATE_CODES[box.state] for box in new], np.int8)
        self.scores: NDArray[np.float64] = column(
            "scores", [1.0 if box.score is None else box.score for box in new], np.float64
        )
        self.ghosts: NDArray[np.bool_] = column("ghosts", [box.ghost for box in new], np.bool_)
        self.colour_numbers: NDArray[np.int32] = column(
            "colour_numbers", [numbers.setdefault(box.colour, len(numbers)) for box in new], np.int32
        )
        self.colours: tuple[str, ...] = tuple(numbers)
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
        """(N,) who gets room for a tag first (0): confirmed, then suggested, ghosts last; by score, then by size."""
        areas = (self.rects[:, 2] - self.rects[:, 0]) * (self.rects[:, 3] - self.rects[:, 1])
        order = np.lexsort((-areas, -self.scores, self.states != CONFIRMED, self.ghosts))
        ranks = np.empty(len(order), np.int64)
        ranks[order] = np.arange(len(order))
        return ranks
