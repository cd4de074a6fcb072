"""The demo's project as a visitor finds it, and what the simulated person makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from app.demo import corrections, material
from app.demo.project import DemoError, labels_of, prepare, renew, truth_of
from app.demo.scenes import CLASSES
from app.media.images import decode_image
from app.project.records import BoxState, FrameSuggestions, Suggestion
from app.project.store import Store
from retinanet_core.evaluate import TruthFrame, evaluate_detections
from retinanet_core.types import Detections, ObjectClass

PICTURES, REVIEWED, PINNED = 7, 4, 2


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(material, "PICTURES", PICTURES)
    monkeypatch.setattr(material, "REVIEWED", REVIEWED)
    monkeypatch.setattr(material, "PINNED", PINNED)


@pytest.fixture
def store(small: None, tmp_path: Path) -> Iterator[Store]:
    with Store.open(prepare(tmp_path / "a place" / "demo")) as opened:
        yield opened


def test_the_project_is_ready_to_teach(store: Store) -> None:
    frames = store.frames()
    assert [item.name for item in store.classes()] == list(CLASSES)
    assert [frame.reviewed for frame in frames] == [False] * 3 + [True] * REVIEWED
    assert sum(frame.pinned for frame in frames) == PINNED
    assert all(frame.reviewed for frame in frames if frame.pinned)
    for frame in frames:
        boxes = store.boxes(frame.id)
        assert bool(boxes) == frame.reviewed
        assert all(box.state is BoxState.CONFIRMED for box in boxes)


def test_its_boxes_are_the_generators(store: Store) -> None:
    names = {item.id: item.name for item in store.classes()}
    for frame in store.frames():
        path = store.media_path(store.media_by_id(frame.media_id))
        scene = truth_of(path)
        pixels = decode_image(path)
        assert np.abs(pixels.astype(int) - scene.image).mean() < 6, (
            "the picture is not the scene it is said to be"
        )
        if frame.reviewed:
            found = sorted((names[box.class_id], *box.rect) for box in store.boxes(frame.id))
            true = sorted(
                (label.class_name, label.x1, label.y1, label.x2, label.y2) for label in labels_of(scene)
            )
            assert found == true


def test_the_detector_that_comes_along_is_active_and_knows_two_classes(store: Store) -> None:
    version = store.active_version()
    assert version is not None
    from retinanet_core.checkpoint import load_info

    known = [item.name for item in load_info(store.models_dir / str(version.id)).classes]
    assert known == list(CLASSES[:2])
    assert sum(path.stat().st_size for path in material.DETECTOR_FOLDER.iterdir()) < 6_000_000


def test_preparing_again_changes_nothing(small: None, tmp_path: Path) -> None:
    project = prepare(tmp_path / "demo")
    (project / "mark").touch()
    told: list[tuple[int, int]] = []
    assert prepare(tmp_path / "demo", progress=lambda *done: told.append(done)) == project
    assert (project / "mark").exists()
    assert told == []


def test_a_folder_with_other_things_is_left_alone(small: None, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(DemoError, match="holds other files"):
        prepare(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_breaking_off_leaves_nothing_behind(small: None, tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        prepare(tmp_path / "demo", progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_correcting_makes_every_frame_true(store: Store) -> None:
    """Whatever was suggested, afterwards the confirmed boxes find every object, and nothing else."""
    ids = {item.name: item.id for item in store.classes()}
    classes = [ObjectClass(item.id, item.name) for item in store.classes()]
    tally = corrections.Tally()
    for frame in store.frames()[:3]:
        scene = truth_of(store.media_path(store.media_by_id(frame.media_id)))
        good, shifted, *_ = labels_of(scene)
        suggested = [
            Suggestion(ids[good.class_name], good.x1, good.y1, good.x2, good.y2, 0.9),
            Suggestion(
                ids[shifted.class_name],
                shifted.x1 + 0.2 * (shifted.x2 - shifted.x1),
                shifted.y1,
                shifted.x2,
                shifted.y2 - 0.1 * (shifted.y2 - shifted.y1),
                0.8,
            ),
            Suggestion(ids["pebble"], 1, 1, 12, 12, 0.7),
            Suggestion(ids["shell"], 600, 2, 630, 20, 0.1),
        ]
        store.set_suggestions([FrameSuggestions(frame.id, None, suggested)])
        tally += corrections.correct(store, frame.id, scene, 0.4)
        confirmed = [box for box in store.boxes(frame.id) if box.state is BoxState.CONFIRMED]
        result = evaluate_detections(
            [TruthFrame(scene.boxes, scene.labels + 1, 640, 480)],
            [
                Detections(
                    np.array([box.rect for box in confirmed], np.float32),
                    np.ones(len(confirmed), np.float32),
                    np.array([box.class_id for box in confirmed]),
                )
            ],
            classes,
        )
        assert all(row["missed"] == row["extra"] == 0 for row in result["classes"])
        assert store.frame(frame.id).reviewed
        assert not [box for box in store.boxes(frame.id) if box.state is BoxState.SUGGESTED]
    assert (tally.accepted, tally.adjusted, tally.rejected) == (3, 3, 3)
    assert tally.drawn_new <= tally.drawn


def test_it_is_made_anew_only_when_the_new_one_is_whole(small: None, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    project = prepare(folder)
    (project / "mark").touch()

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        renew(folder, progress=stop)
    assert (project / "mark").exists()
    assert renew(folder) == project
    assert not (project / "mark").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]
