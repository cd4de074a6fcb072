"""Which anchor learns which box (Lin et al. 2017, Focal Loss, section 4, "Anchors")."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor

from retinanet_core.boxes import pairwise_iou

FOREGROUND_IOU = 0.5
BACKGROUND_IOU = 0.4
NO_OVERLAP = 1e-6

BACKGROUND = -1
IGNORED = -2


class Matches(NamedTuple):
    """For each anchor the row of its box, or `BACKGROUND`, or `IGNORED`: (A,) int64."""

    rows: Tensor

    @property
    def foreground(self) -> Tensor:
        """(A,) bool: anchors that have a box."""
        return self.rows >= 0

    @property
    def ignored(self) -> Tensor:
        """(A,) bool: anchors too close to a box to be background, too far to learn it."""
        return self.rows == IGNORED


def match(anchors: Tensor, boxes: Tensor) -> Matches:
    """Match anchors (A, 4) to boxes (N, 4).

    At IoU 0.5 or more an anchor learns its best box, below 0.4 it is background, between them it is ignored.
    Each box also gets the anchors that fit it best, however badly (so that small and thin objects are learnt
    at all), unless none overlaps it: a box outside every anchor must not match them all at IoU 0.
    """
    count = anchors.shape[0]
    if boxes.shape[0] == 0:
        return Matches(torch.full((count,), BACKGROUND, dtype=torch.int64, device=anchors.device))
    iou = pairwise_iou(boxes, anchors)  # (N, A)
    best, rows = iou.max(dim=0)
    rows = torch.where(best < FOREGROUND_IOU, torch.full_like(rows, IGNORED), rows)
    rows = torch.where(best < BACKGROUND_IOU, torch.full_like(rows, BACKGROUND), rows)
    best_of_box = iou.max(dim=1, keepdim=True).values
    is_best = (iou >= best_of_box) & (best_of_box > NO_OVERLAP)
    box_row, anchor = is_best.nonzero(as_tuple=True)
    rows[anchor] = box_row
    return Matches(rows)
