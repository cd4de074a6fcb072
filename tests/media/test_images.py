"""Pixel values, turns and refusals of the one decoder, on pictures made here."""

from __future__ import annotations

import errno
import os
import threading
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import PIL.Image
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import ImageOps

from app.media.errors import MediaError
from app.media.images import MAX_PIXELS, Size, decode_image, probe_image
from app.media.opencv import cv2
from tests.media.material import BLUE, GREEN, RED, YELLOW, noise, png_chunk, png_header, quarters, save

ORIENTATION = 0x0112
FORMATS: dict[str, dict[str, Any]] = {
    "jpg": {"quality": 95, "subsampling": 0},
    "png": {},
    "webp": {"lossless": True},
    "tif": {},
    "lzw.tif": {"compression": "tiff_lzw"},
    "avif": {"quality": 100, "subsampling": "4:4:4"},
}


def exif(orientation: object) -> PIL.Image.Exif:
    tags = PIL.Image.Exif()
    tags[ORIENTATION] = orientation
    return tags


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_orientation_is_applied_once_in_every_format(tmp_path: Path, suffix: str, orientation: int) -> None:
    stored = quarters()
    path = save(tmp_path / f"a.{suffix}", stored, exif=exif(orientation), **FORMATS[suffix])
    tagged = PIL.Image.fromarray(stored)
    tagged.getexif()[ORIENTATION] = orientation
    expected = np.asarray(ImageOps.exif_transpose(tagged))
    picture = decode_image(path)
    assert probe_image(path) == Size(picture.shape[1], picture.shape[0])
    assert picture.shape == expected.shape
    lossy = suffix in ("jpg", "avif")
    assert np.abs(picture.astype(int) - expected)[2::6, 2::6].max() <= (12 if lossy else 0)


def test_orientation_6_means_turn_it_clockwise(tmp_path: Path) -> None:
    picture = decode_image(save(tmp_path / "a.png", quarters(48, 32), exif=exif(6)))
    assert picture.shape == (48, 32, 3)
    corners = [tuple(int(level) for level in picture[y, x]) for y, x in ((0, 0), (0, -1), (-1, 0), (-1, -1))]
    assert corners == [BLUE, RED, YELLOW, GREEN]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_larger_than_one_strip_keep_every_pixel(tmp_path: Path, orientation: int) -> None:
    stored = noise(701, 1103)
    path = save(tmp_path / "a.png", stored, exif=exif(orientation), compress_level=0)
    tagged = PIL.Image.fromarray(stored)
    tagged.getexif()[ORIENTATION] = orientation
    assert np.array_equal(decode_image(path), np.asarray(ImageOps.exif_transpose(tagged)))


@pytest.mark.parametrize("value", [0, 9, 65535])
def test_a_senseless_orientation_is_no_orientation(tmp_path: Path, value: int) -> None:
    path = save(tmp_path / "a.png", quarters(), exif=exif(value))
    assert np.array_equal(decode_image(path), quarters())


def test_orientation_behind_the_pixels_of_a_png_counts(tmp_path: Path) -> None:
    data = save(tmp_path / "a.png", quarters()).read_bytes()
    path = tmp_path / "late.png"
    path.write_bytes(data[:-12] + png_chunk(b"eXIf", exif(6).tobytes()[6:]) + data[-12:])
    assert probe_image(path) == Size(32, 48)
    assert np.array_equal(decode_image(path), np.rot90(quarters(), -1))


def test_orientation_in_xmp_alone_is_not_applied(tmp_path: Path) -> None:
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><d tiff:Orientation="6"/></x:xmpmeta>'
    for name in ("a.webp", "a.tif", "a.jpg"):
        options: dict[str, Any] = {"tiffinfo": {700: xmp}} if name.endswith("tif") else {"xmp": xmp}
        path = save(tmp_path / name, quarters(), **options)
        assert probe_image(path) == Size(48, 32)
        assert decode_image(path).shape == (32, 48, 3)


SIXTEEN = np.array([[0, 128, 129, 256, 257, 4095, 32767, 32896, 65406, 65407, 65535]], np.uint16)
EIGHT = [0, 0, 1, 1, 1, 16, 127, 128, 254, 255, 255]


