"""The picture in tiles: the right pixels in the right place, and never a second whole picture."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter

from app.media.levels import Levels, Look, Values
from app.media.reductions import _reduced, reductions
from app.ui.canvas import tiles
from app.ui.canvas.device_view import DeviceView
from app.ui.canvas.geometry import ViewTransform
from app.ui.canvas.image_layer import ImageLayer
from app.ui.canvas.tiles import CoarseImage, TiledImage
from retinanet_core.grey import spread
from retinanet_core.types import Image

pytestmark = pytest.mark.usefixtures("qapp")


def painted(
    image: TiledImage | CoarseImage,
    view: ViewTransform,
    size: tuple[int, int],
    *,
    until_complete: bool = True,
) -> NDArray[np.uint8]:
    """(H, W, 3) of what is painted on magenta."""
    canvas = QImage(*size, QImage.Format.Format_RGB32)
    canvas.fill(QColor("#ff00ff"))
    area = QRect(0, 0, *size)
    for _ in range(200):
        painter = QPainter(canvas)
        complete = image.paint(painter, view, area, 0.0)
        painter.end()
        if complete or not until_complete:
            break
    else:
        pytest.fail("the picture was never complete")
    pixels = np.frombuffer(canvas.constBits(), np.uint8).reshape(size[1], canvas.bytesPerLine())
    return pixels[:, : 4 * size[0]].reshape(size[1], size[0], 4)[:, :, 2::-1].copy()


Make = Callable[[Image], TiledImage]


@pytest.fixture(params=["alone", "with-reductions"])
def make(request: pytest.FixtureRequest) -> Make:
    """Makes a picture with and without smaller ones of it."""

    def made(pixels: Image) -> TiledImage:
        found = reductions(pixels)
        while request.param != "alone" and max(pixels.shape[:2]) > 256 and len(found) < 3:
            found = {**found, len(found) + 1: _reduced(found[len(found)] if found else pixels, 2)}
        return TiledImage(pixels) if request.param == "alone" else TiledImage(pixels, found)

    return made


def noise(height: int, width: int) -> Image:
    return np.random.default_rng(5).integers(0, 256, (height, width, 3), dtype=np.uint8)


def test_at_actual_size_every_pixel_is_the_pictures_own(make: Make) -> None:
    pixels = noise(700, 900)
    assert np.array_equal(painted(make(pixels), ViewTransform(), (900, 700)), pixels)


def test_a_part_panned_into_view_is_exact_and_nothing_is_painted_beside_the_picture() -> None:
    pixels = noise(600, 600)
    seen = painted(TiledImage(pixels), ViewTransform(1.0, -301.0, 17.0), (400, 400))
    assert np.array_equal(seen[17:, :299], pixels[:383, 301:600])
    assert (seen[:17] == (255, 0, 255)).all()
    assert (seen[:, 299:] == (255, 0, 255)).all()


@pytest.mark.parametrize("zoom", [2, 3, 8])
def test_enlarged_pixels_are_squares_without_smoothing(zoom: int) -> None:
    pixels = noise(40, 60)
    seen = painted(TiledImage(pixels), ViewTransform(float(zoom)), (60 * zoom, 40 * zoom))
    assert np.array_equal(seen, pixels.repeat(zoom, 0).repeat(zoom, 1))


def test_reduced_it_is_the_mean_of_what_it_covers(make: Make) -> None:
    pixels = noise(512, 1024)
    seen = painted(make(pixels), ViewTransform(0.25), (256, 128)).astype(float)
    means = pixels.reshape(128, 4, 256, 4, 3).mean((1, 3))
    assert np.abs(seen - means).mean() < 3


@pytest.mark.parametrize("scale", [0.11, 0.25, 0.37, 0.5, 0.83, 1.0, 1.31, 1.9, 2.7])
def test_there_are_no_seams_between_tiles(make: Make, scale: float) -> None:
    ramp = np.linspace(0, 255, 1500)
    pixels = np.zeros((900, 1500, 3), np.uint8)
    pixels[:, :, 0] = ramp[None, :]
    pixels[:, :, 1] = np.linspace(0, 255, 900)[:, None]
    size = (math.ceil(1500 * scale), math.ceil(900 * scale))
    seen = painted(make(pixels), ViewTransform(scale), size).astype(int)[:-1, :-1]
    step = 3 + 255 / (900 * scale)
    assert np.abs(np.diff(seen[:, :, 0], axis=1)).max() <= step
    assert np.abs(np.diff(seen[:, :, 1], axis=0)).max() <= step


@pytest.mark.parametrize("scale", [0.05, 0.2, 0.6, 1.0, 1.5, 4.0])
def test_an_edge_in_the_picture_is_painted_where_its_coordinates_say(make: Make, scale: float) -> None:
    pixels = np.zeros((2000, 2000, 3), np.uint8)
    pixels[:, 1100:] = 255
    view = ViewTransform(scale, 300 - 1100 * scale, 0)
    row = painted(make(pixels), view, (600, 20))[10, :, 0].astype(float) / 255
    left, right = (0, 600)
    inside = slice(max(0, math.ceil(view.dx)), min(600, math.floor(view.dx + 2000 * scale)))
    left, right = inside.start, inside.stop
    edge = right - row[inside].sum()
    assert left < edge < right
    assert edge == pytest.approx(300, abs=0.75)


def test_a_giant_picture_is_shown_and_panned_within_the_cache() -> None:
    columns = (np.arange(20000) // 79).astype(np.uint8)
    pixels = np.broadcast_to(columns[None, :, None], (14000, 20000, 3))
    image = TiledImage(pixels)
    whole = painted(image, ViewTransform(0.05), (1000, 700))
    assert whole[350, 500, 0] == pytest.approx(columns[10000], abs=2)
    for step in range(0, 19000, 900):
        seen = painted(image, ViewTransform(1.0, -float(step), -6000.0), (1000, 700))
        assert seen[3, 3, 0] == columns[step + 3]
    assert image.cached_bytes <= 192 * 1024 * 1024


def test_only_what_was_coarse_is_painted_again_also_after_panning() -> None:
    pixels = noise(1200, 1200)
    image, layer = TiledImage(pixels), ImageLayer()
    painted_areas: list[QRect] = []
    paint = image.paint

    def counting(painter: QPainter, view: ViewTransform, area: QRect, deadline: float) -> bool:
        painted_areas.append(area)
        return paint(painter, view, area, min(deadline, 0.0))  # one new tile each time

    image.paint = counting  # type: ignore[method-assign]
    layer.show(image)
    views = [DeviceView(ViewTransform(1.0, -float(dx), -40.0), 600, 500, 1.0) for dx in (0, 8, 16)]
    assert not layer.pixmap(views[0], "#000000")[1]
    for view in views:
        painted_areas.clear()
        layer.pixmap(view, "#000000")
        assert sum(area.width() * area.height() for area in painted_areas) < 600 * 500
    for _ in range(40):
        pixmap, complete = layer.pixmap(views[-1], "#000000")
        if complete:
            break
    assert complete
    shown = np.frombuffer(pixmap.toImage().convertToFormat(QImage.Format.Format_RGB32).constBits(), np.uint8)
    assert np.array_equal(shown.reshape(500, 600, 4)[:, :, 2::-1], pixels[40:540, 16:616])


def test_what_has_no_tile_yet_is_painted_coarsely_at_once() -> None:
    image = TiledImage(np.full((3000, 3000, 3), 120, np.uint8))
    seen = painted(image, ViewTransform(1.0), (1500, 1500), until_complete=False)
    assert (seen == 120).all()


@pytest.mark.parametrize("look", [None, Levels(inverted=True), Levels(channel="green", gamma=2.0)])
@pytest.mark.parametrize("zoom", [0.2, 0.5, 1.0, 3.0])
def test_a_grey_picture_of_one_channel_is_painted_like_one_of_three(zoom: float, look: Levels | None) -> None:
    grey = spread(noise(700, 900)[:, :, 0])
    copied = np.ascontiguousarray(grey)
    shown = [TiledImage(image) for image in (grey, copied)]
    for image in shown:
        image.set_look(None if look is None else Look(look, 255))
    view = ViewTransform(zoom, 5, -7)
    one, three = (painted(image, view, (200, 150)) for image in shown)
    assert np.array_equal(one, three)


def test_flipped_and_strided_arrays_are_understood() -> None:
    pixels = noise(300, 400)
    flipped = pixels[::-1, ::-2]
    assert np.array_equal(painted(TiledImage(flipped), ViewTransform(), (200, 300)), flipped)


@pytest.mark.parametrize("shape", [(0, 4, 3), (4, 4), (4, 4, 4)])
def test_what_is_not_a_picture_is_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="picture"):
        TiledImage(np.zeros(shape, np.uint8))
    with pytest.raises(ValueError, match="picture"):
        TiledImage(np.zeros((4, 4, 3), np.float32))


def test_a_picture_of_one_pixel_is_painted() -> None:
    pixels = np.full((1, 1, 3), 77, np.uint8)
    assert (painted(TiledImage(pixels), ViewTransform(10.0), (10, 10)) == 77).all()


def test_a_reduced_picture_is_painted_where_the_whole_will_be() -> None:
    reduced = np.zeros((4, 8, 3), np.uint8)
    reduced[:, 4:] = 200
    seen = painted(CoarseImage(reduced, 64, 32), ViewTransform(1, 10, 5), (90, 50))
    assert (seen[5:37, 10:38] == 0).all()
    assert (seen[5:37, 46:74] == 200).all()
    beside = np.delete(seen[20], np.s_[10:74], axis=0)
    assert (beside == (255, 0, 255)).all()


@pytest.mark.parametrize("zoom", [1.0, 0.25])
def test_through_a_look_every_tile_is_looked_up_and_the_picture_stays(make: Make, zoom: float) -> None:
    pixels = noise(512, 1024)
    before = pixels.copy()
    image = make(pixels)
    view, size = ViewTransform(zoom), (int(1024 * zoom), int(512 * zoom))
    plain = painted(image, view, size)
    look = Look(Levels(inverted=True), 255)
    image.set_look(look)
    seen = painted(image, view, size)
    assert np.abs(seen.astype(int) - (255 - plain.astype(int))).mean() < (0.01 if zoom == 1 else 3)
    assert image.pixels is pixels
    assert np.array_equal(pixels, before)
    image.set_look(None)
    assert np.array_equal(painted(image, view, size), plain)


@pytest.mark.parametrize("shape", [(700, 900), (700, 900, 3)])
def test_16_bits_are_seen_in_place_of_8(shape: tuple[int, ...]) -> None:
    deep = np.random.default_rng(2).integers(0, 4096, shape, dtype=np.uint16)
    image = TiledImage(noise(700, 900))
    look = Look(Levels(white=4095 / 65535), 65535)
    image.set_look(look, deep)
    assert np.array_equal(painted(image, ViewTransform(), (900, 700)), look(deep))
    coarse = painted(image, ViewTransform(0.25), (225, 175), until_complete=False)
    assert 100 < coarse.mean() < 156, "the preview is looked up too"
    with pytest.raises(ValueError, match="picture"):
        image.set_look(look, deep[1:])


def test_another_look_at_a_reduced_picture_averages_nothing_again(monkeypatch: pytest.MonkeyPatch) -> None:
    averaged = []
    real = tiles._averaged

    def averaging(values: Values, size: QSize) -> Values:
        averaged.append(size)
        return real(values, size)

    monkeypatch.setattr(tiles, "_averaged", averaging)
    image = TiledImage(noise(600, 800))
    for gamma in (1.1, 1.2, 1.3):
        image.set_look(Look(Levels(gamma=gamma), 255))
        painted(image, ViewTransform(0.5), (400, 300))
    assert len(averaged) == 4
