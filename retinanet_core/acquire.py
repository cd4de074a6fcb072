"""How much a frame would teach. Pure numpy; the order that follows from it is in `retinanet_core.diversity`.

A frame is worth as much as the boxes that the model is least sure of, more so where they are of classes with few
examples, and where a video shows something on one frame and not on the next.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

TOP = 5
"""So many boxes tell how unsure a model is of a frame: a sum over all would favour crowded frames."""

UNSURE = 0.5
"""From this uncertainty on (a score between 0.25 and 0.75) a person is told that the model is unsure of a box."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class BoxesOfFrames:
    """Boxes that a model found on N frames, end to end, in the order of the frames.

    Attributes:
        starts: (N + 1,) rows starts[n] to starts[n + 1] are those of frame n.
        boxes: (M, 4) xyxy in pixels of their frame.
        scores: (M,) in 0..1, calibrated where the model is.
        labels: (M,) class ids.
    """

    starts: Ints
    boxes: Floats
    scores: Floats
    labels: Ints

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def frames(self) -> Ints:
        """(M,) the number of the frame that each box is on."""
        return np.repeat(np.arange(len(self)), np.diff(self.starts))


class Surprises(NamedTuple):
    """Objects that a video shows on one frame and not on the next: numbers (S,) of frames, and class ids (S,)."""

    frames: Ints
    labels: Ints


class Worth(NamedTuple):
    """What makes N frames worth labelling.

    Attributes:
        values: (N,) from 0: the mean of the largest uncertainties, each times the rarity of its class.
        unsure: (N,) how many boxes the model is unsure of.
        mostly: (N,) the class of more than half of those boxes; -1 where there is none.
    """

    values: Floats
    unsure: Ints
    mostly: Ints


def uncertainty(scores: NDArray[np.floating[Any]]) -> Floats:
    """1 where a score says nothing (0.5), 0 where it is sure (0 or 1)."""
    return 1 - np.abs(2 * np.asarray(scores, np.float32) - 1)


def rarity(labels: Ints, class_counts: Mapping[int, int]) -> Floats:
    """One over the square root of the number of confirmed boxes of each label's class; 1 where there are none."""
    classes, positions = np.unique(labels, return_inverse=True)
    counts = [max(1, class_counts.get(int(item), 0)) for item in classes]
    return np.asarray(1 / np.sqrt(counts), np.float32)[positions]


def informativeness(
    found: BoxesOfFrames, class_counts: Mapping[int, int], surprises: Surprises | None = None
) -> Worth:
    """How much frames would teach: the mean of their `TOP` largest uncertainties, each times the rarity of its class.

    Where there are fewer boxes, those that are not there count as certain.

    Args:
        found: What the model found on N frames.
        class_counts: Confirmed boxes of each class, by class id.
        surprises: Objects that come and go in a video: each counts as a box that the model knows nothing about.
    """
    frames, labels, doubts = found.frames, found.labels, uncertainty(found.scores)
    unsure = doubts >= UNSURE
    tally = np.bincount(frames[unsure], minlength=len(found))
    mostly = _majority(frames[unsure], labels[unsure], tally)
    if surprises is not None:
        frames = np.concatenate((frames, surprises.frames))
        labels = np.concatenate((labels, surprises.labels))
        doubts = np.concatenate((doubts, np.ones(len(surprises.frames), np.float32)))
    ranked = np.lexsort((-doubts, frames))
    ranks = np.arange(len(ranked)) - np.searchsorted(frames[ranked], frames[ranked])
    top = ranked[ranks < TOP]
    weighed = doubts[top] * rarity(labels[top], class_counts)
    values = np.bincount(frames[top], weights=weighed, minlength=len(found)) / TOP
    return Worth(values.astype(np.float32), tally, mostly)


def _majority(frames: Ints, labels: Ints, tally: Ints) -> Ints:
    """The label of more than half of each frame's boxes, -1 where there is none."""
    majority = np.full(len(tally), -1, np.int64)
    classes, positions = np.unique(labels, return_inverse=True)
    pairs, counts = np.unique(frames * max(1, len(classes)) + positions, return_counts=True)
    of_frame, position = np.divmod(pairs, max(1, len(classes)))
    most = 2 * counts > tally[of_frame]
    majority[of_frame[most]] = classes[position[most]]
    return majority
