"""What is said when a file of weights cannot be fetched or stored."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from retinanet_core.errors import WeightsError
from retinanet_core.published.table import MIB, PublishedWeights

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


def elsewhere(entry: PublishedWeights) -> str:
    """What to do where fetching fails; the end of a sentence."""
    command = f"foveate fetch-weights {entry.name} --from FILE"
    return f'fetch {entry.url} on another computer and run "{command}" here'


def in_mebibytes(size: float) -> str:
    """A number of bytes in words."""
    return f"{size / MIB:.1f} MiB" if size >= MIB / 10 else f"{size:.0f} bytes"


@contextmanager
def writing(entry: PublishedWeights, folder: Path) -> Iterator[None]:
    """Turn what a disk refuses into a sentence.

    Raises:
        WeightsError: The block raised OSError.
    """
    try:
        yield
    except OSError as error:
        lost = f"so {entry.name} was not stored"
        if error.errno in _FULL:
            sentence = f"The disk that holds {folder} is full, {lost}; free some space and do it again."
        elif isinstance(error, PermissionError) or error.errno == errno.EROFS:
            sentence = (
                f"Writing to the folder {folder} is not allowed, {lost}; allow it or choose another folder."
            )
        else:
            why = error.strerror or type(error).__name__
            sentence = f"The folder {folder} cannot be written ({why}), {lost}; choose another folder."
        raise WeightsError(sentence, detail=str(error)) from error
