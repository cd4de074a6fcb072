"""Another version's boxes on the frame at hand, in the real window."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from app.project import edits
from app.project.class_going import ClassGoing
from app.ui.ghost_line import GhostLine
from app.ui.ghosts import GhostsController
from retinanet_core.types import Detections, Image
from tests.ui.conftest import FakeDetector, Hand, make_model


@pytest.fixture
def versions(opened: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hand:
    """Versions 1 and 2; the n-th sees n boxes, the last of them below the slider."""
    for name in ("one", "two"):
        opened.bench.models.import_model(make_model(tmp_path / name, [(1, "shell")]))
        opened.qtbot.waitUntil(lambda: opened.bench.services.tasks.running == 0)

    def detect(detector: FakeDetector, images: list[Image]) -> list[Detections]:
        number = int(detector.folder.name)
        boxes = np.array(
            [(20, 20, 80, 80), (120, 40, 200, 120), (220, 150, 300, 220)][: number + 1], np.float32
        )
        scores = np.array([0.9, 0.8, 0.7], np.float32)[: number + 1]
        scores[-1] = 0.1
        return [Detections(boxes, scores, np.full(number + 1, detector.class_id, np.int64)) for _ in images]

    monkeypatch.setattr(FakeDetector, "detect", detect)
    assert len(opened.store.versions()) == 2
    return opened


def ghosts(hand: Hand) -> list[tuple[float, ...]]:
    return [box.rect for box in hand.bench.canvas.boxes() if box.ghost]


def choose(hand: Hand, version: int | None) -> None:
    hand.bench.part(GhostsController).choose(version)
    wait(hand)


def wait(hand: Hand) -> None:
    controller = hand.bench.part(GhostsController)
    hand.qtbot.waitUntil(lambda: controller.version is None or "is looking" not in controller.sentence)
    hand.settle()


def words(hand: Hand) -> str:
    return hand.bench.part(GhostLine).text.toolTip()


def test_there_must_be_a_version(opened: Hand) -> None:
    opened.settle()
    assert not opened.bench.actions["ghosts"].isEnabled()


def test_its_boxes_are_beside_those_of_the_project_and_change_nothing(versions: Hand) -> None:
    versions.draw(220, 20, 300, 80)
    line = versions.bench.part(GhostLine)
    assert not line.isVisible()
    steps, boxes = versions.store.history(), versions.boxes
    choose(versions, 2)
    assert ghosts(versions) == [(20, 20, 80, 80), (120, 40, 200, 120)]
    assert [box.id for box in versions.bench.canvas.boxes() if not box.ghost] == [boxes[0].id]
    assert line.isVisible()
    assert words(versions) == "Version 2 sees 2 boxes here, painted thin. Hold V to see them alone."
    assert line.text.text() == words(versions), "there is room for it"
    choose(versions, 1)
    assert ghosts(versions) == [(20, 20, 80, 80)]
    assert words(versions).startswith("Version 1 sees 1 box here")
    versions.press("ghostHide")
    assert ghosts(versions) == []
    assert not line.isVisible()
    assert (versions.store.history(), versions.boxes) == (steps, boxes)


def test_a_merged_class_is_seen_as_the_class_it_became(versions: Hand) -> None:
    store = versions.store
    (shell,) = (item.id for item in store.classes() if item.name == "shell")
    choose(versions, 2)
    assert {box.class_name for box in versions.bench.canvas.boxes() if box.ghost} == {"shell"}
    versions.bench.session.write(lambda store: store.apply(edits.add_class(store, "coin")))
    coin = store.classes()[-1].id
    ClassGoing(store, shell, coin).go_on()
    versions.settle()
    assert {box.class_name for box in versions.bench.canvas.boxes() if box.ghost} == {"coin"}


def test_v_held_shows_them_alone(versions: Hand) -> None:
    versions.draw(220, 20, 300, 80)
    choose(versions, 1)
    canvas = versions.bench.canvas
    versions.bench.boxes.select_all()
    chosen = versions.bench.boxes.selected
    versions.activate()
    QTest.keyPress(canvas, Qt.Key.Key_V)
    assert [box.ghost for box in canvas.boxes()] == [True]
    QTest.keyRelease(canvas, Qt.Key.Key_V)
    assert sorted(box.ghost for box in canvas.boxes()) == [False, True]
    assert versions.bench.boxes.selected == chosen, "what was selected still is"


def test_they_follow_the_frame_the_slider_and_the_classes(versions: Hand) -> None:
    choose(versions, 2)
    versions.bench.display.threshold = 0.05
    assert len(ghosts(versions)) == 3
    versions.bench.display.threshold = 0.95
    assert ghosts(versions) == []
    assert words(versions) == "Version 2 sees nothing here above the slider."
    versions.bench.display.threshold = 0.3
    versions.bench.session.go_to(versions.store.frame_ids()[1])
    assert "is looking at this frame" in words(versions)
    wait(versions)
    assert len(ghosts(versions)) == 2
    loaded = len(versions.detectors)
    versions.go_to(0)
    assert len(ghosts(versions)) == 2, "what it saw is remembered"
    assert len(versions.detectors) == loaded, "and it stays loaded"
    shell = versions.store.classes()[0].id
    versions.bench.display.set_class_shown(shell, False)
    assert ghosts(versions) == []
    versions.bench.display.set_class_shown(shell, True)
    versions.bench.session.perform(lambda store: edits.rename_class(store, shell, "mussel"))
    assert {box.class_name for box in versions.bench.canvas.boxes()} == {"mussel"}


def test_the_versions_are_chosen_from_a_menu(versions: Hand) -> None:
    controller = versions.bench.part(GhostsController)
    versions.bench.actions["ghosts"].trigger()
    (menu,) = [menu for menu in versions.bench.window.findChildren(QMenu, "ghostsMenu") if menu.isVisible()]
    actions = [action for action in menu.actions() if not action.isSeparator()]
    assert [action.text().split(" · ")[0] for action in actions] == [
        "No other version",
        "Version 2",
        "Version 1",
    ]
    assert [action.isChecked() for action in actions] == [True, False, False]
    actions[2].trigger()
    menu.close()
    assert controller.version == 1
    wait(versions)
    assert [action.isChecked() for action in controller.menu().actions()] == [False, False, False, True]


def test_a_version_that_cannot_be_loaded_says_so(versions: Hand) -> None:
    (versions.store.models_dir / "1" / "weights.safetensors").unlink()
    choose(versions, 1)
    assert words(versions).startswith("Version 1: The model in ")
    assert "damaged" in words(versions)
    choose(versions, 2)
    assert len(ghosts(versions)) == 2


def test_another_project_has_no_ghosts(versions: Hand) -> None:
    choose(versions, 2)
    versions.bench.opening.close_project()
    assert versions.bench.part(GhostsController).version is None
    versions.settle()
    assert not versions.bench.actions["ghosts-alone"].isEnabled()


def test_they_can_neither_be_hit_nor_selected_nor_moved(versions: Hand) -> None:
    choose(versions, 2)
    canvas, steps = versions.bench.canvas, versions.store.history()
    versions.bench.boxes.select_all()
    assert canvas.selection() == frozenset()
    versions.drag(50, 50, 70, 70)
    assert canvas.selection() == frozenset()
    assert versions.store.history() == steps
