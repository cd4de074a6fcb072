"""The panel with everything that was done, in the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from app.ui.panels import history_model
from app.ui.panels.history_model import Role
from app.ui.panels.history_panel import HistoryPanel
from tests.ui.conftest import Hand, MakeHand

CTRL = Qt.KeyboardModifier.ControlModifier


def rows(hand: Hand) -> list[str]:
    model = hand.bench.part(HistoryPanel).model
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def marks(hand: Hand) -> str:
    """One letter a row: u for undone, N for where the project is now."""
    model = hand.bench.part(HistoryPanel).model
    indexes = [model.index(row) for row in range(model.rowCount())]
    return "".join("u" if i.data(Role.UNDONE) else "N" if i.data(Role.NOW) else "." for i in indexes)


def show(hand: Hand) -> HistoryPanel:
    hand.key(Qt.Key.Key_H, CTRL)
    hand.settle()
    return hand.bench.part(HistoryPanel)


def click(hand: Hand, row: int) -> None:
    panel = hand.bench.part(HistoryPanel)
    rect = panel.list.visualRect(panel.model.index(row))
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    hand.qtbot.waitUntil(lambda: not hand.bench.session.travel.busy)
    hand.settle()


def test_it_is_shut_at_first_and_ctrl_h_opens_and_shuts_it(opened: Hand) -> None:
    dock = opened.bench.window.dock("history")
    assert not dock.isVisible()
    panel = show(opened)
    assert dock.isVisible()
    assert panel.list.hasFocus()
    opened.bench.actions["history"].trigger()
    assert not dock.isVisible()
    assert opened.bench.canvas.hasFocus()


def test_steps_say_what_where_and_when(opened: Hand) -> None:
    opened.draw(20, 20, 80, 80)
    panel = show(opened)
    assert rows(opened) == [
        "Drawing a box",
        "Adding a class",
        "Adding a class",
        "Adding 6 files",
        "The beginning",
    ]
    assert marks(opened) == "N...."
    about = str(panel.model.index(0).data(Role.SUBTITLE))
    assert about.startswith("find_0.png · ")
    spoken = str(panel.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken == f"Drawing a box, {about}, where the project is now"


def test_a_click_goes_to_the_moment_after_a_step(opened: Hand) -> None:
    opened.draw(20, 20, 80, 80)
    opened.go_to(1)
    opened.draw(20, 20, 80, 80)
    opened.go_to(3)
    show(opened)
    click(opened, 1)
    assert marks(opened) == "uN...."
    assert opened.store.boxes(2) == ()
    assert len(opened.store.boxes(1)) == 1
    frame = opened.bench.session.frame
    assert frame is not None
    assert frame.id == 2, "one sees what has changed"
    click(opened, 0)
    assert marks(opened) == "N....."
    assert len(opened.store.boxes(2)) == 1


def test_enter_goes_there_too_and_back_to_the_beginning(opened: Hand) -> None:
    opened.draw(20, 20, 80, 80)
    panel = show(opened)
    panel.list.setCurrentIndex(panel.model.index(panel.model.rowCount() - 1))
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    opened.qtbot.waitUntil(lambda: not opened.bench.session.travel.busy)
    assert opened.store.cursor == 0
    assert opened.store.totals().frames == 0
    opened.bench.session.travel_to(opened.store.end_of_history)
    opened.qtbot.waitUntil(lambda: not opened.bench.session.travel.busy)
    assert len(opened.store.boxes(1)) == 1


def test_it_follows_while_it_is_open(opened: Hand) -> None:
    panel = show(opened)
    QAbstractItemModelTester(panel.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    opened.draw(20, 20, 80, 80)
    opened.settle()
    assert rows(opened)[0] == "Drawing a box"
    opened.key(Qt.Key.Key_Z)
    opened.settle()
    assert marks(opened) == "uN..."
    opened.add_class("weed")
    opened.settle()
    assert rows(opened)[0] == "Adding a class", "what could be redone is gone"
    assert marks(opened) == "N...."
    opened.bench.opening.close_project()
    assert rows(opened) == []


def test_a_shut_panel_reads_nothing_and_catches_up(opened: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    opened.draw(20, 20, 80, 80)
    opened.settle()
    assert opened.bench.part(HistoryPanel).model.rowCount() in (0, 1)
    show(opened)
    assert rows(opened)[0] == "Drawing a box"


def test_old_steps_are_read_when_they_are_looked_at(opened: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history_model, "PAGE", 5)
    for number in range(20):
        opened.add_class(f"class {number}")
    panel = show(opened)
    panel.model.restart()
    assert panel.model.rowCount() == 5
    while panel.model.canFetchMore(QModelIndex()):
        panel.model.fetchMore(QModelIndex())
    assert panel.model.rowCount() == 24
    assert rows(opened)[-2:] == ["Adding 6 files", "The beginning"]
    opened.add_class("one more")
    opened.settle()
    assert panel.model.rowCount() == 25, "those that were read stay"


def test_many_parts_of_one_step_are_one_row(opened: Hand) -> None:
    for number in range(6):
        opened.suggest(number)
    opened.bench.frames.view.selectAll()
    opened.key(Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    panel = show(opened)
    assert rows(opened)[0] == "Accepting 12 boxes"
    assert str(panel.model.index(0).data(Role.SUBTITLE)).startswith("6 frames · ")


def test_a_project_that_is_only_looked_at_does_not_travel(make_hand: MakeHand, opened: Hand) -> None:
    opened.draw(20, 20, 80, 80)
    second = make_hand()
    second.open(opened.store.folder)
    show(second)
    click(second, 2)
    assert marks(second) == "N...."
    assert len(second.boxes) == 1
