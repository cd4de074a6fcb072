"""What a run is asked to do, and what it says while it does it.

A run folder holds job.json and manifest.json with its frames; the run adds events.jsonl, candidate/ and report.json,
and while it works state/. Whoever started it speaks to it through empty files: cancel, pause and finish.
"""

from __future__ import annotations

import errno
import logging
import os
import threading
import time
from pathlib import Path
from typing import Any, Literal

import msgspec

from retinanet_core.errors import ManifestError

JOB_NAME = "job.json"
EVENTS_NAME = "events.jsonl"
CANCEL_NAME = "cancel"
"""End now; nothing is kept."""
PAUSE_NAME = "pause"
"""Compute nothing while this file is there."""
FINISH_NAME = "finish"
"""Learn no more: measure what was learnt until now, and report."""
STATE_NAME = "state"
"""Folder of what a run needs to go on after a crash."""
REPORT_NAME = "report.json"
CANDIDATE_NAME = "candidate"
FINISHED = 0
FAILED = 1
CANCELLED = 3
DISK_FULL = 4
"""Exit codes of the process that carries out a run; `DISK_FULL` where it could not even write its last words."""
LAST_WORDS = ("finished", "cancelled", "failed")
"""Events that end a run."""
DISK_FULL_SENTENCE = "The disk is full, so teaching stopped; free some space and teach again."

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))

_log = logging.getLogger(__name__)


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """job.json.

    Attributes:
        manifest: The manifest, relative to the run folder.
        parent: Folder of the model to start from, relative to the run folder; None to start from `preset`.
        minutes: Wall-clock time the whole run may take, from loading to the report.
        preset: Of a new detector; `auto`: `coco` where there is a graphics card and its weights were fetched, `lite`
            otherwise.
        backbone: For the preset `standard`.
        starter: A new detector of a preset that has a starter begins with it, not with fresh heads.
        replay: Learn also from frames that did not change since the parent learned.
        pseudo_labels: Let the parent's confident detections fill in where nobody looked.
        unlabelled: What lies outside of the boxes on a frame that nobody completed; `background` claims that it is
            empty, which is seldom true and is there to be compared with.
        blend: Where the gate refuses what was learnt, try weights between those and the parent's.
        token: What tells this run from every other, whatever their folders are called; "" for none.
    """

    manifest: str = "manifest.json"
    parent: str | None = None
    preset: str = "lite"
    backbone: str = ""
    starter: bool = True
    minutes: float = 5.0
    seed: int = 0
    device: str = "auto"
    precision: str = "auto"
    replay: bool = True
    pseudo_labels: bool = True
    unlabelled: Literal["ignore", "background"] = "ignore"
    blend: bool = True
    token: str = ""
    format: int = 1


def load_job(run: Path) -> Job:
    """Read a run's job.json.

    Raises:
        ManifestError: It is missing, damaged or of a newer program.
    """
    try:
        job = msgspec.json.decode((run / JOB_NAME).read_bytes(), type=Job)
    except OSError as error:
        raise ManifestError(
            f"{run} is not a teaching run: it has no readable {JOB_NAME}.", detail=str(error)
        ) from error
    except (msgspec.DecodeError, ValueError) as error:
        raise ManifestError(f"The {JOB_NAME} in {run} is damaged.", detail=str(error)) from error
    if job.format > 1:
        raise ManifestError(f"The run in {run} was prepared by a newer version of Foveate.")
    return job


class Events:
    """Appends events to events.jsonl, one JSON object a line, each line whole; any thread may speak.

    Attributes:
        lock: Held while an event is written; who holds it can speak and act on it before anybody else speaks.
        over: One of `LAST_WORDS` was said; nothing is written after it.
        lost: The last event could not be written: whoever waits for it has only the exit code.
    """

    def __init__(self, run: Path) -> None:
        self.lock = threading.RLock()
        self.over = False
        self.lost = False
        path = run / EVENTS_NAME
        cut_short = path.exists() and not path.read_bytes().endswith(b"\n")  # by a kill
        self._stream = path.open("ab", buffering=0)
        self._torn = cut_short

    def say(self, event: str, **facts: Any) -> bool:  # noqa: ANN401  (any JSON value)
        """Write one event with the time; whether it is written. A disk that is full costs the event, not the run."""
        line = msgspec.json.encode({"t": time.time(), "event": event, **facts}) + b"\n"
        with self.lock:
            if self.over:
                return False
            self.over = event in LAST_WORDS
            try:
                self._write(line)
            except OSError as error:
                self.lost = True
                _log.warning("the event %s cannot be written: %s", event, error)
            else:
                self.lost = False
            return not self.lost

    def _write(self, line: bytes) -> None:
        """All of it: a full disk takes a part first. What a part is left of is ended by the next line."""
        rest = memoryview(b"\n" + line if self._torn else line)
        while len(rest):
            written = self._stream.write(rest)
            if not written:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            rest = rest[written:]
            self._torn = len(rest) > 0

    def close(self) -> None:
        """Close the file; nobody speaks any more."""
        with self.lock:
            self.over = True
            self._stream.close()


def disk_is_full(error: BaseException | None) -> bool:
    """Whether an error, or one that it came of, says that the disk is full."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in _FULL:
            return True
        error = error.__cause__
    return False


def last_failure(run: Path) -> str:
    """The sentence that a failed run ended with, as its last event says it."""
    try:
        event = msgspec.json.decode((run / EVENTS_NAME).read_bytes().splitlines()[-1])
        return str(event["message"])
    except (OSError, IndexError, KeyError, TypeError, ValueError):
        return f"The run in {run} failed; {EVENTS_NAME} in it may tell why."
