"""The classes beside the picture."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.project import edits
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
