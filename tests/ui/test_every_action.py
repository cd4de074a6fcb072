"""Every action of the menus, pressed in every situation: nothing fails, and Escape leads back out of what it opens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.demo import project
from app.demo.project import DemoError
from app.ui.commands import ACTIONS
from tests.ui.conftest import MakeHand
from tests.ui.situations import SITUATIONS, Bring, Stage, so

UNUSED = {"quit"}
"""Closes the window, which the tests of starting do."""

NEVER: dict[str, set[str]] = {
    "welcome": {"draw", "undo", "next-frame", "close-project", "detect", "teach", "import-labels"},
    "empty_project": {"draw", "next-frame", "detect-all", "export-labels"},
    "filtered_to_nothing": {"detect-listed"},
    "no_boxes": {"delete", "accept", "copy", "reopen", "detect-cancel", "teach-cancel"},
    "read_only": {
        "draw",
        "delete",
        "cut",
        "paste",
        "complete",
        "undo",
        "detect",
        "teach",
        "class-add",
        "note",
    },
    "detecting": {"detect", "detect-all"},
    "teaching": {"teach"},
}
"""What must not be possible there."""


class Leaver:
    """Presses Escape in whatever opens, as a person does who opened it by mistake."""

    def __init__(self, main: QWidget) -> None:
        self.main = main
        self.opened: list[str] = []
        self._timer = QTimer(interval=5)
        self._timer.timeout.connect(self._leave_modal)
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _leave_modal(self) -> None:
        popup = QApplication.activePopupWidget()
        self._leave(popup if popup is not None else QApplication.activeModalWidget())

    def leave_others(self) -> list[str]:
        """Escape in every window that is open beside the main one; those that stay."""
        for window in self.others():
            self._leave(window)
        QApplication.processEvents()
        return [type(window).__name__ for window in self.others()]

    def others(self) -> list[QWidget]:
        return [
            window
            for window in QApplication.topLevelWidgets()
            if window is not self.main
            and window.isVisible()
            and not isinstance(window, type(self.main))
            and window.windowType() not in (Qt.WindowType.ToolTip, Qt.WindowType.SplashScreen)
        ]

    def _leave(self, window: QWidget | None) -> None:
        if window is not None and window.isVisible():
            self.opened.append(type(window).__name__)
            QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Escape)


@pytest.fixture
def stage(make_hand: MakeHand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """The window, before anything is in it; the pictures of the demo, whose drawing takes its time, cannot be."""

    def no_room(folder: Path, **_: object) -> Path:
        raise DemoError(f"The demo cannot be written to {folder}.")

    monkeypatch.setattr(project, "prepare", no_room)
    made = Stage(make_hand, tmp_path, monkeypatch)
    made.hand.bench.window.resize(1000, 640)
    yield made
    for detector in made.hand.detectors:
        detector.gate.set()
    bench = made.hand.bench
    bench.adding.stop()
    if bench.teaching.busy:  # or a question would stand in the way of the window's end
        bench.teaching.cancel()
        made.wait(lambda: not bench.teaching.busy)


def press_everything(stage: Stage, name: str, bring: Bring) -> tuple[set[str], Leaver]:
    """Bring the situation about and trigger an action, for each that is possible there; which ones they were."""
    bench, pressed = stage.hand.bench, set()
    leaver, before, facts = Leaver(bench.window), "nothing", None
    try:
        for spec in ACTIONS:
            if facts != stage.facts():
                bring()
                QApplication.processEvents()
                assert so(stage)[name], f"after {before} it cannot be brought back"
                facts = stage.facts()
            if spec.id in UNUSED or not bench.actions[spec.id].isEnabled():
                continue
            before = spec.id
            bench.actions[spec.id].trigger()
            QApplication.processEvents()
            assert leaver.leave_others() == [], f"{spec.id} opens what Escape does not close"
            pressed.add(spec.id)
    finally:  # or it would go on, beside those of other tests
        leaver.stop()
    return pressed, leaver


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda situation: situation.__name__)
def test_everything_can_be_pressed(stage: Stage, situation: Callable[[Stage], Bring]) -> None:
    name = situation.__name__
    pressed, leaver = press_everything(stage, name, situation(stage))
    assert {"AboutDialog", "Palette", "QFileDialog", "SettingsDialog", "ShortcutSheet"} <= set(leaver.opened)
    assert pressed & NEVER.get(name, set()) == set()
    assert {"settings", "about", "palette", "open-images"} <= pressed
