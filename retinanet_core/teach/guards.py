"""What the teaching child minds besides teaching: it goes second, ends when cancelled, and ends with its parent."""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import signal
import sys
import threading
import time
from pathlib import Path

import psutil

from retinanet_core.teach.job import CANCEL_NAME, CANCELLED, FAILED, Events

NICENESS = 10
PARENT_VARIABLE = "FOVEATE_PARENT_PROCESS"
"""Environment: number of the process to end with. The system's own answer changes when the parent ends first."""

_CANCEL_LOOK_SECONDS = 0.1
_CANCEL_PATIENCE_SECONDS = 0.9
"""Together well below the two seconds in which cancelling is done."""
_PARENT_LOOK_SECONDS = 0.5
_OOM_SCORE = 500
_PR_SET_PDEATHSIG = 1

_log = logging.getLogger(__name__)


def lower_priority(pid: int) -> None:
    """Let the window and other programs go first. Not being able to is no error."""
    try:
        process = psutil.Process(pid)
        process.nice(psutil.BELOW_NORMAL_PRIORITY_CLASS if os.name == "nt" else NICENESS)
    except (psutil.Error, OSError) as error:
        _log.info("the priority of process %d stays as it is: %s", pid, error)


def be_ended_first() -> None:
    """When memory runs out Linux ends this process rather than the window."""
    score = Path("/proc/self/oom_score_adj")
    with contextlib.suppress(OSError, ValueError):  # other systems have no such file
        if int(score.read_text()) < _OOM_SCORE:
            score.write_text(str(_OOM_SCORE))


def end_when_cancelled(run: Path, events: Events) -> None:
    """End this process when a person cancels and the work does not notice in time, as inside one long step.

    What the work may be writing then is under hidden names, or without a report: nobody takes it for a result.
    """

    def watch() -> None:
        cancel = run / CANCEL_NAME
        while not cancel.exists():
            if events.over:
                return
            time.sleep(_CANCEL_LOOK_SECONDS)
        time.sleep(_CANCEL_PATIENCE_SECONDS)
        with events.lock:  # held until the end: the work cannot say "finished" in between
            if not events.over:
                try:
                    events.say("cancelled")
                finally:
                    os._exit(CANCELLED)

    threading.Thread(target=watch, name="cancel watch", daemon=True).start()


def end_with_parent() -> None:
    """End this process when its parent does: on a kill -9 nobody tells the children.

    Linux does it even while a library keeps all other threads from running; elsewhere a thread looks.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
    try:
        parent = _parent()
    except psutil.Error:  # it ended before this process could look
        os._exit(FAILED)
    if parent is None:
        return

    def watch() -> None:
        try:
            while parent.is_running() and parent.status() != psutil.STATUS_ZOMBIE:
                time.sleep(_PARENT_LOOK_SECONDS)
        finally:  # also when it went between the two questions
            os._exit(FAILED)

    threading.Thread(target=watch, name="parent watch", daemon=True).start()


def _parent() -> psutil.Process | None:
    """The process to end with; None if the system names none.

    Raises:
        psutil.Error: It has ended already.
    """
    number = os.environ.get(PARENT_VARIABLE, "")
    if not number.isdecimal():
        return psutil.Process().parent()
    parent = psutil.Process(int(number))
    if parent.create_time() > psutil.Process().create_time():
        raise psutil.NoSuchProcess(parent.pid)  # its number was given to a new process
    return parent
