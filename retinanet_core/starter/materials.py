"""What drawn objects are made of: colour, relief, rims, nuclei, grain."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from retinanet_core.starter.noise import Grid, noise

Colour = NDArray[np.float32]
"""(3,) RGB, 0..1."""

_TOO_SMALL = 10
"""Pixels: below it nothing is seen but a colour."""


@dataclass(frozen=True)
class Material:
    """How the objects of one kind look.

    Attributes:
        variety: How much the colour differs from object to object.
        opacity: 1 hides what lies below.
        relief: Height of a rounded body under the lamp; below 0 it is hollow.
        edge: How much of the half width is rounded.
        rim: Brightness added along the border, of `rim_width` times the size.
        core: A body inside, of this share of the size; 0: none.
        grain: Strength of the texture inside; grain_cell: its size as a share of the object's.
        stripes: Bars across, so many; 0: none.
        gloss: A highlight.
    """

    colour: Colour
    variety: float
    opacity: float
    relief: float
    edge: float
    rim: float
    rim_width: float
    core: float
    core_colour: Colour
    grain: float
    grain_cell: float
    stripes: int
    gloss: float


def random_colour(rng: np.random.Generator) -> Colour:
    """Any colour, greyish ones more often than bright ones."""
    value, saturation = rng.uniform(0.05, 1.0), rng.beta(1.2, 2.2)
    hue = rng.uniform(0, 6)
    wheel = np.clip(np.abs((hue + np.array([0.0, 4.0, 2.0])) % 6 - 3) - 1, 0, 1)
    return np.asarray(value * (1 - saturation + saturation * wheel), np.float32)


def colour_against(rng: np.random.Generator, ground: Colour, least: float) -> Colour:
    """A colour that differs from the ground's by about `least` or more."""
    for _ in range(30):
        colour = random_colour(rng)
        if float(np.abs(colour - ground).max()) >= least:
            near = min(1.0, least * rng.uniform(1.0, 2.5) / float(np.abs(colour - ground).max()))
            # Often not far from the ground: stained tissue, worn metal, leaves among leaves.
            return colour if rng.random() < 0.5 else np.asarray(ground + (colour - ground) * near, np.float32)
    return np.asarray(1 - np.round(ground), np.float32)


def random_material(rng: np.random.Generator, ground: Colour) -> Material:
    """A material that shows on a ground of this colour."""
    least = math.exp(rng.uniform(math.log(0.09), math.log(0.6)))
    has_rim, has_core = rng.random() < 0.4, rng.random() < 0.3
    colour = colour_against(rng, ground, least)
    return Material(
        colour=colour,
        variety=rng.uniform(0, 0.08),
        opacity=rng.uniform(0.35, 0.8) if rng.random() < 0.25 else 1.0,
        relief=rng.uniform(-0.5, 1.3) if rng.random() < 0.6 else 0.0,
        edge=rng.uniform(0.15, 1.0),
        rim=rng.uniform(-0.35, 0.35) if has_rim else 0.0,
        rim_width=rng.uniform(0.03, 0.14),
        core=rng.uniform(0.2, 0.65) if has_core else 0.0,
        core_colour=colour_against(rng, colour, 0.12),
        grain=rng.uniform(0.02, 0.14) if rng.random() < 0.6 else 0.0,
        grain_cell=math.exp(rng.uniform(math.log(0.05), math.log(0.5))),
        stripes=int(rng.integers(2, 9)) if rng.random() < 0.12 else 0,
        gloss=rng.uniform(0.1, 0.6) if rng.random() < 0.2 else 0.0,
    )


def paint(rng: np.random.Generator, material: Material, mask: Grid, size: float, lamp: float) -> Grid:
    """The colours (H, W, 3) of an object with this coverage, lit from the direction `lamp` (radians)."""
    colour = material.colour + rng.normal(0, material.variety, 3).astype(np.float32)
    picture = np.empty((*mask.shape, 3), np.float32)
    picture[:] = colour + np.float32(material.variety) * rng.normal()
    if size < _TOO_SMALL:
        return picture
    solid = (mask > 0.5).astype(np.uint8)
    inside = np.asarray(cv2.distanceTransform(solid, cv2.DIST_L2, 3), np.float32)
    light = np.zeros_like(mask)
    if material.grain:
        cell = max(1.5, material.grain_cell * size)
        light += material.grain * noise(rng, mask.shape[0], mask.shape[1], cell, 2)
    if material.stripes:
        light += 0.12 * _stripes(rng, mask.shape[0], size / material.stripes)
    if material.core:
        _add_core(rng, material, picture, inside, size)
    if material.rim:
        width = max(1.0, material.rim_width * size)
        light += material.rim * np.clip(1.5 - inside / width, 0, 1)
    if material.relief:
        light += _shading(inside, size, material, lamp)
    picture += light[..., None]
    if material.gloss:
        _add_gloss(picture, inside, material.gloss, lamp)
    return picture


def _stripes(rng: np.random.Generator, side: int, period: float) -> Grid:
    across = np.arange(side, dtype=np.float32)
    turn, start = rng.uniform(0, np.pi), rng.uniform(0, 6.3)
    place = math.cos(turn) * across[None, :] + math.sin(turn) * across[:, None]
    return np.asarray(np.sin(place * (2 * np.pi / max(period, 2.0)) + start), np.float32)


def _add_core(rng: np.random.Generator, material: Material, picture: Grid, inside: Grid, size: float) -> None:
    deepest = float(inside.max())
    limit = deepest * (1 - material.core) + rng.normal(0, 0.05) * deepest
    soft = max(1.0, 0.05 * size)
    share = np.clip((inside - limit) / soft + 0.5, 0, 1)[..., None]
    picture += (material.core_colour - material.colour) * share


def _shading(inside: Grid, size: float, material: Material, lamp: float) -> Grid:
    width = max(1.5, material.edge * float(inside.max()))
    near = np.clip(inside / width, 0, 1)
    height = cv2.GaussianBlur(np.sqrt(near * (2 - near)), (0, 0), max(0.7, size / 40)) * width
    slope_x = cv2.Sobel(height, cv2.CV_32F, 1, 0, ksize=3, scale=1 / 8)
    slope_y = cv2.Sobel(height, cv2.CV_32F, 0, 1, ksize=3, scale=1 / 8)
    facing = -(slope_x * math.cos(lamp) + slope_y * math.sin(lamp)) / np.sqrt(slope_x**2 + slope_y**2 + 1)
    return np.asarray(0.35 * material.relief * facing, np.float32)


def _add_gloss(picture: Grid, inside: Grid, strength: float, lamp: float) -> None:
    rows, columns = inside.shape
    deepest = float(inside.max())
    y, x = np.unravel_index(int(inside.argmax()), inside.shape)
    centre_x, centre_y = x + 0.45 * deepest * math.cos(lamp), y + 0.45 * deepest * math.sin(lamp)
    down, across = np.ogrid[0:rows, 0:columns]
    far = ((across - centre_x) ** 2 + (down - centre_y) ** 2) / max(1.0, 0.3 * deepest) ** 2
    picture += (strength * np.exp(-far))[..., None].astype(np.float32)
