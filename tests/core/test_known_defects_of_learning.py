"""Defects that RetinaNets elsewhere are known for, shown to be absent here: in how the network learns.

The rows of the list that are missing here are in `test_known_defects_of_labels`, `test_known_defects_of_detecting` and
`test_known_defects_of_measuring`.

2. The focal loss is computed in half precision.
3. Probabilities are clamped before the logarithm.
4. Frames without boxes give NaN, or drop the box head out of the graph.
10. Batch norm learns from a few pictures, although somebody froze it.
11. Heads that all levels share have batch norm.
12. Each frame's loss is divided by its own number of anchors.
15. Training blows up at full speed from the first step.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from retinanet_core.config import preset
from retinanet_core.errors import NonFiniteLossError
from retinanet_core.network.anchors import anchors_for
from retinanet_core.network.heads import box_head, class_head
from retinanet_core.teach.dataset import load_manifest
from retinanet_core.teach.targets import AnchorTargets, anchor_targets, batch_loss
from retinanet_core.teach.trainer import CLIP_NORM, WARM_UP_STEPS, Trainer
from tests.core.pictures import CPU, labels, tiny_config, tiny_network, view, write_run
from tests.core.steps import assert_unchanged, copy_of, trainer_of, whole

HALVES = [torch.float16, torch.bfloat16]
EMPTY = view(96, 64, [])
OBJECT = view(96, 64, [[10, 10, 40, 40]])
ANCHORS = anchors_for(64, 96, tiny_config())


def gradient(parameter: Tensor | None) -> Tensor:
    assert parameter is not None
    assert parameter.grad is not None
    return parameter.grad


@pytest.mark.parametrize("dtype", [torch.float32, *HALVES])
def test_focal_loss_of_millions_in_half_precision(dtype: torch.dtype) -> None:
    """Row 2: the sum over all anchors comes out a tenth too large or more, and its gradient is off."""
    count, classes = 1_000_000, 4
    logits = torch.full((1, count, classes), -4.6, dtype=dtype, requires_grad=True)
    nothing = AnchorTargets(
        torch.zeros(count, classes),
        torch.ones(count, classes),
        None,
        torch.zeros(0, dtype=torch.int64),
        torch.zeros(0, 4),
        torch.zeros(0),
    )
    with torch.autocast("cpu", dtype=dtype, enabled=dtype != torch.float32):
        loss, _ = batch_loss(logits, torch.zeros(1, 1, 4), torch.zeros(1, 4), [nothing], 1.0, "giou")
    loss.backward()
    stored = logits.detach()[0, 0, :1].double().requires_grad_()  # -4.6 as this precision has it
    exact = 0.75 * stored.sigmoid() ** 2 * nn.functional.softplus(stored)
    exact.sum().backward()
    assert loss.item() == pytest.approx(4_000_000 * exact.item(), rel=1e-4)
    assert gradient(logits)[0, 0, 0].item() == pytest.approx(gradient(stored).item(), rel=3e-3)
    if dtype == torch.float32:
        assert loss.item() == pytest.approx(2.97, abs=0.005)


def test_gradients_that_vanish_in_float16() -> None:
    """Row 2: without a scaled loss nearly all gradients of the coarse levels are rounded to zero."""
    gradients = []
    for dtype in (torch.float32, torch.float16):
        network = tiny_network()
        trainer_of(network, dtype).step([(OBJECT, True)])
        gradients.append(gradient(network.pyramid.p6.weight))
    exact, half = gradients
    assert float((half - exact).norm()) < 0.05 * float(exact.norm())


@pytest.mark.parametrize("dtype", [torch.float32, *HALVES])
def test_gradient_lost_to_a_clamp(dtype: torch.dtype) -> None:
    """Row 3: an answer that is sure and wrong gets no gradient, so it stays wrong for ever."""
    anchors = torch.tensor([[0.0, 0, 10, 10], [100, 100, 110, 110]])
    for sure in (15.0, 80.0):
        logits = torch.tensor([[[-sure], [sure]]], dtype=dtype, requires_grad=True)
        targets = anchor_targets(anchors, labels(anchors[:1], [0]), classes=1)
        loss, _ = batch_loss(logits, torch.zeros(1, 2, 4), anchors, [targets], 1.0, "giou")
        loss.backward()
        # The cross entropy falls by 1 for each unit of the logit; alpha is 0.25 for objects, 0.75 elsewhere.
        torch.testing.assert_close(
            gradient(logits).flatten().float(), torch.tensor([-0.25, 0.75]), rtol=1e-3, atol=0
        )


@pytest.mark.parametrize("kind", ["giou", "smooth_l1"])
def test_frame_without_boxes_in_the_loss(kind: Literal["giou", "smooth_l1"]) -> None:
    """Row 4: the mean over no anchors is NaN, or the box head gets no gradient at all."""
    targets = [anchor_targets(ANCHORS, labels(), classes=1)]
    logits = torch.zeros(1, len(ANCHORS), 1, requires_grad=True)
    offsets = torch.zeros(1, len(ANCHORS), 4, requires_grad=True)
    class_loss, regression = batch_loss(logits, offsets, ANCHORS, targets, 1.0, kind)
    (class_loss + regression).backward()
    assert (class_loss.item(), regression.item()) == (pytest.approx(len(ANCHORS) * 0.1875 * np.log(2)), 0.0)
    assert gradient(offsets).count_nonzero() == 0


@pytest.mark.parametrize("reviewed", [True, False])
def test_frame_without_boxes_in_a_training_step(reviewed: bool) -> None:
    """Row 4: the same through a whole step, where a head outside of the graph has no gradient to gather."""
    network = tiny_network()
    loss = trainer_of(network).step([(EMPTY, reviewed)])
    assert np.isfinite(loss)
    assert (loss > 0) == reviewed  # of a frame that nobody has looked at nothing is known
    assert gradient(network.box_head.output.weight).count_nonzero() == 0
    assert (gradient(network.class_head.output.weight).count_nonzero() > 0) == reviewed
    assert all(bool(torch.isfinite(parameter).all()) for parameter in network.parameters())


@pytest.mark.parametrize("backbone", ["resnet18", "efficientnet_lite0"])
def test_batch_norm_that_was_frozen_learns_all_the_same(backbone: str) -> None:
    """Row 10: train() thaws the statistics, and eval() alone leaves scale and shift to the optimizer."""
    network = tiny_network(backbone=backbone)
    trainer = trainer_of(network)
    norms = nn.ModuleList(m for m in network.modules() if isinstance(m, nn.BatchNorm2d))
    before, all_before = copy_of(norms), copy_of(network.backbone)
    assert len(norms) > 0
    for _ in range(2):
        trainer.step([(OBJECT, True)])
        network.eval()
        network.train()
    assert_unchanged(norms, before)
    learnt = [k for k, v in network.backbone.state_dict().items() if not torch.equal(v, all_before[k])]
    assert learnt  # so the optimizer was at work beside them


@pytest.mark.parametrize("name", ["standard", "compact", "lite", "coco"])
def test_batch_norm_in_heads_shared_by_the_levels(name: str) -> None:
    """Row 11: statistics mixed over levels fit none, and what a frame answers depends on its neighbours."""
    torch.manual_seed(0)
    config = preset(name)
    for head in (class_head(config, 2), box_head(config)):
        kinds = {type(module).__name__ for module in head.modules() if "Norm" in type(module).__name__}
        assert kinds == ({"GroupNorm"} if config.head_norm else set())
        head.train()
        level = torch.randn(1, config.channels, 4, 4)
        alone = head([level])[0]
        beside = head([torch.cat([level, 100 * torch.randn_like(level)]), 100 * torch.randn_like(level)])[0]
        torch.testing.assert_close(beside[:1], alone, rtol=1e-4, atol=1e-4)


def test_empty_frame_outweighs_the_others_at_batch_1() -> None:
    """Row 12: divided by its own count, an empty frame weighs as many times more as others have anchors."""
    alone = unlearning_trainer().step([(EMPTY, True)])
    count = anchor_targets(ANCHORS, labels(torch.tensor([[10.0, 10, 40, 40]]), [0]), 2).foreground.numel()
    assert count > 4
    trainer = unlearning_trainer()
    trainer.step([(OBJECT, True)])
    after = trainer.step([(EMPTY, True)])
    # The running mean after these two is 0.9 times the first count; the frame by itself was divided by 1.
    assert after == pytest.approx(alone / (0.9 * count), rel=1e-4)


def test_empty_frame_at_the_start_outweighs_those_after_it() -> None:
    """Row 12: a mean that begins with an empty frame is far too small for dozens of steps."""
    first = unlearning_trainer().step([(OBJECT, True)])
    trainer = unlearning_trainer()
    trainer.step([(EMPTY, True)])
    assert trainer.step([(OBJECT, True)]) == pytest.approx(first, rel=1e-4)


def unlearning_trainer() -> Trainer:
    """One whose steps leave the weights as they are, so that its losses can be compared."""
    network = tiny_network()
    trainer = Trainer(network, [], replace(whole(network), head_rate=0.0, backbone_rate=0.0), CPU, seed=0)
    network.train()
    return trainer


def test_full_learning_rate_from_the_first_step(tmp_path: Path) -> None:
    """Row 15: without a warm-up the first steps, made with a fresh head, throw the weights far off."""
    network = tiny_network()
    frames = load_manifest(write_run(tmp_path / "run", range(2), []) / "manifest.json").train
    plan = replace(whole(network), head_rate=1e-3, backbone_rate=1e-3)
    trainer = Trainer(network, frames, plan, CPU, seed=0)
    before = [parameter.detach().clone() for parameter in network.parameters()]
    trainer.run(60, lambda _: False)
    pairs = zip(network.parameters(), before, strict=True)
    moved = max(float((now.detach() - then).abs().max()) for now, then in pairs)
    # Adam's first step moves each weight by the rate, or hardly.
    assert moved == pytest.approx(1e-3 / WARM_UP_STEPS, rel=0.1)


def test_gradient_as_large_as_it_likes() -> None:
    """Row 15: one wild batch undoes what hundreds have taught."""
    network = tiny_network()
    trainer = trainer_of(network)
    with torch.no_grad():
        network.class_head.output.weight.mul_(1000)
    trainer.step([(OBJECT, True)])
    norms = [parameter.grad.norm() for parameter in network.parameters() if parameter.grad is not None]
    assert float(torch.stack(norms).norm()) == pytest.approx(CLIP_NORM, rel=1e-3)


def test_loss_that_is_not_finite_reaches_the_weights() -> None:
    """Row 15: after one NaN every weight is NaN, and so is the average that would be kept."""
    network = tiny_network()
    trainer = trainer_of(network)
    with torch.no_grad():
        network.class_head.output.bias[0] = float("nan")  # type: ignore[index]
    before, average = copy_of(network), copy_of(trainer.averaged)
    with pytest.raises(NonFiniteLossError):
        trainer.step([(OBJECT, True)])
    assert_unchanged(network, before)
    assert_unchanged(trainer.averaged, average)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float16])
def test_gradient_that_is_not_finite_reaches_the_weights(dtype: torch.dtype) -> None:
    """Row 15: the loss may be finite where its gradient has overflowed; that step is left out."""
    network = tiny_network()
    trainer = trainer_of(network, dtype)
    before = copy_of(network)
    assert network.class_head.output.bias is not None
    hook = network.class_head.output.bias.register_hook(lambda grad: grad * float("inf"))
    assert np.isfinite(trainer.step([(OBJECT, True)]))
    assert_unchanged(network, before)
    hook.remove()
    trainer.step([(OBJECT, True)])
    assert not torch.equal(network.class_head.output.weight, before["class_head.output.weight"])
