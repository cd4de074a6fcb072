"""Media files that change outside of the program: how a file is found now, where it may be, and what follows.

`look`, `search` and `read_anew` touch no project, so any thread may run them.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from enum import Enum
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec

from app.media.errors import MediaError, shown, unreadable
from app.media.fingerprint import fingerprint
from app.project.media_paths import to_stored
from app.project.reading import ProjectReader
from app.project.records import Box, Edit, Frame, Media, RowChange
from app.project.rows import change
from retinanet_core.errors import Cancelled

DRIVES_BELOW = tuple(map(Path, ("/media", "/run/media", "/mnt", "/Volumes")))
"""Folders in which drives that come and go appear, either right there or in a folder for each person."""


class KnownFile(NamedTuple):
    """A file as the project knows it."""

    media_id: int
    path: Path
    size: int
    mtime_ns: int
    fingerprint: str


class Look(Enum):
    """How a file was found."""

    SAME = "same"
    MISSING = "missing"
    REPLACED = "replaced"
    UNREACHABLE = "unreachable"
    """The drive that it is on is not connected, or fails."""


class Looked(NamedTuple):
    """What a look at a file said; `drive` names what cannot be reached, for UNREACHABLE."""

    look: Look
    drive: str = ""


class Place(NamedTuple):
    """Where a file may be now.

    Attributes:
        certain: Its content says so; otherwise just its name, and it has another content.
    """

    path: Path
    certain: bool


class NewContent(NamedTuple):
    """What is now in the place of a file."""

    size: int
    mtime_ns: int
    fingerprint: str
    width: int
    height: int


def known_file(store: ProjectReader, media: Media) -> KnownFile:
    """What to look for."""
    return KnownFile(media.id, store.media_path(media), media.size, media.mtime_ns, media.fingerprint)


def look(file: KnownFile) -> Looked:
    """Find out whether a file is where it was and what it was. Reads its content only where its time has changed."""
    try:
        status = file.path.stat()
    except (FileNotFoundError, NotADirectoryError):
        drive = _absent_drive(file.path)
        return Looked(Look.UNREACHABLE, drive) if drive else Looked(Look.MISSING)
    except OSError:
        return Looked(Look.UNREACHABLE, str(file.path.parent))
    if not file.fingerprint:  # Nobody has looked into it yet (`sizes`), so nobody has seen another content.
        return Looked(Look.SAME)
    if status.st_size != file.size:
        return Looked(Look.REPLACED)
    if status.st_mtime_ns == file.mtime_ns:
        return Looked(Look.SAME)
    try:
        same = fingerprint(file.path) == file.fingerprint
    except MediaError:
        return Looked(Look.UNREACHABLE, str(file.path.parent))
    return Looked(Look.SAME if same else Look.REPLACED)


def search(
    files: Sequence[KnownFile],
    folder: Path,
    taken: Collection[str] = (),
    *,
    progress: Callable[[int], object] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> dict[int, Place]:
    """Look for files in a folder and all below, by name and size first; the content decides.

    A file whose content is nowhere may be the one that has its name, if there is just one. Of a file that nobody has
    looked into yet only the name and the size are known, and these are enough.

    Args:
        files: What is looked for.
        folder: Where.
        taken: Absolute paths that other media of the project have.
        progress: Told how many files have been looked at.
        cancelled: Asked before each file.

    Returns:
        Where each file is, or may be, that was found, by id of its media; no path twice.

    Raises:
        Cancelled: `cancelled` said so.
    """
    from app.media.catalog import Found, find_media  # It brings the decoders.

    sizes, names = {file.size for file in files}, {file.path.name for file in files}
    there: dict[int, list[Path]] = {}
    named: dict[str, list[Path]] = {}
    for count, item in enumerate(find_media([folder], cancelled=cancelled), start=1):
        if isinstance(item, Found) and str(item.path) not in taken:
            size = _size_of(item.path)
            if size in sizes:
                there.setdefault(size, []).append(item.path)
            if item.path.name in names:
                named.setdefault(item.path.name, []).append(item.path)
        if progress is not None:
            progress(count)
    prints: dict[Path, str] = {}
    found: dict[int, Place] = {}
    used: set[Path] = set()
    for file in files:
        if cancelled is not None and cancelled():
            raise Cancelled
        free = [path for path in there.get(file.size, ()) if path not in used]
        likely = sorted(free, key=partial(_unlikeness, was=file.path))
        match = next((path for path in likely if _is(file, path, prints)), None)
        if match is not None:
            found[file.media_id] = Place(match, certain=True)
            used.add(match)
    for file in files:
        free = [path for path in named.get(file.path.name, ()) if path not in used]
        if file.media_id not in found and len(free) == 1:
            found[file.media_id] = Place(free[0], certain=False)
            used.add(free[0])
    return found


def _is(file: KnownFile, path: Path, prints: dict[Path, str]) -> bool:
    """Whether a file of the same size is the one that is looked for."""
    if not file.fingerprint:
        return path.name == file.path.name
    return _print_of(path, prints) == file.fingerprint


def read_anew(
    path: Path, media: Media, cache_dir: Path, *, cancelled: Callable[[], bool] | None = None
) -> NewContent:
    """What is in the place of a file now.

    Raises:
        MediaError: It cannot be read, or is a video with another number of frames than it had.
        Cancelled: `cancelled` said so.
    """
    from app.media.images import probe_image  # They bring the decoders.
    from app.media.index_cache import load_or_build_index

    content = fingerprint(path)
    if media.kind == "image":
        (width, height), frames = probe_image(path), 1
    else:
        index = load_or_build_index(path, cache_dir, cancelled=cancelled)
        width, height, frames = index.width, index.height, len(index.timestamps_ms)
    if frames != media.frame_count:
        raise MediaError(
            f"{shown(path)} has {frames} frames now and had {media.frame_count}. "
            "Put the old file back, or add this one under another name."
        )
    try:
        status = path.stat()
    except OSError as error:
        raise unreadable(path, error) from error
    return NewContent(status.st_size, status.st_mtime_ns, content, width, height)


def relink_media(store: ProjectReader, places: Mapping[int, Path]) -> Edit | None:
    """Say where files are now; their frames and boxes stay.

    Raises:
        ProjectError: A path cannot be stored.
    """
    changes = []
    for media_id, path in places.items():
        media = store.media_by_id(media_id)
        moved = msgspec.structs.replace(media, path=to_stored(path, store.home))
        if moved != media:
            changes.append(change(media, moved))
    return _edit("relink media", changes, len(changes))


def use_replaced(store: ProjectReader, contents: Mapping[int, NewContent]) -> Edit | None:
    """Take files as they are now: boxes stay, in proportion where the size changed, and frames are open again."""
    changes: list[RowChange] = []
    for media_id, new in contents.items():
        media = store.media_by_id(media_id)
        changes.append(change(media, msgspec.structs.replace(media, **new._asdict())))
        for frame in frames_of(store, media):
            changes += _of_new_size(store, frame, new.width, new.height)
    return _edit("replace media", changes, len(contents))


def frames_of(store: ProjectReader, media: Media) -> list[Frame]:
    """The frames of a file; none of one that could not be read."""
    frames = store.frames()
    start = bisect_left(frames, media.id, key=lambda frame: frame.media_id)
    return [frame for frame in frames[start : start + media.frame_count] if frame.media_id == media.id]


def _of_new_size(store: ProjectReader, frame: Frame, width: int, height: int) -> list[RowChange]:
    opened = msgspec.structs.replace(frame, width=width, height=height, reviewed=False, reviewed_classes="")
    changes = [change(frame, opened)] if opened != frame else []
    if not frame.width or (width, height) == (frame.width, frame.height):
        return changes
    across, down = width / frame.width, height / frame.height
    return changes + [change(box, _scaled(box, across, down, width, height)) for box in store.boxes(frame.id)]


def _scaled(box: Box, across: float, down: float, width: int, height: int) -> Box:
    return msgspec.structs.replace(
        box,
        x1=box.x1 * across,
        y1=box.y1 * down,
        x2=min(box.x2 * across, float(width)),
        y2=min(box.y2 * down, float(height)),
    )


def _edit(kind: str, changes: Sequence[RowChange], count: int) -> Edit | None:
    return Edit(kind=kind, changes=tuple(changes), count=count) if changes else None


def _absent_drive(path: Path) -> str:
    """The drive that a path lies on if it is not connected; "" otherwise."""
    anchor = Path(path.anchor)
    if not anchor.exists():
        return str(anchor)
    top = next((above for above in reversed(path.parents) if not above.exists()), None)
    if top is None:
        return ""
    for root in DRIVES_BELOW:
        if root not in top.parents:
            continue
        between = [top, *top.parents]
        between = between[: between.index(root)]
        mounted = any(os.path.ismount(place) for place in between)
        if len(between) <= 2 and not mounted:
            return top.name
    return ""


def _unlikeness(path: Path, was: Path) -> tuple[bool, int, str]:
    """Less for the same name, then for more of the same folders above it."""
    same = 0
    for one, other in zip(reversed(path.parts), reversed(was.parts), strict=False):
        if one != other:
            break
        same += 1
    return (path.name != was.name, -same, str(path))


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _print_of(path: Path, prints: dict[Path, str]) -> str:
    if path not in prints:
        try:
            prints[path] = fingerprint(path)
        except MediaError:
            prints[path] = ""
    return prints[path]
