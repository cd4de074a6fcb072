"""Models from elsewhere, by way of the window, with a converter that the tests decide about."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog

from app.ui.dialogs.class_names_dialog import ClassNamesDialog, split_names
from retinanet_core.checkpoint import load_info
from retinanet_core.errors import Cancelled, CheckpointError
from tests.ui.conftest import Hand, make_model


class Converter:
    """Stands for `retinanet_core.importing.import_weights`; works for as long as `gate` is closed."""

    def __init__(self, model: Path) -> None:
        self.model = model
        self.gate = threading.Event()
        self.gate.set()
        self.error: CheckpointError | None = None
        self.started, self.ended = threading.Event(), threading.Event()

    def __call__(self, source: Path, folder: Path, *, cancelled: Callable[[], bool], **_: object) -> None:
        assert threading.current_thread() is not threading.main_thread()
        self.started.set()
        try:
            while not self.gate.wait(0.01):
                if cancelled():
                    raise Cancelled
            if self.error is not None:
                raise self.error
            shutil.copytree(self.model, folder)
        finally:
            self.ended.set()


@pytest.fixture
def converter(model: Path, monkeypatch: pytest.MonkeyPatch) -> Converter:
    made = Converter(model)
    monkeypatch.setattr("app.project.weights_files.import_weights", made)
    return made


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    path = tmp_path / "retinanet.pth"
    path.touch()
    return path


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))


def wait(hand: Hand) -> None:
    hand.qtbot.waitUntil(lambda: hand.bench.activity.running == {})
    hand.settle()


def left_over(hand: Hand) -> list[Path]:
    return list(hand.store.cache_dir.glob("importing*"))


def test_weights_are_read_beside_the_window_and_the_first_are_used(
    opened: Hand, converter: Converter, weights: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, weights)
    converter.gate.clear()
    opened.bench.actions["import-model"].trigger()
    assert opened.bench.activity.running == {"model": "Reading retinanet.pth"}
    opened.draw(20, 20, 80, 80)
    assert len(opened.boxes) == 1
    converter.gate.set()
    wait(opened)
    active = opened.store.active_version()
    assert active is not None
    assert active.note == "retinanet.pth"
    assert opened.notice() == ""
    assert left_over(opened) == []


def test_a_second_model_is_offered(
    opened: Hand, converter: Converter, weights: Path, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, model / "model.json")
    opened.bench.models.ask_for_model()
    wait(opened)
    (first,) = opened.store.versions()
    assert first.note == model.name
    opened.bench.models.import_model(weights)
    wait(opened)
    assert opened.notice() == "The model was imported as version 2."
    opened.press("noticeOffer")
    active = opened.store.active_version()
    assert active is not None
    assert active.id == 2


def test_weights_that_are_refused_are_a_notice(opened: Hand, converter: Converter, weights: Path) -> None:
    converter.error = CheckpointError(f"{weights} holds no weights.", detail="first byte 0")
    opened.bench.models.import_model(weights)
    wait(opened)
    assert opened.notice() == f"{weights} holds no weights."
    current = opened.bench.notices.current
    assert current is not None
    assert current.detail == "first byte 0"
    assert opened.store.versions() == ()
    assert left_over(opened) == []


def test_a_model_with_two_classes_of_one_name_is_a_notice(
    opened: Hand, converter: Converter, weights: Path, tmp_path: Path
) -> None:
    converter.model = make_model(tmp_path / "twice", [(1, "shell"), (2, "shell ")])
    opened.bench.models.import_model(weights)
    wait(opened)
    assert opened.notice().startswith(f"The model in {weights} has two classes with the same name")
    assert opened.store.versions() == ()
    assert left_over(opened) == []


@pytest.mark.parametrize("way", ["button", "project"])
def test_it_can_be_cancelled(opened: Hand, converter: Converter, weights: Path, way: str) -> None:
    converter.gate.clear()
    opened.bench.models.import_model(weights)
    opened.bench.models.import_model(weights)
    assert opened.notice() == "Another model is still being read; import retinanet.pth after it."
    opened.qtbot.waitUntil(converter.started.is_set, timeout=20_000)
    if way == "button":
        opened.press("activityCancel-model")
    else:
        opened.bench.opening.close_project()
    assert opened.bench.activity.running == {}
    assert converter.ended.wait(10)
    opened.qtbot.waitUntil(lambda: opened.bench.services.tasks.running == 0)
    assert opened.notice() == ""
    if way == "button":
        assert opened.store.versions() == ()
        converter.gate.set()
        opened.bench.models.import_model(weights)
        wait(opened)
        assert len(opened.store.versions()) == 1


def test_a_model_folder_is_copied_beside_the_window(
    opened: Hand, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[bool] = []

    def copy_file(source: Path, target: Path) -> None:
        copied.append(threading.current_thread() is not threading.main_thread())
        shutil.copyfile(source, target)

    monkeypatch.setattr("app.project.folders.copy_file", copy_file)
    opened.bench.models.import_model(model)
    wait(opened)
    assert copied
    assert all(copied)
    assert [version.note for version in opened.store.versions()] == [model.name]
    assert left_over(opened) == []


def test_what_is_no_model_is_a_notice(opened: Hand, tmp_path: Path) -> None:
    opened.bench.models.import_model(tmp_path)
    wait(opened)
    assert str(tmp_path) in opened.notice()
    assert left_over(opened) == []


def test_a_model_that_was_cancelled_too_late_leaves_nothing(
    opened: Hand, converter: Converter, weights: Path
) -> None:
    opened.bench.models.import_model(weights)
    assert converter.ended.wait(10)  # and its answer is on the way
    cancel = opened.bench.window.findChild(QAbstractButton, "activityCancel-model")
    assert isinstance(cancel, QAbstractButton)
    cancel.click()
    opened.qtbot.waitUntil(lambda: opened.bench.services.tasks.running == 0)
    assert opened.store.versions() == ()
    assert left_over(opened) == []


@pytest.fixture
def unnamed(opened: Hand, converter: Converter, weights: Path, tmp_path: Path) -> ClassNamesDialog:
    """The question for the names of three classes, in a project that knows shell and crab."""
    converter.model = make_model(tmp_path / "three", [(number, f"class {number}") for number in (1, 2, 3)])
    opened.bench.models.import_model(weights)
    opened.qtbot.waitUntil(lambda: opened.bench.window.findChild(ClassNamesDialog) is not None)
    dialog = opened.bench.window.findChild(ClassNamesDialog)
    assert isinstance(dialog, ClassNamesDialog)
    assert dialog.names() == ("class 1", "class 2", "class 3")
    assert opened.store.versions() == ()
    return dialog


def rename(dialog: ClassNamesDialog, row: int, name: str) -> None:
    item = dialog.table.item(row, 1)
    assert item is not None
    item.setText(name)


def test_classes_without_names_are_named_by_the_person(opened: Hand, unnamed: ClassNamesDialog) -> None:
    for row, name in enumerate((" crab", "gull", "")):
        rename(unnamed, row, name)
    assert unnamed.problem.text() == "Class 3 has no name."
    assert not unnamed.go.isEnabled()
    rename(unnamed, 2, "crab")
    assert unnamed.problem.text() == "Two classes are called crab."
    assert not unnamed.go.isEnabled()
    rename(unnamed, 2, "seal")
    unnamed.go.click()
    wait(opened)
    (version,) = opened.store.versions()
    assert [item.name for item in opened.store.classes()] == ["shell", "crab", "gull", "seal"]
    known = load_info(opened.store.models_dir / str(version.id)).classes
    assert [(item.id, item.name) for item in known] == [(2, "crab"), (3, "gull"), (4, "seal")]
    assert left_over(opened) == []


def test_names_can_be_pasted_and_read_from_a_file(
    opened: Hand, unnamed: ClassNamesDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    QGuiApplication.clipboard().setText("gull\nseal\n")
    unnamed.table.setCurrentCell(1, 1)
    QTest.keyClick(unnamed.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert unnamed.names() == ("class 1", "gull", "seal")
    assert unnamed.problem.text() == ""
    for text, problem in (
        ('{"names": {"0": "one", "2": "three", "1": "two"}}', ""),
        ('["four", "five"]', "2 names for 3 classes; look whether each has the right one."),
        ("{", "names.json holds no list of class names."),
    ):
        (tmp_path / "names.json").write_text(text)
        choose(monkeypatch, tmp_path / "names.json")
        button = unnamed.findChild(QAbstractButton, "namesFile")
        assert isinstance(button, QAbstractButton)
        unnamed.say_problem("not read yet")
        button.click()
        opened.qtbot.waitUntil(lambda wanted=problem: unnamed.problem.text() == wanted)  # type: ignore[misc]
    assert unnamed.names() == ("four", "five", "three")
    assert unnamed.go.isEnabled()
    unnamed.put_names(["five"])
    assert unnamed.problem.text() == "Two classes are called five."  # which is in the way, unlike the number
    unnamed.reject()


@pytest.mark.parametrize("way", ["button", "project"])
def test_without_names_there_is_no_import(opened: Hand, unnamed: ClassNamesDialog, way: str) -> None:
    if way == "button":
        assert left_over(opened)
        unnamed.reject()
        opened.qtbot.waitUntil(lambda: left_over(opened) == [])
        assert opened.store.versions() == ()
    else:
        cache = opened.store.cache_dir
        opened.bench.opening.close_project()
        opened.qtbot.waitUntil(lambda: not list(cache.glob("importing*")))
    opened.qtbot.waitUntil(lambda: opened.bench.window.findChild(ClassNamesDialog) is None)


def test_a_list_is_one_a_line_or_between_commas() -> None:
    assert split_names("gull\r\n grey  seal \n\n") == ["gull", "grey seal"]
    assert split_names("gull, seal,") == ["gull", "seal"]
    assert split_names("gull\tseal") == ["gull", "seal"]
    assert split_names(" \n ") == []
