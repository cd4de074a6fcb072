"""Copying boxes by keys, within a frame and between frames."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray, QItemSelectionModel, QMimeData, Qt
from PySide6.QtGui import QGuiApplication

from app.ui.clipboard import BOXES_TYPE
from tests.ui.conftest import Hand

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def places(hand: Hand, number: int) -> list[list[int]]:
    boxes = hand.store.boxes(hand.store.frame_ids()[number])
    return [[round(value) for value in box.rect] for box in boxes]


def select_all(hand: Hand) -> None:
    hand.key(Qt.Key.Key_A, CONTROL)


def test_copy_and_paste_between_frames_selects_what_was_pasted(opened: Hand) -> None:
    QGuiApplication.clipboard().clear()
    opened.settle()
    assert not opened.bench.actions["paste"].isEnabled()
    opened.draw(20, 20, 80, 80)
    select_all(opened)
    opened.key(Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text().startswith("shell\t19.")
    opened.go_to(2)
    opened.key(Qt.Key.Key_V, CONTROL)
    assert places(opened, 2) == [[20, 20, 80, 80]]
    assert opened.bench.canvas.selection() == {opened.boxes[0].id}
    assert "pasting a box" in opened.bench.actions["undo"].text()
    opened.key(Qt.Key.Key_V, CONTROL)
    assert places(opened, 2) == [[20, 20, 80, 80], [30, 30, 90, 90]]
    opened.key(Qt.Key.Key_Z)
    opened.key(Qt.Key.Key_Z)
    assert places(opened, 2) == []


def test_cut_takes_the_boxes_away(opened: Hand) -> None:
    opened.draw(20, 20, 80, 80)
    select_all(opened)
    opened.key(Qt.Key.Key_X, CONTROL)
    assert places(opened, 0) == []
    opened.key(Qt.Key.Key_V, CONTROL)
    assert places(opened, 0) == [[20, 20, 80, 80]]


def test_paste_onto_the_selected_frames_is_one_step(opened: Hand) -> None:
    opened.draw(20, 20, 80, 80)
    select_all(opened)
    opened.key(Qt.Key.Key_C, CONTROL)
    opened.bench.frames.view.selectionModel().select(
        opened.bench.frames.model.index(3, 0), QItemSelectionModel.SelectionFlag.Select
    )
    chosen = [opened.store.frame_position(frame_id) for frame_id in opened.bench.frames.selected_frames()]
    assert chosen == [0, 3]
    opened.key(Qt.Key.Key_V, CONTROL | SHIFT)
    assert [places(opened, number) for number in (0, 1, 3)] == [[[20, 20, 80, 80]], [], [[20, 20, 80, 80]]]
    opened.key(Qt.Key.Key_Z)
    assert places(opened, 3) == []


def test_duplicate_goes_on_to_the_next_frame_with_the_copies_selected(opened: Hand) -> None:
    opened.draw(20, 20, 80, 80)
    select_all(opened)
    for number in range(1, 6):
        opened.key(Qt.Key.Key_R, CONTROL)
        opened.settle()
        assert places(opened, number) == [[20, 20, 80, 80]]
        assert opened.bench.canvas.selection() == {opened.boxes[0].id}
    opened.key(Qt.Key.Key_R, CONTROL)
    assert "last frame" in opened.bench.canvas.said()


def test_a_foreign_or_damaged_clipboard_changes_nothing(opened: Hand) -> None:
    for payload, word in ((b"{", "damaged"), (b'[{"class_id": "one"}]', "damaged")):
        data = QMimeData()
        data.setData(BOXES_TYPE, QByteArray(payload))
        QGuiApplication.clipboard().setMimeData(data)
        opened.key(Qt.Key.Key_V, CONTROL)
        assert word in opened.bench.canvas.said()
    text = b'[{"class_id": 1, "class_name": "worm", "rect": [0, 0, 9, 9], "width": 100, "height": 100}]'
    data = QMimeData()
    data.setData(BOXES_TYPE, QByteArray(text))
    QGuiApplication.clipboard().setMimeData(data)
    opened.key(Qt.Key.Key_V, CONTROL)
    assert "no class “worm”" in opened.notice()
    assert opened.boxes == ()


def test_many_boxes_are_pasted_piece_by_piece_as_one_step(
    opened: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ui.pasting.BOXES_AT_ONCE", 2)
    for n in range(5):
        opened.draw(20 + 30 * n, 20, 40 + 30 * n, 80)
    select_all(opened)
    opened.key(Qt.Key.Key_C, CONTROL)
    opened.go_to(2)
    seen: list[int] = []
    opened.bench.session.changed.connect(lambda _change: seen.append(len(opened.boxes)))
    opened.bench.actions["paste"].trigger()
    assert "40 % done" in opened.bench.activity.running["paste"]
    opened.qtbot.waitUntil(lambda: len(opened.boxes) == 5)
    opened.settle()
    assert "paste" not in opened.bench.activity.running
    assert seen == [2, 4, 5]
    assert opened.bench.canvas.selection() == {box.id for box in opened.boxes}
    opened.bench.actions["undo"].trigger()
    opened.qtbot.waitUntil(lambda: not opened.boxes)
    opened.settle()
    opened.bench.actions["redo"].trigger()
    opened.qtbot.waitUntil(lambda: len(opened.boxes) == 5)


def test_undo_while_boxes_are_still_being_pasted_ends_that(
    opened: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ui.pasting.BOXES_AT_ONCE", 1)
    for n in range(5):
        opened.draw(20 + 30 * n, 20, 40 + 30 * n, 80)
    select_all(opened)
    opened.key(Qt.Key.Key_C, CONTROL)
    opened.go_to(2)
    opened.bench.actions["paste"].trigger()
    assert len(opened.boxes) == 1
    opened.bench.actions["paste"].trigger()
    assert "still being pasted" in opened.bench.canvas.said()
    opened.bench.session.undo()
    opened.settle()
    opened.settle()
    assert places(opened, 2) == []
    assert len(places(opened, 0)) == 5
