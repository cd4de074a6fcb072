"""How many objects a class-agnostic detector proposes: recall at 100 boxes a picture and IoU 0.5."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import torch
from numpy.typing import NDArray

from retinanet_core.boxes import pairwise_iou
from retinanet_core.detect.detector import Detector
from retinanet_core.types import Image

BOXES = 100
IOU = 0.5
_LEAST_SCORE = 0.001


def recall(detector: Detector, pictures: Iterable[tuple[Image, NDArray[np.float32]]]) -> float:
    """The share of the objects (N, 4) of all pictures that one of the best `BOXES` boxes of theirs fits.

    Every object counts once, every box for one object only: the best scored box takes the object it fits best.
    """
    found = total = 0
    for image, boxes in pictures:
        detections = detector.detect([image], min_score=_LEAST_SCORE)[0]
        best = np.argsort(-detections.scores, kind="stable")[:BOXES]
        found += fitted(detections.boxes[best], boxes)
        total += len(boxes)
    return found / total if total else 0.0


def fitted(proposed: NDArray[np.float32], boxes: NDArray[np.float32]) -> int:
    """How many boxes (N, 4) are fitted by proposals (M, 4), best first."""
    if not len(proposed) or not len(boxes):
        return 0
    iou = pairwise_iou(torch.from_numpy(proposed), torch.from_numpy(boxes)).numpy()
    free = np.ones(len(boxes), np.bool_)
    for row in iou:
        fits = np.where(free, row, 0.0)
        at = int(fits.argmax())
        if fits[at] >= IOU:
            free[at] = False
    return int((~free).sum())
