"""From raw maps to detections: threshold on logits, the best of each level, decode, suppress per class."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import Tensor
from torchvision.ops import nms

from retinanet_core.boxes import clip, decode

TOP_PER_LEVEL = 1000
NMS_IOU = 0.5
MAX_DETECTIONS = 300


def select(
    logits: Sequence[Tensor],
    offsets: Sequence[Tensor],
    anchors: Sequence[Tensor],
    size: tuple[float, float],
    min_score: float,
) -> tuple[Tensor, Tensor, Tensor]:
    """Detections of one picture.

    Args:
        logits: Each level's (A, K); offsets: each level's (A, 4); anchors: each level's (A, 4) in input pixels.
        size: (height, width) of the picture inside the padded input; boxes are clipped to it.
        min_score: Scores up to this one are dropped, 0 < min_score < 1.

    Returns:
        Boxes (N, 4) in input pixels, scores (N,) falling, class positions (N,).
    """
    # Comparing logits spares the sigmoid of nearly all anchors.
    threshold = math.log(min_score / (1 - min_score))
    found = [_best_of_level(*level, threshold) for level in zip(logits, offsets, anchors, strict=True)]
    chosen, places, values, classes = (torch.cat(parts) for parts in zip(*found, strict=True))
    boxes = clip(decode(chosen, places), width=size[1], height=size[0])
    has_area = (boxes[:, 2] > boxes[:, 0]) & (boxes[:, 3] > boxes[:, 1])
    boxes, classes, scores = boxes[has_area], classes[has_area], values[has_area].sigmoid()
    # One suppression for all classes: each lives on its own part of the plane.
    shift = classes.to(boxes) * (max(size) + 1)
    keep = nms(boxes + shift[:, None], scores, NMS_IOU)[:MAX_DETECTIONS]
    return boxes[keep], scores[keep], classes[keep]


def _best_of_level(
    logits: Tensor, offsets: Tensor, anchors: Tensor, threshold: float
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """The offsets, anchors, logits (float32) and class positions of the best answers above a logit."""
    # The best class of each anchor first: what is then looked at class by class is hardly anything.
    rows = (logits.amax(dim=1) > threshold).nonzero().squeeze(1)
    candidates = logits[rows].float()
    row, classes = (candidates > threshold).nonzero(as_tuple=True)
    values = candidates[row, classes]
    if values.numel() > TOP_PER_LEVEL:
        values, best = values.topk(TOP_PER_LEVEL)
        row, classes = row[best], classes[best]
    rows = rows[row]
    return offsets[rows], anchors[rows], values, classes
