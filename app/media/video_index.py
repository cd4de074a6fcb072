"""What one pass over a video finds out: how many frames it has, when each is shown and what it looks like."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import msgspec

from app.media.capture import DECODER, Capture, digest
from app.media.errors import MediaError, shown, unreadable
from retinanet_core.errors import Cancelled

_PROGRESS_EVERY = 16
_CHECKSUM_BYTES = 16


class DamagedIndexError(Exception):
    """Stored bytes are not a whole index."""


class VideoIndex(msgspec.Struct, frozen=True, kw_only=True):
    """The frames of a video, as sequential decoding yields them.

    Attributes:
        frame_count: Frames that decode, at least 1; what the header declares does not matter.
        width, height: Upright size in pixels.
        timestamps_ms: Presentation time of each frame from the start of the stream, rising.
        digests: 64 bits of each frame's pixels (`capture.digest`).
        size, mtime_ns: The file's size in bytes and modification time when it was read.
        decoder: What decoded it; digests of another decoder cannot be compared.
    """

    frame_count: int
    width: int
    height: int
    timestamps_ms: list[float]
    digests: list[int]
    size: int
    mtime_ns: int
    decoder: str = DECODER

    def to_bytes(self) -> bytes:
        """The index as bytes with a checksum."""
        payload = msgspec.msgpack.encode(self)
        return _checksum(payload) + payload

    @classmethod
    def from_bytes(cls, data: bytes) -> VideoIndex:
        """The index back. Raises DamagedIndexError when the bytes are not a whole one."""
        checksum, payload = data[:_CHECKSUM_BYTES], data[_CHECKSUM_BYTES:]
        if checksum != _checksum(payload):
            raise DamagedIndexError("checksum")
        try:
            index = msgspec.msgpack.decode(payload, type=cls)
        except msgspec.MsgspecError as error:
            raise DamagedIndexError(str(error)) from error
        if not 0 < index.frame_count == len(index.timestamps_ms) == len(index.digests):
            raise DamagedIndexError("lengths")
        return index


def index_video(
    path: Path,
    *,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> VideoIndex:
    """Decode a video once from start to end.

    Args:
        path: The file.
        progress: Called now and then with the number of frames decoded so far, and with the final number.
        cancelled: Asked before each frame.

    Raises:
        MediaError: It is not a video that can be read, or no frame of it can be decoded.
        Cancelled: `cancelled` said so.
    """
    try:
        status = path.stat()
    except OSError as error:
        raise unreadable(path, error) from error
    capture = Capture(path)
    try:
        timestamps, digests, shape = _scan(capture, progress, cancelled)
    finally:
        capture.close()
    if not digests:
        raise MediaError(
            f"No frame of {shown(path)} can be decoded; copy it again or convert it with another program."
        )
    return VideoIndex(
        frame_count=len(digests),
        width=shape[1],
        height=shape[0],
        timestamps_ms=timestamps,
        digests=digests,
        size=status.st_size,
        mtime_ns=status.st_mtime_ns,
    )


def _scan(
    capture: Capture, progress: Callable[[int], None] | None, cancelled: Callable[[], bool] | None
) -> tuple[list[float], list[int], tuple[int, int]]:
    """Times, digests and (height, width) of all frames to the first that does not decode."""
    timestamps: list[float] = []
    digests: list[int] = []
    shape = (0, 0)
    step = 1000.0 / capture.fps
    while True:
        if cancelled is not None and cancelled():
            raise Cancelled
        frame = capture.retrieve() if capture.grab() else None
        if frame is None:
            break
        shape = (frame.shape[0], frame.shape[1])
        timestamps.append(_rising(timestamps, capture.time_ms, step))
        digests.append(digest(frame))
        if progress is not None and len(digests) % _PROGRESS_EVERY == 0:
            progress(len(digests))
    if progress is not None:
        progress(len(digests))
    return timestamps, digests, shape


def _rising(earlier: list[float], time_ms: float, step: float) -> float:
    """The time itself, or one step after the last where a stream has no times or they jump back."""
    if not earlier:
        return max(time_ms, 0.0)
    return time_ms if time_ms > earlier[-1] else earlier[-1] + step


def _checksum(payload: bytes) -> bytes:
    return hashlib.blake2b(payload, digest_size=_CHECKSUM_BYTES).digest()
