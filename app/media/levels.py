"""How the values of a picture become what is seen: for looking only, the picture itself stays as it is."""

from __future__ import annotations

import math
from typing import Annotated, Literal

import msgspec
import numpy as np
from msgspec import Meta
from numpy.typing import NDArray

from retinanet_core.types import Image

Channel = Literal["all", "red", "green", "blue"]
CHANNELS: tuple[Channel, ...] = ("all", "red", "green", "blue")

Values = NDArray[np.uint8 | np.uint16]
"""(H, W, 3) uint8, or (H, W) or (H, W, 3) uint16."""

Share = Annotated[float, Meta(ge=0, le=1)]
Signed = Annotated[float, Meta(ge=-1, le=1)]

SAMPLE_PIXELS = 250_000
LOWEST_GAMMA, HIGHEST_GAMMA = 0.2, 5.0
BINS = 256
_TAIL = 0.1
"""Percent of the values that a stretch leaves below black, and as many above white."""


class Levels(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a person set. Without arguments: the picture as it is.

    Attributes:
        channel: One channel is seen as grey.
        brightness: Added, -1 to 1.
        contrast: -1 (flat grey) to 1 (black and white only).
        gamma: More than 1 brightens what lies in between.
        black, white: What becomes black and white, as parts of the full range.
        inverted: Dark is bright.
        stretched: `black` and `white` come from each picture instead, so that only a thousandth of its values lies
            below and above.
    """

    channel: Channel = "all"
    brightness: Signed = 0.0
    contrast: Signed = 0.0
    gamma: Annotated[float, Meta(ge=LOWEST_GAMMA, le=HIGHEST_GAMMA)] = 1.0
    black: Share = 0.0
    white: Share = 1.0
    inverted: bool = False
    stretched: bool = False

    @property
    def plain(self) -> bool:
        """Nothing is changed."""
        return self == _PLAIN


_PLAIN = Levels()


def written(levels: Levels) -> str:
    """As text, to be kept; "" for the picture as it is."""
    return "" if levels.plain else msgspec.json.encode(levels).decode()


def read(text: str) -> Levels:
    """What `written` wrote; the picture as it is where the text means nothing."""
    try:
        return msgspec.json.decode(text, type=Levels) if text else _PLAIN
    except msgspec.DecodeError:
        return _PLAIN


def full_range(values: Values) -> int:
    """The largest value there can be: 255 or 65,535."""
    return int(np.iinfo(values.dtype).max)


class Look:
    """Levels as a table for pictures of one depth; of a stretch, black and white have to be there.

    Attributes:
        levels: What it was made from.
        table: (full + 1,) uint8: what is seen for each value.
    """

    def __init__(self, levels: Levels, full: int) -> None:
        self.levels = levels
        self.table = table(levels, full)

    def __call__(self, values: Values) -> Image:
        """What is seen of a picture, or of a part of one: (H, W, 3) uint8, a new array.

        Raises:
            ValueError: The values are of another depth.
        """
        if full_range(values) != len(self.table) - 1:
            raise ValueError(f"a table of {len(self.table)} entries is not for {values.dtype}")
        if values.ndim == 3 and self.levels.channel != "all":
            values = values[:, :, CHANNELS.index(self.levels.channel) - 1]
        seen = self._looked_up(np.ascontiguousarray(values))
        return seen if seen.ndim == 3 else np.repeat(seen[:, :, None], 3, axis=2)

    def _looked_up(self, values: Values) -> NDArray[np.uint8]:
        if values.dtype == np.uint8:
            from app.media.opencv import cv2  # several times as fast; there since the picture was decoded

            return np.asarray(cv2.LUT(values, self.table), np.uint8)
        return self.table[values]


def table(levels: Levels, full: int) -> NDArray[np.uint8]:
    """(full + 1,) what is seen for each value from 0 to `full`."""
    share = np.arange(full + 1) / full
    span = max(levels.white - levels.black, 1 / full)
    seen = np.clip((share - levels.black) / span, 0, 1) ** (1 / levels.gamma)
    slope = math.tan((levels.contrast + 1) * math.pi / 4)
    seen = np.clip((seen - 0.5) * slope + 0.5 + levels.brightness, 0, 1)
    rounded = np.rint(255 * seen).astype(np.uint8)
    return 255 - rounded if levels.inverted else rounded


def percentiles(values: Values, channel: Channel = "all") -> tuple[float, float]:
    """The 0.1 and the 99.9 percentile as parts of the full range; 0 and 1 where there is nothing between."""
    found = sample(values)
    if found.shape[1] == 3 and channel != "all":
        found = found[:, CHANNELS.index(channel) - 1]
    full = full_range(values)
    low, high = (float(value) / full for value in np.percentile(found, (_TAIL, 100 - _TAIL)))
    return (low, high) if high > low else (0.0, 1.0)


class Histogram(msgspec.Struct, frozen=True):
    """How often values occur in a sample of a picture.

    Attributes:
        counts: (C, BINS) for one or three channels, from 0 to `top`; one where the three are alike.
        low, high: The smallest and the largest value.
        top: End of the axis: the smallest 2^n - 1 that is not below `high`, but at least 255.
        full: The largest value there can be.
    """

    counts: NDArray[np.int64]
    low: int
    high: int
    top: int
    full: int


def histogram(values: Values) -> Histogram:
    """Of a sample of at most SAMPLE_PIXELS pixels."""
    found = sample(values)
    if found.shape[1] == 3 and (found == found[:, :1]).all():
        found = found[:, :1]
    low, high = int(found.min()), int(found.max())
    top = max(255, (1 << high.bit_length()) - 1)
    bins = found.astype(np.int64) * BINS // (top + 1)
    counts = np.stack([np.bincount(column, minlength=BINS) for column in bins.T])
    return Histogram(counts, low, high, top, full_range(values))


def sample(values: Values, limit: int = SAMPLE_PIXELS) -> Values:
    """(N, C) at most `limit` pixels, spread evenly."""
    height, width = values.shape[:2]
    step = math.ceil(math.sqrt(max(1.0, height * width / limit)))
    spread = values[::step, ::step]
    flat = spread.reshape(spread.shape[0] * spread.shape[1], -1)
    return flat[:: math.ceil(len(flat) / limit)]


def is_dark(pixels: Image) -> bool:
    """Whether an 8-bit picture, as a sample shows, uses no more than a sixteenth of its range."""
    few = 4_000
    return bool(sample(pixels, few).max() <= BINS // 16) and bool(sample(pixels).max() <= BINS // 16)
