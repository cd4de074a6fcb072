"""Random views of a frame that keep its boxes true: flips, scale, place, light."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from retinanet_core.teach.marks import Marks
from retinanet_core.types import Image

WHOLE_SCALES = (0.75, 1.35)
"""How much a frame is scaled where the view is as large as the frame."""

MOST = 1.35
"""Largest scale of a frame in any view."""

_LIGHT = 0.2
_TINT = 0.06
_FOCUSED = 0.7
_AVERAGED_BELOW = 0.7


@dataclass(frozen=True)
class View:
    """A frame as a training step sees it: (H, W, 3) uint8, and what is known about it in these pixels."""

    image: Image
    marks: Marks


def random_affine(
    rng: np.random.Generator,
    width: int,
    height: int,
    *,
    upside_down: bool,
    canvas: tuple[int, int] | None = None,
    scales: tuple[float, float] = WHOLE_SCALES,
    focus: NDArray[np.float32] | None = None,
) -> NDArray[np.float32]:
    """A (2, 3) matrix from a frame to a view: mirrored half of the time, scaled, placed anywhere that fits.

    Args:
        rng: Source of chance.
        width, height: Of the frame.
        upside_down: Also mirror vertically.
        canvas: (width, height) of the view; None: as the frame.
        scales: Smallest and largest scale; all between are equally likely on a logarithmic scale.
        focus: (x, y) of the frame that the view must show where it is a part of the frame.
    """
    scale = float(np.exp(rng.uniform(np.log(scales[0]), np.log(scales[1]))))
    across, down = canvas or (width, height)
    flip_x = rng.random() < 0.5
    flip_y = upside_down and rng.random() < 0.5
    x, y = (None, None) if focus is None else (float(focus[0]), float(focus[1]))
    sx, tx = _axis(rng, width, across, scale, x, flip=flip_x)
    sy, ty = _axis(rng, height, down, scale, y, flip=flip_y)
    return np.array([[sx, 0, tx], [0, sy, ty]], dtype=np.float32)


def _axis(
    rng: np.random.Generator, side: int, canvas: int, scale: float, focus: float | None, *, flip: bool
) -> tuple[float, float]:
    """Factor and shift along one axis: a frame that is smaller than the view lies inside, a larger one covers it."""
    long = scale * side
    room = canvas - long  # positive when the frame is smaller than the view, negative when it is cropped
    low, high = min(0.0, room), max(0.0, room)
    if focus is not None and room < 0:
        place = scale * (side - focus if flip else focus)
        low, high = max(low, -place), min(high, canvas - place)
    shift = low + rng.random() * (high - low)
    return (-scale, shift + long) if flip else (scale, shift)


def random_view(
    image: Image,
    marks: Marks,
    rng: np.random.Generator,
    *,
    fill: tuple[float, float, float],
    upside_down: bool,
    canvas: tuple[int, int] | None = None,
) -> View:
    """A random view of a frame.

    Args:
        image: The frame at the network's scale; marks in its pixels.
        rng: Source of chance.
        fill: RGB where the view sees past the frame.
        upside_down: Also mirror vertically (right for pictures taken from above, wrong for landscapes).
        canvas: (width, height) of the view. Smaller than the frame, it shows anything from the whole frame shrunk
            to a part of it enlarged, mostly a part with a box.
    """
    height, width = image.shape[:2]
    across, down = canvas or (width, height)
    share = min(across / width, down / height)
    scales = WHOLE_SCALES if share >= 1 else (WHOLE_SCALES[0] * share, MOST)
    focus = None
    if share < 1 and len(marks.boxes) and rng.random() < _FOCUSED:
        box = marks.boxes[_pick(marks.labels, rng)]
        focus = (box[:2] + box[2:]) / 2
    matrix = random_affine(
        rng, width, height, upside_down=upside_down, canvas=(across, down), scales=scales, focus=focus
    )
    warped = _warp(image, matrix, (across, down), fill)
    return View(image=_relight(warped, rng), marks=marks.seen_through(matrix, across, down))


def _pick(labels: NDArray[np.int64], rng: np.random.Generator) -> int:
    """A position, each class equally likely."""
    present = np.unique(labels)
    return int(rng.choice(np.flatnonzero(labels == rng.choice(present))))


def _warp(
    image: Image, matrix: NDArray[np.float32], canvas: tuple[int, int], fill: tuple[float, float, float]
) -> Image:
    """Pixels under a matrix for continuous coordinates: OpenCV's are those of pixel centres, half a pixel less."""
    scale = abs(float(matrix[0, 0]))
    if scale < _AVERAGED_BELOW:  # interpolating alone would skip pixels, which detection averages
        height, width = image.shape[:2]
        size = (max(1, round(scale * width)), max(1, round(scale * height)))
        image = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
        matrix = matrix.copy()
        matrix[:, 0] *= width / size[0]
        matrix[:, 1] *= height / size[1]
    centred = matrix.copy()
    centred[:, 2] += 0.5 * (matrix[:, 0] + matrix[:, 1]) - 0.5
    warped = cv2.warpAffine(
        image, centred, canvas, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=fill
    )
    return np.asarray(warped, dtype=np.uint8)


def _relight(image: Image, rng: np.random.Generator) -> Image:
    """Other brightness, contrast and tint, by one look-up table a channel."""
    contrast = 1 + rng.uniform(-_LIGHT, _LIGHT)
    brightness = 255 * rng.uniform(-_LIGHT, _LIGHT) * 0.5
    tint = 1 + rng.uniform(-_TINT, _TINT, size=3)
    levels = np.arange(256, dtype=np.float32)[:, None]
    table = ((levels - 128) * contrast + 128 + brightness) * tint
    lut = np.clip(table, 0, 255).astype(np.uint8).reshape(1, 256, 3)
    return np.asarray(cv2.LUT(image, lut), dtype=np.uint8)
