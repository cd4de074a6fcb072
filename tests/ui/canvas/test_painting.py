"""What the boxes look like: read back from the painted pixels."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QLocale
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from app.project.colours import class_colour
from app.project.records import BoxState
from app.ui import theme
from app.ui.canvas.boxes import BoxTable, CanvasBox
from app.ui.canvas.device_view import DeviceView
from app.ui.canvas.geometry import ViewTransform
from app.ui.canvas.render import BoxPainter, casing_of
from tests.ui.canvas.conftest import RED, make_box

pytestmark = pytest.mark.usefixtures("qapp")
Pixels = NDArray[np.uint8]
RATIOS = [1.0, 1.5, 2.0]


def paint(
    boxes: list[CanvasBox],
    ratio: float = 1.0,
    scale: float = 1.0,
    ground: str = "#808080",
    size: tuple[int, int] = (400, 300),
) -> Pixels:
    """(H, W, 3) device pixels of boxes on a ground; size and scale are logical."""
    device = (round(size[0] * ratio), round(size[1] * ratio))
    image = QImage(*device, QImage.Format.Format_RGB32)
    image.fill(QColor(ground))
    view = DeviceView(ViewTransform(scale * ratio), *device, ratio)
    boxer = BoxPainter()
    boxer.tags.set_font(QFont(), QLocale(QLocale.Language.English), ratio)
    painter = QPainter(image)
    table = BoxTable(boxes)
    boxer.paint(painter, table, np.ones(len(table), np.bool_), view)
    painter.end()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(device[1], image.bytesPerLine())
    return rows[:, : 4 * device[0]].reshape(device[1], device[0], 4)[:, :, 2::-1].copy()


def is_colour(pixels: Pixels, colour: str) -> NDArray[np.bool_]:
    wanted = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    matching: NDArray[np.bool_] = (pixels == wanted).all(-1)
    return matching


def edge_row(pixels: Pixels, ratio: float) -> NDArray[np.bool_]:
    """The lower edge of a box of (50, 50, 250, 250), away from its corners: where it has its colour."""
    return is_colour(pixels, RED)[round(250 * ratio), round(70 * ratio) : round(220 * ratio)]


@pytest.mark.parametrize("ratio", RATIOS)
def test_confirmed_is_solid_and_suggested_is_dashed(ratio: float) -> None:
    rect = (50.0, 50.0, 250.0, 250.0)
    solid = edge_row(paint([make_box(1, rect)], ratio), ratio)
    dashed = edge_row(paint([make_box(1, rect, BoxState.SUGGESTED, score=0.5)], ratio), ratio)
    assert solid.all()
    assert 0.3 < dashed.mean() < 0.8
    changes = np.count_nonzero(np.diff(dashed.astype(int)))
    assert changes >= 16


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("scale", [0.4, 1.0, 5.0])
def test_lines_have_the_same_width_at_every_zoom(ratio: float, scale: float) -> None:
    size = (800, 600)
    pixels = paint([make_box(1, (0, 30, 500, 100))], ratio, scale, size=size)
    column = is_colour(pixels, RED)[:, round(100 * ratio)]
    edge = round(30 * scale * ratio)
    assert np.count_nonzero(column[max(0, edge - 8) : edge + 9]) == round(2 * ratio)


def test_confirmed_has_a_filled_corner_mark_and_suggested_has_not() -> None:
    rect = (50.0, 50.0, 250.0, 250.0)
    confirmed = is_colour(paint([make_box(1, rect)]), RED)[240:248, 240:248]
    suggested = is_colour(paint([make_box(1, rect, BoxState.SUGGESTED)]), RED)[240:248, 240:248]
    assert confirmed.sum() > 20
    assert suggested.sum() == 0


def test_rejected_is_thin_and_crossed() -> None:
    rect = (50.0, 50.0, 250.0, 250.0)
    pixels = is_colour(paint([make_box(1, rect, BoxState.REJECTED)], ground="#ffffff"), RED)
    assert np.count_nonzero(pixels[240:260, 100]) == 1
    assert pixels[148:153, 148:153].any()
    assert not is_colour(paint([make_box(1, rect)]), RED)[148:153, 148:153].any()


@pytest.mark.parametrize("n", range(20))
def test_one_of_the_two_tones_reads_on_any_ground(n: int) -> None:
    colour = class_colour(n)
    grounds = [f"#{grey:02x}{grey:02x}{grey:02x}" for grey in range(256)]
    grounds += [class_colour(other) for other in range(20)]
    for ground in grounds:
        best = max(theme.contrast(colour, ground), theme.contrast(casing_of(colour), ground))
        assert best >= 2, ground


@pytest.mark.parametrize("ratio", RATIOS)
def test_a_box_of_a_few_pixels_becomes_a_dot_that_tells_its_state(ratio: float) -> None:
    rect = (100.0, 100.0, 104.0, 103.0)
    counts = {}
    for state in BoxState:
        pixels = paint([make_box(1, rect, state)], ratio)
        changed = (pixels != 0x80).any(-1)
        rows, columns = np.nonzero(changed)
        assert rows.min() > 95 * ratio
        assert rows.max() < 108 * ratio
        assert columns.max() < 110 * ratio
        counts[state] = pixels.astype(int).sum()
    assert len(set(counts.values())) == 3


def tag_area(pixels: Pixels, x: int, y: int) -> Pixels:
    return pixels[max(0, y) : y + 12, x : x + 30]


def test_tags_appear_above_the_corner_and_inside_where_that_would_not_be_seen() -> None:
    shade = theme.current().shade
    free = paint([make_box(1, (100, 100, 200, 200), BoxState.SUGGESTED, score=0.93)])
    assert is_colour(tag_area(free, 104, 86), shade).sum() > 40
    assert is_colour(tag_area(free, 104, 103), shade).sum() == 0
    at_top = paint([make_box(1, (100, 2, 200, 200), BoxState.SUGGESTED, score=0.93)])
    assert is_colour(tag_area(at_top, 104, 5), shade).sum() > 40
    beyond = paint([make_box(1, (-500, -500, 1000, 1000), BoxState.SUGGESTED, score=0.93)])
    assert is_colour(tag_area(beyond, 6, 1), shade).sum() > 40
    at_right = paint([make_box(1, (390, 100, 400, 200), BoxState.SUGGESTED, score=0.93)])
    assert is_colour(at_right[86:99, 340:400], shade).sum() > 150


def test_the_score_is_in_a_suggestions_tag_only() -> None:
    low = paint([make_box(1, (100, 100, 200, 200), BoxState.SUGGESTED, score=0.11)])
    high = paint([make_box(1, (100, 100, 200, 200), BoxState.SUGGESTED, score=0.97)])
    assert (low != high).any()
    low = paint([make_box(1, (100, 100, 200, 200), score=0.11)])
    high = paint([make_box(1, (100, 100, 200, 200), score=0.97)])
    assert (low == high).all()


def test_tags_thin_out_before_they_overlap() -> None:
    shade = theme.current().shade
    first = make_box(1, (100, 100, 180, 180), BoxState.SUGGESTED, score=0.9)
    beside = make_box(2, (130, 106, 210, 186), BoxState.SUGGESTED, score=0.4)
    apart = make_box(3, (250, 100, 330, 180), BoxState.SUGGESTED, score=0.4)
    one = is_colour(paint([first]), shade).sum()
    assert is_colour(paint([beside, first]), shade).sum() == one, "the better one keeps its tag"
    assert is_colour(paint([apart, first]), shade).sum() > 1.8 * one


def test_thousands_of_boxes_keep_tags_for_the_large_ones() -> None:
    shade = theme.current().shade
    small = [
        make_box(
            n, (n % 20 * 20.0, n // 20 * 20.0, n % 20 * 20.0 + 12, n // 20 * 20.0 + 12), BoxState.SUGGESTED
        )
        for n in range(300)
    ]
    assert is_colour(paint(small), shade).sum() == 0
    large = make_box(999, (200, 150, 300, 250), BoxState.SUGGESTED)
    assert is_colour(paint([*small, large]), shade).sum() > 100


def test_nothing_outside_the_view_is_painted_and_far_boxes_do_no_harm() -> None:
    far = [make_box(1, (1e7, 1e7, 2e7, 2e7)), make_box(2, (-2e7, -2e7, -1e7, -1e7), BoxState.SUGGESTED)]
    assert (paint(far, scale=64.0) == 0x80).all()
    around = make_box(1, (-1e6, -1e6, 1e6, 1e6), BoxState.SUGGESTED)
    assert (paint([around], scale=64.0)[100:, 150:] == 0x80).all()


def test_a_dashed_box_larger_than_the_view_is_dashed_where_it_is_seen() -> None:
    pixels = paint([make_box(1, (-3000, 50, 30000, 250), BoxState.SUGGESTED)], scale=1.0)
    row = is_colour(pixels, RED)[250, 20:380]
    assert 0.3 < row.mean() < 0.8


@pytest.mark.parametrize("ratio", RATIOS)
def test_a_ghost_is_thinner_than_any_box_and_dashed_and_has_its_tag_below(ratio: float) -> None:
    rect = (50.0, 50.0, 250.0, 250.0)
    pixels = paint([make_box(1, rect, ghost=True)], ratio)
    dashed = edge_row(pixels, ratio)
    assert 0.3 < dashed.mean() < 0.7
    assert np.count_nonzero(np.diff(dashed.astype(int))) >= 30
    middle = round(150 * ratio)
    beside = is_colour(pixels, RED)[middle - 20 : middle + 20, : round(60 * ratio)]
    assert beside.sum(1).max() == max(1, round(ratio))
    ground = is_colour(pixels, "#808080")
    assert ground[round(20 * ratio) : round(46 * ratio), round(60 * ratio)].all(), "nothing above it"
    assert not ground[round(255 * ratio) : round(265 * ratio), round(60 * ratio)].all()
