"""Frames decoded ahead by a thread of their own, so that reading overlaps detecting."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from app.media.errors import MediaError
from app.media.frames import FrameReader
from retinanet_core.read_ahead import ReadAhead
from retinanet_core.types import Image

if TYPE_CHECKING:
    from retinanet_core.detect.preprocess import Prepared

_log = logging.getLogger(__name__)


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


class FrameFeed(ReadAhead[ReadFrame]):
    """Iterates over frames in their order while a thread reads at most 16 frames and 256 MB ahead.

    Args:
        frames: What to read; also iterated on the thread.
        cache_dir: Where indexes of videos are kept.
        prepare: Scales a picture for the detector, on the thread.
    """

    def __init__(
        self, frames: Iterable[FrameToRead], cache_dir: Path, prepare: Callable[[Image], Prepared]
    ) -> None:
        super().__init__(_read_all(frames, cache_dir, prepare), _size, "frame feed")


def _read_all(
    frames: Iterable[FrameToRead], cache_dir: Path, prepare: Callable[[Image], Prepared]
) -> Generator[ReadFrame]:
    with FrameReader(cache_dir) as reader:
        for frame in frames:
            yield _read(reader, frame, prepare)


def _read(reader: FrameReader, frame: FrameToRead, prepare: Callable[[Image], Prepared]) -> ReadFrame:
    if frame.problem:
        return ReadFrame(frame, None, frame.problem)
    try:
        image = reader.read(frame.path, frame.kind, frame.index)
        return ReadFrame(frame, image, prepared=prepare(image))
    except MediaError as error:
        return ReadFrame(frame, None, error.message)
    except MemoryError:
        return ReadFrame(frame, None, "There is not enough memory for this picture.")
    except Exception as error:  # noqa: BLE001  (one bad frame must not end the run)
        _log.exception("reading frame %d of %s failed", frame.index, frame.path)
        return ReadFrame(
            frame, None, f"It cannot be made ready for the detector: {error or type(error).__name__}."
        )


def _size(read: ReadFrame) -> int:
    return 0 if read.prepared is None else read.prepared.nbytes
