"""The tour: the whole loop by real actions, each step noticed; left, taken up and begun again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QMessageBox

from app.demo import material, project
from app.demo.scenes import Scene
from app.ui.tour import TourController
from app.ui.tour_steps import STEPS, WANTED
from tests.ui.conftest import Hand, MakeHand
from tests.ui.test_access import nameless, out_of_reach

PICTURES, REVIEWED = 6, 3


@pytest.fixture(autouse=True)
def quickly_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Six plain pictures with one starfish each, instead of forty-eight that take their time."""

    def draw(seed: int) -> Scene:
        image = np.full((480, 640, 3), 150 + seed % 50, np.uint8)
        return Scene(image, np.array([[400, 300, 460, 380]], np.float32), np.array([2], np.int64))

    monkeypatch.setattr(material, "PICTURES", PICTURES)
    monkeypatch.setattr(material, "REVIEWED", REVIEWED)
    monkeypatch.setattr(material, "PINNED", 1)
    monkeypatch.setattr(project, "draw_scene", draw)


def words(hand: Hand, name: str = "tourText") -> str:
    label = hand.widget(name)
    assert isinstance(label, QLabel)
    return label.text()


def at(hand: Hand, name: str) -> None:
    """Wait until that step is at hand."""
    tour = hand.bench.part(TourController)

    def there() -> bool:
        return (tour.step.name if tour.step is not None else "") == name

    hand.qtbot.waitUntil(there, timeout=20_000)
    hand.settle()


def take(hand: Hand) -> Hand:
    hand.press("welcome-tour")
    hand.qtbot.waitUntil(lambda: hand.bench.session.store is not None, timeout=60_000)
    hand.settle()
    return hand


@pytest.fixture
def touring(hand: Hand) -> Hand:
    """The tour, at its first step."""
    return take(hand)


def test_it_begins_on_a_copy_in_the_persons_own_folder(touring: Hand, home: Path) -> None:
    assert touring.store.folder == home / "data" / "demo" / "demo.foveate"
    assert touring.widget("tourBar").isVisible()
    assert words(touring, "tourPlace") == f"Tour: step 1 of {len(STEPS)}"
    assert "Press D" in words(touring)


def test_the_whole_loop_by_real_actions(touring: Hand) -> None:
    hand, teach = touring, touring.bench.teaching
    starfish = next(item.id for item in hand.store.classes() if item.name == material.NEW_CLASS)
    hand.press("tour-detect")
    at(hand, "judge")
    hand.press("tour-accept")
    at(hand, "choose")
    assert "Press 3" in words(hand)
    hand.key(Qt.Key.Key_3)
    at(hand, "draw")
    for number in range(WANTED):
        assert f"{WANTED - number} to go" in words(hand)
        hand.draw(20 + 100 * number, 400, 80 + 100 * number, 460)
    at(hand, "complete")
    hand.key(Qt.Key.Key_Space)
    at(hand, "teach")
    hand.press("tour-teach")
    hand.qtbot.waitUntil(lambda: teach.busy)
    hand.qtbot.waitUntil(lambda: "beside the window" in words(hand) or not teach.busy)
    at(hand, "use")
    hand.qtbot.waitUntil(lambda: not teach.busy, timeout=20_000)
    hand.settle()
    hand.press("cardUse")
    at(hand, "see")
    hand.go_to(2)
    hand.qtbot.waitUntil(lambda: len(hand.detectors) > 1, timeout=20_000)
    hand.detectors[-1].class_id = starfish
    hand.press("tour-detect")
    at(hand, "")
    assert words(hand, "tourPlace") == "Tour: all steps are done"
    assert hand.widget("tour-open-images").isVisible()
    hand.press("tourLeave")
    assert not hand.widget("tourBar").isVisible()


