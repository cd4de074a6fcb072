"""What the version before believes where no person looked: it must not be unlearnt as background."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from retinanet_core.boxes import pairwise_iou
from retinanet_core.counting import DEFAULT_THRESHOLD
from retinanet_core.detect.detector import Detector
from retinanet_core.merged_classes import Became, by_present_classes
from retinanet_core.teach.dataset import ManifestFrame
from retinanet_core.teach.marks import NO_MARKS, Marks
from retinanet_core.types import Detections, Image

_SURE, _SURE_RAW = 0.5, 0.3
"""From which score a version is believed at least: right more often than not, and where scores are not calibrated as
much as a score of a detector taught for minutes means."""

_DOUBTFUL_SHARE = 0.25
"""Of the sure score, from which a detection is doubtful."""

_SAME_OBJECT = 0.5
_SAME_PLACE = 0.7


class Teacher:
    """The version before, for the classes that nobody looked for on a frame.

    Args:
        detector: It.
        rows: For each class of the frames its position among the detector's, or None (`start.class_rows`).
        became: Of each class that was merged since it learned, the one that it counts as.
    """

    def __init__(self, detector: Detector, rows: Sequence[int | None], became: Became | None = None) -> None:
        self._detector, self._became = detector, became or {}
        least = _SURE_RAW if detector.info.calibration is None else _SURE
        self._sure = max(least, float(detector.info.quality.get("threshold") or DEFAULT_THRESHOLD))
        self._position = {detector.classes[row].id: new for new, row in enumerate(rows) if row is not None}
        self._known = np.array([row is not None for row in rows], dtype=bool)

    @property
    def known(self) -> NDArray[np.bool_]:
        """(K,) the classes that it knows."""
        return self._known

    def hints(self, frame: ManifestFrame, image: Image) -> Marks:
        """What it believes on a frame, in the frame's pixels; nothing where a person was asked for all it knows."""
        open_classes = self._known & ~frame.asked(len(self._known))
        if not open_classes.any():
            return NO_MARKS
        (found,) = self._detector.detect([image])
        found = by_present_classes(found, self._became)
        return hints(frame, found, self._position, open_classes, self._sure)


def hints(
    frame: ManifestFrame,
    found: Detections,
    position: dict[int, int],
    open_classes: NDArray[np.bool_],
    sure: float,
) -> Marks:
    """Soft and doubtful boxes out of the detections on a frame.

    A detection that a person has judged is left out: the same object as a confirmed box, or what was rejected.

    Args:
        position: From the detector's class ids to positions.
        open_classes: (K,) classes nobody looked for on this frame.
        sure: Score from which a detection is taught, with its score as its weight.
    """
    labels = np.array([position.get(item, -1) for item in found.labels.tolist()], dtype=np.int64)
    open_here = (labels >= 0) & open_classes[labels.clip(min=0)]
    free = open_here & ~_judged(found, labels, frame)
    soft = free & (found.scores >= sure)
    doubtful = free & ~soft & (found.scores >= sure * _DOUBTFUL_SHARE)
    return Marks(
        soft=found.boxes[soft],
        soft_labels=labels[soft],
        soft_weights=found.scores[soft],
        doubtful=found.boxes[doubtful],
        doubtful_labels=labels[doubtful],
    )


def _judged(found: Detections, labels: NDArray[np.int64], frame: ManifestFrame) -> NDArray[np.bool_]:
    """(N,) detections that lie on a confirmed box, or on a rejected one of their class."""
    on_confirmed = _overlaps(found.boxes, frame.boxes)
    on_rejected = _overlaps(found.boxes, frame.rejected)
    same = labels[:, None] == frame.labels
    refused = (on_rejected >= _SAME_OBJECT) & (labels[:, None] == frame.rejected_labels)
    taken = (on_confirmed >= _SAME_PLACE) | ((on_confirmed >= _SAME_OBJECT) & same)
    judged: NDArray[np.bool_] = taken.any(axis=1) | refused.any(axis=1)
    return judged


def _overlaps(first: NDArray[np.float32], second: NDArray[np.float32]) -> NDArray[np.float32]:
    iou: NDArray[np.float32] = pairwise_iou(torch.from_numpy(first), torch.from_numpy(second)).numpy()
    return iou
