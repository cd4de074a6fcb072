"""Finding the pictures and videos in what a person named: files and folders."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from app.media.errors import MediaError, shown, unreadable
from app.media.images import IMAGE_SUFFIXES, RAW_SUFFIXES
from app.media.sniffing import VIDEO_SUFFIXES, Kind, kind_of, read_head
from retinanet_core.errors import Cancelled

PROJECT_SUFFIX = ".foveate"

_AMBIGUOUS_SUFFIXES = frozenset((".ts", ".mts"))
"""Also TypeScript: in a folder these are looked into."""


class Found(NamedTuple):
    """A file that is a picture or a video, by its name or by its first bytes; whether it decodes is not known yet."""

    path: Path
    kind: Kind


class Unreadable(NamedTuple):
    """A file or folder that was named, or met, and cannot be used; the reason is one plain sentence."""

    path: Path
    reason: str


def find_media(
    paths: Iterable[Path], *, cancelled: Callable[[], bool] | None = None
) -> Iterator[Found | Unreadable]:
    """The pictures and videos among these files and in these folders and all folders below.

    Each path comes once, absolute, in the order given; what is in a folder in natural order, files before
    sub-folders. In folders, hidden entries, projects (`*.foveate`) and files that are neither pictures nor videos
    by their suffix are passed over in silence. A file that was named itself always comes out, as one or the other.

    Args:
        paths: Files and folders.
        cancelled: Asked before each file and folder.

    Raises:
        Cancelled: `cancelled` said so.
    """
    seen: set[str] = set()
    for item in _walk(paths, cancelled):
        name = os.fspath(item.path)
        if name not in seen:
            seen.add(name)
            yield item


def natural_key(name: str) -> tuple[str, str]:
    """A key that sorts names as people count: frame2 before frame10; case decides only between equals."""
    return _NUMBER.sub(_as_sorted, name.casefold()), name


_NUMBER = re.compile("[0-9]+")


def _as_sorted(number: re.Match[str]) -> str:
    """Digits that sort as text: before all letters, the shorter number first. An int of any length would be costly."""
    digits = number[0].lstrip("0")
    return f"\0{chr(1 + len(digits))}{digits}"


def _walk(paths: Iterable[Path], cancelled: Callable[[], bool] | None) -> Iterator[Found | Unreadable]:
    visited: set[tuple[int, int]] = set()
    for named in paths:
        _stop_if(cancelled)
        path = named.absolute()
        try:
            status = path.stat()
        except (OSError, ValueError) as error:
            yield _refused(path, error)
            continue
        if not stat.S_ISDIR(status.st_mode):
            yield _named_file(path)
        elif path.suffix == PROJECT_SUFFIX:
            yield Unreadable(path, f"{shown(path)} is a project; open it instead of adding it.")
        else:
            yield from _walk_folder(path, visited, cancelled)


def _walk_folder(
    top: Path, visited: set[tuple[int, int]], cancelled: Callable[[], bool] | None
) -> Iterator[Found | Unreadable]:
    """Depth first. `visited` holds device and inode of folders, so that links in a circle end."""
    waiting = [top]
    while waiting:
        _stop_if(cancelled)
        folder = waiting.pop()
        try:
            status = folder.stat()
            if (status.st_dev, status.st_ino) in visited:
                continue
            visited.add((status.st_dev, status.st_ino))
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: natural_key(entry.name))
        except OSError as error:
            yield _refused(folder, error)
            continue
        below: list[Path] = []
        for entry in entries:
            _stop_if(cancelled)
            if _is_hidden(entry):
                continue
            if _is_folder(entry):
                if not entry.name.endswith(PROJECT_SUFFIX):
                    below.append(Path(entry.path))
                continue
            found = _file_in_folder(Path(entry.path))
            if found is not None:
                yield found
        waiting.extend(reversed(below))


def _named_file(path: Path) -> Found | Unreadable:
    """A file that a person named: its suffix is believed, any other suffix makes its first bytes decide."""
    suffix = path.suffix.lower()
    if suffix in RAW_SUFFIXES:
        return Unreadable(path, f"{shown(path)} is a camera raw file; convert it to JPEG or PNG to use it.")
    kind = _kind_by_suffix(suffix)
    if kind is None:
        try:
            kind = kind_of(read_head(path))
        except MediaError as error:
            return Unreadable(path, error.message)
    if kind is None:
        return Unreadable(path, f"{shown(path)} is neither a picture nor a video that can be read.")
    return Found(path, kind)


def _file_in_folder(path: Path) -> Found | None:
    """A file that was met: what is neither a picture nor a video by its suffix is none of our business."""
    suffix = path.suffix.lower()
    kind = _kind_by_suffix(suffix)
    if suffix in _AMBIGUOUS_SUFFIXES:
        try:
            kind = kind_of(read_head(path))
        except MediaError:
            return None
    return None if kind is None else Found(path, kind)


def _kind_by_suffix(suffix: str) -> Kind | None:
    if suffix in IMAGE_SUFFIXES:
        return "image"
    return "video" if suffix in VIDEO_SUFFIXES else None


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself, say: reading it will tell
        return False


def _is_hidden(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith("."):
        return True
    if os.name != "nt":
        return False
    attributes: int = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    return bool(attributes & stat.FILE_ATTRIBUTE_HIDDEN)


def _refused(path: Path, error: OSError | ValueError) -> Unreadable:
    if isinstance(error, OSError):
        return Unreadable(path, unreadable(path, error).message)
    return Unreadable(path, f"{shown(path)} is not a file name.")  # it has a NUL in it


def _stop_if(cancelled: Callable[[], bool] | None) -> None:
    if cancelled is not None and cancelled():
        raise Cancelled
