"""Matching, focal loss, box loss and targets, by hand."""

from __future__ import annotations

import math

import pytest
import torch

from retinanet_core.teach.losses import box_loss, focal_loss
from retinanet_core.teach.matching import BACKGROUND, IGNORED, match
from retinanet_core.teach.targets import anchor_targets, batch_loss
from tests.core.pictures import labels

ANCHORS = torch.tensor(
    [
        [0.0, 0, 10, 10],  # IoU 1 with the first box
        [0, 0, 10, 20],  # 0.5: still foreground
        [0, 0, 10, 22],  # 0.4545: between the thresholds
        [0, 0, 10, 26],  # 0.3846: background
        [100, 100, 110, 110],  # far away
    ]
)
BOX = torch.tensor([[0.0, 0, 10, 10]])


def test_matching_thresholds_by_hand() -> None:
    assert match(ANCHORS, BOX).rows.tolist() == [0, 0, IGNORED, BACKGROUND, BACKGROUND]


def test_a_frame_without_boxes_is_all_background() -> None:
    assert match(ANCHORS, torch.zeros(0, 4)).rows.tolist() == [BACKGROUND] * 5


def test_every_box_gets_its_best_anchor_however_small() -> None:
    tiny = torch.tensor([[102.0, 102, 104, 104]])  # IoU 0.04 with the last anchor
    assert match(ANCHORS, tiny).rows.tolist() == [BACKGROUND] * 4 + [0]


def test_focal_loss_by_hand() -> None:
    """p = 0.9 for a true class: 0.25 * 0.1^2 * -log 0.9; for a false one: 0.75 * 0.9^2 * -log 0.1."""
    logit = torch.tensor([math.log(9.0), math.log(9.0), 0.0])
    loss = focal_loss(logit, torch.tensor([1.0, 0.0, 1.0]))
    expected = [
        0.25 * 0.01 * -math.log(0.9),
        0.75 * 0.81 * -math.log(0.1),
        0.25 * 0.25 * math.log(2),
    ]
    torch.testing.assert_close(loss, torch.tensor(expected))


def test_focal_loss_with_gamma_0_is_weighted_cross_entropy() -> None:
    logits = torch.linspace(-4, 4, 9)
    targets = (torch.arange(9) % 2).float()
    expected = torch.nn.functional.binary_cross_entropy_with_logits(logits, targets, reduction="none") / 2
    torch.testing.assert_close(focal_loss(logits, targets, alpha=0.5, gamma=0.0), expected)


def test_giou_loss_by_hand() -> None:
    """Offsets 0 leave the anchor: IoU 0.5 and a hull as large as the union, so 1 - 0.5."""
    loss = box_loss(torch.zeros(1, 4), torch.tensor([[0.0, 0, 10, 20]]), BOX, "giou")
    torch.testing.assert_close(loss, torch.tensor([0.5]))


def test_smooth_l1_loss_by_hand() -> None:
    anchor = torch.tensor([[0.0, 0, 10, 10]])
    box = torch.tensor([[5.0, 0.5, 15, 10.5]])  # offsets 0.5 and 0.05: above and below beta 0.11
    loss = box_loss(torch.zeros(1, 4), anchor, box, "smooth_l1")
    torch.testing.assert_close(loss, torch.tensor([(0.5 - 0.055) + 0.5 * 0.05**2 / 0.11]))


def test_reviewed_frame_teaches_everything_but_the_doubtful_anchors() -> None:
    targets = anchor_targets(ANCHORS, labels(BOX, [1]), classes=2)
    assert targets.classes.tolist() == [[0, 1], [0, 1], [0, 0], [0, 0], [0, 0]]
    assert targets.weights.tolist() == [[1, 1], [1, 1], [0, 0], [1, 1], [1, 1]]
    assert targets.foreground.tolist() == [0, 1]
    torch.testing.assert_close(targets.boxes, BOX.expand(2, 4))


def test_unreviewed_frame_is_not_background() -> None:
    targets = anchor_targets(ANCHORS, labels(BOX, [0], reviewed=False), classes=2)
    assert targets.weights.tolist() == [[1, 1], [1, 1], [0, 0], [0, 0], [0, 0]]


def test_rejected_suggestion_is_a_negative_at_its_place_and_class_only() -> None:
    rejected = torch.tensor([[100.0, 100, 110, 110]])
    targets = anchor_targets(
        ANCHORS, labels(rejected=rejected, rejected_classes=[1], reviewed=False), classes=2
    )
    assert targets.weights.tolist() == [[0, 0], [0, 0], [0, 0], [0, 0], [0, 1]]
    assert targets.classes.sum() == 0


def test_a_confirmed_box_wins_over_a_rejected_one_at_the_same_place() -> None:
    targets = anchor_targets(ANCHORS, labels(BOX, [1], rejected=BOX, rejected_classes=[0]), classes=2)
    assert targets.classes[0].tolist() == [0, 1]


def test_cut_objects_say_nothing() -> None:
    targets = anchor_targets(ANCHORS, labels(ignored=torch.tensor([[90.0, 90, 120, 120]])), classes=1)
    assert targets.weights.squeeze(1).tolist() == [1, 1, 1, 1, 0]


def test_batch_loss_divides_by_the_normaliser_and_never_by_less_than_one() -> None:
    targets = [anchor_targets(ANCHORS, labels(BOX, [0]), classes=1)]
    logits, offsets = torch.zeros(1, 5, 1), torch.zeros(1, 5, 4)
    alone = batch_loss(logits, offsets, ANCHORS, targets, 0.0, "giou")
    halved = batch_loss(logits, offsets, ANCHORS, targets, 2.0, "giou")
    # Two foreground anchors (0.25 * 0.25 * log 2 each) and two background ones (0.75 * 0.25 * log 2 each).
    assert float(alone[0]) == pytest.approx((2 * 0.0625 + 2 * 0.1875) * math.log(2))
    assert float(alone[1]) == pytest.approx(0.0 + 0.5)
    assert [float(x) * 2 for x in halved] == pytest.approx([float(x) for x in alone])
