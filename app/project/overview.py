"""What there is in a project, as numbers to be plotted, each with the frames behind it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from app.project.frame_facts import (
    CONFIRMED,
    REJECTED,
    SUGGESTED,
    Bools,
    BoxColumns,
    Floats,
    FrameFacts,
    Ints,
)
from app.project.frame_state import STATES

GRID = 12
"""Cells of the map of positions along each side."""

SCORE_BARS = 20
_PER_FRAME_BARS = 16
_ASPECT_REACH = 8
_ASPECT_LEAST = 2


class Counted(StrEnum):
    """Which boxes count; rejected ones never do."""

    BOTH = "both"
    CONFIRMED = "confirmed"
    SUGGESTED = "suggested"


class Subject(StrEnum):
    """What a plot is about."""

    PROGRESS = "progress"
    CLASSES = "classes"
    PER_FRAME = "per frame"
    SIZES = "sizes"
    ASPECTS = "aspects"
    POSITIONS = "positions"
    SCORES = "scores"


@dataclass(frozen=True)
class Material:
    """All that an overview is made of: copies, so that another thread can count while the project changes.

    Attributes:
        ids: (F,) frame ids, in the order of the project.
        states: (F,) state of each frame, as its place in STATES.
        widths, heights: (F,) in pixels; 0 while that is not known.
        boxes, box_rows: The boxes, and the row of the frame of each; -1 where it has gone.
    """

    ids: Ints
    states: Ints
    widths: Ints
    heights: Ints
    boxes: BoxColumns
    box_rows: Ints


@dataclass(frozen=True)
class Bars:
    """How many there are of each kind.

    Attributes:
        counts: (N,) how many boxes, or frames, each bar stands for.
        frames: (N,) on how many frames they are.
        low, high: (N,) the values that a bar stands for; where they are whole numbers, both belong to it.
    """

    counts: Ints
    frames: Ints
    low: Floats
    high: Floats
    _bar: Ints
    _row: Ints

    def rows(self, bar: int) -> Ints:
        """Rows of the frames behind a bar, each once, in order."""
        return np.unique(self._row[self._bar == bar])


@dataclass(frozen=True)
class Overview:
    """The numbers of all plots.

    Attributes:
        ids: Frame ids by row.
        class_ids: The classes, one for each bar of that plot.
        suggested: How many of the boxes of each class are suggestions.
        boxes: How many boxes count.
        plots: What is plotted, by subject. The cells of the map of positions come row by row from the upper left.
    """

    ids: Ints
    class_ids: tuple[int, ...]
    suggested: Ints
    boxes: int
    plots: dict[Subject, Bars]

    def frames_behind(self, subject: Subject, bar: int) -> list[int]:
        """Ids of the frames behind a bar, in the order of the project."""
        found: list[int] = self.ids[self.plots[subject].rows(bar)].tolist()
        return found


def material(facts: FrameFacts, boxes: BoxColumns) -> Material:
    """What there is now; quick, for the thread that the facts live on."""
    return Material(
        facts.ids, facts.states(), facts.widths.copy(), facts.heights.copy(), boxes, facts.box_rows()
    )


def overview(
    given: Material,
    class_ids: Sequence[int],
    counted: Counted = Counted.BOTH,
    class_id: int | None = None,
) -> Overview:
    """Count everything; any thread may do it.

    Args:
        given: What there is.
        class_ids: The classes, in the order in which they are shown.
        counted: Which boxes count.
        class_id: The class whose boxes are counted, apart from the plot of classes; None for all.
    """
    boxes, rows = given.boxes, given.box_rows
    known = (rows >= 0) & (boxes.states != REJECTED)
    right = known & _right_state(boxes, counted)
    chosen = right if class_id is None else right & (boxes.classes == class_id)
    of_suggestions = known & (boxes.states == SUGGESTED) & (boxes.scores >= 0)
    if class_id is not None:
        of_suggestions &= boxes.classes == class_id
    rects, chosen_rows = boxes.rects[chosen], rows[chosen]
    frames = len(given.ids)
    classes = _classes(boxes.classes[right], rows[right], class_ids)
    proposed = right & (boxes.states == SUGGESTED)
    plots = {
        Subject.PROGRESS: _whole(given.states, np.arange(frames), len(STATES)),
        Subject.CLASSES: classes,
        Subject.PER_FRAME: _per_frame(np.bincount(chosen_rows, minlength=frames)),
        Subject.SIZES: _sizes(rects, chosen_rows),
        Subject.ASPECTS: _aspects(rects, chosen_rows),
        Subject.POSITIONS: _positions(rects, chosen_rows, given),
        Subject.SCORES: _scores(boxes.scores[of_suggestions], rows[of_suggestions]),
    }
    suggested = _classes(boxes.classes[proposed], rows[proposed], class_ids).counts
    return Overview(given.ids, tuple(class_ids), suggested, int(np.count_nonzero(chosen)), plots)


def _right_state(boxes: BoxColumns, counted: Counted) -> Bools:
    if counted is Counted.BOTH:
        return np.ones(len(boxes.states), np.bool_)
    wanted: Bools = boxes.states == (CONFIRMED if counted is Counted.CONFIRMED else SUGGESTED)
    return wanted


def _bars(bar: Ints, row: Ints, low: Floats, high: Floats) -> Bars:
    """From the bar and the frame of each thing."""
    count = len(low)
    # A mark for each bar on each frame: sorting a million pairs instead takes a second for every plot.
    marks = np.zeros((int(row.max(initial=-1)) + 1, count), np.bool_)
    marks[row, bar] = True
    return Bars(np.bincount(bar, minlength=count), np.count_nonzero(marks, axis=0), low, high, bar, row)


def _whole(bar: Ints, row: Ints, count: int) -> Bars:
    """Bars that stand for a whole number each."""
    each = np.arange(count, dtype=np.float64)
    return _bars(bar, row, each, each)


def _classes(classes: Ints, rows: Ints, class_ids: Sequence[int]) -> Bars:
    ids = np.array(class_ids, np.int64)
    by_id = np.argsort(ids)
    if not len(ids):
        return _whole(classes[:0], rows[:0], 0)
    places = by_id[np.minimum(np.searchsorted(ids[by_id], classes), len(ids) - 1)]
    there = ids[places] == classes
    return _whole(places[there], rows[there], len(ids))


def _per_frame(counts: Ints) -> Bars:
    """A bar for no boxes, and as many as fit for more, of equal width."""
    most = int(counts.max(initial=0))
    width = _nice(math.ceil(most / _PER_FRAME_BARS))
    bars = math.ceil(most / width) + 1
    bar = -(-counts // width)
    low = np.array([0, *range(1, (bars - 1) * width + 1, width)], np.float64)
    return _bars(bar, np.arange(len(counts)), low, np.array([0, *(low[1:] + width - 1)], np.float64))


def _nice(least: int) -> int:
    """The first of 1, 2, 5, 10, 20, 50, ... that is not less."""
    tens = 1
    while True:
        for step in (1, 2, 5):
            if step * tens >= least:
                return step * tens
        tens *= 10


def _sizes(rects: Floats, rows: Ints) -> Bars:
    """The side of a square with the area of the box, two bars an octave, and an octave without any at both ends."""
    sides = np.sqrt((rects[:, 2] - rects[:, 0]) * (rects[:, 3] - rects[:, 1]))
    steps = np.floor(2 * np.log2(np.maximum(sides, 0.5))).astype(np.int64)
    if not len(steps):
        return _whole(steps, rows, 0)
    first, last = int(steps.min()) - 2, int(steps.max()) + 2
    edges = 2.0 ** (np.arange(first, last + 2) / 2)
    return _bars(steps - first, rows, edges[:-1], edges[1:])


def _aspects(rects: Floats, rows: Ints) -> Bars:
    """Width by height, two bars an octave, with that of squares in the middle of one."""
    if not len(rects):
        return _whole(rows[:0], rows[:0], 0)
    shares = np.log2((rects[:, 2] - rects[:, 0]) / (rects[:, 3] - rects[:, 1]))
    steps = np.clip(np.round(2 * shares).astype(np.int64), -_ASPECT_REACH, _ASPECT_REACH)
    reach = max(_ASPECT_LEAST, int(np.abs(steps).max()))
    middles = np.arange(-reach, reach + 1)
    return _bars(steps + reach, rows, 2.0 ** ((middles - 0.5) / 2), 2.0 ** ((middles + 0.5) / 2))


def _positions(rects: Floats, rows: Ints, given: Material) -> Bars:
    """Where the middles of boxes are on their frames."""
    widths, heights = given.widths[rows], given.heights[rows]
    known = (widths > 0) & (heights > 0)
    x = (rects[known, 0] + rects[known, 2]) / 2 / widths[known]
    y = (rects[known, 1] + rects[known, 3]) / 2 / heights[known]
    columns, lines = (np.clip((GRID * part).astype(np.int64), 0, GRID - 1) for part in (x, y))
    return _whole(lines * GRID + columns, rows[known], GRID * GRID)


def _scores(scores: Floats, rows: Ints) -> Bars:
    bar = np.clip((SCORE_BARS * scores + 1e-9).astype(np.int64), 0, SCORE_BARS - 1)
    edges = np.arange(SCORE_BARS + 1) / SCORE_BARS
    return _bars(bar, rows, edges[:-1], edges[1:])
