"""The teaching child: a whole life from a run folder to an exit code."""

from __future__ import annotations

import os
import shutil
import traceback
from dataclasses import dataclass
from pathlib import Path

from retinanet_core.errors import Cancelled, DeviceError, PlainError
from retinanet_core.teach import guards, state
from retinanet_core.teach.job import (
    CANCELLED,
    CANDIDATE_NAME,
    DISK_FULL,
    DISK_FULL_SENTENCE,
    FAILED,
    FINISHED,
    REPORT_NAME,
    Events,
    disk_is_full,
)
from retinanet_core.teach.memory import MemoryShortError, memory_sentence


def run(folder: Path, *, as_child: bool = False) -> int:
    """Teach as the run folder says; every outcome is also the last event in events.jsonl.

    A run that was ended in the middle goes on from the state that it kept.

    Args:
        folder: The run folder.
        as_child: This process belongs to another one: let that go first, and end at once when it ends.

    Returns:
        0 finished, 3 cancelled, 1 failed, 4 failed and could not write why.
    """
    if as_child:
        guards.lower_priority(os.getpid())  # before any thread begins: it takes the priority of its maker
        guards.end_with_parent()
        guards.be_ended_first()
    try:
        events = Events(folder)
    except OSError as error:
        return DISK_FULL if disk_is_full(error) else FAILED
    guards.end_when_cancelled(folder, events)
    try:
        code = _run(folder, events)
        return DISK_FULL if code == FAILED and events.lost else code
    finally:
        events.close()


def _run(folder: Path, events: Events) -> int:
    try:
        _clear_result(folder)
        from retinanet_core.teach.run import teach  # imports torch: the first event should not wait for it

        teach(folder, events)
    except Cancelled:
        _clear_result(folder)
        state.clear(folder)
        events.say("cancelled")
        return CANCELLED
    except Exception as error:  # noqa: BLE001  (the person gets a sentence whatever went wrong)
        failure = _describe(error)
        if not failure.passing:
            state.clear(folder)
        events.say("failed", message=failure.message, detail=failure.detail)
        return FAILED
    state.clear(folder)
    return FINISHED


def _clear_result(folder: Path) -> None:
    """Remove what this run found; the report first, because it says that the rest is whole."""
    (folder / REPORT_NAME).unlink(missing_ok=True)
    shutil.rmtree(folder / CANDIDATE_NAME, ignore_errors=True)


@dataclass(frozen=True)
class _Failure:
    """What to say of an error.

    Attributes:
        passing: Trying again may succeed, so the state is kept to go on from.
    """

    message: str
    detail: str
    passing: bool = False


def _describe(error: Exception) -> _Failure:
    if disk_is_full(error):
        detail = "".join(traceback.format_exception(error))
        return _Failure(DISK_FULL_SENTENCE, detail, passing=True)
    if isinstance(error, PlainError):
        passing = isinstance(error, (MemoryShortError, DeviceError))
        return _Failure(error.message, error.detail, passing)
    detail = "".join(traceback.format_exception(error))
    if short := memory_sentence(error):
        return _Failure(short, detail, passing=True)
    if isinstance(error, OSError):
        why = error.strerror or error
        sentence = f"A file of the run could not be read or written ({why}); check the disk and teach again."
        return _Failure(sentence, detail, passing=True)
    return _Failure("Teaching stopped because of an unexpected fault; nothing was changed.", detail)
