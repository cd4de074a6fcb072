"""A folder of published weights. A file has its final name there only when it is whole and its SHA-256 is right.

The publisher states no more than the first digits of a SHA-256. The whole of it is recorded when a file is first
seen, and every later file of that name must have it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from retinanet_core.errors import WeightsError
from retinanet_core.files import part_of, remove_parts, sync_folder, write_atomically
from retinanet_core.published import download, hashing, lock
from retinanet_core.published.http_answer import host_of
from retinanet_core.published.part_file import PartFile
from retinanet_core.published.sentences import elsewhere, in_mebibytes, writing
from retinanet_core.published.table import PublishedWeights

Convert = Callable[[Path, PublishedWeights], None]
"""What is done with a checked file, such as making a model folder of it. Raises PlainError."""


class _Record(msgspec.Struct, frozen=True):
    sha256: str


def is_present(entry: PublishedWeights, folder: Path) -> bool:
    """Whether the file is there and about as long as it should be; what is in it is not looked at."""
    try:
        size = (folder / entry.file_name).stat().st_size
    except OSError:
        return False
    return entry.smallest_bytes <= size <= entry.largest_bytes


def installed(entry: PublishedWeights, folder: Path) -> Path | None:
    """The file of `entry` in `folder`, read through and checked; None if there is none.

    Raises:
        WeightsError: The file there cannot be read, or is not what it should be.
    """
    path = folder / entry.file_name
    with hashing.reading(path):
        if not path.exists():
            return None
    complaint = _complaint(entry, folder, hashing.sha256_of(path))
    if complaint:
        raise WeightsError(f"{path} is not {entry.name}: {complaint}; delete it and fetch it again.")
    return path


def fetch(
    entry: PublishedWeights,
    folder: Path,
    *,
    progress: download.Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    patience: download.Patience = download.PATIENCE,
) -> Path:
    """Download `entry` into `folder` (made if need be), going on where an earlier call stopped.

    A file that is there already is checked and returned without asking anybody.

    Args:
        entry: What to fetch.
        folder: Where to.
        progress: Told the bytes that are here and the bytes in all.
        cancelled: Asked many times a second; what has arrived is kept for the next call.
        patience: How much to bear from the server.

    Raises:
        Cancelled: `cancelled` said so.
        WeightsError: The file cannot be had or stored, or is not what its publisher states.
    """
    found = installed(entry, folder)
    if found is not None:
        return found
    with _alone(entry, folder):
        return _fetch(entry, folder, progress, cancelled, patience)


def adopt(entry: PublishedWeights, file: Path, folder: Path) -> Path:
    """Copy `file` into `folder` (made if need be) as `entry`, if it is that.

    Raises:
        WeightsError: The file cannot be read or stored, or is not what its publisher states.
    """
    _require_size(entry, file)
    with _alone(entry, folder):
        return _adopt(entry, file, folder)


def obtain(
    entry: PublishedWeights,
    folder: Path,
    *,
    source: Path | None = None,
    convert: Convert | None = None,
    progress: download.Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Path:
    """Take `entry` from `source`, or without one fetch it; then convert it, before another program may do either.

    Raises:
        Cancelled: `cancelled` said so.
        WeightsError: The file cannot be had or stored, or is not what its publisher states.
        PlainError: It cannot be converted.
    """
    if source is not None:
        _require_size(entry, source)
    with _alone(entry, folder):
        if source is None:
            path = _fetch(entry, folder, progress, cancelled, download.PATIENCE)
        else:
            path = _adopt(entry, source, folder)
        if convert is not None:
            convert(path, entry)
    return path


def _fetch(
    entry: PublishedWeights,
    folder: Path,
    progress: download.Progress | None,
    cancelled: Callable[[], bool] | None,
    patience: download.Patience,
) -> Path:
    """`fetch`, while the lock is held."""
    found = installed(entry, folder)
    if found is not None:
        return found
    part = PartFile(folder / f"{entry.file_name}.part")
    download.download(entry, part, progress=progress, cancelled=cancelled, patience=patience)
    digest = hashing.sha256_of(part.path)
    complaint = _complaint(entry, folder, digest)
    if not complaint:
        _put_in_place(entry, part.path, folder, digest)
    part.discard()
    if complaint:
        raise WeightsError(
            f"What {host_of(entry.url)} sent is not {entry.name}: {complaint}; it was thrown away, so try again, "
            f"or {elsewhere(entry)}."
        )
    return folder / entry.file_name


def _adopt(entry: PublishedWeights, file: Path, folder: Path) -> Path:
    """`adopt`, while the lock is held."""
    temporary = part_of(folder / entry.file_name)
    try:
        digest = hashing.copy(file, temporary)
        complaint = _complaint(entry, folder, digest)
        if complaint:
            raise WeightsError(f"{file} is not {entry.name}: {complaint}; fetch {entry.url} again.")
        _put_in_place(entry, temporary, folder, digest)
    finally:
        temporary.unlink(missing_ok=True)
    PartFile(folder / f"{entry.file_name}.part").discard()
    return folder / entry.file_name


@contextmanager
def _alone(entry: PublishedWeights, folder: Path) -> Iterator[None]:
    """Make the folder, and keep other programs from storing the same file in it at the same time.

    Raises:
        WeightsError: Another program does so now, or the block raised OSError.
    """
    with writing(entry, folder):
        folder.mkdir(parents=True, exist_ok=True)
        with lock.held(folder / f".{entry.file_name}.lock") as ours:
            if not ours:
                raise WeightsError(
                    f"Another program is fetching {entry.name} into {folder}; wait until it has finished."
                )
            remove_parts(folder / entry.file_name)
            yield


def _put_in_place(entry: PublishedWeights, temporary: Path, folder: Path, digest: str) -> None:
    """Give a checked file its name; its SHA-256 is recorded first, so that no file is there without."""
    record = _record_path(entry, folder)
    if not record.exists():
        write_atomically(record, msgspec.json.encode(_Record(digest)))
    temporary.replace(folder / entry.file_name)
    sync_folder(folder)


def _complaint(entry: PublishedWeights, folder: Path, digest: str) -> str:
    """Why a file with this SHA-256 is not `entry`; "" if it is."""
    stated = entry.sha256_start
    if not digest.startswith(stated):
        return f"its SHA-256 begins with {digest[: len(stated)]}, but its publisher states {stated}"
    record = _record_path(entry, folder)
    known = _recorded(record)
    if known not in {"", digest}:
        return f"its SHA-256 is not the one in {record.name}, recorded when the file was first seen"
    return ""


def _record_path(entry: PublishedWeights, folder: Path) -> Path:
    return folder / f"{entry.file_name}.sha256.json"


def _recorded(record: Path) -> str:
    """The SHA-256 that was recorded; "" if none was."""
    try:
        return msgspec.json.decode(record.read_bytes(), type=_Record).sha256
    except FileNotFoundError:
        return ""
    except (OSError, msgspec.MsgspecError) as error:
        raise WeightsError(
            f"{record} is damaged or cannot be read; delete it if you trust the file that will be fetched next.",
            detail=str(error),
        ) from error


def _require_size(entry: PublishedWeights, file: Path) -> None:
    size = hashing.size_of(file)
    if not entry.smallest_bytes <= size <= entry.largest_bytes:
        raise WeightsError(
            f"{file} is not {entry.name}: it has {in_mebibytes(size)}, but its publisher states "
            f"{in_mebibytes(entry.stated_bytes)}; fetch {entry.url} again."
        )
