"""One way to read any frame of a project, image or video."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from types import TracebackType
from typing import Self

from app.media.images import decode_image
from app.media.index_cache import index_is_current, load_or_build_index
from app.media.sniffing import Kind
from app.media.video import VideoReader
from retinanet_core.types import Image

_OPEN_VIDEOS = 3


class FrameReader:
    """Reads frames; keeps the videos read last open. Not thread-safe: one per thread. A context manager.

    Args:
        cache_dir: Folder where indexes of videos are kept. A video without one is decoded once to make it.
    """

    def __init__(self, cache_dir: Path) -> None:
        self._cache_dir = cache_dir
        self._videos: OrderedDict[Path, VideoReader] = OrderedDict()

    def read(self, path: Path, kind: Kind, index: int) -> Image:
        """A frame as (H, W, 3) uint8 RGB, upright, for the caller alone. Grey giants cannot be written to.

        Args:
            path: The file.
            kind: "image" or "video".
            index: Position of the frame in sequential decoding; 0 for an image.

        Raises:
            MediaError: The file cannot be read, or has no such frame.
        """
        if kind == "image":
            return decode_image(path)
        return self._video(path).read(index)

    def close(self) -> None:
        """Let go of all files. May be called again."""
        while self._videos:
            self._videos.popitem()[1].close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _video(self, path: Path) -> VideoReader:
        reader = self._videos.pop(path, None)
        if reader is not None and not index_is_current(reader.index, path):
            reader.close()
            reader = None
        if reader is None:
            reader = VideoReader(path, load_or_build_index(path, self._cache_dir))
        self._videos[path] = reader
        while len(self._videos) > _OPEN_VIDEOS:
            self._videos.popitem(last=False)[1].close()
        return reader
