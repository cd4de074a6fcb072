"""The teaching child: a whole life from a run folder to an exit code."""

from __future__ import annotations

import os
import threading
import traceback
from pathlib import Path

import psutil

from retinanet_core.errors import Cancelled, PlainError
from retinanet_core.teach.job import Events

FINISHED = 0
FAILED = 1
CANCELLED = 3

_PARENT_CHECK_SECONDS = 1.0


def run(folder: Path, *, watch_parent: bool = False) -> int:
    """Teach as the run folder says; every outcome is also the last event in events.jsonl.

    Args:
        folder: The run folder.
        watch_parent: End at once when the process that started this one ends.

    Returns:
        0 finished, 3 cancelled, 1 failed.
    """
    if watch_parent:
        _end_with_parent()
    try:
        events = Events(folder)
    except OSError:
        return FAILED
    try:
        return _run(folder, events)
    finally:
        events.close()


def _run(folder: Path, events: Events) -> int:
    try:
        from retinanet_core.teach.run import teach  # imports torch: the first event should not wait for it

        teach(folder, events)
    except Cancelled:
        events.say("cancelled")
        return CANCELLED
    except PlainError as error:
        events.say("failed", message=error.message, detail=error.detail)
        return FAILED
    except MemoryError:
        events.say(
            "failed",
            message="There is not enough memory to teach; close other programs and teach again.",
            detail=traceback.format_exc(),
        )
        return FAILED
    except Exception as error:  # noqa: BLE001  (the person gets a sentence whatever went wrong)
        events.say("failed", message=_sentence(error), detail=traceback.format_exc())
        return FAILED
    return FINISHED


def _sentence(error: Exception) -> str:
    if type(error).__name__ == "OutOfMemoryError" or "out of memory" in str(error):
        return (
            "The graphics card has not enough memory to teach; choose the processor instead and teach again."
        )
    if isinstance(error, OSError):
        why = error.strerror or error
        return f"A file of the run could not be read or written ({why}); check the disk and teach again."
    return "Teaching stopped because of an unexpected fault; nothing was changed."


def _end_with_parent() -> None:
    """Watch the parent from a thread: on a kill -9 nobody tells its children."""
    parent = psutil.Process().parent()
    if parent is None:
        return

    def watch() -> None:
        pause = threading.Event()
        try:
            while parent.is_running() and parent.status() != psutil.STATUS_ZOMBIE:
                pause.wait(_PARENT_CHECK_SECONDS)
        finally:  # also when it went between the two questions
            os._exit(FAILED)

    threading.Thread(target=watch, name="parent watch", daemon=True).start()
