"""How sure a measured change is: frames drawn anew for average precision, Wilson's interval for shares.

Frames are drawn, not boxes: what is found on one frame stands or falls together (the same light, the same focus), and
so do frames of one group, as those of a film. Drawing boxes would make a few crowded frames look like much evidence.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from retinanet_core.counting import Matches

CONFIDENCE = 0.9
"""Of an interval: the true value lies below it once in twenty times, and above it as often."""

NORMAL_QUANTILE = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
"""The same for something normally distributed, in standard deviations."""

RESAMPLES = 400

_MOST_AT_ONCE = 2_000_000
"""Numbers in an array while frames are drawn: 16 MB."""

FEWEST_UNITS = 5
"""Independent parts of the frames with objects of a class below which drawing them anew shows nothing."""

BLOCK = 10
"""Successive frames of a large group that are taken for one at most."""

MOST_ON_FRAME = 100
"""Detections of a class on a frame that count, as in COCO's evaluation."""

_RECALLS = np.linspace(0, 1, 101)

Interval = tuple[float, float]
Weights = NDArray[np.float64]


@dataclass(frozen=True)
class Change:
    """What became of an AP50.

    Attributes:
        estimate: After minus before, on all frames, -1..1.
        interval: Its ends, with the estimate between them; None with fewer than `FEWEST_UNITS` to draw.
    """

    estimate: float
    interval: Interval | None


@dataclass(frozen=True)
class Changes:
    """What became of each class, by its id, and of all of them; None without true boxes.

    The mean over all classes takes them by their importance.
    """

    classes: Mapping[int, Change | None]
    overall: Change | None


