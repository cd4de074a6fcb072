"""The records of detection: what is asked, what comes back, and what a detector must be able to do."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.services.sources import FrameRef
from retinanet_core.types import Detections, Image

if TYPE_CHECKING:
    from retinanet_core.detect.preprocess import Prepared


class DetectorLike(Protocol):
    """What detection needs of `retinanet_core.detect.detector.Detector`. Used on one thread, but for `prepare`."""

    @property
    def limitation(self) -> str: ...

    def prepare(self, image: Image) -> Prepared: ...

    def detect(self, images: Sequence[Image | Prepared]) -> list[Detections]: ...

    def describe(self) -> str: ...

    def close(self) -> None: ...


LoadDetector = Callable[[Path], DetectorLike]
"""Loads a model folder; raises `PlainError` if it cannot be used."""


@dataclass(frozen=True, slots=True)
class FrameResult:
    """What came of one frame.

    Attributes:
        version_id: The model version that looked at it.
        detections: Boxes in the frame's own pixels, from the detector's lowest score up; None after an error.
        error: Why there are none, as a sentence; empty otherwise.
        size: Width and height of the picture; None after an error.
    """

    request_id: int
    frame_id: int
    version_id: int
    detections: Detections | None
    error: str = ""
    size: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a request is.

    Attributes:
        done: Frames with a result, errors included.
        per_second: Frames a second lately; 0 while unknown.
        seconds_left: None while unknown.
    """

    request_id: int
    done: int
    total: int
    per_second: float
    seconds_left: float | None


@dataclass(frozen=True, slots=True)
class Summary:
    """How a request ended.

    Attributes:
        done: Frames that were detected.
        failed: Frames that have an error instead.
        cancelled: It ended before all frames had a result.
    """

    request_id: int
    done: int
    failed: int
    cancelled: bool


class RateMeter:
    """Frames a second over the last `window` seconds of work."""

    def __init__(self, window: float = 15.0) -> None:
        self._window = window
        self._points: deque[tuple[float, int]] = deque()

    def add(self, began: float, ended: float) -> None:
        """Count one frame that was worked on between two monotonic times (seconds)."""
        if not self._points:
            self._points.append((began, 0))
        self._points.append((ended, self._points[-1][1] + 1))
        while len(self._points) > 2 and self._points[1][0] < ended - self._window:
            self._points.popleft()

    @property
    def per_second(self) -> float:
        """0 while nothing was counted."""
        if not self._points:
            return 0.0
        (began, before), (ended, after) = self._points[0], self._points[-1]
        return (after - before) / max(ended - began, 1e-6)


@dataclass(frozen=True, slots=True)
class Model:
    """A model version to detect with. The epoch tells two settings of the same version apart."""

    epoch: int
    version_id: int
    folder: Path


# What the worker tells the service. `epoch` is that of the model meant.


@dataclass(frozen=True, slots=True)
class Warmed:
    """The libraries are imported."""


@dataclass(frozen=True, slots=True)
class Preparing:
    """Importing the libraries or loading a model began."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A model is loaded."""

    epoch: int
    description: str


@dataclass(frozen=True, slots=True)
class Limited:
    """Memory was short: what was given up, as a sentence."""

    epoch: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing can be detected: no model, or it cannot be loaded. These requests ended with it."""

    epoch: int
    sentence: str
    detail: str
    request_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Detected:
    """One frame of one request; monotonic seconds."""

    epoch: int
    request_id: int
    ref: FrameRef
    detections: Detections | None
    error: str
    began: float
    ended: float
    size: tuple[int, int] | None = None


Message = Warmed | Preparing | Ready | Limited | Refused | Detected
