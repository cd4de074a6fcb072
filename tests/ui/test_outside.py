"""Files that are moved, replaced or deleted while the window is open, and drives that are not connected."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from app.project import outside
from app.ui.dialogs.relink_dialog import RelinkDialog
from app.ui.outside_controller import OutsideController
from app.ui.panels.frames_model import Role
from tests.ui.conftest import Hand, MakeHand, make_picture


def look(hand: Hand) -> None:
    """Let every file be looked at."""
    controller = hand.bench.part(OutsideController)
    controller.look_at_all()
    wait(hand)


def wait(hand: Hand) -> None:
    controller = hand.bench.part(OutsideController)
    hand.qtbot.waitUntil(lambda: not controller.watch.sweeping and hand.bench.services.tasks.running == 0)
    hand.settle()


def choose(monkeypatch: pytest.MonkeyPatch, folder: Path | str) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(folder))


def found_in(hand: Hand, folder: Path, monkeypatch: pytest.MonkeyPatch) -> RelinkDialog:
    """The dialog once that folder has been searched."""
    choose(monkeypatch, folder)
    hand.press("noticeOffer")
    dialog = hand.bench.part(OutsideController).dialog
    assert dialog is not None
    hand.qtbot.waitUntil(lambda: not dialog.bar.isVisible())
    return dialog


def seen(hand: Hand) -> list[str]:
    return [media.seen for media in hand.store.media()]


def test_nothing_is_said_while_all_is_as_it_was(opened: Hand) -> None:
    look(opened)
    assert opened.notice() == ""
    assert seen(opened) == [""] * 6


def test_moved_files_are_one_bar_and_are_found_again(
    opened: Hand, pictures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.draw(20, 20, 80, 80)
    new = pictures.with_name("archive")
    new.mkdir()
    for number in range(4):
        shutil.move(pictures / f"find_{number}.png", new / f"find_{number}.png")
    (new / "find_3.png").unlink()
    look(opened)
    assert opened.notice() == "4 files are not where they were."
    notice = opened.bench.notices.current
    assert notice is not None
    assert str(pictures / "find_2.png") in notice.detail.splitlines()
    assert seen(opened) == ["missing"] * 4 + [""] * 2
    model = opened.bench.frames.model
    assert model.index(1, 0).data(Role.SUBTITLE) == "not where it was"
    opened.bench.frames.bar.set_text("problem:yes")
    assert len(model.order) == 4
    opened.bench.frames.bar.set_text("")
    steps = opened.store.history()
    dialog = found_in(opened, new, monkeypatch)
    assert dialog.summary.text() == "3 found by their content, 1 not found."
    assert dialog.apply.text() == "Use these 3 places"
    assert not dialog.by_name.isVisible()
    rows = [[dialog.model.index(row, column).data() for column in range(4)] for row in range(4)]
    assert rows[0] == ["find_0.png", str(pictures), str(new), "its content"]
    assert rows[3] == ["find_3.png", str(pictures), "", "not found"]
    assert opened.store.history() == steps, "nothing has changed yet"
    dialog.apply.click()
    wait(opened)
    wait(opened)
    assert seen(opened) == ["", "", "", "missing", "", ""]
    assert opened.notice() == "find_3.png is not where it was."
    assert "3 of 4 files were found again." in [notice.text for notice in opened.bench.notices._notices]
    assert len(opened.boxes) == 1
    assert opened.bench.actions["undo"].text() == "&Undo finding 3 files again"
    opened.bench.session.undo()
    wait(opened)
    assert opened.notice() == "4 files are not where they were."
    opened.bench.session.redo()
    wait(opened)
    assert seen(opened) == ["", "", "", "missing", "", ""]


def test_giving_up_the_search_offers_it_again(
    opened: Hand, pictures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pictures / "find_2.png").unlink()
    look(opened)
    choose(monkeypatch, "")
    opened.press("noticeOffer")
    assert opened.notice() == "find_2.png is not where it was."
    empty = tmp_path / "empty"
    empty.mkdir()
    dialog = found_in(opened, empty, monkeypatch)
    assert dialog.summary.text().startswith("None of them is there.")
    assert not dialog.apply.isEnabled()
    choose(monkeypatch, pictures)
    dialog.other.click()
    wait(opened)
    assert dialog.where.text() == f"Looked for in {pictures}"
    dialog.reject()
    assert opened.notice() == "find_2.png is not where it was."
    assert opened.bench.part(OutsideController).dialog is None


def test_a_file_of_the_same_name_is_taken_only_when_asked_for(
    opened: Hand, pictures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pictures / "find_2.png").unlink()
    look(opened)
    (tmp_path / "other").mkdir()
    make_picture(tmp_path / "other" / "find_2.png", 9)
    dialog = found_in(opened, tmp_path / "other", monkeypatch)
    assert dialog.summary.text() == "1 by their name only."
    assert dialog.by_name.isVisible()
    assert not dialog.apply.isEnabled()
    dialog.by_name.click()
    assert dialog.apply.text() == "Use this place"
    dialog.apply.click()
    wait(opened)
    wait(opened)
    assert opened.notice() == "find_2.png was replaced by another file; its boxes may not fit any more."
    opened.bench.session.undo()
    wait(opened)
    assert opened.notice() == "find_2.png is not where it was."


def test_another_project_closes_the_search(
    opened: Hand, pictures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pictures / "find_2.png").unlink()
    look(opened)
    found_in(opened, pictures, monkeypatch)
    opened.bench.opening.close_project()
    assert opened.bench.part(OutsideController).dialog is None


def test_the_frame_at_hand_notices_by_itself_that_its_file_comes_and_goes(
    opened: Hand, pictures: Path
) -> None:
    file = pictures / "find_0.png"
    opened.qtbot.waitUntil(lambda: str(file) in opened.bench.part(OutsideController).watch._watcher.files())
    aside = file.rename(pictures.parent / "aside.png")
    opened.qtbot.waitUntil(lambda: opened.notice() == "find_0.png is not where it was.")
    aside.rename(file)
    opened.qtbot.waitUntil(lambda: opened.notice() == "")
    assert seen(opened)[0] == ""


def test_a_replaced_file_is_asked_about_and_used(opened: Hand, pictures: Path) -> None:
    opened.draw(20, 20, 80, 80)
    opened.bench.review.complete_and_next()
    opened.go_to(0)
    make_picture(pictures / "find_0.png", 9)
    look(opened)
    assert opened.notice() == "find_0.png was replaced by another file; its boxes may not fit any more."
    before = opened.bench.services.loader.get(1)
    assert before is not None
    opened.bench.notices.current.offers[0].act()  # type: ignore[union-attr]
    wait(opened)
    wait(opened)
    after = opened.bench.services.loader.get(1)
    assert after is not None
    assert (before != after).any(), "the pixels are those of the new file"
    assert not opened.store.frame(1).reviewed
    assert len(opened.boxes) == 1
    assert opened.bench.actions["undo"].text() == "&Undo using a file that was replaced"
    look(opened)
    assert "replaced" not in opened.notice()


def test_a_replaced_file_may_be_kept_as_it_was_and_stays_marked(opened: Hand, pictures: Path) -> None:
    make_picture(pictures / "find_1.png", 9)
    look(opened)
    opened.bench.notices.current.offers[1].act()  # type: ignore[union-attr]
    opened.bench.notices.withdraw("outside-replaced")
    assert seen(opened)[1] == "replaced"
    assert opened.bench.frames.model.index(1, 0).data(Role.SUBTITLE) == "file was replaced"
    look(opened)
    assert opened.notice() == ""
    opened.bench.actions["look-at-files"].trigger()
    wait(opened)
    assert "was replaced" in opened.notice(), "who asks is asked again"


def test_who_asks_hears_that_all_is_well_and_closed_bars_again(opened: Hand, pictures: Path) -> None:
    opened.settle()
    opened.bench.actions["look-at-files"].trigger()
    wait(opened)
    assert opened.notice() == "All files are where they were."
    (pictures / "find_3.png").unlink()
    look(opened)
    opened.bench.notices.close_current()
    look(opened)
    assert "find_3.png" not in opened.notice(), "it was closed"
    opened.bench.actions["look-at-files"].trigger()
    wait(opened)
    assert opened.notice() == "find_3.png is not where it was."


def test_what_replaced_a_file_may_be_no_picture(opened: Hand, pictures: Path) -> None:
    (pictures / "find_1.png").write_text("no picture")
    make_picture(pictures / "find_2.png", 9)
    look(opened)
    assert opened.notice().startswith("2 files were replaced by others")
    opened.bench.notices.current.offers[0].act()  # type: ignore[union-attr]
    wait(opened)
    wait(opened)
    said = [notice.text for notice in opened.bench.notices._notices]
    assert any("find_1.png" in text for text in said)
    assert opened.store.history()[0].kind == "replace media"


def test_a_drive_that_is_away_and_comes_back(
    make_hand: MakeHand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside, "DRIVES_BELOW", (tmp_path / "mounts",))
    stick = tmp_path / "mounts" / "STICK"
    (stick / "beach").mkdir(parents=True)
    for number in range(3):
        make_picture(stick / "beach" / f"find_{number}.png", number)
    hand = make_hand()
    hand.bench.opening.new_project(tmp_path / "work.foveate")
    hand.open(stick / "beach")
    away = stick.rename(tmp_path / "away")
    look(hand)
    assert hand.notice() == "The drive STICK is not connected."
    assert seen(hand) == [""] * 3, "nothing is known of its files"
    hand.bench.services.loader.forget([2])
    hand.bench.session.go_to(2)
    hand.qtbot.waitUntil(lambda: 2 in hand.bench.session.unreadable)
    away.rename(stick)
    hand.press("noticeOffer")
    wait(hand)
    assert hand.notice() == ""
    hand.qtbot.waitUntil(lambda: hand.bench.view.ready)
    assert 2 not in hand.bench.session.unreadable


def test_a_project_that_is_only_looked_at_says_what_is_missing_but_offers_nothing(
    make_hand: MakeHand, pictures: Path
) -> None:
    first = make_hand()
    first.open(pictures)
    second = make_hand()
    second.open(first.store.folder)
    assert second.notice() == second.store.read_only_reason
    (pictures / "find_3.png").unlink()
    look(second)
    notice = second.bench.notices.current
    assert notice is not None
    assert (notice.text, notice.offers) == ("find_3.png is not where it was.", ())
    assert seen(second) == [""] * 6
