"""The loupe: what it shows, where it is, and when."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.ui.canvas import Canvas
from app.ui.canvas.magnifier import loupe_rect
from tests.ui.canvas.conftest import Person, make_box

Pixels = NDArray[np.uint8]
SIZE = (900.0, 700.0)


@pytest.fixture
def spotted(canvas: Canvas) -> Canvas:
    """A white picture whose only dark pixel is (200, 150), which is in the middle of the view."""
    picture = np.full((300, 400, 3), 255, np.uint8)
    picture[150, 200] = 0
    canvas.set_image(picture)
    canvas.fit()
    canvas.zoom_to(2.0)
    return canvas


def grabbed(canvas: Canvas) -> Pixels:
    """(H, W) how bright the red of each pixel of the screen is."""
    image = canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return rows[:, :, 2].copy()


def in_loupe(canvas: Canvas, at: QPointF) -> Pixels:
    """What is in the middle of the loupe for a view point: 24 pixels a side."""
    middle = loupe_rect((at.x(), at.y()), SIZE).center().toPoint()
    return grabbed(canvas)[middle.y() - 12 : middle.y() + 12, middle.x() - 12 : middle.x() + 12]


def test_the_loupe_shows_what_is_at_the_pointer_four_times_as_large(
    spotted: Canvas, person: Person, qtbot: QtBot
) -> None:
    person.move(200.5, 150.5)
    at = QPointF(person.at(200.5, 150.5))
    before = in_loupe(spotted, at)
    assert not (before < 40).any()
    spotted.set_magnified(True)
    spotted.grab()
    qtbot.waitUntil(lambda: spotted.painted_whole)
    dark = in_loupe(spotted, at) < 40
    rows, columns = np.flatnonzero(dark.any(1)), np.flatnonzero(dark.any(0))
    assert len(rows) == len(columns) == 8, "one frame pixel, two on the screen, eight in the loupe"
    person.move(190.5, 150.5)
    assert not (in_loupe(spotted, QPointF(person.at(190.5, 150.5))) < 40).any(), "it goes with the pointer"
    spotted.set_magnified(False)
    assert not (in_loupe(spotted, at) < 40).any()


def test_while_drawing_it_is_there_if_a_person_wants_that_and_follows_the_cursor_of_the_keyboard(
    spotted: Canvas, person: Person
) -> None:
    spotted.set_mode("draw")
    person.key(Qt.Key.Key_Return)
    plain = grabbed(spotted)
    spotted.set_magnified_drawing(True)
    at = spotted.image_to_view(QPointF(200, 150))
    assert (in_loupe(spotted, at) < 40).any()
    spotted.set_mode("select")
    assert (grabbed(spotted) == plain).mean() > 0.99, "not while selecting"


def test_boxes_are_in_the_loupe_and_go_with_the_others_when_hidden(spotted: Canvas, person: Person) -> None:
    person.move(100, 100)
    at = QPointF(person.at(100, 100))
    spotted.set_magnified(True)
    empty = in_loupe(spotted, at)
    spotted.set_boxes([make_box(1, (99, 60, 140, 140))])
    assert (in_loupe(spotted, at) != empty).any()
    spotted.set_boxes_hidden(True)
    assert (in_loupe(spotted, at) == empty).all()


@pytest.mark.parametrize(
    "at", [(0.0, 0.0), (899.0, 0.0), (0.0, 699.0), (899.0, 699.0), (450.0, 350.0), (-50.0, 900.0)]
)
def test_the_loupe_is_whole_in_the_view_and_never_over_the_point(at: tuple[float, float]) -> None:
    place = loupe_rect(at, SIZE)
    assert QRectF(0, 0, *SIZE).contains(place)
    assert not place.contains(QPointF(*at))
