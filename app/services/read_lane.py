"""One thread that reads frames: the one wanted now first, then those that may be wanted soon."""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.services.failures import as_plain_error
from app.services.sources import FrameRef, Giants, LazySource, OpenSource, Stamp, stamp_of
from app.services.threads import start_thread
from retinanet_core.types import Image

if TYPE_CHECKING:
    from app.media.giant import Coarse


@dataclass(frozen=True, slots=True)
class ReadJob:
    """A frame to read.

    Attributes:
        epoch: Which state of the files was meant; results of an older one are dropped by the receiver.
        image: Its pixels if they are known already, else None.
        known: It is in memory as it was when its file had this stamp: read it only if the file has another now.
    """

    epoch: int
    ref: FrameRef
    image: Image | None = field(default=None, compare=False)
    known: Stamp | None = None


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What became of a `ReadJob`: pixels, or why not, as a sentence.

    Attributes:
        coarse: Not the result yet, which follows, but something to look at meanwhile.
        passed_over: It is a giant that nobody waits for: it would push everything else out of memory.
        reductions: The same pixels, smaller, by how often the sides are halved.
        stamp: Of the file just before it was read.
        replaced: Nothing was read: the file is another than the one that is known.
    """

    lane: str
    job: ReadJob
    image: Image | None
    error: str = ""
    coarse: Coarse | None = None
    passed_over: bool = False
    reductions: Mapping[int, Image] = field(default_factory=dict)
    stamp: Stamp | None = None
    replaced: bool = False


class ReadLane:
    """Reads on its own thread and posts a `ReadResult` for each job that was not replaced before its turn.

    Of a giant that is wanted now it posts a coarse view first.

    Args:
        name: Copied to the results.
        post: Called on the thread of the lane.
        finish: What to make of the pixels (a thumbnail), on the thread of the lane.
        giants: Tells which frames are giants; without it none is.
        reduce: Makes smaller ones of the pixels, on the thread of the lane.
    """

    def __init__(
        self,
        name: str,
        open_source: OpenSource,
        post: Callable[[ReadResult], None],
        finish: Callable[[Image], Image] | None = None,
        giants: Giants | None = None,
        reduce: Callable[[Image], Mapping[int, Image]] | None = None,
    ) -> None:
        self._name = name
        self._open_source = open_source
        self._post = post
        self._finish = finish
        self._giants = giants or Giants()
        self._reduce = reduce
        self._changed = threading.Condition()
        self._stopping = False
        self._urgent: ReadJob | None = None
        self._check: ReadJob | None = None
        self._later: deque[ReadJob] = deque()
        self._current: ReadJob | None = None
        self._is_urgent = False
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

    def check(self, job: ReadJob) -> None:
        """See whether the file of a frame in memory is still the one that is known; the newest question counts."""
        with self._changed:
            self._check = job
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
                result: ReadResult | None
                try:
                    result = self._result(job, source)
                except Exception as error:  # noqa: BLE001  (one bad file must not end the thread)
                    plain = as_plain_error(error, f"reading frame {job.ref.index} of {job.ref.path}")
                    result = ReadResult(self._name, job, None, plain.message)
                if result is not None:
                    self._post(result)
                del job, result  # an idle thread holds no pixels

    def _result(self, job: ReadJob, source: LazySource) -> ReadResult | None:
        stamp = stamp_of(job.ref.path)
        if job.known is not None:
            replaced = stamp is not None and stamp != job.known
            return ReadResult(self._name, job, None, replaced=True) if replaced else None
        if not self._is_urgent:
            if self._giants.is_giant(job.ref):
                return ReadResult(self._name, job, None, passed_over=True)
        elif (coarse := self._giants.coarse(job.ref)) is not None:
            self._post(ReadResult(self._name, job, None, coarse=coarse))
        image = self._read(job, source)
        smaller = {} if self._reduce is None else self._reduce(image)
        return ReadResult(self._name, job, image, reductions=smaller, stamp=stamp)

    def _read(self, job: ReadJob, source: LazySource) -> Image:
        image = source.read(job.ref) if job.image is None else job.image
        return image if self._finish is None else self._finish(image)

    def _next_job(self) -> ReadJob | None:
        with self._changed:
            self._current = None
            self._changed.wait_for(lambda: self._stopping or self._urgent or self._check or self._later)
            if self._stopping:
                return None
            self._is_urgent = self._urgent is not None
            if self._urgent is not None:
                self._current, self._urgent = self._urgent, None
            elif self._check is not None:
                self._current, self._check = self._check, None
            else:
                self._current = self._later.popleft()
            return self._current
