"""Which weights learn, and what steps them."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from retinanet_core.network.retinanet import RetinaNet
from retinanet_core.teach.plan import Phase

WEIGHT_DECAY = 0.02


def freeze(network: RetinaNet, phase: Phase) -> None:
    """Let only the parts of a phase learn; batch norm stays as measured unless the phase says otherwise."""
    network.learns_batch_norm = phase.learns_batch_norm
    network.train(network.training)
    network.requires_grad_(phase.learns != "outputs")
    for head in (network.class_head, network.box_head):
        head.output.requires_grad_(True)
    stages = network.backbone.stages()
    for stage in stages[: len(stages) - phase.backbone_stages]:
        stage.requires_grad_(False)
    if not phase.learns_batch_norm:
        for module in network.backbone.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.requires_grad_(False)


def make_optimizer(network: RetinaNet) -> torch.optim.AdamW:
    """AdamW in four groups: backbone and the rest, each with and without weight decay (none on norms and biases).

    What is frozen gets no gradient and is left alone; when it learns in a later phase it begins with no momentum.
    """
    groups: dict[tuple[bool, bool], list[nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        groups.setdefault((name.startswith("backbone."), parameter.ndim > 1), []).append(parameter)
    return torch.optim.AdamW(
        [
            {
                "params": parameters,
                "lr": 0.0,
                "weight_decay": WEIGHT_DECAY if decays else 0.0,
                "in_backbone": in_backbone,
                "peak": 0.0,
            }
            for (in_backbone, decays), parameters in groups.items()
        ]
    )


def learnt_pairs(average: RetinaNet, network: RetinaNet) -> list[tuple[Tensor, Tensor]]:
    """What training changes, in the average and in the network: what is frozen is equal."""
    pairs = [
        (averaged.detach(), current.detach())
        for averaged, current in zip(average.parameters(), network.parameters(), strict=True)
        if current.requires_grad
    ]
    if network.learns_batch_norm:
        buffers = zip(average.buffers(), network.buffers(), strict=True)
        pairs += [(averaged, current) for averaged, current in buffers if current.is_floating_point()]
    return pairs


def learnt_names(network: RetinaNet) -> set[str]:
    """Names in its state dict of the weights that learn now, and of the statistics that are measured."""
    names = {name for name, parameter in network.named_parameters() if parameter.requires_grad}
    if network.learns_batch_norm:
        names |= {name for name, _ in network.named_buffers()}
    return names
