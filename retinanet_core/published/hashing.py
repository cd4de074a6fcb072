"""Reading and copying files with their SHA-256; what cannot be read becomes a sentence."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from retinanet_core import files
from retinanet_core.errors import WeightsError

_CHUNK_BYTES = 1 << 20


def sha256_of(file: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits.

    Raises:
        WeightsError: It cannot be read.
    """
    with reading(file):
        return files.sha256_of(file)


def copy(file: Path, target: Path) -> str:
    """Copy a file, durably; returns the SHA-256 of what was written.

    Raises:
        WeightsError: `file` cannot be read.
        OSError: `target` cannot be written, or exists.
    """
    digest = hashlib.sha256()
    with target.open("xb") as stream:
        for chunk in _chunks(file):
            digest.update(chunk)
            stream.write(chunk)
        stream.flush()
        os.fsync(stream.fileno())
    return digest.hexdigest()


def size_of(file: Path) -> int:
    """How many bytes a file has.

    Raises:
        WeightsError: It cannot be read.
    """
    with reading(file), file.open("rb") as stream:
        return os.fstat(stream.fileno()).st_size


@contextmanager
def reading(file: Path) -> Iterator[None]:
    """Turn what a disk refuses into a sentence; nothing but reading `file` may be done in the block.

    Raises:
        WeightsError: The block raised OSError.
    """
    try:
        yield
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise WeightsError(
            f"The file {file} cannot be read ({why}); check where it is.", detail=str(error)
        ) from error


def _chunks(file: Path) -> Iterator[bytes]:
    with reading(file), file.open("rb") as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            yield chunk
