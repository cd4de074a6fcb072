"""Teaching from the window, with a child that only says what a child says."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton

from app.project.records import VersionStatus
from tests.ui.conftest import Hand
from tests.ui.lessons import face, rest, teach


def test_the_panel_says_what_there_is_to_learn_from(labelled: Hand) -> None:
    panel = labelled.bench.teach_panel
    assert panel.ready.news.text() == "2 new corrections on 2 frames."
    assert "3 more complete frames make a useful start" in panel.ready.advice.text()
    assert face(labelled) == "ready"


def test_with_nothing_to_learn_from_it_says_so(opened: Hand) -> None:
    opened.key(Qt.Key.Key_T)
    assert not opened.bench.teaching.busy
    assert opened.notice() != ""
    assert opened.store.versions() == ()


def test_the_first_version_is_used_at_once(labelled: Hand) -> None:
    teach(labelled, "first")
    active = labelled.store.active_version()
    assert active is not None
    assert face(labelled) == "card"
    panel = labelled.bench.teach_panel
    assert panel.done.headline.text() == "Version 1 is ready"
    assert panel.done.table.item(0, 2).text().startswith("9 of 10")
    assert not panel.done.keep.isVisibleTo(panel)
    assert labelled.bench.services.detection.version_id == active.id
    labelled.press("cardClose")
    assert face(labelled) == "ready"
    assert panel.ready.news.text() == "No new corrections."


def test_the_slider_goes_where_it_suits_the_version_until_a_person_moves_it(labelled: Hand) -> None:
    assert labelled.bench.display.threshold == 0.3
    teach(labelled, "first")
    assert labelled.bench.display.threshold == 0.5
    labelled.bench.bar.slider.setValue(40)
    labelled.qtbot.waitUntil(lambda: labelled.store.setting("score_threshold") == "0.4")
    labelled.press("cardClose")
    teach(labelled, "better")
    labelled.press("cardUse")
    assert labelled.bench.display.threshold == 0.4


def test_a_better_version_waits_for_the_person(labelled: Hand) -> None:
    teach(labelled, "first")
    labelled.press("cardClose")
    teach(labelled, "better")
    panel = labelled.bench.teach_panel
    assert panel.done.headline.text() == "Version 2 is better"
    assert panel.done.table.item(0, 1).text() == "4"
    assert panel.done.table.item(0, 2).text() == "9 of 10 ▲"
    assert labelled.bench.services.detection.version_id == 1
    assert panel.done.use.isDefault()
    labelled.press("cardUse")
    assert labelled.bench.services.detection.version_id == 2
    assert panel.done.headline.text() == "Version 2 is in use"
    labelled.press("cardBack")
    assert labelled.bench.services.detection.version_id == 1
    assert panel.done.headline.text() == "Version 2 is better"
    labelled.press("cardUse")
    labelled.press("cardClose")
    assert labelled.bench.services.detection.version_id == 2
    assert face(labelled) == "ready"


def test_a_worse_version_stays_out_and_can_be_used_later(labelled: Hand) -> None:
    teach(labelled, "first")
    labelled.press("cardClose")
    teach(labelled, "not better")
    panel = labelled.bench.teach_panel
    assert panel.done.headline.text() == "Version 2 is not better"
    assert panel.done.keep.isDefault()
    labelled.press("cardKeep")
    assert face(labelled) == "ready"
    assert labelled.bench.services.detection.version_id == 1
    assert labelled.store.version(2).status is VersionStatus.KEPT_OUT
    use = labelled.bench.lessons.history.findChild(QPushButton, "useVersion-2")
    QTest.mouseClick(use, Qt.MouseButton.LeftButton)
    labelled.settle()
    assert labelled.bench.services.detection.version_id == 2
    back = labelled.bench.lessons.history.findChild(QPushButton, "useVersion-1")
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    labelled.settle()
    assert labelled.bench.services.detection.version_id == 1


def test_labelling_goes_on_while_it_teaches(labelled: Hand) -> None:
    labelled.teach_mode = "patient"
    labelled.key(Qt.Key.Key_T)
    panel = labelled.bench.teach_panel
    labelled.qtbot.waitUntil(lambda: len(panel.work.quality.points) == 10, timeout=20_000)
    assert face(labelled) == "work"
    assert panel.work.plan.text() == "Teaching 5 frames."
    assert [loss for _, loss in panel.work.loss.points][:2] == [1.0, 0.95]
    labelled.qtbot.waitUntil(lambda: "Measuring takes long." in panel.work.notes.text())
    assert panel.work.notes.isVisibleTo(panel)
    assert panel.work.left.text() == "Comparing on pinned frames"
    assert "teach" in labelled.bench.activity.running
    labelled.draw(120, 40, 200, 120)
    assert len(labelled.boxes) == 1
    assert not labelled.bench.actions["teach"].isEnabled()
    labelled.press("activityCancel-teach")
    labelled.qtbot.waitUntil(lambda: not labelled.bench.teaching.busy, timeout=20_000)
    assert "cancelled" in labelled.notice()
    assert labelled.store.versions() == ()
    assert labelled.store.totals().taught == 0, "its frames can be pinned again"
    assert face(labelled) == "ready"


def test_the_card_names_the_version_that_was_compared_and_the_one_in_use(labelled: Hand) -> None:
    teach(labelled, "first")
    labelled.press("cardClose")
    teach(labelled, "better")
    labelled.press("cardUse")
    labelled.press("cardClose")
    labelled.teach_mode = "patient"
    labelled.key(Qt.Key.Key_T)
    panel = labelled.bench.teach_panel
    labelled.qtbot.waitUntil(lambda: len(panel.work.quality.points) == 10, timeout=20_000)
    labelled.bench.lessons.versions.activate(1)
    labelled.bench.teaching.finish_early()
    rest(labelled)
    assert panel.done.headline.text() == "Version 3 is better"
    assert panel.done.keep.text() == "Keep version 1"
    assert "It was compared with version 2, which it was taught from." in panel.done.advice.text()
    labelled.press("cardPictures")
    comparison = labelled.bench.lessons.comparing.window
    assert comparison is not None
    assert "2" in comparison.windowTitle()
    labelled.bench.lessons.comparing.close()
    labelled.bench.lessons.versions.activate(2)
    assert panel.done.keep.text() == "Keep version 2"
    assert "compared with" not in panel.done.advice.text()
    labelled.press("cardUse")
    assert panel.done.back.text() == "Go back to version 2"


@pytest.mark.parametrize("stop", [True, False])
def test_leaving_the_project_while_it_teaches_is_asked_about(
    labelled: Hand, monkeypatch: pytest.MonkeyPatch, stop: bool
) -> None:
    def answer(question: QMessageBox) -> int:
        (button,) = [item for item in question.buttons() if ("Stop" in item.text()) is stop]
        button.click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    labelled.teach_mode = "patient"
    labelled.key(Qt.Key.Key_T)
    labelled.qtbot.waitUntil(lambda: labelled.bench.services.teaching.running, timeout=20_000)
    labelled.bench.opening.close_project()
    assert (labelled.bench.session.store is None) is stop
    if not stop:
        assert labelled.bench.teaching.busy
        labelled.bench.teaching.cancel()
    labelled.qtbot.waitUntil(lambda: not labelled.bench.teaching.busy, timeout=20_000)


def test_a_result_behind_another_tab_is_announced(labelled: Hand) -> None:
    labelled.teach_mode = "first"
    labelled.key(Qt.Key.Key_T)
    labelled.bench.teach_panel.parentWidget().hide()
    labelled.qtbot.waitUntil(lambda: not labelled.bench.teaching.busy, timeout=20_000)
    assert labelled.notice() == "Version 1 is ready."
    labelled.press("noticeOffer")
    assert labelled.bench.teach_panel.isVisible()
    labelled.press("cardClose")


@pytest.mark.parametrize(
    ("mode", "words"), [("failed", "not enough memory"), ("killed", "ended by the system")]
)
def test_a_child_that_fails_is_a_sentence(labelled: Hand, mode: str, words: str) -> None:
    teach(labelled, mode)
    assert words in labelled.notice()
    current = labelled.bench.notices.current
    assert current is not None
    assert current.detail != ""
    assert labelled.store.versions() == ()
    labelled.draw(120, 40, 200, 120)
    assert len(labelled.boxes) == 1


def test_the_minutes_are_remembered(labelled: Hand, home: Path) -> None:
    labelled.bench.teach_panel.ready.minutes.setValue(2.5)
    assert '"teach_minutes": 2.5' in (home / "data" / "settings.json").read_text()


def test_what_was_taught_before_a_crash_is_found_again(labelled: Hand) -> None:
    teach(labelled, "first")
    folder = labelled.store.folder
    run = next(iter(labelled.store.runs_dir.iterdir()))
    labelled.bench.opening.close_project()
    # As if the program had ended between the child's report and the new version.
    (run.parent / "0007").mkdir()
    for item in run.iterdir():
        target = run.parent / "0007" / item.name
        if item.is_file():
            target.write_bytes(item.read_bytes())
    (run.parent / "0007" / "candidate").mkdir()
    for item in (run / "candidate").iterdir():
        (run.parent / "0007" / "candidate" / item.name).write_bytes(item.read_bytes())
    assert labelled.bench.opening.open_project(folder)
    labelled.qtbot.waitUntil(lambda: len(labelled.store.versions()) == 2)
    labelled.settle()
    assert [version.run for version in labelled.store.versions()] == [run.name, "0007"]
    assert "version 2" in labelled.notice()
