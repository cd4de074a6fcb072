"""The shapes of what lies on the beach: each gives its outline, height and colour on a local grid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from retinanet_core.starter.noise import Grid, noise

Colour = tuple[float, float, float]


@dataclass(frozen=True)
class Thing:
    """One object, drawn on a square grid of its own; the grid's middle is its place.

    Attributes:
        cover: (S, S) 1 where the object is, soft at the edge.
        height: (S, S) in pixels of the grid.
        colour: (S, S, 3) sRGB, 0..1.
        gloss: Strength of its highlight, 0..1.
    """

    cover: Grid
    height: Grid
    colour: Grid
    gloss: float


Maker = Callable[[np.random.Generator, float], Thing]


@dataclass(frozen=True)
class _Local:
    """A turned grid: x and y about -1..1 over the object, and the polar form of the same."""

    x: Grid
    y: Grid
    radius: Grid
    angle: Grid
    side: int
    pixel: float


def _local(rng: np.random.Generator, size: float, stretch: float = 1.0) -> _Local:
    """A grid, turned by chance, for an object `size` pixels long and `size / stretch` wide."""
    side = int(np.ceil(size * 1.25)) + 6
    ticks = (np.arange(side, dtype=np.float32) - (side - 1) / 2) / (size / 2)
    across, down = np.meshgrid(ticks, ticks)
    turn = rng.uniform(0, 2 * np.pi)
    x = (np.cos(turn) * across + np.sin(turn) * down).astype(np.float32)
    y = (-np.sin(turn) * across + np.cos(turn) * down).astype(np.float32) * np.float32(stretch)
    return _Local(x, y, np.hypot(x, y), np.arctan2(y, x), side, 2 / size)


def _soft_step(inside: Grid, pixel: float) -> Grid:
    """1 where `inside` is positive, 0 where negative, one pixel wide between."""
    return np.asarray(np.clip(inside / pixel + 0.5, 0, 1), np.float32)


def _wobble(rng: np.random.Generator, angle: Grid, strength: float, waves: int = 4) -> Grid:
    """A radius that wanders around 1 with the angle."""
    total = np.ones_like(angle)
    for number in range(2, 2 + waves):
        total += strength / number * np.cos(number * angle + rng.uniform(0, 2 * np.pi))
    return total


def _mix(first: NDArray[np.floating], second: NDArray[np.floating], share: Grid) -> Grid:
    return np.asarray(first + (second - first) * share[..., None], np.float32)


def _pick(rng: np.random.Generator, colours: tuple[Colour, ...], spread: float = 0.03) -> NDArray[np.float64]:
    """One of the colours, a little off."""
    chosen = np.array(colours[int(rng.integers(len(colours)))])
    return np.clip(chosen * (1 + rng.normal(0, spread)) + rng.normal(0, spread / 2, 3), 0.02, 0.98)


def shell(rng: np.random.Generator, size: float) -> Thing:
    """A scallop: a fan of ribs from a hinge, with growth bands."""
    grid = _local(rng, size, rng.uniform(1.0, 1.12))
    hinge = 0.86
    from_hinge_x, from_hinge_y = grid.x, grid.y + hinge
    fan = np.arctan2(from_hinge_x, from_hinge_y)
    reach = np.hypot(from_hinge_x, from_hinge_y)
    ribs = int(rng.integers(13, 20))
    spread = rng.uniform(0.95, 1.1)
    opening = np.clip(np.cos(np.clip(fan / spread, -1, 1) * np.pi / 2), 0, 1)
    edge = 1.78 * opening**0.36
    edge = edge * (1 + 0.018 * np.cos(fan * ribs * 2 / spread))
    body = np.where(np.abs(fan) < spread, edge - reach, -1.0).astype(np.float32)
    ears = np.minimum(0.13 - np.abs(from_hinge_y - 0.13), 0.34 - np.abs(from_hinge_x)).astype(np.float32)
    cover = np.maximum(_soft_step(body, grid.pixel), _soft_step(ears, grid.pixel))
    along = np.clip(reach / np.maximum(edge, 0.05), 0, 1)
    dome = np.clip(np.sin(np.pi * np.clip(along * 0.86 + 0.1, 0, 1)), 0, 1) ** 0.7
    dome = dome * opening**0.45
    rib = np.cos(fan * ribs * 2 / spread)
    height = (0.24 * dome + 0.026 * rib * along + 0.04) * size / 2
    warm = _pick(
        rng,
        ((0.93, 0.80, 0.68), (0.90, 0.66, 0.55), (0.86, 0.60, 0.44), (0.94, 0.88, 0.80), (0.80, 0.56, 0.52)),
    )
    pale = np.clip(warm * 0.35 + 0.64, 0, 0.97)
    bands = 0.5 + 0.5 * np.cos(
        along**0.9 * rng.uniform(14, 24) + 0.5 * noise(rng, grid.side, grid.side, size / 5, 2)
    )
    colour = _mix(pale, warm, np.clip(0.15 + 0.55 * bands * along + 0.22 * rib, 0, 1))
    colour = colour * (1 - 0.3 * np.clip(0.25 - along, 0, 1)[..., None])
    return Thing(cover, height.astype(np.float32), colour, 0.10)


def pebble(rng: np.random.Generator, size: float) -> Thing:
    """A stone rounded by the sea: grey, brown or dark, speckled, now and then with a vein."""
    grid = _local(rng, size, rng.uniform(1.05, 1.4))
    outline = _wobble(rng, grid.angle, 0.09) * 0.93
    level = grid.radius / outline
    cover = _soft_step((1 - level) * outline, grid.pixel)
    inside = np.clip(1 - level**2.6, 0, 1)
    lumps = noise(rng, grid.side, grid.side, size / 3, 3)
    height = (0.34 * np.sqrt(inside) + 0.012 * lumps * inside) * size / 2
    base = _pick(
        rng,
        (
            (0.47, 0.48, 0.50),
            (0.36, 0.37, 0.40),
            (0.56, 0.52, 0.47),
            (0.27, 0.28, 0.30),
            (0.45, 0.38, 0.33),
            (0.62, 0.62, 0.61),
        ),
    )
    shaded = 1 + 0.07 * lumps + 0.08 * noise(rng, grid.side, grid.side, 3.0, 1)
    colour = np.clip(base * shaded[..., None], 0.02, 0.95).astype(np.float32)
    if rng.random() < 0.35:
        turn = rng.uniform(0, np.pi)
        line = np.abs(grid.x * np.cos(turn) + grid.y * np.sin(turn) + rng.uniform(-0.4, 0.4) + 0.07 * lumps)
        vein = _soft_step(rng.uniform(0.03, 0.09) - line.astype(np.float32), grid.pixel * 2)
        colour = _mix(colour, np.array([0.85, 0.84, 0.80]), vein * 0.8)
    return Thing(cover, height.astype(np.float32), colour, float(rng.uniform(0.05, 0.22)))


def starfish(rng: np.random.Generator, size: float) -> Thing:
    """A sea star: five tapering arms with a row of pale knobs along each."""
    grid = _local(rng, size, rng.uniform(1.0, 1.08))
    bend = rng.normal(0, 0.22)
    angle = grid.angle + bend * grid.radius**2
    sector = 2 * np.pi / 5
    number = np.round(angle / sector).astype(np.int32) % 5
    lengths = (1 - np.abs(rng.normal(0, 0.05, 5)))[number].astype(np.float32)
    off = angle - np.round(angle / sector) * sector
    along = grid.radius * np.cos(off) / lengths
    aside = grid.radius * np.sin(off)
    girth = rng.uniform(0.25, 0.33)
    taper = girth * np.sqrt(np.clip(1 - along, 0, 1)) * (1 - 0.35 * np.clip(along, 0, 1)) + 0.02
    arm = np.where(along < 1, taper - np.abs(aside), -1.0)
    core = 0.30 - grid.radius
    cover = _soft_step(np.maximum(arm, core).astype(np.float32), grid.pixel)
    round_arm = np.sqrt(np.clip(1 - (aside / np.maximum(taper, 0.02)) ** 2, 0, 1)) * np.sqrt(taper / girth)
    round_core = np.clip(1 - (grid.radius / 0.42) ** 2, 0, 1)
    bumps = noise(rng, grid.side, grid.side, max(2.0, size / 22), 1)
    knob = np.exp(-((aside / 0.035) ** 2)) * (0.5 + 0.5 * np.cos(along * 34)) * (along > 0.1)
    height = (
        (0.17 * np.maximum(round_arm, round_core) + 0.05 * round_core + 0.010 * bumps + 0.03 * knob + 0.02)
        * size
        / 2
    )
    base = _pick(
        rng,
        ((0.86, 0.38, 0.16), (0.80, 0.25, 0.16), (0.90, 0.52, 0.22), (0.62, 0.22, 0.30), (0.73, 0.33, 0.24)),
    )
    pale = np.clip(base * 0.45 + np.array([0.52, 0.45, 0.36]), 0, 0.97)
    colour = _mix(base * 0.72, base, np.clip(round_arm, 0, 1).astype(np.float32))
    colour = _mix(colour, pale, np.clip(0.75 * knob + 0.13 * np.clip(bumps, 0, 2), 0, 1).astype(np.float32))
    return Thing(cover, height.astype(np.float32), colour, 0.06)


def twig(rng: np.random.Generator, size: float) -> Thing:
    """A washed-up stick, a little bent: clutter."""
    grid = _local(rng, size)
    bend = rng.uniform(-0.35, 0.35)
    aside = grid.y - bend * (grid.x**2 - 0.4) - 0.03 * np.sin(grid.x * rng.uniform(5, 9) + rng.uniform(0, 6))
    width = rng.uniform(0.035, 0.06) * (1 - 0.45 * (grid.x + 1) / 2)
    inside = np.minimum(width - np.abs(aside), 0.98 - np.abs(grid.x)).astype(np.float32)
    cover = _soft_step(inside, grid.pixel)
    height = np.sqrt(np.clip(1 - (aside / width) ** 2, 0, 1)) * 0.055 * size / 2 + 1
    base = _pick(rng, ((0.42, 0.33, 0.25), (0.55, 0.50, 0.44), (0.33, 0.26, 0.21)))
    grain = 1 + 0.14 * noise(rng, grid.side, grid.side, 4.0, 2)
    return Thing(
        cover,
        height.astype(np.float32),
        np.clip(base * grain[..., None], 0.02, 0.95).astype(np.float32),
        0.03,
    )


def seaweed(rng: np.random.Generator, size: float) -> Thing:
    """A dried, curling ribbon of weed with a few branches: clutter."""
    grid = _local(rng, size)
    canvas = np.zeros((grid.side, grid.side), np.uint8)
    middle, scale = (grid.side - 1) / 2, size / 2
    start, heading = np.array([-0.8, rng.uniform(-0.2, 0.2)]), rng.uniform(-0.4, 0.4)
    _ribbon(rng, canvas, start * scale + middle, heading, scale * 1.7, max(2.0, size * 0.05), 2)
    turn = cv2.getRotationMatrix2D((middle, middle), rng.uniform(0, 360), 1.0)
    drawn = cv2.warpAffine(canvas, turn, (grid.side, grid.side))
    cover = np.asarray(cv2.GaussianBlur(drawn, (0, 0), 0.7) / 255, np.float32)
    depth = np.minimum(cv2.distanceTransform((drawn > 127).astype(np.uint8), cv2.DIST_L2, 3), size * 0.03)
    base = _pick(rng, ((0.27, 0.30, 0.16), (0.34, 0.28, 0.15), (0.20, 0.24, 0.17), (0.30, 0.17, 0.14)))
    mottled = 1 + 0.2 * noise(rng, grid.side, grid.side, size / 10, 3)
    return Thing(
        cover,
        (depth + 1.5).astype(np.float32),
        np.clip(base * mottled[..., None], 0.02, 0.9).astype(np.float32),
        0.12,
    )


def _ribbon(
    rng: np.random.Generator,
    canvas: NDArray[np.uint8],
    start: NDArray[np.float64],
    heading: float,
    length: float,
    width: float,
    branches: int,
) -> None:
    """Walk a curling line over the canvas, branching off at times, until long enough or near the rim."""
    place, steps = start.copy(), 26
    curl = rng.normal(0, 0.05)
    for step in range(steps):
        if np.hypot(*(place - canvas.shape[0] / 2)) > canvas.shape[0] * 0.42:
            return
        following = place + length / steps * np.array([np.cos(heading), np.sin(heading)])
        thick = max(1, round(width * (1 - 0.6 * step / steps) * (1 + 0.25 * np.sin(step * 1.3))))
        cv2.line(canvas, _point(place), _point(following), 255, thick, cv2.LINE_AA)
        place = following
        curl += rng.normal(0, 0.035)
        heading += curl + rng.normal(0, 0.10)
        if branches and rng.random() < 0.14:
            side = rng.choice((-1, 1)) * rng.uniform(0.4, 0.9)
            _ribbon(rng, canvas, place, heading + side, length * 0.45, width * 0.7, branches - 1)


def _point(place: NDArray[np.float64]) -> tuple[int, int]:
    return round(float(place[0])), round(float(place[1]))


def bottle_cap(rng: np.random.Generator, size: float) -> Thing:
    """A crown cap lost by a bather: clutter, round as a pebble but fluted and printed."""
    grid = _local(rng, size)
    flutes = 0.94 + 0.035 * np.cos(21 * grid.angle)
    cover = _soft_step((flutes - grid.radius).astype(np.float32), grid.pixel)
    rim = np.clip((flutes - grid.radius) / 0.16, 0, 1)
    skirt = 0.5 + 0.5 * np.cos(21 * grid.angle)
    height = (0.17 * rim**0.6 + 0.025 * skirt * (1 - rim) - 0.02 * (grid.radius < 0.62)) * size / 2
    paint = _pick(
        rng,
        ((0.70, 0.12, 0.13), (0.14, 0.26, 0.52), (0.80, 0.66, 0.22), (0.16, 0.38, 0.26), (0.82, 0.82, 0.80)),
    )
    ring = _soft_step((0.05 - np.abs(grid.radius - 0.52)).astype(np.float32), grid.pixel)
    colour = _mix(np.broadcast_to(paint, (*cover.shape, 3)), np.array([0.9, 0.88, 0.82]), ring * 0.8)
    rust = np.clip(noise(rng, grid.side, grid.side, size / 4, 3) - rng.uniform(0.4, 1.6), 0, 1)
    colour = _mix(colour, np.array([0.42, 0.24, 0.13]), (rust * 0.8).astype(np.float32))
    return Thing(cover, np.clip(height, 0, None).astype(np.float32), colour, 0.3)


CLASS_MAKERS: dict[str, Maker] = {"shell": shell, "pebble": pebble, "starfish": starfish}
"""The demo's classes in their order: the last is the one that the detector has yet to learn."""

CLUTTER_MAKERS: tuple[Maker, ...] = (twig, seaweed, bottle_cap)
"""Things that belong to no class."""