def test_a_version_that_was_kept_out_sends_back_to_teaching(touring: Hand) -> None:
    hand = touring
    hand.teach_mode = "not better"
    hand.press("tour-detect")
    at(hand, "judge")
    hand.press("tour-accept")
    hand.key(Qt.Key.Key_3)
    for number in range(WANTED):
        hand.draw(20 + 100 * number, 400, 80 + 100 * number, 460)
    hand.key(Qt.Key.Key_Space)
    at(hand, "teach")
    hand.press("tour-teach")
    at(hand, "use")
    hand.qtbot.waitUntil(lambda: "stays in use" in words(hand), timeout=20_000)
    assert hand.widget("tour-teach").isVisible()


def test_other_ways_to_do_a_step_count_and_undoing_leads_back_nowhere(touring: Hand) -> None:
    hand = touring
    hand.suggest()
    at(hand, "judge")
    hand.click(50, 50)
    hand.key(Qt.Key.Key_X)
    at(hand, "choose")
    hand.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    hand.settle()
    at(hand, "choose")


def test_it_is_left_and_taken_up_where_it_was(touring: Hand, make_hand: MakeHand) -> None:
    touring.press("tour-detect")
    at(touring, "judge")
    touring.press("tourLeave")
    assert not touring.widget("tourBar").isVisible()
    assert touring.bench.session.store is not None
    touring.key(Qt.Key.Key_A)
    touring.settle()
    touring.bench.opening.close_project()
    later = make_hand()
    later.bench.opening.open_project(touring.bench.opening.recent[0])
    later.settle()
    assert not later.widget("tourBar").isVisible()
    later.bench.actions["tour"].trigger()
    at(later, "choose")
    assert later.widget("tourBar").isVisible()


def answer(monkeypatch: pytest.MonkeyPatch, words_of_button: str) -> None:
    def choose(box: QMessageBox) -> int:
        (button,) = [item for item in box.buttons() if item.text() == words_of_button]
        button.click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", choose)


def test_it_begins_again_on_a_new_copy(touring: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    touring.press("tour-detect")
    at(touring, "judge")
    before = touring.store
    answer(monkeypatch, "Keep this one")
    touring.bench.actions["tour-again"].trigger()
    assert touring.store is before
    answer(monkeypatch, "Begin again")
    touring.bench.actions["tour-again"].trigger()
    touring.qtbot.waitUntil(lambda: touring.bench.session.store not in (None, before), timeout=60_000)
    at(touring, "detect")
    assert all(frame.detected_by is None for frame in touring.store.frames())
    assert [path.name for path in material.home().parent.iterdir() if "demo" in path.name] == ["demo"]


def test_not_waiting_for_the_pictures(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def draw(folder: Path, *, progress: project.Progress) -> Path:
        while True:
            seen.append(1)
            progress(1, 10)

    monkeypatch.setattr(project, "prepare", draw)
    hand.press("welcome-tour")
    hand.qtbot.waitUntil(lambda: bool(seen))
    hand.press("tourDrawingCancel")
    hand.qtbot.waitUntil(lambda: hand.bench.services.tasks.running == 0)
    assert hand.bench.session.store is None
    assert hand.widget("welcome-tour").isVisible()


def test_a_folder_with_other_things_is_said(hand: Hand) -> None:
    material.home().mkdir(parents=True)
    (material.home() / "letter.txt").write_text("dear")
    hand.press("welcome-tour")
    hand.qtbot.waitUntil(lambda: "holds other files" in hand.notice())
    assert hand.bench.session.store is None


def test_no_other_project_is_a_tour(opened: Hand) -> None:
    assert not opened.widget("tourBar").isVisible()


def test_it_is_named_and_reached_by_keyboard(touring: Hand) -> None:
    bar = touring.widget("tourBar")
    assert nameless(bar) == []
    assert out_of_reach(bar) == []
    text = touring.widget("tourText")
    assert text.accessibleName().startswith("Tour: step 1 of")
    buttons = [item for item in bar.findChildren(QAbstractButton) if item.isVisible()]
    assert {item.objectName() for item in buttons} == {"tour-detect", "tourLeave"}
