"""One thread that reads frames: the one wanted now first, then those that may be wanted soon."""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app.services.failures import as_plain_error
from app.services.sources import FrameRef, LazySource, OpenSource
from app.services.threads import start_thread
from retinanet_core.types import Image


@dataclass(frozen=True, slots=True)
class ReadJob:
    """A frame to read.

    Attributes:
        epoch: Which state of the files was meant; results of an older one are dropped by the receiver.
        image: Its pixels if they are known already, else None.
    """

    epoch: int
    ref: FrameRef
    image: Image | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What became of a `ReadJob`: pixels, or why not, as a sentence."""

    lane: str
    job: ReadJob
    image: Image | None
    error: str = ""


class ReadLane:
    """Reads on its own thread and posts one `ReadResult` for each job that was not replaced before its turn.

    Args:
        name: Copied to the results.
        post: Called on the thread of the lane.
        finish: What to make of the pixels (a thumbnail), on the thread of the lane.
    """

    def __init__(
        self,
        name: str,
        open_source: OpenSource,
        post: Callable[[ReadResult], None],
        finish: Callable[[Image], Image] | None = None,
    ) -> None:
        self._name = name
        self._open_source = open_source
        self._post = post
        self._finish = finish
        self._changed = threading.Condition()
        self._stopping = False
        self._urgent: ReadJob | None = None
        self._later: deque[ReadJob] = deque()
        self._current: ReadJob | None = None
        self._thread: threading.Thread | None = None

    def want(self, job: ReadJob) -> None:
        """Read this one next; it takes the place of another one that has not begun."""
        with self._changed:
            self._urgent = None if job == self._current else job
            self._wake()

    def want_later(self, jobs: Sequence[ReadJob]) -> None:
        """Read these when nothing is urgent, in this order; they replace the earlier ones."""
        with self._changed:
            self._later = deque(job for job in jobs if job != self._current)
            self._wake()

    def stop(self) -> None:
        """End the thread after the frame it is at."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()

    @property
    def threads(self) -> tuple[threading.Thread, ...]:
        """The thread, once there was something to read."""
        return () if self._thread is None else (self._thread,)

    def _wake(self) -> None:
        if self._thread is None and not self._stopping:
            self._thread = start_thread(self._run, self._name)
        self._changed.notify_all()

    def _run(self) -> None:
        with contextlib.closing(LazySource(self._open_source)) as source:
            while (job := self._next_job()) is not None:
                try:
                    result = ReadResult(self._name, job, self._read(job, source))
                except Exception as error:  # noqa: BLE001  (one bad file must not end the thread)
                    plain = as_plain_error(error, f"reading frame {job.ref.index} of {job.ref.path}")
                    result = ReadResult(self._name, job, None, plain.message)
                self._post(result)
                del job, result  # an idle thread holds no pixels

    def _read(self, job: ReadJob, source: LazySource) -> Image:
        image = source.read(job.ref) if job.image is None else job.image
        return image if self._finish is None else self._finish(image)

    def _next_job(self) -> ReadJob | None:
        with self._changed:
            self._current = None
            self._changed.wait_for(lambda: self._stopping or self._urgent or self._later)
            if self._stopping:
                return None
            if self._urgent is not None:
                self._current, self._urgent = self._urgent, None
            else:
                self._current = self._later.popleft()
            return self._current