@dataclass(frozen=True)
class Ranking:
    """What AP50 takes of one class: its detections, best first.

    Attributes:
        frames: (N,) number of the frame of each detection.
        hits: (H,) which of them have found a box, as rising positions.
        truth: (F,) true boxes on each frame.
    """

    frames: NDArray[np.int64]
    hits: NDArray[np.int64]
    truth: Weights

    def ap50(self, weights: Weights) -> float:
        """Average precision at 101 recalls, as COCO's evaluation has it, NaN without a true box.

        Args:
            weights: (F,) how often each frame counts, whole numbers.
        """
        truth = float(weights @ self.truth)
        if not truth:
            return math.nan
        return float(self.ap50s(weights[None])[0])

    def ap50s(self, weights: Weights) -> Weights:
        """(R,) the same for each row of weights (R, F)."""
        last = int(self.hits[-1]) + 1 if len(self.hits) else 0
        rows = max(1, _MOST_AT_ONCE // max(1, last))
        parts = [self._ap50s(weights[start : start + rows], last) for start in range(0, len(weights), rows)]
        return np.concatenate([np.zeros(0), *parts])

    def _ap50s(self, weights: Weights, last: int) -> Weights:
        """Of a few rows; detections from the position `last` on find nothing."""
        truth = weights @ self.truth
        values = np.where(truth > 0, 0.0, math.nan)
        if not last:
            return values
        # Precision is highest just after a hit: nothing between two of them can count.
        shown = np.cumsum(weights[:, self.frames[:last]], axis=1)[:, self.hits]
        found = np.cumsum(weights[:, self.frames[self.hits]], axis=1)
        precision = found / np.maximum(shown, 1)
        best_from_here = np.maximum.accumulate(precision[:, ::-1], axis=1)[:, ::-1]
        reached = np.searchsorted(_RECALLS, found / np.maximum(truth, 1)[:, None], side="right")
        newly = np.diff(reached, axis=1, prepend=0)
        sums: Weights = (best_from_here * newly).sum(axis=1) / len(_RECALLS)
        return np.where(truth > 0, sums, math.nan)


def ranking(matches: Matches, class_id: int, frames: int) -> Ranking:
    """The detections of a class among all, on so many frames."""
    own = np.flatnonzero(matches.labels == class_id)
    own = own[_rank_on_frame(matches.frames[own]) < MOST_ON_FRAME]
    own = own[np.argsort(-matches.scores[own], kind="stable")]
    truth = np.bincount(matches.true_frames[matches.true_labels == class_id], minlength=frames)
    return Ranking(matches.frames[own], np.flatnonzero(matches.found[own]), truth.astype(np.float64))


def _rank_on_frame(frames: NDArray[np.int64]) -> NDArray[np.int64]:
    """For detections ordered by frame, and on each best first: how many better ones their frame has."""
    return np.arange(len(frames)) - np.searchsorted(frames, frames)


def changes(
    before: Matches,
    after: Matches,
    importance: Mapping[int, float],
    groups: NDArray[np.int64],
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
    check: Callable[[], None] = lambda: None,
) -> Changes:
    """Compare two detectors on the same frames, drawing the same frames for both.

    Args:
        before: Of the one.
        after: Of the other.
        importance: For each class id to compare its part in the mean over all, from 0 on.
        groups: (F,) number of each frame's group, counted from 0: groups, or blocks of them (`units`), are drawn whole.
        resamples: How often they are drawn.
        seed: Makes it repeatable.
        check: Called before each class; may raise to end it.
    """
    with_truth = np.bincount(after.true_frames, minlength=len(groups)) > 0
    common = units(groups, with_truth)
    weights = _drawn(common, resamples, seed)
    columns, classes = [], {}
    for class_id in importance:
        check()
        old, new = (ranking(matches, class_id, len(groups)) for matches in (before, after))
        columns.append(_differences(old, new, weights))
        shows = new.truth > 0
        own = units(groups, shows)
        same = np.array_equal(own, common)
        values = columns[-1] if same else _differences(old, new, _drawn(own, resamples, seed))
        classes[class_id] = _change(values, len(np.unique(own[shows])))
    table = np.array(columns).reshape(len(columns), len(weights)).T
    mean = _mean(table, np.array(list(importance.values())))
    return Changes(classes, _change(mean, len(np.unique(common[with_truth]))))


def units(groups: NDArray[np.int64], shows: NDArray[np.bool_]) -> NDArray[np.int64]:
    """(F,) number, counted from 0, of the part of the frames to which each belongs: those are drawn whole.

    These are the groups, but for those that have more than their share of the frames that show a class, one part in
    `FEWEST_UNITS`: with a single film there would be nothing to draw, however many frames it has, and with a long one
    beside a few frames the film would be there or not. They are cut into blocks of successive frames. Neighbours in a
    film are alike, but its parts differ, if less than two films do. Blocks have `BLOCK` frames that show the class,
    fewer where that is more than their share, and are single frames at the least.

    Args:
        groups: (F,) number of each frame's group, counted from 0; the frames of a film in their order.
        shows: (F,) which frames show the class.
    """
    blocks = np.zeros_like(groups)
    length = min(BLOCK, max(1, int(shows.sum()) // FEWEST_UNITS))
    for group in np.flatnonzero(FEWEST_UNITS * np.bincount(groups[shows]) > shows.sum()):
        own = groups == group
        blocks[own] = np.maximum(np.cumsum(shows[own]) - 1, 0) // length
    numbers: NDArray[np.int64] = np.unique(groups * (len(groups) + 1) + blocks, return_inverse=True)[1]
    return numbers


def _differences(old: Ranking, new: Ranking, weights: Weights) -> Weights:
    """(R,) changes of the AP50 with frames counting as often as weights (R, F) say."""
    return new.ap50s(weights) - old.ap50s(weights)


def _drawn(numbers: NDArray[np.int64], resamples: int, seed: int) -> Weights:
    """(1 + resamples, F) how often each frame counts: every one once, then as units are drawn with repetition."""
    count = int(numbers.max()) + 1 if len(numbers) else 1
    draws = np.random.default_rng(seed).multinomial(count, np.full(count, 1 / count), size=resamples)
    return np.vstack([np.ones(count), draws])[:, numbers]


def _mean(table: Weights, importance: Weights) -> Weights:
    """(R,) means over the columns (R, K) that have a value, NaN where none has."""
    weights = np.where(np.isnan(table), 0.0, importance)
    sums, whole = (np.where(np.isnan(table), 0.0, table) * weights).sum(axis=1), weights.sum(axis=1)
    means: Weights = np.divide(sums, whole, out=np.full(len(table), np.nan), where=whole > 0)
    return means


def _change(values: Weights, count: int) -> Change | None:
    """The first value as the estimate, the others as the drawn ones."""
    estimate, drawn = float(values[0]), values[1:][~np.isnan(values[1:])]
    if math.isnan(estimate):
        return None
    if count < FEWEST_UNITS or not len(drawn):
        return Change(estimate, None)
    ends = np.quantile(drawn, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    low, high = (estimate + (ends - estimate) * _widening(count)).tolist()
    return Change(estimate, (max(-1.0, min(low, estimate)), min(1.0, max(high, estimate))))


def _widening(count: int) -> float:
    """How much wider an interval has to be than what so many units, drawn from themselves, show.

    They differ less than others would, by the root of (n - 1) / n, and how much they differ is itself known from few:
    Student's quantile in the place of the normal one, by its expansion in 1 / (n - 1) (Abramowitz and Stegun 26.7.5),
    which is exact to 0.1 % from four degrees of freedom on.
    """
    z, free = NORMAL_QUANTILE, count - 1
    student = (
        z
        + (z**3 + z) / (4 * free)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * free**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * free**3)
    )
    return student / z * math.sqrt(count / free)


def wilson(hits: int, trials: int) -> Interval | None:
    """Wilson's interval (1927) of a share, None without trials.

    It takes the trials for independent, which boxes of one frame are not quite: on crowded frames it is rather narrow.
    """
    if not trials:
        return None
    share, spread = hits / trials, NORMAL_QUANTILE**2 / trials
    centre = (share + spread / 2) / (1 + spread)
    half = math.sqrt(share * (1 - share) * spread + spread**2 / 4) / (1 + spread)
    return min(share, max(0.0, centre - half)), max(share, min(1.0, centre + half))
