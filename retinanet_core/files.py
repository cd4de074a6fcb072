"""Writing files whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import uuid
from pathlib import Path


def write_atomically(path: Path, data: bytes) -> None:
    """Replace `path` by `data`, durably: after an error or a crash the old content is still there, whole.

    Raises:
        OSError: The folder cannot be written, or the disk is full; `path` is as it was.
    """
    temporary = part_of(path)
    try:
        with temporary.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(path.parent)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def part_of(path: Path) -> Path:
    """A hidden name beside `path`, new with each call, for what will become `path` when it is whole."""
    return path.with_name(f".{path.name}.{uuid.uuid4().hex}.part")


def remove_parts(path: Path) -> None:
    """Remove what programs that were killed left under names of `part_of`, as far as the system lets us.

    Nobody else may be writing `path` at the same time.
    """
    left = re.compile(rf"\.{re.escape(path.name)}\.[0-9a-f]{{32}}\.part")
    with contextlib.suppress(OSError):
        for found in [other for other in path.parent.iterdir() if left.fullmatch(other.name)]:
            if found.is_dir() and not found.is_symlink():
                shutil.rmtree(found, ignore_errors=True)
            else:
                found.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make the rename itself durable where the system allows opening a folder (Windows does not)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
