"""How sure a measured change is: frames drawn anew for average precision, Wilson's interval for shares.

Frames are drawn, not boxes: what is found on one frame stands or falls together (the same light, the same focus), and
so do frames of one group, as those of a video. Drawing boxes would make a few crowded frames look like much evidence.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
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

FEWEST_GROUPS = 3
"""Groups with objects of a class below which drawing them anew shows nothing."""

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
        interval: Its ends, with the estimate between them; None with too few groups to tell.
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
        # Precision is highest just after a hit: nothing between two of them can count.
        shown = np.cumsum(weights[self.frames])[self.hits]
        found = np.cumsum(weights[self.frames[self.hits]])
        precision = found / np.maximum(shown, 1)
        best_from_here = np.maximum.accumulate(precision[::-1])[::-1]
        reached = np.searchsorted(found / truth, _RECALLS)
        return float(best_from_here[reached[reached < len(found)]].sum()) / len(_RECALLS)


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
) -> Changes:
    """Compare two detectors on the same frames, drawing the same frames for both.

    Args:
        before: Of the one.
        after: Of the other.
        importance: For each class id to compare its part in the mean over all, from 0 on.
        groups: (F,) number of each frame's group, counted from 0: groups are drawn whole.
        resamples: How often they are drawn.
        seed: Makes it repeatable.
    """
    weights = _drawn(groups, resamples, seed)
    columns, spread, shares = [], [], []
    for class_id, share in importance.items():
        old, new = (ranking(matches, class_id, len(groups)) for matches in (before, after))
        columns.append(np.array([new.ap50(row) - old.ap50(row) for row in weights]))
        spread.append(len(np.unique(groups[new.truth > 0])))
        shares.append(share)
    table = np.array(columns).reshape(len(columns), len(weights)).T
    with_truth = len(np.unique(groups[after.true_frames]))
    return Changes(
        classes={
            class_id: _change(values, count)
            for class_id, values, count in zip(importance, table.T, spread, strict=True)
        },
        overall=_change(_mean(table, np.array(shares)), with_truth),
    )


def _drawn(groups: NDArray[np.int64], resamples: int, seed: int) -> Weights:
    """(1 + resamples, F) how often each frame counts: every one once, then as groups are drawn with repetition."""
    count = int(groups.max()) + 1 if len(groups) else 1
    draws = np.random.default_rng(seed).multinomial(count, np.full(count, 1 / count), size=resamples)
    return np.vstack([np.ones(count), draws])[:, groups]


def _mean(table: Weights, importance: Weights) -> Weights:
    """(R,) means over the columns (R, K) that have a value, NaN where none has."""
    weights = np.where(np.isnan(table), 0.0, importance)
    sums, whole = (np.where(np.isnan(table), 0.0, table) * weights).sum(axis=1), weights.sum(axis=1)
    means: Weights = np.divide(sums, whole, out=np.full(len(table), np.nan), where=whole > 0)
    return means


def _change(values: Weights, groups: int) -> Change | None:
    """The first value as the estimate, the others as the drawn ones."""
    estimate, drawn = float(values[0]), values[1:][~np.isnan(values[1:])]
    if math.isnan(estimate):
        return None
    if groups < FEWEST_GROUPS or not len(drawn):
        return Change(estimate, None)
    ends = np.quantile(drawn, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    # Few groups drawn from themselves differ less than others would: by the root of (n - 1) / n.
    low, high = (estimate + (ends - estimate) * math.sqrt(groups / (groups - 1))).tolist()
    return Change(estimate, (max(-1.0, min(low, estimate)), min(1.0, max(high, estimate))))


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
