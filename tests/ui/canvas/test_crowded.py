"""Many boxes on one picture: sketched while the view moves, whole once it is still; what did not change is kept."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.project.records import BoxState
from app.ui.canvas import Canvas, CanvasBox
from app.ui.canvas.boxes import BoxTable
from tests.ui.canvas.conftest import make_box

Pixels = NDArray[np.uint8]


def pixels_of(canvas: Canvas) -> Pixels:
    """(H, W, 4) what is on the screen now."""
    image = canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8)
    return rows.reshape(image.height(), image.width(), 4).copy()


def many(number: int = 400) -> list[CanvasBox]:
    """Boxes of both kinds all over the picture."""
    chance = np.random.default_rng(number)
    corners = chance.uniform(0, 1, (number, 2)) * (360, 260)
    sides = chance.uniform(6, 40, (number, 2))
    kinds = (BoxState.CONFIRMED, BoxState.SUGGESTED, BoxState.REJECTED)
    return [
        make_box(n, (x, y, x + width, y + height), kinds[n % 3], score=0.5 if n % 3 == 1 else None)
        for n, ((x, y), (width, height)) in enumerate(zip(corners.tolist(), sides.tolist(), strict=True), 1)
    ]


@pytest.fixture
def still(canvas: Canvas, qtbot: QtBot) -> Callable[[], Pixels]:
    """What is on the screen once the view is still."""

    def wait() -> Pixels:
        canvas.grab()
        qtbot.waitUntil(lambda: canvas.painted_whole)
        return pixels_of(canvas)

    return wait


def anew(canvas: Canvas, boxes: list[CanvasBox]) -> None:
    """Have everything painted from nothing."""
    canvas.set_boxes(())
    canvas.grab()
    canvas.set_boxes(boxes)


@pytest.mark.parametrize("move", ["pan", "zoom", "zoom and pan"])
def test_a_crowded_view_is_sketched_while_it_moves_and_whole_afterwards(
    canvas: Canvas, still: Callable[[], Pixels], move: str
) -> None:
    boxes = many()
    canvas.set_boxes(boxes)
    before = still()
    for _ in range(3):
        if "zoom" in move:
            canvas.zoom_to(canvas.zoom * 1.1, QPointF(300, 200))
        if "pan" in move:
            canvas.pan(7, -5)
        moving = pixels_of(canvas)
        assert not canvas.painted_whole
        assert (moving != before).any()
    whole = still()
    assert (whole != moving).any()
    anew(canvas, boxes)
    assert (still() == whole).all()


def test_a_view_with_few_boxes_is_always_whole(canvas: Canvas, still: Callable[[], Pixels]) -> None:
    canvas.set_boxes(many(20))
    still()
    canvas.pan(7, -5)
    canvas.grab()
    assert canvas.painted_whole


@pytest.mark.parametrize("change", ["select", "select another", "move", "delete", "add", "recolour"])
def test_where_one_of_many_boxes_changed_the_rest_stays_as_if_all_were_painted(
    canvas: Canvas, still: Callable[[], Pixels], change: str
) -> None:
    boxes = many()
    canvas.set_boxes(boxes)
    if change == "select another":
        canvas.set_selection({7})
    before = still()
    match change:
        case "select" | "select another":
            canvas.set_selection({199})
        case "move":
            boxes[198] = boxes[198].at((100, 100, 150, 140))
            canvas.set_boxes(boxes)
        case "delete":
            del boxes[198]
            canvas.set_boxes(boxes)
        case "add":
            boxes.append(make_box(1000, (50, 60, 130, 150)))
            canvas.set_boxes(boxes)
        case "recolour":
            boxes[198] = make_box(199, boxes[198].rect, boxes[198].state, colour="#0072b2")
            canvas.set_boxes(boxes)
    after = still()
    assert (after != before).any()
    selection = canvas.selection()
    anew(canvas, boxes)
    canvas.set_selection(selection)
    assert (still() == after).all()


def test_another_picture_under_the_same_boxes_is_seen_at_once(
    canvas: Canvas, still: Callable[[], Pixels]
) -> None:
    boxes = many()
    canvas.set_boxes(boxes)
    still()
    canvas.set_image(np.full((300, 400, 3), 30, np.uint8), keep_view=True)
    canvas.set_boxes(boxes)
    after = still()
    anew(canvas, boxes)
    assert (still() == after).all()


def test_a_table_made_from_the_one_before_is_the_same_as_one_made_from_nothing() -> None:
    boxes = many(50)
    other = make_box(77, (1, 2, 3, 4), colour="#000000", score=0.25)
    lists = [boxes, boxes[:20] + boxes[21:], [*boxes[:30], other, *boxes[31:]], [other], [], boxes[::-1]]
    table = BoxTable()
    for wanted in lists:
        table, fresh = BoxTable(wanted, table), BoxTable(wanted)
        assert table.boxes == fresh.boxes
        assert (table.rects == fresh.rects).all()
        assert (table.states == fresh.states).all()
        assert (table.label_rank == fresh.label_rank).all()
        colours = [table.colours[n] for n in table.colour_numbers]
        assert colours == [box.colour for box in wanted]
        assert [table.index(box.id) for box in wanted] == list(range(len(wanted)))
