"""Anchors: nine a location, on five levels. Always float32, whatever the network computes in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import torch
from torch import Tensor

from retinanet_core.config import NetworkConfig

STRIDES = (8, 16, 32, 64, 128)
"""Pixels between neighbouring locations of P3..P7."""


def cell_anchors(size: float, scales: Sequence[float], ratios: Sequence[float]) -> Tensor:
    """Anchors around (0, 0): (len(ratios) * len(scales), 4), ratio by ratio, areas (size * scale) squared.

    A ratio is height over width.
    """
    boxes = []
    for ratio in ratios:
        for scale in scales:
            width = size * scale / ratio**0.5
            height = size * scale * ratio**0.5
            boxes.append([-width / 2, -height / 2, width / 2, height / 2])
    return torch.tensor(boxes, dtype=torch.float32)


def level_sizes(height: int, width: int) -> list[tuple[int, int]]:
    """(rows, columns) of P3..P7 for a padded input: each level has half the side of the one before, rounded up."""
    return [(-(-height // stride), -(-width // stride)) for stride in STRIDES]


@lru_cache(maxsize=32)
def anchors_for(height: int, width: int, config: NetworkConfig) -> Tensor:
    """All anchors of an input: (sum of rows * columns * anchors, 4) xyxy in input pixels, on the CPU.

    Ordered as the heads order their outputs: level, row, column, anchor. The result is shared: not to be changed.
    """
    parts = []
    for (rows, columns), stride, size in zip(
        level_sizes(height, width), STRIDES, config.anchor_sizes, strict=True
    ):
        cell = cell_anchors(size, config.anchor_scales, config.anchor_ratios)
        ys = (torch.arange(rows, dtype=torch.float32) + config.anchor_offset) * stride
        xs = (torch.arange(columns, dtype=torch.float32) + config.anchor_offset) * stride
        centre_y, centre_x = torch.meshgrid(ys, xs, indexing="ij")
        centres = torch.stack([centre_x, centre_y, centre_x, centre_y], dim=-1).reshape(-1, 1, 4)
        parts.append((centres + cell).reshape(-1, 4))
    return torch.cat(parts)
