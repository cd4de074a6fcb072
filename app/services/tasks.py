"""Running work beside the window, with its answer back on the window's thread."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from PySide6.QtCore import QObject, QTimer

from app.services.failures import as_plain_error
from app.services.relay import Relay
from app.services.threads import SHUTDOWN_SECONDS, ThreadPool, join_all
from retinanet_core.errors import PlainError

T = TypeVar("T")

Pool = Literal["media", "project"]
"""`media`: scanning, decoding, exporting files, two at a time. `project`: one after another, in order."""

PROGRESS_MS = 100
_NOTHING = object()


class TaskControl:
    """The job's side of a task; safe to use from its thread."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()
        self._lock = threading.Lock()
        self._latest: object = _NOTHING

    def cancelled(self) -> bool:
        """True once the person no longer wants the result: return (or raise `Cancelled`) soon."""
        return self._cancelled.is_set()

    def report(self, value: object) -> None:
        """Say how far the job is. Only the newest value is delivered, at most ten times a second."""
        with self._lock:
            self._latest = value

    def _take_report(self) -> object:
        with self._lock:
            value, self._latest = self._latest, _NOTHING
            return value


class Task:
    """The window's side of a piece of work. Made by `TaskRunner.submit`."""

    def __init__(
        self,
        number: int,
        done: Callable[[Any], None],
        failed: Callable[[PlainError], None],
        progress: Callable[[Any], None] | None,
    ) -> None:
        self.number = number
        self.control = TaskControl()
        self._done = done
        self._failed = failed
        self._progress = progress

    def cancel(self) -> None:
        """Ask the job to stop; none of its callbacks is called from now on. Harmless when it has ended."""
        self.control._cancelled.set()

    def _deliver(self, outcome: _Outcome) -> None:
        if outcome.error is None:
            self._deliver_progress()
        if self.control.cancelled():
            return
        if outcome.error is not None:
            self._failed(outcome.error)
        else:
            self._done(outcome.result)

    def _deliver_progress(self) -> None:
        value = self.control._take_report()
        if self._progress is not None and value is not _NOTHING and not self.control.cancelled():
            self._progress(value)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """How a job ended."""

    number: int
    result: object = None
    error: PlainError | None = None


class TaskRunner(QObject):
    """Runs functions on worker threads; every callback is called on the thread this object lives on."""

    def __init__(self, parent: QObject | None = None, *, media_threads: int = 2) -> None:
        super().__init__(parent)
        self._pools: dict[Pool, ThreadPool] = {
            "media": ThreadPool("media", media_threads),
            "project": ThreadPool("project", 1),
        }
        self._relay = Relay(self._receive)
        self._numbers = itertools.count(1)
        self._tasks: dict[int, Task] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(PROGRESS_MS)
        self._timer.timeout.connect(self._deliver_progress)

    def submit(
        self,
        fn: Callable[[TaskControl], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[PlainError], None],
        progress: Callable[[Any], None] | None = None,
        pool: Pool = "media",
    ) -> Task:
        """Run `fn(control)` on a thread of `pool`.

        Args:
            done: Called with what `fn` returned.
            failed: Called with what `fn` raised, as a sentence; anything but a `PlainError` becomes a general
                sentence with the traceback as detail.
            progress: Called with the newest value of `TaskControl.report`, at most ten times a second.

        Returns:
            The task; after `Task.cancel` or `shutdown` no callback is called.
        """
        task = Task(next(self._numbers), done, failed, progress)
        self._tasks[task.number] = task
        if not self._pools[pool].put(lambda: self._run(task.number, fn, task.control)):
            task.cancel()
            del self._tasks[task.number]
        elif progress is not None:
            self._timer.start()
        return task

    @property
    def running(self) -> int:
        """How many tasks are waiting or at work, cancelled ones that have not ended included."""
        return len(self._tasks)

    def shutdown(self, seconds: float = SHUTDOWN_SECONDS) -> bool:
        """Cancel everything, wait for the threads; False if one did not end in time. No callback follows."""
        self._timer.stop()
        for task in self._tasks.values():
            task.cancel()
        self._tasks.clear()
        for pool in self._pools.values():
            pool.stop()
        return join_all([thread for pool in self._pools.values() for thread in pool.threads], seconds)

    def _run(self, number: int, fn: Callable[[TaskControl], object], control: TaskControl) -> None:
        """On a worker thread: whatever happens, exactly one outcome is sent."""
        if control.cancelled():
            self._relay.post(_Outcome(number))
            return
        try:
            outcome = _Outcome(number, result=fn(control))
        except BaseException as error:  # noqa: BLE001  (a job that dies in silence leaves its task waiting for ever)
            quiet = control.cancelled()
            outcome = _Outcome(number, error=None if quiet else as_plain_error(error, f"task {number}"))
        self._relay.post(outcome)

    def _receive(self, message: object) -> None:
        assert isinstance(message, _Outcome)
        task = self._tasks.pop(message.number, None)
        if not self._tasks:
            self._timer.stop()
        if task is not None:
            task._deliver(message)

    def _deliver_progress(self) -> None:
        for task in list(self._tasks.values()):
            task._deliver_progress()
