"""What is known about a frame besides its pixels, carried through scaling and cropping."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

MIN_VISIBLE = 0.35
"""A box of which less than this is left by a crop becomes a region that says nothing."""

Boxes = NDArray[np.float32]
Labels = NDArray[np.int64]


def no_boxes() -> Boxes:
    """(0, 4)."""
    return np.zeros((0, 4), dtype=np.float32)


def no_labels() -> Labels:
    """(0,)."""
    return np.zeros(0, dtype=np.int64)


def _no_weights() -> NDArray[np.float32]:
    return np.zeros(0, dtype=np.float32)


@dataclass(frozen=True)
class Marks:
    """Boxes in one frame's pixels, (N, 4) xyxy, with class positions (N,).

    Attributes:
        boxes, labels: Confirmed by a person.
        rejected, rejected_labels: Refused by a person: this class is not there.
        soft, soft_labels, soft_weights: What the version before is sure of where no person looked; weights 0..1.
        doubtful, doubtful_labels: What it half believes: nothing is learnt there about this class.
        ignored: (I, 4) regions that say nothing at all.
    """

    boxes: Boxes = field(default_factory=no_boxes)
    labels: Labels = field(default_factory=no_labels)
    rejected: Boxes = field(default_factory=no_boxes)
    rejected_labels: Labels = field(default_factory=no_labels)
    soft: Boxes = field(default_factory=no_boxes)
    soft_labels: Labels = field(default_factory=no_labels)
    soft_weights: NDArray[np.float32] = field(default_factory=_no_weights)
    doubtful: Boxes = field(default_factory=no_boxes)
    doubtful_labels: Labels = field(default_factory=no_labels)
    ignored: Boxes = field(default_factory=no_boxes)

    def scaled(self, factor: NDArray[np.float32]) -> Self:
        """All coordinates times (4,) `factor`."""
        return replace(
            self,
            boxes=self.boxes * factor,
            rejected=self.rejected * factor,
            soft=self.soft * factor,
            doubtful=self.doubtful * factor,
            ignored=self.ignored * factor,
        )

    def seen_through(self, matrix: NDArray[np.float32], width: int, height: int) -> Self:
        """The marks in a view of width x height that a (2, 3) matrix without rotation makes of the frame.

        What is left of a confirmed or soft box that the crop cuts to a useless rest is ignored.
        """
        boxes, visible, rest = crop_boxes(transform_boxes(self.boxes, matrix), width, height)
        soft, soft_visible, soft_rest = crop_boxes(transform_boxes(self.soft, matrix), width, height)
        rejected, rejected_visible, _ = crop_boxes(transform_boxes(self.rejected, matrix), width, height)
        doubtful, doubtful_visible, doubtful_rest = crop_boxes(
            transform_boxes(self.doubtful, matrix), width, height
        )
        ignored, ignored_visible, ignored_rest = crop_boxes(
            transform_boxes(self.ignored, matrix), width, height
        )
        in_view = doubtful_visible | doubtful_rest
        return replace(
            self,
            boxes=boxes[visible],
            labels=self.labels[visible],
            rejected=rejected[rejected_visible],
            rejected_labels=self.rejected_labels[rejected_visible],
            soft=soft[soft_visible],
            soft_labels=self.soft_labels[soft_visible],
            soft_weights=self.soft_weights[soft_visible],
            doubtful=doubtful[in_view],
            doubtful_labels=self.doubtful_labels[in_view],
            ignored=np.concatenate([boxes[rest], soft[soft_rest], ignored[ignored_visible | ignored_rest]]),
        )


NO_MARKS = Marks()
"""Nothing is known."""


def transform_boxes(boxes: Boxes, matrix: NDArray[np.float32]) -> Boxes:
    """Boxes (N, 4) under a matrix without rotation, corners in order again."""
    xs = boxes[:, [0, 2]] * matrix[0, 0] + matrix[0, 2]
    ys = boxes[:, [1, 3]] * matrix[1, 1] + matrix[1, 2]
    return np.stack([xs.min(1), ys.min(1), xs.max(1), ys.max(1)], axis=1).astype(np.float32)


def crop_boxes(boxes: Boxes, width: int, height: int) -> tuple[Boxes, NDArray[np.bool_], NDArray[np.bool_]]:
    """Cut boxes at the border.

    Returns:
        The cut boxes (N, 4), which of them are visible enough to learn, and which are cut to a useless rest.
    """
    limit = np.array([width, height, width, height], dtype=np.float32)
    cut = np.clip(boxes, 0, limit).astype(np.float32)
    area = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    left = (cut[:, 2] - cut[:, 0]) * (cut[:, 3] - cut[:, 1])
    visible = left >= MIN_VISIBLE * area
    return cut, visible & (left > 0), ~visible & (left > 0)
