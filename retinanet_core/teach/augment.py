"""Random views of a frame that keep its boxes true: flips, scale, place, light."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from retinanet_core.types import Image

MIN_VISIBLE = 0.35
"""A box of which less than this is left by the crop becomes a region that says nothing."""

_SCALES = (0.75, 1.35)
_LIGHT = 0.2
_TINT = 0.06


@dataclass(frozen=True)
class View:
    """A frame as a training step sees it.

    Attributes:
        image: (H, W, 3) uint8.
        boxes: (N, 4) visible confirmed boxes; labels: (N,).
        rejected: (R, 4); rejected_labels: (R,).
        ignored: (I, 4) what is left of boxes cut by the crop.
    """

    image: Image
    boxes: NDArray[np.float32]
    labels: NDArray[np.int64]
    rejected: NDArray[np.float32]
    rejected_labels: NDArray[np.int64]
    ignored: NDArray[np.float32]


def random_affine(
    rng: np.random.Generator, width: int, height: int, *, upside_down: bool
) -> NDArray[np.float32]:
    """A (2, 3) matrix: mirrored half of the time, scaled by 0.75 to 1.35, placed anywhere that fits."""
    scale = float(np.exp(rng.uniform(np.log(_SCALES[0]), np.log(_SCALES[1]))))
    flip_x = rng.random() < 0.5
    flip_y = upside_down and rng.random() < 0.5
    # The free room is positive when the frame shrinks and negative when it is cropped.
    shift_x = rng.random() * (1 - scale) * width
    shift_y = rng.random() * (1 - scale) * height
    return np.array(
        [
            [-scale if flip_x else scale, 0, shift_x + (scale * width if flip_x else 0)],
            [0, -scale if flip_y else scale, shift_y + (scale * height if flip_y else 0)],
        ],
        dtype=np.float32,
    )


def transform_boxes(boxes: NDArray[np.float32], matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    """Boxes (N, 4) under a matrix without rotation, corners in order again."""
    xs = boxes[:, [0, 2]] * matrix[0, 0] + matrix[0, 2]
    ys = boxes[:, [1, 3]] * matrix[1, 1] + matrix[1, 2]
    return np.stack([xs.min(1), ys.min(1), xs.max(1), ys.max(1)], axis=1).astype(np.float32)


def crop_boxes(
    boxes: NDArray[np.float32], width: int, height: int
) -> tuple[NDArray[np.float32], NDArray[np.bool_], NDArray[np.bool_]]:
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


def random_view(
    image: Image,
    boxes: NDArray[np.float32],
    labels: NDArray[np.int64],
    rejected: NDArray[np.float32],
    rejected_labels: NDArray[np.int64],
    rng: np.random.Generator,
    *,
    fill: tuple[float, float, float],
    upside_down: bool,
) -> View:
    """A random view of the same size as the frame.

    Args:
        image: The frame at the network's scale; boxes and rejected in its pixels.
        rng: Source of chance.
        fill: RGB where the view sees past the frame.
        upside_down: Also mirror vertically (right for pictures taken from above, wrong for landscapes).
    """
    height, width = image.shape[:2]
    matrix = random_affine(rng, width, height, upside_down=upside_down)
    warped = _warp(image, matrix, fill)
    cut, visible, rest = crop_boxes(transform_boxes(boxes, matrix), width, height)
    cut_rejected, keep_rejected, _ = crop_boxes(transform_boxes(rejected, matrix), width, height)
    return View(
        image=_relight(warped, rng),
        boxes=cut[visible],
        labels=labels[visible],
        rejected=cut_rejected[keep_rejected],
        rejected_labels=rejected_labels[keep_rejected],
        ignored=cut[rest],
    )


def _warp(image: Image, matrix: NDArray[np.float32], fill: tuple[float, float, float]) -> Image:
    """Pixels under a matrix for continuous coordinates: OpenCV's are those of pixel centres, half a pixel less."""
    centred = matrix.copy()
    centred[:, 2] += 0.5 * (matrix[:, 0] + matrix[:, 1]) - 0.5
    warped = cv2.warpAffine(
        image,
        centred,
        (image.shape[1], image.shape[0]),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=fill,
    )
    return np.asarray(warped, dtype=np.uint8)


def _relight(image: Image, rng: np.random.Generator) -> Image:
    """Other brightness, contrast and tint, by one look-up table a channel."""
    contrast = 1 + rng.uniform(-_LIGHT, _LIGHT)
    brightness = 255 * rng.uniform(-_LIGHT, _LIGHT) * 0.5
    tint = 1 + rng.uniform(-_TINT, _TINT, size=3)
    levels = np.arange(256, dtype=np.float32)[:, None]
    table = ((levels - 128) * contrast + 128 + brightness) * tint
    lut = np.clip(table, 0, 255).astype(np.uint8).reshape(1, 256, 3)
    return np.asarray(cv2.LUT(image, lut), dtype=np.uint8)
