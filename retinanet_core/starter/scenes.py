"""Drawn scenes: objects of a few kinds on a ground, and the boxes of what is seen of them."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from retinanet_core.starter.camera import develop
from retinanet_core.starter.grounds import add_clutter, ground_colour, make_ground
from retinanet_core.starter.materials import Colour, Material, paint, random_material
from retinanet_core.starter.noise import Grid
from retinanet_core.starter.shapes import FAMILIES, Shape, rasterize
from retinanet_core.types import Image

MOST_OBJECTS = 160
SMALLEST, LARGEST = 6.0, 0.75
"""Extent of an object: pixels; share of the shorter side."""

LEAST_SEEN, NOTHING_SEEN = 0.5, 0.15
"""Share of an object that has to be seen for a box; below the other it is not even doubtful."""

TRAITS = (
    *FAMILIES,
    "dark",
    "bright",
    "red",
    "green",
    "blue",
    "grey",
    "rimmed",
    "cored",
    "grainy",
    "clear",
    "small",
    "large",
)
"""What can be said of an object; a network that has to tell learns more than that something is there."""

_LEAST_CONTRAST = 8.0
"""Of 255: what stands out less is doubtful."""

_HIDES = 0.75
"""Opacity from which an object hides what lies below it."""


@dataclass(frozen=True)
class Scene:
    """A picture and what is on it.

    Attributes:
        image: (H, W, 3) uint8 RGB.
        boxes: (N, 4) xyxy of objects, of the part that is seen.
        traits: (N, len(TRAITS)) bool.
        doubtful: (D, 4) xyxy of objects that are mostly hidden or cut off.
    """

    image: Image
    boxes: NDArray[np.float32]
    traits: NDArray[np.bool_]
    doubtful: NDArray[np.float32]


@dataclass(frozen=True)
class _Kind:
    """Objects that look alike."""

    family: str
    shape: Shape
    material: Material
    size: float
    spread: float


@dataclass(frozen=True)
class _Placed:
    """An object on the picture: rows and columns of its window, which may reach beyond it, and its cover there."""

    kind: _Kind
    size: float
    top: int
    left: int
    cover: NDArray[np.bool_]


def draw_scene(rng: np.random.Generator, height: int, width: int) -> Scene:
    """A scene; the same generator state gives the same one."""
    colour = ground_colour(rng)
    picture = make_ground(rng, height, width, colour)
    add_clutter(rng, picture)
    owner = np.zeros((height, width), np.int16)
    placed = _put_objects(rng, picture, owner, colour)
    image = develop(rng, picture)
    return _with_boxes(image, placed, owner, colour)


def _put_objects(
    rng: np.random.Generator, picture: Grid, owner: NDArray[np.int16], ground: Colour
) -> list[_Placed]:
    height, width = owner.shape
    kinds = _kinds(rng, min(height, width), ground)
    count = _count(rng, height * width, kinds)
    lamp, crowding = (
        rng.uniform(0, 2 * np.pi),
        float(rng.choice([0.0, 0.08, 0.25, 0.5], p=[0.35, 0.3, 0.2, 0.15])),
    )
    shadow = rng.uniform(0.15, 0.6) if rng.random() < 0.3 else 0.0
    places = _places(rng, count, height, width)
    placed: list[_Placed] = []
    for x, y in places:
        kind = kinds[int(rng.integers(len(kinds)))]
        size = float(
            np.clip(kind.size * math.exp(rng.normal(0, kind.spread)), SMALLEST, LARGEST * min(height, width))
        )
        mask = rasterize(kind.shape(rng), size, rng.uniform(0, 2 * np.pi))
        thing = _Placed(kind, size, round(y - mask.shape[0] / 2), round(x - mask.shape[1] / 2), mask > 0.5)
        if _too_close(thing, owner, crowding):
            continue
        placed.append(thing)
        if shadow:
            _throw_shadow(picture, thing, mask, shadow, lamp)
        colours = paint(rng, kind.material, mask, size, lamp)
        _lay_down(picture, owner, thing, mask, colours, len(placed))
    return placed


def _kinds(rng: np.random.Generator, side: int, ground: Colour) -> list[_Kind]:
    typical = math.exp(rng.uniform(math.log(8), math.log(0.55 * side)))
    names, spread = list(FAMILIES), rng.uniform(0.03, 0.35)
    kinds = []
    for _ in range(int(rng.integers(1, 5))):
        family = names[int(rng.integers(len(names)))]
        size = float(np.clip(typical * math.exp(rng.normal(0, 0.55)), SMALLEST, LARGEST * side))
        kinds.append(_Kind(family, FAMILIES[family](rng), random_material(rng, ground), size, spread))
    return kinds


def _count(rng: np.random.Generator, area: int, kinds: list[_Kind]) -> int:
    if rng.random() < 0.04:
        return 0
    each = 0.6 * float(np.mean([kind.size**2 for kind in kinds]))
    wanted = math.exp(rng.uniform(math.log(0.02), math.log(0.9))) * area / each
    return int(np.clip(round(wanted), 1, MOST_OBJECTS))


def _places(rng: np.random.Generator, count: int, height: int, width: int) -> NDArray[np.float64]:
    """(count, 2) x and y: anywhere, in heaps, or in rows."""
    side = np.array([width, height], float)
    layout = rng.random()
    if layout < 0.6:
        return np.asarray(rng.uniform(-0.03, 1.03, (count, 2)) * side)
    if layout < 0.85:
        heaps = rng.uniform(0.1, 0.9, (int(rng.integers(1, 6)), 2)) * side
        chosen = heaps[rng.integers(0, len(heaps), count)]
        return np.asarray(chosen + rng.normal(0, 0.13, (count, 2)) * side)
    columns = max(1, round(math.sqrt(count * width / height)))
    number = np.arange(count)
    grid = np.stack([number % columns + 0.5, number // columns + 0.5], axis=1)
    step = np.array([width / columns, height / max(1, -(-count // columns))])
    return np.asarray((grid + rng.normal(0, rng.uniform(0, 0.15), (count, 2))) * step)


def _window(thing: _Placed, shape: tuple[int, ...]) -> tuple[tuple[slice, slice], tuple[slice, slice]] | None:
    """Where a thing lies on the picture, and that part of its own grid; None if it lies outside."""
    rows, columns = thing.cover.shape
    top, left = max(0, thing.top), max(0, thing.left)
    bottom, right = min(shape[0], thing.top + rows), min(shape[1], thing.left + columns)
    if top >= bottom or left >= right:
        return None
    there = (slice(top, bottom), slice(left, right))
    return there, (slice(top - thing.top, bottom - thing.top), slice(left - thing.left, right - thing.left))


def _too_close(thing: _Placed, owner: NDArray[np.int16], crowding: float) -> bool:
    window = _window(thing, owner.shape)
    if window is None:
        return True
    there, here = window
    cover = thing.cover[here]
    area = int(np.count_nonzero(thing.cover))
    if area < 3 or np.count_nonzero(cover) < 0.2 * area:
        return True
    return bool(np.count_nonzero(owner[there][cover]) > crowding * area)


def _throw_shadow(picture: Grid, thing: _Placed, mask: Grid, strength: float, lamp: float) -> None:
    far = max(1.0, 0.08 * thing.size)
    dx, dy = round(-far * math.cos(lamp)), round(-far * math.sin(lamp))
    moved = _Placed(thing.kind, thing.size, thing.top + dy, thing.left + dx, thing.cover)
    window = _window(moved, picture.shape)
    if window is not None:
        there, here = window
        soft = cv2.GaussianBlur(mask, (0, 0), max(0.6, 0.05 * thing.size))
        picture[there] *= 1 - strength * soft[here][..., None]


def _lay_down(
    picture: Grid, owner: NDArray[np.int16], thing: _Placed, mask: Grid, colours: Grid, number: int
) -> None:
    window = _window(thing, owner.shape)
    if window is None:
        return
    there, here = window
    opacity = thing.kind.material.opacity
    picture[there] += (colours[here] - picture[there]) * (mask[here] * np.float32(opacity))[..., None]
    cover = thing.cover[here]
    if opacity < _HIDES:  # what lies below is still seen, so it keeps its points
        cover = cover & (owner[there] == 0)
    owner[there][cover] = number


def _with_boxes(image: Image, placed: list[_Placed], owner: NDArray[np.int16], ground: Colour) -> Scene:
    boxes, traits, doubtful = [], [], []
    for number, thing in enumerate(placed, 1):
        window = _window(thing, owner.shape)
        if window is None:
            continue
        there, here = window
        clear = thing.kind.material.opacity < _HIDES
        seen = thing.cover[here] if clear else (owner[there] == number)
        share = np.count_nonzero(seen) / np.count_nonzero(thing.cover)
        if share < NOTHING_SEEN:
            continue
        rows, columns = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
        top, left = there[0].start, there[1].start
        box = (left + columns[0], top + rows[0], left + columns[-1] + 1, top + rows[-1] + 1)
        if share >= LEAST_SEEN and _shows(image[there], seen):
            boxes.append(box)
            traits.append(_traits(thing, ground))
        else:
            doubtful.append(box)
    return Scene(
        image,
        np.array(boxes, np.float32).reshape(-1, 4),
        np.array(traits, np.bool_).reshape(-1, len(TRAITS)),
        np.array(doubtful, np.float32).reshape(-1, 4),
    )


def _shows(window: Image, seen: NDArray[np.bool_]) -> bool:
    """Whether a border of what is seen stands out from what is around it, after light, lens and noise."""
    mask, nearby = seen.astype(np.uint8), np.ones((3, 3), np.uint8)
    inner = seen & (cv2.erode(mask, nearby) == 0)
    outer = (cv2.dilate(mask, nearby, iterations=2) > 0) & ~seen
    if not inner.any() or not outer.any():
        return False
    difference = window[inner].mean(axis=0) - window[outer].mean(axis=0)
    return float(np.abs(difference).max()) >= _LEAST_CONTRAST and seen.shape[0] >= 3 and seen.shape[1] >= 3


def _traits(thing: _Placed, ground: Colour) -> list[bool]:
    material = thing.kind.material
    colour, light = material.colour, float(material.colour.mean() - ground.mean())
    vivid = float(np.ptp(colour)) > 0.15
    said = {
        thing.kind.family: True,
        "dark": light < -0.08,
        "bright": light > 0.08,
        "grey": not vivid,
        "red": vivid and int(colour.argmax()) == 0,
        "green": vivid and int(colour.argmax()) == 1,
        "blue": vivid and int(colour.argmax()) == 2,
        "rimmed": abs(material.rim) > 0.1,
        "cored": material.core > 0,
        "grainy": material.grain > 0.05,
        "clear": material.opacity < _HIDES,
        "small": thing.size < 24,
        "large": thing.size > 96,
    }
    return [bool(said.get(trait, False)) for trait in TRAITS]