@pytest.mark.parametrize("name", ["a.png", "a.tif", "a.pgm", "a.jp2"])
def test_16_bit_grey_is_divided_by_257(tmp_path: Path, name: str) -> None:
    wide = np.repeat(SIXTEEN, 8, axis=0)
    path = tmp_path / name
    PIL.Image.fromarray(wide).save(path)
    picture = decode_image(path)
    assert picture[0, :, 0].tolist() == EIGHT
    assert (picture == picture[..., :1]).all()


def test_16_bit_grey_of_the_other_byte_order(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    PIL.Image.fromarray(SIXTEEN.astype(">u2")).save(path)
    assert decode_image(path)[0, :, 0].tolist() == EIGHT


def test_16_bit_colour_keeps_its_high_byte(tmp_path: Path) -> None:
    colour = np.array([[[0x1234, 0x80FF, 0xFFFF], [0, 0x00FF, 0x0100]]], np.uint16)  # red, green, blue
    encoded = cv2.imencode(".png", colour[..., ::-1])[1]
    path = tmp_path / "a.png"
    path.write_bytes(encoded.tobytes())
    assert decode_image(path).tolist() == [[[0x12, 0x80, 0xFF], [0, 0, 1]]]


def test_grey_and_black_and_white(tmp_path: Path) -> None:
    grey = np.arange(256, dtype=np.uint8).reshape(16, 16)
    PIL.Image.fromarray(grey).save(tmp_path / "grey.png")
    assert np.array_equal(decode_image(tmp_path / "grey.png"), np.stack([grey] * 3, axis=2))
    PIL.Image.fromarray(grey > 99).save(tmp_path / "bits.png")
    assert np.array_equal(decode_image(tmp_path / "bits.png")[..., 0], np.where(grey > 99, 255, 0))


def test_alpha_is_laid_on_white(tmp_path: Path) -> None:
    pixels = np.array([[[200, 0, 0, 255], [200, 0, 0, 0], [0, 0, 0, 51], [255, 255, 255, 7]]], np.uint8)
    PIL.Image.fromarray(pixels).save(tmp_path / "a.png")
    expected = [[[200, 0, 0], [255, 255, 255], [204, 204, 204], [255, 255, 255]]]
    assert decode_image(tmp_path / "a.png").tolist() == expected


def test_grey_with_alpha_is_laid_on_white(tmp_path: Path) -> None:
    PIL.Image.fromarray(np.array([[[0, 255], [0, 51], [9, 0]]], np.uint8)).save(tmp_path / "a.png")
    assert decode_image(tmp_path / "a.png")[0, :, 0].tolist() == [0, 204, 255]


def test_a_transparent_colour_is_white_in_every_mode(tmp_path: Path) -> None:
    palette = PIL.Image.new("P", (3, 1))
    palette.putpalette([*RED, *GREEN, *BLUE])
    palette.putdata([0, 1, 2])
    palette.save(tmp_path / "palette.png", transparency=1)
    palette.save(tmp_path / "alphas.png", transparency=bytes((255, 0, 255)))
    palette.convert("RGB").save(tmp_path / "rgb.png", transparency=GREEN)
    palette.save(tmp_path / "a.gif", transparency=1)
    for name in ("palette.png", "alphas.png", "rgb.png", "a.gif"):
        assert decode_image(tmp_path / name).tolist() == [[list(RED), [255, 255, 255], list(BLUE)]], name


def test_palette_without_transparency(tmp_path: Path) -> None:
    PIL.Image.fromarray(quarters()).quantize(4).save(tmp_path / "a.png")
    assert np.array_equal(decode_image(tmp_path / "a.png"), quarters())


def test_cmyk(tmp_path: Path) -> None:
    inks = {
        (0, 255, 255, 0): RED,
        (0, 0, 0, 0): (255, 255, 255),
        (0, 0, 0, 255): (0, 0, 0),
        (255, 0, 0, 0): (0, 255, 255),
    }
    pixels = np.array([list(inks)], np.uint8)
    PIL.Image.fromarray(pixels, mode="CMYK").save(tmp_path / "a.tif")
    assert decode_image(tmp_path / "a.tif").tolist() == [[list(colour) for colour in inks.values()]]


def test_lab(tmp_path: Path) -> None:
    lab = np.zeros((1, 3, 3), np.uint8)
    lab[0, :, 0] = (0, 128, 255)  # lightness alone: black, middle grey, white
    PIL.Image.frombytes("LAB", (3, 1), lab.tobytes()).save(tmp_path / "a.tif")
    picture = decode_image(tmp_path / "a.tif").astype(int)
    assert np.abs(picture[0] - np.array([[0] * 3, [119] * 3, [255] * 3])).max() <= 2


@pytest.mark.parametrize("kind", [np.int32, np.float32])
def test_numbers_that_are_no_colours_are_refused(tmp_path: Path, kind: type) -> None:
    PIL.Image.fromarray(np.ones((4, 4), kind)).save(tmp_path / "a.tif")
    with pytest.raises(MediaError, match=r"a\.tif holds 32-bit measurements .* 8 or 16 bits"):
        decode_image(tmp_path / "a.tif")


@pytest.mark.parametrize("name", ["a.gif", "a.tif", "a.webp", "a.png", "a.mpo", "a.avif"])
def test_the_first_of_several_is_taken(tmp_path: Path, name: str) -> None:
    first = PIL.Image.new("RGB", (24, 16), RED)
    others = [PIL.Image.new("RGB", (24, 16), colour) for colour in (GREEN, BLUE)]
    first.save(tmp_path / name, save_all=True, append_images=others)
    with PIL.Image.open(tmp_path / name) as written:
        assert written.n_frames == 3  # type: ignore[attr-defined]
    picture = decode_image(tmp_path / name)
    assert picture.shape == (16, 24, 3)
    assert np.abs(picture.astype(int) - RED).max() <= 3


def test_the_largest_picture_allowed_and_one_more(tmp_path: Path) -> None:
    (tmp_path / "most.png").write_bytes(
        png_header(20_000, 15_000) + png_chunk(b"IDAT", b"") + png_chunk(b"IEND", b"")
    )
    (tmp_path / "more.png").write_bytes(
        png_header(20_000, 20_000) + png_chunk(b"IDAT", b"") + png_chunk(b"IEND", b"")
    )
    assert probe_image(tmp_path / "most.png") == Size(20_000, 15_000)
    for read in (probe_image, decode_image):
        with pytest.raises(MediaError, match=r"more\.png has 20000 x 20000 pixels \(400 megapixels\); cut"):
            read(tmp_path / "more.png")
    assert PIL.Image.MAX_IMAGE_PIXELS == MAX_PIXELS == 300_000_000


WHOLE: dict[str, dict[str, Any]] = {
    "a.jpg": {"quality": 90},
    "progressive.jpg": {"quality": 90, "progressive": True},
    "a.png": {},
    "a.gif": {},
    "a.bmp": {},
    "a.webp": {"quality": 90},
    "a.tif": {"compression": "tiff_lzw"},
    "plain.tif": {},
    "a.ppm": {},
    "a.avif": {},
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("whole")
    return {
        name: save(folder / name, noise(96, 80), **options).read_bytes() for name, options in WHOLE.items()
    }


@pytest.mark.parametrize("name", WHOLE)
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(kept=st.floats(0, 0.97))
def test_a_file_cut_short_is_never_shown(
    tmp_path: Path, whole: dict[str, bytes], name: str, kept: float
) -> None:
    (tmp_path / name).write_bytes(whole[name][: int(len(whole[name]) * kept)])
    with pytest.raises(MediaError, match=name):
        decode_image(tmp_path / name)


@pytest.mark.parametrize("name", ["a.jpg", "progressive.jpg", "a.png", "a.gif", "a.webp", "a.tif", "a.avif"])
@pytest.mark.parametrize("kept", [0.3, 0.6, 0.9])
def test_a_copy_that_stopped_half_way_and_is_zero_after_is_never_shown(
    tmp_path: Path, whole: dict[str, bytes], name: str, kept: float
) -> None:
    end = int(len(whole[name]) * kept)
    (tmp_path / name).write_bytes(whole[name][:end].ljust(len(whole[name]), b"\0"))
    with pytest.raises(MediaError, match=name):
        decode_image(tmp_path / name)


@pytest.mark.parametrize("name", WHOLE)
@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_damage_ends_in_a_picture_or_a_sentence(
    tmp_path: Path, whole: dict[str, bytes], name: str, data: st.DataObject
) -> None:
    damaged = bytearray(whole[name])
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, 255) | st.integers(0, len(damaged) - 1))
        damaged[place] = data.draw(st.integers(0, 255))
    (tmp_path / name).write_bytes(damaged)
    picture, sentence = None, ""
    try:
        picture = decode_image(tmp_path / name)
    except MediaError as error:
        sentence = error.message
    if picture is None:
        assert sentence.startswith(f"{name} ")
    else:
        size = probe_image(tmp_path / name)
        assert picture.shape == (size.height, size.width, 3)


