"""What drawn objects lie on, and what is there besides: texture, lines, stains, light. None of it is an object."""

from __future__ import annotations

import math
from collections.abc import Callable

import cv2
import numpy as np

from retinanet_core.starter.materials import Colour, random_colour
from retinanet_core.starter.noise import Grid, noise


def ground_colour(rng: np.random.Generator) -> Colour:
    """Often nearly white or nearly black, as behind microscopes and scanners."""
    chance = rng.random()
    if chance < 0.3:
        return np.asarray(np.clip(rng.uniform(0.78, 1.0) + rng.normal(0, 0.05, 3), 0, 1), np.float32)
    if chance < 0.48:
        return np.asarray(np.clip(rng.uniform(0.0, 0.2) + rng.normal(0, 0.03, 3), 0, 1), np.float32)
    return random_colour(rng)


def make_ground(rng: np.random.Generator, height: int, width: int, colour: Colour) -> Grid:
    """(height, width, 3) of a ground, about 0..1, without light."""
    picture = np.empty((height, width, 3), np.float32)
    picture[:] = colour
    for texture, often in _TEXTURES:
        if rng.random() < often:
            texture(rng, picture)
    return picture


def _cloudy(rng: np.random.Generator, picture: Grid) -> None:
    height, width = picture.shape[:2]
    cell = math.exp(rng.uniform(math.log(3), math.log(150)))
    strength = math.exp(rng.uniform(math.log(0.01), math.log(0.12)))
    tint = (1 + rng.normal(0, 0.4, 3)).astype(np.float32)
    picture += strength * noise(rng, height, width, cell, int(rng.integers(1, 5)))[..., None] * tint


