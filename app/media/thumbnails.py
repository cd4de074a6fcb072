"""Small pictures for lists."""

from __future__ import annotations

import numpy as np

from app.media.opencv import cv2
from retinanet_core.types import Image


def thumbnail(image: Image, side: int) -> Image:
    """The picture made to fit a square, each pixel the average of the area it stands for.

    Args:
        image: (H, W, 3) uint8.
        side: The longest side of the result in pixels, at least 1. Smaller pictures are not enlarged.
    """
    height, width = image.shape[:2]
    scale = side / max(height, width)
    if scale >= 1:
        return image.copy()
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)
