"""The health check in the teach panel: what it finds leads to the frames, and keeps nobody from teaching."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.project import health
from app.project.errors import ProjectError
from app.ui import health_controller
from tests.ui.conftest import Hand
from tests.ui.lessons import face, teach


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Checks begin soon after a change, so that no test waits long for them."""
    monkeypatch.setattr(health_controller, "DELAY_MS", 20)


def sentences(hand: Hand) -> list[str]:
    return [finding.sentence for finding in hand.bench.teach_panel.ready.health.findings]


@pytest.fixture
def doubled(labelled: Hand) -> Hand:
    """On the third frame one thing is marked twice."""
    labelled.go_to(2)
    labelled.draw(20, 20, 80, 80)
    labelled.draw(21, 20, 81, 80)
    labelled.go_to(5)
    labelled.qtbot.waitUntil(lambda: "1 thing is marked twice." in sentences(labelled), timeout=20_000)
    return labelled


def test_a_finding_opens_its_frames_and_all_come_back(doubled: Hand) -> None:
    number = sentences(doubled).index("1 thing is marked twice.")
    button = doubled.widget(f"finding-{number}")
    assert button.accessibleName() == "1 thing is marked twice."
    doubled.press(f"finding-{number}")
    frame = doubled.bench.session.frame
    assert frame is not None
    assert frame.id == doubled.store.frame_ids()[2]
    assert list(doubled.bench.frames.model.order) == [frame.id]
    assert "marked twice. Delete one of the two boxes." in doubled.bench.frames.chosen.accessibleName()
    doubled.press("showAllFrames")
    assert len(doubled.bench.frames.model.order) == 6
    assert not doubled.bench.frames.chosen.isVisible()


def test_what_is_put_right_goes_from_the_list(doubled: Hand) -> None:
    doubled.bench.session.undo()
    doubled.qtbot.waitUntil(lambda: "1 thing is marked twice." not in sentences(doubled), timeout=20_000)


def test_nothing_of_it_keeps_one_from_teaching(doubled: Hand) -> None:
    teach(doubled, "first")
    assert face(doubled) == "card"


def test_it_waits_until_the_panel_is_seen(opened: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[object] = []
    real = health.read_facts

    def read(*arguments: object) -> object:
        checked.append(arguments)
        return real(*arguments)  # type: ignore[arg-type]

    opened.qtbot.waitUntil(lambda: not opened.bench.services.tasks.running)
    monkeypatch.setattr(health, "read_facts", read)
    opened.bench.teach_panel.parentWidget().hide()
    opened.draw(20, 20, 80, 80)
    opened.key(Qt.Key.Key_Space)
    opened.qtbot.wait(20 * health_controller.DELAY_MS)
    assert checked == []
    opened.bench.teach_panel.parentWidget().show()
    opened.qtbot.waitUntil(lambda: bool(checked), timeout=20_000)


def test_a_check_that_fails_is_no_concern_of_the_person(
    labelled: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def refuse(*arguments: object) -> None:
        asked.append(arguments)
        raise ProjectError("The file cannot be read.")

    monkeypatch.setattr(health, "read_facts", refuse)
    labelled.draw(20, 20, 80, 80)
    labelled.qtbot.waitUntil(lambda: bool(asked), timeout=20_000)
    labelled.qtbot.waitUntil(lambda: not labelled.bench.services.tasks.running)
    assert labelled.notice() == ""
