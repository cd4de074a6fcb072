"""A trainer through the phases of a plan: what learns in each, and going on from a state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor

from retinanet_core.detect.preprocess import to_batch
from retinanet_core.errors import NonFiniteLossError
from retinanet_core.network.retinanet import RetinaNet
from retinanet_core.teach import state as kept
from retinanet_core.teach.augment import View
from retinanet_core.teach.dataset import ManifestFrame, load_manifest
from retinanet_core.teach.features import StoredFeatures
from retinanet_core.teach.plan import Phase
from retinanet_core.teach.targets import anchor_targets
from retinanet_core.teach.trainer import LONGEST_FAILURE, StepReport, Trainer
from tests.core.pictures import CPU, labels, scene, tiny_network, view, write_run
from tests.core.steps import ALL, copy_of

OUTPUTS = replace(ALL, learns="outputs", backbone_stages=0)
HEADS = replace(ALL, learns="heads", backbone_stages=0)


@pytest.fixture
def frames(tmp_path: Path) -> tuple[ManifestFrame, ...]:
    return load_manifest(write_run(tmp_path / "run", range(4), []) / "manifest.json").train


def take(trainer: Trainer, steps: int) -> list[float]:
    """Steps in the current phase; their losses."""
    losses: list[float] = []

    def on_step(report: StepReport) -> bool:
        losses.append(report.loss)
        return len(losses) < steps

    trainer.run(600, on_step)
    return losses


def changed(network: RetinaNet, before: dict[str, Tensor]) -> set[str]:
    """The parts of the network (the first two names of their weights) that are not what they were."""
    return {
        ".".join(key.split(".")[:2])
        for key, value in network.state_dict().items()
        if not torch.equal(value, before[key])
    }


@pytest.mark.parametrize(
    ("phase", "parts"),
    [
        (OUTPUTS, {"class_head.output", "box_head.output"}),
        (HEADS, {"class_head.output", "box_head.output", "class_head.tower", "box_head.tower"}),
    ],
)
def test_only_what_the_phase_says_learns(
    frames: tuple[ManifestFrame, ...], phase: Phase, parts: set[str]
) -> None:
    network = tiny_network()
    before = copy_of(network)
    take(Trainer(network, frames, phase, CPU, seed=0), 2)
    found = changed(network, before)
    assert parts <= found
    assert not any(part.startswith("backbone.") for part in found)
    if phase is OUTPUTS:
        assert found == parts


def test_the_next_phase_goes_on_with_the_same_steps_and_average(frames: tuple[ManifestFrame, ...]) -> None:
    network = tiny_network()
    trainer = Trainer(network, frames, OUTPUTS, CPU, seed=0)
    take(trainer, 3)
    average = copy_of(trainer.averaged)
    trainer.enter(HEADS)
    assert trainer.steps == 3
    take(trainer, 2)
    assert trainer.steps == 5
    assert "class_head.tower" in changed(trainer.averaged, average)


@pytest.mark.parametrize("phase", [HEADS, replace(ALL, backbone_stages=2, learns_batch_norm=True)])
def test_a_trainer_goes_on_from_a_state_as_if_nothing_had_happened(
    tmp_path: Path, frames: tuple[ManifestFrame, ...], phase: Phase
) -> None:
    run = tmp_path / "run"

    def beginning() -> tuple[RetinaNet, Trainer]:
        torch.manual_seed(3)
        network = tiny_network()
        return network, Trainer(network, frames, phase, CPU, seed=1)

    network, trainer = beginning()
    take(trainer, 3)
    kept.save(run, kept.RunState(phase=0, step=3, seconds=1.0, trainer=trainer.state()))
    losses = take(trainer, 3)
    again, restored = beginning()
    found = kept.load(run)
    assert found is not None
    restored.restore(found.trainer)
    assert take(restored, 3) == pytest.approx(losses, rel=1e-6)
    for key, value in again.state_dict().items():
        torch.testing.assert_close(value, network.state_dict()[key], rtol=1e-6, atol=1e-6)
    for key, value in restored.averaged.state_dict().items():
        torch.testing.assert_close(value, trainer.averaged.state_dict()[key], rtol=1e-6, atol=1e-6)


def test_stored_features_give_what_the_network_gives() -> None:
    network = tiny_network()
    image = scene(0)[0]
    features = StoredFeatures(network, CPU)
    features.add(image, lambda anchors: anchor_targets(anchors, labels(), network.classes))
    (item,) = features.draw(np.random.default_rng(0), 1)
    with torch.no_grad():
        logits, offsets = network(to_batch([image], network.config, CPU.device))
        stored_logits, stored_offsets = item.predict(network)
    torch.testing.assert_close(stored_logits, logits, rtol=0, atol=1e-3)
    torch.testing.assert_close(stored_offsets, offsets, rtol=0, atol=1e-3)


def test_stored_features_keep_within_their_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retinanet_core.teach.features.STORED_BYTES", 1)
    network = tiny_network()
    features = StoredFeatures(network, CPU)
    assert features.has_room
    for _ in range(4):
        features.add(view(64, 64, []).image, lambda anchors: anchor_targets(anchors, labels(), 2))
    assert not features.has_room
    for _ in range(3):
        features.shrink()
    assert len(features) == 2, "half is given up, and only once"
    assert not features.has_room


def test_storing_stops_when_memory_is_short(frames: tuple[ManifestFrame, ...]) -> None:
    trainer = Trainer(tiny_network(), frames, OUTPUTS, CPU, seed=0)
    asked: list[None] = []

    def go_on() -> bool:
        asked.append(None)
        trainer.shrink()
        return True

    losses: list[float] = []

    def on_step(report: StepReport) -> bool:
        losses.append(report.loss)
        return len(losses) < 2

    trainer.run(600, on_step, go_on=go_on)
    assert len(asked) == 1, "after the first view nothing more is stored"
    assert np.isfinite(losses).all()


def test_a_loss_that_is_not_finite_once_costs_a_step_not_the_run(
    frames: tuple[ManifestFrame, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    trainer = Trainer(tiny_network(), frames, HEADS, CPU, seed=0)
    step, calls = trainer.step, [0]

    def now_and_then(views: Sequence[tuple[View, bool | NDArray[np.bool_]]]) -> float:
        calls[0] += 1
        if calls[0] % 2:
            raise NonFiniteLossError("infinite")
        return step(views)

    monkeypatch.setattr(trainer, "step", now_and_then)
    assert len(take(trainer, 3)) == 3
    assert trainer.steps == 3
    monkeypatch.setattr(trainer, "step", raising(NonFiniteLossError("infinite"), calls))
    calls[0] = 0
    with pytest.raises(NonFiniteLossError):
        take(trainer, 1)
    assert calls[0] == LONGEST_FAILURE


def raising(error: Exception, calls: list[int]) -> Callable[[object], float]:
    """A step that always fails, and counts how often."""

    def step(_: object) -> float:
        calls[0] += 1
        raise error

    return step


def test_frames_are_read_again_when_memory_is_short(frames: tuple[ManifestFrame, ...]) -> None:
    trainer = Trainer(tiny_network(), frames, HEADS, CPU, seed=0)
    take(trainer, 1)
    trainer.shrink()
    assert np.isfinite(take(trainer, 2)).all()
