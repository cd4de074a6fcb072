"""Objects that come and go between neighbouring frames of a video: one of the two frames is wrong about them.

Pure numpy, over all frames at once.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retinanet_core.acquire import BoxesOfFrames, Floats, Ints, Surprises

CONFIDENT = 0.6
"""From this score on an object counts as seen."""

FAINT = 0.25
"""Down to this score its counterpart on the next frame is looked for."""

SAME_PLACE = 0.2
"""Overlap of an object with itself on the next frame: little, because things move."""

MARGIN = 0.02
"""What is this near to the edge, as a share of the frame, may have come in or gone out."""

_BLOCK = 20_000


def surprises(found: BoxesOfFrames, pairs: Ints, sizes: Ints) -> Surprises:
    """Confident objects that have no counterpart on the neighbouring frame; both frames are told of each.

    Args:
        found: What one model found on N frames.
        pairs: (P, 2) numbers of frames that are neighbours in a video, each frame at most once in each column.
        sizes: (N, 2) width and height of the frames.
    """
    inner = _inner(found, sizes)
    confident = np.flatnonzero((found.scores >= CONFIDENT) & inner)
    frames: list[Ints] = []
    labels: list[Ints] = []
    for here, there in (pairs.T, pairs.T[::-1]):
        neighbour = np.full(len(found), -1, np.int64)
        neighbour[here] = there
        for start in range(0, len(confident), _BLOCK):
            block = confident[start : start + _BLOCK]
            lonely, other = _lonely(found, block, neighbour[found.frames[block]])
            frames += [found.frames[lonely], other]
            labels += [found.labels[lonely]] * 2
    return Surprises(_joined(frames), _joined(labels))


def _inner(found: BoxesOfFrames, sizes: Ints) -> NDArray[np.bool_]:
    """Which boxes stay clear of the edges of their frame."""
    size = sizes[found.frames].astype(np.float32)
    margin = MARGIN * size
    return np.asarray(
        ((found.boxes[:, :2] > margin) & (found.boxes[:, 2:] < size - margin)).all(axis=1), bool
    )


def _lonely(found: BoxesOfFrames, rows: Ints, neighbours: Ints) -> tuple[Ints, Ints]:
    """Those of the boxes that their neighbouring frame (-1 for none) does not show too, and that frame."""
    rows, neighbours = rows[neighbours >= 0], neighbours[neighbours >= 0]
    counts = found.starts[neighbours + 1] - found.starts[neighbours]
    mine = np.repeat(np.arange(len(rows)), counts)
    # Each box beside every box of the neighbouring frame: a range of rows for each, end to end.
    theirs = np.arange(len(mine)) + np.repeat(found.starts[neighbours] - (np.cumsum(counts) - counts), counts)
    same = (found.labels[rows[mine]] == found.labels[theirs]) & (found.scores[theirs] >= FAINT)
    mine, theirs = mine[same], theirs[same]
    overlapping = _overlaps(found.boxes[rows[mine]], found.boxes[theirs]) >= SAME_PLACE
    lonely = np.ones(len(rows), bool)
    lonely[mine[overlapping]] = False
    return rows[lonely], neighbours[lonely]


def _overlaps(first: Floats, second: Floats) -> Floats:
    """Intersection over union of (N, 4) boxes with as many others, one by one."""
    sides = np.minimum(first[:, 2:], second[:, 2:]) - np.maximum(first[:, :2], second[:, :2])
    shared = np.clip(sides, 0, None).prod(axis=1)
    areas = [(boxes[:, 2:] - boxes[:, :2]).prod(axis=1) for boxes in (first, second)]
    return np.asarray(shared / (areas[0] + areas[1] - shared), np.float32)


def _joined(parts: list[Ints]) -> Ints:
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)
