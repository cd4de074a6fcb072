"""A picture at a half, a quarter and so on, for looking at all of it: made once, beside the window."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from app.media.images import Size, is_giant
from app.media.opencv import cv2
from retinanet_core.grey import one_channel, spread
from retinanet_core.types import Image

Reductions = Mapping[int, Image]
"""By how often the sides are halved. Pixel (x, y) of the n-th is the mean of the 2^n x 2^n pixels of the picture from
(x * 2^n, y * 2^n) on; at the right and lower border, of those of them that there are."""

_SMALL = 1024
"""From here on it is quickly reduced whenever it is needed."""


def reductions(image: Image) -> Reductions:
    """Of a (H, W, 3) uint8 picture, down to a longer side of about 1,000 pixels; of a giant from a quarter on."""
    found: dict[int, Image] = {}
    level, smaller = 0, image
    steps = [2] if is_giant(Size(image.shape[1], image.shape[0])) else []
    while max(smaller.shape[:2]) > _SMALL:
        step = steps.pop() if steps else 1
        level += step
        smaller = found[level] = _reduced(smaller, 1 << step)
    return found


def _reduced(image: Image, factor: int) -> Image:
    """Each pixel the mean of a square; what is left over at two borders makes pixels of its own."""
    grey = one_channel(image)
    return _reduced_values(image, factor) if grey is None else spread(_reduced_values(grey, factor))


def _reduced_values(image: NDArray[np.uint8], factor: int) -> NDArray[np.uint8]:
    height, width = image.shape[:2]
    rows, columns = height // factor, width // factor
    result = np.empty((-(-height // factor), -(-width // factor), *image.shape[2:]), np.uint8)
    whole_rows, whole_columns = rows * factor, columns * factor
    _average(image[:whole_rows, :whole_columns], result[:rows, :columns])
    _average(image[:whole_rows, whole_columns:], result[:rows, columns:])
    _average(image[whole_rows:, :whole_columns], result[rows:, :columns])
    _average(image[whole_rows:, whole_columns:], result[rows:, columns:])
    return result


def _average(part: NDArray[np.uint8], into: NDArray[np.uint8]) -> None:
    if part.size:
        size = (into.shape[1], into.shape[0])
        into[:] = cv2.resize(part, size, interpolation=cv2.INTER_AREA).reshape(into.shape)
