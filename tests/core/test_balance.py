"""What losses are divided by, and how much each class counts: numbers worked out by hand."""

from __future__ import annotations

import pytest
import torch

from retinanet_core.teach.balance import MOST, Balance
from retinanet_core.teach.targets import AnchorTargets, batch_loss


def targets(*of_class: int, weight: float = 1.0) -> AnchorTargets:
    """A frame on which so many anchors answer 1 for each class."""
    rows = [position for position, count in enumerate(of_class) for _ in range(count)]
    classes = torch.zeros(max(1, len(rows)), len(of_class))
    for row, position in enumerate(rows):
        classes[row, position] = 1.0
    return AnchorTargets(
        classes,
        torch.full_like(classes, weight),
        None,
        torch.arange(len(rows)),
        torch.zeros(len(rows), 4),
        torch.full((len(rows),), weight),
    )


def test_a_rare_class_counts_by_the_root_of_how_rare_it_is() -> None:
    balance = Balance(3)
    balance.follow([targets(36, 9, 0), targets(0, 0, 0)])
    assert balance.normaliser == 45.0
    assert balance.emphasis().tolist() == [1.0, 2.0, 1.0]  # one that was never seen as any other


def test_no_class_counts_more_than_the_most() -> None:
    balance = Balance(2)
    balance.follow([targets(400, 1)])
    assert balance.emphasis().tolist() == [1.0, MOST]


def test_soft_boxes_count_by_their_weight() -> None:
    balance = Balance(2)
    balance.follow([targets(8, 0, weight=0.5), targets(0, 1)])
    assert balance.normaliser == 5.0
    assert balance.emphasis().tolist() == [1.0, 2.0]


def test_the_means_run() -> None:
    balance = Balance(2)
    balance.follow([targets(100, 0)])
    balance.follow([targets(200, 10)])
    assert balance.normaliser == pytest.approx(100 + 0.1 * 110)
    # The second class is seen for the first time; the first one has gone a twentieth of the way.
    assert balance.emphasis().tolist() == pytest.approx([1.0, (105 / 10) ** 0.5])


def test_it_goes_on_from_its_state() -> None:
    balance, again = Balance(2), Balance(2)
    balance.follow([targets(9, 4)])
    again.restore(balance.state())
    for item in (balance, again):
        item.follow([targets(1, 3)])
    assert again.normaliser == balance.normaliser
    assert torch.equal(again.emphasis(), balance.emphasis())


def test_emphasis_is_on_the_class_loss_alone_and_on_its_background_too() -> None:
    logits, offsets, anchors = torch.zeros(1, 1, 2), torch.zeros(1, 1, 4), torch.tensor([[0.0, 0, 10, 10]])
    frame = AnchorTargets(
        torch.tensor([[1.0, 0.0]]),
        torch.ones(1, 2),
        None,
        torch.tensor([0]),
        torch.tensor([[0.0, 0, 5, 10]]),
        torch.ones(1),
    )
    plain = batch_loss(logits, offsets, anchors, [frame], 1.0, "giou")
    positive = 0.25 * 0.25 * 0.6931472
    negative = 0.75 * 0.25 * 0.6931472
    for emphasis, expected in (
        ((1.0, 1.0), positive + negative),
        ((3.0, 1.0), 3 * positive + negative),
        ((1.0, 3.0), positive + 3 * negative),
    ):
        loss = batch_loss(logits, offsets, anchors, [frame], 1.0, "giou", torch.tensor(emphasis))
        assert float(loss[0]) == pytest.approx(expected, rel=1e-5)
        assert torch.equal(loss[1], plain[1])
