"""Class colours that people with any colour vision can tell apart: Okabe and Ito's first, then evenly spaced hues."""

from __future__ import annotations

import math
from collections.abc import Collection

OKABE_ITO = ("#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7")
"""Okabe and Ito (2008), without black, which no picture sets off."""

_GOLDEN_ANGLE = math.radians(137.50776405)


def class_colour(n: int) -> str:
    """The n-th class colour as #RRGGBB: the Okabe-Ito seven, then hues a golden angle apart in OKLCH."""
    if n < len(OKABE_ITO):
        return OKABE_ITO[n]
    return _oklch_to_hex(0.74, 0.12, (n - len(OKABE_ITO)) * _GOLDEN_ANGLE)


def unused_colour(taken: Collection[str]) -> str:
    """The first class colour that is not in `taken`."""
    used = {colour.upper() for colour in taken}
    return next(colour for n in range(len(used) + 1) if (colour := class_colour(n)) not in used)


def _oklch_to_hex(lightness: float, chroma: float, hue: float) -> str:
    """Ottosson's OKLab to sRGB (bottosson.github.io/posts/oklab), clipped to the gamut."""
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    return "#" + "".join(f"{round(255 * _gamma(min(max(value, 0.0), 1.0))):02X}" for value in linear)


def _gamma(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
