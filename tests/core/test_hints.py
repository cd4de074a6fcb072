"""What nobody looked at: it is not background, the version before fills it in, and a person's word wins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import numpy as np
import pytest
import torch

from retinanet_core.boxes import pairwise_iou
from retinanet_core.checkpoint import ModelInfo
from retinanet_core.detect.detector import Detector
from retinanet_core.teach.dataset import ManifestFrame
from retinanet_core.teach.frame_cache import FrameCache
from retinanet_core.teach.marks import no_boxes, no_labels
from retinanet_core.teach.targets import AnchorTargets, FrameLabels, anchor_targets, batch_loss
from retinanet_core.teach.teacher import Teacher, hints
from retinanet_core.teach.trainer import Trainer
from retinanet_core.types import Detections, Image, ObjectClass
from tests.core.pictures import CPU, found, labels, tiny_config, tiny_network, view, write_png
from tests.core.steps import ALL

# Three anchors far apart, and one that overlaps the first by 9 / 11 and one by 9 / 20 (between the two limits).
ANCHORS = torch.tensor(
    [[0.0, 0, 10, 10], [50, 0, 60, 10], [90, 0, 100, 10], [0, 1, 10, 11], [0, 0, 10, 22.2]]
)
FIRST, SECOND, THIRD = ANCHORS[:1], ANCHORS[1:2], ANCHORS[2:3]
CLASSES = 3


def targets(said: FrameLabels) -> AnchorTargets:
    return anchor_targets(ANCHORS, said, CLASSES)


def test_the_anchors_are_what_they_should_be() -> None:
    assert pairwise_iou(FIRST, ANCHORS)[0].tolist() == pytest.approx([1, 0, 0, 9 / 11, 100 / 222])


def test_classes_nobody_was_asked_for_are_hidden() -> None:
    """A frame reviewed for classes 0 and 2: the confirmed box says all about its anchors, the rest nothing on 1."""
    said = replace(labels(FIRST, [0]), reviewed=torch.tensor([True, False, True]))
    made = targets(said)
    assert made.weights[1].tolist() == [1, 0, 1]
    assert made.weights[0].tolist() == [1, 1, 1]
    assert made.classes[0].tolist() == [1, 0, 0]
    assert made.weights[4].tolist() == [0, 0, 0], "too close to be background"


def test_a_soft_box_is_a_positive_of_its_class_alone() -> None:
    said = replace(
        labels(reviewed=False), soft=FIRST, soft_labels=torch.tensor([1]), soft_weights=torch.tensor([0.75])
    )
    made = targets(said)
    assert made.classes[0].tolist() == [0, 1, 0]
    assert made.weights[0].tolist() == [0, 0.75, 0]
    assert made.weights[3].tolist() == [0, 0.75, 0]
    assert made.weights[4].tolist() == [0, 0, 0]
    assert made.foreground.tolist() == [0, 3]
    assert made.boxes.tolist() == FIRST.tolist() * 2
    assert made.box_weights.tolist() == [0.75, 0.75]
    assert made.positives == 1.5


def test_a_soft_box_among_classes_that_were_asked_for() -> None:
    """Of class 1 nothing is known but the soft box; of the others it is known that they are not there."""
    said = replace(
        labels(),
        reviewed=torch.tensor([True, False, True]),
        soft=FIRST,
        soft_labels=torch.tensor([1]),
        soft_weights=torch.tensor([0.75]),
    )
    assert targets(said).weights[0].tolist() == [1, 0.75, 1]
    assert targets(said).weights[4].tolist() == [1, 0, 1]


def test_a_confirmed_box_wins_over_a_soft_one() -> None:
    said = replace(
        labels(FIRST, [0]),
        reviewed=False,
        soft=FIRST,
        soft_labels=torch.tensor([1]),
        soft_weights=torch.tensor([0.75]),
    )
    made = targets(said)
    assert made.classes[0].tolist() == [1, 0, 0]
    assert made.weights[0].tolist() == [1, 1, 1]
    assert made.foreground.tolist() == [0, 3]
    assert made.box_weights.tolist() == [1, 1]


def test_a_rejected_box_wins_over_a_soft_one() -> None:
    said = replace(
        labels(rejected=FIRST, rejected_classes=[1], reviewed=False),
        soft=FIRST,
        soft_labels=torch.tensor([1]),
        soft_weights=torch.tensor([0.75]),
    )
    made = targets(said)
    assert made.classes[0].tolist() == [0, 0, 0]
    assert made.weights[0].tolist() == [0, 1, 0]


def test_a_rejected_box_that_no_anchor_fits_is_a_negative_all_the_same() -> None:
    """As a confirmed box of that shape it would have its best anchor; refused, the same anchor says no."""
    thin = torch.tensor([[50.0, 0, 60, 1]])  # IoU 0.1 with the second anchor
    made = targets(labels(rejected=thin, rejected_classes=[2], reviewed=False))
    assert made.weights.nonzero().tolist() == [[1, 2]]
    assert made.classes.sum() == 0


def test_what_is_doubtful_is_hidden_for_its_class() -> None:
    made = targets(replace(labels(), doubtful=FIRST, doubtful_labels=torch.tensor([2])))
    assert made.weights[0].tolist() == [1, 1, 0]
    assert made.weights[4].tolist() == [1, 1, 0]
    assert made.weights[1].tolist() == [1, 1, 1]


def test_a_weak_zero_counts_until_the_network_contradicts_it() -> None:
    said = replace(labels(FIRST, [0], reviewed=False), weak=torch.tensor([0.25, 0.0, 0.0]))
    made = targets(said)
    assert made.weak is not None
    assert made.weak[1].tolist() == [0.25, 0, 0]
    assert made.weak[0].tolist() == [0, 0, 0], "a confirmed box leaves nothing to guess"
    assert made.weak[4].tolist() == [0, 0, 0]
    offsets = torch.zeros(1, len(ANCHORS), 4)
    quiet = torch.full((1, len(ANCHORS), CLASSES), -3.0)
    loud = quiet.clone()
    loud[0, 1, 0] = 2.0
    without, _ = batch_loss(quiet, offsets, ANCHORS, [targets(replace(said, weak=0.0))], 1.0, "giou")
    counted, _ = batch_loss(quiet, offsets, ANCHORS, [made], 1.0, "giou")
    contradicted, _ = batch_loss(loud, offsets, ANCHORS, [made], 1.0, "giou")
    p = 1 / (1 + np.exp(3.0))
    one = 0.25 * 0.75 * p**2 * -np.log(1 - p)
    assert float(counted - without) == pytest.approx(2 * one, rel=1e-3)
    assert float(contradicted - without) == pytest.approx(one, rel=1e-3)


@pytest.mark.parametrize(("asked", "left"), [(0, 1.0), (1, 0.9), (5, 0.5), (10, 0.0), (30, 0.0)])
def test_the_guess_of_background_fades_with_the_frames_that_say_better(asked: int, left: float) -> None:
    """Measured by the loss of a step on a frame where nobody looked and nothing was marked."""
    unknown = view(96, 96, [])
    everything, nothing = frame([], []), replace(frame([], []), reviewed=True)

    def loss(frames: Sequence[ManifestFrame]) -> float:
        return Trainer(tiny_network(), frames, ALL, CPU, seed=0).step([(unknown, False)])

    guess = loss([everything])
    assert guess > 0
    assert loss([everything, *[nothing] * asked]) == pytest.approx(left * guess, rel=1e-4)


def test_each_class_has_its_own_guess_of_background() -> None:
    """That many frames were completed for one class says nothing of the other."""
    unknown = view(96, 96, [])
    for_one = replace(frame([], []), reviewed=True, reviewed_classes=(0,))

    def loss(frames: Sequence[ManifestFrame]) -> float:
        return Trainer(tiny_network(), frames, ALL, CPU, seed=0).step([(unknown, False)])

    assert 0 < loss([for_one] * 10) < loss([frame([], [])])


def test_what_the_version_before_does_not_see_stays_half_a_background_of_its_classes() -> None:
    """However many frames were completed; a class that it does not know has no such guess then."""
    unknown, done = view(96, 96, []), [replace(frame([], []), reviewed=True)] * 30

    def loss(rows: Sequence[int | None] | None) -> float:
        teacher = None if rows is None else Teacher(cast("Detector", FakeDetector()), rows)
        trainer = Trainer(tiny_network(), done, ALL, CPU, seed=0, teacher=teacher)
        return trainer.step([(unknown, False)])

    assert loss(None) == 0
    assert loss([None, None]) == 0
    assert loss([0, None]) > 0


def frame(
    boxes: list[list[float]], names: list[int], rejected: list[list[float]] | None = None
) -> ManifestFrame:
    refused = np.array(rejected or [], dtype=np.float32).reshape(-1, 4)
    return ManifestFrame(
        path=Path("x.png"),
        width=100,
        height=100,
        reviewed=False,
        boxes=np.array(boxes, dtype=np.float32).reshape(-1, 4),
        labels=np.array(names, dtype=np.int64),
        rejected=refused,
        rejected_labels=np.zeros(len(refused), dtype=np.int64),
    )


def test_detections_become_hints_by_hand() -> None:
    """Classes of the version before: ids 7 and 9, here positions 0 and 2; 8 is no class any more."""
    detections = found(
        [
            [0, 0, 10, 10],  # sure, free
            [50, 0, 60, 10],  # doubtful
            [90, 0, 100, 10],  # nearly nothing
            [0, 50, 10, 60],  # the confirmed object
            [50, 50, 60, 60],  # refused
            [90, 50, 100, 60],  # of a class that is gone
            [0, 90, 10, 100],  # of a class that was asked for
        ],
        [0.9, 0.2, 0.05, 0.8, 0.8, 0.8, 0.8],
        [7, 7, 7, 7, 7, 8, 9],
    )
    marks = hints(
        frame([[0, 51, 10, 61]], [0], [[50, 50, 60, 61]]),
        detections,
        {7: 0, 9: 2},
        np.array([True, True, False]),
        sure=0.5,
    )
    assert marks.soft.tolist() == [[0, 0, 10, 10]]
    assert marks.soft_labels.tolist() == [0]
    assert marks.soft_weights.tolist() == pytest.approx([0.9])
    assert marks.doubtful.tolist() == [[50, 0, 60, 10]]
    assert marks.doubtful_labels.tolist() == [0]


def test_a_box_of_another_class_takes_the_place_only_where_it_is_the_same() -> None:
    detections = found([[0, 0, 10, 10], [50, 0, 60, 10]], [0.9, 0.9], [7, 7])
    taken = frame([[0, 1, 10, 11], [50, 3, 60, 13]], [1, 1])  # IoU 9/11 and 7/13
    marks = hints(taken, detections, {7: 0}, np.array([True, True]), sure=0.5)
    assert marks.soft.tolist() == [[50, 0, 60, 10]]


def test_nothing_is_known_without_detections() -> None:
    marks = hints(frame([], []), found([], [], []), {}, np.array([True]), sure=0.5)
    assert marks.soft.shape == no_boxes().shape
    assert marks.doubtful_labels.shape == no_labels().shape


class FakeDetector:
    """Knows the class 7 and finds one on every picture."""

    def __init__(self) -> None:
        self.info = replace_quality(0.5)
        self.classes = self.info.classes
        self.seen = 0

    def detect(self, images: Sequence[Image]) -> list[Detections]:
        self.seen += len(images)
        return [found([[0, 0, 10, 10]], [0.9], [7]) for _ in images]


def replace_quality(threshold: float) -> ModelInfo:
    return ModelInfo(
        network=tiny_config(), classes=(ObjectClass(7, "cell"),), quality={"threshold": threshold}
    )


def test_the_version_before_is_asked_once_and_only_where_nobody_looked(tmp_path: Path) -> None:
    write_png(tmp_path / "0.png", np.zeros((100, 100, 3), dtype=np.uint8))
    asked = replace(frame([[0, 60, 10, 70]], [1]), path=tmp_path / "0.png", reviewed=True)
    unasked = replace(asked, reviewed_classes=(1,))
    detector = FakeDetector()
    teacher = Teacher(cast("Detector", detector), [0, None])
    cache = FrameCache([asked, unasked], tiny_config(), teacher)
    _, _, marks = cache.get(0)
    assert len(marks.soft) == 0
    assert detector.seen == 0
    for _ in range(2):
        _, image, marks = cache.get(1)
        scale = image.shape[0] / 100
        assert marks.soft[0].tolist() == pytest.approx([0, 0, 10 * scale, 10 * scale])
        assert marks.boxes[0].tolist() == pytest.approx([0, 60 * scale, 10 * scale, 70 * scale])
    assert detector.seen == 1
    cache.shrink()
    cache.get(1)
    assert detector.seen == 1
