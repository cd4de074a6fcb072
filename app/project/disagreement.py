"""A version against the labels of a reviewed frame: what was likely missed, is likely extra, or is badly placed.

People overlook things too, so a version is asked about their boxes; it decides nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.project.geometry import overlaps
from app.project.records import Box
from app.project.suggestions import SAME_THING, TAKEN
from retinanet_core.types import Detections

NEAR = 0.3
"""From this overlap on a detection and a confirmed box of its class are meant for the same thing."""

WELL_PLACED = 0.7
"""From this overlap on they agree about its place."""

FAINT = 0.1
"""Below this score a version sees nothing."""


class Extra(NamedTuple):
    """A confirmed box that a version sees nothing of; `instead` is the class that it is sure to see there, if any."""

    box: Box
    instead: int | None


class Misplaced(NamedTuple):
    """A confirmed box that a version is sure to see elsewhere, and how far the two overlap (0.3 to 0.7)."""

    box: Box
    overlap: float


class Disagreement(NamedTuple):
    """What a version and the labels of a frame do not agree about.

    Attributes:
        missed: (class id, score) of what the version is sure to see where no box is.
    """

    missed: list[tuple[int, float]]
    extra: list[Extra]
    misplaced: list[Misplaced]


def compare(confirmed: Sequence[Box], found: Detections, *, confident: float) -> Disagreement:
    """Hold what a version found on a frame against its confirmed boxes.

    Each detection is the counterpart of at most one box, the best overlaps first: where things stand close, a box is
    not blamed for its neighbour.

    Args:
        confident: From this score on the version is sure.
    """
    shares = overlaps([box.rect for box in confirmed], found.boxes.tolist())
    labels = np.array([box.class_id for box in confirmed], np.int64)
    of_class = np.where(labels[:, None] == found.labels, shares, 0.0)
    sure = found.scores >= confident
    partner = _partners(np.where(sure, of_class, 0.0))
    return Disagreement(
        missed=_missed(found, sure, shares, of_class, partner),
        extra=_extra(confirmed, found, sure, shares, of_class),
        misplaced=[
            Misplaced(box, float(of_class[row, column]))
            for row, (box, column) in enumerate(zip(confirmed, partner.tolist(), strict=True))
            if column >= 0 and of_class[row, column] < WELL_PLACED
        ],
    )


def _partners(shares: NDArray[np.float64]) -> NDArray[np.int64]:
    """For each row the column that is its counterpart, -1 for none: the largest overlaps first, each used once."""
    partner = np.full(len(shares), -1, np.int64)
    rows, columns = np.nonzero(shares >= NEAR)
    used: set[int] = set()
    for place in np.argsort(-shares[rows, columns], kind="stable").tolist():
        row, column = int(rows[place]), int(columns[place])
        if partner[row] < 0 and column not in used:
            partner[row] = column
            used.add(column)
    return partner


def _missed(
    found: Detections,
    sure: NDArray[np.bool_],
    shares: NDArray[np.float64],
    of_class: NDArray[np.float64],
    partner: NDArray[np.int64],
) -> list[tuple[int, float]]:
    answered = np.asarray((of_class >= SAME_THING).any(axis=0) | (shares >= TAKEN).any(axis=0))
    answered[partner[partner >= 0]] = True
    rows = np.flatnonzero(sure & ~answered)
    return list(zip(found.labels[rows].tolist(), found.scores[rows].tolist(), strict=True))


def _extra(
    confirmed: Sequence[Box],
    found: Detections,
    sure: NDArray[np.bool_],
    shares: NDArray[np.float64],
    of_class: NDArray[np.float64],
) -> list[Extra]:
    seen = (np.where(found.scores >= FAINT, of_class, 0.0) >= NEAR).any(axis=1)
    there = sure & (shares >= SAME_THING)
    return [Extra(confirmed[row], _best_label(found, there[row])) for row in np.flatnonzero(~seen).tolist()]


def _best_label(found: Detections, rows: NDArray[np.bool_]) -> int | None:
    """The class of the best of these detections, which are sorted best first."""
    return int(found.labels[np.argmax(rows)]) if rows.any() else None
