"""What the things lie on: sand, weathered planks, linen."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from app.demo.relief import Relief
from retinanet_core.starter.noise import Grid, noise


def sand(rng: np.random.Generator, height: int, width: int, scale: float) -> Relief:
    """Sand with faint ripples, grains of several colours, and a darker, wetter part."""
    down, across = np.mgrid[0:height, 0:width].astype(np.float32)
    turn, wave = rng.uniform(0, np.pi), rng.uniform(34, 60) * scale
    along = np.cos(turn) * across + np.sin(turn) * down
    warp = noise(rng, height, width, 120 * scale, 2)
    ripples = np.sin(along * 2 * np.pi / wave + 1.6 * warp)
    hills = noise(rng, height, width, 160 * scale, 3)
    grains = noise(rng, height, width, 1.6 * scale, 1)
    relief = (rng.uniform(0.2, 1.5) * ripples + 2.2 * hills + 0.38 * grains) * scale
    pale = np.array([0.80, 0.70, 0.56]) * rng.uniform(0.88, 1.04) + rng.normal(0, 0.012, 3)
    wet = pale * np.array([0.70, 0.68, 0.66])
    wetness = np.clip(noise(rng, height, width, 260 * scale, 2) * 0.35 + rng.uniform(0.0, 0.7), 0, 1)
    colour = pale + (wet - pale) * wetness[..., None]
    speckle = noise(rng, height, width, 1.3 * scale, 1)
    colour = colour * (1 + 0.055 * grains + 0.02 * hills)[..., None]
    colour = np.where((speckle > 2.3)[..., None], colour * 0.55, colour)
    colour = np.where((speckle < -2.4)[..., None], np.minimum(colour * 1.22, 0.95), colour)
    return Relief.of_ground(_linear(colour), relief.astype(np.float32))


def planks(rng: np.random.Generator, height: int, width: int, scale: float) -> Relief:
    """Boards of grey, weathered wood with gaps and grain."""
    down, across = np.mgrid[0:height, 0:width].astype(np.float32)
    along_rows = bool(rng.random() < 0.5)
    if not along_rows:
        down = across
    board = rng.uniform(105, 150) * scale
    place = down / board + rng.uniform(0, 1)
    number, within = np.floor(place).astype(np.int32), (place % 1).astype(np.float32)
    tones = rng.normal(1, 0.06, 64)[number]
    grain = _drawn_out(rng, height, width, 26 * scale, along_rows)
    fibre = _drawn_out(rng, height, width, 3.0 * scale, along_rows)
    coarse = noise(rng, height, width, 2.2 * scale, 1)
    lines = np.sin(within * board / scale * 0.35 + 2.6 * grain + 17 * number)
    gap = np.clip((np.minimum(within, 1 - within) * board / scale - 1.2) / 1.2, 0, 1)
    grey = np.array([0.60, 0.55, 0.49]) * rng.uniform(0.82, 1.1) + rng.normal(0, 0.012, 3)
    shading = tones * (1 + 0.06 * lines + 0.07 * fibre + 0.03 * coarse + 0.04 * grain)
    colour = grey * shading[..., None] * (0.25 + 0.75 * gap)[..., None]
    relief = (0.3 * lines + 0.32 * fibre + 0.1 * coarse - 6 * (1 - gap)) * scale * 0.7
    return Relief.of_ground(_linear(colour), relief.astype(np.float32), 0.02)


def _drawn_out(rng: np.random.Generator, height: int, width: int, cell: float, along_rows: bool) -> Grid:
    """Noise pulled to nine times its length along the boards."""
    rows, columns = (height, width // 9 + 2) if along_rows else (height // 9 + 2, width)
    drawn = cv2.resize(noise(rng, rows, columns, cell, 3), (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray(drawn, np.float32)


def linen(rng: np.random.Generator, height: int, width: int, scale: float) -> Relief:
    """A woven cloth, blue-grey or natural, with soft folds."""
    down, across = np.mgrid[0:height, 0:width].astype(np.float32)
    thread = 4.2 * scale
    slub = noise(rng, height, width, 14 * scale, 2)
    weave = np.sin(across * 2 * np.pi / thread + 0.5 * slub) * np.sin(down * 2 * np.pi / thread + 0.4 * slub)
    folds = noise(rng, height, width, 240 * scale, 1)
    tones = ((0.24, 0.42, 0.56), (0.20, 0.34, 0.42), (0.80, 0.75, 0.66), (0.42, 0.54, 0.50))
    base = np.array(tones[int(rng.integers(len(tones)))]) * rng.uniform(0.92, 1.08)
    colour = base * (1 + 0.11 * weave + 0.02 * slub)[..., None]
    relief = (0.6 * weave + 0.04 * slub + 3.0 * folds) * scale
    return Relief.of_ground(_linear(colour), relief.astype(np.float32))


def _linear(colour: Grid) -> Grid:
    """sRGB 0..1 to linear light, near enough."""
    return (np.clip(colour, 0.01, 1.0) ** 2.2).astype(np.float32)


Ground = Callable[[np.random.Generator, int, int, float], Relief]

GROUNDS: tuple[tuple[Ground, float], ...] = ((sand, 0.55), (planks, 0.22), (linen, 0.23))
"""Each ground with how often it occurs."""
