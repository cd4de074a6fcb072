"""The classes beside the picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from app.project import class_edits, edits, review
from app.project.errors import ProjectError
from app.project.frame_filter import Filter
from app.ui import classes_controller
from app.ui.class_keys import ClassKeys
from app.ui.classes_controller import ClassesController
from app.ui.dialogs.class_impact_dialog import ClassImpactDialog, Going
from app.ui.keymap import KeyTakenError, Owner
from app.ui.panels.classes_panel import Column
from tests.ui.conftest import Hand


def test_classes_are_added_renamed_hidden_and_chosen(opened: Hand) -> None:
    panel = opened.bench.classes
    opened.draw(20, 20, 80, 80)
    assert panel.model.data(panel.model.index(0, Column.COUNT)) == "1"
    assert panel.model.data(panel.model.index(1, Column.KEY)) == "2"
    panel.model.setData(panel.model.index(0, Column.NAME), "clam")
    assert opened.store.classes()[0].name == "clam"
    assert opened.bench.canvas.boxes()[0].class_name == "clam"
    panel.model.setData(
        panel.model.index(0, Column.SHOWN), Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole
    )
    assert opened.bench.canvas.boxes() == ()
    place = panel.table.visualRect(panel.model.index(1, Column.NAME)).center()
    QTest.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    drawing = opened.bench.session.draw_class
    assert drawing is not None
    assert drawing.name == "crab"


def test_a_name_that_is_taken_is_refused_aloud(opened: Hand) -> None:
    opened.add_class("shell")
    assert opened.notice() == "There is a class named shell already."
    assert opened.bench.classes.adding.text() == "shell", "what was typed is not lost"
    assert len(opened.store.classes()) == 2


def test_recolouring_shows_at_once(opened: Hand) -> None:
    opened.draw(20, 20, 80, 80)
    shell = opened.store.classes()[0]
    opened.bench.session.perform(lambda store: edits.recolour_class(store, shell.id, "#123456"))
    assert opened.bench.canvas.boxes()[0].colour == "#123456"


# --- order and keys ----------------------------------------------------------------------------------------------


def names(hand: Hand) -> list[str]:
    return [item.name for item in hand.store.classes()]


def chosen_key(hand: Hand, row: int) -> str:
    model = hand.bench.classes.model
    return str(model.data(model.index(row, Column.KEY)))


def in_table(
    hand: Hand, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """A key while the table has the focus, as after Tab."""
    table = hand.bench.classes.table
    hand.activate()
    table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(table, key, modifiers)
    QApplication.processEvents()


def test_classes_are_moved_by_keys_and_by_dragging(opened: Hand) -> None:
    opened.add_class("starfish")
    panel = opened.bench.classes
    in_table(opened, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert names(opened) == ["crab", "shell", "starfish"]
    assert panel.chosen is not None
    assert panel.chosen.name == "shell", "the keys stay on what they moved"
    opened.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert names(opened) == ["shell", "crab", "starfish"]
    data = panel.model.mimeData([panel.model.index(2, Column.NAME)])
    panel.model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    opened.qtbot.waitUntil(lambda: names(opened) == ["starfish", "shell", "crab"])
    panel.model.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, QModelIndex())
    opened.qtbot.waitUntil(lambda: names(opened) == ["shell", "crab", "starfish"])


def test_a_class_is_chosen_by_a_key_of_its_own(opened: Hand) -> None:
    panel, classes = opened.bench.classes, opened.bench.part(ClassesController)
    crab = opened.store.classes()[1]
    panel.model.setData(panel.model.index(1, Column.KEY), "K")
    assert chosen_key(opened, 1) == "K"
    assert chosen_key(opened, 0) == "1"
    opened.key(Qt.Key.Key_K)
    assert opened.bench.session.draw_class == opened.store.class_by_id(crab.id)
    opened.draw(20, 20, 80, 80)
    assert opened.boxes[0].class_id == crab.id
    classes.move_to(crab.id, 0)
    opened.key(Qt.Key.Key_1)
    assert opened.bench.session.draw_class is not None
    assert opened.bench.session.draw_class.name == "crab", "the number follows the place"
    classes.give_key(crab.id, "")
    assert chosen_key(opened, 0) == "1"
    assert not opened.bench.part(ClassKeys).keys


def test_a_digit_can_be_kept_for_a_class(opened: Hand) -> None:
    shell, crab = opened.store.classes()
    opened.bench.part(ClassesController).give_key(crab.id, "1")
    assert [chosen_key(opened, row) for row in (0, 1)] == ["", "1"]
    opened.key(Qt.Key.Key_1)
    assert opened.bench.session.draw_class is not None
    assert opened.bench.session.draw_class.id == crab.id
    opened.key(Qt.Key.Key_2)
    assert opened.bench.session.draw_class.id == crab.id
    assert shell.id != crab.id


def test_keys_that_are_taken_are_refused_with_who_has_them(opened: Hand) -> None:
    shell, crab = opened.store.classes()
    classes, keymap = opened.bench.part(ClassesController), opened.bench.keymap
    classes.give_key(shell.id, "W")
    assert opened.notice() == "W belongs to “Draw boxes”. Choose another key."
    classes.give_key(shell.id, "Up")
    assert opened.notice() == "Up belongs to “Move the selected box by 1 px”. Choose another key."
    classes.give_key(shell.id, "K")
    assert opened.notice() == ""
    classes.give_key(crab.id, "K")
    assert opened.notice() == "K belongs to the class shell. Give that one another key first."
    assert [item.key for item in opened.store.classes()] == ["K", ""]
    with pytest.raises(KeyTakenError):
        keymap.set_keys("fit", ["K"])
    assert keymap.owner("K") == Owner("", "Class shell")


def test_an_action_that_has_a_key_already_keeps_it(opened: Hand) -> None:
    (shell, _) = opened.store.classes()
    opened.bench.session.perform(lambda store: class_edits.set_class_key(store, shell.id, "W"))
    assert chosen_key(opened, 0) == "1"
    assert "W has become the key of an action" in str(
        opened.bench.classes.model.data(
            opened.bench.classes.model.index(0, Column.KEY), Qt.ItemDataRole.ToolTipRole
        )
    )
    opened.key(Qt.Key.Key_W)
    assert opened.bench.boxes.drawing


def test_a_key_is_pressed_in_place(opened: Hand) -> None:
    panel = opened.bench.classes
    for key, shown in ((Qt.Key.Key_K, "K"), (Qt.Key.Key_Backspace, "1")):
        opened.bench.actions["class-key"].trigger()
        field = panel.table.findChild(QWidget, "classKey")
        assert field is not None
        QTest.keyClick(field, key)
        QApplication.processEvents()
        opened.qtbot.waitUntil(lambda: panel.table.findChild(QWidget, "classKey") is None)
        assert chosen_key(opened, 0) == shown, opened.notice()


# --- classes that go ---------------------------------------------------------------------------------------------


def decide(hand: Hand, act: Callable[[], object], *, press: Sequence[str]) -> dict[str, str]:
    """Do something that asks, press these controls of the dialog; what it said."""
    said: dict[str, str] = {}

    def answer() -> None:
        (dialog,) = [item for item in hand.bench.window.findChildren(ClassImpactDialog) if item.isVisible()]
        hand.qtbot.waitUntil(lambda: hand.bench.services.tasks.running == 0)
        for name in press[:-1]:
            dialog.findChild(QAbstractButton, name).click()  # type: ignore[union-attr]
        said.update(
            {item.objectName(): item.text() for item in dialog.findChildren(QLabel) if item.isVisible()}
        )
        buttons = dialog.findChildren(QAbstractButton)
        said.update({item.objectName(): item.text() for item in buttons if item.isVisible()})
        said["title"] = dialog.windowTitle()
        dialog.grab()
        if press[-1]:
            dialog.findChild(QAbstractButton, press[-1]).click()  # type: ignore[union-attr]
        else:
            dialog.reject()

    QTimer.singleShot(0, answer)
    act()
    QApplication.processEvents()
    return said


def test_a_deletion_says_what_it_touches_and_can_be_undone(labelled: Hand, model: Path) -> None:
    labelled.bench.models.import_model(model)
    labelled.qtbot.waitUntil(lambda: labelled.bench.services.tasks.running == 0)
    labelled.suggest(2)
    said = decide(labelled, labelled.bench.actions["class-delete"].trigger, press=["classGo"])
    assert said["title"] == "Delete shell"
    assert (said["classCount0"], said["classCountWords0"]) == ("2", "confirmed boxes")
    assert (said["classCount1"], said["classCountWords1"]) == ("3", "suggestions")
    assert (said["classCount2"], said["classCountWords2"]) == ("3", "frames show it, 2 reviewed")
    assert said["classGo"] == "Delete shell and 5 boxes"
    assert (
        said["classDetector"]
        == "Version 1 has learned shell. It goes on working; shell is no longer suggested."
    )
    assert names(labelled) == ["crab"]
    assert labelled.store.class_counts() == {}
    labelled.bench.actions["undo"].trigger()
    QApplication.processEvents()
    assert names(labelled) == ["shell", "crab"]
    assert list(labelled.store.class_counts().values()) == [2]


def test_a_deletion_that_is_given_up_changes_nothing(labelled: Hand) -> None:
    decide(labelled, lambda: in_table(labelled, Qt.Key.Key_Delete), press=[""])
    assert names(labelled) == ["shell", "crab"]


def test_a_class_is_merged_into_another(labelled: Hand) -> None:
    said = decide(labelled, labelled.bench.actions["class-merge"].trigger, press=["classGo"])
    assert said["title"] == "Merge shell"
    assert said["classGo"] == "Merge shell into crab"
    assert "classDetector" not in said, "no version has learned it"
    assert "classCompleteWhy" not in said, "all frames were reviewed for both"
    (crab,) = labelled.store.classes()
    assert labelled.store.class_counts() == {crab.id: 2}
    assert labelled.bench.session.draw_class == crab
    labelled.go_to(0)
    assert [box.class_name for box in labelled.bench.canvas.boxes()] == ["crab"]


def test_frames_reviewed_for_one_of_both_are_a_question(labelled: Hand) -> None:
    labelled.add_class("clam")
    labelled.bench.classes.row_of(3)
    said = decide(
        labelled,
        labelled.bench.actions["class-merge"].trigger,
        press=["classComplete", "classGo"],
    )
    assert said["classCompleteWhy"] == (
        "2 frames were reviewed for only one of the two; they will not count as complete for shell."
    )
    frame = labelled.store.frames()[0]
    assert review.unreviewed_classes(labelled.store, frame) == frozenset()


def test_much_goes_piece_by_piece_with_progress_and_can_be_stopped(
    opened: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(classes_controller, "ROWS_AT_ONCE", 3)
    for number in range(6):
        opened.suggest(number)
    classes = opened.bench.part(ClassesController)
    shell = opened.store.classes()[0]
    classes.let_go(shell, Going(None, complete=False))
    assert classes.busy
    assert opened.bench.activity.running == {"class": "Deleting shell: 1 of 6 frames"}
    assert not opened.bench.actions["class-delete"].isEnabled() or opened.bench._late.isActive()
    opened.qtbot.waitUntil(lambda: not classes.busy)
    assert names(opened) == ["crab"]
    assert not opened.bench.activity.running
    opened.bench.actions["undo"].trigger()
    opened.qtbot.waitUntil(lambda: not opened.bench.session.travel.busy)
    assert names(opened) == ["shell", "crab"]
    assert sum(counts.suggested for counts in opened.store.counts().values()) == 18
    classes.let_go(shell, Going(None, complete=False))
    opened.press("activityCancel-class")
    assert not classes.busy
    assert names(opened) == ["shell", "crab"]


def test_undoing_meanwhile_ends_it(opened: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classes_controller, "ROWS_AT_ONCE", 3)
    for number in range(6):
        opened.suggest(number)
    classes = opened.bench.part(ClassesController)
    classes.let_go(opened.store.classes()[0], Going(None, complete=False))
    opened.bench.session.undo()
    opened.qtbot.waitUntil(lambda: not classes.busy and not opened.bench.session.travel.busy)
    assert names(opened) == ["shell", "crab"]
    assert sum(counts.suggested for counts in opened.store.counts().values()) == 18


def test_a_full_disk_stops_it_aloud(opened: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    opened.draw(20, 20, 80, 80)

    def refuse(*_a: object, **_k: object) -> None:
        raise ProjectError("There is no room left on the disk.")

    monkeypatch.setattr(opened.store, "extend", refuse)
    opened.bench.part(ClassesController).let_go(opened.store.classes()[0], Going(None, complete=False))
    assert opened.notice() == "There is no room left on the disk."
    assert names(opened) == ["shell", "crab"]


def test_the_menu_of_a_class_is_about_it(opened: Hand) -> None:
    opened.bench.classes.row_of(2)
    opened.settle()
    menu = opened.bench.part(ClassesController).make_menu()
    words = [action.text().replace("&", "") for action in menu.actions() if not action.isSeparator()]
    assert words[0] == "Rename crab"
    assert words[-2:] == ["Merge crab into another…", "Delete crab…"]
    menu.deleteLater()


def test_a_filter_for_a_class_that_goes_asks_for_what_became_of_it(labelled: Hand) -> None:
    shell, crab = labelled.store.classes()
    bar = labelled.bench.frames.bar
    bar.set_asked(Filter(classes=frozenset({shell.id})))
    decide(labelled, labelled.bench.actions["class-merge"].trigger, press=["classGo"])
    assert bar.asked.classes == {crab.id}
    labelled.bench.part(ClassesController).let_go(
        labelled.store.class_by_id(crab.id), Going(None, complete=False)
    )
    assert bar.asked.classes == frozenset()
