"""The gestures of a review, in the real window: keys, mouse, and what the project holds afterwards."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.project import edits, review
from app.project.records import BoxState
from tests.ui.conftest import Hand

SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_a_confirms_what_the_slider_shows(opened: Hand) -> None:
    opened.suggest()
    assert opened.bench.bar.accept_button.text() == "Accept 2 shown"
    opened.key(Qt.Key.Key_A)
    assert opened.states() == [BoxState.CONFIRMED, BoxState.CONFIRMED, BoxState.SUGGESTED]
    opened.bench.bar.slider.setValue(10)
    opened.settle()
    assert opened.bench.bar.accept_button.text() == "Accept 1 shown"


def test_a_confirms_only_the_selected_suggestion(opened: Hand) -> None:
    opened.suggest()
    opened.click(50, 50)
    opened.settle()
    assert opened.bench.bar.accept_button.text() == "Accept 1 selected"
    opened.key(Qt.Key.Key_A)
    assert opened.states() == [BoxState.CONFIRMED, BoxState.SUGGESTED, BoxState.SUGGESTED]


def test_x_rejects_the_suggestion_under_the_pointer(opened: Hand) -> None:
    opened.suggest()
    assert not opened.bench.actions["reject"].isEnabled()
    opened.move(50, 50)
    opened.settle()
    opened.key(Qt.Key.Key_X)
    rejected = [box for box in opened.boxes if box.state is BoxState.REJECTED]
    assert [box.score for box in rejected] == [0.875]
    assert len(opened.bench.canvas.boxes()) == 1, "a rejected box is out of sight"


def test_rejected_boxes_can_be_shown_and_taken_back(opened: Hand) -> None:
    opened.suggest()
    opened.move(50, 50)
    opened.settle()
    opened.key(Qt.Key.Key_X)
    opened.key(Qt.Key.Key_X, SHIFT)
    assert len(opened.bench.canvas.boxes()) == 2
    opened.click(50, 50)
    opened.settle()
    opened.key(Qt.Key.Key_A)
    assert opened.states() == [BoxState.CONFIRMED, BoxState.SUGGESTED, BoxState.SUGGESTED]


def test_x_deletes_a_box_that_a_person_drew(opened: Hand) -> None:
    opened.draw(20, 20, 80, 80)
    opened.click(50, 50)
    opened.settle()
    opened.key(Qt.Key.Key_X)
    assert opened.boxes == ()


def test_the_slider_and_the_eyes_only_filter(opened: Hand) -> None:
    opened.suggest()
    before = opened.boxes
    edits = opened.store.history()
    opened.bench.bar.slider.setValue(70)
    assert [box.score for box in opened.bench.canvas.boxes()] == [0.875]
    assert "2 below the slider" in opened.bench.box_list.header.text()
    opened.bench.display.set_class_shown(opened.store.classes()[0].id, False)
    assert opened.bench.canvas.boxes() == ()
    assert opened.boxes == before
    assert opened.store.history() == edits


def test_nothing_above_the_slider_is_said(opened: Hand) -> None:
    opened.suggest()
    opened.bench.bar.slider.setValue(95)
    assert opened.bench.box_list.header.text() == "Nothing found above 0.95; 3 below the slider."


def test_the_slider_is_remembered_in_the_project(opened: Hand) -> None:
    opened.bench.bar.slider.setValue(55)
    opened.qtbot.waitUntil(lambda: opened.store.setting("score_threshold") == "0.55")
    folder = opened.store.folder
    opened.bench.opening.close_project()
    assert opened.bench.opening.open_project(folder)
    assert opened.bench.display.threshold == 0.55


def test_space_completes_the_frame_and_goes_on(opened: Hand) -> None:
    opened.suggest()
    opened.click(50, 50)
    opened.settle()
    opened.key(Qt.Key.Key_A)
    first = opened.bench.session.frame
    assert first is not None
    opened.key(Qt.Key.Key_Space)
    opened.settle()
    assert opened.store.frame(first.id).reviewed
    states = [box.state for box in opened.store.boxes(first.id)]
    assert sorted(states) == [BoxState.CONFIRMED, BoxState.REJECTED]
    following = opened.bench.session.frame
    assert following is not None
    assert following.id == opened.store.frame_ids()[1]
    assert opened.bench.status.said.text() == "Frame complete: 1 box. 1 suggestion rejected."


def test_a_frame_without_boxes_becomes_verified_empty(opened: Hand) -> None:
    opened.key(Qt.Key.Key_Space)
    opened.settle()
    first = opened.store.frame(opened.store.frame_ids()[0])
    assert first.reviewed
    index = opened.bench.frames.model.index(0, 0)
    assert "verified empty" in opened.bench.frames.model.data(index, Qt.ItemDataRole.AccessibleTextRole)


def test_completing_never_rejects_what_is_hidden(opened: Hand) -> None:
    opened.suggest()
    opened.bench.display.set_class_shown(opened.store.classes()[0].id, False)
    opened.settle()
    opened.key(Qt.Key.Key_Space)
    frame = opened.bench.session.frame
    assert frame is not None
    assert not frame.reviewed
    assert "hidden" in opened.notice()
    opened.press("noticeOffer")
    assert len(opened.bench.canvas.boxes()) == 2


def test_a_complete_frame_can_be_reopened(opened: Hand) -> None:
    opened.key(Qt.Key.Key_Space)
    opened.go_to(0)
    opened.key(Qt.Key.Key_Space, SHIFT)
    assert not opened.store.frame(opened.store.frame_ids()[0]).reviewed


def test_after_the_last_frame_it_says_so(opened: Hand) -> None:
    for _ in range(6):
        opened.key(Qt.Key.Key_Space)
        opened.settle()
    assert opened.store.totals().reviewed == 6
    assert opened.notice() == "Every frame is reviewed."


def test_typing_a_name_triggers_no_shortcut(opened: Hand) -> None:
    line = opened.bench.frames.filter
    line.setFocus()
    QTest.keyClicks(line, "wadx ez1")
    assert line.text() == "wadx ez1"
    assert not opened.bench.boxes.drawing
    assert opened.boxes == ()


def test_space_on_a_button_reached_by_tab_presses_that_button(opened: Hand) -> None:
    button = opened.widget("unreviewedOnly")
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert opened.bench.frames.unreviewed.isChecked()
    assert opened.store.totals().reviewed == 0


def test_pinning_is_one_key_less_step(opened: Hand) -> None:
    opened.key(Qt.Key.Key_Space)
    opened.go_to(0)
    opened.bench.actions["pin"].trigger()
    assert opened.store.frame(opened.store.frame_ids()[0]).pinned
    opened.bench.actions["pin"].trigger()
    assert not opened.store.frame(opened.store.frame_ids()[0]).pinned


def test_the_reviewed_ones_of_the_selected_frames_are_pinned_in_one_step(opened: Hand) -> None:
    frame_ids = opened.store.frame_ids()

    def pinned() -> list[bool]:
        return [opened.store.frame(frame_id).pinned for frame_id in frame_ids]

    opened.bench.frames.view.selectAll()
    opened.bench.actions["pin-frames"].trigger()
    assert opened.bench.status.said.text() == (
        "None of the selected frames is reviewed, so there is none to pin."
    )
    for frame_id in frame_ids[:3]:
        complete = edits.complete_frame(opened.store, frame_id, 0.3)
        assert complete is not None
        opened.store.apply(complete)
    steps = len(opened.store.history())
    opened.bench.actions["pin-frames"].trigger()
    assert pinned() == [True, True, True, False, False, False]
    assert opened.bench.status.said.text() == "3 frames pinned."
    assert len(opened.store.history()) == steps + 1
    opened.bench.actions["pin-frames"].trigger()
    assert not any(pinned())
    opened.bench.session.undo()
    assert pinned() == [True, True, True, False, False, False]


def test_pinning_what_was_learned_from_takes_a_second_word(opened: Hand) -> None:
    frame_id = opened.store.frame_ids()[0]
    opened.key(Qt.Key.Key_Space)
    opened.go_to(0)
    opened.store.mark_taught([frame_id])
    opened.bench.actions["pin"].trigger()
    assert not opened.store.frame(frame_id).pinned
    notice = opened.bench.notices.current
    assert notice is not None
    assert "was learned from" in notice.text
    QTest.mouseClick(opened.widget("noticeOffer"), Qt.MouseButton.LeftButton)
    assert opened.store.frame(frame_id).pinned
    assert opened.bench.notices.current is None


def test_space_completes_a_frame_again_for_a_class_that_came_later(opened: Hand) -> None:
    frame_id = opened.store.frame_ids()[0]
    opened.go_to(0)
    opened.key(Qt.Key.Key_Space)
    opened.store.apply(edits.add_class(opened.store, "a class that came later"))
    opened.go_to(0)
    assert opened.bench.bar.complete_button.text().startswith("Complete")
    opened.key(Qt.Key.Key_Space)
    assert not review.unreviewed_classes(opened.store, opened.store.frame(frame_id))
