"""Frames at the network's scale, in memory."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from retinanet_core.config import NetworkConfig
from retinanet_core.teach.dataset import ManifestFrame, read_frame, scale_frame
from retinanet_core.types import Image

CACHE_BYTES = 2 << 30


class FrameCache:
    """Frames at the network's scale, kept in memory up to a limit, read again beyond it."""

    def __init__(self, frames: Sequence[ManifestFrame], config: NetworkConfig) -> None:
        self._frames = frames
        self._config = config
        self._kept: dict[int, tuple[Image, NDArray[np.float32]]] = {}
        self._bytes = 0
        self._limit = CACHE_BYTES

    def __len__(self) -> int:
        return len(self._frames)

    def get(self, position: int) -> tuple[ManifestFrame, Image, NDArray[np.float32]]:
        """The frame, its scaled pixels, and the factor for its coordinates."""
        frame = self._frames[position]
        scaled = self._kept.get(position)
        if scaled is None:
            scaled = scale_frame(frame, read_frame(frame), self._config)
            if self._bytes + scaled[0].nbytes <= self._limit:
                self._kept[position] = scaled
                self._bytes += scaled[0].nbytes
        return frame, *scaled

    def shrink(self) -> None:
        """Give the memory back and keep nothing from now on."""
        self._kept.clear()
        self._bytes = self._limit = 0
