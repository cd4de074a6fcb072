"""Large JPEGs without holding them twice."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.media.opencv import cv2
from app.media.pixels import turned


def decode_jpeg(
    path: Path, size: tuple[int, int], orientation: int, *, grey: bool = False
) -> NDArray[np.uint8]:
    """The picture as (height, width, 3) uint8 RGB, C-contiguous, turned by an EXIF orientation, 1 to 8.

    Args:
        size: Width and height as they are stored.
        grey: It is a grey one, and wanted as (height, width).

    Raises:
        ValueError: It is none.
        MemoryError: There is not enough for it.
    """
    flags = (cv2.IMREAD_GRAYSCALE if grey else cv2.IMREAD_COLOR_RGB) | cv2.IMREAD_IGNORE_ORIENTATION
    try:
        return turned(_decoded(path, size[::-1] if grey else (*size[::-1], 3), flags), orientation)
    except cv2.error as error:
        if error.code == cv2.Error.StsNoMem:
            raise MemoryError(str(error)) from error
        raise ValueError(str(error)) from error


def _decoded(path: Path, shape: tuple[int, ...], flags: int) -> NDArray[np.uint8]:
    """Into an array that is there already: OpenCV would copy its own, and both would be in memory."""
    into = np.empty(shape, np.uint8)
    ends = (into[0], into[-1])
    mark = np.random.default_rng(0).integers(0, 256, ends[0].shape, np.uint8)
    for end in ends:
        end[:] = mark
    cv2.imread(str(path), into, flags)
    if not any(np.array_equal(end, mark) for end in ends):
        return into
    # It does not say so, but it read nothing, or not to the end: on Windows it opens no name with other letters.
    del into, ends
    decoded = cv2.imdecode(np.fromfile(path, np.uint8), flags)
    if decoded is None or decoded.shape != shape:
        raise ValueError("OpenCV does not read it")
    return np.asarray(decoded, np.uint8)
