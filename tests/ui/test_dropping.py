"""What is dropped on the window goes where it belongs, and the window says before what that is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QDialog

from app.ui.dialogs.label_dialogs import ImportDialog
from app.ui.dropping import Dropped, taken_for
from app.ui.model_controller import ModelController
from tests.ui.conftest import Hand, MakeHand, make_picture

ACTION, BUTTON, KEY = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def held(paths: Sequence[Path]) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drag(hand: Hand, data: QMimeData) -> str:
    """Hold it over the window; what the window says."""
    hand.bench.window.dragEnterEvent(QDragEnterEvent(QPoint(300, 300), ACTION, data, BUTTON, KEY))
    hint = hand.bench.dropping.hint
    return hint.text() if hint.isVisible() else ""


def drop(hand: Hand, data: QMimeData) -> None:
    hand.bench.window.dropEvent(QDropEvent(QPointF(300, 300), ACTION, data, BUTTON, KEY))


def test_what_things_are_taken_for(tmp_path: Path, model: Path) -> None:
    project = tmp_path / "a.foveate"
    project.mkdir()
    assert taken_for([]) is Dropped.NO_FILES
    assert taken_for([tmp_path, project]) is Dropped.PROJECT
    for path in (model, model / "model.json", Path("a.pth"), Path("a.SAFETENSORS")):
        assert taken_for([path]) is Dropped.MODEL, path
    for name in ("a.json", "a.xml", "a.yaml", "a.TXT"):
        assert taken_for([Path(name)]) is Dropped.LABELS, name
    for path in (tmp_path, Path("a.png"), Path("a.mp4")):
        assert taken_for([path]) is Dropped.MEDIA, path


def test_pictures_are_added_to_the_open_project(opened: Hand, tmp_path: Path) -> None:
    picture = tmp_path / "late.png"
    make_picture(picture, 9)
    assert drag(opened, held([picture])) == "Drop to add these to beach"
    drop(opened, held([picture]))
    assert not opened.bench.dropping.hint.isVisible()
    opened.qtbot.waitUntil(lambda: len(opened.store.frame_ids()) == 7)


def test_a_project_is_opened_and_the_hint_goes_away_with_the_hand(
    make_hand: MakeHand, pictures: Path
) -> None:
    first = make_hand()
    first.open(pictures)
    folder = first.store.folder
    first.bench.opening.close_project()
    assert drag(first, held([folder])) == "Drop to open the project"
    first.bench.window.dragLeaveEvent(QDragLeaveEvent())
    assert not first.bench.dropping.hint.isVisible()
    drop(first, held([folder]))
    assert first.store.folder == folder


def test_a_model_is_imported(opened: Hand, model: Path) -> None:
    assert drag(opened, held([model])) == "Drop to import the model shell-model"
    drop(opened, held([model]))
    opened.qtbot.waitUntil(lambda: opened.store.active_version() is not None)


def test_labels_open_their_dialog_at_their_place(
    opened: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def give_up(dialog: ImportDialog) -> int:
        asked.append(dialog.place.text())
        return QDialog.DialogCode.Rejected

    monkeypatch.setattr(ImportDialog, "exec", give_up)
    file = tmp_path / "boxes.json"
    file.write_text("{}")
    assert drag(opened, held([file])) == "Drop to import the labels in boxes.json"
    drop(opened, held([file]))
    assert asked == [str(file)]


def test_what_cannot_be_taken_is_said_before_and_after(
    hand: Hand, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ModelController, "import_model", lambda *_: pytest.fail("there is no project"))
    assert "open the pictures or the project first" in drag(hand, held([model]))
    drop(hand, held([model]))
    assert "open the pictures or the project first" in hand.notice()
    link = QMimeData()
    link.setUrls([QUrl("https://example.org/a.png")])
    assert "no file yet" in drag(hand, link)
    drop(hand, link)
    assert "no file yet" in hand.notice()


def test_nothing_is_added_to_a_project_that_is_only_looked_at(make_hand: MakeHand, pictures: Path) -> None:
    first = make_hand()
    first.open(pictures)
    second = make_hand()
    second.open(first.store.folder)
    assert "looking only" in drag(second, held([pictures]))
    drop(second, held([pictures]))
    assert "looking only" in second.notice()
