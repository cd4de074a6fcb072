"""Finding pictures that are copies of one another: re-encoded, resized, brightened or slightly cropped.

A picture's look is a small blurred thumbnail and a 64-bit difference hash. The hash brings candidates together without
comparing every picture with every other. A candidate's thumbnail is then laid on the other's as well as a slight crop
allows: two photographs of one scene still differ somewhere by more than re-encoding can do, so they stay apart however
much alike they are, as circuit boards made from one template.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.media.opencv import cv2
from retinanet_core.errors import Cancelled
from retinanet_core.types import Image

SIDE = 32
"""Sides of the thumbnail."""

LOOK = np.dtype([("hash", "<u8"), ("grey", "u1", (SIDE, SIDE)), ("colour", "u1", (3,))])
"""What is kept of a picture: difference hash, thumbnail in grey, mean RGB."""

Looks = NDArray[np.void]
"""(N,) of `LOOK`."""

_Floats = NDArray[np.floating[Any]]

_FINE = 4 * SIDE
_BLUR = 0.8 * 4
"""Of the fine thumbnail before it is reduced: without it a move by part of a pixel would look like another picture."""

_COLOUR = 48
"""Grey levels by which the means of red, green and blue of copies may differ."""

_RESIDUE = 0.25
"""Largest difference left anywhere, in standard deviations of the picture, up to which two are copies.

Re-encoding, resizing and crops of up to 3 % at each side leave 0.2 and less of blood smears and of nearly all circuit
boards; two boards made from one template leave 0.36, other pairs of such pictures 0.6 and more.
"""

_HOPELESS = (2.0, 0.5, 0.5)
"""For each round of the fit, what must not be left after it for another one to be worth it."""

_MARGIN = 2
"""Pixels at the borders that are not compared: a crop has moved other things there."""

_CORRELATION = 0.8
"""Of thumbnails as they are, from which on two are worth the fit."""

_PLAIN = 3.0
"""Standard deviation in grey levels up to which a picture shows nothing that it could be known by."""

_BANDS = 9
"""Parts of the hash. Hashes that differ in eight bits or fewer agree in one of them at least."""

_LARGEST_BUCKET = 2048
_AT_ONCE = 64
_MOST_CANDIDATES = 4
"""Earlier pictures looked at for one picture in a bucket, the likeliest first."""


def look_of(image: Image) -> Looks:
    """The look of a picture, (H, W, 3) uint8 RGB: (1,) of `LOOK`."""
    look = np.zeros(1, LOOK)
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    fine = cv2.resize(grey, (_FINE, _FINE), interpolation=cv2.INTER_AREA).astype(np.float32)
    blurred = cv2.GaussianBlur(fine, (0, 0), _BLUR)
    look["grey"] = np.rint(cv2.resize(blurred, (SIDE, SIDE), interpolation=cv2.INTER_AREA))
    steps = cv2.resize(fine, (9, 8), interpolation=cv2.INTER_AREA)
    look["hash"] = np.packbits(steps[:, 1:] > steps[:, :-1]).view("<u8")
    look["colour"] = np.rint(cv2.mean(image)[:3])
    return look


def copies(
    looks: Looks, together: NDArray[np.int64], *, cancelled: Callable[[], bool] | None = None
) -> NDArray[np.int64]:
    """For each picture the first one of its group: (N,) row numbers; its own where nothing is a copy of it.

    Copies of copies are in one group. The time grows with the number of pictures, not with its square.

    Args:
        looks: The pictures.
        together: (N,) pictures with one number belong together anyway, as frames of a video; they are not compared.
        cancelled: Asked from time to time.

    Raises:
        Cancelled: `cancelled` said so.
    """
    groups = _Groups(together)
    patterns = _patterns(looks["grey"])
    compared: set[tuple[int, int]] = set()
    for bucket in _buckets(looks["hash"], np.flatnonzero(patterns.any(axis=1))):
        if cancelled is not None and cancelled():
            raise Cancelled
        for pairs in _parts(_candidates(bucket, patterns[bucket], together[bucket])):
            fresh = [pair for pair in pairs if pair not in compared and not groups.joined(*pair)]
            compared.update(fresh)
            if fresh:
                first, second = np.array(fresh).T
                for row in np.flatnonzero(same_pictures(looks[first], looks[second])):
                    groups.join(*fresh[row])
    return groups.firsts()


def same_pictures(ones: Looks, others: Looks) -> NDArray[np.bool_]:
    """Which looks are of one picture: a slight crop, brightness and contrast explain all of their difference.

    Args:
        ones, others: (N,) looks, each to be held against the one in the same row.
    """
    apart = np.abs(ones["colour"].astype(np.int16) - others["colour"]).max(axis=1)
    same = np.zeros(len(ones), bool)
    for pictures, targets in ((ones, others), (others, ones)):
        rows = np.flatnonzero(~same & (apart <= _COLOUR))
        same[rows] = _explains(
            pictures["grey"][rows].astype(np.float32), targets["grey"][rows].astype(np.float32)
        )
    return same


def _explains(pictures: _Floats, targets: _Floats) -> NDArray[np.bool_]:
    """Which thumbnails can be laid on others so that nowhere more than `_RESIDUE` of a difference is left.

    To the first order a move and a stretch add the slopes of the picture, alone and times the place. They are fitted
    together with brightness and contrast, the picture is moved by them, and that is repeated (Lucas and Kanade 1981).

    Args:
        pictures, targets: (N, SIDE, SIDE) in grey levels.
    """
    down, across = (np.mgrid[:SIDE, :SIDE].astype(np.float32) + 0.5) / SIDE * 2 - 1
    units = np.maximum(targets.std(axis=(1, 2)), _PLAIN)
    explained = np.zeros(len(pictures), bool)
    places = np.zeros((len(pictures), 4), np.float32)
    moved = pictures
    rows = np.arange(len(pictures))
    for bound in _HOPELESS:
        slope_y, slope_x = np.asarray(np.gradient(moved, axis=(1, 2)))
        parts = (moved, np.ones_like(moved), slope_x, slope_x * across, slope_y, slope_y * down)
        design = np.stack([_inner(part) for part in parts], axis=1)
        turned = design.transpose(0, 2, 1)
        wanted = _inner(targets[rows])[:, :, None]
        # A little on the diagonal: a picture of stripes does not tell how far it was moved along them.
        normal = design @ turned + 1e-3 * np.eye(len(parts), dtype=np.float32)
        solution = np.linalg.solve(normal, design @ wanted)
        residues = np.abs(wanted - turned @ solution).max(axis=(1, 2)) / units[rows]
        gain = solution[:, 0, 0]
        explained[rows] = (residues <= _RESIDUE) & (
            gain > 0
        )  # With a negative factor it is a negative, no copy.
        go_on = ~explained[rows] & (residues <= bound) & (gain > 0)
        places[rows[go_on]] += solution[go_on, 2:, 0] / gain[go_on, None]
        rows = rows[go_on]
        moved = _moved(pictures[rows], places[rows], across, down)
    return explained


def _inner(pictures: _Floats) -> _Floats:
    """Without their borders, flat: (N, pixels)."""
    return pictures[:, _MARGIN:-_MARGIN, _MARGIN:-_MARGIN].reshape(len(pictures), (SIDE - 2 * _MARGIN) ** 2)


def _moved(pictures: _Floats, places: _Floats, across: _Floats, down: _Floats) -> _Floats:
    """Thumbnails moved and stretched: `places` (N, 4) are pixels to the right, and more at the border, and so down."""
    rows, columns = np.mgrid[:SIDE, :SIDE].astype(np.float32)
    moved = np.empty_like(pictures)
    for picture, place, target in zip(pictures, places, moved, strict=True):
        x, y = columns + place[0] + place[1] * across, rows + place[2] + place[3] * down
        cv2.remap(picture, x, y, cv2.INTER_CUBIC, dst=target, borderMode=cv2.BORDER_REPLICATE)
    return moved


def _parts(pairs: Iterator[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Some pairs at a time: what comes of them may spare later ones."""
    while part := list(islice(pairs, _AT_ONCE)):
        yield part


