"""The project: everything a person did, durable from the moment a call returns, with unlimited undo.

Used from one thread only. Every write is one transaction, after which observers are told what changed.
A write that fails raises ProjectError and changes nothing, in memory or on disk.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Self

import msgspec

from app.project import sizes
from app.project.class_aliases import by_present_classes
from app.project.database import Database
from app.project.editing import ProjectEditor
from app.project.errors import ProjectError
from app.project.history import Statement
from app.project.learned import learned
from app.project.lock import ProjectLock
from app.project.opening import FILE_NAME, FOLDERS, create_folder, damage_told, open_folder
from app.project.reading import HOMES, VERSION_COLUMNS
from app.project.records import (
    BoxCounts,
    ChangeSet,
    FrameSuggestions,
    Learned,
    Media,
    Seen,
    Suggestion,
    Version,
    VersionStatus,
)
from app.project.rows import Delta, version_values
from app.project.suggestions import replace_suggestions
from app.project.writing import meta_statement, setting_statement

__all__ = ["BoxCounts", "FrameSuggestions", "Store", "Suggestion"]

_HOMES_KEPT = 10


class Store(ProjectEditor):
    """An open project. Close it, or use it as a context manager, to give the lock back."""

    def __init__(self, folder: Path, database: Database, lock: ProjectLock | None, reason: str) -> None:
        super().__init__(folder, database, reason)
        self._lock = lock

    @classmethod
    def create(cls, folder: Path, classes: Sequence[str] = ()) -> Self:
        """Make a project in a folder that does not exist or is empty, and open it.

        Raises:
            ProjectError: The name does not end in .foveate, the folder is in use, or cannot be written.
        """
        create_folder(folder.absolute(), classes)
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open a project; looking only where another program has it open or the folder cannot be written.

        Raises:
            ProjectError: There is none, it is damaged, or a newer program made it; the file is as it was.
        """
        folder = folder.absolute()
        connection, lock, reason = open_folder(folder)
        try:
            with damage_told(folder / FILE_NAME):
                store = cls(folder, Database(connection, folder / FILE_NAME), lock, reason)
            if not store.read_only:
                store._settle_in()
        except BaseException:
            connection.close()
            if lock is not None:
                lock.release()
            raise
        return store

    def close(self) -> None:
        """Close the file and give the lock back. Nothing is lost by not calling it."""
        if not self._closed:
            self._closed = True
            self._db.close()
            if self._lock is not None:
                self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def subscribe(self, callback: Callable[[ChangeSet], None]) -> Callable[[], None]:
        """Call `callback` after every write, until the function returned is called."""
        return self._observers.add(callback)

    # -- writes that are no edits

    def set_suggestions(self, results: Sequence[FrameSuggestions], initiator: object = None) -> ChangeSet:
        """Put what a detector found in place of older model suggestions on those frames, in one transaction.

        Confirmed and rejected boxes are never touched. What was learned as a class that became part of
        another counts as that. Not on the journal; a redo that refers to a suggestion that goes is forgotten. Frames
        that are gone meanwhile are passed over.

        Raises:
            ProjectError: It cannot be written; nothing changed.
        """
        self.check_writable()
        self.learn([fact for found in results if (fact := self._size_seen(found)) is not None], initiator)
        merged = self.became()
        latest = {
            found.frame_id: by_present_classes(found, merged)
            for found in results
            if found.frame_id in self._mirror.frames
        }
        deltas: list[Delta] = []
        now = time.time()
        with self._reading():
            for frame_id, found in latest.items():
                frame, boxes = self._mirror.frames[frame_id], self._mirror.boxes(frame_id)
                deltas += replace_suggestions(
                    frame, boxes, found, self._mirror.classes.keys(), lambda n: self._reserve("box", n), now
                )
            removed = frozenset(delta.id for delta in deltas if delta.table == "box" and delta.after is None)
            statements = self._journal.drop_tail() if self._journal.tail_touches(removed) else []
        if not deltas:
            return ChangeSet(initiator=initiator)
        last = self._journal.cursor if statements else None
        return self._tell(self._write(deltas, statements, initiator, last=last))

    def learn(self, facts: Iterable[Learned], initiator: object = None) -> ChangeSet:
        """Keep what looks into pictures found out; undo does not take it back.

        Files that went, or are other ones meanwhile, are passed over. Observers are told of the frames, and of files
        only where it is another story now whether they can be read.

        Raises:
            ProjectError: It cannot be written; nothing changed.
        """
        facts, deltas = list(facts), list[Delta]()
        for fact in facts:
            media, frame = self._mirror.media.get(fact.media_id), self._mirror.frames.get(fact.frame_id)
            if media is not None and frame is not None and media.path == fact.path:
                deltas += sizes.deltas_of(media, frame, fact)
        if not deltas:
            return ChangeSet(initiator=initiator)
        change = self._write(deltas, [], initiator)
        told = [delta.id for delta in deltas if delta.table == "media" and _readable_otherwise(delta)]
        frames = change.frame_ids | {fact.frame_id for fact in facts if fact.media_id in told}
        return self._tell(msgspec.structs.replace(change, frame_ids=frames, media_ids=frozenset(told)))

    def mark_taught(self, frame_ids: Iterable[int], initiator: object = None) -> ChangeSet:
        """Frames were trained on, so they may not become pinned by themselves; undo does not take this back.

        Raises:
            ProjectError: It cannot be written; nothing changed.
        """
        deltas = self._taught(frame_ids)
        return self._tell(self._write(deltas, [], initiator)) if deltas else ChangeSet(initiator=initiator)

    def unmark_taught(self, frame_ids: Iterable[int], initiator: object = None) -> ChangeSet:
        """Take `mark_taught` back where nothing was trained after all.

        Raises:
            ProjectError: It cannot be written; nothing changed.
        """
        deltas = self._taught(frame_ids, taught=False)
        return self._tell(self._write(deltas, [], initiator)) if deltas else ChangeSet(initiator=initiator)

    def _size_seen(self, found: FrameSuggestions) -> Learned | None:
        """The size of a picture that nobody had looked into before a detector did."""
        frame = self._mirror.frames.get(found.frame_id)
        if frame is None or frame.width or found.size is None:
            return None
        width, height = found.size
        path = self._mirror.media[frame.media_id].path
        return Learned(media_id=frame.media_id, frame_id=frame.id, path=path, width=width, height=height)

    def mark_pinned(self, frame_ids: Iterable[int], initiator: object = None) -> ChangeSet:
        """Frames are set aside for comparing versions; undo does not take this back: what was measured on must
        not be trained on.

        Raises:
            ProjectError: It cannot be written; nothing changed.
        """
        frames = [self._mirror.frames[frame_id] for frame_id in dict.fromkeys(frame_ids)]
        deltas = [
            Delta("frame", frame, msgspec.structs.replace(frame, pinned=True))
            for frame in frames
            if not frame.pinned
        ]
        return self._tell(self._write(deltas, [], initiator)) if deltas else ChangeSet(initiator=initiator)

    def mark_seen(self, seen: Mapping[int, Seen], initiator: object = None) -> ChangeSet:
        """How files were found, by id; not undoable. Files that are gone meanwhile are passed over.

        Raises:
            ProjectError: It cannot be written; nothing changed.
        """
        known = ((self._mirror.media.get(media_id), found) for media_id, found in seen.items())
        deltas = [
            Delta("media", media, msgspec.structs.replace(media, seen=found))
            for media, found in known
            if media is not None and media.seen != found
        ]
        return self._tell(self._write(deltas, [], initiator)) if deltas else ChangeSet(initiator=initiator)

    def _taught(self, frame_ids: Iterable[int], *, taught: bool = True) -> list[Delta]:
        found = (self._mirror.frames.get(frame_id) for frame_id in dict.fromkeys(frame_ids))
        return [
            Delta("frame", frame, msgspec.structs.replace(frame, taught=taught))
            for frame in found
            if frame is not None and frame.taught != taught
        ]

    def set_setting(self, key: str, value: str) -> None:
        """Keep a small fact; not undoable.

        Raises:
            ProjectError: It cannot be written; nothing changed.
        """
        if self._settings.get(key) == value:
            return
        self._write([], [setting_statement(key, value)], None)
        self._settings[key] = value

    # -- versions

    def new_version_id(self) -> int:
        """A number for a new version, which none ever had."""
        return self._reserve("version", 1)[0]

    def add_version(
        self,
        version: Version,
        *,
        activate: bool = False,
        taught: Iterable[int] = (),
        initiator: object = None,
    ) -> ChangeSet:
        """A new version, all or nothing.

        Args:
            version: With a number that none has.
            activate: It is in use from now on.
            taught: Frames it was trained on.
            initiator: Who asked.

        Raises:
            ProjectError: It cannot be written; nothing changed.
        """
        if version.id in self._versions:
            raise ValueError(f"there is a version {version.id} already")
        return self._put_version(version, self._taught(taught), activate, initiator)

    def set_version_status(
        self,
        version_id: int,
        status: VersionStatus,
        *,
        activate: bool = False,
        initiator: object = None,
    ) -> ChangeSet:
        """What became of a version, all or nothing.

        Args:
            version_id: Which.
            status: What it is from now on.
            activate: It is in use from now on.
            initiator: Who asked.

        Raises:
            ProjectError: It cannot be written; nothing changed.
        """
        version = msgspec.structs.replace(self._versions[version_id], status=status)
        return self._put_version(version, [], activate, initiator)

    def set_active_version(self, version_id: int | None, initiator: object = None) -> ChangeSet:
        """Which version detects from now on; None for none. What it has not learned from is news again.

        Raises:
            ProjectError: It cannot be written; nothing changed.
        """
        active = 0 if version_id is None else self._versions[version_id].id
        change = self._write([], [meta_statement("active_version", active)], initiator)
        self._use(active)
        return self._tell(msgspec.structs.replace(change, versions=True))

    def _use(self, active: int) -> None:
        self._active = active
        self._corrections.see(learned(self.active_version()).revision)

    def _put_version(
        self, version: Version, deltas: Sequence[Delta], activate: bool, initiator: object
    ) -> ChangeSet:
        values = version_values(version)
        statements: list[Statement] = [
            (f"INSERT OR REPLACE INTO version ({VERSION_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)", values),  # noqa: S608
            meta_statement("next_version", max(version.id + 1, self._stored_next["version"])),
        ]
        if activate:
            statements.append(meta_statement("active_version", version.id))
        change = self._write(deltas, statements, initiator)
        self._versions[version.id] = version
        self._stored_next["version"] = max(version.id + 1, self._stored_next["version"])
        self._next["version"] = max(version.id + 1, self._next["version"])
        if activate:
            self._use(version.id)
        return self._tell(msgspec.structs.replace(change, versions=True))

    def _settle_in(self) -> None:
        """Make missing folders, and remember where the project is now so that media are found when it moves."""
        homes = [str(self.home), *self.setting(HOMES).splitlines()]
        # A full disk is told at the first edit; it must not keep anyone from looking at the project.
        with contextlib.suppress(OSError, ProjectError):
            for name in FOLDERS:
                (self.folder / name).mkdir(exist_ok=True)
            self.set_setting(HOMES, "\n".join(list(dict.fromkeys(homes))[:_HOMES_KEPT]))


def _readable_otherwise(delta: Delta) -> bool:
    before, after = delta.before, delta.after
    return isinstance(before, Media) and isinstance(after, Media) and before.problem != after.problem
