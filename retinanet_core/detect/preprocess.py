"""From a picture to the network's input, and boxes back."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F  # noqa: N812  (the usual name)

from retinanet_core.config import NetworkConfig
from retinanet_core.grey import held_bytes, one_channel, spread
from retinanet_core.types import Image

PAD_MULTIPLE = 32
"""Inputs are padded to multiples of the stride of C5, so that the pyramid's levels fit each other."""

Pixels = NDArray[np.uint8] | NDArray[np.float32]
"""(height, width, 3) at the network's scale: uint8, or float32 that is normalised already."""


class InputSize(NamedTuple):
    """Sides of a picture after scaling, before padding."""

    height: int
    width: int


class Prepared(NamedTuple):
    """A picture at a network's scale, the picture it was made of, and the network it was made for."""

    pixels: Pixels
    size: InputSize
    image: Image
    config: NetworkConfig

    @property
    def nbytes(self) -> int:
        """Bytes of pixels in both sizes."""
        return held_bytes(self.image) + (0 if self.pixels is self.image else self.pixels.nbytes)


def prepare(image: Image, config: NetworkConfig, *, shrink: float = 1.0) -> Prepared:
    """Scale a picture for a network: work of the processor that may be done ahead, on any thread.

    Args:
        image: (height, width, 3) uint8 RGB.
        shrink: Extra factor on the sides, for a device whose memory is too small.
    """
    size = input_size(image.shape[0], image.shape[1], config, shrink=shrink)
    if config.resize == "bilinear":
        return Prepared(_interpolate(image, size, config), size, image, config)
    return Prepared(resize(image, size), size, image, config)


def input_size(height: int, width: int, config: NetworkConfig, *, shrink: float = 1.0) -> InputSize:
    """The size at which the network sees a picture of this size; no side is less than one pixel."""
    scale = min(config.short_side / min(height, width), config.long_side / max(height, width)) * shrink
    whole = math.floor if config.resize == "bilinear" else round
    return InputSize(max(1, whole(height * scale)), max(1, whole(width * scale)))


def resize(image: Image, size: InputSize, *, average: bool = True) -> Image:
    """Scale a picture: area averaging when it shrinks (no aliasing; unless not wanted), bilinear when it grows."""
    if image.shape[:2] == (size.height, size.width):
        return image
    shrinks = size.height * size.width < image.shape[0] * image.shape[1]
    how = cv2.INTER_AREA if shrinks and average else cv2.INTER_LINEAR
    grey = one_channel(image)
    if grey is not None:
        return spread(np.asarray(cv2.resize(grey, (size.width, size.height), interpolation=how), np.uint8))
    return np.asarray(cv2.resize(image, (size.width, size.height), interpolation=how), dtype=np.uint8)


def _interpolate(image: Image, size: InputSize, config: NetworkConfig) -> NDArray[np.float32]:
    """Normalise, then interpolate in float32, as torchvision does: rounding to uint8 between would be seen."""
    pixels = _tensor(image).float() / 255
    normalised = (pixels - torch.tensor(config.mean)) / torch.tensor(config.std)
    scaled = F.interpolate(
        normalised.permute(2, 0, 1)[None], size=tuple(size), mode="bilinear", align_corners=False
    )
    result: NDArray[np.float32] = scaled[0].permute(1, 2, 0).contiguous().numpy()
    return result


def padded(side: int) -> int:
    """The next multiple of `PAD_MULTIPLE`."""
    return -(-side // PAD_MULTIPLE) * PAD_MULTIPLE


def to_batch(pictures: Sequence[Pixels], config: NetworkConfig, device: torch.device) -> Tensor:
    """Pictures (already scaled) as one normalised batch, padded at the right and below with the mean colour.

    Returns:
        (B, 3, H, W) float32 in channels-last memory, H and W multiples of 32.
    """
    height = padded(max(pixels.shape[0] for pixels in pictures))
    width = padded(max(pixels.shape[1] for pixels in pictures))
    mean = torch.tensor(config.mean, device=device) * 255
    std = torch.tensor(config.std, device=device) * 255
    batch = torch.zeros(len(pictures), height, width, 3, device=device)
    for row, pixels in zip(batch, pictures, strict=True):
        place = row[: pixels.shape[0], : pixels.shape[1]]
        values = _upload(pixels, device)
        if values.dtype == torch.uint8:
            torch.sub(values, mean, out=place).div_(std)
        else:
            place.copy_(values)
    return batch.permute(0, 3, 1, 2)


def _upload(pixels: Pixels, device: torch.device) -> Tensor:
    """The pixels on the device; to a graphics card from pinned memory, so that the copy does not wait."""
    values = _tensor(pixels)
    if device.type == "cuda":
        return values.pin_memory().to(device, non_blocking=True)
    return values.to(device)


def _tensor(pixels: Pixels) -> Tensor:
    """The pixels as a tensor, without a copy where PyTorch can look at them as they are."""
    return torch.from_numpy(np.require(pixels, requirements=["C", "W"]))
