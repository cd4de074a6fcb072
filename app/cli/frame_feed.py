"""Frames decoded ahead by a thread of their own, so that reading overlaps detecting."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

from app.media.errors import MediaError
from app.media.frames import FrameReader
from retinanet_core.types import Image

if TYPE_CHECKING:
    from retinanet_core.detect.preprocess import Prepared

AHEAD_FRAMES = 16
AHEAD_BYTES = 256_000_000


@dataclass(frozen=True, slots=True)
class FrameToRead:
    """A frame that should be detected.

    Attributes:
        file: What the file is called in the answer.
        problem: Why it cannot be read, known already; "" otherwise.
        frame_id: Its id in a project; 0 outside one.
    """

    file: str
    path: Path
    kind: Literal["image", "video"]
    index: int
    timestamp_ms: float | None = None
    problem: str = ""
    frame_id: int = 0


@dataclass(frozen=True, slots=True)
class ReadFrame:
    """A frame as it was read: its picture, also as the detector wants it, or the sentence that says why not."""

    frame: FrameToRead
    image: Image | None
    problem: str = ""
    prepared: Prepared | None = None


class FrameFeed:
    """Iterates over frames in their order while a thread reads at most 16 frames and 256 MB ahead.

    Args:
        frames: What to read; also iterated on the thread.
        cache_dir: Where indexes of videos are kept.
        prepare: Scales a picture for the detector, on the thread.
    """

    def __init__(
        self, frames: Iterable[FrameToRead], cache_dir: Path, prepare: Callable[[Image], Prepared]
    ) -> None:
        self._frames = frames
        self._prepare = prepare
        self._cache_dir = cache_dir
        self._ready: deque[ReadFrame] = deque()
        self._bytes = 0
        self._change = threading.Condition()
        self._stopping = False
        self._ended = False
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._work, name="frame feed", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._change:
            self._stopping = True
            self._change.notify_all()
        self._thread.join()

    def __iter__(self) -> Iterator[ReadFrame]:
        while True:
            with self._change:
                self._change.wait_for(lambda: self._ready or self._ended)
                if not self._ready:
                    if self._failure is not None:
                        raise self._failure
                    return
                read = self._ready.popleft()
                self._bytes -= _size(read)
                self._change.notify_all()
            yield read

    def _work(self) -> None:
        try:
            with FrameReader(self._cache_dir) as reader:
                for frame in self._frames:
                    if not self._put(_read(reader, frame, self._prepare)):
                        return
        except Exception as error:  # noqa: BLE001  raised again on the thread that asked for the frames
            self._failure = error
        finally:
            with self._change:
                self._ended = True
                self._change.notify_all()

    def _put(self, read: ReadFrame) -> bool:
        """Hand a frame over when there is room; False if nobody wants it any more."""
        with self._change:
            self._change.wait_for(lambda: self._stopping or self._has_room(_size(read)))
            if self._stopping:
                return False
            self._ready.append(read)
            self._bytes += _size(read)
            self._change.notify_all()
            return True

    def _has_room(self, size: int) -> bool:
        return not self._ready or (len(self._ready) < AHEAD_FRAMES and self._bytes + size <= AHEAD_BYTES)


def _read(reader: FrameReader, frame: FrameToRead, prepare: Callable[[Image], Prepared]) -> ReadFrame:
    if frame.problem:
        return ReadFrame(frame, None, frame.problem)
    try:
        image = reader.read(frame.path, frame.kind, frame.index)
    except MediaError as error:
        return ReadFrame(frame, None, error.message)
    return ReadFrame(frame, image, prepared=prepare(image))


def _size(read: ReadFrame) -> int:
    return 0 if read.prepared is None else read.prepared.nbytes
