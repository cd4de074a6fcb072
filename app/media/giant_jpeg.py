"""Large JPEGs without holding them twice."""

from __future__ import annotations

import numpy as np

from app.media.opencv import cv2
from app.media.pixels import turned
from retinanet_core.types import Image


def decode_jpeg(data: bytes, orientation: int) -> Image:
    """The picture as (height, width, 3) uint8 RGB, C-contiguous, turned by an EXIF orientation, 1 to 8.

    Raises:
        ValueError: It is none.
        MemoryError: There is not enough for it.
    """
    flags = cv2.IMREAD_COLOR_RGB | cv2.IMREAD_IGNORE_ORIENTATION
    try:
        decoded = cv2.imdecode(np.frombuffer(data, np.uint8), flags)
    except cv2.error as error:
        if error.code == cv2.Error.StsNoMem:
            raise MemoryError(str(error)) from error
        raise ValueError(str(error)) from error
    if decoded is None:
        raise ValueError("OpenCV does not read it")
    return turned(np.asarray(decoded, np.uint8), orientation)
