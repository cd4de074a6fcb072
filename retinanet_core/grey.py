"""Grey pictures that take one byte a pixel: three channels to look at, one in memory."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from retinanet_core.types import Image

Value = TypeVar("Value", bound=np.generic)


def spread(grey: NDArray[np.uint8]) -> Image:
    """A (H, W) picture as (H, W, 3), which is not a copy and cannot be written to."""
    return np.broadcast_to(grey[:, :, None], (*grey.shape, 3))


def one_channel(image: NDArray[Value]) -> NDArray[Value] | None:
    """What `spread` was given, or a part of it, as (H, W); None for a picture that has its three channels."""
    return image[:, :, 0] if image.ndim == 3 and image.strides[2] == 0 else None


def held_bytes(image: Image) -> int:
    """Memory that the pixels of a picture take."""
    grey = one_channel(image)
    return image.nbytes if grey is None else grey.nbytes
