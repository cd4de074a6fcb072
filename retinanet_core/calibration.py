"""Scores that mean what they say: of the detections with 0.8, eight in ten are right. Imports no torch.

A detector's raw scores rank its detections; how often one with a given score is right depends on how long it was
taught, and differs from class to class. That is read off the detections on pinned frames, after suppression, and
stored with the weights. Curves only ever rise, so the order within a class, and with it the average precision, stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from retinanet_core.choices import LOWEST_SCORE
from retinanet_core.types import Detections

ENOUGH_OF_EACH = 20
"""Right and wrong detections, each, below which nothing is calibrated: ten for each of a line's two numbers, the usual
rule for logistic regression. With fewer the line would be led by chance, and a score of the network itself is better
than a guess that looks exact."""

ENOUGH_FOR_STEPS = 200
"""Right detections of a class from which its curve may have any rising shape."""

BINS = 20
FEWEST_IN_BIN = 20

PRIOR_STRENGTH = 2.0
"""How firmly a line is held where it begins: as by the evidence of about ten detections with scores around one half."""

SLOPES = (0.1, 3.0)
"""Of a line at least, so that it rises, and at most, so that good scores do not all become 1 and lose their order."""

EDGE = 1e-7
"""Scores are kept this far from 0 and 1, where logits have no end."""

Scores = NDArray[np.floating[Any]]
Exact = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Line(msgspec.Struct, frozen=True, tag="line"):
    """A straight line between logits (Platt 1999): of the calibrated score slope * logit(raw score) + shift."""

    slope: float
    shift: float

    def __post_init__(self) -> None:
        if not (self.slope > 0 and np.isfinite([self.slope, self.shift]).all()):
            raise ValueError("A calibration has to rise.")

    def calibrated(self, raw: Scores) -> Exact:
        """Calibrated scores of raw ones (N,)."""
        return _share(self.slope * _logit(raw) + self.shift)

    def raw(self, calibrated: float) -> float:
        """The raw score of a calibrated one."""
        return float(_share((_logit(np.array(calibrated)) - self.shift) / self.slope))


class Steps(msgspec.Struct, frozen=True, tag="steps"):
    """Isotonic regression: straight between points, and from the first and last to (0, 0) and (1, 1).

    Attributes:
        scores: Raw scores of the points, rising, between 0 and 1.
        shares: What share of the detections there is right, rising, between 0 and 1.
    """

    scores: tuple[float, ...]
    shares: tuple[float, ...]

    def __post_init__(self) -> None:
        ends = np.array([(0.0, *self.scores, 1.0), (0.0, *self.shares, 1.0)])
        if not (np.diff(ends) > 0).all():
            raise ValueError("A calibration has to rise.")

    def calibrated(self, raw: Scores) -> Exact:
        """Calibrated scores of raw ones (N,)."""
        return np.interp(_inside(raw), (0.0, *self.scores, 1.0), (0.0, *self.shares, 1.0))

    def raw(self, calibrated: float) -> float:
        """The raw score of a calibrated one."""
        return float(np.interp(calibrated, (0.0, *self.shares, 1.0), (0.0, *self.scores, 1.0)))


class Calibration(msgspec.Struct, frozen=True):
    """A curve for each class of a model, in the order of its classes."""

    curves: tuple[Line | Steps, ...]

    def raw_threshold(self, score: float) -> float:
        """The raw score above which every detection lies whose calibrated score is above `score`.

        Not below `LOWEST_SCORE`, or `score` where that is less.
        """
        return max(min(LOWEST_SCORE, score), min(curve.raw(score) for curve in self.curves))

    def apply(self, found: Detections, positions: NDArray[np.int64], above: float) -> Detections:
        """Detections with calibrated scores, best first.

        Args:
            found: With raw scores.
            positions: (N,) where the class of each is among the model's.
            above: Those up to this calibrated score are left out.
        """
        scores = np.zeros(len(found), dtype=np.float64)
        for position in np.unique(positions).tolist():
            own = positions == position
            scores[own] = self.curves[position].calibrated(found.scores[own])
        order = np.argsort(-scores, kind="stable")
        order = order[scores[order] > above]
        return replace(
            found,
            boxes=found.boxes[order],
            scores=scores[order].astype(np.float32),
            labels=found.labels[order],
        )


def fit(scores: Scores, found: Flags, positions: NDArray[np.int64], classes: int) -> Calibration | None:
    """Calibrate on detections of which it is known whether they are right.

    Each class has its own line, drawn towards that of all classes together the less is known of it; a class without
    any detection has just that one. With much evidence the line gives way to steps.

    Args:
        scores: (N,) raw scores.
        found: (N,) whether each is right.
        positions: (N,) the place of each one's class among the model's.
        classes: How many there are.

    Returns:
        None with too little evidence (`ENOUGH_OF_EACH`).
    """
    if min(found.sum(), (~found).sum()) < ENOUGH_OF_EACH:
        return None
    general = _fit_line(scores, found, Line(1.0, 0.0))

    def curve(position: int) -> Line | Steps:
        own = positions == position
        right = found[own].sum()
        if not own.any():
            return general
        if right >= ENOUGH_FOR_STEPS and own.sum() - right >= ENOUGH_OF_EACH:
            return _fit_steps(scores[own], found[own])
        return _fit_line(scores[own], found[own], general)

    return Calibration(tuple(curve(position) for position in range(classes)))


def calibration_error(scores: Scores, found: Flags, bins: int = 10) -> float:
    """Expected calibration error: how far scores are from the share that is right, on average over the detections.

    Args:
        scores: (N,) in 0..1, N > 0.
        found: (N,) whether each is right.
        bins: Of equal width, within which scores are taken together.
    """
    places = np.minimum((np.asarray(scores, np.float64) * bins).astype(np.int64), bins - 1)
    return float(np.abs(np.bincount(places, weights=scores - found)).sum()) / len(scores)


def _fit_line(scores: Scores, found: Flags, prior: Line) -> Line:
    """The likeliest line, with a normal prior around another one."""
    logits = _logit(scores)
    start = np.array([prior.slope, prior.shift])
    slope, shift = _likeliest(
        np.column_stack([logits, np.ones_like(logits)]), np.zeros_like(logits), found, start
    )
    if not SLOPES[0] <= slope <= SLOPES[1]:  # the loss is convex, so the best line within is on the border
        slope = min(max(slope, SLOPES[0]), SLOPES[1])
        (shift,) = _likeliest(np.ones((len(logits), 1)), slope * logits, found, start[1:])
    return Line(slope, shift)


def _likeliest(columns: Exact, offset: Exact, found: Flags, prior: Exact) -> list[float]:
    """Logistic regression by Newton's method: the K factors of columns (N, K), beginning from their prior mean."""
    factors = prior

    def loss(factors: Exact) -> float:
        values = offset + columns @ factors
        likelihood = np.logaddexp(0, np.where(found, -values, values)).sum()
        return float(likelihood + PRIOR_STRENGTH / 2 * ((factors - prior) ** 2).sum())

    for _ in range(100):
        shares = _share(offset + columns @ factors)
        slope = columns.T @ (shares - found) + PRIOR_STRENGTH * (factors - prior)
        curvature = (columns.T * (shares * (1 - shares))) @ columns + PRIOR_STRENGTH * np.eye(len(prior))
        step = np.linalg.solve(curvature, slope)
        while loss(factors - step) > loss(factors) and np.abs(step).max() > EDGE:
            step = step / 2
        factors = factors - step
        if np.abs(step).max() <= EDGE:
            break
    return [float(factor) for factor in factors]


