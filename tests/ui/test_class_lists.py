"""Lists of classes from and to files, in the window."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from app.ui.class_lists import ClassLists
from tests.ui.conftest import Hand


def choose(monkeypatch: pytest.MonkeyPatch, path: Path, chosen: str = "") -> None:
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_a, **_k: (str(path), chosen))


def trigger(hand: Hand, action: str) -> str:
    """What the window says then."""
    hand.settle()
    hand.bench.actions[action].trigger()
    hand.qtbot.waitUntil(lambda: hand.bench.services.tasks.running == 0 and bool(hand.notice()))
    return hand.notice()


def test_a_list_is_imported_as_one_step(
    opened: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "zoo.json"
    listed = [
        {"id": 1, "name": "crab", "colour": "#112233", "key": "K"},
        {"id": 2, "name": "whale", "colour": "#445566", "key": "W"},
        {"id": 3, "name": "seal"},
    ]
    path.write_text(json.dumps({"classes": listed}))
    choose(monkeypatch, path)
    said = trigger(opened, "classes-import")
    assert said == "2 classes of zoo.json were added. Keys that something else has were left out: whale."
    shell, crab, whale, seal = opened.store.classes()
    assert (shell.name, crab.name, whale.name, seal.name) == ("shell", "crab", "whale", "seal")
    assert (crab.id, crab.colour, crab.key) == (2, "#112233", "K")
    assert (whale.colour, whale.key) == ("#445566", "")
    assert len({item.colour.lower() for item in opened.store.classes()}) == 4
    assert opened.bench.actions["undo"].text().endswith("importing a list of classes")
    opened.bench.actions["undo"].trigger()
    assert [(item.name, item.key) for item in opened.store.classes()] == [("shell", ""), ("crab", "")]


def test_a_list_of_names_that_are_there_is_no_news(
    opened: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "classes.txt"
    path.write_text("crab\nshell\n")
    choose(monkeypatch, path)
    said = trigger(opened, "classes-import")
    assert said == "Nothing new: all classes of classes.txt are in the project already."
    assert [item.name for item in opened.store.classes()] == ["shell", "crab"], "places stay too"


def test_a_file_that_is_no_list_is_refused(
    opened: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "classes.txt"
    path.write_text("crab\ncrab\n")
    choose(monkeypatch, path)
    assert "names crab twice" in trigger(opened, "classes-import")


@pytest.mark.parametrize(
    ("chosen", "name", "content"),
    [
        ("A name a line (*.txt)", "mine.txt", "shell\ncrab\n"),
        ("Names as YOLO has them (*.yaml)", "mine.yaml", 'nc: 2\nnames:\n  0: "shell"\n  1: "crab"\n'),
    ],
)
def test_the_classes_are_exported(
    opened: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chosen: str, name: str, content: str
) -> None:
    choose(monkeypatch, tmp_path / "mine", chosen)
    assert trigger(opened, "classes-export") == f"Wrote 2 classes to {tmp_path / name}."
    assert (tmp_path / name).read_text() == content


def test_colours_and_keys_go_to_another_project(
    opened: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.json"
    opened.bench.classes.model.key_given.emit(2, "K")
    before = opened.store.classes()
    choose(monkeypatch, path)
    trigger(opened, "classes-export")
    opened.bench.notices.clear()
    while opened.store.undo_edit() is not None and opened.store.classes():
        opened.store.undo()
    opened.bench.part(ClassLists).import_from(path)
    opened.qtbot.waitUntil(lambda: len(opened.store.classes()) == 2)
    after = opened.store.classes()
    assert [(item.name, item.colour.lower(), item.key) for item in after] == [
        (item.name, item.colour.lower(), item.key) for item in before
    ]
