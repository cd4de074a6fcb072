"""The queue of frames to detect: read ahead by one thread, taken in batches by another."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.services.sources import FrameRef
from retinanet_core.types import Image

if TYPE_CHECKING:
    from retinanet_core.detect.preprocess import Prepared

READ_AHEAD_FRAMES = 16
READ_AHEAD_BYTES = 256_000_000


@dataclass(slots=True)
class DecodedFrame:
    """A frame that is ready to be detected, or the sentence that says why it cannot be read.

    Attributes:
        prepared: The same picture as the detector wants it; None if there was none yet to prepare it.
    """

    ref: FrameRef
    image: Image | None
    error: str = ""
    prepared: Prepared | None = None

    @property
    def nbytes(self) -> int:
        """Bytes of pixels."""
        pixels = self.image if self.prepared is None else self.prepared
        return 0 if pixels is None else pixels.nbytes


@dataclass(slots=True)
class Request:
    """Frames to detect, in order.

    Attributes:
        images: Pixels of frames that are known already, by frame id.
        reading: How many frames the reading thread is at (0 or 1).
    """

    id: int
    epoch: int
    waiting: deque[FrameRef]
    images: Mapping[int, Image]
    reading: int = 0
    decoded: deque[DecodedFrame] = field(default_factory=deque)

    @property
    def exhausted(self) -> bool:
        """Every frame has been taken."""
        return not (self.waiting or self.reading or self.decoded)


class FrameQueue:
    """Requests by urgency. Not thread-safe: the worker guards it with its lock."""

    def __init__(self) -> None:
        self._requests: list[Request] = []

    def __bool__(self) -> bool:
        return bool(self._requests)

    def add(self, request: Request, *, first: bool) -> None:
        """Put a request at the front, before everything else, or at the end."""
        if not request.exhausted:
            self._requests.insert(0 if first else len(self._requests), request)

    def drop(self, request_id: int) -> None:
        """Forget a request and what was read for it."""
        self._requests = [request for request in self._requests if request.id != request_id]

    def clear(self) -> tuple[int, ...]:
        """Forget all of them; returns their ids."""
        ids = tuple(request.id for request in self._requests)
        self._requests.clear()
        return ids

    def next_to_read(self) -> tuple[Request, FrameRef] | None:
        """The frame to read next, taken off its request; None if there is none or enough was read ahead.

        Follow with `has_read`.
        """
        request = next((request for request in self._requests if request.waiting), None)
        if request is None or not self._has_room(request):
            return None
        request.reading = 1
        return request, request.waiting.popleft()

    def has_read(self, request: Request, frame: DecodedFrame) -> None:
        """Give the frame of `next_to_read` back, read. Harmless if the request was dropped meanwhile."""
        request.reading = 0
        request.decoded.append(frame)

    def can_take(self) -> bool:
        """Whether `take` would return anything."""
        return bool(self._requests and self._requests[0].decoded)

    def take(self, limit: int) -> tuple[Request, Sequence[DecodedFrame]]:
        """At most `limit` frames that are read, all of the most urgent request."""
        request = self._requests[0]
        frames = [request.decoded.popleft() for _ in range(min(limit, len(request.decoded)))]
        if request.exhausted:
            self._requests.remove(request)
        return request, frames

    def _has_room(self, request: Request) -> bool:
        """An urgent request is never kept waiting by what was read ahead for others."""
        if request is self._requests[0] and not request.decoded:
            return True
        frames = sum(len(request.decoded) for request in self._requests)
        size = sum(frame.nbytes for request in self._requests for frame in request.decoded)
        return frames < READ_AHEAD_FRAMES and size < READ_AHEAD_BYTES


def new_request(
    number: int, epoch: int, frames: Sequence[FrameRef], images: Mapping[int, Image] | None
) -> Request:
    """A request for these frames that nobody has begun."""
    return Request(number, epoch, deque(frames), dict(images or {}))
