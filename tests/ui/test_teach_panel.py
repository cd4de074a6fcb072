"""A run at work and its card: the orders a person gives, what is left out, what broke off and goes on."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton

from app.project import edits, preparing, snapshot
from app.project.errors import ProjectError
from app.project.records import VersionStatus
from tests.ui.conftest import Hand
from tests.ui.lessons import face, rest, teach


def begin(hand: Hand, mode: str) -> None:
    """Teach, and wait until the run has said all that it says by itself."""
    hand.teach_mode = mode
    hand.key(Qt.Key.Key_T)
    work = hand.bench.teach_panel.work
    hand.qtbot.waitUntil(lambda: len(work.quality.points) == 10, timeout=20_000)


def offers(hand: Hand) -> dict[str, QAbstractButton]:
    """What the notice offers, by its words."""
    QApplication.processEvents()
    buttons = hand.bench.notices.findChildren(QPushButton, "noticeOffer")
    return {button.text(): button for button in buttons if button.isVisible()}


def test_it_says_what_is_trained_and_the_line_to_beat(labelled: Hand) -> None:
    teach(labelled, "first")
    labelled.press("cardClose")
    begin(labelled, "patient")
    work = labelled.bench.teach_panel.work
    assert work.phase.text() == "Step 1 of 2: The last layers learn."
    assert "0.85" in work.quality.accessibleDescription()
    assert "version 1" in work.quality.accessibleDescription()
    labelled.press("teachCancel")
    rest(labelled)


def test_it_can_be_paused_and_goes_on(labelled: Hand) -> None:
    begin(labelled, "patient")
    work = labelled.bench.teach_panel.work
    labelled.press("teachPause")
    labelled.qtbot.waitUntil(lambda: work.left.text() == "Paused")
    assert work.pause.text() == "Go on"
    assert labelled.bench.actions["teach-pause"].isChecked()
    assert labelled.bench.activity.running["teach"] == "Teaching is paused"
    labelled.press("teachPause")
    labelled.qtbot.waitUntil(lambda: work.left.text() == "" and not labelled.bench.services.teaching.paused)
    assert work.pause.text() == "Pause"
    labelled.press("teachCancel")
    rest(labelled)
    assert "cancelled" in labelled.notice()


def test_finishing_early_keeps_what_was_learnt(labelled: Hand) -> None:
    teach(labelled, "first")
    labelled.press("cardClose")
    begin(labelled, "patient")
    labelled.press("teachFinish")
    assert not labelled.bench.teach_panel.work.finish.isEnabled()
    rest(labelled)
    assert face(labelled) == "card"
    assert labelled.bench.teach_panel.done.headline.text() == "Version 2 is better"


def test_a_frame_that_cannot_be_read_is_left_out_aloud(labelled: Hand, pictures: Path) -> None:
    (pictures / "find_1.png").write_bytes(b"no picture any more")
    begin(labelled, "patient")
    line = labelled.bench.teach_panel.work.left_out
    assert line.words.text() == "1 frame cannot be read and is left out."
    assert not line.facts.isVisible()
    labelled.press("workLeftOutDetails")
    assert "find_1.png" in line.facts.toPlainText()
    assert line.facts.isVisible()
    labelled.press("teachFinish")
    rest(labelled)
    assert labelled.bench.teach_panel.done.left_out.words.isVisible()


def test_an_undecided_comparison_says_how_much_is_missing_and_leaves_the_choice(labelled: Hand) -> None:
    teach(labelled, "first")
    labelled.press("cardClose")
    teach(labelled, "undecided")
    done = labelled.bench.teach_panel.done
    assert done.advice.text() == "12 more pinned frames would help. Until then you decide."
    assert not done.use.isDefault()
    assert not done.keep.isDefault()
    labelled.press("cardKeep")
    assert labelled.store.version(2).status is VersionStatus.KEPT_OUT


def test_the_numbers_are_one_click_deeper(labelled: Hand) -> None:
    teach(labelled, "first")
    labelled.press("cardClose")
    teach(labelled, "better")
    labelled.press("cardNumbers")
    window = labelled.bench.lessons.comparing.window
    assert window is not None
    row = [window.numbers.item(0, column) for column in range(8)]
    texts = [item.text() for item in row if item is not None]
    assert texts == [
        "shell",
        "better",
        "10",
        "0.40 → 0.90",
        "+0.31 to +0.62",
        "4 → 9",
        "6 → 1",
        "1 → 1",
    ]


def test_a_run_that_broke_off_goes_on_when_told(labelled: Hand) -> None:
    teach(labelled, "broken")
    assert "ended by the system" in labelled.notice()
    assert face(labelled) == "ready"
    offers(labelled)["Go on"].click()
    rest(labelled)
    assert face(labelled) == "card"
    assert labelled.notice() == ""
    assert len(labelled.store.versions()) == 1


@pytest.mark.parametrize("wanted", ["Go on", "Discard"])
def test_opening_a_project_with_an_interrupted_run_asks_quietly(labelled: Hand, wanted: str) -> None:
    teach(labelled, "broken")
    folder = labelled.store.folder
    (run,) = labelled.store.runs_dir.iterdir()
    labelled.bench.opening.close_project()
    assert labelled.bench.opening.open_project(folder)
    labelled.qtbot.waitUntil(lambda: labelled.notice() == "Teaching was interrupted after 2 min 10 s.")
    offers(labelled)[wanted].click()
    if wanted == "Go on":
        rest(labelled)
        assert len(labelled.store.versions()) == 1
    else:
        labelled.qtbot.waitUntil(lambda: not (run / "state").exists())
        labelled.qtbot.waitUntil(lambda: labelled.store.totals().taught == 0)
        labelled.bench.opening.close_project()
        assert labelled.bench.opening.open_project(folder)
        labelled.qtbot.waitUntil(lambda: not labelled.bench.services.tasks.running)
        assert labelled.notice() == ""


def test_a_result_that_cannot_be_taken_over_is_told(labelled: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise ProjectError("The disk is full.", detail="errno 28")

    monkeypatch.setattr("app.project.versions.place_result", refuse)
    teach(labelled, "better")
    assert labelled.notice() == "A finished teaching could not be taken over. The disk is full."
    current = labelled.bench.notices.current
    assert current is not None
    assert "errno 28" in current.detail
    assert face(labelled) == "ready"
    assert not labelled.bench.teaching.busy


def test_a_run_does_not_go_on_with_what_was_pinned_since(labelled: Hand) -> None:
    teach(labelled, "broken")
    train = [frame.id for frame in labelled.store.frames() if frame.taught]
    edit = edits.pin_frames(labelled.store, train[:1], knowingly=True)
    assert edit is not None
    labelled.store.apply(edit)
    offers(labelled)["Go on"].click()
    rest(labelled)
    assert labelled.notice() == (
        "This run cannot go on, because 1 frame that it learns from is pinned now; teach anew."
    )
    assert labelled.store.versions() == ()


def test_frames_are_marked_before_they_are_written_and_no_more_when_that_is_cancelled(
    labelled: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, written = threading.Event(), threading.Event()
    whole = snapshot.write_snapshot

    def slow(*args: Any, **options: Any) -> Path:
        written.set()
        assert gate.wait(30)
        return whole(*args, **options)

    monkeypatch.setattr(snapshot, "write_snapshot", slow)
    labelled.key(Qt.Key.Key_T)
    labelled.qtbot.waitUntil(written.is_set, timeout=20_000)
    assert labelled.store.totals().taught > 0
    labelled.bench.teaching.cancel()
    assert labelled.store.totals().taught == 0
    gate.set()
    rest(labelled)
    assert labelled.store.totals().taught == 0
    assert labelled.store.versions() == ()


def test_teaching_again_waits_until_the_marks_of_what_was_cancelled_are_taken_back(
    labelled: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Marks are taken back one by one here: going on at once would take them from the next run's frames too."""
    monkeypatch.setattr(preparing, "_MARKED_AT_ONCE", 1)
    gate, written = threading.Event(), threading.Event()
    whole, plans = snapshot.write_snapshot, list[Any]()

    def slow(plan: Any, *args: Any, **options: Any) -> Path:
        plans.append(plan)
        written.set()
        assert gate.wait(30)
        return whole(plan, *args, **options)

    monkeypatch.setattr(snapshot, "write_snapshot", slow)
    labelled.key(Qt.Key.Key_T)
    labelled.qtbot.waitUntil(written.is_set, timeout=20_000)
    assert labelled.store.totals().taught == 2
    labelled.bench.teaching.cancel()
    assert labelled.store.totals().taught == 1
    assert not labelled.bench.teaching.busy
    labelled.teach_mode = "first"
    labelled.bench.teaching.teach()
    assert labelled.bench.teaching.busy
    gate.set()
    rest(labelled)
    first, second = plans
    assert second.marked == first.marked
    assert labelled.store.totals().taught == 2
    assert len(labelled.store.versions()) == 1


def test_what_waits_for_marks_to_be_taken_back_can_be_cancelled(
    labelled: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "_MARKED_AT_ONCE", 1)

    def fail(*_: Any, **__: Any) -> Path:
        raise ProjectError("The disk is full.")

    monkeypatch.setattr(snapshot, "write_snapshot", fail)
    marked: list[int] = []
    labelled.bench.teaching.busy_changed.connect(lambda: marked.append(labelled.store.totals().taught))
    labelled.key(Qt.Key.Key_T)
    labelled.qtbot.waitUntil(lambda: len(marked) == 2, timeout=20_000)
    assert marked == [0, 1]
    labelled.bench.teaching.teach()
    labelled.bench.teaching.cancel()
    assert not labelled.bench.teaching.busy
    labelled.qtbot.waitUntil(lambda: labelled.store.totals().taught == 0)
    rest(labelled)
    assert face(labelled) == "ready"
    labelled.qtbot.waitUntil(lambda: labelled.bench.services.tasks.running == 0)
