"""Detecting on pinned frames and comparing with what a person confirmed on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retinanet_core.calibration import Calibration, fit
from retinanet_core.choices import LOWEST_SCORE
from retinanet_core.counting import Matches, match
from retinanet_core.detect.detector import Detector
from retinanet_core.evaluate import evaluate_detections
from retinanet_core.teach.dataset import Manifest, ManifestFrame, read_frame, truth_of
from retinanet_core.types import Detections, ObjectClass, TruthFrame


@dataclass(frozen=True)
class Measured:
    """What a detector found on frames, and how good that is.

    Attributes:
        classes: That count.
        truth: The frames.
        found: The detections on each.
        groups: (F,) number of each frame's group, counted from 0.
        result: What `evaluate_detections` says.
        matches: Which detections have found a box.
        calibration: What the scores were calibrated with by `calibrated`.
    """

    classes: tuple[ObjectClass, ...]
    truth: tuple[TruthFrame, ...]
    found: tuple[Detections, ...]
    groups: NDArray[np.int64]
    result: dict[str, Any]
    matches: Matches
    calibration: Calibration | None = None

    def calibrated(self) -> Measured:
        """The same with scores that were calibrated on it, or as it is with too little to calibrate on.

        Call it on raw scores of a detector with these very classes: the calibration is to be stored with it.
        """
        ids = {item.id: position for position, item in enumerate(self.classes)}
        matches = self.matches
        calibration = fit(matches.scores, matches.found, _positions(matches.labels, ids), len(ids))
        if calibration is None:
            return self
        found = [calibration.apply(item, _positions(item.labels, ids), 0.0) for item in self.found]
        return replace(compare(self.classes, self.truth, found, self.groups), calibration=calibration)


def measure(
    detector: Detector, frames: Sequence[ManifestFrame], manifest: Manifest, check: Callable[[], None]
) -> Measured:
    """Detect on frames and compare with their confirmed boxes.

    On a frame that was completed for some classes only, the others do not count.

    Args:
        detector: With raw scores, where it is to be calibrated.
        frames: Completed ones.
        manifest: Where they are from.
        check: Called before each frame; may raise to end it.

    Raises:
        ManifestError: A frame cannot be read.
        DeviceError: There is not enough memory.
    """
    ids = np.array([item.id for item in manifest.classes], dtype=np.int64)
    truth, found = [], []
    for frame in frames:
        check()
        asked = ids[frame.asked(len(ids))]
        confirmed = truth_of(frame, manifest.classes)
        (detected,) = detector.detect([read_frame(frame)], min_score=LOWEST_SCORE)
        counts = np.isin(confirmed.labels, asked)
        truth.append(replace(confirmed, boxes=confirmed.boxes[counts], labels=confirmed.labels[counts]))
        found.append(_only(detected, np.isin(detected.labels, asked)))
    return compare(manifest.classes, truth, found, group_numbers([frame.group for frame in frames]))


def compare(
    classes: Sequence[ObjectClass],
    truth: Sequence[TruthFrame],
    found: Sequence[Detections],
    groups: NDArray[np.int64] | None = None,
) -> Measured:
    """Measure detections, frame by frame; without groups each frame is its own."""
    return Measured(
        classes=tuple(classes),
        truth=tuple(truth),
        found=tuple(found),
        groups=np.arange(len(truth)) if groups is None else groups,
        result=evaluate_detections(truth, found, classes),
        matches=match(truth, found),
    )


def group_numbers(groups: Sequence[str]) -> NDArray[np.int64]:
    """Numbers for the groups of frames, from 0; a frame without one ("") is a group of its own."""
    numbers: dict[str | int, int] = {}
    keys = [group or place for place, group in enumerate(groups)]
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.int64)


def _only(found: Detections, chosen: NDArray[np.bool_]) -> Detections:
    return replace(found, boxes=found.boxes[chosen], scores=found.scores[chosen], labels=found.labels[chosen])


def _positions(labels: NDArray[np.int64], positions: dict[int, int]) -> NDArray[np.int64]:
    return np.array([positions[label] for label in labels.tolist()], dtype=np.int64)
