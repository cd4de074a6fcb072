"""What a file of weights is from the outside: its size and its frame. Imports no torch, unpacks nothing."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path
from typing import Literal

from retinanet_core.checkpoint import MAX_WEIGHTS_BYTES
from retinanet_core.errors import CheckpointError

Kind = Literal["zip", "pickle", "safetensors"]
"""torch.save of today, torch.save as before PyTorch 1.6, and safetensors."""

_ZIP_START = b"PK\x03\x04"
_PICKLE_START = b"\x80"
_LENGTH_BYTES = 8
_MAX_HEADER_BYTES = 100_000_000
_AGAIN = "fetch or save it again"


def size_of(source: Path) -> int:
    """Bytes of a file.

    Raises:
        CheckpointError: There is none that can be read, or it has no size that a detector may have.
    """
    try:
        found = source.stat()
    except FileNotFoundError as error:
        raise CheckpointError(f"There is no file {source}.") from error
    except OSError as error:
        raise _unreadable(source, error) from error
    if stat.S_ISDIR(found.st_mode):
        raise CheckpointError(f"{source} is a folder; choose the .pth or .safetensors file itself.")
    if not stat.S_ISREG(found.st_mode):
        raise CheckpointError(f"{source} is not a file; choose a .pth or .safetensors file.")
    if found.st_size == 0:
        raise CheckpointError(f"{source} is empty; {_AGAIN}.")
    if found.st_size > MAX_WEIGHTS_BYTES:
        raise CheckpointError(
            f"{source} is larger than {MAX_WEIGHTS_BYTES // 10**9} GB, which no detector of this program is; "
            "save the state dict alone."
        )
    return found.st_size


def kind_of(source: Path) -> Kind:
    """What kind of file it is, once its frame has been checked.

    A file that says it holds more than its own bytes, and a compressed one, never go further than this.

    Raises:
        CheckpointError: It is none of them, or damaged.
    """
    size = size_of(source)
    try:
        with source.open("rb") as stream:
            start = stream.read(_LENGTH_BYTES)
        if source.suffix.lower() == ".safetensors":
            _check_header(source, int.from_bytes(start, "little"), size)
            return "safetensors"
        if start.startswith(_ZIP_START):
            _check_archive(source, size)
            return "zip"
    except OSError as error:
        raise _unreadable(source, error) from error
    if start.startswith(_PICKLE_START):
        return "pickle"
    raise CheckpointError(
        f"{source} holds no weights: it is neither a .pth of PyTorch nor a .safetensors file; choose another."
    )


def _check_header(source: Path, length: int, size: int) -> None:
    if not 2 <= length <= min(size - _LENGTH_BYTES, _MAX_HEADER_BYTES):
        raise CheckpointError(
            f"{source} is damaged or not a safetensors file; {_AGAIN}.",
            detail=f"It says that its header has {length} bytes; the whole file has {size}.",
        )


def _check_archive(source: Path, size: int) -> None:
    try:
        with zipfile.ZipFile(source) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError, ValueError) as error:
        raise CheckpointError(f"{source} is damaged or not complete; {_AGAIN}.", detail=str(error)) from error
    if any(entry.compress_type != zipfile.ZIP_STORED for entry in entries):
        raise CheckpointError(
            f"{source} is compressed, which PyTorch's own files never are; save it again with torch.save."
        )
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > size:
        raise CheckpointError(
            f"{source} is damaged: it says that it holds more than its own size; {_AGAIN}.",
            detail=f"{unpacked} bytes in {len(entries)} entries; the whole file has {size}.",
        )


def _unreadable(source: Path, error: OSError) -> CheckpointError:
    why = error.strerror or type(error).__name__
    return CheckpointError(f"{source} cannot be read ({why}).", detail=str(error))
