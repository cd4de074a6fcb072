"""COCO's averages of precision and recall."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from faster_coco_eval import COCO, COCOeval_faster
from numpy.typing import NDArray

from retinanet_core.types import FoundBoxes, ObjectClass, TruthFrame

_MOST = (1, 10, 100)
_EVERY = slice(None)
_IOU_50, _IOU_75 = slice(0, 1), slice(5, 6)
_SMALL, _MEDIUM, _LARGE = 1, 2, 3

# Name: (IoU thresholds, area range), and (area range, position in _MOST).
_PRECISIONS = {
    "AP": (_EVERY, 0),
    "AP50": (_IOU_50, 0),
    "AP75": (_IOU_75, 0),
    "APs": (_EVERY, _SMALL),
    "APm": (_EVERY, _MEDIUM),
    "APl": (_EVERY, _LARGE),
}
_RECALLS = {
    "AR1": (0, 0),
    "AR10": (0, 1),
    "AR100": (0, 2),
    "ARs": (_SMALL, 2),
    "ARm": (_MEDIUM, 2),
    "ARl": (_LARGE, 2),
}


class Curves(NamedTuple):
    """Precision and recall, -1 where a class has no true box.

    Attributes:
        precision: (10 IoU thresholds 0.50 to 0.95, 101 recalls, classes, area ranges, most detections).
        recall: The same without the second axis. Area ranges are all, small, medium, large, or only the first;
            most detections a frame are 1, 10, 100, or only the last.
    """

    precision: NDArray[np.float64]
    recall: NDArray[np.float64]

    def of_class(self, position: int) -> dict[str, float | None]:
        """{"ap50", "ap"} of the class at this position, None where there is nothing to measure."""
        precision = self.precision[:, :, position, 0, -1]
        return {"ap50": _mean(precision[_IOU_50]), "ap": _mean(precision)}

    def summary(self) -> dict[str, float | None]:
        """COCO's twelve numbers by their names, of curves with all sizes; None where there is nothing to measure."""
        precision = {
            name: _mean(self.precision[iou, :, :, area, -1]) for name, (iou, area) in _PRECISIONS.items()
        }
        return precision | {
            name: _mean(self.recall[:, :, area, most]) for name, (area, most) in _RECALLS.items()
        }


def curves(
    frames: Sequence[TruthFrame],
    detections: Sequence[FoundBoxes],
    classes: Sequence[ObjectClass],
    *,
    all_sizes: bool,
) -> Curves:
    """Compare detections with the truth as COCO does; boxes of other classes are left out.

    Args:
        frames: The truth; among detections of equal score, those of earlier frames come first.
        detections: What was found, frame by frame.
        classes: In the order of the curves.
        all_sizes: Also by size of the object and with at most 1 and 10 detections a frame: what `summary` needs.
    """
    numbers = {c.id: position for position, c in enumerate(classes, start=1)}
    truth = _dataset(len(frames), len(classes), list(_true_boxes(frames, numbers)))
    found = _dataset(len(frames), len(classes), list(_found_boxes(detections, numbers)))
    evaluation = COCOeval_faster(truth, found, "bbox", print_function=_quiet, extra_calc=False)
    if not all_sizes:
        evaluation.params.areaRng = evaluation.params.areaRng[:1]
        evaluation.params.areaRngLbl = evaluation.params.areaRngLbl[:1]
        evaluation.params.maxDets = [_MOST[-1]]
    evaluation.evaluate()
    evaluation.accumulate()
    return Curves(evaluation.eval["precision"], evaluation.eval["recall"])


def _quiet(*_: object) -> None:
    """The evaluator's own words are for a terminal; nobody reads them here."""


def _dataset(images: int, classes: int, annotations: list[dict[str, Any]]) -> COCO:
    """Images and classes are numbered from 1, in order."""
    for number, annotation in enumerate(annotations, start=1):
        annotation["id"] = number
    content = {
        "images": [{"id": number} for number in range(1, images + 1)],
        "categories": [{"id": number} for number in range(1, classes + 1)],
        "annotations": annotations,
    }
    return COCO(content, print_function=_quiet)


def _true_boxes(frames: Sequence[TruthFrame], numbers: dict[int, int]) -> Iterator[dict[str, Any]]:
    for image_id, frame in enumerate(frames, start=1):
        for position, (box, label) in enumerate(
            zip(frame.boxes.tolist(), frame.labels.tolist(), strict=True)
        ):
            if label in numbers:
                annotation = _annotation(image_id, numbers[label], box)
                if frame.areas is not None:
                    annotation["area"] = float(frame.areas[position])
                if frame.crowd is not None:
                    annotation["iscrowd"] = int(frame.crowd[position])
                yield annotation


def _found_boxes(detections: Sequence[FoundBoxes], numbers: dict[int, int]) -> Iterator[dict[str, Any]]:
    for image_id, found in enumerate(detections, start=1):
        for box, score, label in zip(
            found.boxes.tolist(), found.scores.tolist(), found.labels.tolist(), strict=True
        ):
            if label in numbers:
                yield _annotation(image_id, numbers[label], box) | {"score": score}


def _annotation(image_id: int, category_id: int, box: list[float]) -> dict[str, Any]:
    width, height = box[2] - box[0], box[3] - box[1]
    return {
        "image_id": image_id,
        "category_id": category_id,
        "bbox": [box[0], box[1], width, height],
        "area": width * height,
        "iscrowd": 0,
    }


def _mean(values: NDArray[np.float64]) -> float | None:
    known = values[values > -1]
    return float(known.mean()) if known.size else None
