"""Pictures at a half and a quarter: means of what lies there, of any size."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.media import images, reductions
from app.media.reductions import _reduced
from tests.media.material import noise


@given(st.integers(1, 40), st.integers(1, 40), st.sampled_from([2, 4]))
def test_each_pixel_is_the_mean_of_the_square_it_stands_for(width: int, height: int, factor: int) -> None:
    picture = noise(width, height)
    found = _reduced(picture, factor)
    assert found.shape == (-(-height // factor), -(-width // factor), 3)
    for y in range(found.shape[0]):
        for x in range(found.shape[1]):
            square = picture[y * factor : (y + 1) * factor, x * factor : (x + 1) * factor]
            assert np.abs(found[y, x] - square.mean((0, 1))).max() <= 0.51


def test_it_goes_down_to_what_fits_a_window() -> None:
    found = reductions.reductions(noise(4001, 2999))
    assert {level: image.shape[:2] for level, image in found.items()} == {1: (1500, 2001), 2: (750, 1001)}
    assert reductions.reductions(noise(1024, 700)) == {}


def test_of_a_giant_there_is_no_half(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "GIANT_PIXELS", 1_000_000)
    found = reductions.reductions(noise(4800, 1200))
    assert {level: image.shape[:2] for level, image in found.items()} == {2: (300, 1200), 3: (150, 600)}
