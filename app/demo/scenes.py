"""Demo pictures: finds from a beach, photographed from above, drawn by this program itself.

Every picture follows from its seed alone, and comes with the exact boxes of what can be seen on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from app.demo.grounds import GROUNDS
from app.demo.material import KNOWN_CLASSES, NEW_CLASS
from app.demo.relief import Lamp, Relief, shade
from app.demo.things import CLASS_MAKERS, CLUTTER_MAKERS, Thing
from retinanet_core.starter.noise import Grid, noise
from retinanet_core.types import Image

CLASSES = tuple(CLASS_MAKERS)
"""Names of the classes: the detector that comes with the demo knows the first two."""

assert (*KNOWN_CLASSES, NEW_CLASS) == CLASSES

WIDTH, HEIGHT = 640, 480
SMALLEST, LARGEST = 36.0, 156.0
"""Least and greatest length of an object, in pixels."""

_OVERSAMPLING = 1.5
_LEAST_SEEN = 0.7


@dataclass(frozen=True)
class Scene:
    """A picture and the truth about it.

    Attributes:
        image: (H, W, 3) uint8 RGB.
        boxes: (N, 4) float32 xyxy in pixels: the extent of what can be seen of each object.
        labels: (N,) int64, positions in CLASSES.
    """

    image: Image
    boxes: NDArray[np.float32]
    labels: NDArray[np.int64]


def draw_scene(
    seed: int, classes: Sequence[str] = CLASSES, *, width: int = WIDTH, height: int = HEIGHT
) -> Scene:
    """Draw the picture number `seed`, with objects of the given classes only. About 0.3 s."""
    rng = np.random.default_rng((seed, 20_407))
    scale = _OVERSAMPLING
    rows, columns = round(height * scale), round(width * scale)
    chances = [share for _, share in GROUNDS]
    ground, _ = GROUNDS[int(rng.choice(len(GROUNDS), p=chances))]
    relief = ground(rng, rows, columns, scale)
    labels = _lay_out(rng, relief, classes, scale)
    picture = _develop(rng, shade(relief, _lamp(rng, scale)), width, height)
    boxes = _visible_boxes(relief.owner, len(labels), scale)
    return Scene(picture, boxes, np.array(labels, np.int64))


def _lamp(rng: np.random.Generator, scale: float) -> Lamp:
    return Lamp(
        angle=rng.uniform(0, 2 * np.pi),
        elevation=rng.uniform(0.55, 0.9),
        warmth=float(np.exp(rng.normal(0.035, 0.035))),
        ambient=rng.uniform(0.32, 0.5),
        scale=scale,
    )


def _lay_out(rng: np.random.Generator, relief: Relief, classes: Sequence[str], scale: float) -> list[int]:
    """Put clutter and objects down; return the objects' labels, owner k + 1 being labels[k]."""
    near = float(np.exp(rng.normal(0, 0.25)))
    for _ in range(int(rng.integers(1, 5))):
        maker = CLUTTER_MAKERS[int(rng.integers(len(CLUTTER_MAKERS)))]
        _try_to_place(rng, relief, maker(rng, rng.uniform(46, 120) * scale), -1)
    labels: list[int] = []
    for _ in range(int(rng.integers(8, 16))):
        name = classes[int(rng.integers(len(classes)))]
        size = float(np.clip(np.exp(rng.normal(4.28, 0.36)) * near, SMALLEST, LARGEST))
        if _try_to_place(rng, relief, CLASS_MAKERS[name](rng, size * scale), len(labels) + 1):
            labels.append(CLASSES.index(name))
    if rng.random() < 0.3:
        maker = CLUTTER_MAKERS[int(rng.integers(2))]
        _try_to_place(rng, relief, maker(rng, rng.uniform(50, 110) * scale), -1)
    return labels


