"""What to look at next, in the real window: the lists, their reasons, and where Space leads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.project import edits
from app.project.queue import Kind
from app.project.records import FrameSuggestions, Suggestion
from app.ui import queue_controller
from app.ui.panels.frames_model import Role
from app.ui.panels.queue_chooser import CHOICES
from retinanet_core.checkpoint import INFO_NAME
from tests.ui.conftest import FakeDetector, Hand, MakeHand, make_model

SCORES = {0: (0.99,), 1: (0.9, 0.95), 2: (0.5, 0.5, 0.6), 3: (0.99, 0.98), 4: (0.55,), 5: (0.97,)}
"""Of each picture's suggestions. What is least sure is the third, then the fifth, then the second."""


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The queues are made anew without a rest, so that no test waits for it."""
    monkeypatch.setattr(queue_controller, "DELAY_MS", 0)
    monkeypatch.setattr(queue_controller, "REST", 0)


def wait_for_queues(hand: Hand) -> None:
    """Everything that was to be made anew has been."""
    QApplication.processEvents()
    queue = hand.bench.queue
    hand.qtbot.waitUntil(lambda: queue._task is None and not queue._timer.isActive())
    hand.settle()


def suggest(hand: Hand, scores: dict[int, Sequence[float]]) -> None:
    ids, shell = hand.store.frame_ids(), hand.store.classes()[0].id
    hand.store.set_suggestions(
        [
            FrameSuggestions(
                ids[number],
                1,
                [Suggestion(shell, 10 + 60 * n, 10, 60 + 60 * n, 60, score) for n, score in enumerate(found)],
            )
            for number, found in scores.items()
        ]
    )
    wait_for_queues(hand)


def choose(hand: Hand, kind: Kind | None) -> None:
    """Pick a list with the keyboard, as one does who came to it by Tab."""
    chooser = hand.bench.frames.chooser
    hand.activate()
    chooser.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(chooser, Qt.Key.Key_Home)
    for _ in range(CHOICES.index(kind)):
        QTest.keyClick(chooser, Qt.Key.Key_Down)
    hand.bench.canvas.setFocus()
    wait_for_queues(hand)


def listed(hand: Hand) -> list[int]:
    """The numbers of the frames in the list."""
    return [hand.store.frame_position(frame_id) for frame_id in hand.bench.frames.model.order]


def current(hand: Hand) -> int:
    frame = hand.bench.session.frame
    assert frame is not None
    return hand.store.frame_position(frame.id)


@pytest.fixture
def waiting(opened: Hand) -> Hand:
    """Six pictures with suggestions, in file order."""
    suggest(opened, SCORES)
    return opened


def test_at_first_frames_are_in_file_order(waiting: Hand) -> None:
    assert listed(waiting) == [0, 1, 2, 3, 4, 5]
    assert not waiting.bench.reason.isVisible()


def test_what_teaches_most_comes_first_with_its_reason(waiting: Hand) -> None:
    choose(waiting, Kind.LABEL)
    order = listed(waiting)
    assert order[:2] == [2, 4]
    assert sorted(order) == [0, 1, 2, 3, 4, 5]
    assert current(waiting) == 2, "one is taken to the first"
    sentence = "Shown next because: unsure about 3 boxes, mostly shell"
    assert waiting.bench.reason.isVisible()
    assert waiting.bench.reason.words.startswith(sentence)
    model = waiting.bench.frames.model
    assert str(model.data(model.index(0, 0), Role.SUBTITLE)).startswith("unsure about 3 boxes")
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
        assert waiting.bench.reason.words in model.data(
            model.index(0, 0), role
        )  # the whole, however narrow the list
    assert not waiting.bench.frames.unreviewed.isVisible()


def test_space_goes_on_in_that_order_and_q_chooses_it(waiting: Hand) -> None:
    waiting.key(Qt.Key.Key_Q)
    wait_for_queues(waiting)
    order = listed(waiting)
    visited = []
    for _ in range(6):
        visited.append(current(waiting))
        waiting.key(Qt.Key.Key_Space)
        wait_for_queues(waiting)
    assert visited[:2] == order[:2]
    assert sorted(visited) == [0, 1, 2, 3, 4, 5]
    assert waiting.store.totals().reviewed == 6
    assert waiting.notice() == "Every frame is reviewed."
    assert listed(waiting) == []


def test_a_frame_that_was_passed_is_not_offered_again_at_once(waiting: Hand) -> None:
    choose(waiting, Kind.LABEL)
    waiting.key(Qt.Key.Key_N)
    wait_for_queues(waiting)
    assert current(waiting) == 4
    waiting.key(Qt.Key.Key_Space)
    wait_for_queues(waiting)
    assert current(waiting) not in (2, 4)
    assert 2 in listed(waiting)


def test_the_arrow_keys_follow_the_list(waiting: Hand) -> None:
    choose(waiting, Kind.LABEL)
    order = listed(waiting)
    for number in order[1:3]:
        waiting.key(Qt.Key.Key_Right)
        waiting.settle()
        assert current(waiting) == number
    waiting.key(Qt.Key.Key_PageUp)
    waiting.settle()
    assert current(waiting) == order[1]
    assert waiting.bench.window.position.text() == "2 / 6"


def test_the_name_filter_goes_on_working(waiting: Hand) -> None:
    choose(waiting, Kind.LABEL)
    waiting.bench.frames.filter.setText("_4")
    assert listed(waiting) == [4]


def test_the_order_follows_what_is_detected_and_reviewed(waiting: Hand) -> None:
    choose(waiting, Kind.LABEL)
    suggest(waiting, {5: (0.5, 0.5, 0.5, 0.5)})
    assert listed(waiting)[0] == 5
    frame_id = waiting.store.frame_ids()[5]
    waiting.bench.session.perform(lambda store: edits.complete_frame(store, frame_id, 0.3))
    wait_for_queues(waiting)
    assert 5 not in listed(waiting)
    assert listed(waiting)[0] == 2


def test_the_list_is_remembered_in_the_project(waiting: Hand) -> None:
    choose(waiting, Kind.LABEL)
    folder = waiting.store.folder
    waiting.bench.opening.close_project()
    assert waiting.bench.queue.shown is None
    waiting.open(folder)
    wait_for_queues(waiting)
    assert waiting.bench.frames.chooser.currentText() == "What teaches most first"
    assert listed(waiting)[:2] == [2, 4]
    assert waiting.bench.actions["list-label"].isChecked()
    choose(waiting, None)
    assert listed(waiting) == [0, 1, 2, 3, 4, 5]
    assert not waiting.bench.reason.isVisible()


def test_a_window_that_only_looks_has_the_lists_too(make_hand: MakeHand, pictures: Path) -> None:
    first, second = make_hand(), make_hand()
    first.open(pictures)
    first.add_class("shell")
    suggest(first, SCORES)
    second.open(first.store.folder)
    wait_for_queues(second)
    choose(second, Kind.LABEL)
    assert listed(second)[0] == 2


# --- the version in use against the labels


@pytest.fixture
def labelled(opened: Hand, tmp_path: Path) -> Hand:
    """Version 1, which finds a shell at (20, 20, 80, 80), one at (120, 40, 200, 120), and is not sure of a third.

    Picture 0 is labelled as it sees it, 1 lacks the second, 2 has one too many, on 3 the first is badly placed.
    """
    opened.bench.models.import_model(make_model(tmp_path / "m", [(1, "shell")]))
    opened.qtbot.waitUntil(lambda: opened.store.active_version() is not None)
    first, second = FakeDetector.boxes[:2]
    labels = [(first, second), (first,), (first, second, (230, 20, 290, 80)), ((40, 20, 100, 80), second)]
    for frame_id, boxes in zip(opened.store.frame_ids(), labels, strict=False):
        for box in boxes:
            opened.store.apply(edits.draw_box(opened.store, frame_id, 1, box))
        edit = edits.complete_frame(opened.store, frame_id, 0.3)
        assert edit is not None
        opened.store.apply(edit)
    wait_for_queues(opened)
    return opened


def detect_on_reviewed(hand: Hand) -> None:
    hand.bench.actions["detect-reviewed"].trigger()
    hand.qtbot.waitUntil(lambda: not hand.bench.detection.busy)
    wait_for_queues(hand)


def texts(hand: Hand) -> list[str]:
    chooser = hand.bench.frames.chooser
    return [chooser.itemText(number) for number in range(chooser.count())]


def test_until_the_version_has_looked_at_them_the_lists_are_empty_and_offer_it(labelled: Hand) -> None:
    assert texts(labelled)[2:5] == ["Likely missed (0)", "Likely extra (0)", "Badly placed (0)"]
    choose(labelled, Kind.MISSED)
    look = labelled.bench.frames.chooser.look
    assert look.text() == "Detect on 4 more reviewed frames"
    before = {frame_id: labelled.store.boxes(frame_id) for frame_id in labelled.store.frame_ids()}
    labelled.press("lookAtReviewed")
    labelled.qtbot.waitUntil(lambda: not labelled.bench.detection.busy)
    wait_for_queues(labelled)
    assert texts(labelled)[2:5] == ["Likely missed (1)", "Likely extra (1)", "Badly placed (1)"]
    assert not look.isVisible()
    assert current(labelled) == 1, "one asked for them, so one is taken to the first"
    for frame_id, boxes in before.items():
        assert set(boxes) <= set(labelled.store.boxes(frame_id)), "a person's boxes are never touched"


@pytest.mark.parametrize(
    ("kind", "number", "sentence"),
    [
        (Kind.MISSED, 1, "Listed: shell may be missing, score 0.63"),
        (Kind.EXTRA, 2, "Listed: shell may be extra, nothing is seen there"),
        (Kind.MISPLACED, 3, "Listed: shell may be badly placed, overlap 50 %"),
    ],
)
def test_each_list_names_its_frame_and_says_why(
    labelled: Hand, kind: Kind, number: int, sentence: str
) -> None:
    detect_on_reviewed(labelled)
    choose(labelled, kind)
    assert listed(labelled) == [number]
    assert current(labelled) == number
    assert labelled.bench.reason.words == sentence
    assert labelled.bench.bar.complete_button.text() == "Checked, next"


def test_space_says_that_it_is_right_as_it_is(labelled: Hand) -> None:
    detect_on_reviewed(labelled)
    choose(labelled, Kind.EXTRA)
    boxes = labelled.boxes
    labelled.key(Qt.Key.Key_Space)
    wait_for_queues(labelled)
    assert listed(labelled) == []
    assert labelled.boxes == boxes
    assert labelled.notice() == "You have been through the list: Likely extra."
    assert texts(labelled)[3] == "Likely extra (0)"
    folder = labelled.store.folder
    labelled.bench.opening.close_project()
    labelled.open(folder)
    wait_for_queues(labelled)
    assert texts(labelled)[2:4] == ["Likely missed (1)", "Likely extra (0)"], "also tomorrow"


def test_correcting_takes_a_frame_out_of_its_list(labelled: Hand) -> None:
    detect_on_reviewed(labelled)
    choose(labelled, Kind.MISSED)
    labelled.key(Qt.Key.Key_A)
    wait_for_queues(labelled)
    assert listed(labelled) == []
    labelled.key(Qt.Key.Key_Z)
    wait_for_queues(labelled)
    assert listed(labelled) == [1]


def test_another_version_has_to_look_for_itself(labelled: Hand, tmp_path: Path) -> None:
    detect_on_reviewed(labelled)
    labelled.bench.models.import_model(make_model(tmp_path / "other", [(1, "shell")]))
    labelled.qtbot.waitUntil(lambda: len(labelled.store.versions()) == 2)
    labelled.store.set_active_version(labelled.store.versions()[-1].id)
    wait_for_queues(labelled)
    assert texts(labelled)[2:5] == ["Likely missed (0)", "Likely extra (0)", "Badly placed (0)"]
    assert len(labelled.bench.queue.unlooked) == 4


def test_what_a_frame_is_like_is_kept_as_it_is_detected(
    labelled: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from app.project.looks import Looks

    plain = FakeDetector.detect

    def with_feature(self: FakeDetector, images):
        return [replace(found, feature=np.ones(4, np.float16)) for found in plain(self, images)]

    monkeypatch.setattr(FakeDetector, "detect", with_feature)
    labelled.go_to(5)
    labelled.key(Qt.Key.Key_D)
    labelled.qtbot.waitUntil(lambda: not labelled.bench.detection.busy)
    wait_for_queues(labelled)
    features = Looks(labelled.store.cache_dir, 1).features(labelled.store.frame_ids())
    assert features is not None
    assert np.isfinite(features).all(axis=1).tolist() == [False] * 5 + [True]


def test_a_damaged_model_folder_leaves_what_to_label_next(labelled: Hand) -> None:
    before = labelled.bench.queue.count(Kind.LABEL)
    edit = edits.reopen_frame(labelled.store, labelled.store.frame_ids()[0])
    assert edit is not None
    (labelled.store.models_dir / "1" / INFO_NAME).write_text("no JSON")
    labelled.store.apply(edit)
    wait_for_queues(labelled)
    assert labelled.bench.queue.count(Kind.LABEL) == before + 1
