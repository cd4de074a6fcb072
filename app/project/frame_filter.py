"""Which frames are listed: what a person may ask of a frame, as a value, and the answer for all frames at once."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from app.project.frame_facts import REJECTED, SUGGESTED, Bools, BoxColumns, Floats, FrameFacts, Ints
from app.project.frame_state import STATES, FrameState

_FIELD_OF = {"state": "states", "class": "classes"}


@dataclass(frozen=True)
class Range:
    """Numbers from `low` to `high`; an end that is open does not belong to it."""

    low: float = -math.inf
    high: float = math.inf
    low_open: bool = False
    high_open: bool = False

    def holds(self, values: Ints | Floats) -> Bools:
        """Which of the values are in it."""
        above = values > self.low if self.low_open else values >= self.low
        below = values < self.high if self.high_open else values <= self.high
        found: Bools = above & below
        return found


@dataclass(frozen=True)
class Filter:
    """What a frame must be to be listed. What is empty or None asks for nothing.

    Attributes:
        text: Words that the path of its file holds, whatever the case.
        states: It is in one of these.
        classes: Ids of classes of which it carries boxes that nobody rejected.
        boxes: How many boxes it carries that nobody rejected.
        score: It carries a suggestion with such a score.
        size: Its longer side in pixels.
        folder: Its file is in this folder, or below it.
    """

    text: tuple[str, ...] = ()
    states: frozenset[FrameState] = frozenset()
    classes: frozenset[int] = frozenset()
    boxes: Range | None = None
    score: Range | None = None
    size: Range | None = None
    reviewed: bool | None = None
    pinned: bool | None = None
    note: bool | None = None
    problem: bool | None = None
    folder: str | None = None

    @property
    def needs_boxes(self) -> bool:
        """It can only be answered with the columns of boxes."""
        return bool(self.classes) or self.score is not None

    @property
    def asks_of_frames(self) -> bool:
        """It asks for more than a file can tell."""
        return replace(self, text=(), folder=None, problem=None) != Filter()

    def with_term(self, term: Term) -> Filter:
        """Asking for this as well; a term of the same kind gives way, except for states, classes and words."""
        name = _FIELD_OF.get(term.key, term.key)
        value: Any = term.value
        if name == "text":
            value = (*self.text, value)
        elif name in _FIELD_OF.values():
            value = getattr(self, name) | value
        return self._with(name, value)

    def without(self, key: str) -> Filter:
        """Asking nothing of this kind."""
        name = _FIELD_OF.get(key, key)
        return self._with(name, getattr(Filter(), name))

    def _with(self, name: str, value: Any) -> Filter:  # noqa: ANN401  (a field's own type)
        return replace(self, **{name: value})


@dataclass(frozen=True)
class Term:
    """One part of a filter: the name of what it is about, and the value that the filter has for it."""

    key: str
    value: str | bool | Range | frozenset[FrameState] | frozenset[int]


def files_passing(asked: Filter, facts: FrameFacts) -> Bools:
    """Which files pass what a file can tell: its path."""
    passing = np.ones(len(facts.media), np.bool_)
    for word in asked.text:
        passing &= np.fromiter((word in path for path in facts.paths), np.bool_, len(facts.paths))
    if asked.folder is not None:
        below = asked.folder + "/"
        inside = [name == asked.folder or name.startswith(below) for name in facts.folder_names]
        passing &= np.array([*inside, False], np.bool_)[facts.folders]
    return passing


def passing(asked: Filter, facts: FrameFacts, boxes: BoxColumns | None) -> Bools:
    """Which frames pass. Terms that need boxes let everything pass while those are None."""
    found: Bools = files_passing(asked, facts)[facts.media_rows]
    if asked.states:
        wanted = [place for place, state in enumerate(STATES) if state in asked.states]
        found &= np.isin(facts.states(), wanted)
    for flag, column in (
        (asked.reviewed, facts.reviewed),
        (asked.pinned, facts.pinned),
        (asked.note, facts.noted),
    ):
        if flag is not None:
            found &= column == flag
    if asked.problem is not None:
        found &= facts.troubled == asked.problem
    if asked.size is not None:
        sides = np.maximum(facts.widths, facts.heights)
        found &= asked.size.holds(sides) & (sides > 0)  # A size that is not known yet is no size.
    return found & _with_boxes(asked, facts, boxes)


def _with_boxes(asked: Filter, facts: FrameFacts, boxes: BoxColumns | None) -> Bools:
    if not asked.needs_boxes:
        if asked.boxes is None:
            return np.ones(len(facts), np.bool_)
        return asked.boxes.holds(facts.suggested + facts.confirmed)
    if boxes is None:
        return np.ones(len(facts), np.bool_)
    fitting = (boxes.states != REJECTED) & (facts.box_rows() >= 0)
    if asked.classes:
        fitting &= np.isin(boxes.classes, list(asked.classes))
    if asked.score is not None:
        fitting &= (boxes.states == SUGGESTED) & (boxes.scores >= 0) & asked.score.holds(boxes.scores)
    counts = np.bincount(facts.box_rows()[fitting], minlength=len(facts))
    return (asked.boxes or Range(low=1)).holds(counts)