def _fibrous(rng: np.random.Generator, picture: Grid) -> None:
    """Noise drawn out in one direction: wood, brushed metal, fabric, grass."""
    height, width = picture.shape[:2]
    stretch = int(rng.integers(4, 20))
    side = math.ceil(math.hypot(height, width))
    short = noise(rng, side, max(4, side // stretch), rng.uniform(2, 12), 2)
    drawn = cv2.resize(short, (side, side), interpolation=cv2.INTER_LINEAR)
    turn = cv2.getRotationMatrix2D((side / 2, side / 2), rng.uniform(0, 180), 1.0)
    turn[:, 2] += (width - side) / 2, (height - side) / 2
    turned = cv2.warpAffine(drawn, turn, (width, height), borderMode=cv2.BORDER_REFLECT)
    picture += rng.uniform(0.02, 0.12) * turned[..., None]


def _waves(rng: np.random.Generator, picture: Grid) -> None:
    """Stripes, weaves, ripples."""
    height, width = picture.shape[:2]
    down, across = np.mgrid[0:height, 0:width].astype(np.float32)
    warp = noise(rng, height, width, 80, 2) * rng.uniform(0, 8)
    for _ in range(int(rng.integers(1, 3))):
        turn, period = rng.uniform(0, np.pi), math.exp(rng.uniform(math.log(4), math.log(60)))
        place = math.cos(turn) * across + math.sin(turn) * down + warp
        picture += rng.uniform(0.01, 0.07) * np.sin(place * (2 * np.pi / period))[..., None].astype(
            np.float32
        )


def _cells(rng: np.random.Generator, picture: Grid) -> None:
    """A net of seams: tiles, tissue, dry mud, scales."""
    height, width = picture.shape[:2]
    cell = math.exp(rng.uniform(math.log(12), math.log(90)))
    seeds = np.ones((height, width), np.uint8)
    count = max(3, round(height * width / cell**2))
    seeds[rng.integers(0, height, count), rng.integers(0, width, count)] = 0
    _, number = cv2.distanceTransformWithLabels(seeds, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    tones = rng.normal(0, 1, int(number.max()) + 1).astype(np.float32)
    shade = tones[number] * rng.uniform(0.0, 0.04)
    seams = cv2.morphologyEx(number.astype(np.float32), cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 0
    soft = cv2.GaussianBlur(seams.astype(np.float32), (0, 0), rng.uniform(0.6, 2.0))
    picture += (shade + rng.uniform(-0.18, 0.18) * soft)[..., None]


def _grid(rng: np.random.Generator, picture: Grid) -> None:
    """Ruled paper, a counting chamber, tracks on a board."""
    height, width = picture.shape[:2]
    step, thickness = int(rng.integers(14, 120)), int(rng.integers(1, 5))
    tone = (rng.uniform(-0.35, 0.35) * np.ones(3) + rng.normal(0, 0.05, 3)).astype(np.float32)
    lines = np.zeros((height, width), np.uint8)
    ways = int(rng.integers(1, 4))
    for start in range(int(rng.integers(0, step)), max(height, width), step):
        if ways & 1:
            cv2.line(lines, (0, start), (width, start), 255, thickness, cv2.LINE_AA)
        if ways & 2:
            cv2.line(lines, (start, 0), (start, height), 255, thickness, cv2.LINE_AA)
    picture += (lines.astype(np.float32) / 255)[..., None] * tone


def _regions(rng: np.random.Generator, picture: Grid) -> None:
    """A part of the picture is another ground: a horizon, a table's edge, tissue beside glass."""
    height, width = picture.shape[:2]
    field = noise(rng, height, width, max(height, width) * rng.uniform(0.4, 1.2), int(rng.integers(1, 4)))
    sharp = math.exp(rng.uniform(math.log(2), math.log(60)))
    share = np.clip((field + rng.normal(0, 0.5)) * sharp + 0.5, 0, 1)[..., None]
    mean = picture.mean(axis=(0, 1))
    other = mean + (random_colour(rng) - mean) * np.float32(rng.uniform(0.1, 0.7))
    other = other + rng.uniform(0.0, 0.06) * noise(rng, height, width, rng.uniform(2, 30), 3)[..., None]
    picture += (other - picture) * share


def _tracks(rng: np.random.Generator, picture: Grid) -> None:
    """Angular tracks with pads, as on boards: of the ground, however strong."""
    height, width = picture.shape[:2]
    layer = np.zeros((height, width), np.uint8)
    thickness = int(rng.integers(3, 16))
    for _ in range(int(rng.integers(4, 24))):
        point = rng.integers(0, (width, height))
        for _ in range(int(rng.integers(1, 5))):
            turn = rng.integers(0, 8) * np.pi / 4
            end = point + (rng.uniform(20, 200) * np.array([math.cos(turn), math.sin(turn)])).astype(int)
            cv2.line(layer, tuple(map(int, point)), tuple(map(int, end)), 255, thickness, cv2.LINE_AA)
            point = end
    other = picture.mean(axis=(0, 1)) + rng.choice([-1, 1]) * rng.uniform(0.2, 0.8)
    picture += (np.float32(other) - picture) * (layer.astype(np.float32) / 255)[..., None]


_Texture = Callable[[np.random.Generator, Grid], None]

_TEXTURES: tuple[tuple[_Texture, float], ...] = (
    (_regions, 0.22),
    (_cells, 0.12),
    (_fibrous, 0.15),
    (_waves, 0.15),
    (_cloudy, 0.7),
    (_cloudy, 0.4),
    (_tracks, 0.07),
    (_grid, 0.1),
)
"""Each texture with how often it occurs."""


def add_clutter(rng: np.random.Generator, picture: Grid) -> None:
    """Hairs, scratches, stains and blurred things, which no box belongs to."""
    height, width = picture.shape[:2]
    if rng.random() < 0.25:
        for _ in range(int(rng.integers(1, 5))):
            _hair(rng, picture)
    if rng.random() < 0.35:
        for _ in range(int(rng.integers(1, 4))):
            reach = rng.uniform(0.1, 0.35) * max(height, width)
            _soft_spot(rng, picture, reach, rng.uniform(-0.25, 0.25))
    if rng.random() < 0.2:
        amount = rng.uniform(0.0003, 0.004)
        dust = (rng.random((height, width), np.float32) < amount).astype(np.float32)
        soft = cv2.GaussianBlur(dust, (0, 0), rng.uniform(0.4, 1.1))
        picture += rng.uniform(-2.5, 2.5) * soft[..., None]


def _hair(rng: np.random.Generator, picture: Grid) -> None:
    """A line across most of the picture."""
    height, width = picture.shape[:2]
    points = np.array(
        [
            [-20, rng.uniform(0, height)],
            *rng.uniform(0, (width, height), (2, 2)),
            [width + 20, rng.uniform(0, height)],
        ]
    )
    share = np.linspace(0, 1, 40)[:, None]
    weights = [(1 - share) ** 3, 3 * share * (1 - share) ** 2, 3 * share**2 * (1 - share), share**3]
    curve = sum(weight * point for weight, point in zip(weights, points, strict=True))
    if rng.random() < 0.5:
        curve = np.asarray(curve)[:, ::-1] * (width / height)
    layer = np.zeros((height, width), np.uint8)
    cv2.polylines(
        layer, [np.asarray(np.round(curve), np.int32)], False, 255, int(rng.integers(1, 3)), cv2.LINE_AA
    )
    picture += rng.uniform(-0.4, 0.4) * (layer.astype(np.float32) / 255)[..., None]


def _soft_spot(rng: np.random.Generator, picture: Grid, reach: float, strength: float) -> None:
    height, width = picture.shape[:2]
    down, across = np.ogrid[0:height, 0:width]
    far = ((across - rng.uniform(0, width)) ** 2 + (down - rng.uniform(0, height)) ** 2) / reach**2
    tint = (1 + rng.normal(0, 0.3, 3)).astype(np.float32)
    picture += strength * np.exp(-far)[..., None].astype(np.float32) * tint
