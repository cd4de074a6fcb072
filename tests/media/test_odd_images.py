"""Every odd picture of the shared set, by name: the picture it gives, or the sentence."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.media.errors import MediaError
from app.media.images import Size, decode_image, probe_image
from app.media.thumbnails import thumbnail
from retinanet_core.grey import held_bytes
from tests.shared_data import require_shared_data

pytestmark = pytest.mark.shared_data

PICTURES = {
    "16-bit-grey-alpha.png": (109, 96),
    "16bit.cropped.tif": (64, 64),
    "Landscape_3.jpg": (1800, 1200),
    "Landscape_6.jpg": (1800, 1200),
    "Landscape_8.jpg": (1800, 1200),
    "basn3p01.png": (32, 32),
    "basn4a16.png": (32, 32),
    "basn6a16.png": (32, 32),
    "full-transparent.png": (300, 300),
    "giant-image.jpg": (20000, 14000),
    "hopper.Lab.tif": (128, 128),
    "hopper.avif": (128, 128),
    "hopper_gray.jpg": (128, 128),
    "hopper_orientation_6.jpg": (128, 128),
    "hopper_orientation_6.webp": (128, 128),
    "invalid-exif.jpg": (200, 200),
    "iss634.gif": (245, 245),
    "multipage.tiff": (10, 10),
    "pil_sample_cmyk.jpg": (100, 100),
    "sugarshack.mpo": (640, 480),
}
DAMAGED = "is damaged or incomplete; copy it again"
SENTENCES = {
    "65536-uint32-limit.png": "has 4,295 megapixels; cut it into parts of at most 300 megapixels",
    "Bad_reallybig.bmp": "has 6,000,000 megapixels; cut it into parts of at most 300 megapixels",
    "decompression_bomb.gif": "has 4,365 megapixels; cut it into parts of at most 300 megapixels",
    "Bad_shortfile.bmp": DAMAGED,
    "RGB_8__128x128.heif": "is a HEIC photograph; convert it to JPEG or PNG",
    "corrupt-header.jpg": DAMAGED,
    "empty.heic": "is empty (0 bytes); copy it again",
    "truncated.jpg": DAMAGED,
    "truncated_image.png": DAMAGED,
    "xcrn0g04.png": DAMAGED,
    "xhdn0g08.png": DAMAGED,
    "xlfn0g04.png": DAMAGED,
}


def folder() -> Path:
    return require_shared_data() / "images_odd"


def test_each_odd_file_is_expected_here() -> None:
    assert {path.name for path in folder().iterdir()} == PICTURES.keys() | SENTENCES.keys()


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_comes_out_in_the_size_that_was_probed(name: str) -> None:
    probed = probe_image(folder() / name)
    picture = decode_image(folder() / name)
    assert probed == Size(*PICTURES[name])
    assert picture.shape == (probed.height, probed.width, 3)
    assert picture.dtype == np.uint8
    grey_giant = name == "giant-image.jpg"
    assert held_bytes(picture) == picture.size / (3 if grey_giant else 1)
    assert picture.flags.c_contiguous == picture.flags.writeable == (not grey_giant)


@pytest.mark.parametrize("name", SENTENCES)
def test_what_cannot_be_decoded_is_told_in_a_sentence(name: str) -> None:
    with pytest.raises(MediaError) as caught:
        decode_image(folder() / name)
    assert caught.value.message.startswith(f"{name} ")
    assert SENTENCES[name] in caught.value.message
    assert caught.value.message.endswith(".")


@pytest.mark.parametrize(
    "name",
    [name for name in SENTENCES if name not in ("Bad_shortfile.bmp", "truncated.jpg", "truncated_image.png")],
)
def test_the_header_alone_already_tells(name: str) -> None:
    with pytest.raises(MediaError, match=name):
        probe_image(folder() / name)


def difference(first: str, second: str) -> float:
    """Mean difference of two pictures of one scene, in levels, at a size where compression does not matter."""
    one, other = (thumbnail(decode_image(folder() / name), 64).astype(float) for name in (first, second))
    return float(np.abs(one - other).mean())


@pytest.mark.parametrize(
    ("turned", "upright"),
    [
        ("Landscape_6.jpg", "Landscape_3.jpg"),
        ("Landscape_8.jpg", "Landscape_3.jpg"),
        ("hopper_orientation_6.jpg", "hopper.avif"),
        ("hopper_orientation_6.webp", "hopper.avif"),
        ("hopper.Lab.tif", "hopper.avif"),
    ],
)
def test_one_scene_looks_the_same_however_it_is_stored(turned: str, upright: str) -> None:
    assert difference(turned, upright) < 6


def test_other_turns_would_look_different() -> None:
    picture = thumbnail(decode_image(folder() / "hopper_orientation_6.jpg"), 64).astype(float)
    other = thumbnail(decode_image(folder() / "hopper.avif"), 64).astype(float)
    assert min(np.abs(np.rot90(picture, turns) - other).mean() for turns in (1, 2, 3)) > 20


def test_a_fully_transparent_picture_is_white() -> None:
    assert (decode_image(folder() / "full-transparent.png") == 255).all()
