"""From Pillow's many pixel formats to upright 8-bit RGB."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import numpy as np
import PIL.Image
from numpy.typing import NDArray
from PIL import ImageCms
from PIL.Image import Transpose

from retinanet_core.types import Image

Value = TypeVar("Value", bound=np.generic)

_STRIP_PIXELS = 1 << 18
"""Pixels converted at a time: little memory beside the result, and several times as fast as all at once."""

# EXIF 2.32, tag 0x0112: how to turn what is stored; and whether its first rows come last then.
_TURNS: dict[int, tuple[Transpose | None, bool]] = {
    1: (None, False),
    2: (Transpose.FLIP_LEFT_RIGHT, False),
    3: (Transpose.ROTATE_180, True),
    4: (Transpose.FLIP_TOP_BOTTOM, True),
    5: (Transpose.TRANSPOSE, False),
    6: (Transpose.ROTATE_270, True),
    7: (Transpose.TRANSVERSE, True),
    8: (Transpose.ROTATE_90, False),
}


class UnsupportedPixelsError(Exception):
    """The pixels are numbers without an agreed black and white (32-bit integers or fractions)."""


def to_rgb(picture: PIL.Image.Image, orientation: int) -> Image:
    """A loaded picture as (height, width, 3) uint8 RGB, C-contiguous, turned by an EXIF orientation.

    Args:
        picture: Loaded; any mode that Pillow reads.
        orientation: EXIF orientation to apply, 1 to 8.

    Raises:
        UnsupportedPixelsError: The pixels have no agreed black and white.
    """
    return _upright(picture, orientation, _converter(picture), (3,))


def is_grey(picture: PIL.Image.Image) -> bool:
    """Whether all pixels are grey, by their format."""
    return (picture.mode in ("1", "L") and not picture.has_transparency_data) or _is_16_bit(picture)


def to_grey(picture: PIL.Image.Image, orientation: int) -> NDArray[np.uint8]:
    """A loaded picture that `is_grey` as (height, width) uint8, the value that `to_rgb` has three times."""
    convert = _grey_from_16_bit if _is_16_bit(picture) else _to_grey
    return _upright(picture, orientation, convert, ())


def _upright(
    picture: PIL.Image.Image,
    orientation: int,
    convert: Callable[[PIL.Image.Image], PIL.Image.Image],
    channels: tuple[int, ...],
) -> NDArray[np.uint8]:
    width, height = picture.size
    turn, first_rows_last = _TURNS[orientation]
    sideways = orientation >= 5
    result = np.empty((*((width, height) if sideways else (height, width)), *channels), np.uint8)
    rows = max(1, _STRIP_PIXELS // width)
    for top in range(0, height, rows):
        bottom = min(top + rows, height)
        strip = picture.crop((0, top, width, bottom))
        upright = convert(strip if turn is None else strip.transpose(turn))
        place = slice(height - bottom, height - top) if first_rows_last else slice(top, bottom)
        result[(slice(None), place) if sideways else place] = np.asarray(upright)
    return result


def turned(values: NDArray[Value], orientation: int) -> NDArray[Value]:
    """(H, W) or (H, W, C), C-contiguous, turned by an EXIF orientation, 1 to 8; the same array for 1."""
    if orientation >= 5:
        values = values.swapaxes(0, 1)
    if orientation in (3, 4, 7, 8):
        values = values[::-1]
    if orientation in (2, 3, 6, 7):
        values = values[:, ::-1]
    return np.ascontiguousarray(values)


def _converter(picture: PIL.Image.Image) -> Callable[[PIL.Image.Image], PIL.Image.Image]:
    """The function that turns a strip of this picture into mode RGB."""
    mode = picture.mode
    if _is_16_bit(picture):
        return _from_16_bit
    if mode in ("I", "F"):
        raise UnsupportedPixelsError(f"mode {mode}")
    if mode == "LAB":
        return _lab_converter()
    if picture.has_transparency_data:
        return _on_white
    return _to_rgb


def _is_16_bit(picture: PIL.Image.Image) -> bool:
    """PPM and PNG have no 32-bit integers: Pillow's "I" holds their 16 bits."""
    return picture.mode.startswith("I;16") or (picture.mode == "I" and picture.format in ("PPM", "PNG"))


def _grey_from_16_bit(strip: PIL.Image.Image) -> PIL.Image.Image:
    values = np.asarray(strip).astype(np.uint32)
    return PIL.Image.fromarray(((values + 128) // 257).astype(np.uint8))


def _from_16_bit(strip: PIL.Image.Image) -> PIL.Image.Image:
    return _grey_from_16_bit(strip).convert("RGB")


def _to_grey(strip: PIL.Image.Image) -> PIL.Image.Image:
    return strip.convert("L")


def _to_rgb(strip: PIL.Image.Image) -> PIL.Image.Image:
    return strip.convert("RGB")


def _on_white(strip: PIL.Image.Image) -> PIL.Image.Image:
    paper = PIL.Image.new("RGBA", strip.size, "white")
    return PIL.Image.alpha_composite(paper, strip.convert("RGBA")).convert("RGB")


def _lab_converter() -> Callable[[PIL.Image.Image], PIL.Image.Image]:
    transform = ImageCms.buildTransform(
        ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB"), "LAB", "RGB"
    )

    def convert(strip: PIL.Image.Image) -> PIL.Image.Image:
        converted = ImageCms.applyTransform(strip, transform)
        assert converted is not None
        return converted

    return convert
