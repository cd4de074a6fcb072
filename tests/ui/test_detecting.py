"""Detection from the window, with a detector that finds the same three boxes everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.project.records import BoxState
from app.ui import detect_controller
from tests.ui.conftest import Hand, make_picture

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def wait_for_detection(hand: Hand) -> None:
    hand.qtbot.waitUntil(lambda: not hand.bench.detection.busy)
    hand.settle()


def with_model(hand: Hand, model: Path) -> Hand:
    hand.bench.models.import_model(model)
    hand.qtbot.waitUntil(lambda: hand.bench.services.tasks.running == 0)
    hand.settle()
    return hand


def test_without_a_model_it_says_why_and_the_two_ways_on(opened: Hand) -> None:
    opened.key(Qt.Key.Key_D)
    assert "no model yet" in opened.notice()
    current = opened.bench.notices.current
    assert current is not None
    assert [offer.text for offer in current.offers] == ["Draw boxes", "Import a model…"]
    assert not opened.bench.detection.busy
    current.offers[0].act()
    assert opened.bench.boxes.drawing


def test_d_detects_on_this_frame(opened: Hand, model: Path) -> None:
    with_model(opened, model)
    assert opened.notice() == ""
    opened.key(Qt.Key.Key_D)
    wait_for_detection(opened)
    assert [box.score for box in opened.boxes] == [0.875, 0.625, 0.25]
    assert len(opened.bench.canvas.boxes()) == 2
    active = opened.store.active_version()
    assert active is not None
    assert {box.version_id for box in opened.boxes} == {active.id}
    assert opened.bench.status.engine.text() == "version 1 · CPU, fake"
    assert opened.store.undo_edit() is not None
    assert "accept" not in opened.bench.actions["undo"].text(), "detecting is no step of the person"


def test_detecting_again_leaves_what_a_person_said(opened: Hand, model: Path) -> None:
    with_model(opened, model)
    opened.key(Qt.Key.Key_D)
    wait_for_detection(opened)
    opened.key(Qt.Key.Key_A)
    accepted = {box.id for box in opened.boxes if box.state is BoxState.CONFIRMED}
    opened.key(Qt.Key.Key_D)
    wait_for_detection(opened)
    assert {box.id for box in opened.boxes if box.state is BoxState.CONFIRMED} == accepted
    assert opened.states() == [BoxState.CONFIRMED, BoxState.CONFIRMED, BoxState.SUGGESTED]


def test_everything_means_what_is_not_reviewed(opened: Hand, model: Path) -> None:
    with_model(opened, model)
    opened.key(Qt.Key.Key_Space)
    opened.settle()
    opened.key(Qt.Key.Key_D, CONTROL | SHIFT)
    wait_for_detection(opened)
    counts = opened.store.counts()
    seen = [frame_id in counts for frame_id in opened.store.frame_ids()]
    assert seen == [False, True, True, True, True, True]
    assert opened.bench.activity.running == {}


def test_the_selected_frames_are_detected(opened: Hand, model: Path) -> None:
    with_model(opened, model)
    view = opened.bench.frames.view
    for row in (1, 3):
        view.selectionModel().select(
            opened.bench.frames.model.index(row, 0), view.selectionModel().SelectionFlag.Select
        )
    opened.bench.actions["detect-selection"].trigger()
    wait_for_detection(opened)
    ids = opened.store.frame_ids()
    assert set(opened.store.counts()) == {ids[0], ids[1], ids[3]}


def test_cancelling_keeps_what_was_found(opened: Hand, model: Path) -> None:
    with_model(opened, model)
    opened.key(Qt.Key.Key_D)
    wait_for_detection(opened)
    (detector,) = opened.detectors
    detector.gate.clear()
    opened.bench.detection.detect_everything()
    assert opened.bench.detection.busy
    opened.settle()
    assert opened.bench.actions["detect-cancel"].isEnabled()
    assert not opened.bench.actions["detect"].isEnabled()
    opened.press("activityCancel-detect")
    assert not opened.bench.detection.busy
    assert opened.bench.activity.running == {}
    detector.gate.set()
    assert len(opened.boxes) == 3


def test_many_frames_are_made_ready_in_pieces_which_can_be_stopped(
    opened: Hand, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(detect_controller, "FRAMES_AT_ONCE", 2)
    with_model(opened, model)
    opened.bench.detection.detect_everything()
    assert opened.bench.detection.busy
    assert opened.bench.activity.running == {"detect": "Detecting on 6 frames"}
    opened.press("activityCancel-detect")
    assert not opened.bench.detection.busy
    assert opened.bench.activity.running == {}
    opened.settle()
    assert opened.store.counts() == {}
    opened.bench.detection.detect_everything()
    wait_for_detection(opened)
    assert len(opened.store.counts()) == 6


def test_a_frame_that_cannot_be_read_is_named_and_the_rest_goes_on(
    opened: Hand, model: Path, pictures: Path
) -> None:
    with_model(opened, model)
    (pictures / "find_2.png").write_bytes(b"no picture any more")
    opened.bench.detection.detect_everything()
    wait_for_detection(opened)
    assert len(opened.store.counts()) == 5
    assert "find_2.png" in opened.notice()


def test_a_model_that_cannot_be_loaded_is_said(opened: Hand, model: Path) -> None:
    with_model(opened, model)
    (opened.store.models_dir / "1" / "weights.safetensors").unlink()
    opened.key(Qt.Key.Key_D)
    wait_for_detection(opened)
    assert "is damaged" in opened.notice()


def test_answers_for_a_project_that_was_closed_go_nowhere(opened: Hand, model: Path, tmp_path: Path) -> None:
    with_model(opened, model)
    opened.key(Qt.Key.Key_D)
    wait_for_detection(opened)
    (detector,) = opened.detectors
    detector.gate.clear()
    opened.bench.detection.detect_everything()
    other = tmp_path / "other"
    other.mkdir()
    make_picture(other / "one.png", 9)
    opened.bench.opening.close_project()
    opened.open(other)
    detector.gate.set()
    opened.settle()
    assert opened.store.counts() == {}
    assert opened.bench.status.engine.text() == "no version yet"
