"""Rectangles on a frame: clipping and overlap, in continuous pixels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retinanet_core.errors import InvalidBoxError

Rect = tuple[float, float, float, float]
"""(x1, y1, x2, y2)."""


def clip_rect(rect: Sequence[float], width: int, height: int) -> Rect:
    """The part of a rectangle that lies on a frame of `width` x `height` pixels.

    The corners may come in any order, as from a drag to the upper left.

    Raises:
        InvalidBoxError: A coordinate is not finite, or nothing with an area is left.
    """
    x1, y1, x2, y2 = (float(value) for value in rect)
    if not all(map(math.isfinite, (x1, y1, x2, y2))):
        raise InvalidBoxError("A box whose corners are not numbers cannot be kept.", detail=f"rect={rect!r}")
    left, right = sorted((min(max(x1, 0.0), float(width)), min(max(x2, 0.0), float(width))))
    top, bottom = sorted((min(max(y1, 0.0), float(height)), min(max(y2, 0.0), float(height))))
    if right <= left or bottom <= top:
        raise InvalidBoxError(
            "A box without an area on the frame cannot be kept.",
            detail=f"rect={rect!r} on {width} x {height}",
        )
    return (left, top, right, bottom)


def overlaps(first: Sequence[Rect], second: Sequence[Rect]) -> NDArray[np.float64]:
    """Intersection over union of every pair: (len(first), len(second)), in 0..1."""
    a = np.asarray(first, np.float64).reshape(-1, 1, 4)
    b = np.asarray(second, np.float64).reshape(1, -1, 4)
    sides = np.minimum(a[..., 2:], b[..., 2:]) - np.maximum(a[..., :2], b[..., :2])
    shared = np.prod(np.clip(sides, 0.0, None), axis=2)
    areas_a = np.prod(a[..., 2:] - a[..., :2], axis=2)
    areas_b = np.prod(b[..., 2:] - b[..., :2], axis=2)
    iou: NDArray[np.float64] = shared / (areas_a + areas_b - shared)
    return iou


class Pairs(NamedTuple):
    """Rows of boxes that overlap: two of each pair, and their intersection over union in 0..1."""

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    overlaps: NDArray[np.float64]


def overlapping_pairs(frames: NDArray[np.int64], boxes: NDArray[np.float64], least: float) -> Pairs:
    """Boxes of one frame that overlap by `least` (more than 0) or more, each pair once.

    Sorted by their left sides, a box is held against those after it until they begin where it has ended, so that
    the time depends on how crowded the frames are, not on how many there are.

    Args:
        frames: (N,) which frame each box is on.
        boxes: (N, 4) xyxy.
        least: The least overlap.
    """
    order = np.lexsort((boxes[:, 0], frames))
    frames, boxes = frames[order], boxes[order]
    areas = np.prod(boxes[:, 2:] - boxes[:, :2], axis=1)
    found: list[Pairs] = []
    one = np.arange(len(boxes))
    for step in range(1, len(boxes)):
        one = one[one + step < len(boxes)]
        other = one + step
        one = one[(frames[one] == frames[other]) & (boxes[other, 0] < boxes[one, 2])]
        if not len(one):
            break
        other = one + step
        sides = np.minimum(boxes[one, 2:], boxes[other, 2:]) - np.maximum(boxes[one, :2], boxes[other, :2])
        shared = np.prod(np.clip(sides, 0.0, None), axis=1)
        shares = shared / np.maximum(areas[one] + areas[other] - shared, 1e-12)
        near = shares >= least
        found.append(Pairs(order[one[near]], order[other[near]], shares[near]))
    if not found:
        return Pairs(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    return Pairs(*(np.concatenate(column) for column in zip(*found, strict=True)))
