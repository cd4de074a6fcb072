"""Small pictures for lists."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from app.media.images import Size, decode_reduced
from app.media.opencv import cv2
from retinanet_core.grey import one_channel, spread
from retinanet_core.types import Image

_SHARPER = 2
"""A JPEG is read this many times as large as needed, and averaged: finer than what its decoder averages."""


def thumbnail(image: Image, side: int) -> Image:
    """The picture made to fit a square, each pixel the average of the area it stands for.

    Args:
        image: (H, W, 3) uint8.
        side: The longest side of the result in pixels, at least 1. Smaller pictures are not enlarged.
    """
    return _fitted(image, Size(image.shape[1], image.shape[0]), side)


def read_thumbnail(path: Path, side: int) -> Image:
    """The thumbnail of a picture file, without decoding all of it where its format allows that.

    Args:
        side: As for `thumbnail`.

    Raises:
        MediaError: It cannot be read, or is a giant that would have to be read whole.
    """
    image, whole = decode_reduced(path, _SHARPER * side)
    return _fitted(image, whole, side)


def _fitted(image: Image, whole: Size, side: int) -> Image:
    """`image`, which may be a reduced one, in the size that the thumbnail of the whole has."""
    scale = min(1.0, side / max(whole))
    size = (max(1, round(whole.width * scale)), max(1, round(whole.height * scale)))
    if size == (image.shape[1], image.shape[0]):
        return image.copy()
    grey = one_channel(image)
    smaller = np.asarray(
        cv2.resize(image if grey is None else grey, size, interpolation=cv2.INTER_AREA), np.uint8
    )
    return smaller if grey is None else spread(smaller)
