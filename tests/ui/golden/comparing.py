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

FINE = BLOCK // 2
EDGE, LONG = 8.0, 16
"""So many fine blocks in a line that differ this much are an edge that moved; letters make no such lines."""

Pixels = NDArray[np.uint8]


def load(path: Path) -> Pixels:
    """(H, W, 3) uint8 RGB."""
    with Pillow.open(path) as picture:
        return np.asarray(picture.convert("RGB"))


def save(path: Path, pixels: Pixels) -> None:
    """As a small file."""
    Pillow.fromarray(reduced(pixels)).save(path, optimize=True)


def reduced(pixels: Pixels) -> Pixels:
    """In 32 steps of each colour, which nobody sees, and which make a third of the file."""
    steps: Pixels = (pixels & np.uint8(0xF8)) | np.uint8(0x04)
    return steps


def differences(golden: Pixels, now: Pixels, ratio: float = 1.0) -> list[str]:
    """What a person would see that is not as it should be; empty if nothing.

    Args:
        golden, now: (H, W, 3) uint8 RGB.
        ratio: Pixels of the pictures for each logical pixel.
    """
    if golden.shape != now.shape:
        return [f"it is {now.shape[1]} x {now.shape[0]} pixels, not {golden.shape[1]} x {golden.shape[0]}"]
    golden, now = reduced(golden), reduced(now)
    wrong = _apart(golden, now, round(BLOCK * ratio))
    if (wrong > TOLERANCE).sum() > STRAY or wrong.max() > FAR:
        return [_where(wrong > TOLERANCE, round(BLOCK * ratio), "blocks differ")]
    moved = _lines(_apart(golden, now, round(FINE * ratio)) > EDGE)
    return [_where(moved, round(FINE * ratio), "blocks along an edge differ")] if moved.any() else []


def _apart(golden: Pixels, now: Pixels, side: int) -> NDArray[np.float64]:
    """(rows, columns) the largest difference of a colour between the means of blocks."""
    apart: NDArray[np.float64] = np.abs(_means(golden, side) - _means(now, side)).max(axis=2)
    return apart


def _where(marked: NDArray[np.bool_], side: int, what: str) -> str:
    rows, columns = np.nonzero(marked)
    left, top, right, bottom = (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
    return f"{len(rows)} {what}, within ({left * side}, {top * side}) to ({right * side}, {bottom * side})"


def _means(pixels: Pixels, side: int) -> NDArray[np.float64]:
    """(rows, columns, 3) means of whole blocks; what is left over at the edges counts as blocks of its own."""
    height, width = pixels.shape[:2]
    down, across = np.arange(0, height, side), np.arange(0, width, side)
    sums = np.add.reduceat(np.add.reduceat(pixels.astype(np.float64), down, axis=0), across, axis=1)
    rows, columns = np.diff(np.append(down, height)), np.diff(np.append(across, width))
    means: NDArray[np.float64] = sums / (rows[:, None] * columns)[..., None]
    return means


def _lines(marked: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Those of the marked blocks that lie in a line of at least LONG, across or down."""
    kept = np.zeros_like(marked)
    for blocks, lines in ((marked, kept), (marked.T, kept.T)):
        for first in range(blocks.shape[1] - LONG + 1):
            whole = blocks[:, first : first + LONG].all(axis=1)
            lines[whole, first : first + LONG] = True
    return kept
