"""The class and box subnets, shared over the levels of the pyramid (Lin et al. 2017, Focal Loss, section 4)."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import Tensor, nn

from retinanet_core.config import NetworkConfig

CLASS_PRIOR = 0.01
"""Probability that a fresh head gives to every class everywhere (pi in section 4.1)."""

_NORM_GROUPS = 32


class Head(nn.Module):
    """A tower of 3x3 convolutions and an output convolution with `outputs` channels for each anchor."""

    def __init__(self, config: NetworkConfig, outputs: int) -> None:
        super().__init__()
        channels = config.channels
        layers: list[nn.Module] = []
        for _ in range(config.head_convs):
            layers.append(nn.Conv2d(channels, channels, 3, padding=1, bias=config.head_bias))
            if config.head_norm:
                layers.append(nn.GroupNorm(min(_NORM_GROUPS, channels // 4), channels))
            layers.append(nn.ReLU(inplace=True))
        self.tower = nn.Sequential(*layers)
        self.anchors = config.anchors_per_location
        self.output = nn.Conv2d(channels, self.anchors * outputs, 3, padding=1)
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.normal_(module.weight, std=0.01)
                if module.bias is not None:
                    nn.init.zeros_(module.bias)

    def forward(self, levels: Sequence[Tensor]) -> list[Tensor]:
        """Levels (B, C, H, W) -> for each (B, H * W * anchors, outputs): row by row, anchors of a place together."""
        return self.outputs_of([self.tower(level) for level in levels])

    def outputs_of(self, levels: Sequence[Tensor]) -> list[Tensor]:
        """The same from what the tower made of each level, which may have been computed before."""
        return [self._rows(self.output(level)) for level in levels]

    def _rows(self, maps: Tensor) -> Tensor:
        batch, channels = maps.shape[:2]
        # In channels-last memory this permutation is a view.
        return maps.permute(0, 2, 3, 1).reshape(batch, -1, channels // self.anchors)


def class_head(config: NetworkConfig, classes: int) -> Head:
    """A head of `classes` logits for each anchor, without a background class; the prior is in the output bias."""
    head = Head(config, classes)
    nn.init.constant_(head.output.bias, prior_bias())  # type: ignore[arg-type]  # it has a bias
    return head


def box_head(config: NetworkConfig) -> Head:
    """A head of four offsets for each anchor."""
    return Head(config, 4)


def prior_bias() -> float:
    """The logit of `CLASS_PRIOR`: -log((1 - pi) / pi)."""
    return -math.log((1 - CLASS_PRIOR) / CLASS_PRIOR)


def grow_classes(old: nn.Conv2d, rows: Sequence[int | None], anchors: int) -> nn.Conv2d:
    """A class output convolution for another list of classes.

    Args:
        old: The output convolution of a class head, anchor-major (channel a * K + k).
        rows: For each new class the position of the same class in the old head, or None for a class it lacks.
        anchors: Anchors at each location.

    Returns:
        A convolution with `anchors * len(rows)` outputs: known classes keep their weights and biases, new ones
        start from small random weights and the prior bias.

    Raises:
        ValueError: There is no class, or a position that the old head has not.
    """
    old_count = old.out_channels // anchors
    if not rows or any(row is not None and not 0 <= row < old_count for row in rows):
        raise ValueError(f"{list(rows)} are not positions among {old_count} classes.")
    new = nn.Conv2d(old.in_channels, anchors * len(rows), 3, padding=1)
    nn.init.normal_(new.weight, std=0.01)
    nn.init.constant_(new.bias, prior_bias())  # type: ignore[arg-type]  # it has a bias
    with torch.no_grad():
        for position, row in enumerate(rows):
            if row is None:
                continue
            for anchor in range(anchors):
                target, source = anchor * len(rows) + position, anchor * old_count + row
                new.weight[target] = old.weight[source]
                new.bias[target] = old.bias[source]  # type: ignore[index]  # it has a bias
    return new