def _fit_steps(scores: Scores, found: Flags) -> Steps:
    """Pool neighbouring bins for as long as a better score is right less often."""
    scores = _inside(scores)  # points at the very ends would have no place beside the curve's own ends
    order = np.argsort(scores, kind="stable")
    size = max(FEWEST_IN_BIN, -(-len(order) // BINS))
    pooled: list[tuple[int, float, float]] = []
    for members in np.array_split(order, len(order) // size):
        # Half a right and half a wrong one more: no share is quite 0 or 1.
        share = (float(found[members].sum()) + 0.5) / (len(members) + 1)
        here = (len(members), float(scores[members].mean()), share)
        while pooled and not _rises(pooled[-1], here):
            here = _together([pooled.pop(), here])
        pooled.append(here)
    return Steps(tuple(score for _, score, _ in pooled), tuple(share for _, _, share in pooled))


def _rises(first: tuple[int, float, float], second: tuple[int, float, float]) -> bool:
    return first[1] < second[1] and first[2] < second[2]


def _together(bins: Sequence[tuple[int, float, float]]) -> tuple[int, float, float]:
    """Number, mean score and mean share of the detections of all bins."""
    count = sum(number for number, _, _ in bins)
    score, share = (sum(item[0] * item[column] for item in bins) / count for column in (1, 2))
    return count, score, share


def _logit(scores: Scores) -> Exact:
    inside = _inside(scores)
    return np.log(inside / (1 - inside))


def _inside(scores: Scores) -> Exact:
    return np.clip(np.asarray(scores, dtype=np.float64), EDGE, 1 - EDGE)


def _share(logits: Exact) -> Exact:
    """The inverse of the logit, without overflow."""
    return np.exp(-np.logaddexp(0, -logits))
