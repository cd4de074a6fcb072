"""A source of frames and a detector whose pace the tests decide."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from app.services.sources import FrameRef, MediaKind
from retinanet_core.types import Detections, Image


def ref(frame_id: int, name: str = "clip.mp4") -> FrameRef:
    """The frame of a video whose position equals its id."""
    return FrameRef(frame_id, Path("/media") / name, "video", frame_id)


def picture(index: int, side: int = 10) -> Image:
    """A (side, side, 3) picture that says which frame it is."""
    return np.full((side, side, 3), index % 256, dtype=np.uint8)


class FakeSource:
    """Makes pictures; some fail, and the gate can hold every read."""

    def __init__(self, *, side: int = 10, broken: dict[int, Exception] | None = None) -> None:
        self.side = side
        self.broken = broken or {}
        self.shade = 0
        self.gate = threading.Event()
        self.gate.set()
        self.reads: list[int] = []
        self.opened_on: list[int] = []
        self.closed_on: list[int] = []

    def open(self) -> FakeSource:
        self.opened_on.append(threading.get_ident())
        return self

    def read(self, path: Path, kind: MediaKind, index: int) -> Image:
        self.reads.append(index)
        shade = self.shade
        assert self.gate.wait(30)
        if index in self.broken:
            raise self.broken[index]
        return picture(index + shade, self.side)

    def close(self) -> None:
        self.closed_on.append(threading.get_ident())


class FakeDetector:
    """Finds one box in each picture, whose score tells the frame. `before` runs on the detecting thread."""

    def __init__(
        self,
        name: str = "CPU, fake",
        before: Callable[[Sequence[Image]], None] | None = None,
        *,
        label: int = 1,
    ) -> None:
        self.name = name
        self.label = label
        self.before = before
        self.threads: set[int] = set()
        self.batches: list[list[int]] = []
        self.limitation = ""

    def detect(self, images: Sequence[Image]) -> list[Detections]:
        self.threads.add(threading.get_ident())
        self.batches.append([int(image[0, 0, 0]) for image in images])
        if self.before is not None:
            self.before(images)
        return [detections(int(image[0, 0, 0]), self.label) for image in images]

    def prepare(self, image: Image) -> Image:
        return image

    def describe(self) -> str:
        return self.name

    def close(self) -> None:
        pass


def detections(index: int, label: int = 1) -> Detections:
    """One box, (0, 0, 5, 5), with score index/256."""
    return Detections(
        boxes=np.array([[0, 0, 5, 5]], dtype=np.float32),
        scores=np.array([index / 256], dtype=np.float32),
        labels=np.array([label], dtype=np.int64),
    )