def test_zeros_after_the_end_of_a_jpeg_are_padding(tmp_path: Path, whole: dict[str, bytes]) -> None:
    (tmp_path / "a.jpg").write_bytes(whole["a.jpg"] + bytes(4096))
    assert decode_image(tmp_path / "a.jpg").shape == (80, 96, 3)


@pytest.mark.parametrize("name", ["a.webp", "a.avif", "a.jpg"])
def test_a_picture_of_one_colour_is_whole_though_its_data_are_mostly_zero(tmp_path: Path, name: str) -> None:
    path = save(tmp_path / name, np.zeros((2000, 3000, 3), np.uint8))
    assert decode_image(path).max() <= 1


ODD_NAMES = [
    "è ü ñ.jpg",
    "e\u0301.jpg",
    "\u30ab\u30e1\u30e9 \U0001f600.jpg",
    "\u202egpj.jpg",
    "-rf.jpg",
    "100%d %s {0}.jpg",
    "line\nbreak.jpg",
    "a:b?c*.jpg",
    "x" * 251 + ".jpg",
    os.fsdecode(b"latin-\xe8\xff.jpg"),
]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    try:
        path.write_bytes(save(tmp_path / "plain.jpg", quarters()).read_bytes())
    except OSError:
        pytest.skip("this system has no such names")
    assert decode_image(path).shape == (32, 48, 3)
    path.write_bytes(b"no picture")
    with pytest.raises(MediaError) as caught:
        decode_image(path)
    assert caught.value.message.isprintable()
    caught.value.message.encode()


