"""Drawing and changing boxes with no pointer, several boxes at once, and what is refused."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from app.project.records import BoxState
from app.ui.canvas import Canvas
from tests.ui.canvas.conftest import Person, make_box

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
Heard = dict[str, list[tuple[object, ...]]]
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
PAIR = [make_box(1, (100, 100, 140, 140)), make_box(2, (200, 120, 260, 160), BoxState.SUGGESTED)]


def test_a_box_is_drawn_with_the_keys_alone(canvas: Canvas, person: Person, heard: Heard) -> None:
    canvas.fit()
    canvas.set_mode("draw")
    person.key(Qt.Key.Key_Return)
    assert "Cursor at 200, 150" in canvas.accessibleDescription(), "in the middle of what is seen"
    person.key(Qt.Key.Key_Left, SHIFT)
    person.key(Qt.Key.Key_Up)
    person.key(Qt.Key.Key_Return)
    for _ in range(4):
        person.key(Qt.Key.Key_Right, SHIFT)
    person.key(Qt.Key.Key_Down, SHIFT)
    assert "From 190, 149 to 230, 159" in canvas.accessibleDescription()
    assert heard["drawn"] == []
    person.key(Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert heard["drawn"] == [((190, 149, 230, 159),)]
    person.key(Qt.Key.Key_Return)
    person.key(Qt.Key.Key_Left, SHIFT)
    person.key(Qt.Key.Key_Up, SHIFT)
    person.key(Qt.Key.Key_Return)
    assert heard["drawn"][1] == ((220, 149, 230, 159),), "the next one begins where the last ended"


def test_escape_takes_back_the_corner_then_the_cursor(canvas: Canvas, person: Person, heard: Heard) -> None:
    canvas.fit()
    canvas.set_mode("draw")
    person.key(Qt.Key.Key_Return)
    person.key(Qt.Key.Key_Return)
    person.key(Qt.Key.Key_Right, SHIFT)
    person.key(Qt.Key.Key_Down, SHIFT)
    person.key(Qt.Key.Key_Escape)
    assert "Cursor at 200, 150" in canvas.accessibleDescription()
    person.key(Qt.Key.Key_Escape)
    person.key(Qt.Key.Key_Right)
    person.key(Qt.Key.Key_Return)
    assert "Cursor at 210, 160" in canvas.accessibleDescription(), "and comes back where it was"
    assert heard["drawn"] == []


def test_the_cursor_stays_on_the_frame_and_in_view(canvas: Canvas, person: Person) -> None:
    canvas.zoom_to(20.0, QPointF(0, 0))
    canvas.set_mode("draw")
    person.key(Qt.Key.Key_Return)
    for _ in range(60):
        person.key(Qt.Key.Key_Right, SHIFT)
    said = canvas.accessibleDescription()
    assert said.startswith("Cursor at 400, ")
    y = int(said.removeprefix("Cursor at 400, ").rstrip("."))
    assert canvas.rect().contains(canvas.image_to_view(QPointF(400, y)).toPoint())


def test_enter_and_arrows_are_left_alone_where_nothing_is_drawn(
    canvas: Canvas, person: Person, heard: Heard
) -> None:
    person.key(Qt.Key.Key_Return)
    canvas.set_mode("draw")
    canvas.set_read_only(True)
    person.key(Qt.Key.Key_Return)
    person.key(Qt.Key.Key_Return)
    person.key(Qt.Key.Key_Right, SHIFT)
    person.key(Qt.Key.Key_Down, SHIFT)
    person.key(Qt.Key.Key_Return)
    assert heard["drawn"] == []


def test_the_pointer_takes_over_from_the_cursor(canvas: Canvas, person: Person, heard: Heard) -> None:
    canvas.set_mode("draw")
    person.key(Qt.Key.Key_Return)
    person.key(Qt.Key.Key_Return)
    person.drag((100, 100), (120, 120), (150, 130))
    assert heard["drawn"] == [((100, 100, 150, 130),)]


def test_arrows_with_control_and_alt_move_single_edges(canvas: Canvas, person: Person, heard: Heard) -> None:
    canvas.set_boxes([make_box(1, (100, 100, 140, 140))])
    canvas.set_selection({1})
    person.key(Qt.Key.Key_Right, CONTROL)
    person.key(Qt.Key.Key_Down, CONTROL | SHIFT)
    person.key(Qt.Key.Key_Left, ALT)
    person.key(Qt.Key.Key_Up, ALT | SHIFT)
    assert heard["changed"] == [
        (1, (100, 100, 141, 140)),
        (1, (100, 100, 140, 150)),
        (1, (99, 100, 140, 140)),
        (1, (100, 90, 140, 140)),
    ]


def test_growing_stops_at_the_border_and_shrinking_before_the_box_is_too_small(
    canvas: Canvas, person: Person, heard: Heard
) -> None:
    canvas.set_min_side(5)
    canvas.set_boxes([make_box(1, (380, 2, 392, 40))])
    canvas.set_selection({1})
    person.key(Qt.Key.Key_Right, CONTROL | SHIFT)
    person.key(Qt.Key.Key_Up, ALT | SHIFT)
    person.key(Qt.Key.Key_Left, CONTROL | SHIFT)
    person.key(Qt.Key.Key_Right, ALT | SHIFT)
    assert heard["changed"] == [
        (1, (380, 2, 400, 40)),
        (1, (380, 0, 392, 40)),
        (1, (380, 2, 385, 40)),
        (1, (387, 2, 392, 40)),
    ]


def test_several_boxes_are_moved_together_and_keep_their_distance(
    canvas: Canvas, person: Person, heard: Heard
) -> None:
    together: list[dict[int, object]] = []
    canvas.boxes_changed.connect(together.append)
    canvas.set_boxes(PAIR)
    canvas.set_selection({1, 2})
    person.key(Qt.Key.Key_Down, SHIFT)
    person.drag((120, 120), (60, 120), (0, 120))
    assert together == [
        {1: (100, 110, 140, 150), 2: (200, 130, 260, 170)},
        {1: (0, 100, 40, 140), 2: (100, 120, 160, 160)},
    ]
    assert canvas.selection() == {1, 2}
    person.click(120, 120)
    assert canvas.selection() == {1}, "a click is about one box"


def test_escape_puts_several_boxes_back(canvas: Canvas, person: Person, heard: Heard) -> None:
    canvas.set_boxes(PAIR)
    canvas.set_selection({1, 2})
    before = canvas.grab().toImage()
    person.press(120, 120)
    person.move(160, 150)
    assert canvas.grab().toImage() != before, "where they would be is shown"
    person.key(Qt.Key.Key_Escape)
    person.release(160, 150)
    assert heard["changed"] == []


def test_locked_boxes_stay_and_the_rest_moves(canvas: Canvas, person: Person, heard: Heard) -> None:
    canvas.set_boxes([make_box(1, (100, 100, 140, 140), locked=True), make_box(2, (200, 100, 240, 140))])
    canvas.set_selection({1, 2})
    person.key(Qt.Key.Key_Right)
    assert heard["changed"] == [(2, (201, 100, 241, 140))]
    canvas.set_selection({1})
    person.key(Qt.Key.Key_Right)
    assert "Locked" in canvas.said()
    canvas.say_briefly("")
    person.drag((120, 120), (150, 150), (180, 150))
    assert "Locked" in canvas.said()
    person.drag((140, 140), (160, 160), (180, 180))
    assert len(heard["changed"]) == 1
    assert "locked" in canvas.selection_text()


def test_edges_near_the_border_go_to_it_unless_alt_is_held(
    canvas: Canvas, person: Person, heard: Heard
) -> None:
    canvas.set_snap(True)
    canvas.set_mode("draw")
    person.drag((1, 50), (30, 80), (60, 299))
    assert heard["drawn"] == [((0, 50, 60, 300),)]
    canvas.set_mode("select")
    canvas.set_boxes([make_box(1, (100, 100, 140, 140))])
    person.drag((120, 120), (60, 120), (21, 120))
    person.drag((140, 140), (200, 200), (399, 200))
    assert heard["changed"] == [(1, (0, 100, 40, 140)), (1, (100, 100, 400, 200))]
    person.press(120, 120)
    for x in (60, 21):
        spot = QPointF(person.at(x, 120))
        held = QMouseEvent(
            QEvent.Type.MouseMove, spot, spot, Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, ALT
        )
        QApplication.sendEvent(canvas, held)
    person.release(21, 120)
    assert heard["changed"][2] == (1, (1, 100, 41, 140))


def test_what_is_too_small_is_refused_with_the_reason(canvas: Canvas, person: Person, heard: Heard) -> None:
    canvas.set_min_side(4)
    canvas.set_mode("draw")
    person.drag((100, 100), (120, 101), (150, 103))
    assert heard["drawn"] == []
    assert "at least 4 pixels" in canvas.said()
    assert "at least 4 pixels" in canvas.accessibleDescription()
    person.drag((100, 100), (120, 101), (150, 104))
    assert heard["drawn"] == [((100, 100, 150, 104),)]


def test_a_box_that_is_small_already_can_still_be_resized(
    canvas: Canvas, person: Person, heard: Heard
) -> None:
    canvas.set_min_side(10)
    canvas.set_boxes([make_box(1, (100, 100, 102, 160))])
    canvas.set_selection({1})
    person.key(Qt.Key.Key_Down, CONTROL)
    assert heard["changed"] == [(1, (100, 100, 102, 161))]


def test_what_lies_under_can_be_selected_without_clicking(canvas: Canvas, person: Person) -> None:
    canvas.set_boxes([make_box(1, (50, 50, 250, 250)), make_box(2, (100, 100, 200, 200))])
    canvas.set_selection({2})
    assert canvas.select_under()
    assert canvas.selection() == {1}
    assert canvas.select_under()
    assert canvas.selection() == {2}
