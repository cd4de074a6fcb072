"""Outlines of drawn objects: families of shapes, each with endless members."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from retinanet_core.starter.noise import Grid

Points = NDArray[np.float64]
"""(N, 2) x and y, the whole shape about within -1..1."""

_SAMPLES = 72
_FRACTION_BITS = 4


@dataclass(frozen=True)
class Outline:
    """A shape.

    Attributes:
        fills: Filled parts, laid over each other; each of contours, where a contour within another is a hole.
        strokes: Lines with their widths.
    """

    fills: Sequence[Sequence[Points]] = ()
    strokes: Sequence[tuple[Points, float]] = ()


Shape = Callable[[np.random.Generator], Outline]
"""Draws a member of a kind of shape: members resemble each other as cells or screws of one sort do."""


def _angles(count: int = _SAMPLES) -> NDArray[np.float64]:
    return np.linspace(0, 2 * np.pi, count, endpoint=False, dtype=np.float64)


def _polar(radii: NDArray[np.float64]) -> Points:
    angles = _angles(len(radii))
    return np.stack([radii * np.cos(angles), radii * np.sin(angles)], axis=1)


def _stretched(points: Points, aspect: float) -> Points:
    return np.asarray(points * np.array([1.0, aspect]), np.float64)


def _wobble(
    rng: np.random.Generator, strength: float, lowest: int = 2, highest: int = 7
) -> NDArray[np.float64]:
    """A closed curve of radii about 1."""
    angles, radii = _angles(), np.ones(_SAMPLES)
    for order in range(lowest, highest):
        radii += strength / order * rng.normal() * np.cos(order * angles + rng.uniform(0, 2 * np.pi))
    return np.clip(radii, 0.25, None)


def ellipse(rng: np.random.Generator) -> Shape:
    """Round to oblong."""
    aspect, dent = rng.uniform(0.35, 1.0), rng.uniform(0.0, 0.08)

    def member(chance: np.random.Generator) -> Outline:
        return Outline([[_stretched(_polar(_wobble(chance, dent)), aspect * chance.uniform(0.9, 1.1))]])

    return member


def blob(rng: np.random.Generator) -> Shape:
    """Irregular and smooth."""
    strength, aspect = rng.uniform(0.25, 0.75), rng.uniform(0.5, 1.0)

    def member(chance: np.random.Generator) -> Outline:
        return Outline([[_stretched(_polar(_wobble(chance, strength)), aspect)]])

    return member


def polygon(rng: np.random.Generator) -> Shape:
    """Three to eight corners."""
    corners, aspect, jitter = int(rng.integers(3, 9)), rng.uniform(0.4, 1.0), rng.uniform(0.0, 0.25)

    def member(chance: np.random.Generator) -> Outline:
        radii = 1 + jitter * chance.normal(size=corners)
        return Outline([[_stretched(_polar(np.clip(radii, 0.4, 1.5)), aspect)]])

    return member


def star(rng: np.random.Generator) -> Shape:
    """Rays, teeth or spikes."""
    rays, depth = int(rng.integers(4, 15)), rng.uniform(0.15, 0.65)
    hole = rng.uniform(0.15, 0.4) if rng.random() < 0.4 else 0.0

    def member(chance: np.random.Generator) -> Outline:
        radii = np.where(np.arange(2 * rays) % 2 == 0, 1.0, 1 - depth) * chance.normal(1, 0.03, 2 * rays)
        contours = [_polar(radii)]
        if hole:
            contours.append(_polar(np.full(24, hole * (1 - depth))))
        return Outline([contours])

    return member


def flower(rng: np.random.Generator) -> Shape:
    """The superformula (Gielis 2003): petals, pods and rounded stars."""
    order = float(rng.integers(2, 9))
    first, second, third = rng.uniform(0.3, 1.5), rng.uniform(0.5, 4), rng.uniform(0.5, 4)

    def member(chance: np.random.Generator) -> Outline:
        angles = _angles(144)
        spread = np.abs(np.cos(order * angles / 4)) ** (second * chance.normal(1, 0.05))
        spread += np.abs(np.sin(order * angles / 4)) ** (third * chance.normal(1, 0.05))
        radii = np.clip(spread, 0.02, None) ** (-1 / first)
        return Outline([[_polar(np.clip(radii / radii.max(), 0.12, 1))]])

    return member


def rod(rng: np.random.Generator) -> Shape:
    """Straight or bent, thin to stout, with round ends."""
    width, bend = math.exp(rng.uniform(math.log(0.1), math.log(0.9))), rng.uniform(0, 1.6)

    def member(chance: np.random.Generator) -> Outline:
        along = np.linspace(-1, 1, 16)
        curve = bend * chance.normal() * 0.5 * (along**2 - 0.4) + 0.15 * chance.normal() * np.sin(3 * along)
        line = np.stack([along, curve], axis=1) * (1 - width / 2)
        return Outline(strokes=[(line, width * chance.uniform(0.85, 1.15))])

    return member


def glyph(rng: np.random.Generator) -> Shape:
    """Two to five strokes, as letters and worms have; each member is another one, or all are alike."""
    count, width, alike = int(rng.integers(2, 6)), rng.uniform(0.1, 0.32), rng.random() < 0.5
    seed = int(rng.integers(2**31))

    def member(chance: np.random.Generator) -> Outline:
        hand = np.random.default_rng(seed) if alike else chance
        end = hand.uniform(-0.8, 0.8, 2)
        strokes = []
        for _ in range(count):
            begin = end if hand.random() < 0.7 else hand.uniform(-0.8, 0.8, 2)
            end = hand.uniform(-0.8, 0.8, 2)
            middle = (begin + end) / 2 + hand.normal(0, 0.25, 2)
            share = np.linspace(0, 1, 9)[:, None]
            line = (1 - share) ** 2 * begin + 2 * share * (1 - share) * middle + share**2 * end
            strokes.append((line, width))
        return Outline(strokes=strokes)

    return member


def compound(rng: np.random.Generator) -> Shape:
    """Two to four round or angular parts that hang together."""
    parts = [
        (rng.uniform(-0.55, 0.55, 2), rng.uniform(0.3, 0.6), int(rng.integers(3, 25)))
        for _ in range(int(rng.integers(2, 5)))
    ]
    looseness = rng.uniform(0, 0.12)

    def member(chance: np.random.Generator) -> Outline:
        fills, before = [], None
        strokes = []
        for place, size, corners in parts:
            middle = place + chance.normal(0, looseness, 2)
            fills.append([_polar(np.full(corners, size)) + middle])
            if before is not None:
                strokes.append((np.stack([before, middle]), 0.22))
            before = middle
        return Outline(fills, strokes)

    return member


def plate(rng: np.random.Generator) -> Shape:
    """A rectangle with round corners, sometimes with holes in it."""
    aspect, corner = rng.uniform(0.2, 1.0), rng.uniform(0.0, 0.5)
    holes = [
        (rng.uniform(-0.6, 0.6), rng.uniform(-0.5, 0.5), rng.uniform(0.1, 0.25))
        for _ in range(int(rng.integers(0, 4)))
    ]

    def member(chance: np.random.Generator) -> Outline:
        angles = _angles()
        power = 2 / (2 + 14 * (1 - corner))
        x = np.sign(np.cos(angles)) * np.abs(np.cos(angles)) ** power
        y = np.sign(np.sin(angles)) * np.abs(np.sin(angles)) ** power
        contours = [np.stack([x, y * aspect * chance.uniform(0.95, 1.05)], axis=1)]
        contours += [
            _polar(np.full(20, size * aspect)) + np.array([dx, dy * aspect]) for dx, dy, size in holes
        ]
        return Outline([contours])

    return member


def ring(rng: np.random.Generator) -> Shape:
    """A ring, an open ring or a crescent."""
    inner, shift = rng.uniform(0.35, 0.85), rng.uniform(0, 0.3) * rng.integers(0, 2)

    def member(chance: np.random.Generator) -> Outline:
        outside = _polar(_wobble(chance, 0.05))
        inside = _polar(_wobble(chance, 0.06) * inner) + np.array([shift * (1 - inner) * 2, 0])
        return Outline([[outside, inside]])

    return member


def beam(rng: np.random.Generator) -> Shape:
    """Crosses, angles and other things of straight bars."""
    width = rng.uniform(0.16, 0.5)
    ends = [
        np.array([math.cos(turn), math.sin(turn)]) * (1 - width / 2)
        for turn in rng.choice(4, int(rng.integers(2, 5)), replace=False) * (np.pi / 2)
    ]

    def member(chance: np.random.Generator) -> Outline:
        middle = chance.normal(0, 0.04, 2)
        return Outline(strokes=[(np.stack([middle, end]), width) for end in ends])

    return member


def leaf(rng: np.random.Generator) -> Shape:
    """A pointed lens, sometimes with a stalk."""
    aspect, stalk, lean = rng.uniform(0.15, 0.6), rng.random() < 0.5, rng.uniform(0.6, 1.6)

    def member(chance: np.random.Generator) -> Outline:
        along = np.linspace(0, 1, 24)
        half = np.sin(np.pi * along**lean) * aspect * chance.uniform(0.9, 1.1)
        bow = 0.15 * chance.normal() * np.sin(np.pi * along)
        x = 2 * along - 1
        edge = np.concatenate([np.stack([x, half + bow], 1), np.stack([x, bow - half], 1)[::-1]])
        strokes = [(np.array([[-1.0, 0.0], [-1.35, 0.1 * chance.normal()]]), 0.06)] if stalk else []
        return Outline([[edge]], strokes)

    return member


FAMILIES: dict[str, Callable[[np.random.Generator], Shape]] = {
    "ellipse": ellipse,
    "blob": blob,
    "polygon": polygon,
    "star": star,
    "flower": flower,
    "rod": rod,
    "glyph": glyph,
    "compound": compound,
    "plate": plate,
    "ring": ring,
    "beam": beam,
    "leaf": leaf,
}
"""Each makes a kind of shape."""


def rasterize(outline: Outline, size: float, turn: float) -> Grid:
    """Coverage 0..1 of a shape, its longer extent about `size` pixels, turned by `turn` radians; a square grid."""
    finer = 3 if size < 24 else 2 if size < 72 else 1
    scale = size / 2 * finer
    rotation = np.array([[math.cos(turn), -math.sin(turn)], [math.sin(turn), math.cos(turn)]]) * scale
    fills = [[contour @ rotation.T for contour in part] for part in outline.fills]
    strokes = [(line @ rotation.T, max(1.0, width * scale)) for line, width in outline.strokes]
    reach = max(
        [float(np.abs(contour).max()) for part in fills for contour in part]
        + [float(np.abs(line).max()) + width / 2 for line, width in strokes]
    )
    side = 2 * math.ceil((reach + 2) / finer + 1) * finer
    mask = np.zeros((side, side), np.uint8)
    for part in fills:
        layer = np.zeros_like(mask)
        cv2.fillPoly(layer, [_fixed(contour, side) for contour in part], 255, cv2.LINE_AA, _FRACTION_BITS)
        np.maximum(mask, layer, out=mask)
    for line, width in strokes:
        cv2.polylines(
            mask, [_fixed(line, side)], False, 255, max(1, round(width)), cv2.LINE_AA, _FRACTION_BITS
        )
    if finer > 1:
        smaller = (side // finer, side // finer)
        return np.asarray(cv2.resize(mask, smaller, interpolation=cv2.INTER_AREA), np.float32) / np.float32(
            255
        )
    return np.asarray(mask, np.float32) / np.float32(255)


def _fixed(points: Points, side: int) -> NDArray[np.int32]:
    return np.asarray(np.round((points + side / 2 - 0.5) * 2**_FRACTION_BITS), np.int32)
