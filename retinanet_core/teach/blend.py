"""Weights between a version and what it was taught to be: when learning the new has cost too much of the old.

Two networks of which one was fine-tuned from the other lie in one valley of the loss, and on the straight line between
them much of the gain comes before much of the loss (Wortsman et al. 2022, Robust fine-tuning of zero-shot models).
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import torch
from torch import Tensor

from retinanet_core.network.retinanet import RetinaNet
from retinanet_core.teach.gate import Decision
from retinanet_core.teach.measuring import Measured

SHARES = (0.75, 0.5, 0.25)
"""Parts of the new weights that are tried, in this order: as much of the new as the gate lets through."""

_CLASS_OUTPUT = ("class_head.output.weight", "class_head.output.bias")

T = TypeVar("T")

State = Mapping[str, Tensor]


@dataclass(frozen=True)
class Choice(Generic[T]):
    """What a run ends with.

    Attributes:
        network: The one chosen.
        share: Part of the new weights in it, 1 for the candidate itself.
        measured: It on the pinned frames.
        decision: What the gate says of it.
    """

    network: T
    share: float
    measured: Measured
    decision: Decision


def choose(
    candidate: T,
    others: Iterable[tuple[float, T]],
    judge: Callable[[T], tuple[Measured, Decision]],
    has_time: Callable[[], bool] = lambda: True,
) -> Choice[T]:
    """The candidate, unless the gate keeps it out and lets one of the others through for certain.

    Of several tries one is lucky more often than a single one: what is tried after the candidate has to be better
    beyond doubt. A candidate that has lost most of what was known is not made good by taking less of it. If none is
    let through, the candidate stands with its own measurement and reason: what was wrong shows less in the others.

    Args:
        candidate: As it was taught.
        others: Shares of the new weights and what they make, the most wanted first; drawn from only when needed.
        judge: Measures a network and compares it with the version in use.
        has_time: Asked before each of the others is made and measured; False ends the search.
    """
    taught = Choice(candidate, 1.0, *judge(candidate))
    if taught.decision.verdict != "not better" or taught.decision.collapsed:
        return taught
    remaining = iter(others)
    while has_time() and (other := next(remaining, None)) is not None:
        share, network = other
        choice = Choice(network, share, *judge(network))
        if choice.decision.certain:
            return choice
    return taught


def blends(
    parent: State, rows: Sequence[int | None], candidate: RetinaNet
) -> Iterator[tuple[float, RetinaNet]]:
    """Networks between a version and the candidate that was taught from it, for each of `SHARES`.

    Args:
        parent: The weights of the version, with its own classes.
        rows: For each class of the candidate its position in the version, or None: those stay as in the candidate.
        candidate: Is not changed.

    Yields:
        The share of the candidate, and a network ready for detection, on the candidate's device.
    """
    new = candidate.state_dict()
    old = with_classes(parent, rows, new, candidate.config.anchors_per_location)
    for share in SHARES:
        network = copy.deepcopy(candidate).eval()
        network.load_state_dict(between(old, new, share))
        yield share, network


def with_classes(
    parent: State, rows: Sequence[int | None], candidate: State, anchors: int
) -> dict[str, Tensor]:
    """The parent's weights with the candidate's classes; classes that it lacks are as in the candidate.

    Raises:
        ValueError: They are not of one shape, but for the classes.
    """
    state = {key: parent[key].to(value.device) for key, value in candidate.items() if key in parent}
    for key in _CLASS_OUTPUT:
        mixed = candidate[key].clone()
        new, old = (tensor.view(anchors, -1, *tensor.shape[1:]) for tensor in (mixed, state[key]))
        for position, row in enumerate(rows):
            if row is not None:
                new[:, position] = old[:, row]
        state[key] = mixed
    if any(state.get(key, value[None]).shape != value.shape for key, value in candidate.items()):
        raise ValueError("The candidate has another shape than its parent.")
    return state


@torch.no_grad()
def between(old: State, new: State, share: float) -> dict[str, Tensor]:
    """(1 - share) * old + share * new, for weights and measured statistics; what counts whole numbers stays new."""
    return {
        key: torch.lerp(old[key], value, share) if value.is_floating_point() else value.clone()
        for key, value in new.items()
    }
