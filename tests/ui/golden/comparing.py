"""How alike two pictures of a window are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

BLOCK = 12
"""Side of a block at 100 %, in pixels: a little less than a line of words is high."""

TOLERANCE = 16.0
"""How much the mean of a block may differ, of 255."""

STRAY = 2
"""So many blocks may differ more: a letter that lies on the edge of a block."""

FAR = 48.0
"""No block may differ so much."""

COLOURS = 96

Pixels = NDArray[np.uint8]


def load(path: Path) -> Pixels:
    """(H, W, 3) uint8 RGB."""
    with Pillow.open(path) as picture:
        return np.asarray(picture.convert("RGB"))


def save(path: Path, pixels: Pixels) -> None:
    """As a small file: few colours, none of them scattered."""
    picture = Pillow.fromarray(pixels).quantize(COLOURS, dither=Pillow.Dither.NONE)
    picture.save(path, optimize=True)


def differences(golden: Pixels, now: Pixels, ratio: float = 1.0) -> list[str]:
    """What a person would see that is not as it should be; empty if nothing.

    Args:
        golden, now: (H, W, 3) uint8 RGB.
        ratio: Pixels of the pictures for each logical pixel.
    """
    if golden.shape != now.shape:
        return [f"it is {now.shape[1]} x {now.shape[0]} pixels, not {golden.shape[1]} x {golden.shape[0]}"]
    side = round(BLOCK * ratio)
    apart = np.abs(_means(golden, side) - _means(now, side)).max(axis=2)
    wrong = apart > TOLERANCE
    if wrong.sum() <= STRAY and apart.max() <= FAR:
        return []
    rows, columns = np.nonzero(wrong)
    left, top = columns.min() * side, rows.min() * side
    right, bottom = (columns.max() + 1) * side, (rows.max() + 1) * side
    return [
        f"{len(rows)} blocks differ, by {apart.max():.0f} at most, within ({left}, {top}) to ({right}, {bottom})"
    ]


def _means(pixels: Pixels, side: int) -> NDArray[np.float64]:
    """(rows, columns, 3) means of whole blocks; what is left over at the edges counts as blocks of its own."""
    height, width = pixels.shape[:2]
    down, across = np.arange(0, height, side), np.arange(0, width, side)
    sums = np.add.reduceat(np.add.reduceat(pixels.astype(np.float64), down, axis=0), across, axis=1)
    rows, columns = np.diff(np.append(down, height)), np.diff(np.append(across, width))
    return sums / (rows[:, None] * columns)[..., None]
