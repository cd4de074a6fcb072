"""Frames at the network's scale, with what is known about them, in memory."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from retinanet_core.config import NetworkConfig
from retinanet_core.teach.dataset import ManifestFrame, read_frame, scale_frame
from retinanet_core.teach.marks import Marks
from retinanet_core.teach.teacher import Teacher
from retinanet_core.types import Image

CACHE_BYTES = 2 << 30


class FrameCache:
    """Frames at the network's scale, kept in memory up to a limit, read again beyond it.

    What the version before believes on a frame is asked for when the frame is needed first: a short run sees few of
    many frames.
    """

    def __init__(
        self, frames: Sequence[ManifestFrame], config: NetworkConfig, teacher: Teacher | None = None
    ) -> None:
        self._frames = frames
        self._teacher = teacher
        self._marks: dict[int, Marks] = {}
        self._config = config
        self._kept: dict[int, tuple[Image, NDArray[np.float32]]] = {}
        self._bytes = 0
        self._limit = CACHE_BYTES

    def __len__(self) -> int:
        return len(self._frames)

    def get(self, position: int) -> tuple[ManifestFrame, Image, Marks]:
        """The frame, and at the network's scale its pixels and what is known about it."""
        frame = self._frames[position]
        scaled = self._kept.get(position)
        if scaled is None:
            image = read_frame(frame)
            if position not in self._marks:
                self._marks[position] = self._known(frame, image)
            scaled = scale_frame(frame, image, self._config)
            if self._bytes + scaled[0].nbytes <= self._limit:
                self._kept[position] = scaled
                self._bytes += scaled[0].nbytes
        pixels, factor = scaled
        return frame, pixels, self._marks[position].scaled(factor)

    def _known(self, frame: ManifestFrame, image: Image) -> Marks:
        return frame.marks if self._teacher is None else frame.marks_with(self._teacher.hints(frame, image))

    def shrink(self) -> None:
        """Give the memory back and keep nothing from now on."""
        self._kept.clear()
        self._bytes = self._limit = 0
