"""Classes that became part of another: what a detector learned under their ids counts as that one. Imports no torch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from retinanet_core.counting import overlap_shares
from retinanet_core.types import Detections, FoundBoxes

SAME_THING = 0.5
"""From this overlap on, what a detector says of two classes that are one now is about the same thing."""

Became = Mapping[int, int]
"""Of each class that is gone, the one that it counts as."""


def by_present_classes(found: Detections, became: Became) -> Detections:
    """What a detector found, by the classes that there are; what two merged classes both say is said once.

    The better score stays. Two boxes of one learned class both stay: suppression has judged those already.
    """
    if not len(found) or not np.isin(found.labels, list(became)).any():
        return found
    rows, meant = present_rows(found, became)
    return replace(found, boxes=found.boxes[rows], scores=found.scores[rows], labels=meant)


def present_rows(found: FoundBoxes, became: Became) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The rows that `by_present_classes` keeps, best first, and the classes that they count as."""
    labels = found.labels.tolist()
    meant = [became.get(label, label) for label in labels]
    shares = overlap_shares(found.boxes, found.boxes)
    kept: list[int] = []
    for row in np.argsort(-found.scores, kind="stable").tolist():
        rivals = [other for other in kept if meant[other] == meant[row] and labels[other] != labels[row]]
        if not rivals or shares[row, rivals].max() < SAME_THING:
            kept.append(row)
    rows = np.array(kept, dtype=np.int64)
    return rows, np.array(meant, dtype=np.int64)[rows]