def _try_to_place(rng: np.random.Generator, relief: Relief, thing: Thing, owner: int) -> bool:
    """Put a thing where it may touch others but hides little of them; False if no place is found."""
    rows, columns = relief.height.shape
    side = thing.cover.shape[0]
    touching = 0.0 if rng.random() < 0.75 else 0.16
    for _ in range(30):
        top = int(rng.integers(-side // 6, rows - side + side // 6 + 1))
        left = int(rng.integers(-side // 6, columns - side + side // 6 + 1))
        inside = _clip_to(top, left, side, rows, columns)
        if inside is None:
            continue
        there, here = inside
        cover = thing.cover[here] > 0.5
        others = (relief.owner[there] != 0) & cover
        if cover.sum() < 0.8 * (thing.cover > 0.5).sum() or others.sum() > touching * cover.sum():
            continue
        if _hides_too_much(relief.owner, relief.owner[there], others):
            continue
        _put_down(relief, thing, there, here, owner)
        return True
    return False


_Window = tuple[slice, slice]


def _clip_to(top: int, left: int, side: int, rows: int, columns: int) -> tuple[_Window, _Window] | None:
    """The part of a square that lies on the grid: where on the grid, and where in the square."""
    first_row, last_row = max(0, top), min(rows, top + side)
    first_column, last_column = max(0, left), min(columns, left + side)
    if first_row >= last_row or first_column >= last_column:
        return None
    there = (slice(first_row, last_row), slice(first_column, last_column))
    here = (slice(first_row - top, last_row - top), slice(first_column - left, last_column - left))
    return there, here


def _hides_too_much(owners: NDArray[np.int32], window: NDArray[np.int32], hidden: NDArray[np.bool_]) -> bool:
    for owner in np.unique(window[hidden]):
        if (window[hidden] == owner).sum() > (1 - _LEAST_SEEN) / 2 * (owners == owner).sum():
            return True
    return False


def _put_down(relief: Relief, thing: Thing, there: _Window, here: _Window, owner: int) -> None:
    """Lay the thing on what is there already."""
    cover = thing.cover[here]
    floor = float(np.quantile(relief.height[there][cover > 0.5], 0.6))
    wanted = floor + thing.height[here]
    relief.height[there] = np.where(
        cover > 0.5, np.maximum(wanted, relief.height[there]), relief.height[there]
    )
    paint = np.clip(thing.colour[here], 0.01, 1) ** 2.2
    relief.colour[there] += (paint - relief.colour[there]) * cover[..., None]
    relief.gloss[there] += (thing.gloss - relief.gloss[there]) * cover
    relief.owner[there][cover > 0.5] = owner


def _develop(rng: np.random.Generator, light: Grid, width: int, height: int) -> Image:
    """Expose, scale down, blur, add the sensor's noise."""
    small = cv2.resize(light, (width, height), interpolation=cv2.INTER_AREA)
    middle, bright = np.quantile(small, (0.6, 0.997))
    small = small * (rng.uniform(0.9, 1.12) * min(0.52 / middle, 1.45 / bright))
    small = small * (1 + small / 4.0) / (1 + small) * 1.12
    vignette = 1 + 0.06 * noise(rng, height, width, 400.0, 1) - _far_from_middle(width, height) * 0.16
    picture = np.clip(small * vignette[..., None], 0, 1) ** (1 / 2.2)
    picture = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.35, 0.75))
    picture += rng.normal(0, rng.uniform(0.006, 0.014), picture.shape)
    return np.ascontiguousarray(np.clip(picture * 255 + 0.5, 0, 255).astype(np.uint8))


def _far_from_middle(width: int, height: int) -> Grid:
    down, across = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    return np.asarray((down**2 + across**2) / 2, np.float32)


def _visible_boxes(owner: NDArray[np.int32], count: int, scale: float) -> NDArray[np.float32]:
    """Extent of each owner's points, (count, 4) xyxy in picture pixels. Nothing is ever hidden whole."""
    boxes = np.zeros((count, 4), np.float32)
    for number in range(count):
        rows, columns = np.nonzero(owner == number + 1)
        boxes[number] = (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
    return boxes / np.float32(scale)
