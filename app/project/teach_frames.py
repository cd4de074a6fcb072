"""Frames as teaching wants them: PNG files no larger than it can use, kept from one run to the next."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np

from app.project.errors import ProjectError
from app.project.folders import link_or_copy
from retinanet_core.files import write_atomically
from retinanet_core.types import Image

LONGEST_SIDE = 1333
_COMPRESSION = 1  # Larger files, but several times faster than the default.


class Size(NamedTuple):
    """Pixels of a frame as it is taught."""

    width: int
    height: int


def taught_size(width: int, height: int) -> Size:
    """The size at which a frame of `width` x `height` is stored: the longest side is at most 1333."""
    scale = min(1.0, LONGEST_SIDE / max(width, height))
    return Size(max(1, round(width * scale)), max(1, round(height * scale)))


class TeachFrames:
    """The folder of PNG files; everything in it may be deleted at any time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def has(self, content: str) -> bool:
        """Whether the frame with this content key is there."""
        return self._place(content).is_file()

    def put(self, content: str, image: Image) -> None:
        """Keep a frame, (H, W, 3) uint8 RGB, reduced to its `taught_size`.

        Raises:
            OSError: It cannot be written.
            ProjectError: It cannot be encoded.
        """
        height, width = image.shape[:2]
        size = taught_size(width, height)
        reduced = image if size == (width, height) else cv2.resize(image, size, interpolation=cv2.INTER_AREA)
        bgr = np.ascontiguousarray(reduced[:, :, ::-1])
        done, data = cv2.imencode(".png", bgr, [cv2.IMWRITE_PNG_COMPRESSION, _COMPRESSION])
        if not done:
            raise ProjectError(f"A frame of {width} x {height} pixels could not be stored for teaching.")
        self._folder.mkdir(parents=True, exist_ok=True)
        write_atomically(self._place(content), data.tobytes())

    def link(self, content: str, target: Path) -> None:
        """Make the frame appear as `target` too.

        Raises:
            OSError: It is not there, or `target` cannot be written.
        """
        link_or_copy(self._place(content), target)

    def _place(self, content: str) -> Path:
        name = hashlib.blake2b(content.encode(), digest_size=16).hexdigest()
        return self._folder / f"{name}.png"
