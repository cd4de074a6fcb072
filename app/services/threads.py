"""Threads that end when they are told to, and a small pool of them."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable

_log = logging.getLogger(__name__)

SHUTDOWN_SECONDS = 3.0
"""How long a service may take to end its threads and processes."""


def start_thread(target: Callable[[], None], name: str) -> threading.Thread:
    """Start a thread that does not keep the program alive.

    A thread inside a long call of a library (decoding 300 megapixels, importing torch) cannot be stopped; the
    program must still be able to end, so all threads are daemons and are joined with a deadline instead.
    """
    thread = threading.Thread(target=target, name=name, daemon=True)
    thread.start()
    return thread


def join_all(threads: Iterable[threading.Thread], seconds: float) -> bool:
    """Wait for all of them together for at most `seconds`; False if one is still running."""
    deadline = time.monotonic() + seconds
    running = []
    for thread in threads:
        thread.join(max(0.0, deadline - time.monotonic()))
        if thread.is_alive():
            running.append(thread.name)
    if running:
        _log.warning("still running after %.1f s: %s", seconds, ", ".join(running))
    return not running


class ThreadPool:
    """Up to `size` threads that run jobs in the order they came. Thread-safe; started as jobs come."""

    def __init__(self, name: str, size: int) -> None:
        self._name = name
        self._size = size
        self._jobs: deque[Callable[[], None]] = deque()
        self._changed = threading.Condition()
        self._stopping = False
        self._threads: list[threading.Thread] = []

    def put(self, job: Callable[[], None]) -> bool:
        """Queue a job that must not raise; False when the pool has been stopped."""
        with self._changed:
            if self._stopping:
                return False
            self._jobs.append(job)
            if len(self._threads) < self._size:
                self._threads.append(start_thread(self._run, f"{self._name}-{len(self._threads)}"))
            self._changed.notify()
            return True

    def stop(self) -> None:
        """Forget the waiting jobs and end the threads after the job each is at."""
        with self._changed:
            self._stopping = True
            self._jobs.clear()
            self._changed.notify_all()

    @property
    def threads(self) -> tuple[threading.Thread, ...]:
        """The threads started so far."""
        with self._changed:
            return tuple(self._threads)

    def _run(self) -> None:
        while self._run_next():
            pass

    def _run_next(self) -> bool:
        # A function of its own, so that an idle thread holds no reference to its last job.
        job = self._next_job()
        if job is None:
            return False
        job()
        return True

    def _next_job(self) -> Callable[[], None] | None:
        with self._changed:
            self._changed.wait_for(lambda: self._stopping or self._jobs)
            return None if self._stopping else self._jobs.popleft()
