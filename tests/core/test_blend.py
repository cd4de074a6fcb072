"""Weights between old and new, and which of them a run ends with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import torch

from retinanet_core.network.retinanet import RetinaNet
from retinanet_core.teach.blend import SHARES, between, blends, choose, with_classes
from retinanet_core.teach.gate import Decision, Verdict
from retinanet_core.teach.measuring import Measured
from tests.core.measured import RBC, On, measured
from tests.core.pictures import tiny_config, tiny_network


def test_between_by_hand() -> None:
    old = {"weight": torch.tensor([0.0, 4.0]), "steps": torch.tensor(3)}
    new = {"weight": torch.tensor([1.0, 0.0]), "steps": torch.tensor(8)}
    quarter = between(old, new, 0.25)
    assert quarter["weight"].tolist() == [0.25, 3.0]
    assert quarter["steps"] == 8


def taught(network: RetinaNet, classes: int) -> RetinaNet:
    """Another network of the same shape, with other weights everywhere."""
    torch.manual_seed(1)
    other = RetinaNet(network.config, classes)
    for value in other.state_dict().values():
        if value.is_floating_point():
            value.add_(torch.rand_like(value))
    return other


def test_blends_lie_between_in_every_weight_and_statistic() -> None:
    parent = tiny_network()
    candidate = taught(parent, 2)
    old, new = parent.state_dict(), candidate.state_dict()
    made = list(blends(old, [0, 1], candidate))
    assert [share for share, _ in made] == list(SHARES) == [0.75, 0.5, 0.25]
    for share, network in made:
        assert not network.training
        state = network.state_dict()
        assert any("running_var" in key for key in state)
        for key, value in state.items():
            if value.is_floating_point():
                torch.testing.assert_close(value, (1 - share) * old[key] + share * new[key], msg=key)


def test_blending_changes_neither_candidate_nor_parent() -> None:
    parent = tiny_network()
    candidate = taught(parent, 2)
    kept = [{key: value.clone() for key, value in net.state_dict().items()} for net in (parent, candidate)]
    for _, network in blends(parent.state_dict(), [0, 1], candidate):
        with torch.no_grad():
            for value in network.parameters():
                value.zero_()
    for before, network in zip(kept, (parent, candidate), strict=True):
        for key, value in network.state_dict().items():
            torch.testing.assert_close(value, before[key], msg=key)


def test_new_classes_stay_as_they_were_taught_and_others_are_found_by_their_place() -> None:
    """The parent's classes 0 and 1 are the candidate's 2 and 0; its class 1 is new."""
    parent, candidate = tiny_network(), taught(tiny_network(), 3)
    share, network = next(blends(parent.state_dict(), [1, None, 0], candidate))
    anchors = tiny_config().anchors_per_location
    for name in ("weight", "bias"):
        key = f"class_head.output.{name}"
        old = parent.state_dict()[key].unflatten(0, (anchors, 2))
        new = candidate.state_dict()[key].unflatten(0, (anchors, 3))
        mixed = network.state_dict()[key].unflatten(0, (anchors, 3))
        torch.testing.assert_close(mixed[:, 1], new[:, 1])
        torch.testing.assert_close(mixed[:, 0], (1 - share) * old[:, 1] + share * new[:, 0])
        torch.testing.assert_close(mixed[:, 2], (1 - share) * old[:, 0] + share * new[:, 2])


def test_networks_of_different_shapes_are_not_blended() -> None:
    candidate = tiny_network()
    parent = dict(candidate.state_dict())
    parent["box_head.output.bias"] = torch.zeros(1)
    with pytest.raises(ValueError, match="another shape"):
        with_classes(parent, [0, 1], candidate.state_dict(), 9)
    del parent["box_head.output.bias"]
    with pytest.raises(ValueError, match="another shape"):
        with_classes(parent, [0, 1], candidate.state_dict(), 9)


class Judge:
    """Knows the verdict and how many of five boxes each network finds, and remembers what it was asked."""

    def __init__(
        self, *, collapsed: bool = False, certain: bool = True, **known: tuple[Verdict, int]
    ) -> None:
        self.collapsed, self.certain = collapsed, certain
        self.known = known
        self.asked: list[str] = []

    def __call__(self, network: str) -> tuple[Measured, Decision]:
        self.asked.append(network)
        verdict, found = self.known[network]
        certain = self.certain and verdict == "better"
        return measured([{RBC: On(5, found)}]), Decision(
            verdict, network, collapsed=self.collapsed, certain=certain
        )


def others() -> Iterator[tuple[float, str]]:
    yield 0.5, "half"
    yield 0.25, "quarter"


@pytest.mark.parametrize("verdict", ["first", "better", "undecided"])
def test_nothing_is_blended_while_the_candidate_is_not_refused(verdict: Verdict) -> None:
    judge = Judge(candidate=(verdict, 4))
    choice = choose("candidate", others(), judge)
    assert (choice.network, choice.share, choice.decision.verdict) == ("candidate", 1.0, verdict)
    assert judge.asked == ["candidate"]


def test_the_first_blend_that_passes_is_taken() -> None:
    judge = Judge(candidate=("not better", 4), half=("better", 2), quarter=("better", 5))
    choice = choose("candidate", others(), judge)
    assert (choice.network, choice.share, choice.decision.sentence) == ("half", 0.5, "half")
    assert judge.asked == ["candidate", "half"]


def test_no_blend_is_measured_without_time() -> None:
    judge = Judge(candidate=("not better", 2), half=("not better", 4), quarter=("better", 5))
    left = iter([True, False])
    choice = choose("candidate", others(), judge, lambda: next(left))
    assert (choice.network, choice.share) == ("candidate", 1.0)
    assert judge.asked == ["candidate", "half"]


def test_the_candidate_stands_for_all_that_were_refused() -> None:
    """With its own measurement and reason: mixed with the version in use it looks better than it is."""
    judge = Judge(candidate=("not better", 2), half=("not better", 4), quarter=("not better", 3))
    choice = choose("candidate", others(), judge)
    assert (choice.network, choice.share, choice.decision.sentence) == ("candidate", 1.0, "candidate")
    assert choice.measured.result["classes"][0]["found"] == 2
    assert judge.asked == ["candidate", "half", "quarter"]


def test_a_blend_that_may_be_better_by_chance_is_not_taken() -> None:
    judge = Judge(certain=False, candidate=("not better", 2), half=("better", 5), quarter=("not better", 3))
    choice = choose("candidate", others(), judge)
    assert (choice.network, choice.decision.accepted) == ("candidate", False)
    assert judge.asked == ["candidate", "half", "quarter"]


def test_what_has_collapsed_is_not_blended_and_keeps_its_reason() -> None:
    judge = Judge(collapsed=True, candidate=("not better", 0), half=("better", 5), quarter=("better", 5))
    assert choose("candidate", others(), judge).decision.sentence == "candidate"
    assert judge.asked == ["candidate"]


def test_without_a_parent_there_is_nothing_to_blend_with() -> None:
    assert choose("candidate", (), Judge(candidate=("not better", 2))).network == "candidate"
