"""Geometry of boxes: pure functions on float32 tensors, xyxy, continuous coordinates (width = x2 - x1)."""

from __future__ import annotations

import math

import torch
from torch import Tensor

MAX_LOG_SCALE = math.log(1000.0 / 16)
"""Largest log of the growth a box may be given: a wild prediction must not overflow exp()."""


def box_area(boxes: Tensor) -> Tensor:
    """Areas (N,) of boxes (N, 4)."""
    return (boxes[..., 2] - boxes[..., 0]) * (boxes[..., 3] - boxes[..., 1])


def pairwise_iou(first: Tensor, second: Tensor) -> Tensor:
    """Intersection over union of each of (N, 4) with each of (M, 4): (N, M) in 0..1, 0 for empty unions."""
    first, second = first.float(), second.float()
    corner = torch.maximum(first[:, None, :2], second[None, :, :2])
    opposite = torch.minimum(first[:, None, 2:], second[None, :, 2:])
    sides = (opposite - corner).clamp(min=0)
    overlap = sides[..., 0] * sides[..., 1]
    union = box_area(first)[:, None] + box_area(second)[None, :] - overlap
    return overlap / union.clamp(min=1e-9)


def generalized_iou(first: Tensor, second: Tensor) -> Tensor:
    """GIoU of matching rows of two (N, 4) tensors: (N,) in -1..1 (Rezatofighi et al. 2019, algorithm 1)."""
    corner = torch.maximum(first[:, :2], second[:, :2])
    opposite = torch.minimum(first[:, 2:], second[:, 2:])
    sides = (opposite - corner).clamp(min=0)
    overlap = sides[:, 0] * sides[:, 1]
    union = (box_area(first) + box_area(second) - overlap).clamp(min=1e-7)
    hull = torch.maximum(first[:, 2:], second[:, 2:]) - torch.minimum(first[:, :2], second[:, :2])
    hull_area = (hull[:, 0] * hull[:, 1]).clamp(min=1e-7)
    return overlap / union - (hull_area - union) / hull_area


def encode(boxes: Tensor, anchors: Tensor) -> Tensor:
    """Offsets (N, 4) that turn each anchor into its box: (dx, dy) in anchor sides, (dw, dh) logs of growth.

    Girshick et al. 2014, appendix C, without weights.
    """
    boxes, anchors = boxes.float(), anchors.float()
    anchor_sides = anchors[:, 2:] - anchors[:, :2]
    box_sides = boxes[:, 2:] - boxes[:, :2]
    shift = (boxes[:, :2] + boxes[:, 2:] - anchors[:, :2] - anchors[:, 2:]) / 2
    return torch.cat([shift / anchor_sides, torch.log(box_sides / anchor_sides)], dim=1)


def decode(offsets: Tensor, anchors: Tensor) -> Tensor:
    """Boxes (N, 4) that offsets (N, 4) make of anchors (N, 4): the inverse of `encode`, always float32."""
    offsets, anchors = offsets.float(), anchors.float()
    anchor_sides = anchors[:, 2:] - anchors[:, :2]
    centres = (anchors[:, :2] + anchors[:, 2:]) / 2 + offsets[:, :2] * anchor_sides
    half = anchor_sides * offsets[:, 2:].clamp(max=MAX_LOG_SCALE).exp() / 2
    return torch.cat([centres - half, centres + half], dim=1)


def clip(boxes: Tensor, width: float, height: float) -> Tensor:
    """Boxes (N, 4) cut at the borders of a picture."""
    limit = boxes.new_tensor([width, height, width, height])
    return torch.minimum(boxes.clamp(min=0), limit)
