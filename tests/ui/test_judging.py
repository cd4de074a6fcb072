"""From suggestion to suggestion, many frames at once, and the boxes of the frame before, in the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt

from app.project.records import BoxState
from app.settings import ADVANCE
from app.ui import judging_frames
from app.ui.judging_frames import JudgingFrames
from tests.ui.conftest import Hand

SHIFT = Qt.KeyboardModifier.ShiftModifier


def selected_scores(hand: Hand) -> list[float | None]:
    return [box.score for box in hand.bench.boxes.selected]


def select_rows(hand: Hand, first: int, last: int) -> None:
    view = hand.bench.frames.view
    for row in range(first, last + 1):
        index = hand.bench.frames.model.index(row, 0)
        view.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)
    hand.settle()


def test_s_goes_through_the_suggestions_shown_best_first_and_round(opened: Hand) -> None:
    opened.suggest()
    seen = []
    for _ in range(3):
        opened.key(Qt.Key.Key_S)
        seen += selected_scores(opened)
    assert seen == [0.875, 0.625, 0.875]
    opened.key(Qt.Key.Key_S, SHIFT)
    assert selected_scores(opened) == [0.625]
    opened.bench.boxes.select(())
    opened.key(Qt.Key.Key_S, SHIFT)
    assert selected_scores(opened) == [0.625], "backwards from nowhere begins at the end"


def test_s_can_be_pressed_only_where_a_suggestion_is_shown(opened: Hand) -> None:
    opened.settle()
    assert not opened.bench.actions["next-suggestion"].isEnabled()
    opened.suggest()
    assert opened.bench.actions["next-suggestion"].isEnabled()


def test_a_suggestion_out_of_sight_comes_to_the_middle(opened: Hand) -> None:
    opened.suggest()
    canvas = opened.bench.canvas
    opened.key(Qt.Key.Key_S)
    before = canvas.viewport.transform
    opened.key(Qt.Key.Key_S)
    assert canvas.viewport.transform == before, "all are in sight"
    canvas.zoom_to(8.0)
    canvas.viewport.pan(-10_000, -10_000)
    opened.key(Qt.Key.Key_S)
    (box,) = opened.bench.boxes.selected
    x1, y1, x2, y2 = canvas.viewport.transform.rect_to_view(box.rect)
    assert abs((x1 + x2) / 2 - canvas.width() / 2) < 1
    assert abs((y1 + y2) / 2 - canvas.height() / 2) < 1


def test_judging_a_selected_suggestion_goes_on_to_the_next(opened: Hand) -> None:
    opened.suggest()
    opened.key(Qt.Key.Key_S)
    opened.key(Qt.Key.Key_A)
    assert selected_scores(opened) == [0.625]
    opened.key(Qt.Key.Key_X)
    assert opened.bench.boxes.selected == ()
    assert opened.states() == [BoxState.CONFIRMED, BoxState.REJECTED, BoxState.SUGGESTED]


def test_the_last_in_the_list_goes_on_to_the_first(opened: Hand) -> None:
    opened.suggest()
    opened.key(Qt.Key.Key_S, SHIFT)
    assert selected_scores(opened) == [0.625]
    opened.key(Qt.Key.Key_X)
    assert selected_scores(opened) == [0.875]


def test_going_on_can_be_switched_off(opened: Hand) -> None:
    opened.bench.settings.set(ADVANCE, False)
    opened.suggest()
    opened.key(Qt.Key.Key_S)
    opened.key(Qt.Key.Key_A)
    assert selected_scores(opened) == [0.875], "what was accepted stays selected"


def test_judging_what_was_not_selected_selects_nothing(opened: Hand) -> None:
    opened.suggest()
    opened.bench.canvas.hovered.emit(opened.boxes[0].id)
    opened.bench.review.reject()
    assert BoxState.REJECTED in opened.states()
    assert opened.bench.boxes.selected == ()


def test_removing_a_box_of_ones_own_does_not_lead_elsewhere(opened: Hand) -> None:
    opened.draw(230, 20, 300, 80)
    opened.suggest()
    opened.click(260, 50)
    opened.settle()
    opened.key(Qt.Key.Key_X)
    assert opened.bench.boxes.selected == ()


def test_r_takes_over_the_confirmed_boxes_of_the_frame_before_once(opened: Hand) -> None:
    opened.draw(20, 20, 80, 80)
    opened.draw(120, 40, 200, 120)
    assert not opened.bench.actions["same-as-previous"].isEnabled()
    opened.go_to(1)
    opened.key(Qt.Key.Key_R)
    assert [box.rect for box in opened.boxes] == [box.rect for box in opened.store.boxes(1)]
    assert len(opened.bench.boxes.selected) == 2, "so that they can be moved together"
    undo = opened.bench.actions["undo"].text()
    assert undo == "&Undo taking over 2 boxes of the frame before"
    steps = opened.store.history()
    opened.key(Qt.Key.Key_R)
    assert opened.store.history() == steps, "they are all there"
    opened.bench.session.undo()
    assert opened.boxes == ()


def test_r_says_that_there_is_nothing_to_take_over(opened: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(opened.bench.canvas, "say_briefly", said.append)
    opened.suggest(0)
    opened.go_to(1)
    opened.key(Qt.Key.Key_R)
    assert said == ["The frame before has no confirmed box."]
    assert opened.boxes == ()


def test_shift_a_accepts_on_all_selected_frames_as_one_step(opened: Hand) -> None:
    for number in range(4):
        opened.suggest(number)
    select_rows(opened, 0, 2)
    steps = len(opened.store.history())
    opened.key(Qt.Key.Key_A, SHIFT)
    frames = opened.store.frame_ids()
    confirmed = [opened.store.counts()[frame_id].confirmed for frame_id in frames[:4]]
    assert confirmed == [2, 2, 2, 0], "what the slider shows, on the frames that are selected"
    assert opened.bench.status.said.text() == "6 suggestions accepted on 3 frames."
    assert len(opened.store.history()) == steps + 1
    opened.bench.session.undo()
    assert sum(counts.confirmed for counts in opened.store.counts().values()) == 0


def test_many_frames_are_judged_in_pieces_but_as_one_step(
    opened: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging_frames, "BOXES_AT_ONCE", 2)
    for number in range(6):
        opened.suggest(number)
    steps = len(opened.store.history())
    judging = opened.bench.part(JudgingFrames)
    judging.reject(opened.store.frame_ids())
    assert judging.busy
    assert "Judging 1 of 6 frames" in opened.bench.activity.running.values()
    opened.qtbot.waitUntil(lambda: not judging.busy)
    assert opened.bench.status.said.text() == "12 suggestions rejected on 6 frames."
    assert len(opened.store.history()) == steps + 1
    assert "judging" not in opened.bench.activity.running
    opened.bench.session.undo()
    opened.qtbot.waitUntil(lambda: not opened.bench.session.travel.busy)
    assert sum(counts.rejected for counts in opened.store.counts().values()) == 0


def test_judging_ends_when_it_is_undone_or_cancelled(opened: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging_frames, "BOXES_AT_ONCE", 2)
    for number in range(6):
        opened.suggest(number)
    judging = opened.bench.part(JudgingFrames)
    judging.accept(opened.store.frame_ids())
    opened.bench.session.undo()
    opened.qtbot.waitUntil(lambda: not judging.busy)
    assert sum(counts.confirmed for counts in opened.store.counts().values()) == 0
    judging.accept(opened.store.frame_ids())
    judging.stop()
    assert not judging.busy
    assert sum(counts.confirmed for counts in opened.store.counts().values()) == 2


def test_where_nothing_is_shown_it_is_said(opened: Hand) -> None:
    select_rows(opened, 0, 1)
    opened.key(Qt.Key.Key_A, SHIFT)
    assert opened.bench.status.said.text() == "No suggestion is shown on the selected frames."
