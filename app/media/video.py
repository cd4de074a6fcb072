"""Video, exact to the frame: frame n is the n-th frame that decoding from the start yields, always.

In files with a variable frame rate, open groups of pictures or a late start, a seek lands elsewhere than it
was asked to. So one pass over the file (`index_video`) notes each frame's time and a digest of its pixels, and a
frame is handed out only if its digest is that of frame n.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from app.media.capture import Capture, digest
from app.media.errors import MediaError, shown
from app.media.images import Size
from app.media.opencv import cv2
from app.media.sniffing import VIDEO_SUFFIXES
from app.media.video_index import VideoIndex, index_video
from retinanet_core.types import Image

__all__ = ["VIDEO_SUFFIXES", "VideoIndex", "VideoReader", "index_video"]

_STEPS = 32
"""Going on by up to this many frames is cheaper than a seek, which starts at a key frame well before."""

_MARGINS = (4, 64, 512)
"""How many frames before the wanted one a seek aims, first and again if it came out too late."""

_LOOK = 48
"""Frames to decode after a seek until one is recognised: the first may lack what they refer to."""

_BEHIND = 12
"""Frames kept on the way to one that lay behind or far off, so that stepping back from there is fast."""

_FAILURES = 3
"""After so many seeks in a row that led nowhere, none is tried again."""

_HELD_FRAMES, _HELD_BYTES = 48, 128 << 20
"""Decoded frames kept, whichever is less."""


class VideoReader:
    """Reads any frame of one video, each verified. Not thread-safe: one per thread. A context manager.

    Going on never seeks. Going back seeks, or decodes from the start where a file cannot be sought (recordings
    that were streamed have no length, and OpenCV does not seek in them).

    Args:
        path: The file.
        index: What `index_video` found in it.

    Raises:
        MediaError: The file cannot be opened.
    """

    def __init__(self, path: Path, index: VideoIndex) -> None:
        self._path = path
        self._index = index
        self._size = Size(index.width, index.height)
        self._capture = Capture(path, self._size)
        self._seekable = self._capture.seekable
        self._failed_seeks = 0
        self._last = -1
        self._next: int | None = 0
        """The frame that decoding on yields; None when that is not known."""
        self._held: OrderedDict[int, Image] = OrderedDict()
        self._held_limit = max(2, min(_HELD_FRAMES, _HELD_BYTES // (index.width * index.height * 3)))
        self._places: dict[int, list[int]] = {}

    @property
    def index(self) -> VideoIndex:
        """What is known of the video's frames."""
        return self._index

    def read(self, n: int) -> Image:
        """Frame n of sequential decoding, (H, W, 3) uint8 RGB, upright; the caller may write into it.

        Raises:
            MediaError: There is no such frame, or the file is not any more what was indexed.
        """
        if not 0 <= n < self._index.frame_count:
            raise MediaError(f"{shown(self._path)} has no frame {n}: it has {self._index.frame_count}.")
        frame = self._held.get(n)
        if frame is None:
            frame = self._decode(n)
        self._hold(n, frame)
        self._last = n
        return np.asarray(cv2.cvtColor(frame, cv2.COLOR_BGR2RGB), np.uint8)

    def frames(self, start: int = 0, stop: int | None = None) -> Iterator[tuple[int, float, Image]]:
        """(n, time in milliseconds, frame) for start <= n < stop, decoded in one go.

        Raises:
            MediaError: As `read`.
        """
        stop = self._index.frame_count if stop is None else min(stop, self._index.frame_count)
        for n in range(start, stop):
            yield n, self._index.timestamps_ms[n], self.read(n)

    def close(self) -> None:
        """Let go of the file. May be called again."""
        self._capture.close()
        self._held.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _decode(self, n: int) -> Image:
        """Frame n by the cheapest way that leads to it: on from here, by a seek, or from the start."""
        if self._is_ahead(n):
            frame = self._go_on_to(n, keep_from=n)
            if frame is not None:
                return frame
        keep_from = n - min(_BEHIND, self._held_limit - 1)
        frame = self._seek_to(n, keep_from)
        if frame is None:
            self._restart()
            frame = self._go_on_to(n, keep_from)
        if frame is None:
            raise MediaError(
                f"{shown(self._path)} has changed: frame {n} is another one now; put the original back."
            )
        return frame

    def _is_ahead(self, n: int) -> bool:
        if self._next is None or n < self._next:
            return False
        return n - self._next <= _STEPS or not self._seekable

    def _go_on_to(self, n: int, keep_from: int) -> Image | None:
        """Decode on to frame n, holding frames from `keep_from`; None if what comes is not frame n."""
        position = self._next
        assert position is not None
        self._next = None
        while self._capture.grab():
            if position == n:
                frame = self._verified(n)
                if frame is not None:
                    self._next = n + 1
                return frame
            if position >= keep_from:
                frame = self._verified(position)
                if frame is not None:
                    self._hold(position, frame)
            position += 1
        return None

    def _verified(self, n: int) -> Image | None:
        """The frame grabbed last, if it is frame n."""
        frame = self._capture.retrieve()
        return frame if frame is not None and digest(frame) == self._index.digests[n] else None

    def _seek_to(self, n: int, keep_from: int) -> Image | None:
        """Frame n by seeking a little before it and decoding on; None if no seek leads to it."""
        stepping_back = n == self._last - 1
        for margin in (_BEHIND, *_MARGINS[1:]) if stepping_back else _MARGINS:
            if not self._seekable or n - margin <= 0:
                return None
            landed = self._land(n - margin)
            if landed is None or landed > n:
                continue
            frame = self._held[n] if landed == n else self._go_on_to(n, keep_from)
            if frame is not None:
                self._failed_seeks = 0
                return frame
        self._failed_seeks += 1
        self._seekable = self._failed_seeks < _FAILURES
        return None

    def _land(self, target: int) -> int | None:
        """Seek to about frame `target`; the frame that was recognised there and is now held, or None."""
        self._next = None
        if not self._capture.seek(self._index.timestamps_ms[target]):
            return None
        for _ in range(_LOOK):
            frame = self._capture.retrieve() if self._capture.grab() else None
            if frame is None:
                return None
            place = self._recognise(frame)
            if place is not None:
                self._hold(place, frame)
                self._next = place + 1
                return place
        return None

    def _recognise(self, frame: Image) -> int | None:
        """Which frame this is; of equal ones that whose time is nearest."""
        if not self._places:
            for n, known in enumerate(self._index.digests):
                self._places.setdefault(known, []).append(n)
        time_ms = self._capture.time_ms
        places = self._places.get(digest(frame), [])
        return min(places, key=lambda n: abs(self._index.timestamps_ms[n] - time_ms), default=None)

    def _restart(self) -> None:
        """Begin again at frame 0, by opening the file anew."""
        self._capture.close()
        self._capture = Capture(self._path, self._size)
        self._next = 0

    def _hold(self, n: int, frame: Image) -> None:
        self._held[n] = frame
        self._held.move_to_end(n)
        while len(self._held) > self._held_limit:
            self._held.popitem(last=False)
