"""How good detections are: COCO's averages, and counts that a person can follow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from retinanet_core.average_precision import curves
from retinanet_core.counting import match
from retinanet_core.types import FoundBoxes, ObjectClass, TruthFrame

__all__ = ["TruthFrame", "evaluate_detections"]


def evaluate_detections(
    frames: Sequence[TruthFrame],
    detections: Sequence[FoundBoxes],
    classes: Sequence[ObjectClass],
    threshold: float | None = None,
    *,
    coco: bool = False,
) -> dict[str, Any]:
    """Compare detections with the truth, frame by frame in the same order.

    Args:
        frames: The truth.
        detections: What was found, with a low minimal score, so that precision-recall curves are whole.
        classes: The classes that count; a class without any true box has no AP and no part in the mean.
        threshold: Score from which a detection counts in found, missed and extra; None: the one that makes the
            fewest mistakes for what it finds (best F1 over all classes). A detector taught for a minute is right
            at scores where one taught for an hour is not yet sure, so no fixed number is fair to both.
        coco: Also give COCO's twelve numbers, which takes a little longer.

    Returns:
        {"ap50", "ap", "threshold", "frames", "empty_frames", "extra_on_empty", "classes": [{"id", "name", "ap50",
        "ap", "truth", "found", "missed", "extra", "extra_on_empty", "precision", "recall"}]}. AP is COCO's (101
        points, at most 100 detections a frame, IoU 0.50 to 0.95), None where there is nothing to measure. With
        `coco` also {"coco": {"AP", "AP50", "AP75", "APs", "APm", "APl", "AR1", "AR10", "AR100", "ARs", "ARm",
        "ARl"}}: small objects are below 32 x 32 pixels, large ones above 96 x 96.
    """
    if len(frames) != len(detections):
        raise ValueError(f"{len(frames)} frames, but detections for {len(detections)}")
    measured = curves(frames, detections, classes, all_sizes=coco)
    matches = match(frames, detections)
    ids = [c.id for c in classes]
    if threshold is None:
        threshold = matches.best_threshold(ids)
    rows = [
        {"id": c.id, "name": c.name, **measured.of_class(position), **matches.counts(c.id, threshold)}
        for position, c in enumerate(classes)
    ]
    result = {
        "ap50": _mean(row["ap50"] for row in rows),
        "ap": _mean(row["ap"] for row in rows),
        "threshold": threshold,
        "frames": len(frames),
        "empty_frames": sum(len(frame.labels) == 0 for frame in frames),
        "extra_on_empty": matches.extra_on_empty(ids, threshold),
        "classes": rows,
    }
    return result | {"coco": measured.summary()} if coco else result


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return float(np.mean(known)) if known else None
