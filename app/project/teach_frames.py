"""Frames as teaching wants them: PNG files no larger than it can use, kept from one run to the next."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Literal, NamedTuple

import cv2
import msgspec
import numpy as np

from app.project.errors import ProjectError
from app.project.folders import link_or_copy
from retinanet_core.files import write_atomically
from retinanet_core.types import Image

Kind = Literal["image", "video"]
ReadFrame = Callable[[Path, Kind, int], Image]
"""Reads a frame, upright RGB, as `app.media.frames.FrameReader.read` does; raises PlainError when it cannot."""

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


class SourceFrame(msgspec.Struct, frozen=True, kw_only=True):
    """Where the pixels of a frame are.

    Attributes:
        width, height: Its size when it was added.
        content: Key of its pixels: equal keys, equal pixels.
    """

    id: int
    path: Path
    kind: Kind
    index: int
    width: int
    height: int
    content: str


class TeachFrames:
    """The folder of PNG files; everything in it may be deleted at any time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def has(self, content: str) -> bool:
        """Whether the frame with this content key is there."""
        return self._place(content).is_file()

    def read(self, frame: SourceFrame, read_frame: ReadFrame) -> Image:
        """A frame's pixels, reduced: those that are there, else those of its file, which are kept.

        Raises:
            PlainError: It cannot be read, or is another picture than when it was added.
            OSError: It cannot be written.
        """
        kept = self._get(frame.content)
        return self._take(frame, read_frame) if kept is None else kept

    def fetch(self, frame: SourceFrame, read_frame: ReadFrame) -> None:
        """See that a frame is there. Raises as `read` does."""
        if not self.has(frame.content):
            self._take(frame, read_frame)

    def _take(self, frame: SourceFrame, read_frame: ReadFrame) -> Image:
        image = read_frame(frame.path, frame.kind, frame.index)
        if image.shape[:2] != (frame.height, frame.width):
            raise ProjectError(f"{frame.path.name} is not the picture that it was when it was added.")
        return self.put(frame.content, image)

    def _get(self, content: str) -> Image | None:
        """A frame that is there and whole."""
        try:
            data = np.frombuffer(self._place(content).read_bytes(), np.uint8)
        except OSError:
            return None
        image = cv2.imdecode(data, cv2.IMREAD_COLOR_RGB) if data.size else None
        return None if image is None else np.asarray(image, np.uint8)

    def put(self, content: str, image: Image) -> Image:
        """Keep a frame, (H, W, 3) uint8 RGB, reduced to its `taught_size`; returns it so.

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
        return np.asarray(reduced, np.uint8)

    def link(self, content: str, target: Path) -> None:
        """Make the frame appear as `target` too.

        Raises:
            OSError: It is not there, or `target` cannot be written.
        """
        link_or_copy(self._place(content), target)

    def _place(self, content: str) -> Path:
        name = hashlib.blake2b(content.encode(), digest_size=16).hexdigest()
        return self._folder / f"{name}.png"
