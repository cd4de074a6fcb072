"""Giants: an eighth of them at once, the same picture as the whole."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import PIL.Image
import pytest

from app.media import images
from app.media.errors import MediaError
from app.media.giant import coarse_view, is_giant_file
from app.media.images import decode_image
from app.media.opencv import cv2
from app.media.reductions import reductions
from app.media.thumbnails import thumbnail
from retinanet_core.grey import held_bytes
from tests.media.material import noise, quarters, save


@pytest.fixture(autouse=True)
def _small_giants(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "GIANT_PIXELS", 1_000_000)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_giant_is_there_at_an_eighth_upright(tmp_path: Path, orientation: int) -> None:
    exif = PIL.Image.Exif()
    exif[0x0112] = orientation
    path = save(tmp_path / "a.jpg", quarters(1600, 1000), exif=exif)
    coarse = coarse_view(path)
    assert coarse is not None
    whole = decode_image(path)
    assert coarse.size == (whole.shape[1], whole.shape[0])
    assert sorted(coarse.image.shape) == [3, 125, 200]
    expected = thumbnail(whole, max(coarse.image.shape))
    assert np.abs(coarse.image.astype(int) - expected).mean() < 2


def test_other_pictures_have_no_coarse_view(tmp_path: Path) -> None:
    assert coarse_view(save(tmp_path / "small.jpg", quarters(900, 900))) is None
    png = save(tmp_path / "large.png", quarters(1600, 1000))
    assert coarse_view(png) is None
    assert is_giant_file(png)
    assert not is_giant_file(tmp_path / "small.jpg")
    assert not is_giant_file(tmp_path / "absent.jpg")


def test_a_damaged_giant_has_none_and_decoding_the_whole_says_why(tmp_path: Path) -> None:
    path = save(tmp_path / "a.jpg", noise(1200, 1000))
    path.write_bytes(path.read_bytes()[:100_000])
    assert coarse_view(path) is None
    with pytest.raises(images.MediaError, match="damaged or incomplete"):
        decode_image(path)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_giant_has_the_pixels_that_it_would_have_as_a_small_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: str, orientation: int
) -> None:
    exif = PIL.Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / "a.jpg"
    PIL.Image.fromarray(noise(1300, 801)).convert(mode).save(path, exif=exif, quality=90)
    giant = decode_image(path)
    assert giant.flags.c_contiguous == giant.flags.writeable == (mode == "RGB")
    monkeypatch.setattr(images, "GIANT_PIXELS", 10_000_000)
    assert np.array_equal(giant, decode_image(path))


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize(("mode", "suffix"), [("L", "jpg"), ("L", "png"), ("1", "tif"), ("I;16", "png")])
def test_a_grey_giant_takes_one_byte_a_pixel_and_looks_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: str, suffix: str, orientation: int
) -> None:
    exif = PIL.Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / f"a.{suffix}"
    grey = noise(1300, 801)[:, :, 0]
    picture = PIL.Image.fromarray(grey.astype(np.uint16) * 200 if mode == "I;16" else grey)
    (picture if mode == "I;16" else picture.convert(mode)).save(path, exif=exif)
    giant = decode_image(path)
    assert held_bytes(giant) == 1300 * 801
    copied = reductions(np.ascontiguousarray(giant))
    for level, image in reductions(giant).items():
        assert held_bytes(image) == image.nbytes / 3
        assert np.array_equal(image, copied[level])
    assert np.array_equal(thumbnail(giant, 100), thumbnail(np.ascontiguousarray(giant), 100))
    monkeypatch.setattr(images, "GIANT_PIXELS", 10_000_000)
    assert np.array_equal(giant, decode_image(path))


def test_a_grey_picture_with_something_see_through_is_laid_on_white(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    PIL.Image.fromarray(np.zeros((1000, 1300), np.uint8)).save(path, transparency=0)
    assert decode_image(path).min() == 255


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_giant_that_opencv_does_not_open_by_its_name_is_read_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    path = tmp_path / "a.jpg"
    PIL.Image.fromarray(noise(1300, 801)).convert(mode).save(path)
    expected = decode_image(path)
    monkeypatch.setattr(cv2, "imread", lambda _path, into, _flags: into)
    assert np.array_equal(decode_image(path), expected)


def test_a_giant_that_is_cut_off_is_refused_like_others(tmp_path: Path) -> None:
    path = save(tmp_path / "a.jpg", noise(1300, 801))
    path.write_bytes(path.read_bytes()[:-2000])
    with pytest.raises(MediaError, match="damaged or incomplete"):
        decode_image(path)


def test_a_giant_of_printing_colours_is_read_like_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.jpg"
    PIL.Image.fromarray(noise(1300, 801)).convert("CMYK").save(path)
    giant = decode_image(path)
    monkeypatch.setattr(images, "GIANT_PIXELS", 10_000_000)
    assert np.array_equal(giant, decode_image(path))
