"""Notes on frames, in the real window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.project.store import FrameSuggestions
from app.ui.panels.frames_model import Role
from app.ui.panels.note_line import NoteLine
from tests.ui.conftest import Hand, MakeHand

CTRL = Qt.KeyboardModifier.ControlModifier


def write(hand: Hand, text: str) -> None:
    line = hand.bench.part(NoteLine).line
    hand.key(Qt.Key.Key_M, CTRL)
    assert line.hasFocus()
    QTest.keyClicks(line, text)


def notes(hand: Hand) -> list[str]:
    return [frame.note for frame in hand.store.frames()]


def test_ctrl_m_writes_and_enter_goes_back_to_the_picture(opened: Hand) -> None:
    steps = len(opened.store.history())
    write(opened, "blurred, ask Ann")
    QTest.keyClick(opened.bench.part(NoteLine).line, Qt.Key.Key_Return)
    assert opened.bench.canvas.hasFocus()
    assert notes(opened) == ["blurred, ask Ann", "", "", "", "", ""]
    assert len(opened.store.history()) == steps + 1
    index = opened.bench.frames.model.index(0, 0)
    assert index.data(Role.NOTE) == "blurred, ask Ann"
    assert "Note: blurred, ask Ann" in str(index.data(Qt.ItemDataRole.ToolTipRole))
    opened.settle()
    assert opened.bench.actions["undo"].text() == "&Undo writing a note"
    opened.key(Qt.Key.Key_Z)
    assert notes(opened)[0] == ""
    assert opened.bench.part(NoteLine).line.text() == ""


def test_what_is_typed_is_written_at_a_pause_and_is_one_step(opened: Hand) -> None:
    steps = len(opened.store.history())
    write(opened, "blurred")
    opened.qtbot.waitUntil(lambda: notes(opened)[0] == "blurred")
    QTest.keyClicks(opened.bench.part(NoteLine).line, " left")
    opened.qtbot.waitUntil(lambda: notes(opened)[0] == "blurred left")
    opened.bench.part(NoteLine).finish()
    assert len(opened.store.history()) == steps + 1
    write(opened, " side")
    opened.bench.canvas.setFocus()
    assert notes(opened)[0] == "blurred left side"
    assert len(opened.store.history()) == steps + 2, "what was typed later is another step"
    opened.bench.session.undo()
    opened.bench.session.undo()
    assert notes(opened)[0] == ""


def test_going_to_another_frame_writes_to_the_frame_it_was_about(opened: Hand) -> None:
    write(opened, "first")
    opened.go_to(1)
    assert notes(opened)[:2] == ["first", ""]
    assert opened.bench.part(NoteLine).line.text() == ""
    opened.go_to(0)
    assert opened.bench.part(NoteLine).line.text() == "first"


def test_closing_the_project_in_the_middle_of_a_word_loses_nothing(opened: Hand) -> None:
    folder = opened.store.folder
    write(opened, "half a wor")
    opened.bench.opening.close_project()
    opened.bench.opening.open_project(folder)
    opened.settle()
    assert notes(opened)[0] == "half a wor"


def test_what_a_detector_finds_meanwhile_leaves_what_is_typed_alone(opened: Hand) -> None:
    write(opened, "typing")
    opened.store.set_suggestions([FrameSuggestions(opened.store.frame_ids()[0], 1, [])])
    QApplication.processEvents()
    assert opened.bench.part(NoteLine).line.text() == "typing"


def test_frames_with_a_note_can_be_listed(opened: Hand) -> None:
    write(opened, "blurred")
    opened.bench.part(NoteLine).finish()
    opened.bench.frames.bar.set_text("note:yes")
    assert list(opened.bench.frames.model.order) == [opened.store.frame_ids()[0]]


def test_a_project_that_is_only_looked_at_shows_notes(make_hand: MakeHand, opened: Hand) -> None:
    write(opened, "blurred")
    opened.bench.part(NoteLine).finish()
    second = make_hand()
    second.open(opened.store.folder)
    line = second.bench.part(NoteLine).line
    assert line.text() == "blurred"
    assert line.isReadOnly()
    second.settle()
    assert not second.bench.actions["note"].isEnabled()
