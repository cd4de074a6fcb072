"""What is dropped on the window goes where it belongs, and the window says before what that is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QDialog

from app.ui.dialogs.label_dialogs import ImportDialog
from app.ui.dragging import Dragged
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


def taken(*paths: Path) -> Dropped:
    return taken_for(Dragged(tuple(paths)))


def test_what_things_are_taken_for(tmp_path: Path, model: Path) -> None:
    project = tmp_path / "a.foveate"
    project.mkdir()
    assert taken_for(Dragged()) is Dropped.NOTHING
    assert taken_for(Dragged(address="https://example.org/a.png")) is Dropped.ADDRESS
    assert taken_for(Dragged(picture=True, address="https://example.org/a.png")) is Dropped.PICTURE
    assert taken(tmp_path, project) is Dropped.PROJECT
    for path in (model, model / "model.json", Path("a.pth"), Path("a.SAFETENSORS")):
        assert taken(path) is Dropped.MODEL, path
    for name in ("a.json", "a.yaml", "a.TXT"):
        assert taken(Path(name)) is Dropped.LABELS_OR_CLASSES, name
    assert taken(Path("a.xml")) is Dropped.LABELS
    assert taken(Path("a.names")) is Dropped.CLASSES
    for path in (tmp_path, Path("a.png"), Path("a.mp4")):
        assert taken(path) is Dropped.MEDIA, path
    assert taken(Path("a.txt"), Path("a.png")) is Dropped.MEDIA, "in whatever order they come"


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


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The places that the dialog for importing labels was opened at; it is closed again."""
    places: list[str] = []

    def give_up(dialog: ImportDialog) -> int:
        places.append(dialog.place.text())
        return QDialog.DialogCode.Rejected

    monkeypatch.setattr(ImportDialog, "exec", give_up)
    return places


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("boxes.json", '{"images": [], "categories": [{"id": 1, "name": "crab"}]}'),
        ("results.json", '[{"image_id": 1, "bbox": [1, 2, 3, 4]}]'),
        ("damaged.json", "{"),
        ("1.txt", "0 0.5 0.5 0.1 0.1\n"),
        ("empty.txt", ""),
        ("data.yaml", "path: .\nnames: [crab]\n"),
    ],
)
def test_labels_open_their_dialog_at_their_place(
    opened: Hand, tmp_path: Path, asked: list[str], name: str, content: str
) -> None:
    file = tmp_path / name
    file.write_text(content)
    assert drag(opened, held([file])) == f"Drop to import the labels or classes in {name}"
    drop(opened, held([file]))
    opened.qtbot.waitUntil(lambda: asked == [str(file)])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("classes.txt", "whale\nstar fish\n"),
        ("obj.names", "whale\nstar fish\n"),
        ("names.yaml", "names:\n  0: whale\n  1: star fish\n"),
        ("zoo.json", '{"classes": [{"id": 1, "name": "whale"}, {"id": 2, "name": "star fish"}]}'),
    ],
)
def test_a_list_of_classes_is_imported_as_one(
    opened: Hand, tmp_path: Path, asked: list[str], name: str, content: str
) -> None:
    file = tmp_path / name
    file.write_text(content)
    assert "classes in " in drag(opened, held([file]))
    drop(opened, held([file]))
    opened.qtbot.waitUntil(lambda: opened.notice() != "")
    assert [item.name for item in opened.store.classes()][-2:] == ["whale", "star fish"]
    assert opened.notice() == f"2 classes of {name} were added."
    assert asked == []


def test_a_list_of_classes_needs_no_pictures(hand: Hand, tmp_path: Path) -> None:
    hand.bench.opening.new_project(tmp_path / "empty.foveate")
    (tmp_path / "classes.txt").write_text("crab\n")
    (tmp_path / "1.txt").write_text("0 0.5 0.5 0.1 0.1\n")
    drop(hand, held([tmp_path / "classes.txt"]))
    hand.qtbot.waitUntil(lambda: [item.name for item in hand.store.classes()] == ["crab"])
    drop(hand, held([tmp_path / "1.txt"]))
    hand.qtbot.waitUntil(lambda: hand.notice() == "Labels belong to pictures: add the pictures first.")


def test_a_folder_of_labels_is_no_folder_of_pictures(opened: Hand, tmp_path: Path, asked: list[str]) -> None:
    folder = tmp_path / "voc" / "Annotations"
    folder.mkdir(parents=True)
    (folder / "find_0.xml").write_text("<annotation/>")
    drop(opened, held([folder.parent]))
    opened.qtbot.waitUntil(lambda: asked == [str(folder.parent)])
    make_picture(folder.parent / "late.png", 9)
    drop(opened, held([folder.parent]))
    opened.qtbot.waitUntil(lambda: len(opened.store.frame_ids()) == 7)
    assert len(asked) == 1


def test_several_at_once_where_one_is_meant(opened: Hand, tmp_path: Path, model: Path) -> None:
    assert "drop the folder that holds them" in drag(opened, held([tmp_path / "1.xml", tmp_path / "2.xml"]))
    other = tmp_path / "other.pth"
    assert "one at a time" in drag(opened, held([model, other]))
    both = [model / "model.json", model / "weights.safetensors"]
    assert drag(opened, held(both)) == "Drop to import the model model.json"


def test_labels_among_pictures_are_left_out_aloud(opened: Hand, tmp_path: Path) -> None:
    make_picture(tmp_path / "late.png", 9)
    (tmp_path / "late.txt").write_text("0 0.5 0.5 0.1 0.1\n")
    drop(opened, held([tmp_path / "late.txt", tmp_path / "late.png"]))
    assert "drop those on their own" in opened.notice()
    opened.qtbot.waitUntil(lambda: len(opened.store.frame_ids()) == 7)


def encoded(tmp_path: Path) -> bytes:
    make_picture(tmp_path / "away.png", 9)
    return (tmp_path / "away.png").read_bytes()


def test_a_picture_of_a_browser_is_kept_beside_the_project(opened: Hand, tmp_path: Path) -> None:
    content = encoded(tmp_path)
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/shells/a%2Fcrab.png?size=2")])
    data.setData("image/png", content)
    assert drag(opened, data) == "Drop to keep this picture and add it to beach"
    kept = opened.store.home / "beach dropped"
    for number in (7, 8):
        drop(opened, data)
        opened.qtbot.waitUntil(lambda number=number: len(opened.store.frame_ids()) == number)  # type: ignore[misc]
        opened.qtbot.waitUntil(lambda: not opened.bench.adding.busy)
    names = sorted(path.name for path in kept.iterdir())
    assert len(names) == 2, "nothing is written over"
    assert all((kept / name).read_bytes() == content for name in names)


def test_the_bare_pixels_of_a_picture_are_kept_too(opened: Hand) -> None:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    data = QMimeData()
    data.setImageData(image)
    drop(opened, data)
    opened.qtbot.waitUntil(lambda: len(opened.store.frame_ids()) == 7)
    (path,) = (opened.store.home / "beach dropped").iterdir()
    assert QImage(str(path)).pixelColor(5, 5).name() == "#336699"


def test_a_picture_that_cannot_be_kept_is_said(opened: Hand) -> None:
    (opened.store.home / "beach dropped").write_text("in the way")
    data = QMimeData()
    data.setImageData(QImage(40, 30, QImage.Format.Format_RGB32))
    drop(opened, data)
    opened.qtbot.waitUntil(lambda: "cannot be kept" in opened.notice())


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
    picture = QMimeData()
    picture.setImageData(QImage(40, 30, QImage.Format.Format_RGB32))
    assert "open a project first" in drag(hand, picture)
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
