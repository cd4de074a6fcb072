"""The one way from a change to the disk, and to memory with it."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from app.project import rows
from app.project.changes import change_set, corrected_frames
from app.project.database import Database
from app.project.errors import ProjectError
from app.project.history import Statement
from app.project.observers import Observers
from app.project.reading import ProjectReader
from app.project.records import ChangeSet
from app.project.rows import Delta

_OUT_OF_STEP = (
    "The file of the project {folder} can no longer be trusted to be as shown; close it and open it again."
)

Part = tuple[Sequence[Delta], Sequence[Statement]]
"""Changes of rows, and what else is written with them."""


class ProjectWriter(ProjectReader):
    """Transactions over rows, journal, counters and corrections; what an edit is, the store knows."""

    def __init__(self, folder: Path, database: Database, reason: str) -> None:
        super().__init__(folder, database, reason)
        self._observers = Observers()
        self._closed = False

    def _write(
        self,
        deltas: Sequence[Delta],
        statements: Sequence[Statement],
        initiator: object,
        *,
        cursor: int | None = None,
        last: int | None = None,
    ) -> ChangeSet:
        """One transaction; memory follows when it is durable. `cursor` and `last`: of the journal, if they move."""
        change = self._write_all(((deltas, statements),), initiator)
        journal = self._journal
        journal.moved(journal.cursor if cursor is None else cursor, journal.last if last is None else last)
        return change

    def _write_all(self, parts: Iterable[Part], initiator: object) -> ChangeSet:
        """Several changes, one after the other, in one transaction.

        Each part is asked for when the one before it is in the rows and in memory, so that it can build on it. If
        any fails, memory takes them all back. Where the journal is then, the caller tells it.
        """
        self.check_writable()
        revision = self._db.revision + 1
        done: list[Sequence[Delta]] = []
        try:
            with self._noticing_doubt(), self._db.write() as connection:
                for deltas, statements in parts:
                    _put(connection, deltas, statements, revision)
                    self._mirror.put(deltas)
                    done.append(deltas)
                counters = self._counters(delta for deltas in done for delta in deltas)
                for table, value in counters.items():
                    connection.execute(*meta_statement(f"next_{table}", value))
        except BaseException:
            for deltas in reversed(done):
                self._mirror.take_back(deltas)
            raise
        self._stored_next.update(counters)
        for deltas in done:
            gone = _gone_frames(deltas)
            self._corrections.forget(gone)
            self._corrections.put(corrected_frames(deltas) - gone, revision)
        return change_set((delta for deltas in done for delta in deltas), initiator)

    def _tell(self, change: ChangeSet) -> ChangeSet:
        self._observers.tell(change)
        return change

    def _reserve(self, table: str, n: int) -> list[int]:
        first = self._next[table]
        self._next[table] = first + n
        return list(range(first, first + n))

    def _counters(self, deltas: Iterable[Delta]) -> dict[str, int]:
        """The next ids to store, of tables where higher ones than ever were used."""
        tops: dict[str, int] = {}
        for delta in deltas:
            if delta.before is None:
                tops[delta.table] = max(tops.get(delta.table, 0), delta.id)
        return {table: top + 1 for table, top in tops.items() if top >= self._stored_next[table]}

    def check_writable(self) -> None:
        """Raise ProjectError, with the reason, if nothing can be written."""
        if self._closed:
            raise ProjectError(f"The project {self.folder} is closed.")
        if self.read_only:
            raise ProjectError(f"The change was not made. {self.read_only_reason}")
        with self._noticing_doubt(), self._reading():
            self._db.check_in_step()

    @contextlib.contextmanager
    def _noticing_doubt(self) -> Iterator[None]:
        """From the moment when file and memory may differ, nothing is written any more."""
        try:
            yield
        finally:
            if self._db.unsure:
                self.read_only_reason = _OUT_OF_STEP.format(folder=self.folder)


def _put(
    connection: sqlite3.Connection, deltas: Sequence[Delta], statements: Sequence[Statement], revision: int
) -> None:
    """Write rows, with what they correct, and the rest."""
    rows.write(connection, deltas)
    for sql, values in statements:
        connection.execute(sql, values)
    gone = _gone_frames(deltas)
    connection.executemany("DELETE FROM correction WHERE frame_id = ?", [(frame,) for frame in gone])
    marks = [(frame, revision) for frame in corrected_frames(deltas) - gone]
    connection.executemany("INSERT OR REPLACE INTO correction VALUES (?, ?)", marks)


def _gone_frames(deltas: Iterable[Delta]) -> set[int]:
    return {delta.id for delta in deltas if delta.table == "frame" and delta.after is None}


def meta_statement(key: str, value: int) -> Statement:
    """Store one of META_KEYS."""
    return ("UPDATE meta SET value = ? WHERE key = ?", (value, key))


def setting_statement(key: str, value: str) -> Statement:
    """Store a setting."""
    return ("INSERT OR REPLACE INTO setting VALUES (?, ?)", (key, value))
