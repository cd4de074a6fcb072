"""Indexes of videos, kept from one start to the next: making one means decoding the whole file."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable
from pathlib import Path

from app.media.capture import DECODER
from app.media.errors import unreadable
from app.media.fingerprint import fingerprint
from app.media.video_index import DamagedIndexError, VideoIndex, index_video
from retinanet_core.files import write_atomically

_FOLDER = "video-index"


def load_or_build_index(
    path: Path,
    cache_dir: Path,
    *,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> VideoIndex:
    """The index of a video: the stored one where the file is as it was then, else a new one, which is stored.

    A cache that cannot be read or written costs time, nothing else.

    Args:
        path: The video.
        cache_dir: Folder for caches; made when needed. Everything in it may be deleted at any time.
        progress, cancelled: As for `index_video`.

    Raises:
        MediaError: The video cannot be read.
        Cancelled: `cancelled` said so.
    """
    place = _place(path, cache_dir)
    index = _stored(place)
    if index is not None and index_is_current(index, path):
        return index
    index = index_video(path, progress=progress, cancelled=cancelled)
    with contextlib.suppress(OSError):  # read-only or full: the next start pays again
        place.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(place, index.to_bytes())
    return index


def index_is_current(index: VideoIndex, path: Path) -> bool:
    """Whether the file has the size and modification time that it had when it was indexed.

    Raises:
        MediaError: The file is not there or may not be seen.
    """
    try:
        status = path.stat()
    except OSError as error:
        raise unreadable(path, error) from error
    return (status.st_size, status.st_mtime_ns) == (index.size, index.mtime_ns)


def _place(path: Path, cache_dir: Path) -> Path:
    """Named by content, so that a moved video keeps its index, and by decoder, so that digests compare."""
    decoder = hashlib.blake2b(DECODER.encode(), digest_size=4).hexdigest()
    return cache_dir / _FOLDER / f"{fingerprint(path)}-{decoder}.msgpack"


def _stored(place: Path) -> VideoIndex | None:
    try:
        return VideoIndex.from_bytes(place.read_bytes())
    except (OSError, DamagedIndexError):
        return None
