"""Made-up measurements: so many true boxes on each frame, of which so many are found, and so many wrong ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from retinanet_core.counting import Matches, match
from retinanet_core.teach.measuring import Measured, compare
from retinanet_core.types import Detections, ObjectClass, TruthFrame

RBC, WBC, PLATELETS = ObjectClass(1, "RBC"), ObjectClass(4, "WBC"), ObjectClass(9, "Platelets")
CELLS = (RBC, WBC, PLATELETS)


class On(NamedTuple):
    """Of one class on one frame: true boxes, how many of them are found (at 0.9), wrong boxes (at `wrong_score`)."""

    truth: int
    found: int
    wrong: int = 0
    wrong_score: float = 0.95


Frame = dict[ObjectClass, On]


def measured(
    frames: Sequence[Frame],
    classes: tuple[ObjectClass, ...] = CELLS,
    groups: Sequence[int] | None = None,
) -> Measured:
    """Compare what was found on these frames with what is there."""
    truth, found = _pairs(frames, classes)
    return compare(classes, truth, found, None if groups is None else np.array(groups))


def matched(frames: Sequence[Frame], classes: tuple[ObjectClass, ...] = CELLS) -> Matches:
    """Of that just the matches."""
    return match(*_pairs(frames, classes))


def _pairs(
    frames: Sequence[Frame], classes: tuple[ObjectClass, ...]
) -> tuple[list[TruthFrame], list[Detections]]:
    pairs = [_frame(frame, classes) for frame in frames]
    return [truth for truth, _ in pairs], [found for _, found in pairs]


def _frame(frame: Frame, classes: tuple[ObjectClass, ...]) -> tuple[TruthFrame, Detections]:
    true, true_labels, found, scores, labels = [], [], [], [], []
    for row, item in enumerate(classes):
        on = frame.get(item, On(0, 0))
        boxes = [[20.0 * n, 100.0 * row, 20.0 * n + 10, 100.0 * row + 10] for n in range(on.truth)]
        wrong = [[20.0 * n, 100.0 * row + 50, 20.0 * n + 10, 100.0 * row + 60] for n in range(on.wrong)]
        true += boxes
        true_labels += [item.id] * on.truth
        found += wrong + boxes[: on.found]
        scores += [on.wrong_score] * on.wrong + [0.9] * on.found
        labels += [item.id] * (on.wrong + on.found)
    return (
        TruthFrame(_boxes(true), np.array(true_labels, np.int64), 1000, 1000),
        Detections(_boxes(found), np.array(scores, np.float32), np.array(labels, np.int64)),
    )


def _boxes(rows: list[list[float]]) -> np.ndarray:
    return np.array(rows, np.float32).reshape(-1, 4)
