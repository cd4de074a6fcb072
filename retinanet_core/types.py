"""Small records that travel between the detector and its callers. Imports no torch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
"""A picture, (height, width, 3), RGB, upright."""


@dataclass(frozen=True, slots=True)
class Detections:
    """What a detector found on one picture, best first.

    Attributes:
        boxes: (N, 4) float32, xyxy in pixels of the picture given, clipped to it, x2 > x1 and y2 > y1.
        scores: (N,) float32 in 0..1, falling.
        labels: (N,) int64, class *ids* as in `ModelInfo.classes`, not positions.
        feature: (C,) float16, what the picture is like as a whole, to be compared with others of the same model;
            None where nobody computed it.
    """

    boxes: NDArray[np.float32]
    scores: NDArray[np.float32]
    labels: NDArray[np.int64]
    feature: NDArray[np.float16] | None = None

    def __len__(self) -> int:
        return len(self.scores)


@dataclass(frozen=True, slots=True)
class ObjectClass:
    """A class as a model knows it: a stable id, and the name it had when the model was taught."""

    id: int
    name: str


class FoundBoxes(Protocol):
    """What measuring needs of a frame's detections: `Detections`, or the like in double precision from a file."""

    @property
    def boxes(self) -> NDArray[np.floating[Any]]:
        """(N, 4) xyxy pixels."""

    @property
    def scores(self) -> NDArray[np.floating[Any]]:
        """(N,) in 0..1."""

    @property
    def labels(self) -> NDArray[np.int64]:
        """(N,) class ids."""


@dataclass(frozen=True)
class TruthFrame:
    """The confirmed boxes of a reviewed frame.

    Attributes:
        boxes: (N, 4) xyxy pixels; labels: (N,) class ids.
        crowd: (N,) COCO's crowd regions: detections in them count neither for nor against. None: there are none.
        areas: (N,) square pixels by which objects are small, medium or large; None: the areas of the boxes.
    """

    boxes: NDArray[np.floating[Any]]
    labels: NDArray[np.int64]
    width: int
    height: int
    crowd: NDArray[np.bool_] | None = None
    areas: NDArray[np.float64] | None = None
