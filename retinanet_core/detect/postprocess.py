"""From raw maps to detections: threshold on logits, the best of each level, decode, suppress per class."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor
from torchvision.ops import nms

from retinanet_core.boxes import clip, decode

TOP_PER_LEVEL = 1000
NMS_IOU = 0.5
MAX_DETECTIONS = 300
FIRST_SUPPRESSED = 600


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
    keep = _suppress(boxes, scores, classes, size)
    return boxes[keep], scores[keep], classes[keep]


def _suppress(boxes: Tensor, scores: Tensor, classes: Tensor, size: tuple[float, float]) -> Tensor:
    """Rows of the at most `MAX_DETECTIONS` best boxes that no better one of their class covers, best first.

    One suppression for all classes: each lives on its own part of the plane. Its cost grows with the square of the
    number of boxes, and what is kept of the best ones does not depend on the others: so first only those.
    """
    order = scores.argsort(descending=True, stable=True)
    # In float64, where there is such a thing: with many classes the shift would cost a hundredth of a pixel.
    exact = boxes if boxes.device.type == "mps" else boxes.double()
    shifted = exact + (classes.to(exact) * (max(size) + 1))[:, None]
    some = FIRST_SUPPRESSED
    while True:
        best = order[:some]
        keep = nms(shifted[best], scores[best].to(exact), NMS_IOU)
        if len(keep) >= MAX_DETECTIONS or some >= len(order):
            return best[keep[:MAX_DETECTIONS]]
        some *= 2


def _best_of_level(
    logits: Tensor, offsets: Tensor, anchors: Tensor, threshold: float
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """The offsets, anchors, logits (float32) and class positions of the best answers above a logit."""
    # The best class of each anchor first: what is then looked at class by class is hardly anything.
    rows = _where(logits.amax(dim=1).float() > threshold)
    candidates = logits[rows].flatten().float()
    chosen = _where(candidates > threshold)
    values = candidates[chosen]
    if values.numel() > TOP_PER_LEVEL:
        values, best = values.topk(TOP_PER_LEVEL)
        chosen = chosen[best]
    rows = rows[chosen // logits.shape[1]]
    return offsets[rows], anchors[rows], values, chosen % logits.shape[1]


def _where(mask: Tensor) -> Tensor:
    """Positions (N,) of what is true in (M,); NumPy finds them several times faster than PyTorch does on the CPU."""
    if mask.device.type == "cpu":
        return torch.from_numpy(np.flatnonzero(mask.numpy()))
    return mask.nonzero().squeeze(1)
