"""The tables of project.sqlite, and how older files become current ones."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from app.project import migrations
from app.project.errors import ProjectError

APPLICATION_ID = 0x464F5645  # "FOVE"
SCHEMA_VERSION = 3

# Columns of the first four tables are named, and ordered, as the fields of their records.
_TABLES = (
    """CREATE TABLE class (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, colour TEXT NOT NULL, position INTEGER NOT NULL,
        key TEXT NOT NULL)""",
    """CREATE TABLE media (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('image', 'video')), path TEXT NOT NULL,
        size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, fingerprint TEXT NOT NULL, width INTEGER NOT NULL,
        height INTEGER NOT NULL, frame_count INTEGER NOT NULL, problem TEXT NOT NULL,
        seen TEXT NOT NULL)""",
    """CREATE TABLE frame (
        id INTEGER PRIMARY KEY,
        media_id INTEGER NOT NULL REFERENCES media (id) DEFERRABLE INITIALLY DEFERRED,
        "index" INTEGER NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL, timestamp_ms REAL,
        reviewed INTEGER NOT NULL, pinned INTEGER NOT NULL, taught INTEGER NOT NULL, detected_by INTEGER,
        note TEXT NOT NULL, reviewed_classes TEXT NOT NULL)""",
    'CREATE UNIQUE INDEX frame_of_media ON frame (media_id, "index")',
    """CREATE TABLE box (
        id INTEGER PRIMARY KEY,
        frame_id INTEGER NOT NULL REFERENCES frame (id) DEFERRABLE INITIALLY DEFERRED,
        class_id INTEGER NOT NULL REFERENCES class (id) DEFERRABLE INITIALLY DEFERRED,
        x1 REAL NOT NULL, y1 REAL NOT NULL, x2 REAL NOT NULL, y2 REAL NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('suggested', 'confirmed', 'rejected')),
        origin TEXT NOT NULL CHECK (origin IN ('person', 'import', 'model')),
        score REAL, version_id INTEGER, edited INTEGER NOT NULL, changed_at REAL NOT NULL,
        locked INTEGER NOT NULL,
        CHECK (x2 > x1 AND y2 > y1))""",
    "CREATE INDEX box_of_frame ON box (frame_id, state)",
    "CREATE INDEX judged_box ON box (changed_at) WHERE state <> 'suggested'",
    migrations.BOX_OF_CLASS,
    """CREATE TABLE version (
        id INTEGER PRIMARY KEY, parent_id INTEGER, created_at REAL NOT NULL, status TEXT NOT NULL,
        run TEXT NOT NULL, report TEXT NOT NULL, note TEXT NOT NULL)""",
    # Frames whose judged boxes or review ever changed, and the last write that did it.
    "CREATE TABLE correction (frame_id INTEGER PRIMARY KEY, revision INTEGER NOT NULL)",
    # part_of: seq of the first entry of the step that an entry is part of; 0 where it is a step of its own.
    """CREATE TABLE journal (
        seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, count INTEGER NOT NULL, time REAL NOT NULL,
        changes BLOB NOT NULL, part_of INTEGER NOT NULL)""",
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
)

META_KEYS = (
    "revision",
    "cursor",
    "active_version",
    "next_box",
    "next_class",
    "next_frame",
    "next_media",
    "next_version",
)
"""Numbers of the whole project: writes so far, last journal entry in force, active version (0: none), next ids."""

Migration = Callable[[sqlite3.Connection], None]
MIGRATIONS: dict[int, Migration] = {1: migrations.add_reviewed_classes, 2: migrations.add_locks_and_keys}
"""From each older version, what makes it one newer; runs inside a transaction that the caller owns."""


def create_tables(connection: sqlite3.Connection) -> None:
    """Make the tables of an empty file, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    for statement in _TABLES:
        connection.execute(statement)
    first = [(key, 1 if key.startswith("next_") else 0) for key in META_KEYS]
    connection.executemany("INSERT INTO meta VALUES (?, ?)", first)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("COMMIT")


def check_file(connection: sqlite3.Connection, file: Path) -> int:
    """The schema version of an existing file that is whole, of this program, and not newer than it.

    Raises:
        ProjectError: It is damaged, not a project, or newer.
        sqlite3.DatabaseError: It cannot be read at all.
    """
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID:
        raise ProjectError(
            f"{file} is not a Foveate project file, or it is damaged; it was left as it is.",
            detail=f"application_id={application:#x}",
        )
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > SCHEMA_VERSION:
        raise ProjectError(
            f"The project {file.parent} was last used with a newer version of Foveate; update to open it.",
            detail=f"file version {version}, program version {SCHEMA_VERSION}",
        )
    problems = [row[0] for row in connection.execute("PRAGMA quick_check(10)")]
    if problems != ["ok"]:
        raise ProjectError(damaged_sentence(file), detail="\n".join(map(str, problems)))
    return int(version)


def damaged_sentence(file: Path) -> str:
    """What a person is told about a file that SQLite cannot read; it names the backups if there are any."""
    backups = file.parent / "backups"
    damaged = f"The project file {file} is damaged and was left as it is; put a backup in its place"
    return f"{damaged} (there are some in {backups})." if backups.is_dir() else f"{damaged} to go on."


def upgrade(connection: sqlite3.Connection, version: int, backup: Callable[[int], object]) -> None:
    """Bring a file from `version` to the current one, a step at a time; each step happens whole or not at all.

    Args:
        connection: In autocommit mode.
        version: What `check_file` returned.
        backup: Called with the version before each step; must keep a verified copy, or raise.

    Raises:
        ProjectError: There is no way from that version, or a step failed; the file is as it was before the step.
        sqlite3.Error: The file cannot be written.
    """
    while version < SCHEMA_VERSION:
        if version not in MIGRATIONS:
            raise ProjectError(
                "This project was made by a version of Foveate that is too old to be read.",
                detail=str(version),
            )
        backup(version)
        _migrate_one(connection, version)
        version += 1


def _migrate_one(connection: sqlite3.Connection, version: int) -> None:
    connection.execute(
        "PRAGMA foreign_keys = OFF"
    )  # A table can only be rebuilt without them; checked below.
    connection.execute("BEGIN IMMEDIATE")
    try:
        MIGRATIONS[version](connection)
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise ProjectError(
                "The project could not be brought up to date; it is as it was.",
                detail=f"step from version {version}",
            )
        connection.execute(f"PRAGMA user_version = {version + 1}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            with contextlib.suppress(sqlite3.Error):  # The error that brought us here is the one to tell.
                connection.execute("ROLLBACK")
        connection.execute("PRAGMA foreign_keys = ON")


def write_backup(connection: sqlite3.Connection, folder: Path, version: int) -> Path:
    """Copy the whole database into `folder`, verified, and return the copy's path.

    Raises:
        ProjectError: The copy could not be made or differs.
    """
    target = folder / f"project-v{version}-{time.strftime('%Y%m%d-%H%M%S')}.sqlite"
    partial = target.with_suffix(".part")
    try:
        folder.mkdir(exist_ok=True)
        partial.unlink(missing_ok=True)
        copy = sqlite3.connect(partial, isolation_level=None)
        try:
            connection.backup(copy)
            whole = copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            same = _row_counts(copy) == _row_counts(connection)
        finally:
            copy.close()
        if not (whole and same):
            raise ProjectError(
                "The backup made before updating the project is not whole; nothing was changed."
            )
        partial.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise ProjectError(
            f"No backup could be written to {folder}, so the project was not updated; free some space and try again.",
            detail=str(error),
        ) from error
    return target


def _row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    names = [
        row[0]
        for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    ]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608  (names of the file's own tables)
