"""Detecting on pinned frames and comparing with what a person confirmed on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retinanet_core.calibration import Calibration, fit
from retinanet_core.choices import LOWEST_SCORE
from retinanet_core.counting import Matches, match, only_asked
from retinanet_core.detect.detector import Detector
from retinanet_core.evaluate import evaluate_detections
from retinanet_core.merged_classes import by_present_classes
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
        calibration: What the scores were calibrated with since; None: they are as the detector gave them.
    """

    classes: tuple[ObjectClass, ...]
    truth: tuple[TruthFrame, ...]
    found: tuple[Detections, ...]
    groups: NDArray[np.int64]
    result: dict[str, Any]
    matches: Matches
    calibration: Calibration | None = None

    @cached_property
    def calibrated(self) -> Measured:
        """The same with scores that were calibrated on it, or as it is with too little to calibrate on.

        Ask for it with raw scores of a detector with these very classes: the calibration is to be stored with it.
        """
        matches = self.matches
        positions = _positions(matches.labels, self.classes)
        calibration = fit(matches.scores, matches.found, positions, len(self.classes))
        return self.with_calibration(calibration, self.classes)

    def with_calibration(self, calibration: Calibration | None, classes: Sequence[ObjectClass]) -> Measured:
        """The same with scores as they are after a calibration, that is for these classes in this order."""
        if calibration is None:
            return self
        found = [calibration.apply(item, _positions(item.labels, classes), 0.0) for item in self.found]
        return replace(compare(self.classes, self.truth, found, self.groups), calibration=calibration)

    def frames_with(self, class_id: int) -> int:
        """How many frames have a true box of a class."""
        return len(np.unique(self.matches.true_frames[self.matches.true_labels == class_id]))


def on_equal_terms(before: Measured, after: Measured) -> tuple[Measured, Measured]:
    """Two detectors with scores that mean the same: how often they are right on these frames.

    What is found and what is wrong is counted from one score on for all classes, so it depends on what scores mean:
    of one and the same detector it differs between raw and calibrated scores. Each is calibrated on the frames that
    it is measured on, which flatters both alike; where one cannot be, both are left as they are.

    Args:
        before: With raw scores.
        after: With raw scores, on the same frames.
    """
    if before.calibrated.calibration is None or after.calibrated.calibration is None:
        return before, after
    return before.calibrated, after.calibrated


def measure(
    detector: Detector, frames: Sequence[ManifestFrame], manifest: Manifest, check: Callable[[], None]
) -> Measured:
    """Detect on frames and compare with their confirmed boxes.

    What a version finds of a class that was merged since counts as the class that it became part of.
    On a frame that was completed for some classes only, the others do not count; with boxes of them it is not empty
    either. A frame that was completed for none of the classes is left out.

    Args:
        detector: Its class ids are the manifest's (`start.under_ids_of`). With raw scores, where it is compared.
        frames: Completed ones.
        manifest: Where they are from.
        check: Called before each frame; may raise to end it.

    Raises:
        ManifestError: A frame cannot be read.
        DeviceError: There is not enough memory.
    """
    ids = np.array([item.id for item in manifest.classes], dtype=np.int64)
    truth, found = [], []
    measurable = [frame for frame in frames if frame.asked(len(ids)).any()]
    for frame in measurable:
        check()
        asked = ids[frame.asked(len(ids))]
        (detected,) = detector.detect([read_frame(frame)], min_score=LOWEST_SCORE)
        present = by_present_classes(detected, manifest.became)
        confirmed, counted = only_asked(truth_of(frame, manifest.classes), present, asked)
        truth.append(confirmed)
        found.append(counted)
    return compare(manifest.classes, truth, found, group_numbers([frame.group for frame in measurable]))


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


def _positions(labels: NDArray[np.int64], classes: Sequence[ObjectClass]) -> NDArray[np.int64]:
    positions = {item.id: position for position, item in enumerate(classes)}
    return np.array([positions[label] for label in labels.tolist()], dtype=np.int64)
