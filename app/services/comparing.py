"""Two versions of the detector on the same frames, beside the window and beside the detector in use."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.services.detection_types import DetectorLike, LoadDetector
from app.services.engine import ImportEngine
from app.services.failures import as_plain_error
from app.services.sources import FrameRef, LazySource, OpenSource
from app.services.tasks import Task, TaskControl, TaskRunner
from retinanet_core.counting import of_classes, partners
from retinanet_core.errors import Cancelled, PlainError
from retinanet_core.merged_classes import Became, by_present_classes
from retinanet_core.types import Detections, TruthFrame


@dataclass(frozen=True, slots=True)
class Contender:
    """A version that takes part. Its boxes count from `threshold` (0..1) on."""

    version_id: int
    folder: Path
    threshold: float


@dataclass(frozen=True, slots=True)
class ComparedWith:
    """A frame to look at.

    Attributes:
        asked: Ids of the classes that the frame was reviewed for; of others nobody knows whether they are there, so
            what a version sees of them does not count.
        truth: The true boxes of these classes.
    """

    ref: FrameRef
    truth: TruthFrame
    asked: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """What one version sees on a frame, held against the truth.

    Attributes:
        seen: What counts, best first.
        found: (N,) which of it has found a true box; the rest is extra.
        missed: (M,) which of the true boxes nothing has found.
    """

    seen: Detections
    found: NDArray[np.bool_]
    missed: NDArray[np.bool_]

    @property
    def extra(self) -> int:
        """How many boxes have found nothing."""
        return int((~self.found).sum())


@dataclass(frozen=True, slots=True)
class ComparedFrame:
    """Both versions on a frame.

    Attributes:
        difference: How many boxes one of them shows and the other does not.
        error: Why there is nothing, as a sentence; empty otherwise.
    """

    frame: ComparedWith
    before: Judged | None = None
    after: Judged | None = None
    difference: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far it is.

    Attributes:
        frames: Those that are done, in the order they were given.
        seconds_left: None while unknown.
    """

    frames: tuple[ComparedFrame, ...]
    total: int
    seconds_left: float | None = None

    @property
    def finished(self) -> bool:
        """All frames are done."""
        return len(self.frames) == self.total

    @property
    def same(self) -> bool:
        """Both versions show the same on all frames that are done and could be read."""
        return not any(done.difference for done in self.frames)

    @property
    def ranked(self) -> tuple[ComparedFrame, ...]:
        """The frames that are done, those where the two differ most first."""
        return tuple(sorted(self.frames, key=lambda done: -done.difference))


class ComparingService:
    """Compares versions as tasks: each has detectors of its own, which go when it ends."""

    def __init__(
        self,
        tasks: TaskRunner,
        open_source: OpenSource,
        load_detector: LoadDetector,
        import_engine: ImportEngine,
    ) -> None:
        self._tasks = tasks
        self._open_source = open_source
        self._load_detector = load_detector
        self._import_engine = import_engine

    def start(
        self,
        before: Contender,
        after: Contender,
        frames: Sequence[ComparedWith],
        *,
        done: Callable[[Comparison], None],
        failed: Callable[[PlainError], None],
        progress: Callable[[Comparison], None],
        became: Became | None = None,
    ) -> Task:
        """Detect with both versions on these frames; a frame that cannot be read has an error instead.

        Args:
            done: Called with all frames.
            failed: A version cannot be loaded, or one failed on a frame.
            progress: Called with the frames that are done so far.
            became: Of each class that was merged, the one that what the versions find of it counts as.
        """

        def compare(control: TaskControl) -> Comparison:
            self._import_engine(control.cancelled)
            with ExitStack() as opened:
                source = opened.enter_context(closing(LazySource(self._open_source)))
                detectors = [
                    opened.enter_context(closing(self._load_detector(contender.folder)))
                    for contender in (before, after)
                ]
                each = partial(
                    _each,
                    source=source,
                    detectors=detectors,
                    thresholds=(before.threshold, after.threshold),
                    became=became or {},
                )
                return _compare(frames, each, control)

        return self._tasks.submit(compare, done=done, failed=failed, progress=progress)

    def read(
        self, ref: FrameRef, *, done: Callable[[object], None], failed: Callable[[PlainError], None]
    ) -> Task:
        """Decode one frame, uint8 (H, W, 3) RGB."""

        def read(_control: TaskControl) -> object:
            with closing(LazySource(self._open_source)) as source:
                return source.read(ref)

        return self._tasks.submit(read, done=done, failed=failed)


def _compare(
    frames: Sequence[ComparedWith],
    each_of: Callable[[Sequence[ComparedWith]], Iterator[ComparedFrame]],
    control: TaskControl,
) -> Comparison:
    done: tuple[ComparedFrame, ...] = ()
    began = time.monotonic()
    for compared in each_of(frames):
        if control.cancelled():
            raise Cancelled
        done = (*done, compared)
        each = (time.monotonic() - began) / len(done)
        control.report(Comparison(done, len(frames), each * (len(frames) - len(done))))
    return Comparison(done, len(frames), 0.0)


def _each(
    frames: Sequence[ComparedWith],
    source: LazySource,
    detectors: Sequence[DetectorLike],
    thresholds: tuple[float, float],
    became: Became,
) -> Iterator[ComparedFrame]:
    for frame in frames:
        try:
            image = source.read(frame.ref)
        except Exception as error:  # noqa: BLE001  (one bad file must not end the comparison)
            plain = as_plain_error(error, f"reading frame {frame.ref.index} of {frame.ref.path}")
            yield ComparedFrame(frame, error=plain.message)
            continue
        before, after = (
            judge(
                of_classes(by_present_classes(detector.detect([image])[0], became), frame.asked),
                threshold,
                frame.truth,
            )
            for detector, threshold in zip(detectors, thresholds, strict=True)
        )
        yield ComparedFrame(frame, before, after, difference(before.seen, after.seen))


def judge(found: Detections, threshold: float, truth: TruthFrame) -> Judged:
    """Hold what a version found, from `threshold` on, against the truth: better boxes choose first."""
    kept = found.scores >= np.float32(threshold)
    seen = Detections(found.boxes[kept], found.scores[kept], found.labels[kept])
    which = partners(seen.boxes, seen.labels, truth.boxes, truth.labels)
    missed = np.ones(len(truth.labels), np.bool_)
    missed[which[which >= 0]] = False
    return Judged(seen, which >= 0, missed)


def difference(one: Detections, other: Detections) -> int:
    """How many boxes of the two have no counterpart of the same class in the other."""
    pairs = int((partners(one.boxes, one.labels, other.boxes, other.labels) >= 0).sum())
    return len(one) + len(other) - 2 * pairs
