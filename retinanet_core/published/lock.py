"""One process at a time fetches a file; the system itself takes the lock from a process that was killed."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_HELD = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}


@contextmanager
def held(path: Path) -> Iterator[bool]:
    """Hold the lock file `path` during the block; it stays behind, empty.

    Yields:
        Whether the lock is ours; False while somebody else has it.

    Raises:
        OSError: The file cannot be written.
    """
    with path.open("ab") as stream:
        yield _lock(stream)


def _lock(stream: IO[bytes]) -> bool:
    """Lock a file until it is closed; False when somebody else has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in _HELD  # some network drives know no locks
    return True
