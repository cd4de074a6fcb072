"""The one way from a change to the disk, and to memory after it."""

from __future__ import annotations

import contextlib
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
        self.check_writable()
        revision = self._db.revision + 1
        corrected = corrected_frames(deltas)
        gone = {delta.id for delta in deltas if delta.table == "frame" and delta.after is None}
        counters = self._counters(deltas)
        with self._noticing_doubt(), self._db.write() as connection:
            rows.write(connection, deltas)
            for sql, values in statements:
                connection.execute(sql, values)
            for table, value in counters.items():
                connection.execute(*meta_statement(f"next_{table}", value))
            connection.executemany("DELETE FROM correction WHERE frame_id = ?", [(frame,) for frame in gone])
            marks = [(frame, revision) for frame in corrected - gone]
            connection.executemany("INSERT OR REPLACE INTO correction VALUES (?, ?)", marks)
        self._mirror.put(deltas)
        self._stored_next.update(counters)
        self._corrections.forget(gone)
        self._corrections.put(corrected - gone, revision)
        journal = self._journal
        journal.moved(journal.cursor if cursor is None else cursor, journal.last if last is None else last)
        return change_set(deltas, initiator)

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


def meta_statement(key: str, value: int) -> Statement:
    """Store one of META_KEYS."""
    return ("UPDATE meta SET value = ? WHERE key = ?", (value, key))


def setting_statement(key: str, value: str) -> Statement:
    """Store a setting."""
    return ("INSERT OR REPLACE INTO setting VALUES (?, ?)", (key, value))
