"""Steps of training on small networks, and what they have changed."""

from __future__ import annotations

from dataclasses import replace

import torch
from torch import Tensor, nn

from retinanet_core.device import Compute
from retinanet_core.network.retinanet import RetinaNet
from retinanet_core.teach.plan import Phase
from retinanet_core.teach.trainer import Trainer

ALL = Phase(
    learns="backbone",
    backbone_stages=8,
    learns_batch_norm=False,
    head_rate=1e-3,
    backbone_rate=1e-4,
    batch=2,
)


def whole(network: RetinaNet) -> Phase:
    """Every stage of this network's backbone learns."""
    return replace(ALL, backbone_stages=len(network.backbone.stages()))


def trainer_of(network: RetinaNet, dtype: torch.dtype = torch.float32) -> Trainer:
    """One that is ready for its first step, on the CPU."""
    trainer = Trainer(network, [], whole(network), Compute(torch.device("cpu"), dtype), seed=0)
    network.train()
    return trainer


def copy_of(module: nn.Module) -> dict[str, Tensor]:
    """What its weights and statistics are now."""
    return {key: value.clone() for key, value in module.state_dict().items()}


def assert_unchanged(module: nn.Module, before: dict[str, Tensor]) -> None:
    """Every weight and statistic is what it was, to the bit."""
    for key, value in module.state_dict().items():
        torch.testing.assert_close(value, before[key], rtol=0, atol=0, equal_nan=True)
