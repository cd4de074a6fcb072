"""From raw maps to detections: threshold on logits, the best of each level, decode, suppress per class."""

from __future__ import annotations

import math

import torch
from torch import Tensor
from torchvision.ops import nms

from retinanet_core.boxes import clip, decode

TOP_PER_LEVEL = 1000
NMS_IOU = 0.5
MAX_DETECTIONS = 300


def select(
    logits: Tensor,
    offsets: Tensor,
    anchors: Tensor,
    level_lengths: list[int],
    size: tuple[float, float],
    min_score: float,
) -> tuple[Tensor, Tensor, Tensor]:
    """Detections of one picture.

    Args:
        logits: (A, K); offsets: (A, 4); anchors: (A, 4) in input pixels.
        level_lengths: Anchors of each level, in order; their sum is A.
        size: (height, width) of the picture inside the padded input; boxes are clipped to it.
        min_score: Scores below are dropped, 0 < min_score < 1.

    Returns:
        Boxes (N, 4) in input pixels, scores (N,) falling, class positions (N,).
    """
    # Comparing logits spares the sigmoid of nearly all anchors.
    threshold = math.log(min_score / (1 - min_score))
    candidates = []
    start = 0
    for length in level_lengths:
        rows, classes = (logits[start : start + length] > threshold).nonzero(as_tuple=True)
        values = logits[start + rows, classes]
        if values.numel() > TOP_PER_LEVEL:
            values, best = values.topk(TOP_PER_LEVEL)
            rows, classes = rows[best], classes[best]
        candidates.append((start + rows, classes, values))
        start += length
    rows, classes, values = (torch.cat(parts) for parts in zip(*candidates, strict=True))
    boxes = clip(decode(offsets[rows], anchors[rows]), width=size[1], height=size[0])
    has_area = (boxes[:, 2] > boxes[:, 0]) & (boxes[:, 3] > boxes[:, 1])
    boxes, classes, scores = boxes[has_area], classes[has_area], values[has_area].float().sigmoid()
    # One suppression for all classes: each lives on its own part of the plane.
    shift = classes.to(boxes) * (max(size) + 1)
    keep = nms(boxes + shift[:, None], scores, NMS_IOU)[:MAX_DETECTIONS]
    return boxes[keep], scores[keep], classes[keep]
