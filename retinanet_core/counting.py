"""What a person would count: the objects found, missed and reported too many, at any score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retinanet_core.types import Detections, FoundBoxes, TruthFrame

Boxes = NDArray[np.floating[Any]]
Labels = NDArray[np.int64]
Flags = NDArray[np.bool_]

FOUND_IOU = 0.5
"""A detection has found a box when they overlap by this much and have the same class."""

THRESHOLDS = tuple(round(0.1 + 0.05 * step, 2) for step in range(17))
"""Scores among which the best one for counting is chosen: 0.10 to 0.90."""

DEFAULT_THRESHOLD = 0.4
"""Score for counting where there is nothing to choose it by."""


@dataclass(frozen=True)
class Matches:
    """The detections of all frames and which of them have found a box.

    Better detections choose first, so leaving out the worse ones changes no match: one matching serves for every
    score.

    Attributes:
        labels: (N,) class ids of the detections; those in a crowd region are not among them.
        scores: (N,) float32, as detectors give them, so that a score of 0.35 from a file is not below 0.35.
        found: (N,) whether it has found a box.
        on_empty: (N,) whether its frame has no object at all.
        frames: (N,) number of its frame, counted from 0.
        true_labels: (M,) class ids of the true boxes, crowd regions not counted.
        true_frames: (M,) number of the frame of each.
    """

    labels: Labels
    scores: NDArray[np.float32]
    found: Flags
    on_empty: Flags
    frames: NDArray[np.int64]
    true_labels: Labels
    true_frames: NDArray[np.int64]

    @cached_property
    def truth(self) -> Mapping[int, int]:
        """Number of true boxes of each class id, crowd regions not counted."""
        return Counter(self.true_labels.tolist())

    def counts(self, class_id: int, threshold: float) -> dict[str, Any]:
        """What there is to say of a class when detections count from a score on.

        Returns:
            {"truth", "found", "missed", "extra", "extra_on_empty", "precision", "recall"}; the last two are None
            where nothing was shown or nothing is there.
        """
        shown = (self.labels == class_id) & (self.scores >= threshold)
        truth = self.truth.get(class_id, 0)
        found = int((shown & self.found).sum())
        extra = int(shown.sum()) - found
        return {
            "truth": truth,
            "found": found,
            "missed": truth - found,
            "extra": extra,
            "extra_on_empty": int((shown & self.on_empty).sum()),
            "precision": found / (found + extra) if found + extra else None,
            "recall": found / truth if truth else None,
        }

    def extra_on_empty(self, class_ids: Sequence[int], threshold: float) -> int:
        """How many detections of these classes lie on frames without objects."""
        counted = np.isin(self.labels, list(class_ids))
        return int((counted & self.on_empty & (self.scores >= threshold)).sum())

    def best_threshold(self, class_ids: Sequence[int]) -> float:
        """The score of `THRESHOLDS` with the best F1 over these classes: 2 found / (2 found + missed + extra)."""
        counted = np.isin(self.labels, list(class_ids))
        scores, found_at = self.scores[counted], self.scores[counted & self.found]
        truth = sum(self.truth.get(class_id, 0) for class_id in class_ids)

        def quality(threshold: float) -> float:
            found = int((found_at >= threshold).sum())
            shown = int((scores >= threshold).sum())
            return 2 * found / (shown + truth) if found else 0.0

        best = max(THRESHOLDS, key=quality)
        return best if quality(best) > 0 else DEFAULT_THRESHOLD


def match(frames: Sequence[TruthFrame], detections: Sequence[FoundBoxes]) -> Matches:
    """Match detections with true boxes of their class, frame by frame in the same order, best score first."""
    nothing = np.zeros(0, dtype=np.int64)
    detected, true = [(nothing, nothing.astype(np.float32), nothing > 0, nothing > 0)], [nothing]
    for frame, found in zip(frames, detections, strict=True):
        detected.append(_match_frame(frame, found))
        true.append(frame.labels[~_crowd(frame)])
    labels, scores, hits, on_empty = (np.concatenate(column) for column in zip(*detected, strict=True))
    return Matches(
        labels=labels,
        scores=scores,
        found=hits,
        on_empty=on_empty,
        frames=_numbers([column[0] for column in detected[1:]]),
        true_labels=np.concatenate(true),
        true_frames=_numbers(true[1:]),
    )


def only_asked(
    truth: TruthFrame, found: Detections, asked: Sequence[int] | Labels
) -> tuple[TruthFrame, Detections]:
    """Truth and detections of a frame that was completed for some classes only: the others do not count.

    Their true boxes become crowd regions: they are there, so the frame is not empty, and count neither for nor
    against.

    Args:
        truth: All confirmed boxes; without crowd regions.
        found: Detections of any classes.
        asked: Ids of the classes that the frame was completed for.
    """
    return replace(truth, crowd=~np.isin(truth.labels, asked)), of_classes(found, asked)


def of_classes(found: Detections, class_ids: Sequence[int] | Labels) -> Detections:
    """The detections of these classes."""
    kept = np.isin(found.labels, class_ids)
    return replace(found, boxes=found.boxes[kept], scores=found.scores[kept], labels=found.labels[kept])


def _numbers(parts: Sequence[Labels]) -> NDArray[np.int64]:
    """For each entry of the parts, put together, the number of its part."""
    return np.repeat(np.arange(len(parts)), np.array([len(part) for part in parts], dtype=np.int64))


def _match_frame(frame: TruthFrame, detected: FoundBoxes) -> tuple[Labels, NDArray[np.float32], Flags, Flags]:
    order = np.argsort(-detected.scores, kind="stable")
    boxes, labels = detected.boxes[order], detected.labels[order]
    crowd = _crowd(frame)
    found = partners(boxes, labels, frame.boxes[~crowd], frame.labels[~crowd]) >= 0
    kept = found | ~_inside(boxes, labels, frame.boxes[crowd], frame.labels[crowd])
    scores = detected.scores[order][kept].astype(np.float32)
    return labels[kept], scores, found[kept], np.full(len(scores), len(frame.labels) == 0)


def _crowd(frame: TruthFrame) -> Flags:
    return np.zeros(len(frame.labels), dtype=bool) if frame.crowd is None else frame.crowd


def partners(boxes: Boxes, labels: Labels, true_boxes: Boxes, true_labels: Labels) -> NDArray[np.int64]:
    """For each detection, best first, the box that it finds: the free one of its class that it overlaps most.

    Of equal ones it takes the last, as COCO's evaluation does, so that both agree on what was found.

    Args:
        boxes: (N, 4) x1, y1, x2, y2 of the detections.
        labels: (N,) class ids.
        true_boxes: (M, 4).
        true_labels: (M,).

    Returns:
        (N,) positions among the true boxes, -1 where none is found.
    """
    found = np.full(len(boxes), -1, dtype=np.int64)
    ious = np.where(labels[:, None] == true_labels, overlap_shares(boxes, true_boxes), 0.0)
    free = np.ones(len(true_boxes), dtype=bool)
    for position in np.flatnonzero((ious >= FOUND_IOU).any(axis=1)).tolist():
        candidates = np.where(free, ious[position], 0.0)
        best = len(candidates) - 1 - int(candidates[::-1].argmax())
        if candidates[best] >= FOUND_IOU:
            free[best] = False
            found[position] = best
    return found


def overlap_shares(first: Boxes, second: Boxes) -> Boxes:
    """Intersection over union of every pair of (N, 4) and (M, 4) boxes: (N, M), in 0..1."""
    common = _overlap(first, second)
    union = _areas(first)[:, None] + _areas(second)[None, :] - common
    shares: Boxes = common / np.maximum(union, 1e-9)
    return shares


def _inside(boxes: Boxes, labels: Labels, regions: Boxes, region_labels: Labels) -> Flags:
    """Which detections lie in a crowd region of their class by at least `FOUND_IOU` of their own area."""
    shares = _overlap(boxes, regions) / np.maximum(_areas(boxes), 1e-9)[:, None]
    inside: Flags = ((shares >= FOUND_IOU) & (labels[:, None] == region_labels)).any(axis=1)
    return inside


def _overlap(first: Boxes, second: Boxes) -> Boxes:
    corner = np.maximum(first[:, None, :2], second[None, :, :2])
    opposite = np.minimum(first[:, None, 2:], second[None, :, 2:])
    common: Boxes = np.clip(opposite - corner, 0, None).prod(axis=2)
    return common


def _areas(boxes: Boxes) -> Boxes:
    areas: Boxes = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    return areas
