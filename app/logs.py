"""A rotating log file, and a file for traces of hard crashes. Never a reason for the program not to start."""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import logging.handlers
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path

from app import paths

LOG_NAME = "foveate.log"
CRASH_NAME = "crash.log"
_BYTES = 2_000_000
_KEPT = 3
_FORMAT = "%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"


@contextlib.contextmanager
def recording(folder: Path | None = None) -> Iterator[Path | None]:
    """Write the log to `folder` (default: the program's log folder) while the block runs.

    Inside another such block nothing is done twice.

    Yields:
        The log file, or None where the folder cannot be written; the program runs on without a log then.
    """
    folder = paths.log_dir() if folder is None else folder
    root = logging.getLogger()
    if any(isinstance(handler, _QuietRotatingHandler) for handler in root.handlers):
        yield folder / LOG_NAME
        return
    level = root.level
    handler = _open_log(folder)
    crash = _open_crash_file(folder)
    if handler is not None:
        root.addHandler(handler)
        root.setLevel(logging.INFO)
        logging.captureWarnings(True)
    try:
        yield folder / LOG_NAME if handler is not None else None
    finally:
        if handler is not None:
            logging.captureWarnings(False)
            root.setLevel(level)
            root.removeHandler(handler)
            handler.close()
        if crash is not None:
            faulthandler.disable()
            crash.close()


class _QuietRotatingHandler(logging.handlers.RotatingFileHandler):
    """Drops a line that cannot be written (disk full, folder gone) instead of complaining on stderr."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  (logging's name)
        pass


def _open_log(folder: Path) -> logging.Handler | None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = _QuietRotatingHandler(
            folder / LOG_NAME, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", errors="backslashreplace"
        )
    except OSError:
        return None
    handler.setFormatter(logging.Formatter(_FORMAT))
    return handler


def _open_crash_file(folder: Path) -> TextIOWrapper | None:
    if faulthandler.is_enabled():  # a test runner or a developer has already chosen where traces go
        return None
    try:
        stream = (folder / CRASH_NAME).open("a", encoding="utf-8")
    except OSError:
        return None
    faulthandler.enable(stream)
    return stream
