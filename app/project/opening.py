"""From a folder to an open database: creating, checking, locking, updating."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from app.project import schema
from app.project.colours import class_colour
from app.project.database import connect, copy_to_memory, describe, make_durable, sentence
from app.project.errors import ProjectError
from app.project.folders import sweep
from app.project.lock import Holder, ProjectLock
from app.project.records import ObjectClass
from app.project.rows import Delta, write
from app.project.text import clean_name
from retinanet_core.files import sync_folder

SUFFIX = ".foveate"
FILE_NAME = "project.sqlite"
LOCK_NAME = "lock"
_PARTIAL = (f".{FILE_NAME}.part", f".{FILE_NAME}.part-journal")
"""What a creation that was killed leaves; the next one starts anew."""

FOLDERS = ("models", "runs", "cache")


class Opened(NamedTuple):
    """An open project file; without a lock it is a read-only copy in memory, and `reason` says why."""

    connection: sqlite3.Connection
    lock: ProjectLock | None
    reason: str


def create_folder(folder: Path, classes: Sequence[str]) -> None:
    """Make a new project folder with its file.

    Raises:
        ProjectError: The name is wrong, there is something already, two classes have one name, or it cannot be written.
    """
    if folder.suffix != SUFFIX:
        raise ProjectError(f"A project folder's name must end in {SUFFIX}, unlike {folder}.")
    names = [clean_name(name) for name in classes]
    if len(set(names)) < len(names):
        raise ProjectError("Two classes of the new project have the same name; give each its own.")
    existed = folder.exists()
    try:
        if existed and (not folder.is_dir() or any(item.name not in _PARTIAL for item in folder.iterdir())):
            raise ProjectError(f"{folder} exists already; open it, or choose another name.")
        try:
            _fill(folder, names)
        except BaseException:
            _clear(folder, keep=existed)
            raise
    except OSError as error:
        raise ProjectError(f"The project folder {folder} cannot be made here.", detail=str(error)) from error
    except sqlite3.Error as error:
        raise ProjectError(sentence(error, folder / FILE_NAME), detail=describe(error)) from error


def _fill(folder: Path, names: Sequence[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in _PARTIAL:
        (folder / name).unlink(missing_ok=True)
    partial = folder / _PARTIAL[0]
    connection = sqlite3.connect(partial, isolation_level=None)
    try:
        make_durable(connection)
        schema.create_tables(connection)
        connection.execute("BEGIN IMMEDIATE")
        rows = [
            ObjectClass(id=n + 1, name=name, colour=class_colour(n), position=n)
            for n, name in enumerate(names)
        ]
        write(connection, [Delta("class", None, row) for row in rows])
        connection.execute("UPDATE meta SET value = ? WHERE key = 'next_class'", (len(rows) + 1,))
        connection.execute("COMMIT")
    finally:
        connection.close()
    (folder / _PARTIAL[1]).unlink(missing_ok=True)
    partial.rename(folder / FILE_NAME)
    sync_folder(folder)


def _clear(folder: Path, *, keep: bool) -> None:
    """Remove what a failed creation left in a folder that was empty."""
    shutil.rmtree(folder, ignore_errors=True)
    if keep:
        with contextlib.suppress(OSError):
            folder.mkdir(exist_ok=True)


def open_folder(folder: Path) -> Opened:
    """Lock, check and if need be update a project's file; a read-only copy when the lock cannot be had.

    Raises:
        ProjectError: There is no project, it is damaged, newer than the program, or cannot be read.
    """
    file = folder / FILE_NAME
    lock = ProjectLock(folder / LOCK_NAME)
    try:
        if not file.is_file():
            raise ProjectError(f"{folder} is not a Foveate project: it has no {FILE_NAME}.")
        reason = _take(lock)
    except OSError as error:
        raise ProjectError(f"The project {folder} cannot be read.", detail=str(error)) from error
    try:
        with damage_told(file):
            return _open_file(file, lock, reason)
    except BaseException:
        lock.release()
        raise


def _open_file(file: Path, lock: ProjectLock, reason: str) -> Opened:
    if not reason:
        try:
            return Opened(_open_for_writing(file), lock, "")
        except sqlite3.OperationalError as error:
            if not str(getattr(error, "sqlite_errorname", "")).startswith("SQLITE_READONLY"):
                raise
            lock.release()
            reason = _write_protected(file.parent)
    return Opened(_open_for_reading(file), None, reason)


@contextlib.contextmanager
def damage_told(file: Path) -> Iterator[None]:
    """Turn what a file that cannot be read, or makes no sense, does to its readers into a sentence."""
    try:
        yield
    except sqlite3.Error as error:
        raise ProjectError(_cannot_open(error, file), detail=describe(error)) from error
    except (ValueError, TypeError, KeyError, msgspec.MsgspecError, zlib.error) as error:
        raise ProjectError(schema.damaged_sentence(file), detail=repr(error)) from error


def _take(lock: ProjectLock) -> str:
    """Try to take the lock; why not, or "" when it is ours."""
    try:
        holder = lock.acquire()
    except OSError:
        return _write_protected(lock.path.parent)
    return _held(holder, lock.path) if holder is not None else ""


def _write_protected(folder: Path) -> str:
    return f"The folder {folder} cannot be written, so the project is open for looking only."


def _held(holder: Holder, path: Path) -> str:
    return (
        f"The project is open in another window of the computer {holder.host}, so here it is for looking only; "
        f"if that is not so, delete the file {path} and open it again."
    )


def _open_for_writing(file: Path) -> sqlite3.Connection:
    connection = connect(file, writable=True)
    try:
        version = schema.check_file(connection, file)
        make_durable(connection)
        connection.execute(
            "BEGIN IMMEDIATE"
        )  # Fails now, not at the first edit, when the file is write-protected.
        connection.execute("ROLLBACK")
        backups = file.parent / "backups"
        schema.upgrade(connection, version, lambda old: schema.write_backup(connection, backups, old))
        for name in ("runs", "models"):
            sweep(file.parent / name)
    except BaseException:
        connection.close()
        raise
    return connection


def _open_for_reading(file: Path) -> sqlite3.Connection:
    source = connect(file, writable=False)
    try:
        version = schema.check_file(source, file)
        copy = copy_to_memory(source)
    finally:
        source.close()
    try:
        schema.upgrade(copy, version, lambda old: None)
        copy.execute("PRAGMA query_only = ON")
    except BaseException:
        copy.close()
        raise
    return copy


def _cannot_open(error: sqlite3.Error, file: Path) -> str:
    name = str(getattr(error, "sqlite_errorname", ""))
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return schema.damaged_sentence(file)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return f"Another program is using the project {file.parent}; try again in a moment."
    return f"The project {file.parent} cannot be opened; check that its disk is connected, not full and can be read."
