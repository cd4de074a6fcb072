"""Evaluation against the reference evaluator's own numbers, and by hand."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retinanet_core.counting import DEFAULT_THRESHOLD, FOUND_IOU, THRESHOLDS, match
from retinanet_core.evaluate import TruthFrame, evaluate_detections
from retinanet_core.types import Detections, ObjectClass
from tests.core.pictures import found, truth
from tests.shared_data import require_shared_data

A, B = ObjectClass(7, "a"), ObjectClass(2, "b")
BOX = [10.0, 10, 30, 30]
STATS = ["AP", "AP50", "AP75", "APs", "APm", "APl", "AR1", "AR10", "AR100", "ARs", "ARm", "ARl"]


def corners(rows: list[dict[str, Any]]) -> np.ndarray:
    xywh = np.array([r["bbox"] for r in rows], np.float64).reshape(-1, 4)
    return np.concatenate([xywh[:, :2], xywh[:, :2] + xywh[:, 2:]], axis=1)


def coco100() -> tuple[list[TruthFrame], list[Detections], list[ObjectClass], list[float]]:
    folder = require_shared_data() / "eval"
    reference = json.loads((folder / "coco100_ground_truth.json").read_text())
    results = json.loads((folder / "coco100_detections.json").read_text())
    frames, detections = [], []
    for image in sorted(reference["images"], key=lambda i: i["id"]):  # ties are broken in this order
        boxes = [a for a in reference["annotations"] if a["image_id"] == image["id"]]
        hits = [d for d in results if d["image_id"] == image["id"]]
        hits.sort(key=lambda d: -d["score"])
        frames.append(
            TruthFrame(
                corners(boxes),
                np.array([b["category_id"] for b in boxes], np.int64),
                image["width"],
                image["height"],
                crowd=np.array([b["iscrowd"] for b in boxes], dtype=bool),
                areas=np.array([b["area"] for b in boxes], np.float64),
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
    return frames, detections, classes, json.loads((folder / "coco100_expected.json").read_text())["stats"]


@pytest.mark.shared_data
def test_all_twelve_numbers_agree_with_the_reference_on_coco() -> None:
    frames, detections, classes, expected = coco100()
    result = evaluate_detections(frames, detections, classes, coco=True)
    assert list(result["coco"]) == STATS
    assert [round(value, 6) for value in result["coco"].values()] == expected
    assert result["ap"] == pytest.approx(result["coco"]["AP"], abs=1e-12)
    assert result["ap50"] == pytest.approx(result["coco"]["AP50"], abs=1e-12)


@pytest.mark.shared_data
@pytest.mark.parametrize("order", [1, -1])
def test_the_short_way_gives_the_same_rows_as_the_whole(order: int) -> None:
    frames, detections, classes, _ = coco100()
    whole = evaluate_detections(frames, detections, classes[::order], coco=True)
    del whole["coco"]
    assert evaluate_detections(frames, detections, classes[::order]) == whole


@pytest.mark.shared_data
def test_single_precision_does_not_change_the_numbers() -> None:
    frames, detections, classes, expected = coco100()
    frames = [dataclasses.replace(frame, boxes=frame.boxes.astype(np.float32)) for frame in frames]
    single = [
        Detections(d.boxes.astype(np.float32), d.scores.astype(np.float32), d.labels) for d in detections
    ]
    result = evaluate_detections(frames, single, classes, coco=True)
    np.testing.assert_allclose(list(result["coco"].values()), expected, rtol=0, atol=1e-6)


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
    assert (a["extra_on_empty"], b["extra_on_empty"]) == (1, 0)
    assert (result["empty_frames"], result["extra_on_empty"]) == (1, 1)


def test_classes_that_are_not_evaluated_are_not_counted_on_empty_frames() -> None:
    result = evaluate_detections([truth([], [])], [found([BOX, BOX], [0.9, 0.8], [7, 2])], [A], threshold=0.5)
    assert result["extra_on_empty"] == result["classes"][0]["extra_on_empty"] == 1


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


def test_nothing_to_measure_and_nothing_found() -> None:
    assert evaluate_detections([], [], [A])["ap50"] is None
    assert evaluate_detections([truth([], [])], [found([BOX], [0.9], [7])], [A])["ap50"] is None
    assert evaluate_detections([truth([BOX], [7])], [found([], [], [])], [A])["ap50"] == 0.0
    assert set(evaluate_detections([], [], [A], coco=True)["coco"].values()) == {None}
    missed = evaluate_detections([truth([BOX], [7])], [found([], [], [])], [A], coco=True)["coco"]
    assert (missed["AP"], missed["AR100"], missed["ARs"], missed["APl"]) == (0.0, 0.0, 0.0, None)
    with pytest.raises(ValueError, match="1 frames"):
        evaluate_detections([truth([], [])], [], [A])


def test_small_medium_and_large_go_by_the_areas_given() -> None:
    boxes = [BOX, [0, 40, 50, 90], [0, 0, 100, 100]]
    frame = truth(boxes, [7, 7, 7])
    hits = [found(boxes[:2], [0.9, 0.8], [7, 7])]
    by_box = evaluate_detections([frame], hits, [A], coco=True)["coco"]
    assert (by_box["ARs"], by_box["ARm"], by_box["ARl"]) == (1.0, 1.0, 0.0)
    outlined = dataclasses.replace(frame, areas=np.array([400.0, 900.0, 5000.0]))
    by_outline = evaluate_detections([outlined], hits, [A], coco=True)["coco"]
    assert (by_outline["ARs"], by_outline["ARm"], by_outline["ARl"]) == (1.0, 0.0, None)


def test_at_most_one_and_ten_detections_a_frame() -> None:
    boxes = [[20.0 * (i % 5), 20.0 * (i // 5), 20.0 * (i % 5) + 10, 20.0 * (i // 5) + 10] for i in range(20)]
    hits = found(boxes, [0.9 - 0.01 * i for i in range(20)], [7] * 20)
    numbers = evaluate_detections([truth(boxes, [7] * 20)], [hits], [A], coco=True)["coco"]
    assert [numbers[key] for key in ("AR1", "AR10", "AR100")] == pytest.approx([0.05, 0.5, 1.0])


def test_detections_in_a_crowd_count_neither_for_nor_against() -> None:
    crowd = dataclasses.replace(truth([BOX, [40, 40, 100, 100]], [7, 7]), crowd=np.array([False, True]))
    in_it, beside_it = [50.0, 50, 60, 60], [90.0, 90, 120, 120]
    hits = found([BOX, in_it, in_it, beside_it], [0.9, 0.8, 0.7, 0.6], [7, 7, 7, 7])
    result = evaluate_detections([crowd], [hits], [A, B], threshold=0.5)
    row = result["classes"][0]
    assert (row["truth"], row["found"], row["missed"], row["extra"]) == (1, 1, 0, 1)
    assert result["empty_frames"] == 0
    other = evaluate_detections([crowd], [found([in_it], [0.9], [2])], [A, B], threshold=0.5)
    assert other["classes"][1]["extra"] == 1, "a crowd of one class excuses no other"
    only = dataclasses.replace(truth([BOX], [7]), crowd=np.array([True]))
    assert evaluate_detections([only], [found([], [], [])], [A], coco=True)["coco"]["AP"] is None


def matched_the_slow_way(boxes: np.ndarray, shown: np.ndarray) -> int:
    """How many boxes the shown detections find, best first, each box once: matched anew for every threshold."""
    taken: set[int] = set()
    for detection in shown:
        best, best_iou = -1, np.float32(0)
        for position, box in enumerate(boxes):
            overlap = np.clip(
                np.minimum(detection[2:], box[2:]) - np.maximum(detection[:2], box[:2]), 0, None
            ).prod()
            areas = [(b[2] - b[0]) * (b[3] - b[1]) for b in (detection, box)]
            iou = overlap / (areas[0] + areas[1] - overlap)
            if position not in taken and iou >= best_iou:
                best, best_iou = position, iou
        if best_iou >= FOUND_IOU:
            taken.add(best)
    return len(taken)


def counted_the_slow_way(
    frames: Sequence[TruthFrame], detections: Sequence[Detections], class_id: int, threshold: float
) -> tuple[int, int, int]:
    """Found, missed and extra of a class."""
    totals = [0, 0, 0]
    for frame, detected in zip(frames, detections, strict=True):
        boxes = frame.boxes[frame.labels == class_id]
        shown = detected.boxes[(detected.labels == class_id) & (detected.scores >= threshold)]
        matched = matched_the_slow_way(boxes, shown)
        for position, count in enumerate((matched, len(boxes) - matched, len(shown) - matched)):
            totals[position] += count
    return totals[0], totals[1], totals[2]


def threshold_the_slow_way(frames: Sequence[TruthFrame], detections: Sequence[Detections]) -> float:
    def quality(threshold: float) -> float:
        counts = np.sum([counted_the_slow_way(frames, detections, c.id, threshold) for c in (A, B)], axis=0)
        return float(2 * counts[0] / (2 * counts[0] + counts[1] + counts[2])) if counts[0] else 0.0

    best = max(THRESHOLDS, key=quality)
    return best if quality(best) > 0 else DEFAULT_THRESHOLD


# Few places and sizes, so that overlaps of exactly one half, ties and rivals for a box are common.
small_boxes = st.tuples(
    st.integers(0, 3), st.integers(0, 2), st.sampled_from([2, 4]), st.sampled_from([2, 4])
).map(lambda b: [float(b[0]), float(b[1]), float(b[0] + b[2]), float(b[1] + b[3])])
small_labels = st.sampled_from([A.id, B.id])
small_scores = st.sampled_from([0.05, 0.1, 0.35, 0.4, 0.41, 0.65, 0.9, 0.99])


@st.composite
def small_frames(draw: st.DrawFn) -> tuple[TruthFrame, Detections]:
    there = draw(st.lists(st.tuples(small_boxes, small_labels), max_size=5))
    hits = draw(st.lists(st.tuples(small_boxes, small_scores, small_labels), max_size=7))
    hits.sort(key=lambda hit: -hit[1])
    return (
        truth([box for box, _ in there], [label for _, label in there]),
        found([box for box, _, _ in hits], [score for _, score, _ in hits], [label for _, _, label in hits]),
    )


@settings(deadline=None)
@given(st.lists(small_frames(), max_size=4))
def test_matching_once_gives_what_matching_for_every_threshold_gives(
    pairs: list[tuple[TruthFrame, Detections]],
) -> None:
    frames, detections = [frame for frame, _ in pairs], [hits for _, hits in pairs]
    matches = match(frames, detections)
    assert matches.best_threshold([A.id, B.id]) == threshold_the_slow_way(frames, detections)
    for threshold in THRESHOLDS:
        for c in (A, B):
            row = matches.counts(c.id, threshold)
            slow = counted_the_slow_way(frames, detections, c.id, threshold)
            assert (row["found"], row["missed"], row["extra"]) == slow


def test_detections_in_any_order_give_the_same() -> None:
    frames = [truth([BOX, [50, 50, 70, 70]], [7, 7])]
    rows = [([11.0, 10, 31, 30], 0.5, 7), (BOX, 0.9, 7), ([50.0, 50, 70, 70], 0.7, 7)]
    results = [
        evaluate_detections(frames, [found(*(list(column) for column in zip(*order, strict=True)))], [A])
        for order in (rows, rows[::-1])
    ]
    assert results[0] == results[1]


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    evaluate_detections([truth([BOX], [7])], [found([BOX], [0.9], [7])], [A])
    captured = capfd.readouterr()
    assert captured.out == captured.err == ""
