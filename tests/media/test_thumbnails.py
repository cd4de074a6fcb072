"""Small pictures: sides, averages."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import PIL.Image
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.media.errors import MediaError
from app.media.images import decode_image
from app.media.thumbnails import read_thumbnail, thumbnail
from tests.media.material import noise, png_chunk, png_header, quarters, save


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


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("suffix", [".jpg", ".png"])
def test_a_file_gives_the_thumbnail_of_its_picture(tmp_path: Path, suffix: str, orientation: int) -> None:
    exif = PIL.Image.Exif()
    exif[0x0112] = orientation
    path = save(tmp_path / f"a{suffix}", quarters(1003, 640), exif=exif)
    small = read_thumbnail(path, 100)
    exact = thumbnail(decode_image(path), 100)
    assert small.shape == exact.shape
    assert np.abs(small.astype(int) - exact).mean() < 1.5


def test_a_large_jpeg_is_not_decoded_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save(tmp_path / "a.jpg", quarters(1600, 1200))
    sizes = []
    real = PIL.Image.Image.crop

    def crop(picture: PIL.Image.Image, box: tuple[int, int, int, int]) -> PIL.Image.Image:
        sizes.append(picture.size)
        return real(picture, box)

    monkeypatch.setattr(PIL.Image.Image, "crop", crop)
    read_thumbnail(path, 100)
    assert set(sizes) == {(200, 150)}


def test_a_giant_that_would_have_to_be_decoded_whole_is_refused_before_that(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(png_header(10_000, 10_000) + png_chunk(b"IDAT", b""))
    with pytest.raises(MediaError, match=r"a\.png is too large to be read for a small view"):
        read_thumbnail(path, 100)


def test_a_damaged_jpeg_has_no_thumbnail(tmp_path: Path) -> None:
    path = save(tmp_path / "a.jpg", noise(800, 600))
    path.write_bytes(path.read_bytes()[:20_000])
    with pytest.raises(MediaError, match="damaged or incomplete"):
        read_thumbnail(path, 100)