def _patterns(greys: NDArray[np.uint8]) -> _Floats:
    """(N, 256) coarse thumbnails of length one, whose products are correlations; zero for plain pictures."""
    half = SIDE // 2
    coarse = greys.reshape(-1, half, 2, half, 2).mean(axis=(2, 4), dtype=np.float32).reshape(-1, half * half)
    coarse -= coarse.mean(axis=1, keepdims=True)
    lengths = np.linalg.norm(coarse, axis=1, keepdims=True)
    return np.where(lengths > _PLAIN * half, coarse / np.maximum(lengths, 1e-6), 0).astype(np.float32)


def _buckets(hashes: NDArray[np.uint64], rows: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """Rows whose hashes agree in a band, for each band; in rising order, at most `_LARGEST_BUCKET` at once."""
    bits = np.arange(64, dtype=np.uint64)
    # Every ninth bit: neighbours often agree, so a band of neighbours would tell little.
    masks = [np.bitwise_or.reduce(np.uint64(1) << bits[band::_BANDS]) for band in range(_BANDS)]
    for band in range(_BANDS):
        yield from _split(hashes, rows, masks[band:] + masks[:band])


def _split(
    hashes: NDArray[np.uint64], rows: NDArray[np.int64], masks: list[np.uint64]
) -> Iterator[NDArray[np.int64]]:
    """Rows that agree under the first mask; where those are too many, under the second as well, and so on."""
    keys = hashes[rows] & masks[0]
    order = np.argsort(keys, kind="stable")
    for bucket in np.split(rows[order], np.flatnonzero(np.diff(keys[order])) + 1):
        if len(bucket) <= _LARGEST_BUCKET:
            yield bucket
        elif len(masks) > 1:
            yield from _split(hashes, bucket, masks[1:])
        else:
            yield from np.array_split(bucket, -(-len(bucket) // _LARGEST_BUCKET))


def _candidates(
    bucket: NDArray[np.int64], patterns: _Floats, together: NDArray[np.int64]
) -> Iterator[tuple[int, int]]:
    """(earlier row, row) of pictures that are much alike, for each row the likeliest few, these first."""
    if len(bucket) < 2:
        return
    alike = np.tril(patterns @ patterns.T, -1)
    alike[together[:, None] == together] = 0
    for row in np.flatnonzero((alike >= _CORRELATION).any(axis=1)):
        likely = np.flatnonzero(alike[row] >= _CORRELATION)
        for earlier in likely[np.argsort(-alike[row, likely])][:_MOST_CANDIDATES]:
            yield int(bucket[earlier]), int(bucket[row])


class _Groups:
    """Which rows are one group, as more and more of them are joined."""

    def __init__(self, together: NDArray[np.int64]) -> None:
        _, first, number = np.unique(together, return_index=True, return_inverse=True)
        self._parent: list[int] = first[number.ravel()].tolist()

    def joined(self, one: int, other: int) -> bool:
        return self._root(one) == self._root(other)

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self._root(one), self._root(other)))
        self._parent[second] = first

    def firsts(self) -> NDArray[np.int64]:
        """The first row of the group of each row."""
        return np.array([self._root(row) for row in range(len(self._parent))], np.int64)

    def _root(self, row: int) -> int:
        parent = self._parent
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row
