"""Gestures with the mouse: previewed while they last, told once at their end."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.project.records import BoxState
from app.ui.canvas import Canvas
from app.ui.canvas.geometry import Handle, handle_points
from tests.ui.canvas.conftest import Person, make_box

Heard = dict[str, list[tuple[object, ...]]]


def wheel(
    canvas: Canvas,
    at: QPointF,
    notches: float = 1,
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    pixels: QPoint | None = None,
) -> None:
    """A wheel's notches, or a trackpad's pixels."""
    phase = Qt.ScrollPhase.NoScrollPhase if pixels is None else Qt.ScrollPhase.ScrollUpdate
    event = QWheelEvent(
        at,
        canvas.mapToGlobal(at),
        pixels if pixels is not None else QPoint(),
        QPoint(0, round(120 * notches)),
        Qt.MouseButton.NoButton,
        keys,
        phase,
        False,
    )
    QApplication.sendEvent(canvas, event)


def test_drawing_tells_one_box_in_the_pictures_coordinates(
    canvas: Canvas, person: Person, heard: Heard
) -> None:
    canvas.set_mode("draw")
    person.press(50, 60)
    person.move(80, 90)
    assert heard["drawn"] == []
    person.move(150, 160)
    person.release(150, 160)
    assert heard["drawn"] == [((50, 60, 150, 160),)]


def test_drawing_backwards_and_over_the_border_is_clipped(
    canvas: Canvas, person: Person, heard: Heard
) -> None:
    canvas.set_mode("draw")
    person.drag((100, 100), (-30, -20))
    person.drag((390, 290), (420, 330))
    assert heard["drawn"] == [((0, 0, 100, 100),), ((390, 290, 400, 300),)]


def test_a_click_in_draw_mode_selects_and_draws_nothing(canvas: Canvas, person: Person, heard: Heard) -> None:
    canvas.set_boxes([make_box(1, (20, 20, 80, 80))])
    canvas.set_mode("draw")
    person.click(50, 50)
    assert heard["drawn"] == []
    assert canvas.selection() == {1}


def test_a_line_without_area_is_not_drawn(canvas: Canvas, person: Person, heard: Heard) -> None:
    canvas.set_mode("draw")
    person.drag((50, 50), (150, 50))
    assert heard["drawn"] == []


def test_a_click_selects_and_a_click_beside_clears(canvas: Canvas, person: Person, heard: Heard) -> None:
    canvas.set_boxes([make_box(1, (20, 20, 80, 80)), make_box(2, (200, 200, 260, 260))])
    person.click(50, 50)
    assert canvas.selection() == {1}
    person.click(150, 150)
    assert canvas.selection() == frozenset()
    assert len(heard["selection"]) == 2
    assert heard["changed"] == []


def test_shift_and_control_add_and_take_away(canvas: Canvas, person: Person) -> None:
    canvas.set_boxes([make_box(1, (20, 20, 80, 80)), make_box(2, (200, 200, 260, 260))])
    person.click(50, 50)
    person.click(230, 230, Qt.KeyboardModifier.ControlModifier)
    assert canvas.selection() == {1, 2}
    person.click(50, 50, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.selection() == {2}


def test_repeated_clicks_go_through_what_lies_under_smallest_first(canvas: Canvas, person: Person) -> None:
    canvas.set_boxes(
        [
            make_box(1, (10, 10, 300, 250)),
            make_box(2, (40, 40, 120, 120)),
            make_box(3, (20, 20, 200, 200)),
            make_box(4, (300, 250, 390, 290)),
        ]
    )
    seen = []
    for _ in range(4):
        person.click(80, 80)
        seen.append(set(canvas.selection()))
    assert seen == [{2}, {3}, {1}, {2}]
    person.click(150, 150)
    assert canvas.selection() == {3}


def test_quick_clicks_cycle_too(canvas: Canvas, person: Person) -> None:
    canvas.set_boxes([make_box(1, (10, 10, 300, 250)), make_box(2, (40, 40, 120, 120))])
    person.click(80, 80)
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, person.at(80, 80))
    assert canvas.selection() == {2}, "two more clicks: once round"
    person.click(80, 80)
    assert canvas.selection() == {1}


def test_a_tiny_box_under_a_large_one_can_be_hit(canvas: Canvas, person: Person) -> None:
    canvas.set_boxes([make_box(1, (100, 100, 102, 102)), make_box(2, (0, 0, 400, 300))])
    person.click(104, 101)
    assert canvas.selection() == {1}


def test_dragging_a_box_moves_it_and_stops_at_the_border(
    canvas: Canvas, person: Person, heard: Heard
) -> None:
    canvas.set_boxes([make_box(1, (20, 30, 80, 90))])
    person.press(50, 50)
    person.move(70, 60)
    assert heard["changed"] == []
    person.release(70, 60)
    assert heard["changed"] == [(1, (40, 40, 100, 100))]
    person.drag((50, 50), (-200, 900))
    assert heard["changed"][1] == (1, (0, 240, 60, 300))


def test_a_press_that_hardly_moves_changes_nothing(canvas: Canvas, person: Person, heard: Heard) -> None:
    canvas.set_boxes([make_box(1, (20, 30, 80, 90))])
    person.drag((50, 50), (51, 51))
    assert heard["changed"] == []
    assert canvas.selection() == {1}


def test_the_selected_box_is_dragged_even_from_under_a_smaller_one(
    canvas: Canvas, person: Person, heard: Heard
) -> None:
    canvas.set_boxes([make_box(1, (0, 0, 300, 250)), make_box(2, (40, 40, 120, 120))])
    canvas.set_selection({1})
    person.drag((80, 80), (90, 85))
    assert heard["changed"] == [(1, (10, 5, 310, 255))]


@pytest.mark.parametrize("zoom", [0.25, 1.0, 2.0, 9.0])
@pytest.mark.parametrize("handle", list(Handle))
def test_each_handle_resizes_at_every_zoom(canvas: Canvas, heard: Heard, handle: Handle, zoom: float) -> None:
    rect = (180.0, 130.0, 220.0, 170.0)
    canvas.set_boxes([make_box(1, rect, BoxState.SUGGESTED)])
    canvas.set_selection({1})
    canvas.zoom_to(zoom, canvas.image_to_view(QPointF(200, 150)))
    points = handle_points(canvas.viewport.transform.rect_to_view(rect), canvas.width(), canvas.height())
    start = QPointF(*points[handle]).toPoint()
    shift = QPoint(20, 12)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas, start + shift)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start + shift)
    dx, dy = shift.x() / zoom, shift.y() / zoom
    assert len(heard["changed"]) == 1
    box_id, changed = heard["changed"][0]
    expected_x = [rect[0] + (dx if handle.x < 0 else 0), rect[2] + (dx if handle.x > 0 else 0)]
    expected_y = [rect[1] + (dy if handle.y < 0 else 0), rect[3] + (dy if handle.y > 0 else 0)]
    (x1, x2), (y1, y2) = sorted(expected_x), sorted(expected_y)
    assert box_id == 1
    assert changed == pytest.approx((x1, y1, x2, y2))


def test_a_corner_dragged_across_flips_the_box(canvas: Canvas, person: Person, heard: Heard) -> None:
    canvas.set_boxes([make_box(1, (100, 100, 200, 150))])
    canvas.set_selection({1})
    person.drag((100, 100), (150, 140), (250, 180))
    assert heard["changed"] == [(1, (200, 150, 250, 180))]


def test_a_rubber_band_selects_what_it_touches(canvas: Canvas, person: Person, heard: Heard) -> None:
    canvas.set_boxes(
        [make_box(1, (50, 50, 80, 80)), make_box(2, (90, 90, 120, 120)), make_box(3, (300, 200, 350, 250))]
    )
    person.drag((10, 10), (60, 60), (100, 100))
    assert canvas.selection() == {1, 2}
    assert heard["drawn"] == []
    assert heard["changed"] == []


def test_escape_cancels_every_gesture(canvas: Canvas, person: Person, heard: Heard) -> None:
    canvas.set_boxes([make_box(1, (100, 100, 200, 200))])
    canvas.set_selection({1})
    for start, end in (((150, 150), (180, 180)), ((100, 100), (120, 120)), ((10, 10), (250, 250))):
        person.press(*start)
        person.move(*end)
        person.key(Qt.Key.Key_Escape)
        person.move(end[0] + 20, end[1] + 20)
        person.release(end[0] + 20, end[1] + 20)
    canvas.set_mode("draw")
    person.press(10, 10)
    person.move(60, 60)
    person.key(Qt.Key.Key_Escape)
    person.release(60, 60)
    assert heard["changed"] == []
    assert heard["drawn"] == []
    assert canvas.boxes()[0].rect == (100, 100, 200, 200)


def test_a_gesture_ends_when_its_box_goes_and_goes_on_when_others_do(
    canvas: Canvas, person: Person, heard: Heard
) -> None:
    one, two = make_box(1, (100, 100, 200, 200)), make_box(2, (10, 10, 40, 40))
    canvas.set_boxes([one, two])
    person.press(150, 150)
    person.move(170, 170)
    canvas.set_boxes([one])
    person.move(180, 180)
    person.release(180, 180)
    assert heard["changed"] == [(1, (130, 130, 230, 230))]
    person.press(150, 150)
    person.move(170, 170)
    canvas.set_boxes([two])
    person.release(180, 180)
    assert len(heard["changed"]) == 1
    assert canvas.selection() == frozenset()


def test_the_wheel_zooms_at_the_pointer(canvas: Canvas, heard: Heard) -> None:
    at = canvas.image_to_view(QPointF(120, 80))
    under = canvas.view_to_image(at)
    before = canvas.zoom
    wheel(canvas, at, 3)
    assert canvas.zoom == pytest.approx(before * 1.2**3)
    again = canvas.image_to_view(under)
    assert (again.x(), again.y()) == pytest.approx((at.x(), at.y()), abs=1.5)
    assert heard["zoom"][-1] == (pytest.approx(canvas.zoom),)
    wheel(canvas, at, -3)
    assert canvas.zoom == pytest.approx(before)


def test_a_trackpad_pans_and_zooms_with_control(canvas: Canvas) -> None:
    before, zoom = canvas.image_to_view(QPointF(0, 0)), canvas.zoom
    wheel(canvas, QPointF(400, 300), 0, pixels=QPoint(-30, 12))
    after = canvas.image_to_view(QPointF(0, 0))
    assert (after.x() - before.x(), after.y() - before.y()) == (-30, 12)
    assert canvas.zoom == zoom
    wheel(canvas, QPointF(400, 300), 1, Qt.KeyboardModifier.ControlModifier, QPoint(0, 10))
    assert canvas.zoom > zoom


def test_the_middle_button_pans(canvas: Canvas, person: Person, heard: Heard) -> None:
    canvas.set_boxes([make_box(1, (100, 100, 200, 200))])
    before = canvas.image_to_view(QPointF(0, 0))
    start = person.at(150, 150)
    QTest.mousePress(canvas, Qt.MouseButton.MiddleButton, pos=start)
    QTest.mouseMove(canvas, start + QPoint(33, -21))
    QTest.mouseRelease(canvas, Qt.MouseButton.MiddleButton, pos=start + QPoint(33, -21))
    after = canvas.image_to_view(QPointF(0, 0))
    assert (after.x() - before.x(), after.y() - before.y()) == (33, -21)
    assert heard["changed"] == []
    assert canvas.selection() == frozenset()


def test_hovering_tells_the_box_and_the_coordinates(canvas: Canvas, person: Person, heard: Heard) -> None:
    canvas.set_boxes([make_box(1, (100, 100, 200, 200))])
    person.move(150, 150)
    person.move(300, 250)
    person.move(-20, 10)
    assert heard["hovered"] == [(1,), (None,)]
    points = [values[0] for values in heard["cursor"]]
    assert isinstance(points[0], QPointF)
    assert (points[0].x(), points[0].y()) == (150, 150)
    assert points[-1] is None


def test_a_right_click_selects_what_the_menu_is_about(canvas: Canvas, person: Person) -> None:
    canvas.set_boxes([make_box(1, (100, 100, 200, 200)), make_box(2, (10, 10, 40, 40))])
    QTest.mouseClick(canvas, Qt.MouseButton.RightButton, pos=person.at(150, 150))
    assert canvas.selection() == {1}
    canvas.set_selection({1, 2})
    QTest.mouseClick(canvas, Qt.MouseButton.RightButton, pos=person.at(150, 150))
    assert canvas.selection() == {1, 2}


def test_hidden_and_rejected_boxes_cannot_be_hit(canvas: Canvas, person: Person) -> None:
    canvas.set_boxes([make_box(1, (100, 100, 200, 200)), make_box(2, (10, 10, 40, 40), BoxState.REJECTED)])
    person.click(20, 20)
    assert canvas.selection() == frozenset()
    canvas.set_show_rejected(True)
    person.click(20, 20)
    assert canvas.selection() == {2}
    canvas.set_show_rejected(False)
    assert canvas.selection() == frozenset()
    canvas.set_boxes_hidden(True)
    person.click(150, 150)
    assert canvas.selection() == frozenset()


def test_a_read_only_canvas_selects_but_changes_nothing(canvas: Canvas, person: Person, heard: Heard) -> None:
    canvas.set_boxes([make_box(1, (100, 100, 200, 200))])
    canvas.set_read_only(True)
    person.drag((150, 150), (180, 180))
    assert canvas.selection() == {1}
    person.drag((100, 100), (80, 80))
    person.key(Qt.Key.Key_Delete)
    person.key(Qt.Key.Key_Right)
    canvas.set_mode("draw")
    person.drag((10, 10), (60, 60))
    assert heard["drawn"] == heard["changed"] == heard["delete"] == []


def test_nothing_can_be_edited_while_another_frame_is_on_its_way(
    canvas: Canvas, person: Person, heard: Heard
) -> None:
    canvas.set_boxes([make_box(1, (100, 100, 200, 200))])
    canvas.show_loading("Reading the frame")
    person.drag((150, 150), (180, 180))
    canvas.set_mode("draw")
    person.drag((10, 10), (60, 60))
    assert heard["drawn"] == heard["changed"] == heard["selection"] == []
    canvas.set_image(np.zeros((300, 400, 3), np.uint8))
    canvas.zoom_to(2.0)
    person.drag((10, 10), (60, 60))
    assert len(heard["drawn"]) == 1


def test_ghosts_are_neither_hit_nor_selected(canvas: Canvas, person: Person, heard: Heard) -> None:
    canvas.set_boxes([make_box(1, (50, 50, 100, 100)), make_box(2, (40, 40, 110, 110), ghost=True)])
    person.move(45, 45)
    person.click(45, 45)
    canvas.set_selection({2})
    assert canvas.selection() == frozenset()
    assert heard["hovered"] == []
    person.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert canvas.selection() == {1}
    assert "1 confirmed" not in canvas.accessibleDescription()
    canvas.set_selection(())
    assert "1 confirmed" in canvas.accessibleDescription()
