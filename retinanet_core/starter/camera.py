"""From a lit scene to a picture: light, lens, sensor and file."""

from __future__ import annotations

import math

import cv2
import numpy as np

from retinanet_core.starter.noise import Grid, noise
from retinanet_core.types import Image


def develop(rng: np.random.Generator, scene: Grid) -> Image:
    """The picture (H, W, 3) uint8 that some camera, microscope or scanner makes of a scene (H, W, 3) about 0..1."""
    picture = _lit(rng, scene)
    picture = _coloured(rng, picture)
    if rng.random() < 0.5:
        picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), math.exp(rng.uniform(-1.0, 0.8))), np.float32)
    if rng.random() < 0.15:
        soft = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.8, 2.5))
        picture = picture + (picture - soft) * np.float32(rng.uniform(0.3, 1.5))
    if rng.random() < 0.7:
        picture = _noisy(rng, picture)
    pixels = np.clip(picture * 255 + 0.5, 0, 255).astype(np.uint8)
    if rng.random() < 0.5:
        quality = int(rng.integers(25, 96))
        _, data = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])
        pixels = np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)  # channels keep their order
    return np.ascontiguousarray(pixels)


def _lit(rng: np.random.Generator, scene: Grid) -> Grid:
    height, width = scene.shape[:2]
    if rng.random() < 0.5:
        return scene
    field = np.float32(1) + rng.uniform(0.02, 0.18) * noise(rng, height, width, 1.5 * max(height, width), 1)
    if rng.random() < 0.4:
        down, across = np.ogrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
        field = field - rng.uniform(0.05, 0.5) * ((down**2 + across**2) / 2).astype(np.float32)
    return np.asarray(scene * field[..., None], np.float32)


def _coloured(rng: np.random.Generator, picture: Grid) -> Grid:
    picture = np.clip(picture, 0, 1.3)
    if rng.random() < 0.18:
        picture = np.repeat(picture.mean(axis=2, keepdims=True), 3, axis=2)
    if rng.random() < 0.3:
        picture = picture * rng.normal(1, 0.08, 3).astype(np.float32)
    if rng.random() < 0.4:
        picture = np.maximum(picture, 0) ** np.float32(math.exp(rng.normal(0, 0.25)))
    if rng.random() < 0.3:
        picture = picture * np.float32(rng.uniform(0.6, 1.1)) + np.float32(rng.uniform(0, 0.15))
    return np.asarray(picture, np.float32)


def _noisy(rng: np.random.Generator, picture: Grid) -> Grid:
    strength = math.exp(rng.uniform(math.log(0.003), math.log(0.06)))
    channels = 3 if rng.random() < 0.6 else 1
    grain = rng.standard_normal((*picture.shape[:2], channels), np.float32)
    if rng.random() < 0.3:
        grain = np.asarray(cv2.GaussianBlur(grain, (0, 0), 0.7), np.float32).reshape(grain.shape)
    return np.asarray(picture + strength * grain, np.float32)
