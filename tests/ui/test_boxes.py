"""Drawing, selecting and changing boxes, on the picture and in their list."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from app.project.records import BoxOrigin, BoxState
from app.settings import MAGNIFIER, MIN_SIDE
from app.ui.box_menu import BoxMenu
from tests.ui.conftest import Hand

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_the_first_box_asks_for_its_class_in_place(hand: Hand, pictures: Path) -> None:
    hand.open(pictures)
    hand.key(Qt.Key.Key_W)
    hand.drag(20, 20, 80, 80)
    prompt = hand.bench.prompt
    assert prompt.isVisible()
    assert not hand.boxes
    assert [box.id for box in hand.bench.canvas.boxes()] == [-1], "the box that waits is in sight"
    QTest.keyClicks(prompt.line, "shell")
    QTest.keyClick(prompt.line, Qt.Key.Key_Return)
    (box,) = hand.boxes
    assert (box.state, box.origin) == (BoxState.CONFIRMED, BoxOrigin.PERSON)
    assert [item.name for item in hand.store.classes()] == ["shell"]
    assert not prompt.isVisible()
    assert [round(value) for value in box.rect] == [20, 20, 80, 80]


def test_escape_gives_the_first_box_up(hand: Hand, pictures: Path) -> None:
    hand.open(pictures)
    hand.key(Qt.Key.Key_W)
    hand.drag(20, 20, 80, 80)
    QTest.keyClick(hand.bench.prompt.line, Qt.Key.Key_Escape)
    assert not hand.bench.prompt.isVisible()
    assert hand.boxes == ()
    assert hand.bench.canvas.boxes() == ()
    assert hand.store.classes() == ()


def test_digits_choose_the_class_and_relabel(opened: Hand) -> None:
    opened.key("2")
    opened.draw(120, 40, 200, 120)
    (box,) = opened.boxes
    shell, crab = opened.store.classes()
    assert box.class_id == crab.id
    opened.click(160, 80)
    assert opened.bench.canvas.selection() == {box.id}
    opened.key("1")
    assert opened.boxes[0].class_id == shell.id
    drawing = opened.bench.session.draw_class
    assert drawing is not None
    assert drawing.id == crab.id, "a digit on a box leaves the drawing class alone"


def test_undo_and_redo_name_the_step_and_go_to_its_frame(opened: Hand) -> None:
    opened.draw(20, 20, 80, 80)
    first = opened.bench.session.frame
    assert first is not None
    opened.go_to(3)
    assert "drawing a box" in opened.bench.actions["undo"].text()
    opened.key(Qt.Key.Key_Z)
    opened.settle()
    assert opened.bench.session.frame == opened.store.frame(first.id)
    assert opened.boxes == ()
    assert "drawing a box" in opened.bench.actions["redo"].text()
    opened.go_to(3)
    opened.key(Qt.Key.Key_Z, SHIFT)
    opened.settle()
    current = opened.bench.session.frame
    assert current is not None
    assert current.id == first.id
    assert len(opened.boxes) == 1
    opened.key(Qt.Key.Key_Z, CONTROL)
    assert opened.boxes == ()
    opened.key(Qt.Key.Key_Z, CONTROL | SHIFT)
    assert len(opened.boxes) == 1


def test_moving_a_box_is_one_step(opened: Hand) -> None:
    opened.draw(20, 20, 80, 80)
    opened.click(50, 50)
    opened.drag(50, 50, 70, 60)
    (box,) = opened.boxes
    assert [round(value) for value in box.rect] == [40, 30, 100, 90]
    opened.key(Qt.Key.Key_Z)
    assert [round(value) for value in opened.boxes[0].rect] == [20, 20, 80, 80]


def test_delete_takes_the_selected_boxes(opened: Hand) -> None:
    opened.draw(20, 20, 80, 80)
    opened.draw(120, 40, 200, 120)
    opened.key(Qt.Key.Key_A, CONTROL)
    assert len(opened.bench.canvas.selection()) == 2
    opened.key(Qt.Key.Key_Delete)
    assert opened.boxes == ()


def test_boxes_hide_while_e_is_held(opened: Hand) -> None:
    opened.draw(20, 20, 80, 80)
    canvas = opened.bench.canvas
    with_box = canvas.grab().toImage()
    QTest.keyPress(canvas, Qt.Key.Key_E)
    opened.settle()
    without = canvas.grab().toImage()
    QTest.keyRelease(canvas, Qt.Key.Key_E)
    opened.settle()
    assert without != with_box
    assert canvas.grab().toImage() == with_box


def test_the_loupe_is_there_while_m_is_held_and_while_drawing_if_so_set(opened: Hand) -> None:
    canvas = opened.bench.canvas
    opened.activate()
    opened.move(100, 100)
    plain = canvas.grab().toImage()
    QTest.keyPress(canvas, Qt.Key.Key_M)
    opened.settle()
    assert canvas.grab().toImage() != plain
    QTest.keyRelease(canvas, Qt.Key.Key_M)
    opened.settle()
    assert canvas.grab().toImage() == plain
    opened.key(Qt.Key.Key_W)
    opened.settle()
    drawing = canvas.grab().toImage()
    opened.bench.settings.set(MAGNIFIER, True)
    assert canvas.grab().toImage() != drawing, "at once"


def test_all_but_the_selected_boxes_are_hidden_until_all_are_shown(opened: Hand) -> None:
    opened.draw(20, 20, 80, 80)
    opened.draw(120, 40, 200, 120)
    opened.draw(20, 120, 80, 180)
    first = opened.boxes[0]
    opened.click(50, 50)
    opened.settle()
    opened.bench.actions["hide-others"].trigger()
    opened.settle()
    assert [box.id for box in opened.bench.canvas.boxes()] == [first.id]
    assert "2 hidden" in opened.bench.box_list.header.text()
    assert len(opened.boxes) == 3
    opened.bench.actions["show-all"].trigger()
    opened.settle()
    assert len(opened.bench.canvas.boxes()) == 3
    assert opened.bench.canvas.selection() == {first.id}


def test_arrows_move_a_selected_box_instead(opened: Hand) -> None:
    opened.draw(20, 20, 80, 80)
    opened.click(50, 50)
    opened.settle()
    opened.key(Qt.Key.Key_Right)
    opened.settle()
    assert [round(value) for value in opened.boxes[0].rect] == [21, 20, 81, 80]
    frame = opened.bench.session.frame
    assert frame is not None
    assert frame.id == opened.store.frame_ids()[0]


def test_the_list_of_boxes_and_the_picture_select_together(opened: Hand) -> None:
    opened.suggest()
    opened.draw(150, 150, 200, 200)
    panel = opened.bench.box_list
    names = [panel.model.data(panel.model.index(row)) for row in range(panel.model.rowCount())]
    assert names == ["shell", "shell", "shell"]
    assert panel.header.text() == "2 suggested, 1 confirmed; 1 below the slider."
    panel.list.setCurrentIndex(panel.model.index(1))
    chosen = panel.model.boxes[1]
    assert opened.bench.canvas.selection() == {chosen.id}
    opened.click(50, 50)
    (selected,) = opened.bench.canvas.selection()
    rows = [index.row() for index in panel.list.selectionModel().selectedIndexes()]
    assert [panel.model.boxes[row].id for row in rows] == [selected]


def test_sorted_by_state_then_score(opened: Hand) -> None:
    opened.draw(150, 150, 200, 200)
    opened.suggest()
    assert [box.state for box in opened.bench.box_list.model.boxes] == [
        BoxState.SUGGESTED,
        BoxState.SUGGESTED,
        BoxState.CONFIRMED,
    ]


def test_locked_boxes_are_passed_over_with_a_word_and_undone_in_one_step(opened: Hand) -> None:
    opened.suggest()
    opened.click(50, 50)
    (box_id,) = opened.bench.canvas.selection()
    opened.key("l")
    locked = opened.store.box(box_id)
    assert locked.locked
    assert locked.state is BoxState.CONFIRMED, "who locks a suggestion says that it is right"
    assert "Unlock" in opened.bench.actions["lock"].text().replace("&", "")
    for key in (Qt.Key.Key_Delete, "2", Qt.Key.Key_X, Qt.Key.Key_Right):
        opened.bench.canvas.say_briefly("")
        opened.key(key)
        assert opened.store.box(box_id) == locked
    opened.bench.boxes.select_all()
    opened.key(Qt.Key.Key_Delete)
    assert "1 locked box" in opened.bench.canvas.said()
    assert [box.id for box in opened.boxes if box.state is not BoxState.REJECTED and box.score != 0.25] == [
        box_id
    ]
    opened.key(Qt.Key.Key_Z)
    assert "locking a box" in opened.bench.actions["undo"].text()
    opened.bench.boxes.select([box_id])
    opened.key("l")
    opened.key(Qt.Key.Key_Delete)
    assert opened.store.box(box_id).state is BoxState.REJECTED


def test_several_boxes_move_as_one_step(opened: Hand) -> None:
    opened.draw(20, 20, 80, 80)
    opened.draw(120, 40, 200, 120)
    opened.key(Qt.Key.Key_A, CONTROL)
    opened.key(Qt.Key.Key_Right, SHIFT)
    assert sorted(round(box.x1) for box in opened.boxes) == [30, 130]
    assert "moving 2 boxes" in opened.bench.actions["undo"].text()
    opened.key(Qt.Key.Key_Z)
    assert sorted(round(box.x1) for box in opened.boxes) == [20, 120]


def test_a_box_is_drawn_in_the_window_with_keys_alone(opened: Hand) -> None:
    frame = opened.bench.session.frame
    for key in ("w", Qt.Key.Key_Return, Qt.Key.Key_Return):
        opened.key(key)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        opened.key(key, SHIFT)
    opened.key(Qt.Key.Key_Return)
    (box,) = opened.boxes
    assert [round(box.x2 - box.x1), round(box.y2 - box.y1)] == [10, 10]
    assert opened.bench.session.frame == frame, "the arrows were the cursor's"
    opened.key(Qt.Key.Key_Escape)
    assert opened.bench.boxes.drawing
    opened.key(Qt.Key.Key_Escape)
    assert not opened.bench.boxes.drawing


def test_the_smallest_side_is_a_setting_with_effect_at_once(opened: Hand) -> None:
    opened.draw(100, 100, 140, 102)
    assert opened.boxes == ()
    assert "at least 3 pixels" in opened.bench.canvas.said()
    opened.bench.settings.set(MIN_SIDE, 1.0)
    opened.draw(100, 100, 140, 102)
    assert len(opened.boxes) == 1


def test_b_goes_round_the_boxes_and_u_to_what_lies_under(opened: Hand) -> None:
    opened.draw(20, 20, 180, 180)
    opened.draw(60, 60, 120, 120)
    outer, inner = (box.id for box in opened.boxes)
    seen: list[int] = []
    for _ in range(3):
        opened.key("b")
        seen.extend(opened.bench.canvas.selection())
    opened.key("b", SHIFT)
    seen.extend(opened.bench.canvas.selection())
    assert seen == [outer, inner, outer, inner]
    opened.move(90, 90)
    opened.key("u")
    assert opened.bench.canvas.selection() == {outer}


def test_hidden_boxes_are_out_of_the_way_but_not_forgotten(opened: Hand) -> None:
    opened.suggest()
    first, second, _below = opened.boxes
    opened.click(50, 50)
    opened.key("h")
    assert [box.id for box in opened.bench.boxes.shown] == [second.id]
    assert "1 hidden" in opened.bench.box_list.header.text()
    opened.key(Qt.Key.Key_Space)
    assert "1 suggestion is hidden" in opened.notice(), "nothing is rejected unseen"
    opened.key("a")
    assert opened.store.box(first.id).state is BoxState.SUGGESTED, "nor accepted"
    assert opened.store.box(second.id).state is BoxState.CONFIRMED
    opened.key("h", SHIFT)
    assert {box.id for box in opened.bench.boxes.shown} == {first.id, second.id}


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)
def test_the_right_button_offers_the_boxes_there_and_what_can_be_done(opened: Hand) -> None:
    opened.draw(20, 20, 180, 180)
    opened.draw(60, 60, 120, 120)
    outer, inner = (box.id for box in opened.boxes)
    spot = opened.at(90, 90)
    QTest.mousePress(opened.bench.canvas, Qt.MouseButton.RightButton, pos=spot)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, opened.bench.canvas.mapToGlobal(spot))
    QApplication.sendEvent(opened.bench.canvas, asked)
    opened.settle()
    (menu,) = opened.bench.canvas.findChildren(QMenu, "boxMenu")
    names = [entry.objectName() for entry in menu.actions()]
    assert names[1:3] == [f"box-{inner}", f"box-{outer}"]
    assert opened.bench.canvas.selection() == {inner}
    menu.actions()[2].trigger()
    assert opened.bench.canvas.selection() == {outer}
    (lock,) = [entry for entry in menu.actions() if entry.objectName() == "lock"]
    assert lock.isEnabled()
    lock.trigger()
    assert opened.store.box(outer).locked
    menu.close()


def test_the_menu_beside_all_boxes_is_about_the_frame(opened: Hand) -> None:
    opened.draw(20, 20, 80, 80)
    menu = opened.bench.part(BoxMenu).make([])
    names = [entry.objectName() for entry in menu.actions()]
    assert "draw" in names
    assert "delete" not in names
    menu.deleteLater()
