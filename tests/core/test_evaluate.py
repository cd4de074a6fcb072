"""Evaluation against the reference evaluator's own numbers, and by hand."""

from __future__ import annotations

import json

import numpy as np
import pytest

from retinanet_core.evaluate import DEFAULT_THRESHOLD, TruthFrame, evaluate_detections
from retinanet_core.types import Detections, ObjectClass
from tests.shared_data import require_shared_data


def truth(boxes: list[list[float]], labels: list[int]) -> TruthFrame:
    return TruthFrame(np.array(boxes, np.float32).reshape(-1, 4), np.array(labels, np.int64), 100, 100)


def found(boxes: list[list[float]], scores: list[float], labels: list[int]) -> Detections:
    return Detections(
        np.array(boxes, np.float32).reshape(-1, 4), np.array(scores, np.float32), np.array(labels, np.int64)
    )


A, B = ObjectClass(7, "a"), ObjectClass(2, "b")
BOX = [10.0, 10, 30, 30]


@pytest.mark.shared_data
def test_ap_agrees_with_the_reference_on_coco() -> None:
    folder = require_shared_data() / "eval"
    reference = json.loads((folder / "coco100_ground_truth.json").read_text())
    results = json.loads((folder / "coco100_detections.json").read_text())
    expected = json.loads((folder / "coco100_expected.json").read_text())["stats"]
    frames, detections = [], []
    for image in sorted(reference["images"], key=lambda i: i["id"]):  # ties are broken in this order
        boxes = [a for a in reference["annotations"] if a["image_id"] == image["id"]]
        hits = [d for d in results if d["image_id"] == image["id"]]
        hits.sort(key=lambda d: -d["score"])

        def corners(rows: list[dict[str, list[float]]]) -> np.ndarray:
            xywh = np.array([r["bbox"] for r in rows], np.float64).reshape(-1, 4)
            return np.concatenate([xywh[:, :2], xywh[:, :2] + xywh[:, 2:]], axis=1)

        frames.append(
            TruthFrame(
                corners(boxes),
                np.array([b["category_id"] for b in boxes], np.int64),
                image["width"],
                image["height"],
                crowd=np.array([b["iscrowd"] for b in boxes], dtype=bool),
            )
        )
        detections.append(
            Detections(
                corners(hits),
                np.array([h["score"] for h in hits]),
                np.array([h["category_id"] for h in hits], np.int64),
            )
        )
    classes = [ObjectClass(c["id"], c["name"]) for c in reference["categories"]]
    result = evaluate_detections(frames, detections, classes)
    assert result["ap"] == pytest.approx(expected[0], abs=2e-6)
    assert result["ap50"] == pytest.approx(expected[1], abs=2e-6)


def test_counts_by_hand() -> None:
    frames = [truth([BOX, [50, 50, 70, 70]], [7, 7]), truth([], []), truth([BOX], [2])]
    detections = [
        found([BOX, [11, 10, 31, 30], [80, 80, 90, 90]], [0.9, 0.8, 0.2], [7, 7, 7]),
        found([BOX], [0.7], [7]),
        found([BOX], [0.6], [7]),
    ]
    result = evaluate_detections(frames, detections, [A, B], threshold=0.5)
    a, b = result["classes"]
    assert (a["truth"], a["found"], a["missed"], a["extra"]) == (2, 1, 1, 3)
    assert (a["precision"], a["recall"]) == (0.25, 0.5)
    assert (b["truth"], b["found"], b["missed"], b["extra"]) == (1, 0, 1, 0)
    assert b["precision"] is None
    assert (result["empty_frames"], result["extra_on_empty"]) == (1, 1)


def test_the_threshold_for_counting_is_the_one_with_the_best_f1() -> None:
    """Right at 0.9 and 0.35, wrong at 0.3: from 0.35 both are found and nothing is extra."""
    frames = [truth([BOX, [50, 50, 70, 70]], [7, 7])]
    detections = [found([BOX, [50, 50, 70, 70], [80, 80, 90, 90]], [0.9, 0.36, 0.3], [7, 7, 7])]
    result = evaluate_detections(frames, detections, [A])
    assert result["threshold"] == 0.35
    assert (result["classes"][0]["found"], result["classes"][0]["extra"]) == (2, 0)
    assert evaluate_detections(frames, [found([], [], [])], [A])["threshold"] == DEFAULT_THRESHOLD


def test_ap_by_hand() -> None:
    """Two true boxes, found at rank 1 and 3: precision 1 up to recall 0.5, then 2/3: (51 + 50 * 2/3) / 101."""
    frames = [truth([BOX, [50, 50, 70, 70]], [7, 7])]
    detections = [found([BOX, [80, 80, 90, 90], [50, 50, 70, 70]], [0.9, 0.8, 0.7], [7, 7, 7])]
    result = evaluate_detections(frames, detections, [A])
    assert result["ap50"] == pytest.approx((51 + 50 * 2 / 3) / 101)


def test_classes_keep_their_own_rows_whatever_their_ids() -> None:
    frames = [truth([BOX, [50, 50, 70, 70]], [7, 2])]
    detections = [found([BOX], [0.9], [7])]
    for order in ([A, B], [B, A]):
        rows = {r["name"]: r["ap50"] for r in evaluate_detections(frames, detections, order)["classes"]}
        assert rows == {"a": pytest.approx(1.0), "b": 0.0}


def test_a_class_without_true_boxes_has_no_part_in_the_mean() -> None:
    result = evaluate_detections([truth([BOX], [7])], [found([BOX], [0.9], [7])], [A, B])
    assert result["ap50"] == pytest.approx(1.0)
    assert result["classes"][1]["ap50"] is None


def test_nothing_to_measure_and_nothing_found() -> None:
    assert evaluate_detections([], [], [A])["ap50"] is None
    assert evaluate_detections([truth([], [])], [found([BOX], [0.9], [7])], [A])["ap50"] is None
    assert evaluate_detections([truth([BOX], [7])], [found([], [], [])], [A])["ap50"] == 0.0
    with pytest.raises(ValueError, match="1 frames"):
        evaluate_detections([truth([], [])], [], [A])


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    evaluate_detections([truth([BOX], [7])], [found([BOX], [0.9], [7])], [A])
    captured = capfd.readouterr()
    assert captured.out == captured.err == ""
