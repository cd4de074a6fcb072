"""Pictures so large that decoding them takes seconds: something to look at meanwhile."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from app.media.errors import MediaError
from app.media.images import Size, decode_reduced, is_giant, probe_image
from retinanet_core.types import Image

_REDUCTION = 8
"""The most that a JPEG decoder averages by itself; the picture takes a 64th of the memory."""


class Coarse(NamedTuple):
    """A picture for looking at.

    Attributes:
        image: (H, W, 3) uint8 RGB, upright, smaller than the whole.
        size: That of the whole.
    """

    image: Image
    size: Size


def is_giant_file(path: Path) -> bool:
    """Whether the file is a giant; a file that cannot be read is none."""
    try:
        return is_giant(probe_image(path))
    except MediaError:
        return False


def coarse_view(path: Path) -> Coarse | None:
    """A giant at an eighth, in a fraction of the time of the whole.

    None for other pictures, for giants whose format cannot be read reduced, and for files that cannot be read:
    decoding the whole says why.
    """
    try:
        size = probe_image(path)
        if not is_giant(size):
            return None
        return Coarse(*decode_reduced(path, max(size) // _REDUCTION))
    except MediaError:
        return None
