"""Anchors: nine a location, on five levels. Always float32, whatever the network computes in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import torch
from torch import Tensor

from retinanet_core.config import NetworkConfig

_CPU = torch.device("cpu")

STRIDES = (8, 16, 32, 64, 128)
"""Pixels between neighbouring locations of P3..P7."""


def cell_anchors(
    size: float, scales: Sequence[float], ratios: Sequence[float], *, rounded: bool = False
) -> Tensor:
    """Anchors around (0, 0): (len(ratios) * len(scales), 4), ratio by ratio, areas (size * scale) squared.

    A ratio is height over width. `rounded`: sides at ratio 1 are cut to whole numbers, corners rounded to them.
    """
    sides = torch.tensor([size * scale for scale in scales], dtype=torch.float32)
    if rounded:
        sides = sides.floor()
    growth = torch.tensor(ratios, dtype=torch.float32).sqrt()
    heights = (growth[:, None] * sides).reshape(-1)
    widths = ((1 / growth)[:, None] * sides).reshape(-1)
    boxes = torch.stack([-widths, -heights, widths, heights], dim=1) / 2
    return boxes.round() if rounded else boxes


def level_sizes(height: int, width: int) -> list[tuple[int, int]]:
    """(rows, columns) of P3..P7 for a padded input: each level has half the side of the one before, rounded up."""
    return [(-(-height // stride), -(-width // stride)) for stride in STRIDES]


def anchors_for(height: int, width: int, config: NetworkConfig, device: torch.device = _CPU) -> Tensor:
    """All anchors of an input: (sum of rows * columns * anchors, 4) xyxy in input pixels.

    Ordered as the heads order their outputs: level, row, column, anchor.
    """
    return torch.cat(anchors_by_level(height, width, config, device))


@lru_cache(maxsize=32)
def anchors_by_level(
    height: int, width: int, config: NetworkConfig, device: torch.device = _CPU
) -> tuple[Tensor, ...]:
    """The anchors of P3 to P7, each (rows * columns * anchors, 4). They are shared: not to be changed."""
    levels = []
    for (rows, columns), stride, size in zip(
        level_sizes(height, width), STRIDES, config.anchor_sizes, strict=True
    ):
        cell = cell_anchors(size, config.anchor_scales, config.anchor_ratios, rounded=config.rounded_anchors)
        step_y, step_x = (height // rows, width // columns) if config.grid_strides else (stride, stride)
        ys = (torch.arange(rows, dtype=torch.float32) + config.anchor_offset) * step_y
        xs = (torch.arange(columns, dtype=torch.float32) + config.anchor_offset) * step_x
        centre_y, centre_x = torch.meshgrid(ys, xs, indexing="ij")
        centres = torch.stack([centre_x, centre_y, centre_x, centre_y], dim=-1).reshape(-1, 1, 4)
        levels.append((centres + cell).reshape(-1, 4).to(device))
    return tuple(levels)
