"""Small pictures: sides, averages."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.media.thumbnails import thumbnail
from tests.media.material import noise


@given(st.integers(1, 300), st.integers(1, 300), st.integers(1, 200))
def test_it_fits_the_square_and_keeps_the_shape(width: int, height: int, side: int) -> None:
    small = thumbnail(np.zeros((height, width, 3), np.uint8), side)
    scale = min(1.0, side / max(width, height))
    assert small.shape[2] == 3
    assert small.shape[1] == max(1, round(width * scale))
    assert small.shape[0] == max(1, round(height * scale))
    assert max(small.shape[:2]) == min(side, max(width, height))


def test_each_pixel_is_the_average_of_its_area() -> None:
    picture = noise(120, 80)
    expected = picture.reshape(20, 4, 30, 4, 3).mean((1, 3))
    assert thumbnail(picture, 30) == pytest.approx(expected, abs=0.51)


def test_a_small_picture_is_copied() -> None:
    picture = noise(8, 8)
    small = thumbnail(picture, 100)
    assert np.array_equal(small, picture)
    small[:] = 0
    assert picture.any()
