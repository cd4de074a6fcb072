"""The 16-bit values of pictures: the same picture as the decoder of all gives, only deeper."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import PIL.Image
import pytest
from numpy.typing import NDArray

from app.media import images
from app.media.deep import Deep, decode_deep
from app.media.images import decode_image
from app.media.opencv import cv2
from tests.media.material import noise, png_chunk, save
from tests.shared_data import shared_data

FULL = 65535


def values(*shape: int) -> Deep:
    return np.random.default_rng(3).integers(0, FULL + 1, shape, dtype=np.uint16)


def written(path: Path, stored: NDArray[np.uint16]) -> Path:
    """Colour is given as RGB or RGBA."""
    order = {2: stored, 3: stored[..., [2, 1, 0, *range(3, stored.shape[-1])]]}[stored.ndim]
    done, data = cv2.imencode(path.suffix, order)
    assert done
    path.write_bytes(bytes(data))
    return path


def png_turned(path: Path, stored: NDArray[np.uint16], orientation: int) -> Path:
    exif = PIL.Image.Exif()
    exif[0x0112] = orientation
    data = written(path, stored).read_bytes()
    path.write_bytes(data[:33] + png_chunk(b"eXIf", exif.tobytes()[6:]) + data[33:])
    return path


def tiff_turned(path: Path, stored: NDArray[np.uint16], orientation: int) -> Path:
    """An uncompressed file of one strip."""
    height, width, channels = *stored.shape[:2], stored.shape[2] if stored.ndim == 3 else 1
    pixels = stored.astype("<u2").tobytes()
    bits_at, pixels_at = 8, 16
    tags = [
        (256, 4, 1, width),
        (257, 4, 1, height),
        (258, 3, channels, bits_at if channels > 2 else 16),
        (259, 3, 1, 1),
        (262, 3, 1, 2 if channels > 2 else 1),
        (273, 4, 1, pixels_at),
        (274, 3, 1, orientation),
        (277, 3, 1, channels),
        (278, 4, 1, height),
        (279, 4, 1, len(pixels)),
        (284, 3, 1, 1),
    ]
    directory = struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHII", *tag) for tag in tags)
    start = struct.pack("<2sHI", b"II", 42, pixels_at + len(pixels))
    path.write_bytes(start + struct.pack("<4H", 16, 16, 16, 0) + pixels + directory + b"\0" * 4)
    return path


def agrees(deep: Deep | None, path: Path, within: float = 1) -> None:
    """The decoder of all has its high byte, rounded or cut."""
    assert deep is not None
    shown = decode_image(path).astype(int)
    assert deep.shape[:2] == shown.shape[:2]
    spread = deep if deep.ndim == 3 else deep[:, :, None]
    assert np.abs(spread / 257 - shown).max() <= within


@pytest.mark.parametrize("suffix", [".png", ".tif", ".pgm"])
def test_grey_comes_with_all_its_bits(tmp_path: Path, suffix: str) -> None:
    stored = values(5, 7)
    path = written(tmp_path / f"grey{suffix}", stored)
    deep = decode_deep(path)
    agrees(deep, path)
    assert np.array_equal(deep, stored)


@pytest.mark.parametrize("suffix", [".png", ".tif", ".ppm"])
def test_colour_comes_with_all_its_bits(tmp_path: Path, suffix: str) -> None:
    stored = values(5, 7, 3)
    path = written(tmp_path / f"colour{suffix}", stored)
    deep = decode_deep(path)
    agrees(deep, path)
    assert np.array_equal(deep, stored)


def test_transparency_is_laid_on_white(tmp_path: Path) -> None:
    stored = values(5, 7, 4)
    stored[0, 0] = (100, 200, 300, 0)
    stored[0, 1] = (100, 200, 300, FULL)
    path = written(tmp_path / "glass.png", stored)
    deep = decode_deep(path)
    agrees(deep, path, within=2)
    assert deep is not None
    assert deep[0, 0].tolist() == [FULL] * 3
    assert deep[0, 1].tolist() == [100, 200, 300]


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("shape", [(5, 7), (5, 7, 3)])
@pytest.mark.parametrize("turned", [png_turned, tiff_turned])
def test_it_is_upright(
    tmp_path: Path, turned: Callable[[Path, Deep, int], Path], shape: tuple[int, ...], orientation: int
) -> None:
    path = turned(tmp_path / ("a.png" if turned is png_turned else "a.tif"), values(*shape), orientation)
    agrees(decode_deep(path), path)


def test_a_ppm_that_counts_to_less_is_brought_to_the_full_range(tmp_path: Path) -> None:
    stored = values(5, 7, 3) % 4096
    stored[0, 0] = 4095
    path = tmp_path / "camera.ppm"
    path.write_bytes(b"P6 7 5 4095\n" + stored.astype(">u2").tobytes())
    deep = decode_deep(path)
    agrees(deep, path)
    assert deep is not None
    assert deep.max() == FULL


def test_what_has_eight_bits_or_cannot_be_read_has_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert decode_deep(save(tmp_path / "a.png", noise(9, 5))) is None
    assert decode_deep(save(tmp_path / "a.jpg", noise(9, 5))) is None
    assert decode_deep(save(tmp_path / "a.ppm", noise(9, 5))) is None
    assert decode_deep(tmp_path / "nowhere.png") is None
    whole = written(tmp_path / "b.png", values(50, 70))
    broken = tmp_path / "broken.png"
    broken.write_bytes(whole.read_bytes()[:300])
    assert decode_deep(broken) is None
    assert decode_deep(whole) is not None
    monkeypatch.setattr(images, "GIANT_PIXELS", 3_000)
    assert decode_deep(whole) is None


@pytest.mark.shared_data
@pytest.mark.parametrize(
    "name", ["16-bit-grey-alpha.png", "16bit.cropped.tif", "basn4a16.png", "basn6a16.png"]
)
def test_pictures_from_elsewhere(name: str) -> None:
    path = shared_data() / "images_odd" / name
    agrees(decode_deep(path), path)
