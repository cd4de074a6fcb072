"""From what a person said about a frame to what each anchor should answer."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from retinanet_core.boxes import box_area, pairwise_iou
from retinanet_core.errors import InvalidBoxError
from retinanet_core.teach.losses import box_loss, focal_loss
from retinanet_core.teach.matching import BACKGROUND_IOU, FOREGROUND_IOU, NO_OVERLAP, match

_IGNORE_COVER = 0.5
_CONTRADICTED_FROM = -0.85
"""Logit (a score of 0.3) from which the network contradicts a weak zero."""

_NO_BOXES = torch.zeros(0, 4)
_NO_LABELS = torch.zeros(0, dtype=torch.int64)
_NO_WEIGHTS = torch.zeros(0)


@dataclass(frozen=True)
class FrameLabels:
    """What is known about a frame, in the pixels of the network's input; see `Marks` for the kinds of boxes.

    Attributes:
        boxes: (N, 4); labels: (N,) positions in the class list. So are the others.
        ignored: (I, 4) regions that say nothing.
        reviewed: (K,) for which classes everything else is background, or one answer for all of them. Of the others
            nothing is known.
        weak: (K,) how much what nobody looked at counts as background all the same, 0 to 1, or one number for all.
    """

    boxes: Tensor
    labels: Tensor
    rejected: Tensor
    rejected_labels: Tensor
    ignored: Tensor
    reviewed: Tensor | bool
    soft: Tensor = _NO_BOXES
    soft_labels: Tensor = _NO_LABELS
    soft_weights: Tensor = _NO_WEIGHTS
    doubtful: Tensor = _NO_BOXES
    doubtful_labels: Tensor = _NO_LABELS
    weak: Tensor | float = 0.0


@dataclass(frozen=True)
class AnchorTargets:
    """What the anchors of one frame should learn.

    Attributes:
        classes: (A, K) 0 or 1.
        weights: (A, K) how much each answer counts in the class loss; 0 hides it.
        weak: (A, K) how much a 0 counts where it is only likely; None: nowhere.
        foreground: (F,) anchors that learn a box; boxes: (F, 4) that box; box_weights: (F,) how much it counts.
    """

    classes: Tensor
    weights: Tensor
    weak: Tensor | None
    foreground: Tensor
    boxes: Tensor
    box_weights: Tensor

    @property
    def positives(self) -> float:
        """How many anchors learn a box, soft ones by their weight."""
        return float(self.box_weights.sum())

    @property
    def positives_of_class(self) -> Tensor:
        """(K,) how many anchors answer 1 for each class, soft ones by their weight."""
        return (self.classes * self.weights).sum(dim=0)


def anchor_targets(anchors: Tensor, labels: FrameLabels, classes: int) -> AnchorTargets:
    """Targets of anchors (A, 4) for a frame and a list of `classes` classes.

    What nobody reviewed is not background: only confirmed boxes (positive) and rejected boxes (negative, at their
    place and class) count there, and what the version before is sure of. A person's boxes win over its.

    Raises:
        InvalidBoxError: A box is not finite, or its label is not the position of a class.
    """
    for boxes, names in (
        (labels.boxes, labels.labels),
        (labels.rejected, labels.rejected_labels),
        (labels.soft, labels.soft_labels),
        (labels.doubtful, labels.doubtful_labels),
    ):
        _check(boxes, names, classes)
    matches = match(anchors, labels.boxes)
    known = torch.as_tensor(labels.reviewed, device=anchors.device).expand(len(anchors), classes)
    hidden = matches.ignored[:, None].expand(-1, classes).clone()
    if labels.ignored.shape[0]:
        hidden |= _covered(anchors, labels.ignored)[:, None]
    _hide_doubtful(hidden, anchors, labels)
    weights = (known & ~hidden).to(anchors.dtype)
    targets = torch.zeros_like(weights)
    soft, soft_rows = _add_soft(targets, weights, hidden, anchors, labels, matches.foreground)
    _add_rejected(targets, weights, anchors, labels)
    foreground = matches.foreground.nonzero().squeeze(1)
    rows = matches.rows[foreground]
    targets[foreground] = 0.0
    weights[foreground] = 1.0
    targets[foreground, labels.labels[rows]] = 1.0
    return AnchorTargets(
        targets,
        weights,
        _weak(labels, weights, hidden),
        torch.cat([foreground, soft]),
        torch.cat([labels.boxes[rows], labels.soft[soft_rows]]),
        torch.cat([anchors.new_ones(len(foreground)), labels.soft_weights[soft_rows]]),
    )


def _hide_doubtful(hidden: Tensor, anchors: Tensor, labels: FrameLabels) -> None:
    if labels.doubtful.shape[0] == 0:
        return
    near = pairwise_iou(labels.doubtful, anchors) >= BACKGROUND_IOU  # (D, A)
    for row, label in zip(near, labels.doubtful_labels.tolist(), strict=True):
        hidden[row, label] = True


def _add_soft(
    targets: Tensor, weights: Tensor, hidden: Tensor, anchors: Tensor, labels: FrameLabels, taken: Tensor
) -> tuple[Tensor, Tensor]:
    """Soft positives, each for its own class alone, where no confirmed box has the anchor.

    Returns:
        The anchors that learn a soft box, and its row.
    """
    nothing = labels.labels.new_zeros(0)
    if labels.soft.shape[0] == 0:
        return nothing, nothing
    matches = match(anchors, labels.soft)
    near = (pairwise_iou(labels.soft, anchors) >= BACKGROUND_IOU) & matches.ignored  # (S, A)
    for row, label in zip(near, labels.soft_labels.tolist(), strict=True):
        hidden[row, label] = True
        weights[row, label] = 0.0
    soft = (matches.foreground & ~taken).nonzero().squeeze(1)
    rows = matches.rows[soft]
    names = labels.soft_labels[rows]
    targets[soft, names] = 1.0
    weights[soft, names] = labels.soft_weights[rows]
    return soft, rows


def _weak(labels: FrameLabels, weights: Tensor, hidden: Tensor) -> Tensor | None:
    weak = torch.as_tensor(labels.weak, dtype=weights.dtype, device=weights.device)
    if not bool((weak > 0).any()):
        return None
    return torch.where(hidden | (weights > 0), 0.0, weak.expand_as(weights))


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


def _add_rejected(targets: Tensor, weights: Tensor, anchors: Tensor, labels: FrameLabels) -> None:
    if labels.rejected.shape[0] == 0:
        return
    iou = pairwise_iou(labels.rejected, anchors)  # (R, A)
    best = iou.max(dim=1, keepdim=True).values
    # As for a confirmed box: the anchors that fit it best answer for it, however badly they fit.
    near = (iou >= FOREGROUND_IOU) | ((iou >= best) & (best > NO_OVERLAP))
    for row, label in zip(near, labels.rejected_labels.tolist(), strict=True):
        targets[row, label] = 0.0
        weights[row, label] = 1.0


def batch_loss(
    logits: Tensor,
    offsets: Tensor,
    anchors: Tensor,
    targets: list[AnchorTargets],
    normaliser: float,
    kind: str,
    emphasis: Tensor | None = None,
) -> tuple[Tensor, Tensor]:
    """Class and box loss of a batch, each a sum over anchors divided by `normaliser` (at least 1).

    A weak zero counts only while the network does not contradict it: an object that nobody marked must not be
    unlearnt once the network has found it.

    Args:
        logits: (B, A, K); offsets: (B, A, 4); anchors: (A, 4); targets: one a frame.
        normaliser: Usually a running mean of the number of foreground anchors in a batch.
        kind: Box loss, `giou` or `smooth_l1`.
        emphasis: (K,) how much the class loss of each class counts; None: all the same.
    """
    classes = torch.stack([t.classes for t in targets])
    weights = torch.stack([t.weights for t in targets])
    for row, target in enumerate(targets):
        if target.weak is not None:
            weights[row] += target.weak * (logits[row].detach() < _CONTRADICTED_FROM)
    if emphasis is not None:
        weights = weights * emphasis.to(weights)
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
            regression = regression + (losses * target.box_weights).sum()
    scale = max(1.0, normaliser)
    return class_loss / scale, regression / scale
