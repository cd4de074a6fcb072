"""What a detector learned of a class that was merged counts as the class that it became part of."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from retinanet_core.checkpoint import ModelInfo
from retinanet_core.detect.detector import Detector
from retinanet_core.merged_classes import by_present_classes
from retinanet_core.teach.dataset import Manifest, load_manifest
from retinanet_core.teach.measuring import measure
from retinanet_core.teach.start import class_rows, under_ids_of
from retinanet_core.teach.teacher import Teacher
from retinanet_core.types import Detections, Image, ObjectClass
from tests.core.pictures import tiny_config, write_run

DISC, SQUARE, PLATE, COIN = 1, 5, 8, 9
"""Plates and coins became part of the discs."""


def found(*boxes: tuple[int, float, float]) -> Detections:
    """(class id, left edge, score) of boxes of 20 x 20 pixels."""
    return Detections(
        np.array([(x, 10, x + 20, 30) for _, x, _ in boxes], np.float32).reshape(-1, 4),
        np.array([score for _, _, score in boxes], np.float32),
        np.array([label for label, _, _ in boxes], np.int64),
    )


def said(detections: Detections) -> list[tuple[int, float, float]]:
    return [
        (label, left, round(score, 3))
        for label, left, score in zip(
            detections.labels.tolist(),
            detections.boxes[:, 0].tolist(),
            detections.scores.tolist(),
            strict=True,
        )
    ]


def merged_manifest(folder: Path) -> Manifest:
    """A run of one pinned frame with discs at 10 and 60, in whose project plates and coins became discs."""
    path = write_run(folder, [0], [6]) / "manifest.json"
    raw = json.loads(path.read_text())
    raw["categories"][0]["merged"] = [PLATE, COIN]
    (pinned,) = (image["id"] for image in raw["images"] if image["split"] == "pinned")
    raw["annotations"] = [box for box in raw["annotations"] if box["image_id"] != pinned] + [
        {"image_id": pinned, "category_id": DISC, "bbox": [x, 10, 20, 20], "state": "confirmed"}
        for x in (10, 60)
    ]
    path.write_text(json.dumps(raw))
    return load_manifest(path)


def test_what_two_merged_classes_both_say_is_said_once() -> None:
    became = {PLATE: DISC, COIN: DISC}
    seen = found((PLATE, 10, 0.9), (DISC, 12, 0.8), (COIN, 60, 0.7), (SQUARE, 11, 0.6), (DISC, 61, 0.75))
    assert said(by_present_classes(seen, became)) == [(DISC, 10, 0.9), (DISC, 61, 0.75), (SQUARE, 11, 0.6)]


def test_two_of_one_class_that_overlap_both_stay_and_the_rest_is_as_it_was() -> None:
    twins = found((PLATE, 10, 0.9), (PLATE, 11, 0.8), (SQUARE, 10, 0.7))
    assert said(by_present_classes(twins, {PLATE: DISC})) == [
        (DISC, 10, 0.9),
        (DISC, 11, 0.8),
        (SQUARE, 10, 0.7),
    ]
    untouched = replace(found((DISC, 10, 0.9)), feature=np.ones(2, np.float16))
    assert by_present_classes(untouched, {PLATE: DISC}) is untouched
    assert by_present_classes(found(), {PLATE: DISC}).labels.tolist() == []
    merged = by_present_classes(
        replace(found((PLATE, 10, 0.9)), feature=np.ones(2, np.float16)), {PLATE: DISC}
    )
    assert merged.feature is not None


def test_a_manifest_says_what_became_of_classes(tmp_path: Path) -> None:
    manifest = merged_manifest(tmp_path / "run")
    assert manifest.became == {PLATE: DISC, COIN: DISC}
    assert [item.id for item in manifest.classes] == [DISC, SQUARE]


@pytest.mark.parametrize(
    ("known", "rows"),
    [
        (
            ((PLATE, "plate"), (DISC, "disc"), (SQUARE, "square")),
            [1, 2],
        ),  # It knows both: the class itself goes on.
        (((SQUARE, "square"), (PLATE, "plate")), [1, 0]),  # It knows the merged one alone.
        (((COIN, "coin"), (PLATE, "square")), [1, None]),  # What is a disc now is no square for its old name.
    ],
)
def test_a_class_goes_on_from_one_that_was_merged_into_it(
    tmp_path: Path, known: tuple[tuple[int, str], ...], rows: list[int | None]
) -> None:
    manifest = merged_manifest(tmp_path / "run")
    parent = ModelInfo(network=tiny_config(), classes=tuple(ObjectClass(*item) for item in known))
    assert class_rows(parent, manifest) == rows


class Sees:
    """Finds the same on every picture."""

    def __init__(self, seen: Detections, info: ModelInfo) -> None:
        self.seen, self.info, self.classes = seen, info, info.classes

    def detect(self, images: Sequence[Image], *, min_score: float = 0.0) -> list[Detections]:
        return [self.seen for _ in images]


def parent_of(manifest: Manifest, *known: tuple[int, str]) -> ModelInfo:
    info = ModelInfo(network=tiny_config(), classes=tuple(ObjectClass(*item) for item in known))
    return under_ids_of(manifest, info)


def test_the_gate_counts_what_the_version_before_finds_of_a_merged_class(tmp_path: Path) -> None:
    manifest = merged_manifest(tmp_path / "run")
    info = parent_of(manifest, (DISC, "disc"), (SQUARE, "square"), (PLATE, "plate"))
    detector = Sees(found((PLATE, 10, 0.9), (DISC, 60, 0.8), (DISC, 11, 0.7)), info)
    measured = measure(cast("Detector", detector), manifest.pinned, manifest, lambda: None)
    row = measured.result["classes"][0]
    assert (row["truth"], row["found"], row["missed"], row["extra"]) == (2, 2, 0, 0)


def test_the_version_before_teaches_what_it_knows_of_a_merged_class(tmp_path: Path) -> None:
    manifest = merged_manifest(tmp_path / "run")
    info = parent_of(manifest, (DISC, "disc"), (PLATE, "plate"))
    frame = replace(manifest.pinned[0], boxes=np.zeros((0, 4), np.float32), labels=np.zeros(0, np.int64))
    frame = replace(frame, reviewed=False)
    teacher = Teacher(
        cast("Detector", Sees(found((PLATE, 10, 0.9), (DISC, 11, 0.8)), info)),
        class_rows(info, manifest),
        manifest.became,
    )
    hints = teacher.hints(frame, np.zeros((96, 128, 3), np.uint8))
    assert (hints.soft_labels.tolist(), hints.soft[:, 0].tolist()) == ([0], [10])
