"""From a picture to the network's input, and boxes back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
import torch
from torch import Tensor

from retinanet_core.config import NetworkConfig
from retinanet_core.types import Image

PAD_MULTIPLE = 32
"""Inputs are padded to multiples of the stride of C5, so that the pyramid's levels fit each other."""


class InputSize(NamedTuple):
    """Sides of a picture after scaling, before padding."""

    height: int
    width: int


def input_size(height: int, width: int, config: NetworkConfig) -> InputSize:
    """The size at which the network sees a picture of this size; no side is less than one pixel."""
    scale = min(config.short_side / min(height, width), config.long_side / max(height, width))
    return InputSize(max(1, round(height * scale)), max(1, round(width * scale)))


def resize(image: Image, size: InputSize) -> Image:
    """Scale a picture: area averaging when it shrinks (no aliasing), bilinear when it grows."""
    if image.shape[:2] == (size.height, size.width):
        return image
    shrinks = size.height * size.width < image.shape[0] * image.shape[1]
    how = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(image, (size.width, size.height), interpolation=how), dtype=np.uint8)


def padded(side: int) -> int:
    """The next multiple of `PAD_MULTIPLE`."""
    return -(-side // PAD_MULTIPLE) * PAD_MULTIPLE


def to_batch(images: Sequence[Image], config: NetworkConfig, device: torch.device) -> Tensor:
    """Pictures (already scaled) as one normalised batch, padded at the right and below with the mean colour.

    Returns:
        (B, 3, H, W) float32 in channels-last memory, H and W multiples of 32.
    """
    height = padded(max(image.shape[0] for image in images))
    width = padded(max(image.shape[1] for image in images))
    mean = torch.tensor(config.mean, device=device) * 255
    std = torch.tensor(config.std, device=device) * 255
    batch = torch.zeros(len(images), height, width, 3, device=device)
    for row, image in zip(batch, images, strict=True):
        pixels = torch.from_numpy(np.ascontiguousarray(image)).to(device)
        row[: image.shape[0], : image.shape[1]] = (pixels.float() - mean) / std
    return batch.permute(0, 3, 1, 2)
