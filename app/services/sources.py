"""What the services read pictures with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from retinanet_core.types import Image

if TYPE_CHECKING:
    from app.media.giant import Coarse

MediaKind = Literal["image", "video"]


@dataclass(frozen=True, slots=True)
class FrameRef:
    """Where the pixels of a frame are. Equal references mean equal pixels while the file does not change.

    Attributes:
        frame_id: The frame's id in the project.
        path: The image or video file.
        index: Position in sequential decoding; 0 for an image.
    """

    frame_id: int
    path: Path
    kind: MediaKind
    index: int


Stamp = tuple[int, int]
"""Size in bytes and modification time of a file: while it stays, so do its pixels."""


def stamp_of(path: Path) -> Stamp | None:
    """None where there is no file, or it may not be seen. Not for the thread of the window."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


class FrameSource(Protocol):
    """Reads any frame; used and closed on one thread (`app.media.frames.FrameReader`)."""

    def read(self, path: Path, kind: MediaKind, index: int) -> Image: ...

    def close(self) -> None: ...


OpenSource = Callable[[], FrameSource]
"""Opens a source; called on the thread that will use it."""


class Giants:
    """What is known of pictures that take seconds to decode; called on any thread. Here: there are none."""

    def is_giant(self, ref: FrameRef) -> bool:
        """Whether it is one."""
        return False

    def coarse(self, ref: FrameRef) -> Coarse | None:
        """Something to look at while it is decoded; None if it is no giant or cannot be had faster."""
        return None


class GiantFiles(Giants):
    """The giants among picture files."""

    def is_giant(self, ref: FrameRef) -> bool:
        """By the header of the file."""
        from app.media.giant import is_giant_file

        return ref.kind == "image" and is_giant_file(ref.path)

    def coarse(self, ref: FrameRef) -> Coarse | None:
        """An eighth of a JPEG."""
        from app.media.giant import coarse_view

        return coarse_view(ref.path) if ref.kind == "image" else None


class LazySource:
    """A source that is opened by the first frame read. Used and closed on one thread."""

    def __init__(self, open_source: OpenSource) -> None:
        self._open_source = open_source
        self._source: FrameSource | None = None

    def read(self, ref: FrameRef) -> Image:
        """The frame's pixels, uint8 (H, W, 3) RGB. Raises what the source raises."""
        if self._source is None:
            self._source = self._open_source()
        return self._source.read(ref.path, ref.kind, ref.index)

    def close(self) -> None:
        """Close the source if it was opened."""
        if self._source is not None:
            self._source.close()
            self._source = None


def frame_readers(cache_dir: Path) -> OpenSource:
    """What opens the program's own reader, with the indexes of videos kept in `cache_dir`."""

    def open_source() -> FrameSource:
        # Imported here: decoders stay off the way to the first painted window.
        from app.media.frames import FrameReader

        return FrameReader(cache_dir)

    return open_source


def thumbnail_readers(cache_dir: Path, store: Path, side: int) -> OpenSource:
    """What opens a reader of thumbnails, kept in the file `store`; `cache_dir` is as for `frame_readers`."""

    def open_source() -> FrameSource:
        from app.media.frames import FrameReader
        from app.services.thumbnail_store import ThumbnailReader, ThumbnailStore

        return ThumbnailReader(FrameReader(cache_dir), ThumbnailStore(store), side)

    return open_source
