"""The one connection to project.sqlite: durable transactions, and SQLite's errors as sentences."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from app.project.errors import ProjectError
from app.project.schema import damaged_sentence

BUSY_SECONDS = 2.0
_PAGES_AT_ONCE = 1000


def connect(file: Path, *, writable: bool) -> sqlite3.Connection:
    """Open an existing file, in autocommit mode.

    Raises:
        sqlite3.Error: It cannot be opened.
    """
    mode = "rw" if writable else "ro"
    uri = f"{file.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_SECONDS, cached_statements=64)


def make_durable(connection: sqlite3.Connection) -> None:
    """A commit that returned survives a power failure; foreign keys hold."""
    connection.execute("PRAGMA journal_mode = TRUNCATE")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -32000")


def copy_to_memory(source: sqlite3.Connection) -> sqlite3.Connection:
    """A snapshot that stays the same whatever the writer does, and never makes it wait."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    source.backup(copy, pages=_PAGES_AT_ONCE)
    return copy


class Database:
    """Transactions on the connection; not thread-safe.

    `revision` counts the writes that are on disk. It is compared at the start of each transaction,
    so that what is in memory never goes on top of what another program wrote.
    """

    def __init__(self, connection: sqlite3.Connection, file: Path) -> None:
        self.connection = connection
        self.file = file
        self.revision = self._stored_revision()
        self.unsure = False

    @contextlib.contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction: durable when the block has been left, or nothing happened.

        Raises:
            ProjectError: Nothing was written.
        """
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            self.check_in_step()
            yield self.connection
            self.connection.execute("UPDATE meta SET value = ? WHERE key = 'revision'", (self.revision + 1,))
            self.connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._roll_back()
            raise ProjectError(sentence(error, self.file), detail=describe(error)) from error
        except BaseException:
            self._roll_back()
            raise
        self.revision += 1

    def check_in_step(self) -> None:
        """Raise ProjectError when someone else wrote to the file."""
        if self._stored_revision() != self.revision:
            self.unsure = True
            raise ProjectError(
                f"Another program changed the project {self.file.parent}; close it here and open it again."
            )

    def close(self) -> None:
        """Close the connection; nothing is pending, ever."""
        self.connection.close()

    def _roll_back(self) -> None:
        """Undo the transaction, and find out whether the file is what memory says."""
        try:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            self.unsure = self.unsure or self._stored_revision() != self.revision
        except sqlite3.Error:
            # The disk is gone, say. SQLite repairs the file at the next opening; until then nothing may be written.
            self.unsure = True

    def _stored_revision(self) -> int:
        (value,) = self.connection.execute("SELECT value FROM meta WHERE key = 'revision'").fetchone()
        return int(value)


def describe(error: sqlite3.Error) -> str:
    """The technical facts of an error."""
    name = getattr(error, "sqlite_errorname", "")
    return f"{name}: {error}" if name else str(error)


def sentence(error: sqlite3.Error, file: Path) -> str:
    """What a person is told when SQLite refuses to read or write the project."""
    name = str(getattr(error, "sqlite_errorname", ""))
    folder = file.parent
    if name in ("SQLITE_FULL", "SQLITE_IOERR_WRITE"):
        return f"The disk that holds {folder} is full, so the change was not made; free some space and do it again."
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN", "SQLITE_AUTH")):
        return f"The project {folder} cannot be written, so the change was not made; check that it is still there."
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return f"Another program is using the project {folder}, so the change was not made; try again in a moment."
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return damaged_sentence(file)
    if name.startswith("SQLITE_IOERR"):
        return f"The disk that holds {folder} reports an error, so the change was not made; check its connection."
    return f"The change to the project {folder} is not possible, so it was not made."
