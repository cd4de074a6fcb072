"""Where projects live, what is opened, and what is said about files that cannot be."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from app.project.store import Store
from app.ui import places
from tests.ui.conftest import Hand, MakeHand, make_picture


def test_a_folder_gets_its_project_beside_it(hand: Hand, pictures: Path) -> None:
    hand.open(pictures)
    assert hand.store.folder == pictures.with_name("beach.foveate")
    assert hand.store.totals().frames == 6
    assert hand.bench.window.windowTitle().startswith("beach")


def test_opening_the_folder_again_opens_the_same_project(make_hand: MakeHand, pictures: Path) -> None:
    first = make_hand()
    first.open(pictures)
    first.add_class("shell")
    first.bench.opening.close_project()
    make_picture(pictures / "find_6.png", 6)
    first.open(pictures)
    first.qtbot.waitUntil(lambda: first.store.totals().frames == 7)
    assert [item.name for item in first.store.classes()] == ["shell"]
    assert first.notice() == ""


def test_single_files_get_a_project_named_after_their_folder(hand: Hand, pictures: Path) -> None:
    hand.open(pictures / "find_1.png", pictures / "find_4.png")
    assert hand.store.folder == pictures.with_name("beach.foveate")
    assert hand.store.totals().frames == 2


def test_a_folder_that_cannot_be_written_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "cd-rom" / "beach"
    folder.mkdir(parents=True)
    monkeypatch.setattr("os.access", lambda path, mode: False)
    assert places.project_folder_for([folder], tmp_path / "data") == tmp_path / "data" / "beach.foveate"


@given(
    st.lists(
        st.text(st.characters(exclude_characters="/\0.", codec="utf-8"), min_size=1, max_size=8), min_size=1
    )
)
def test_the_project_of_some_media_does_not_depend_on_how_often_one_asks(names: list[str]) -> None:
    media = [Path("/nowhere") / "beach" / name for name in names]
    once = places.project_folder_for(media, Path("/data"))
    assert once == places.project_folder_for(media, Path("/data"))
    assert once.name == "beach.foveate"


def test_dropping_more_files_adds_to_the_open_project(opened: Hand, tmp_path: Path) -> None:
    extra = tmp_path / "other place"
    extra.mkdir()
    make_picture(extra / "late.png", 9)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(extra))])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    opened.bench.window.dropEvent(event)
    opened.qtbot.waitUntil(lambda: opened.store.totals().frames == 7)
    assert event.isAccepted()
    assert opened.store.folder.name == "beach.foveate"


def test_dropping_what_is_there_already_is_said(opened: Hand, pictures: Path) -> None:
    opened.bench.opening.open_paths([pictures])
    opened.qtbot.waitUntil(lambda: not opened.bench.adding.busy)
    assert opened.notice() == "Nothing new: all 6 files are in the project already."


def test_a_folder_with_nothing_in_it_is_said(hand: Hand, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    hand.bench.opening.open_paths([empty])
    hand.qtbot.waitUntil(lambda: not hand.bench.adding.busy)
    assert hand.notice() == "There are no pictures or videos in what was opened."
    assert hand.bench.session.frame is None


def test_unreadable_files_are_listed_with_their_reason(hand: Hand, pictures: Path) -> None:
    (pictures / "broken.png").write_bytes(b"not a picture")
    hand.open(pictures)
    assert hand.store.totals().frames == 6
    assert "broken.png" in hand.notice()
    model = hand.bench.frames.model
    (broken,) = [media for media in hand.store.media() if media.problem]
    row = model.row_of_broken(broken.id)
    assert row is not None
    hand.bench.frames.view.setCurrentIndex(model.index(row, 0))
    hand.settle()
    assert hand.bench.session.frame is None
    assert "broken.png" in hand.bench.canvas.accessibleDescription()
    assert not hand.bench.actions["complete"].isEnabled()
    hand.key(Qt.Key.Key_Right)
    hand.settle()
    following = hand.bench.session.frame
    assert following is not None
    assert following.id == hand.store.frame_ids()[0], "broken.png comes before the finds"


def test_a_file_that_went_away_is_a_sentence_and_comes_back(
    opened: Hand, pictures: Path, tmp_path: Path
) -> None:
    away = tmp_path / "find_4.png"
    shutil.move(pictures / "find_4.png", away)
    frame_id = opened.store.frame_ids()[4]
    opened.bench.services.loader.forget([frame_id])
    opened.bench.session.go_to(frame_id)
    opened.qtbot.waitUntil(lambda: frame_id in opened.bench.session.unreadable)
    assert "find_4.png" in opened.bench.canvas.accessibleDescription()
    shutil.move(away, pictures / "find_4.png")
    opened.go_to(0)
    opened.go_to(4)
    assert frame_id not in opened.bench.session.unreadable


def test_what_is_no_project_is_refused_and_the_open_one_stays(opened: Hand, tmp_path: Path) -> None:
    folder = opened.store.folder
    (tmp_path / "no.foveate").mkdir()
    assert not opened.bench.opening.open_project(tmp_path / "no.foveate")
    assert "is not a Foveate project" in opened.notice()
    assert opened.store.folder == folder


def test_a_damaged_project_is_refused_and_the_open_one_stays(opened: Hand, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.foveate"
    damaged.mkdir()
    (damaged / "project.sqlite").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    assert not opened.bench.opening.open_project(damaged)
    assert "damaged" in opened.notice()
    assert opened.store.totals().frames == 6


def test_a_second_window_only_looks(make_hand: MakeHand, pictures: Path) -> None:
    first = make_hand()
    first.open(pictures)
    first.add_class("shell")
    first.draw(20, 20, 80, 80)
    second = make_hand()
    second.open(first.store.folder)
    assert second.store.read_only
    assert "another window" in second.notice()
    assert second.bench.status.saved.text() == "looking only"
    assert len(second.boxes) == 1
    for name in ("draw", "complete", "detect", "teach", "undo", "import-labels"):
        assert not second.bench.actions[name].isEnabled(), name
    second.drag(120, 40, 200, 120)
    assert len(second.boxes) == 1
    first.bench.opening.close_project()
    second.press("noticeOffer")
    second.settle()
    assert not second.store.read_only


def test_it_opens_where_one_was(opened: Hand) -> None:
    opened.go_to(4)
    folder = opened.store.folder
    opened.bench.opening.close_project()
    assert opened.bench.session.store is None
    assert opened.bench.opening.open_project(folder)
    frame = opened.bench.session.frame
    assert frame is not None
    assert frame.id == opened.store.frame_ids()[4]


def test_the_welcome_lists_recent_projects(opened: Hand) -> None:
    folder = opened.store.folder
    opened.bench.opening.close_project()
    QApplication.processEvents()
    buttons = opened.bench.welcome.findChildren(QPushButton, "recentProject")
    (recent,) = [button for button in buttons if button.isVisible()]
    assert "beach" in recent.text()
    recent.click()
    opened.settle()
    assert opened.store.folder == folder


def test_a_recent_project_that_is_gone_says_so_and_can_be_taken_off(opened: Hand) -> None:
    bench, folder = opened.bench, opened.store.folder
    bench.opening.close_project()
    folder.rename(folder.with_name("elsewhere.foveate"))
    bench.opening.new_project(folder.with_name("other.foveate"))
    bench.opening.close_project()

    def shown(name: str) -> list[QPushButton | QLabel]:
        found = bench.welcome.findChildren(QWidget, name)
        return [one for one in found if one.isVisible() and isinstance(one, QPushButton | QLabel)]

    opened.qtbot.waitUntil(lambda: len(shown("recentGone")) == 1)
    assert [one.text() for one in shown("recentGone")] == ["not there any more"]
    assert len(shown("recentProject")) == 2
    texts = [action.text() for action in bench._recent.actions()]
    assert [text.endswith("(not there any more)") for text in texts[:2]] == [False, True]
    assert texts[-1] == "Remove those that are not there"
    (remove,) = shown("recentRemove")
    assert isinstance(remove, QPushButton)
    assert remove.accessibleName() == "Remove beach from the list"
    remove.click()
    opened.qtbot.waitUntil(lambda: not shown("recentGone"))
    assert [path.name for path in bench.opening.recent] == ["other.foveate"]
    assert folder.with_name("elsewhere.foveate").is_dir(), "nothing is deleted"


def test_a_refused_edit_is_said_and_changes_nothing(opened: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.project.errors import ProjectError

    def full(*_: object, **__: object) -> None:
        raise ProjectError("The disk is full, so this was not kept.", detail="SQLITE_FULL")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "apply", full)
        opened.draw(20, 20, 80, 80)
        assert opened.boxes == ()
        assert opened.bench.canvas.boxes() == ()
        assert opened.notice() == "The disk is full, so this was not kept."
    opened.draw(20, 20, 80, 80)
    assert len(opened.boxes) == 1
    assert opened.notice() == "", "what was said no longer holds"


def test_closing_remembers_where_the_window_was(make_hand: MakeHand, home: Path) -> None:
    first = make_hand()
    first.bench.window.resize(760, 620)
    QApplication.processEvents()
    first.bench.window.close()
    assert (home / "data" / "window.ini").is_file()
    from app.ui.window import Window

    window = Window(home / "data" / "window.ini")
    window.restore_geometry()
    assert (window.width(), window.height()) == (760, 620)
    window.deleteLater()
