"""Decoded frames kept in memory, within a bound."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Container, Mapping
from pathlib import Path
from typing import NamedTuple

import psutil

from app.services.sources import FrameRef, Stamp
from retinanet_core.grey import held_bytes
from retinanet_core.types import Image

FRAMES_LIMIT = 1_000_000_000


def frames_limit() -> int:
    """Bytes for whole frames: 1 GB, at most a quarter of the memory of this computer."""
    return min(FRAMES_LIMIT, int(psutil.virtual_memory().total) // 4)


class Kept(NamedTuple):
    """A frame in memory.

    Attributes:
        reductions: The same, smaller, by how often its sides are halved.
        stamp: Of the file when it was read.
    """

    ref: FrameRef
    image: Image
    reductions: Mapping[int, Image]
    stamp: Stamp | None

    @property
    def nbytes(self) -> int:
        """Memory that its pixels take."""
        return held_bytes(self.image) + sum(map(held_bytes, self.reductions.values()))


class ImageCache:
    """Least recently used frames go first; the pixels held never exceed `limit` bytes. For one thread."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._size = 0
        self._images: OrderedDict[int, Kept] = OrderedDict()

    @property
    def size(self) -> int:
        """Bytes of pixels held."""
        return self._size

    def __len__(self) -> int:
        return len(self._images)

    def __contains__(self, frame_id: int) -> bool:
        return frame_id in self._images

    def get(self, frame_id: int) -> Image | None:
        """The frame's pixels, which become the most recently used; None if they are not held."""
        entry = self._images.get(frame_id)
        if entry is None:
            return None
        self._images.move_to_end(frame_id)
        return entry.image

    def get_exact(self, ref: FrameRef) -> Image | None:
        """The same, but only if they were read from exactly where `ref` says."""
        entry = self.entry(ref)
        return None if entry is None else entry.image

    def entry(self, ref: FrameRef) -> Kept | None:
        """All that is held of a frame that was read from exactly there; it becomes the most recently used."""
        entry = self._images.get(ref.frame_id)
        if entry is None or entry.ref != ref:
            return None
        self._images.move_to_end(ref.frame_id)
        return entry

    def frames_of(self, path: Path) -> frozenset[int]:
        """The frames held that were read from a file."""
        return frozenset(frame_id for frame_id, entry in self._images.items() if entry.ref.path == path)

    def put(
        self,
        ref: FrameRef,
        image: Image,
        *,
        keep: Container[int | None] = (),
        reductions: Mapping[int, Image] | None = None,
        stamp: Stamp | None = None,
    ) -> bool:
        """Hold `image`, making room by letting go of old frames, but not of those in `keep`.

        Returns:
            False if there is no room for it: it is not held, and nothing else was let go.
        """
        new = Kept(ref, image, reductions or {}, stamp)
        old = self._images.get(ref.frame_id)
        room = self.limit - self._size + (old.nbytes if old is not None else 0)
        leaving = []
        for frame_id, held in self._images.items():
            if new.nbytes <= room:
                break
            if frame_id != ref.frame_id and frame_id not in keep:
                leaving.append(frame_id)
                room += held.nbytes
        if new.nbytes > room:
            return False
        self.forget(lambda frame_id: frame_id == ref.frame_id or frame_id in leaving)
        self._images[ref.frame_id] = new
        self._size += new.nbytes
        return True

    def make_room(self, nbytes: int) -> None:
        """Let go of the least recently used until `nbytes` more fit, or nothing is left."""
        while self._images and self._size + nbytes > self.limit:
            _, entry = self._images.popitem(last=False)
            self._size -= entry.nbytes

    def forget(self, which: Callable[[int], bool]) -> None:
        """Let go of the frames whose id `which` accepts."""
        for frame_id in [frame_id for frame_id in self._images if which(frame_id)]:
            self._size -= self._images.pop(frame_id).nbytes
