"""Labels from and to other programs, by way of the window."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from app.interchange import importing
from app.project.records import BoxOrigin, BoxState
from app.project.review import reviewed_classes
from app.ui import one_step
from app.ui.dialogs.label_dialogs import ExportChoice, ExportDialog, ImportChoice, ImportDialog, guess_format
from tests.ui.conftest import HEIGHT, WIDTH, Hand

LABELS = {
    "images": [
        {"id": 1, "file_name": "find_0.png", "width": WIDTH, "height": HEIGHT},
        {"id": 2, "file_name": "elsewhere.png", "width": WIDTH, "height": HEIGHT},
    ],
    "categories": [{"id": 7, "name": "starfish"}],
    "annotations": [
        {"id": 1, "image_id": 1, "category_id": 7, "bbox": [20, 20, 60, 60], "area": 3600, "iscrowd": 0},
        {"id": 2, "image_id": 1, "category_id": 7, "bbox": [20, 20, 0, 60], "area": 0, "iscrowd": 0},
    ],
}


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    path = tmp_path / "labels.json"
    path.write_text(json.dumps(LABELS))
    return path


def test_an_import_is_one_step_and_accounts_for_everything(opened: Hand, labels: Path) -> None:
    opened.bench.labels.import_from(ImportChoice(labels, "coco", as_reviewed=True))
    opened.qtbot.waitUntil(lambda: opened.notice() != "")
    opened.settle()
    (box,) = opened.boxes
    assert (box.state, box.origin) == (BoxState.CONFIRMED, BoxOrigin.IMPORT)
    assert opened.notice() == "Imported 1 box on 1 frame. 1 left out, 1 without a frame here."
    current = opened.bench.notices.current
    assert current is not None
    assert "elsewhere.png" in current.detail or "images[1]" in current.detail
    assert [item.name for item in opened.bench.session.classes] == ["shell", "crab", "starfish"]
    opened.key(Qt.Key.Key_Z)
    assert opened.boxes == ()


def test_a_large_import_is_made_in_pieces_but_is_one_step(
    opened: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_IMAGES_AT_ONCE", 1)
    monkeypatch.setattr(one_step, "AT_ONCE_SECONDS", 0.0001)
    source = tmp_path / "many.json"
    source.write_text(json.dumps(many_labels()))
    seen: list[str] = []
    steps = len(opened.store.history())
    opened.store.subscribe(lambda _change: seen.extend(opened.bench.activity.running.values()))
    opened.bench.labels.import_from(ImportChoice(source, "coco", as_reviewed=True))
    opened.qtbot.waitUntil(lambda: opened.notice() != "")
    assert opened.notice() == "Imported 6 boxes on 6 frames."
    assert "Importing labels" in seen
    assert opened.bench.activity.running == {}
    assert len(opened.store.history()) == steps + 1
    starfish, urchin = opened.bench.session.classes[-2:]
    assert (starfish.name, urchin.name) == ("starfish", "urchin")
    for frame in opened.store.frames():
        wanted = {starfish.id, urchin.id}
        assert wanted <= reviewed_classes(opened.store, frame), "also for a class that only a later frame has"
    opened.bench.session.undo()
    opened.qtbot.waitUntil(lambda: not opened.bench.session.travel.busy)
    assert opened.store.counts() == {}
    assert [item.name for item in opened.bench.session.classes] == ["shell", "crab"]


def many_labels() -> dict[str, object]:
    """One box on each of the six frames; the last is of another class."""
    return {
        "images": [
            {"id": n + 1, "file_name": f"find_{n}.png", "width": WIDTH, "height": HEIGHT} for n in range(6)
        ],
        "categories": [{"id": 7, "name": "starfish"}, {"id": 8, "name": "urchin"}],
        "annotations": [
            {"id": n + 1, "image_id": n + 1, "category_id": 8 if n == 5 else 7, "bbox": [20, 20, 60, 60]}
            for n in range(6)
        ],
    }


def test_an_import_that_is_stopped_keeps_what_it_did_and_says_so(
    opened: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_IMAGES_AT_ONCE", 1)
    source = tmp_path / "many.json"
    source.write_text(json.dumps(many_labels()))
    stop = opened.bench.labels._cancel_import

    def stop_after_two(_change: object) -> None:
        if len(opened.store.counts()) == 2:
            QTimer.singleShot(0, stop)

    monkeypatch.setattr(one_step, "AT_ONCE_SECONDS", 0.0001)
    opened.store.subscribe(stop_after_two)
    opened.bench.labels.import_from(ImportChoice(source, "coco", as_reviewed=True))
    opened.qtbot.waitUntil(lambda: opened.notice() != "")
    done = len(opened.store.counts())
    assert 2 <= done < 6
    words = f"Labels of {done} frames were imported before that; Undo takes them back."
    assert opened.notice() == f"The import was stopped. {words}"
    assert opened.bench.activity.running == {}


def test_labels_that_nobody_looked_at_are_suggestions_whatever_the_slider(opened: Hand, labels: Path) -> None:
    opened.bench.labels.import_from(ImportChoice(labels, "coco", as_reviewed=False))
    opened.qtbot.waitUntil(lambda: opened.notice() != "")
    opened.bench.bar.slider.setValue(100)
    opened.settle()
    assert opened.states() == [BoxState.SUGGESTED]
    assert len(opened.bench.canvas.boxes()) == 1
    opened.key(Qt.Key.Key_A)
    assert opened.states() == [BoxState.CONFIRMED]


def test_labels_that_cannot_be_understood_change_nothing(opened: Hand, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{")
    opened.bench.labels.import_from(ImportChoice(tmp_path / "bad.json", "coco", as_reviewed=True))
    opened.qtbot.waitUntil(lambda: opened.notice() != "")
    assert "bad.json" in opened.notice()
    assert opened.boxes == ()


def test_an_export_runs_beside_the_window_and_says_where_it_went(opened: Hand, tmp_path: Path) -> None:
    opened.draw(20, 20, 80, 80)
    dest = tmp_path / "out"
    opened.bench.labels.export_to(ExportChoice(dest, "coco", copy_images=True, with_suggestions=False))
    assert "export" in opened.bench.activity.running
    opened.qtbot.waitUntil(lambda: opened.bench.activity.running == {})
    assert (
        opened.notice()
        == f"Exported 1 box of 1 frame to {dest}. 5 frames that nobody labelled were left out."
    )
    written = json.loads(next(dest.rglob("*.json")).read_text())
    assert len(written["annotations"]) == 1
    opened.draw(120, 40, 200, 120)
    assert len(opened.boxes) == 2, "the project can still be written"


def test_an_export_to_a_place_that_is_taken_is_refused_aloud(opened: Hand, tmp_path: Path) -> None:
    opened.draw(20, 20, 80, 80)
    dest = tmp_path / "out"
    dest.mkdir()
    (dest / "mine.txt").write_text("keep")
    opened.bench.labels.export_to(ExportChoice(dest, "voc", copy_images=False, with_suggestions=False))
    opened.qtbot.waitUntil(lambda: opened.bench.activity.running == {})
    assert str(dest) in opened.notice()
    assert [entry.name for entry in dest.iterdir()] == ["mine.txt"]


def test_the_import_dialog_guesses_the_format(hand: Hand, labels: Path, tmp_path: Path) -> None:
    dialog = ImportDialog(hand.bench.window)
    assert not dialog.go.isEnabled()
    QTest.keyClicks(dialog.place, str(labels))
    assert dialog.go.isEnabled()
    assert dialog.choice() == ImportChoice(labels, "coco", as_reviewed=False)
    dialog.reviewed.click()
    dialog.format.setCurrentIndex(2)
    assert dialog.choice() == ImportChoice(labels, "yolo", as_reviewed=True)
    dialog.go.click()
    assert dialog.result() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    for name, kind in (("a.xml", "voc"), ("b.json", "coco"), ("c.txt", "yolo")):
        folder = tmp_path / kind
        folder.mkdir()
        (folder / name).touch()
        assert guess_format(folder) == kind
    assert guess_format(tmp_path / "nowhere") is None


def test_the_export_dialog_collects_the_choice(hand: Hand, tmp_path: Path) -> None:
    dialog = ExportDialog(tmp_path / "labels", hand.bench.window)
    dialog.images.click()
    assert dialog.choice() == ExportChoice(
        tmp_path / "labels", "voc", copy_images=True, with_suggestions=False
    )
    dialog.deleteLater()
