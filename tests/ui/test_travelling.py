"""Undo and redo of long ways in the real window: piece by piece, with a word about it, and a way to stop."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton

from app.ui import travelling
from app.ui.travel_progress import ACTIVITY
from tests.project.building import draw
from tests.ui.conftest import Hand


@pytest.fixture
def drawn(opened: Hand, monkeypatch: pytest.MonkeyPatch) -> Hand:
    """Ten boxes on two frames, and pieces so small that ten steps take several."""
    monkeypatch.setattr(travelling, "ROWS_AT_ONCE", 3)
    (first, *_) = opened.store.classes()
    for n in range(10):
        draw(opened.store, opened.store.frame_ids()[n % 2], first.id, (n, n, n + 20, n + 20))
    opened.settle()
    return opened


def arrive(hand: Hand) -> None:
    hand.qtbot.waitUntil(lambda: not hand.bench.session.travel.busy)
    hand.settle()


def boxes(hand: Hand) -> int:
    return sum(sum(counts) for counts in hand.store.counts().values())


def test_a_long_way_goes_on_by_itself_and_says_how_far_it_is(drawn: Hand) -> None:
    session, activity = drawn.bench.session, drawn.bench.activity
    said: list[dict[str, str]] = []
    session.travel.moved.connect(lambda *_: said.append(activity.running))
    start = session.store.cursor if session.store else 0
    session.travel_to(start - 10)
    assert boxes(drawn) == 7, "the first piece is there at once"
    arrive(drawn)
    assert boxes(drawn) == 0
    assert said == [{ACTIVITY: "Undoing"}] * 3
    assert ACTIVITY not in activity.running
    session.travel_to(start)
    arrive(drawn)
    assert boxes(drawn) == 10
    assert said[-1] == {ACTIVITY: "Redoing"}


def test_a_person_can_stop_on_the_way(drawn: Hand) -> None:
    session = drawn.bench.session

    def cancel(*_: int) -> None:
        button = drawn.bench.activity.findChild(QPushButton, f"activityCancel-{ACTIVITY}")
        assert isinstance(button, QPushButton)
        button.click()

    session.travel.moved.connect(cancel)
    session.travel_to(drawn.store.cursor - 10)
    assert not session.travel.busy
    assert boxes(drawn) == 7
    assert ACTIVITY not in drawn.bench.activity.running
    arrive(drawn)
    assert boxes(drawn) == 7
    drawn.bench.actions["redo"].trigger()
    arrive(drawn)
    assert boxes(drawn) == 8


def test_an_edit_on_the_way_ends_it_and_stays(drawn: Hand) -> None:
    session = drawn.bench.session
    session.travel_to(drawn.store.cursor - 10)
    (first, *_) = drawn.store.classes()
    kept = draw(drawn.store, drawn.store.frame_ids()[2], first.id)
    arrive(drawn)
    assert drawn.store.box(kept).id == kept
    assert boxes(drawn) == 8
    assert drawn.store.redo_edit() is None


def test_one_looks_at_what_came_back(drawn: Hand) -> None:
    drawn.go_to(4)
    drawn.bench.session.undo()
    arrive(drawn)
    frame = drawn.bench.session.frame
    assert frame is not None
    assert frame.id == drawn.store.frame_ids()[1]


def test_closing_the_project_on_the_way_leaves_it_whole(drawn: Hand) -> None:
    drawn.bench.session.travel_to(drawn.store.cursor - 10)
    folder = drawn.store.folder
    drawn.bench.opening.close_project()
    assert not drawn.bench.session.travel.busy
    drawn.bench.opening.open_project(folder)
    drawn.settle()
    assert boxes(drawn) == 7
    drawn.bench.session.redo()
    arrive(drawn)
    assert boxes(drawn) == 8
