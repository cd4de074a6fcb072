"""How good detections are: COCO average precision, and counts that a person can follow."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from faster_coco_eval import COCO, COCOeval_faster
from numpy.typing import NDArray

from retinanet_core.types import Detections, ObjectClass

FOUND_IOU = 0.5
"""A detection has found a box when they overlap by this much and have the same class."""

THRESHOLDS = tuple(round(0.1 + 0.05 * step, 2) for step in range(17))
"""Scores among which the best one for counting is chosen: 0.10 to 0.90."""

DEFAULT_THRESHOLD = 0.4
"""Score for counting where there is nothing to choose it by."""


@dataclass(frozen=True)
class TruthFrame:
    """The confirmed boxes of a reviewed frame.

    Attributes:
        boxes: (N, 4) xyxy pixels; labels: (N,) class ids.
        crowd: (N,) COCO's crowd regions: detections in them count neither for nor against. None: there are none.
    """

    boxes: NDArray[np.float32]
    labels: NDArray[np.int64]
    width: int
    height: int
    crowd: NDArray[np.bool_] | None = None


def evaluate_detections(
    frames: Sequence[TruthFrame],
    detections: Sequence[Detections],
    classes: Sequence[ObjectClass],
    threshold: float | None = None,
) -> dict[str, Any]:
    """Compare detections with the truth, frame by frame in the same order.

    Args:
        frames: The truth.
        detections: What was found, with a low minimal score, so that precision-recall curves are whole.
        classes: The classes that count; a class without any true box has no AP and no part in the mean.
        threshold: Score from which a detection counts in found, missed and extra; None: the one that makes the
            fewest mistakes for what it finds (best F1 over all classes). A detector taught for a minute is right
            at scores where one taught for an hour is not yet sure, so no fixed number is fair to both.

    Returns:
        {"ap50", "ap", "threshold", "frames", "empty_frames", "extra_on_empty", "classes": [{"id", "name", "ap50",
        "ap", "truth", "found", "missed", "extra", "precision", "recall"}]}. AP is COCO's (101 points, at most 100
        detections a frame, IoU 0.50 to 0.95), None where there is nothing to measure.
    """
    if len(frames) != len(detections):
        raise ValueError(f"{len(frames)} frames, but detections for {len(detections)}")
    precision = _coco_precision(frames, detections, classes)
    if threshold is None:
        threshold = best_threshold(frames, detections, classes)
    rows = [
        {
            "id": c.id,
            "name": c.name,
            **_class_ap(precision, position),
            **_counts(frames, detections, c.id, threshold),
        }
        for position, c in enumerate(classes)
    ]
    empty = [position for position, frame in enumerate(frames) if len(frame.labels) == 0]
    return {
        "ap50": _mean(row["ap50"] for row in rows),
        "ap": _mean(row["ap"] for row in rows),
        "threshold": threshold,
        "frames": len(frames),
        "empty_frames": len(empty),
        "extra_on_empty": sum(int((detections[p].scores >= threshold).sum()) for p in empty),
        "classes": rows,
    }


def best_threshold(
    frames: Sequence[TruthFrame], detections: Sequence[Detections], classes: Sequence[ObjectClass]
) -> float:
    """The score of `THRESHOLDS` with the best F1 over all classes: 2 found / (2 found + missed + extra)."""

    def quality(threshold: float) -> float:
        counts = [_counts(frames, detections, c.id, threshold) for c in classes]
        found = sum(row["found"] for row in counts)
        wrong = sum(row["missed"] + row["extra"] for row in counts)
        return 2 * found / (2 * found + wrong) if found else 0.0

    best = max(THRESHOLDS, key=quality)
    return best if quality(best) > 0 else DEFAULT_THRESHOLD


def _coco_precision(
    frames: Sequence[TruthFrame], detections: Sequence[Detections], classes: Sequence[ObjectClass]
) -> NDArray[np.float64]:
    """Precision at (IoU threshold, recall, class), -1 where a class has no true box."""
    truth = _coco_dataset(frames, classes)
    found = _coco_results(detections)
    if not truth["annotations"]:
        return np.full((10, 101, len(classes)), -1.0)
    if not found:
        has_truth = np.array([any((f.labels == c.id).any() for f in frames) for c in classes])
        return np.broadcast_to(np.where(has_truth, 0.0, -1.0), (10, 101, len(classes))).copy()
    with contextlib.redirect_stdout(io.StringIO()):
        reference = COCO(truth, print_function=_quiet)
        evaluation = COCOeval_faster(
            reference, reference.loadRes(found), "bbox", print_function=_quiet, extra_calc=False
        )
        evaluation.params.catIds = [c.id for c in classes]
        evaluation.evaluate()
        evaluation.accumulate()
    # (IoU threshold, recall, class, area range, most detections): all areas, 100 detections.
    order = np.argsort(np.argsort([c.id for c in classes]))
    precision: NDArray[np.float64] = evaluation.eval["precision"][:, :, :, 0, -1]
    return precision[:, :, order]


def _quiet(*_: object) -> None:
    """The evaluator's own words are for a terminal; nobody reads them here."""


