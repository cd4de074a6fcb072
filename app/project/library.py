"""Bringing images and videos into the project: a slow look at the files, then one edit."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from app.project.errors import ProjectError
from app.project.incoming_edits import add_media_rows
from app.project.listing import Known, ScannedFile, ScannedMedia, scan_media
from app.project.media_paths import StoredPaths
from app.project.reading import ProjectReader
from app.project.records import ChangeSet, Media, NewMedia
from app.project.store import Store
from app.project.text import clean_text

_TOLD_AT_ONCE = 5_000
"""Frames of which observers are told together, at most about."""


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


def known_media(store: ProjectReader) -> Known:
    """The files that need not be looked at again: those the project has and could read."""
    return Known(tuple(media.path for media in store.media() if not media.problem), store.locator())


def add_scanned(store: Store, scanned: ScannedMedia, initiator: object = None) -> AddReport:
    """Put what a scan found into the project as one edit. A path that is there already is not added again.

    Raises:
        ProjectError: The project cannot be written; nothing was added.
    """
    adding = Adding(store, initiator)
    adding.take(scanned)
    adding.go_on()
    return adding.report


class Adding:
    """Puts what a scan finds into the project as one step, in as many pieces as one likes.

    A path that is there already is not added again.

    Attributes:
        total: Files that the scan has found.
        done: Of those, the ones that are dealt with.
    """

    def __init__(self, store: Store, initiator: object = None) -> None:
        self._untold: list[ChangeSet] = []
        self._told = 0
        self._store, self._initiator = store, initiator
        self._waiting: deque[ScannedFile] = deque()
        self._there: dict[str, Media] = {}
        self._media: tuple[Media, ...] = ()
        self._stored = StoredPaths(store.home)
        self._first = 0
        self._added, self._already_there = 0, 0
        self._problems: list[tuple[Path, str]] = []
        self.total, self.done = 0, 0

    @property
    def report(self) -> AddReport:
        """What came of it so far."""
        return AddReport(self._added, self._already_there, list(self._problems))

    def take(self, scanned: ScannedMedia) -> None:
        """The scan found more."""
        self._waiting.extend(scanned.files)
        self._already_there += scanned.already_there
        self.total += len(scanned.files)

    def go_on(self, most: int | None = None) -> bool:
        """Add the next files, until they bring `most` frames, or tell of those added; all of it if `most` is None.

        Returns:
            Whether there is more to do.

        Raises:
            ProjectError: The project cannot be written; nothing of this piece was added.
        """
        if most is not None and self._is_due():
            self.tell()
            return bool(self._waiting)
        there = self._known()
        found: list[NewMedia] = []
        problems: list[tuple[Path, str]] = []
        done, frames, already_there = 0, 0, 0
        for file in self._waiting:
            if most is not None and frames >= most:
                break
            done += 1
            if not file.is_file:
                problems.append((file.path, file.problem))
                continue
            try:
                stored = self._stored.of(file.path)
            except ProjectError as error:
                problems.append((file.path, error.message))
                continue
            known = there.get(stored)
            if known is not None and not known.problem:
                already_there += 1
                continue
            if file.problem:
                problems.append((file.path, file.problem))
            found.append(NewMedia(media=_row(file, stored, known), timestamps_ms=file.timestamps_ms))
            frames += len(file.timestamps_ms)
        self._write(found)
        for _ in range(done):
            self._waiting.popleft()
        self.done += done
        self._added += sum(not item.media.problem for item in found)
        self._already_there += already_there
        self._problems += problems
        if most is None:
            self.tell()
        return bool(self._waiting) or self._is_due()

    def _is_due(self) -> bool:
        """So many were added that observers are to be told: the first ones at once, later more together."""
        untold = sum(len(change.frame_ids) for change in self._untold)
        return untold > 0 and untold >= min(self._told // 2, _TOLD_AT_ONCE)

    def tell(self) -> None:
        """Tell the observers of the store of all that was added.

        A list of many frames takes its time to grow, so `go_on` does that only now and then.
        """
        untold, self._untold = self._untold, []
        if not untold:
            return
        frames = frozenset[int]().union(*(change.frame_ids for change in untold))
        media = frozenset[int]().union(*(change.media_ids for change in untold))
        self._told += len(frames)
        self._store.tell(ChangeSet(frame_ids=frames, media_ids=media, initiator=self._initiator))

    def _known(self) -> dict[str, Media]:
        """The files of the project by their stored path; the window may have undone or redone something meanwhile."""
        media, known = self._store.media(), len(self._media)
        if media[known - 1 : known] != self._media[-1:]:
            known = 0
            self._there.clear()
        self._there.update((item.path, item) for item in media[known:])
        self._media = media
        return self._there

    def _write(self, found: Sequence[NewMedia]) -> None:
        edit = add_media_rows(self._store, found)
        if edit is None:
            return
        goes_on = self._store.before_undo() + 1 == self._first and self._store.redo_edit() is None
        if not goes_on:
            self._first = self._store.cursor + 1
        self._untold.append(self._store.extend(self._first, edit, self._initiator, told=False))


def _row(file: ScannedFile, stored: str, known: Media | None) -> Media:
    return Media(
        id=known.id if known is not None else 0, kind=file.kind, path=stored, size=file.size,
        mtime_ns=file.mtime_ns, fingerprint=file.fingerprint, width=file.width, height=file.height,
        frame_count=len(file.timestamps_ms), problem=clean_text(file.problem),
    )  # fmt: skip
