"""Class colours that people with any colour vision can tell apart: Okabe and Ito's first, then evenly spaced hues."""

from __future__ import annotations

import math
from collections.abc import Collection
from functools import lru_cache

OKABE_ITO = ("#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7")
"""The colour-blind-safe set of Okabe and Ito, without its black."""

_HUES = 8
_RINGS = ((0.82, 0.12, 3), (0.44, 0.12, 18), (0.5, 0.16, 39), (0.58, 0.1, 3))
"""Lightness, chroma and first hue in degrees, chosen to stay away from the colours before them."""


@lru_cache(maxsize=1024)
def class_colour(n: int) -> str:
    """The colour `#rrggbb` of the n-th class (n >= 0): Okabe-Ito first, then evenly spaced hues in OKLCH.

    After eight hues the lightness changes; the colours repeat after 7 + 32.

    Raises:
        ValueError: n is negative.
    """
    if n < 0:
        raise ValueError(f"class colours are numbered from 0, not {n}")
    if n < len(OKABE_ITO):
        return OKABE_ITO[n]
    ring, step = divmod(n - len(OKABE_ITO), _HUES)
    lightness, chroma, first = _RINGS[ring % len(_RINGS)]
    return _from_oklch(lightness, chroma, math.radians(first + 360 * (step * 3 % _HUES) / _HUES))


def _from_oklch(lightness: float, chroma: float, hue: float) -> str:
    """OKLCH (Ottosson 2020) to sRGB, with less chroma where the screen cannot show so much."""
    while True:
        a, b = chroma * math.cos(hue), chroma * math.sin(hue)
        long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
        medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
        short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
        rgb = (
            4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
            -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
            -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
        )
        if all(-1e-4 <= part <= 1.0001 for part in rgb) or chroma <= 0:
            return "#" + "".join(f"{round(255 * _encoded(part)):02x}" for part in rgb)
        chroma = max(0.0, chroma - 0.005)


def unused_colour(taken: Collection[str]) -> str:
    """The first class colour that is not in `taken`; with more classes than colours, one of them again."""
    used = {colour.lower() for colour in taken}
    free = (colour for n in range(len(used) + 1) if (colour := class_colour(n)) not in used)
    return next(free, class_colour(len(used)))


def _encoded(part: float) -> float:
    part = min(1.0, max(0.0, part))
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