def _coco_dataset(frames: Sequence[TruthFrame], classes: Sequence[ObjectClass]) -> dict[str, Any]:
    annotations: list[dict[str, Any]] = []
    for image_id, frame in enumerate(frames, start=1):
        crowd = frame.crowd if frame.crowd is not None else np.zeros(len(frame.labels), dtype=bool)
        for box, label, is_crowd in zip(
            frame.boxes.tolist(), frame.labels.tolist(), crowd.tolist(), strict=True
        ):
            width, height = box[2] - box[0], box[3] - box[1]
            annotations.append(
                {
                    "id": len(annotations) + 1,
                    "image_id": image_id,
                    "category_id": label,
                    "bbox": [box[0], box[1], width, height],
                    "area": width * height,
                    "iscrowd": int(is_crowd),
                }
            )
    return {
        "images": [{"id": i, "width": f.width, "height": f.height} for i, f in enumerate(frames, start=1)],
        "categories": [{"id": c.id, "name": c.name} for c in classes],
        "annotations": annotations,
    }


def _coco_results(detections: Sequence[Detections]) -> list[dict[str, Any]]:
    return [
        {
            "image_id": image_id,
            "category_id": label,
            "bbox": [box[0], box[1], box[2] - box[0], box[3] - box[1]],
            "score": score,
        }
        for image_id, found in enumerate(detections, start=1)
        for box, score, label in zip(
            found.boxes.tolist(), found.scores.tolist(), found.labels.tolist(), strict=True
        )
    ]


def _class_ap(precision: NDArray[np.float64], position: int) -> dict[str, float | None]:
    curves = precision[:, :, position]
    if (curves < 0).all():
        return {"ap50": None, "ap": None}
    return {"ap50": float(curves[0].mean()), "ap": float(curves.mean())}


def _counts(
    frames: Sequence[TruthFrame], detections: Sequence[Detections], class_id: int, threshold: float
) -> dict[str, Any]:
    truth = found = extra = 0
    for frame, detected in zip(frames, detections, strict=True):
        counts = (
            frame.labels == class_id if frame.crowd is None else (frame.labels == class_id) & ~frame.crowd
        )
        boxes = frame.boxes[counts]
        shown = detected.boxes[(detected.labels == class_id) & (detected.scores >= threshold)]
        matched = _matched(boxes, shown)
        truth += len(boxes)
        found += matched
        extra += len(shown) - matched
    return {
        "truth": truth,
        "found": found,
        "missed": truth - found,
        "extra": extra,
        "precision": found / (found + extra) if found + extra else None,
        "recall": found / truth if truth else None,
    }


def _matched(boxes: NDArray[np.float32], shown: NDArray[np.float32]) -> int:
    """How many boxes are found by detections, best score first, each box once."""
    if not len(boxes) or not len(shown):
        return 0
    overlaps = _iou(shown, boxes)
    free = np.ones(len(boxes), dtype=bool)
    for row in overlaps:
        candidates = np.where(free, row, 0.0)
        best = int(candidates.argmax())
        if candidates[best] >= FOUND_IOU:
            free[best] = False
    return int((~free).sum())


def _iou(first: NDArray[np.float32], second: NDArray[np.float32]) -> NDArray[np.float32]:
    corner = np.maximum(first[:, None, :2], second[None, :, :2])
    opposite = np.minimum(first[:, None, 2:], second[None, :, 2:])
    overlap = np.clip(opposite - corner, 0, None).prod(axis=2)
    areas = [(b[:, 2] - b[:, 0]) * (b[:, 3] - b[:, 1]) for b in (first, second)]
    union = areas[0][:, None] + areas[1][None, :] - overlap
    iou: NDArray[np.float32] = overlap / np.maximum(union, 1e-9)
    return iou


def _mean(values: Any) -> float | None:  # noqa: ANN401  (numbers and None)
    known = [value for value in values if value is not None]
    return float(np.mean(known)) if known else None
