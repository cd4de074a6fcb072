"""The reading half of the store."""

from __future__ import annotations

import contextlib
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import msgspec

from app.project.class_aliases import MERGED, became
from app.project.database import Database, describe
from app.project.errors import ProjectError
from app.project.history import Entry, Journal
from app.project.learned import SNAPSHOT, Corrections, learned, learned_frames
from app.project.media_paths import Locator
from app.project.mirror import Mirror
from app.project.records import (
    Box,
    BoxCounts,
    BoxState,
    ClassTotals,
    Edit,
    Frame,
    FrameTotals,
    Media,
    ObjectClass,
    Version,
)
from app.project.rows import version_of
from app.project.schema import damaged_sentence

VERSION_COLUMNS = "id, parent_id, created_at, status, run, report, note"
HOMES = "homes"
"""Setting: the folders that have held the project, one a line, the latest first."""


class ProjectReader:
    """What can be asked of an open project. Reads come from memory, or take a look-up by index.

    Attributes:
        folder: The project folder, NAME.foveate.
        read_only: Nothing can be written; `read_only_reason` says why in one sentence.
    """

    def __init__(self, folder: Path, database: Database, reason: str) -> None:
        self.folder = folder
        self.read_only_reason = reason
        self._db = database
        self._load()

    def _load(self) -> None:
        run = self._db.connection.execute
        self._mirror = Mirror(self._db.connection)
        meta: dict[str, int] = dict(run("SELECT key, value FROM meta"))
        self._settings: dict[str, str] = dict(run("SELECT key, value FROM setting"))
        found = map(version_of, run(f"SELECT {VERSION_COLUMNS} FROM version ORDER BY id"))  # noqa: S608  (a constant)
        self._versions = {version.id: version for version in found}
        self._journal = Journal(self._db.connection, meta["cursor"])
        self._active = meta["active_version"]
        seen = learned(self.active_version()).revision
        self._corrections = Corrections(dict(run("SELECT frame_id, revision FROM correction")), seen)
        self._stored_next = {key[5:]: value for key, value in meta.items() if key.startswith("next_")}
        self._next = dict(self._stored_next)
        homes = [self.home, *(Path(line) for line in self.setting(HOMES).splitlines())]
        self._homes = tuple(dict.fromkeys(homes))
        self._locator = Locator(self._homes)

    @property
    def read_only(self) -> bool:
        return bool(self.read_only_reason)

    @property
    def name(self) -> str:
        """The project's name, as its folder says."""
        return self.folder.stem

    @property
    def home(self) -> Path:
        """The folder that holds the project folder: media paths are relative to it."""
        return self.folder.parent

    @property
    def models_dir(self) -> Path:
        return self.folder / "models"

    @property
    def runs_dir(self) -> Path:
        return self.folder / "runs"

    @property
    def cache_dir(self) -> Path:
        return self.folder / "cache"

    def classes(self) -> tuple[ObjectClass, ...]:
        """All classes by position."""
        return tuple(sorted(self._mirror.classes.values(), key=lambda item: (item.position, item.id)))

    def became(self) -> dict[int, int]:
        """Of each class that was merged, the one that what versions find of it counts as."""
        return became(self.setting(MERGED), self._mirror.classes.keys())

    def class_by_id(self, class_id: int) -> ObjectClass:
        """One class; KeyError if there is none."""
        return self._mirror.classes[class_id]

    def media(self) -> tuple[Media, ...]:
        """All files, in the order they came."""
        return tuple(self._mirror.media.values())

    def media_by_id(self, media_id: int) -> Media:
        """One file; KeyError if there is none."""
        return self._mirror.media[media_id]

    def has_media(self, media_id: int) -> bool:
        """Whether there is such a file."""
        return media_id in self._mirror.media

    def media_path(self, media: Media) -> Path:
        """Where the file is, or should be."""
        return self._locator.find(media.path)

    def locator(self) -> Locator:
        """What finds the files, for use on another thread."""
        return Locator(self._homes)

    def frames(self) -> tuple[Frame, ...]:
        """All frames in media order, then index."""
        return self._mirror.all_frames()

    def frame_ids(self) -> tuple[int, ...]:
        """Ids of all frames in that order; the same object as long as no frame comes or goes."""
        return self._mirror.frame_ids()

    def frame_position(self, frame_id: int) -> int:
        """Where a frame is in that order, from 0; KeyError if there is none."""
        return self._mirror.position(frame_id)

    def frame(self, frame_id: int) -> Frame:
        """One frame; KeyError if there is none."""
        return self._mirror.frames[frame_id]

    def has_frame(self, frame_id: int) -> bool:
        """Whether there is such a frame."""
        return frame_id in self._mirror.frames

    def totals(self) -> FrameTotals:
        """How many frames there are, and how many are reviewed, pinned, taught, detected."""
        return self._mirror.totals()

    def boxes(self, frame_id: int) -> tuple[Box, ...]:
        """Boxes of a frame, oldest first; none for a frame that does not exist."""
        with self._reading():
            return self._mirror.boxes(frame_id)

    def box(self, box_id: int) -> Box:
        """One box; KeyError if there is none."""
        with self._reading():
            found = self._mirror.box(box_id)
        if found is None:
            raise KeyError(box_id)
        return found

    def frames_of_class(self, class_id: int, state: BoxState | None = None) -> list[int]:
        """Ids of the frames with boxes of a class, of one state or any, in order."""
        with self._reading():
            return self._mirror.frames_of_class(class_id, state)

    def class_totals(self, class_id: int) -> ClassTotals:
        """What there is of a class."""
        with self._reading():
            return self._mirror.class_totals(class_id)

    def judged_boxes(self) -> list[Box]:
        """All confirmed and rejected boxes of the project, in one go."""
        with self._reading():
            return self._mirror.judged_boxes()

    def judged_since(self, when: float) -> int:
        """How many boxes were judged, drawn or changed after `when` (Unix seconds)."""
        with self._reading():
            return self._mirror.judged_since(when)

    def corrected_frames(self) -> Mapping[int, int]:
        """Frames whose judged boxes or review changed since the version in use learned, with the write that did it."""
        return self._corrections.news

    def news_to(self, version: Version | None) -> frozenset[int]:
        """Frames that a version has not learned from, nor any that it came of, or that were corrected since."""
        frames = self.frames()
        seen = learned_frames(version, self._versions, frames)
        last = self._corrections.last
        return frozenset(
            frame.id for frame in frames if frame.id not in seen or last.get(frame.id, 0) > seen[frame.id]
        )

    def counts(self) -> Mapping[int, BoxCounts]:
        """Boxes by state of each frame that has any, by frame id; a live view."""
        return MappingProxyType(self._mirror.box_counts)

    def class_counts(self) -> Mapping[int, int]:
        """Confirmed boxes of each class that has any, by class id; a live view."""
        return MappingProxyType(self._mirror.class_counts)

    def versions(self) -> tuple[Version, ...]:
        """All model versions, oldest first."""
        return tuple(self._versions[version_id] for version_id in sorted(self._versions))

    def version(self, version_id: int) -> Version:
        """One version; KeyError if there is none."""
        return self._versions[version_id]

    def active_version(self) -> Version | None:
        """The version that detects now."""
        return self._versions.get(self._active)

    def measured_frames(self) -> frozenset[int]:
        """Frames that versions of the project were measured on."""
        snapshots = (version.report.get(SNAPSHOT, {}) for version in self._versions.values())
        return frozenset(frame_id for snapshot in snapshots for frame_id in snapshot.get("pinned", ()))

    def setting(self, key: str, default: str = "") -> str:
        """A small fact, such as which frame was shown last."""
        return self._settings.get(key, default)

    @property
    def revision(self) -> int:
        """How many writes the project has seen."""
        return self._db.revision

    def undo_edit(self) -> Edit | None:
        """What an undo would undo, by kind and count, without its changes; None if nothing."""
        with self._reading():
            return self._journal.label(self.cursor)

    def redo_edit(self) -> Edit | None:
        """What a redo would do again, by kind and count, without its changes; None if nothing."""
        if self.cursor >= self._journal.last:
            return None
        with self._reading():
            return self._journal.label(self._journal.end_of(self.cursor + 1))

    def history(self, limit: int = 100) -> list[Entry]:
        """The newest steps in force, newest first."""
        with self._reading():
            return self._journal.steps(limit, self._journal.cursor)

    def steps(self, limit: int = 100, *, before: int | None = None) -> list[Entry]:
        """The newest steps, newest first, with those that can be redone: their `first` comes after `cursor`.

        Args:
            limit: How many at most.
            before: Only steps before this one, which is named by its `first`; None for the newest.
        """
        with self._reading():
            return self._journal.steps(limit, self._journal.last if before is None else before - 1)

    def frames_of_step(self, step: Entry) -> tuple[int, ...]:
        """Ids of the frames that the first part of a step concerns, each once; it may be that some are not there."""
        with self._reading():
            deltas = self._journal.changes(step.first)
        return tuple(dict.fromkeys(frame_id for delta in deltas for frame_id in delta.frame_ids))

    @property
    def cursor(self) -> int:
        """The last entry of the journal that is in force; 0 when none is."""
        return self._journal.cursor

    @property
    def end_of_history(self) -> int:
        """The last entry of the journal, in force or to be redone; 0 when there is none."""
        return self._journal.last

    @contextlib.contextmanager
    def _reading(self) -> Iterator[None]:
        """Turn what SQLite says into a sentence."""
        try:
            yield
        except sqlite3.Error as error:
            message = f"The project {self.folder} cannot be read; check that its disk is connected."
            raise ProjectError(message, detail=describe(error)) from error
        except (msgspec.MsgspecError, zlib.error, UnicodeDecodeError) as error:
            raise ProjectError(damaged_sentence(self._db.file), detail=str(error)) from error