def test_what_is_not_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "raw.nef").write_bytes(b"II*\0")
    (tmp_path / "notes.txt").write_text("just words")
    for path, sentence in (
        (tmp_path / "gone.jpg", "gone.jpg is not there; check its name or put it back"),
        (tmp_path, "is a folder or a device"),
        (tmp_path / "raw.nef", "raw.nef is a camera raw file; convert it"),
        (tmp_path / "notes.txt", "notes.txt is not a picture that can be read; save it as JPEG or PNG"),
        (Path("nul\0byte.jpg"), "is not a file name"),
    ):
        for read in (probe_image, decode_image):
            with pytest.raises(MediaError) as caught:
                read(path)
            assert sentence in caught.value.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    with pytest.raises(MediaError, match="pipe"):
        decode_image(tmp_path / "pipe.jpg")


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (PermissionError(errno.EACCES, "denied"), "a.jpg may not be read; change its permissions"),
        (
            OSError(errno.EIO, "Input/output error"),
            "a.jpg cannot be read because its disk or connection fails",
        ),
        (OSError(errno.EMFILE, "Too many open files"), "a.jpg cannot be read: Too many open files"),
    ],
)
def test_what_the_system_refuses_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, sentence: str
) -> None:
    path = save(tmp_path / "a.jpg", quarters())

    def refuse(self: Path, mode: str) -> None:
        raise error

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(MediaError) as caught:
        decode_image(path)
    assert sentence in caught.value.message
    assert type(error).__name__ in caught.value.detail


def test_threads_decode_at_once_and_leave_the_warning_filters_alone(tmp_path: Path) -> None:
    paths = [save(tmp_path / f"{n}.tif", noise(64, 64, n), exif=exif(6)) for n in range(8)]
    before = list(warnings.filters)
    wrong: list[int] = []

    def work(offset: int) -> None:
        for n in range(40):
            number = (n + offset) % 8
            if not np.array_equal(decode_image(paths[number]), np.rot90(noise(64, 64, number), -1)):
                wrong.append(number)

    threads = [threading.Thread(target=work, args=(offset,)) for offset in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert warnings.filters == before
