"""Bringing images and videos into the project: a slow look at the files, then one edit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from app.media.catalog import Found, Unreadable, find_media
from app.media.fingerprint import fingerprint
from app.media.images import probe_image
from app.media.index_cache import load_or_build_index
from app.media.sniffing import VIDEO_SUFFIXES
from app.project.errors import ProjectError
from app.project.incoming_edits import add_media_rows
from app.project.media_paths import to_stored
from app.project.reading import ProjectReader
from app.project.records import Media, NewMedia
from app.project.store import Store
from app.project.text import clean_text
from retinanet_core.errors import Cancelled, PlainError

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


class AddReport(NamedTuple):
    """What came of adding media.

    Attributes:
        added: Files that brought frames.
        already_there: Files that the project had.
        problems: (path, reason) of each file that cannot be read; those are kept as media without frames.
    """

    added: int
    already_there: int
    problems: list[tuple[Path, str]]


def add_media(
    store: Store,
    paths: Iterable[Path],
    *,
    progress: Callable[[int], object] | None = None,
    cancelled: Callable[[], bool] | None = None,
    initiator: object = None,
) -> AddReport:
    """Scan and add in one go, for callers without a window to keep alive.

    Raises:
        Cancelled: `cancelled` said so; nothing was added.
        ProjectError: The project cannot be written; nothing was added.
    """
    scanned = scan_media(paths, known_media(store), store.cache_dir, progress=progress, cancelled=cancelled)
    return add_scanned(store, scanned, initiator)


def known_media(store: ProjectReader) -> frozenset[str]:
    """Absolute paths of the files that need not be looked at again: those the project has and could read."""
    return frozenset(str(store.media_path(media)) for media in store.media() if not media.problem)


def scan_media(
    paths: Iterable[Path],
    known: frozenset[str],
    cache_dir: Path,
    *,
    progress: Callable[[int], object] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ScannedMedia:
    """Look at files and folders. Touches no project, so any thread may do it.

    Args:
        paths: Files and folders; folders with all below.
        known: Absolute paths to pass over; see `known_media`.
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
        if str(item.path) in known:
            already_there += 1
        else:
            files.append(_scan_file(item, cache_dir, cancelled))
        if progress is not None:
            progress(count)
    return ScannedMedia(tuple(files), already_there)


def add_scanned(store: Store, scanned: ScannedMedia, initiator: object = None) -> AddReport:
    """Put what a scan found into the project as one edit. A path that is there already is not added again.

    Raises:
        ProjectError: The project cannot be written; nothing was added.
    """
    adding = Adding(store, scanned, initiator)
    adding.go_on()
    return adding.report


class Adding:
    """Puts what a scan found into the project as one step, in as many pieces as one likes.

    A path that is there already is not added again.

    Attributes:
        total: Files that the scan found.
        done: Of those, the ones that are dealt with.
    """

    def __init__(self, store: Store, scanned: ScannedMedia, initiator: object = None) -> None:
        self._store, self._files, self._initiator = store, scanned.files, initiator
        self._there = {str(store.media_path(media)): media for media in store.media()}
        self._first = 0
        self._added, self._already_there = 0, scanned.already_there
        self._problems: list[tuple[Path, str]] = []
        self.total, self.done = len(scanned.files), 0

    @property
    def report(self) -> AddReport:
        """What came of it so far."""
        return AddReport(self._added, self._already_there, list(self._problems))

    def go_on(self, most: int | None = None) -> bool:
        """Add the next files, until they bring `most` frames; all of them if that is None. False: there are no more.

        Raises:
            ProjectError: The project cannot be written; nothing of this piece was added.
        """
        found: list[NewMedia] = []
        problems: list[tuple[Path, str]] = []
        done, frames, already_there = self.done, 0, 0
        while done < self.total and (most is None or frames < most):
            file = self._files[done]
            done += 1
            known = self._there.get(str(file.path))
            if known is not None and not known.problem:
                already_there += 1
                continue
            if not file.is_file:
                problems.append((file.path, file.problem))
                continue
            try:
                row = _row(file, self._store.home, known)
            except ProjectError as error:
                problems.append((file.path, error.message))
                continue
            if file.problem:
                problems.append((file.path, file.problem))
            found.append(NewMedia(media=row, timestamps_ms=file.timestamps_ms))
            frames += len(file.timestamps_ms)
        self._write(found)
        self.done = done
        self._added += sum(not item.media.problem for item in found)
        self._already_there += already_there
        self._problems += problems
        return done < self.total

    def _write(self, found: Sequence[NewMedia]) -> None:
        edit = add_media_rows(self._store, found)
        if edit is None:
            return
        goes_on = self._store.before_undo() + 1 == self._first and self._store.redo_edit() is None
        if not goes_on:
            self._first = self._store.cursor + 1
        self._store.extend(self._first, edit, self._initiator)


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
        return ScannedFile(
            path=item.path, kind=item.kind, problem=f"{item.path.name} cannot be read: {error.strerror}."
        )
    return ScannedFile(
        path=item.path, kind=item.kind, size=status.st_size, mtime_ns=status.st_mtime_ns, fingerprint=content,
        width=width, height=height, timestamps_ms=timestamps,
    )  # fmt: skip


def _row(file: ScannedFile, home: Path, known: Media | None) -> Media:
    return Media(
        id=known.id if known is not None else 0, kind=file.kind, path=to_stored(file.path, home), size=file.size,
        mtime_ns=file.mtime_ns, fingerprint=file.fingerprint, width=file.width, height=file.height,
        frame_count=len(file.timestamps_ms), problem=clean_text(file.problem),
    )  # fmt: skip
