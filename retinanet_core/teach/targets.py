"""From what a person said about a frame to what each anchor should answer."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from retinanet_core.boxes import box_area, pairwise_iou
from retinanet_core.errors import InvalidBoxError
from retinanet_core.teach.losses import box_loss, focal_loss
from retinanet_core.teach.matching import FOREGROUND_IOU, match

_IGNORE_COVER = 0.5


@dataclass(frozen=True)
class FrameLabels:
    """What is known about a frame, in the pixels of the network's input.

    Attributes:
        boxes: (N, 4) confirmed boxes; labels: (N,) their positions in the class list.
        rejected: (R, 4) boxes a person refused; rejected_labels: (R,) the class refused there.
        ignored: (I, 4) regions that say nothing (objects cut by the crop).
        reviewed: Everything else is background; otherwise nothing is known about it.
    """

    boxes: Tensor
    labels: Tensor
    rejected: Tensor
    rejected_labels: Tensor
    ignored: Tensor
    reviewed: bool


@dataclass(frozen=True)
class AnchorTargets:
    """What the anchors of one frame should learn.

    Attributes:
        classes: (A, K) 0 or 1.
        weights: (A, K) how much each answer counts in the class loss; 0 hides it.
        foreground: (F,) anchors that learn a box; boxes: (F, 4) that box.
    """

    classes: Tensor
    weights: Tensor
    foreground: Tensor
    boxes: Tensor


def anchor_targets(anchors: Tensor, labels: FrameLabels, classes: int) -> AnchorTargets:
    """Targets of anchors (A, 4) for a frame and a list of `classes` classes.

    An unreviewed frame is not background: only its confirmed boxes (positive) and its rejected boxes (negative,
    at their place and class) count.

    Raises:
        InvalidBoxError: A box is not finite, or its label is not the position of a class.
    """
    _check(labels.boxes, labels.labels, classes)
    _check(labels.rejected, labels.rejected_labels, classes)
    matches = match(anchors, labels.boxes)
    targets = anchors.new_zeros(anchors.shape[0], classes)
    weights = torch.full_like(targets, 1.0 if labels.reviewed else 0.0)
    if labels.ignored.shape[0]:
        weights[_covered(anchors, labels.ignored)] = 0.0
    weights[matches.ignored] = 0.0
    _add_rejected(weights, anchors, labels)
    foreground = matches.foreground.nonzero().squeeze(1)
    rows = matches.rows[foreground]
    weights[foreground] = 1.0
    targets[foreground, labels.labels[rows]] = 1.0
    return AnchorTargets(targets, weights, foreground, labels.boxes[rows])


def _check(boxes: Tensor, labels: Tensor, classes: int) -> None:
    """Refuse what would be learnt as something else: to an index -1 is the last class, and NaN fits every anchor."""
    if not bool(torch.isfinite(boxes).all()):
        raise InvalidBoxError(
            "A box whose corners are not numbers cannot be taught.", detail=str(boxes.tolist())
        )
    if bool(((labels < 0) | (labels >= classes)).any()):
        raise InvalidBoxError(
            f"A box has a class that is not among the {classes} being taught.", detail=str(labels.tolist())
        )


def _covered(anchors: Tensor, regions: Tensor) -> Tensor:
    """(A,) bool: anchors at least half covered by one region."""
    corner = torch.maximum(anchors[:, None, :2], regions[None, :, :2])
    opposite = torch.minimum(anchors[:, None, 2:], regions[None, :, 2:])
    overlap = (opposite - corner).clamp(min=0).prod(dim=2)
    return (overlap / box_area(anchors)[:, None] >= _IGNORE_COVER).any(dim=1)


def _add_rejected(weights: Tensor, anchors: Tensor, labels: FrameLabels) -> None:
    if labels.rejected.shape[0] == 0:
        return
    near = pairwise_iou(labels.rejected, anchors) >= FOREGROUND_IOU  # (R, A)
    for row, label in zip(near, labels.rejected_labels.tolist(), strict=True):
        weights[row, label] = 1.0


def batch_loss(
    logits: Tensor,
    offsets: Tensor,
    anchors: Tensor,
    targets: list[AnchorTargets],
    normaliser: float,
    kind: str,
) -> tuple[Tensor, Tensor]:
    """Class and box loss of a batch, each a sum over anchors divided by `normaliser` (at least 1).

    Args:
        logits: (B, A, K); offsets: (B, A, 4); anchors: (A, 4); targets: one a frame.
        normaliser: Usually a running mean of the number of foreground anchors in a batch.
        kind: Box loss, `giou` or `smooth_l1`.
    """
    classes = torch.stack([t.classes for t in targets])
    weights = torch.stack([t.weights for t in targets])
    class_loss = (focal_loss(logits, classes) * weights).sum()
    # Starts from a sum of nothing, so that a batch without boxes keeps the box head in the graph.
    regression = offsets.float().sum() * 0.0
    for row, target in zip(offsets, targets, strict=True):
        if target.foreground.numel():
            losses = box_loss(
                row[target.foreground],
                anchors[target.foreground],
                target.boxes,
                "giou" if kind == "giou" else "smooth_l1",
            )
            regression = regression + losses.sum()
    scale = max(1.0, normaliser)
    return class_loss / scale, regression / scale
