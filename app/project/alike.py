"""Which files of a project show the same picture, found beside the window: it means reading their frames once.

What is read is kept for teaching, which needs the same frames; how they look is kept in the project's cache.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec
import numpy as np

from app.media.similarity import LOOK, Looks, copies, look_of
from app.project.errors import ProjectError
from app.project.reading import ProjectReader
from app.project.records import Frame
from app.project.sides import Alike, media_groups
from app.project.teach_frames import ReadFrame, SourceFrame, TeachFrames
from retinanet_core.errors import Cancelled, PlainError
from retinanet_core.files import write_atomically

_FILE = "frame-looks-1.msgpack"
_LAST = "frame-copies-1.msgpack"


class Comparison(msgspec.Struct, frozen=True):
    """What to compare, as plain data for another thread.

    Attributes:
        media: For each frame the first file with the content of its own; frames of one file are not compared.
    """

    frames: tuple[SourceFrame, ...]
    media: tuple[int, ...]
    cache_dir: Path


def plan_comparison(store: ProjectReader) -> Comparison:
    """The frames that teaching has to do with: reviewed, with judged boxes, pinned, or taught from before."""
    counts = store.counts()
    frames = [
        frame
        for frame in store.frames()
        if frame.reviewed or frame.pinned or frame.taught or any(counts.get(frame.id, ())[1:])
    ]
    first = media_groups(store, {}) if frames else {}
    return Comparison(
        tuple(source_of(store, frame) for frame in frames),
        tuple(first[frame.media_id] for frame in frames),
        store.cache_dir,
    )


def source_of(store: ProjectReader, frame: Frame) -> SourceFrame:
    """Where a frame's pixels are."""
    media = store.media_by_id(frame.media_id)
    return SourceFrame(
        id=frame.id,
        path=store.media_path(media),
        kind=media.kind,
        index=frame.index,
        width=frame.width,
        height=frame.height,
        content=f"{media.fingerprint}:{media.size}:{media.mtime_ns}:{frame.index}",
    )


def find_alike(
    comparison: Comparison,
    read_frame: ReadFrame,
    *,
    progress: Callable[[int, int], object] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Alike:
    """Read the frames that are not known yet, and compare them all; any thread may do it.

    A frame that cannot be read is like no other; `write_snapshot` tells of it.

    Args:
        comparison: What to compare.
        read_frame: Reads frames; called for one file after the other, its frames in order.
        progress: Told (frames done, frames in all).
        cancelled: Asked before each frame, and while comparing.

    Raises:
        Cancelled: `cancelled` said so.
        ProjectError: The cache cannot be written.
    """
    cache = TeachFrames(comparison.cache_dir / "teach")
    file = comparison.cache_dir / _FILE
    known = _load(file)
    looks: dict[str, bytes] = {}
    try:
        for count, frame in enumerate(comparison.frames, start=1):
            if cancelled is not None and cancelled():
                raise Cancelled
            with contextlib.suppress(PlainError):
                looks[frame.content] = known.get(frame.content) or _look(frame, cache, read_frame)
            if progress is not None:
                progress(count, len(comparison.frames))
        if looks != known:
            file.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(file, msgspec.msgpack.encode(looks))
        return _remembered(comparison, looks, cancelled)
    except OSError as error:
        raise ProjectError(
            f"The frames to learn from cannot be written to {comparison.cache_dir}; free some space and try again.",
            detail=str(error),
        ) from error


def _look(frame: SourceFrame, cache: TeachFrames, read_frame: ReadFrame) -> bytes:
    return look_of(cache.read(frame, read_frame)).tobytes()


def _remembered(
    comparison: Comparison, looks: Mapping[str, bytes], cancelled: Callable[[], bool] | None
) -> Alike:
    """What came of comparing just these frames the last time, else what comes of it now."""
    file = comparison.cache_dir / _LAST
    about = zip(comparison.media, (frame.content for frame in comparison.frames), strict=True)
    key = hashlib.blake2b(repr([item for item in about if item[1] in looks]).encode()).digest()
    with contextlib.suppress(OSError, msgspec.MsgspecError):
        last = msgspec.msgpack.decode(file.read_bytes(), type=tuple[bytes, dict[int, int]])
        if last[0] == key:
            return last[1]
    alike = _compare(comparison, looks, cancelled)
    comparison.cache_dir.mkdir(parents=True, exist_ok=True)
    write_atomically(file, msgspec.msgpack.encode((key, alike)))
    return alike


def _compare(
    comparison: Comparison, looks: Mapping[str, bytes], cancelled: Callable[[], bool] | None
) -> Alike:
    rows = [row for row, frame in enumerate(comparison.frames) if frame.content in looks]
    media = np.array([comparison.media[row] for row in rows], np.int64)
    data: Looks = np.frombuffer(b"".join(looks[comparison.frames[row].content] for row in rows), LOOK)
    first = media[copies(data, media, cancelled=cancelled)]
    return {int(file): int(start) for file, start in zip(media, first, strict=True) if file != start}


def _load(file: Path) -> dict[str, bytes]:
    """What is known; a cache that cannot be read costs time, nothing else."""
    try:
        known = msgspec.msgpack.decode(file.read_bytes(), type=dict[str, bytes])
    except (OSError, msgspec.MsgspecError):
        return {}
    return {content: look for content, look in known.items() if len(look) == LOOK.itemsize}
