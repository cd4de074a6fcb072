"""Edges go to the border and to the edges of boxes beside them, and a line shows it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from app.project.records import BoxState
from app.ui.canvas import Canvas
from app.ui.canvas.geometry import Handle
from app.ui.canvas.snapping import Guide, Snapping, edges_of, held_by, snapped
from tests.ui.canvas.conftest import Person, make_box

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
Heard = dict[str, list[tuple[object, ...]]]
places = st.floats(0, 2000)
several = st.lists(places, max_size=6)


@given(st.floats(-500, 500), st.lists(places, min_size=1, max_size=2), several, st.floats(0, 50))
def test_a_shift_changes_only_to_bring_an_edge_to_the_nearest_line_in_reach(
    delta: float, edges: list[float], lines: list[float], reach: float
) -> None:
    result = snapped(delta, edges, np.array(lines), reach)
    distances = [abs(line - edge - delta) for line in lines for edge in edges]
    if reach > 0 and any(distance <= reach for distance in distances):
        assert abs(result - delta) == pytest.approx(min(distances))
        assert min(abs(edge + result - line) for line in lines for edge in edges) < 1e-6
        assert snapped(result, edges, np.array(lines), reach) == pytest.approx(result), "it stays there"
    else:
        assert result == delta


@given(st.floats(-500, 500), st.lists(places, min_size=1, max_size=2), several, st.sampled_from([0, 1]))
def test_the_border_comes_before_boxes_and_alt_before_both(
    delta: float, edges: list[float], lines: list[float], axis: int
) -> None:
    others = np.array([[line, line, line + 10, line + 10] for line in lines]).reshape(-1, 4)
    on, off = (Snapping((2000.0, 1500.0), 1.0, on=on) for on in (True, False))
    assert off.shift(delta, edges, axis, others) == delta
    result = on.shift(delta, edges, axis, others)
    assert abs(result - delta) <= 4
    border = min(abs(edge + delta - at) for edge in edges for at in (0.0, on.size[axis]))
    if border <= 4:
        assert abs(result - delta) == pytest.approx(border)
    assert on.shift(delta, (), axis, others) == delta


@given(
    st.tuples(places, places, places, places),
    st.lists(st.tuples(places, places), min_size=1, max_size=5),
    st.sampled_from([None, *Handle]),
)
def test_every_guide_goes_through_a_held_edge_and_reaches_the_boxes_that_have_it(
    corners: tuple[float, float, float, float],
    boxes: list[tuple[float, float]],
    handle: Handle | None,
) -> None:
    (x1, x2), (y1, y2) = sorted(corners[:2]), sorted(corners[2:])
    rect = (x1, y1, x2, y2)
    others = np.array([[x, y, x + 20, y + 20] for x, y in [*boxes, (x1, y1)]])
    held = held_by(handle)
    guides = Snapping((2000.0, 2000.0), 1.0).guides(rect, held, others)
    if handle is None or -1 in held:
        assert guides, "a box begins just there"
    for guide in guides:
        assert guide.at in edges_of(rect, guide.axis, held[guide.axis])
        assert guide.low <= rect[1 - guide.axis] <= rect[3 - guide.axis] <= guide.high
        assert (np.abs(others[:, [guide.axis, guide.axis + 2]] - guide.at) < 1e-5).any()


# On the canvas, whose picture is 400 x 300 pixels, at 200 %: three view pixels are one and a half


@pytest.fixture
def beside(canvas: Canvas) -> Canvas:
    canvas.set_snap(True)
    canvas.set_boxes([make_box(1, (100, 100, 140, 140)), make_box(2, (200, 120, 260, 160))])
    return canvas


def drag_with_alt(person: Person, *points: tuple[float, float]) -> None:
    person.press(*points[0], keys=Qt.KeyboardModifier.AltModifier)
    for point in points[1:]:
        spot = QPointF(person.at(*point))
        move = QMouseEvent(
            QMouseEvent.Type.MouseMove, spot, spot, Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier,
        )  # fmt: skip
        QApplication.sendEvent(person.canvas, move)
    person.release(*points[-1])


def test_a_new_box_goes_to_the_edges_of_its_neighbours_unless_alt_is_held(
    beside: Canvas, person: Person, heard: Heard
) -> None:
    beside.set_mode("draw")
    person.drag((141, 101), (180, 130), (199, 119))
    assert heard["drawn"] == [((140, 100, 200, 120),)]
    drag_with_alt(person, (141, 101), (180, 130), (199, 119))
    assert heard["drawn"][1] == ((141, 101, 199, 119),)
    beside.set_snap(False)
    person.drag((141, 101), (180, 130), (199, 119))
    assert heard["drawn"][2] == ((141, 101, 199, 119),)


def test_a_moved_and_a_resized_box_go_there_too(beside: Canvas, person: Person, heard: Heard) -> None:
    person.drag((120, 120), (150, 130), (179, 139))
    assert heard["changed"] == [(1, (160, 120, 200, 160))]
    beside.set_boxes([make_box(1, (100, 100, 140, 140)), make_box(2, (200, 120, 260, 160))])
    person.drag((140, 140), (170, 150), (201, 190))
    assert heard["changed"][1] == (1, (100, 100, 200, 190))


@pytest.mark.parametrize(
    "other",
    [
        make_box(2, (200, 120, 260, 160), BoxState.REJECTED),
        make_box(2, (200, 120, 260, 160), BoxState.SUGGESTED, ghost=True),
        make_box(2, (200, 250, 260, 290)),
    ],
    ids=["rejected", "ghost", "far away"],
)
def test_what_is_hidden_a_ghost_or_far_away_attracts_nothing(
    beside: Canvas, person: Person, heard: Heard, other: object
) -> None:
    beside.set_boxes([make_box(1, (100, 100, 140, 140)), other])  # type: ignore[list-item]
    person.drag((120, 120), (150, 120), (179, 120))
    assert heard["changed"] == [(1, (159, 100, 199, 140))]


def test_a_line_shows_what_an_edge_went_to_while_it_is_dragged(beside: Canvas, person: Person) -> None:
    person.press(120, 120)
    person.move(150, 125)
    assert not beside._interaction.guides
    person.move(179, 125)
    assert beside._interaction.guides == (Guide(0, 200.0, 105.0, 160.0),)
    above = beside.image_to_view(QPointF(200, 102)).toPoint()
    assert beside.grab().toImage().pixelColor(above).name() == "#ff6ad5", "over the edge of the box"
    person.release(179, 125)
    assert not beside._interaction.guides
    assert beside.grab().toImage().pixelColor(above).name() != "#ff6ad5"
