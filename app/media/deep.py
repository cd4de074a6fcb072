"""The 16-bit values of a picture, of which `decode_image` keeps eight bits; for looking only."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import PIL.Image
import PIL.ImageFile
from numpy.typing import NDArray

from app.media.errors import MediaError
from app.media.images import Header, header, is_giant, load
from app.media.opencv import cv2
from app.media.pixels import turned

Deep = NDArray[np.uint16]
"""(H, W) or (H, W, 3) RGB, upright, 0 to 65,535."""

_FULL = 65535
_FORMATS = ("PNG", "TIFF", "PPM")


def decode_deep(path: Path) -> Deep | None:
    """The picture in 16 bits, of the size that `decode_image` gives it.

    None for pictures of eight bits, for giants, and for files that cannot be read or not in this way.
    """
    try:
        with header(path) as found:
            if found.picture.format not in _FORMATS or is_giant(found.size):
                return None
            values: Deep | None
            if _is_grey(found.picture):
                values = _grey(found)
            elif _is_colour(found.picture):
                values = _colour(path, found)
            else:
                return None
            return values if values is not None and values.shape[1::-1] == found.size else None
    except (MediaError, OSError, cv2.error):
        return None


def _is_grey(picture: PIL.Image.Image) -> bool:
    return picture.mode.startswith("I;16") or (picture.mode == "I" and picture.format in ("PPM", "PNG"))


def _is_colour(picture: PIL.Image.Image) -> bool:
    """By how the file stores what Pillow hands out with eight bits."""
    if picture.mode not in ("RGB", "RGBA") or "transparency" in picture.info:
        return False
    return ";16" in str(_storage(picture)[0]) or _largest_of_ppm(picture) > 255


def _storage(picture: PIL.Image.Image) -> tuple[object, ...]:
    """What Pillow's decoder is told of how the pixels are stored; first its raw mode, such as "RGB;16B"."""
    assert isinstance(picture, PIL.ImageFile.ImageFile)
    args = picture.tile[0].args if picture.tile else ""
    return args if isinstance(args, tuple) else (args,)


def _largest_of_ppm(picture: PIL.Image.Image) -> int:
    """The number that is white; 0 for other formats."""
    white = _storage(picture)[-1]
    return white if picture.format == "PPM" and isinstance(white, int) else 0


def _grey(found: Header) -> Deep:
    load(found.picture)
    return turned(np.asarray(found.picture).astype(np.uint16), found.orientation)


def _colour(path: Path, found: Header) -> Deep | None:
    white = _largest_of_ppm(found.picture) or _FULL
    data = np.frombuffer(path.read_bytes(), np.uint8)
    decoded = cv2.imdecode(data, cv2.IMREAD_UNCHANGED)
    if decoded is None or decoded.dtype != np.uint16 or decoded.ndim != 3 or decoded.shape[2] not in (3, 4):
        return None
    stored = np.asarray(decoded, np.uint16)
    values = np.ascontiguousarray(stored[:, :, 2::-1])
    if stored.shape[2] == 4:
        values = _on_white(values, stored[:, :, 3:])
    if white != _FULL:
        values = (values.astype(np.uint32) * _FULL // white).astype(np.uint16)
    return turned(values, found.orientation)  # of a TIFF that is 1 here: OpenCV turns it, as Pillow does


def _on_white(values: Deep, alpha: Deep) -> Deep:
    weight = alpha.astype(np.float32) / _FULL
    return np.rint(values * weight + _FULL * (1 - weight)).astype(np.uint16)
