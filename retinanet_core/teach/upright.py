"""Whether the frames have an up and a down: pictures of landscapes and roads do, those from above do not.

Two clues, each a number for a frame. *Light*: how much brighter the top third is than the bottom third; a sky, a
ceiling, a dark ground. *Distance*: how strongly boxes lower in the frame are larger, as nearer things are. Where a
thing lies in the frame is no clue: on boards of one design it is always the same.

A clue is believed where it is large on average and the groups of frames agree on it. Frames of one group, such as a
video, say the same again and count once; where there are too few groups, as with one fixed camera, light is believed
if the frames agree, and distance is not: a few things that stay where they are show it by chance.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from retinanet_core.errors import ManifestError
from retinanet_core.teach.dataset import ManifestFrame, read_frame
from retinanet_core.teach.measuring import group_numbers
from retinanet_core.types import Image

MIRRORED_SIDEWAYS = "The frames have an up and a down, so they are mirrored only sideways."

MOST_READ = 48
"""Frames whose pixels are looked at, at most."""

_FEWEST_VOTES = 8
_SURE = 5.0
"""Mean of the votes in its standard errors: by chance less than once in 500 times, even with eight votes."""

_LIGHT = 0.75
"""Least mean difference in brightness, in spreads of the frame. Lamps of microscopes and scanners make up to 0.4."""
_LEAST_SPREAD = 32.0
"""Of 255: what is nearly of one brightness is not bright at the top for being a little brighter there."""
_DISTANCE = 0.2
"""Least mean correlation between height in the frame and size."""
_FEWEST_BOXES = 3


def has_up(frames: Sequence[ManifestFrame], check: Callable[[], None] = lambda: None) -> bool:
    """Whether the frames have an up and a down; False if that cannot be told. The same for the same frames.

    A frame that cannot be read says nothing.

    Args:
        frames: To learn from.
        check: Called before a frame is read; may raise to end it.
    """
    if len(frames) < _FEWEST_VOTES:
        return False
    groups = group_numbers([frame.group for frame in frames])
    distance = np.array([_distance(frame) for frame in frames])
    if _mean_if_sure(_by_group(distance, groups)) >= _DISTANCE:
        return True
    read = _spread_out(groups)
    light = np.array([_light_of(frames[position], check) for position in read])
    votes = _by_group(light, groups[read])
    return abs(_mean_if_sure(votes if len(votes) >= _FEWEST_VOTES else light)) >= _LIGHT


def brightness_above(image: Image) -> float:
    """How much brighter the top third of a picture is than the bottom third, in spreads of the picture.

    Args:
        image: (H, W, 3) uint8, RGB.
    """
    small = cv2.resize(image, (33, 33), interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype(np.float64)
    return float(grey[:11].mean() - grey[22:].mean()) / max(_LEAST_SPREAD, float(grey.std()))


def _light_of(frame: ManifestFrame, check: Callable[[], None]) -> float:
    check()
    try:
        return brightness_above(read_frame(frame))
    except ManifestError:
        return np.nan


def _distance(frame: ManifestFrame) -> float:
    """Correlation between how low the boxes are and the logarithm of their area; NaN where they cannot tell."""
    if len(frame.boxes) < _FEWEST_BOXES:
        return np.nan
    x1, y1, x2, y2 = frame.boxes.astype(np.float64).T
    low, size = y1 + y2, np.log((x2 - x1) * (y2 - y1))
    if np.ptp(low) == 0 or np.ptp(size) == 0:
        return np.nan
    return float(np.corrcoef(low, size)[0, 1])


def _by_group(values: NDArray[np.float64], groups: NDArray[np.int64]) -> NDArray[np.float64]:
    """The mean of each group that has a value."""
    there = np.isfinite(values)
    members, rows = np.unique(groups[there], return_inverse=True)
    sums = np.bincount(rows, weights=values[there], minlength=len(members))
    return sums / np.bincount(rows, minlength=len(members))


def _mean_if_sure(votes: NDArray[np.float64]) -> float:
    """The mean of votes; 0 if they are too few or do not agree that it is on one side of 0."""
    votes = votes[np.isfinite(votes)]
    if len(votes) < _FEWEST_VOTES:
        return 0.0
    mean = float(votes.mean())
    error = float(votes.std(ddof=1)) / len(votes) ** 0.5
    return mean if abs(mean) >= _SURE * error else 0.0


def _spread_out(groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """Positions of at most `MOST_READ` frames, of as many groups as there are, drawn always alike."""
    order = np.random.default_rng(0).permutation(len(groups))
    turn = np.zeros(len(groups), dtype=np.int64)
    seen: dict[int, int] = {}
    for place, group in enumerate(groups[order].tolist()):
        turn[place] = seen[group] = seen.get(group, -1) + 1
    return np.sort(order[np.argsort(turn, kind="stable")][:MOST_READ])
