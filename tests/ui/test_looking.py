"""Pictures of a large folder are in the list before anybody looked into them; the window learns their sizes later."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from app.project import listing, sizes
from app.project.media_paths import Locator
from app.project.records import BoxState, Learned
from app.ui import looking
from app.ui.dialogs.label_dialogs import ImportChoice
from app.ui.frame_state import FrameState
from app.ui.looking import LookingController
from app.ui.panels.frames_model import Role
from tests.ui.conftest import HEIGHT, WIDTH, Hand


@pytest.fixture(autouse=True)
def only_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the pictures of a folder one is looked into at once."""
    monkeypatch.setattr(listing, "LOOKED_INTO", 1)


def looked(hand: Hand) -> None:
    hand.qtbot.waitUntil(lambda: not hand.bench.part(LookingController).busy)
    hand.settle()


def known(hand: Hand) -> list[bool]:
    return [(frame.width, frame.height) == (WIDTH, HEIGHT) for frame in hand.store.frames()]


def test_sizes_come_by_themselves(hand: Hand, pictures: Path) -> None:
    hand.open(pictures)
    looked(hand)
    assert known(hand) == [True] * 6
    assert sizes.unknown(hand.store) == []
    assert [entry.kind for entry in hand.store.history()] == ["add media"]


def test_a_box_can_be_drawn_before(hand: Hand, pictures: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sizes, "unknown", lambda *_: [])  # Nobody comes to look into them.
    hand.open(pictures)
    hand.add_class("stone")
    hand.go_to(3)
    assert known(hand) == [True, False, False, True, False, False]
    hand.draw(250, 200, 400, 400)
    (box,) = hand.boxes
    assert box.state is BoxState.CONFIRMED
    assert (box.x2, box.y2) == (WIDTH, HEIGHT)


def test_labels_wait_for_the_sizes_and_the_window_does_not(
    hand: Hand, pictures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "yolo"
    (source / "labels").mkdir(parents=True)
    (source / "data.yaml").write_text("names: [stone]\n")
    (source / "labels" / "find_4.txt").write_text("0 0.5 0.5 0.5 0.5\n")
    threads: list[int] = []
    look = sizes.look_into

    def watched(picture: sizes.Unknown, locator: Locator) -> Learned:
        threads.append(threading.get_ident())
        return look(picture, locator)

    monkeypatch.setattr(sizes, "look_into", watched)
    hand.bench.opening.open_paths([pictures])
    hand.bench.part(LookingController).stop()  # Nobody comes to look into them.
    hand.qtbot.waitUntil(lambda: not hand.bench.adding.busy and hand.bench.view.ready)
    assert known(hand) == [True] + [False] * 5
    hand.bench.labels.import_from(ImportChoice(source, "yolo", as_reviewed=True))
    hand.qtbot.waitUntil(lambda: bool(hand.store.classes()))
    assert known(hand) == [True, False, False, False, True, False]
    (box,) = hand.store.boxes(hand.store.frame_ids()[4])
    assert box.rect == (WIDTH / 4, HEIGHT / 4, WIDTH * 3 / 4, HEIGHT * 3 / 4)
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def test_what_cannot_be_read_is_marked_also_later(hand: Hand, pictures: Path) -> None:
    (pictures / "find_4.png").write_bytes(b"not a picture")
    hand.open(pictures)
    looked(hand)
    frame_id = hand.store.frame_ids()[4]

    def state() -> object:
        model = hand.bench.frames.model
        rows = [model.index(row, 0) for row in range(model.rowCount())]
        return next(index.data(Role.STATE) for index in rows if index.data(Role.FRAME_ID) == frame_id)

    assert state() is FrameState.UNREADABLE
    folder = hand.store.folder
    hand.bench.opening.close_project()
    hand.open(folder)
    looked(hand)
    assert state() is FrameState.UNREADABLE
    assert "find_4.png" in hand.bench.session.why_unreadable(frame_id)


def test_a_large_folder_says_how_far_it_is_and_can_be_stopped(
    hand: Hand, pictures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "MANY", 2)
    monkeypatch.setattr(looking, "AT_ONCE", 1)
    said: list[str] = []

    def on_activity() -> None:
        text = hand.bench.activity.running.get(looking.ACTIVITY)
        if text:
            said.append(text)
            hand.bench.part(LookingController).stop()

    hand.bench.activity.changed.connect(on_activity)
    slow = sizes.look_into

    def look(picture: sizes.Unknown, locator: Locator) -> Learned:
        time.sleep(0.15)
        return slow(picture, locator)

    monkeypatch.setattr(sizes, "look_into", look)
    hand.open(pictures)
    looked(hand)
    assert said
    assert said[0].startswith("Looking into ")
    assert said[0].endswith(" of 5 pictures")
    assert sizes.unknown(hand.store)
