"""What versions saw on frames, in the project's cache: nothing here is needed, all of it can be had again.

One file for each version: the feature of every frame that it looked at, and on reviewed frames the boxes that it found.
(The suggestions of the others are in the project. On a reviewed frame the project keeps only those that its boxes do
not answer, which says nothing of the boxes that a version does not see.)
"""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.project.reading import ProjectReader
from retinanet_core.types import Detections

FOLDER = "looks"
VERSIONS_KEPT = 3
BUSY_SECONDS = 10.0

_BOX = np.dtype([("box", "<f4", (4,)), ("score", "<f4"), ("label", "<i8")])
_TABLE = """CREATE TABLE IF NOT EXISTS look (
    frame INTEGER PRIMARY KEY, time REAL NOT NULL, feature BLOB, boxes BLOB, checked INTEGER NOT NULL DEFAULT 0)"""
_FORMAT = 1

_log = logging.getLogger(__name__)


class Look(NamedTuple):
    """What a version saw on a frame.

    Attributes:
        time: Unix seconds.
        boxes_kept: The boxes are worth keeping: the frame is reviewed.
    """

    frame_id: int
    time: float
    detections: Detections
    boxes_kept: bool


class Sight(NamedTuple):
    """What a version found on a reviewed frame, and when; nobody has said since that the frame is right as it is."""

    frame_id: int
    time: float
    detections: Detections


class Looks:
    """The looks of one version. Each call opens the file anew, so any thread may make it.

    A file that turns out to be damaged is removed, and counts as empty.
    """

    def __init__(self, cache_dir: Path, version_id: int) -> None:
        self.version_id = version_id
        self._file = cache_dir / FOLDER / f"{version_id}.sqlite"

    def put(self, looks: Sequence[Look]) -> None:
        """Keep these in place of older ones of the same frames; where the cache cannot be written, the log says so."""
        rows = [
            (
                look.frame_id,
                look.time,
                None if look.detections.feature is None else look.detections.feature.tobytes(),
                _packed(look.detections) if look.boxes_kept else None,
            )
            for look in looks
        ]
        self._write("INSERT OR REPLACE INTO look (frame, time, feature, boxes) VALUES (?, ?, ?, ?)", rows)

    def check(self, frame_ids: Iterable[int]) -> None:
        """A person looked at what this version says of these frames, and left them as they are."""
        self._write("UPDATE look SET checked = 1 WHERE frame = ?", [(frame_id,) for frame_id in frame_ids])

    def count(self) -> int:
        """On how many frames this version looked."""
        return len(self._read("SELECT frame FROM look"))

    def features(self, frame_ids: Sequence[int]) -> NDArray[np.float16] | None:
        """(N, C) in the order of the frames, NaN where none is known; None if none of them is."""
        known = dict(self._read("SELECT frame, feature FROM look WHERE feature IS NOT NULL"))
        rows = [n for n, frame_id in enumerate(frame_ids) if frame_id in known]
        if not rows:
            return None
        found = [np.frombuffer(known[frame_ids[n]], np.float16) for n in rows]
        features = np.full((len(frame_ids), len(found[0])), np.nan, np.float16)
        features[rows] = found
        return features

    def sights(self) -> Iterator[Sight]:
        """What was found on reviewed frames that nobody has checked since, by frame id."""
        query = "SELECT frame, time, boxes FROM look WHERE boxes IS NOT NULL AND NOT checked ORDER BY frame"
        for frame_id, when, boxes in self._read(query):
            yield Sight(frame_id, when, _unpacked(boxes))

    def seen(self) -> frozenset[int]:
        """Frames whose boxes were kept, checked ones included."""
        return frozenset(row[0] for row in self._read("SELECT frame FROM look WHERE boxes IS NOT NULL"))

    def _write(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        try:
            if not self._file.exists():
                for folder in (self._file.parent.parent, self._file.parent):
                    folder.mkdir(exist_ok=True)
                _forget_old(self._file)
            with contextlib.closing(_prepared(self._file)) as connection, connection:
                connection.executemany(statement, rows)
        except (OSError, sqlite3.Error) as error:
            _log.warning("the cache %s cannot be written: %s", self._file, error)
            self._remove_damaged(error)

    def _read(self, query: str) -> list[tuple[Any, ...]]:
        """The rows; none where there is no file, or none that can be read."""
        if not self._file.exists():
            return []
        try:
            with contextlib.closing(_prepared(self._file)) as connection:
                return connection.execute(query).fetchall()
        except (OSError, sqlite3.Error) as error:
            _log.warning("the cache %s cannot be read: %s", self._file, error)
            self._remove_damaged(error)
            return []

    def _remove_damaged(self, error: Exception) -> None:
        """A damaged file makes room for a new one; one that is locked, or on a disk that is away, may be well."""
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
            with contextlib.suppress(OSError):
                self._file.unlink(missing_ok=True)


def looks_of(store: ProjectReader, found: Iterable[tuple[int, Detections | None]]) -> list[Look]:
    """What was just found on frames, by frame id, as it is kept; without those that are gone or could not be read."""
    now = time.time()
    return [
        Look(frame_id, now, detections, boxes_kept=store.frame(frame_id).reviewed)
        for frame_id, detections in found
        if detections is not None and store.has_frame(frame_id)
    ]


def most_looked(cache_dir: Path) -> Looks | None:
    """Of the versions whose looks are kept the one that looked at most frames, among equals the newest."""
    kept = [Looks(cache_dir, int(file.stem)) for file in _files(cache_dir / FOLDER)]
    return max(kept, key=lambda looks: (looks.count(), looks.version_id), default=None)


def _prepared(file: Path) -> sqlite3.Connection:
    """A connection to a file with the table. Nothing waits for the disk: what a power failure takes was a copy."""
    connection = sqlite3.connect(file, timeout=BUSY_SECONDS)
    try:
        connection.execute("PRAGMA synchronous = OFF")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version not in (0, _FORMAT):
            connection.execute("DROP TABLE IF EXISTS look")
        connection.execute(_TABLE)
        if version != _FORMAT:
            connection.execute(f"PRAGMA user_version = {_FORMAT}")
        connection.commit()
    except BaseException:
        connection.close()
        raise
    return connection


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(
        (file for file in folder.glob("*.sqlite") if file.stem.isdecimal()), key=lambda f: int(f.stem)
    )


def _forget_old(file: Path) -> None:
    """Before a new file comes: remove those that were written to longest ago."""
    others = sorted(_files(file.parent), key=lambda other: other.stat().st_mtime)
    for other in others[: max(0, len(others) - VERSIONS_KEPT + 1)]:
        other.unlink(missing_ok=True)


def _packed(found: Detections) -> bytes:
    rows = np.empty(len(found), _BOX)
    rows["box"], rows["score"], rows["label"] = found.boxes, found.scores, found.labels
    return rows.tobytes()


def _unpacked(data: bytes) -> Detections:
    rows = np.frombuffer(data, _BOX)
    return Detections(rows["box"], rows["score"], rows["label"])
