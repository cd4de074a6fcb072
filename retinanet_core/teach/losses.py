"""Focal loss and box regression losses, always in float32."""

from __future__ import annotations

from typing import Literal

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812  (the usual name)

from retinanet_core.boxes import decode, encode, generalized_iou

ALPHA = 0.25
GAMMA = 2.0
SMOOTH_L1_BETA = 0.11


def focal_loss(logits: Tensor, targets: Tensor, alpha: float = ALPHA, gamma: float = GAMMA) -> Tensor:
    """Focal loss of each logit (Lin et al. 2017, equation 5): FL = -alpha_t (1 - p_t)^gamma log(p_t).

    Args:
        logits: Any shape and precision; computed in float32.
        targets: Same shape, 0..1 (a value between is a soft target).

    Returns:
        Losses, same shape, float32. Written on logits: no clamp, so no lost gradients.
    """
    logits, targets = logits.float(), targets.float()
    cross_entropy = F.binary_cross_entropy_with_logits(logits, targets, reduction="none")
    probability = torch.sigmoid(logits)
    wrongness = probability * (1 - targets) + (1 - probability) * targets  # 1 - p_t
    weight = alpha * targets + (1 - alpha) * (1 - targets)
    return weight * wrongness**gamma * cross_entropy


def box_loss(
    offsets: Tensor, anchors: Tensor, boxes: Tensor, kind: Literal["giou", "smooth_l1"] = "giou"
) -> Tensor:
    """Regression loss of matched anchors, one number each.

    Args:
        offsets: (N, 4) predicted offsets.
        anchors: (N, 4) the anchors they belong to.
        boxes: (N, 4) the boxes these anchors learn.
        kind: `giou`: 1 - GIoU of the decoded box; `smooth_l1`: Huber loss with beta 0.11 on the offsets, summed.

    Returns:
        (N,) float32.
    """
    if kind == "giou":
        return 1 - generalized_iou(decode(offsets, anchors), boxes.float())
    difference = F.smooth_l1_loss(
        offsets.float(), encode(boxes, anchors), reduction="none", beta=SMOOTH_L1_BETA
    )
    return difference.sum(dim=1)
