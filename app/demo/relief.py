"""A lit relief: colours and heights on a grid under one soft lamp, the stage of the demo pictures."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from retinanet_core.starter.noise import Grid


@dataclass
class Relief:
    """What lies on the table, before the light is on.

    Attributes:
        colour: (H, W, 3) linear reflectance, 0..1.
        height: (H, W) in pixels of this grid, the ground being about 0.
        gloss: (H, W) strength of the highlight, 0..1.
        owner: (H, W) number of the thing seen at each point; 0 for the ground.
    """

    colour: Grid
    height: Grid
    gloss: Grid
    owner: NDArray[np.int32]

    @classmethod
    def of_ground(cls, colour: Grid, height: Grid, gloss: float = 0.0) -> Relief:
        """An empty table."""
        rows, columns = height.shape
        return cls(
            colour, height, np.full((rows, columns), gloss, np.float32), np.zeros((rows, columns), np.int32)
        )


@dataclass(frozen=True)
class Lamp:
    """A soft light from the side.

    Attributes:
        angle: Where it comes from, radians in the picture's plane.
        elevation: Its height above the table, radians.
        warmth: Above 1 is yellower, below 1 is bluer.
    """

    angle: float
    elevation: float
    warmth: float
    ambient: float
    scale: float


def shade(relief: Relief, lamp: Lamp) -> Grid:
    """The picture of a relief, (H, W, 3), linear, about 0..1."""
    toward = np.array([np.cos(lamp.angle), np.sin(lamp.angle)], np.float32)
    slope_x = cv2.Sobel(relief.height, cv2.CV_32F, 1, 0, ksize=3, scale=1 / 8)
    slope_y = cv2.Sobel(relief.height, cv2.CV_32F, 0, 1, ksize=3, scale=1 / 8)
    length = np.sqrt(slope_x**2 + slope_y**2 + 1)
    sideways, upward = np.cos(lamp.elevation), np.sin(lamp.elevation)
    facing = (-(slope_x * toward[0] + slope_y * toward[1]) * sideways + upward) / length
    lit = np.clip(facing, 0, None) * (1 - _shadow(relief.height, toward, lamp))
    open_sky = _open_sky(relief.height, lamp.scale)
    tint = np.array([lamp.warmth, 1.0, 1 / lamp.warmth], np.float32)
    sky = np.array([0.95, 1.0, 1.08], np.float32)
    light = (lit[..., None] * tint) + (lamp.ambient * open_sky)[..., None] * sky
    halfway = (-(slope_x * toward[0] + slope_y * toward[1]) * sideways + upward + 1) / length
    halfway /= np.sqrt(sideways**2 + (upward + 1) ** 2)
    highlight = relief.gloss * np.clip(halfway, 0, 1) ** 40 * (lit > 0)
    picture: Grid = relief.colour * light + highlight[..., None] * tint
    return picture


def _shadow(height: Grid, toward: NDArray[np.float32], lamp: Lamp) -> Grid:
    """How much of the lamp each point loses to what stands in its way, 0..1, with a soft edge."""
    rise = float(np.tan(lamp.elevation))
    shade = np.zeros_like(height)
    step = 2.5 * lamp.scale / 2
    reach = int(min(60 * lamp.scale, float(height.max()) / rise) / step) + 1
    rows, columns = height.shape
    for number in range(1, reach + 1):
        distance = number * step
        shift = np.array([[1, 0, -toward[0] * distance], [0, 1, -toward[1] * distance]], np.float32)
        blocker = cv2.warpAffine(
            height, shift, (columns, rows), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
        softness = 1.0 * lamp.scale + 0.35 * distance
        np.maximum(shade, (blocker - height - rise * distance) / softness, out=shade)
    soft = cv2.GaussianBlur(np.clip(shade * 1.6, 0, 1), (0, 0), 1.2 * lamp.scale)
    return np.asarray(soft, np.float32) * 0.92


def _open_sky(height: Grid, scale: float) -> Grid:
    """How much of the sky each point sees, 0..1: less in the corners beside a thing."""
    hidden = np.zeros_like(height)
    for spread in (2.5, 8.0):
        around = cv2.resize(height, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
        around = cv2.GaussianBlur(around, (0, 0), spread * scale / 2)
        around = cv2.resize(around, (height.shape[1], height.shape[0]), interpolation=cv2.INTER_LINEAR)
        hidden += np.clip((around - height) / (spread * scale), 0, 1)
    return np.asarray(1 - 0.6 * np.clip(hidden, 0, 1), np.float32)
