"""Files come into the project piece by piece, as one step, and the window lives meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton

from app.project.errors import ProjectError
from app.project.store import Store
from app.ui import adding
from tests.project.building import draw
from tests.ui.conftest import Hand, make_picture


@pytest.fixture
def more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Five pictures that are not in the project, of which two are added at once."""
    monkeypatch.setattr(adding, "FRAMES_AT_ONCE", 2)
    folder = tmp_path / "more"
    folder.mkdir()
    for number in range(5):
        make_picture(folder / f"more_{number}.png", 10 + number)
    return folder


def arrive(hand: Hand) -> None:
    hand.qtbot.waitUntil(lambda: not hand.bench.adding.busy and not hand.bench.session.travel.busy)
    hand.settle()


def test_pieces_are_one_step(opened: Hand, more: Path) -> None:
    before = len(opened.store.frame_ids())
    seen: list[tuple[int, list[str]]] = []
    opened.store.subscribe(
        lambda _change: seen.append(
            (len(opened.store.frame_ids()) - before, list(opened.bench.activity.running.values()))
        )
    )
    opened.open(more)
    arrive(opened)
    assert [count for count, _ in seen] == [2, 4, 5]
    assert seen[1][1] == ["Adding 4 of 5 files"]
    assert opened.bench.activity.running == {}
    assert opened.bench.actions["undo"].text().endswith("5 files")
    opened.bench.actions["undo"].trigger()
    arrive(opened)
    assert len(opened.store.frame_ids()) == before
    opened.bench.actions["redo"].trigger()
    arrive(opened)
    assert len(opened.store.frame_ids()) == before + 5


def test_cancel_keeps_what_is_in(opened: Hand, more: Path) -> None:
    before = len(opened.store.frame_ids())

    def cancel(_change: object) -> None:
        button = opened.bench.activity.findChild(QPushButton, f"activityCancel-{adding.ACTIVITY}")
        if len(opened.store.frame_ids()) == before + 4:
            assert isinstance(button, QPushButton)
            button.click()

    opened.store.subscribe(cancel)
    opened.open(more)
    arrive(opened)
    assert len(opened.store.frame_ids()) == before + 4
    assert opened.bench.activity.running == {}
    opened.store.undo()
    assert len(opened.store.frame_ids()) == before


def test_undo_on_the_way_ends_it(opened: Hand, more: Path) -> None:
    before = len(opened.store.frame_ids())

    def undo(_change: object) -> None:
        if len(opened.store.frame_ids()) == before + 4:
            QTimer.singleShot(0, opened.bench.session.undo)

    opened.store.subscribe(undo)
    opened.open(more)
    arrive(opened)
    assert len(opened.store.frame_ids()) == before


def test_a_box_drawn_on_the_way_is_a_step_between(opened: Hand, more: Path) -> None:
    drawn: list[int] = []

    def on_changed(change: object) -> None:
        if not drawn and len(opened.store.media()) == 8:
            drawn.append(0)
            drawn[0] = draw(opened.store, opened.store.frame_ids()[0], opened.store.classes()[0].id)

    opened.store.subscribe(on_changed)
    opened.open(more)
    arrive(opened)
    kinds = [(step.kind, step.count) for step in opened.store.history(3)]
    assert kinds == [("add media", 3), ("draw", 1), ("add media", 2)]


def test_a_full_disk_on_the_way_says_what_is_in(
    opened: Hand, more: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extend = Store.extend

    def full(store: Store, first: int, *rest: object, told: bool) -> object:
        if len(store.media()) == 8:
            raise ProjectError("The disk is full.")
        return extend(store, first, *rest, told=told)  # type: ignore[arg-type]

    monkeypatch.setattr(Store, "extend", full)
    opened.open(more)
    arrive(opened)
    assert len(opened.store.media()) == 8
    assert opened.notice() == (
        "The disk is full. 2 files were added before that; add the same again to get the others."
    )
