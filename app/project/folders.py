"""Folders that appear whole or not at all: filled under a hidden name, then renamed."""

from __future__ import annotations

import contextlib
import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

from retinanet_core.files import sync_folder

_PART = ".part-"


@contextlib.contextmanager
def whole_folder(parent: Path) -> Iterator[Path]:
    """An empty hidden folder in `parent`, removed at the end if `publish` has not taken it.

    Raises:
        OSError: It cannot be made.
    """
    partial = hidden_folder(parent)
    try:
        yield partial
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def hidden_folder(parent: Path) -> Path:
    """An empty hidden folder in `parent`, for `publish` to take; what is left of it `sweep` removes.

    Raises:
        OSError: It cannot be made.
    """
    parent.mkdir(parents=True, exist_ok=True)
    partial = parent / f"{_PART}{uuid.uuid4().hex}"
    partial.mkdir()
    return partial


def publish(partial: Path, target: Path) -> None:
    """Give a filled folder its name, durably.

    Raises:
        OSError: `target` exists, or cannot be made.
    """
    if target.exists():
        raise FileExistsError(f"{target} exists")
    sync_folder(partial)
    partial.rename(target)
    sync_folder(target.parent)


def next_number(parent: Path) -> int:
    """One more than the highest number that is a name in `parent`."""
    if not parent.is_dir():
        return 1
    return max((int(entry.name) for entry in parent.iterdir() if entry.name.isdecimal()), default=0) + 1


def link_or_copy(source: Path, target: Path) -> None:
    """A second name for a file that is never changed in place; a copy where file systems cannot do that.

    Raises:
        OSError: Neither works.
    """
    try:
        os.link(source, target)
    except OSError:
        copy_file(source, target)


def copy_file(source: Path, target: Path) -> None:
    """Copy a file's content, durably.

    Raises:
        OSError: It cannot be read or written.
    """
    shutil.copyfile(source, target)
    sync_file(target)


def link_tree(source: Path, target: Path) -> None:
    """`link_or_copy` for the files of a folder, into the existing folder `target`; links are not followed.

    Raises:
        OSError: A file cannot be read or written.
    """
    for entry in sorted(source.iterdir()):
        if entry.is_symlink() or entry.name.startswith("."):
            continue
        if entry.is_dir():
            (target / entry.name).mkdir()
            link_tree(entry, target / entry.name)
        else:
            link_or_copy(entry, target / entry.name)


def copy_tree(source: Path, target: Path) -> None:
    """Copies of the files of a folder, into the existing folder `target`; links are not followed.

    Raises:
        OSError: A file cannot be read or written.
    """
    for entry in sorted(source.iterdir()):
        if entry.is_symlink() or entry.name.startswith("."):
            continue
        if entry.is_dir():
            (target / entry.name).mkdir()
            copy_tree(entry, target / entry.name)
        else:
            copy_file(entry, target / entry.name)


def sweep(parent: Path) -> None:
    """Remove the hidden folders that a killed program left."""
    if parent.is_dir():
        for partial in parent.glob(f"{_PART}*"):
            shutil.rmtree(partial, ignore_errors=True)


def sync_file(path: Path) -> None:
    """Bring a file's content to the disk."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())
