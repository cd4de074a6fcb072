"""Choosing a class by its name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.project.records import ObjectClass
from app.ui.class_picker import matching
from tests.ui.conftest import Hand

CONTROL = Qt.KeyboardModifier.ControlModifier


def type_in(hand: Hand, text: str, *keys: Qt.Key) -> None:
    """Type into the picker, then press these keys."""
    QTest.keyClicks(hand.bench.prompt.line, text)
    for key in keys:
        QTest.keyClick(hand.bench.prompt.line, key)
    QApplication.processEvents()


def rows(hand: Hand) -> list[str]:
    listed = hand.bench.prompt.list
    return [listed.item(row).text() for row in range(listed.count())]


def test_the_name_itself_comes_first_then_what_begins_with_it() -> None:
    names = ["red cell", "cell A", "Cell", "worm"]
    classes = [ObjectClass(id=i, name=name, colour="#000000", position=i) for i, name in enumerate(names)]
    assert [item.name for item in matching(classes, " cell")] == ["Cell", "cell A", "red cell"]
    assert [item.name for item in matching(classes, "")] == names


def test_typing_finds_a_class_for_the_selected_boxes(opened: Hand) -> None:
    opened.add_class("worm", "cramp")
    opened.draw(20, 20, 80, 80)
    opened.draw(120, 40, 200, 120)
    opened.key(Qt.Key.Key_A, CONTROL)
    opened.key("c")
    assert opened.bench.prompt.isVisible()
    assert rows(opened) == ["shell", "crab", "worm", "cramp"]
    type_in(opened, "Cra")
    assert rows(opened) == ["crab", "cramp", "Add “Cra”"]
    type_in(opened, "", Qt.Key.Key_Down, Qt.Key.Key_Return)
    cramp = opened.store.classes()[3]
    assert [box.class_id for box in opened.boxes] == [cramp.id] * 2
    assert not opened.bench.prompt.isVisible()
    opened.key(Qt.Key.Key_Z)
    assert {box.class_id for box in opened.boxes} == {opened.store.classes()[0].id}, "one step"


def test_without_a_selection_it_is_for_new_boxes_and_a_new_name_makes_a_class(opened: Hand) -> None:
    opened.key("c")
    type_in(opened, "crab", Qt.Key.Key_Return)
    drawing = opened.bench.session.draw_class
    assert drawing is not None
    assert drawing.name == "crab"
    opened.key("c")
    type_in(opened, "star", Qt.Key.Key_Return)
    assert [item.name for item in opened.store.classes()] == ["shell", "crab", "star"]
    opened.draw(20, 20, 80, 80)
    assert opened.boxes[0].class_id == opened.store.classes()[2].id


def test_escape_leaves_everything_as_it_was(opened: Hand) -> None:
    opened.draw(20, 20, 80, 80)
    opened.key(Qt.Key.Key_A, CONTROL)
    before = opened.boxes
    opened.key("c")
    type_in(opened, "cr", Qt.Key.Key_Escape)
    assert not opened.bench.prompt.isVisible()
    assert opened.boxes == before
    assert opened.bench.canvas.hasFocus()
    assert len(opened.bench.canvas.selection()) == 1
