"""What there is to add: files and folders as they are found, and looked into where there are few of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from app.media.catalog import Found, Unreadable, find_media
from app.media.fingerprint import fingerprint
from app.media.images import probe_image
from app.media.index_cache import load_or_build_index
from app.media.sniffing import VIDEO_SUFFIXES
from app.project.media_paths import Locator
from retinanet_core.errors import Cancelled, PlainError

LOOKED_INTO = 200
"""So many new pictures of a listing are looked into at once; of the others only the name and the size are read."""
PIECE = 2000

Kind = Literal["image", "video"]


class ScannedFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it was found.

    Attributes:
        problem: Why it cannot be used, as one sentence; it has no frames then.
        is_file: False for a folder that cannot be read or a path that leads nowhere: listed, but not kept.
    """

    path: Path
    kind: Kind
    size: int = 0
    mtime_ns: int = 0
    fingerprint: str = ""
    width: int = 0
    height: int = 0
    timestamps_ms: Sequence[float | None] = ()
    problem: str = ""
    is_file: bool = True


class ScannedMedia(msgspec.Struct, frozen=True):
    """What a scan found, in the order of the paths given; `already_there` counts the files that were known."""

    files: tuple[ScannedFile, ...]
    already_there: int


class Known:
    """Files to pass over, as the project keeps their paths. Used on one thread."""

    def __init__(self, stored: Sequence[str], locator: Locator) -> None:
        self._stored, self._locator = stored, locator
        self._paths: frozenset[str] | None = None

    def __contains__(self, path: Path) -> bool:
        if self._paths is None:  # Only now: on the thread that asks.
            self._paths = frozenset(self._found())
        return str(path) in self._paths

    def _found(self) -> Iterator[str]:
        """Where they are; where a folder is, is found once for all in it."""
        folders: dict[str, str] = {}
        for stored in self._stored:
            folder, _, name = stored.rpartition("/")
            if not name.isascii():
                yield str(self._locator.find(stored))
                continue
            if folder not in folders:
                folders[folder] = str(self._locator.find(stored)).removesuffix(name)
            yield folders[folder] + name


def scan_media(
    paths: Iterable[Path],
    known: Known,
    cache_dir: Path,
    *,
    progress: Callable[[int], object] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ScannedMedia:
    """Look at files and folders. Touches no project, so any thread may do it.

    Args:
        paths: Files and folders; folders with all below.
        known: What to pass over; see `library.known_media`.
        cache_dir: Where indexes of videos are kept.
        progress: Told after each file how many have been looked at.
        cancelled: Asked before each file, and while a video is indexed.

    Raises:
        Cancelled: `cancelled` said so.
    """
    files: list[ScannedFile] = []
    already_there = 0
    for count, item in enumerate(find_media(paths, cancelled=cancelled), start=1):
        if cancelled is not None and cancelled():
            raise Cancelled
        if item.path in known:
            already_there += 1
        else:
            files.append(_scan_file(item, cache_dir, cancelled))
        if progress is not None:
            progress(count)
    return ScannedMedia(tuple(files), already_there)


def list_media(
    paths: Iterable[Path],
    known: Known,
    cache_dir: Path,
    *,
    cancelled: Callable[[], bool] | None = None,
) -> Iterator[ScannedMedia]:
    """The same, piece by piece as it is found, without looking into pictures where there are many.

    Those not looked into have neither a size in pixels nor a fingerprint yet; see `app.project.sizes`. Videos are
    indexed, as their frames must be counted.

    Raises:
        Cancelled: `cancelled` said so.
    """
    files: list[ScannedFile] = []
    already_there = looked_into = 0
    for item in find_media(paths, cancelled=cancelled):
        if cancelled is not None and cancelled():
            raise Cancelled
        if item.path in known:
            already_there += 1
            continue
        listed = isinstance(item, Found) and item.kind == "image" and looked_into >= LOOKED_INTO
        if isinstance(item, Found) and item.kind == "video" and files:  # Indexing takes its time.
            yield ScannedMedia(tuple(files), already_there)
            files, already_there = [], 0
        files.append(_list_picture(item.path) if listed else _scan_file(item, cache_dir, cancelled))
        looked_into += 1
        if looked_into == LOOKED_INTO or len(files) >= PIECE:
            yield ScannedMedia(tuple(files), already_there)
            files, already_there = [], 0
    yield ScannedMedia(tuple(files), already_there)


def _list_picture(path: Path) -> ScannedFile:
    try:
        status = path.stat()
    except OSError as error:
        return _not_read(path, "image", error)
    if not status.st_size:
        return _scan_file(Found(path, "image"), path, None)  # It says that the file is empty.
    return ScannedFile(
        path=path, kind="image", size=status.st_size, mtime_ns=status.st_mtime_ns, timestamps_ms=(None,)
    )


def _scan_file(
    item: Found | Unreadable, cache_dir: Path, cancelled: Callable[[], bool] | None
) -> ScannedFile:
    if isinstance(item, Unreadable):
        kind: Kind = "video" if item.path.suffix.lower() in VIDEO_SUFFIXES else "image"
        return ScannedFile(path=item.path, kind=kind, problem=item.reason, is_file=item.path.is_file())
    try:
        status = item.path.stat()
        content = fingerprint(item.path)
        if item.kind == "image":
            width, height = probe_image(item.path)
            timestamps: Sequence[float | None] = (None,)
        else:
            index = load_or_build_index(item.path, cache_dir, cancelled=cancelled)
            width, height, timestamps = index.width, index.height, index.timestamps_ms
    except PlainError as error:
        return ScannedFile(path=item.path, kind=item.kind, problem=error.message)
    except OSError as error:
        return _not_read(item.path, item.kind, error)
    return ScannedFile(
        path=item.path, kind=item.kind, size=status.st_size, mtime_ns=status.st_mtime_ns, fingerprint=content,
        width=width, height=height, timestamps_ms=timestamps,
    )  # fmt: skip


def _not_read(path: Path, kind: Kind, error: OSError) -> ScannedFile:
    return ScannedFile(path=path, kind=kind, problem=f"{path.name} cannot be read: {error.strerror}.")
