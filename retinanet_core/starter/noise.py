"""Smooth noise, from which grounds, materials and light are made."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Grid = NDArray[np.float32]


def noise(rng: np.random.Generator, height: int, width: int, cell: float, octaves: int = 4) -> Grid:
    """Smooth noise (height, width), mean about 0, deviation 1: blobs of `cell` pixels, finer octaves half as strong."""
    total = np.zeros((height, width), np.float32)
    strength = 1.0
    for _ in range(octaves):
        rows, columns = max(2, round(height / cell) + 2), max(2, round(width / cell) + 2)
        coarse = rng.standard_normal((rows, columns)).astype(np.float32)
        total += strength * cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
        strength *= 0.5
        cell = max(1.0, cell / 2)
    return total / max(float(total.std()), 1e-6)
