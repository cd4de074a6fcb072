"""Rectangles on a frame: clipping and overlap, in continuous pixels."""

from __future__ import annotations

import math
from collections.abc import Sequence

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
