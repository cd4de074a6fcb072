"""The welcome: what this computer can do, and weights that are fetched only when a person asks for them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from app.settings import DEVICE
from app.ui import places
from app.ui.dialogs.weights_dialog import WeightsDialog
from app.ui.speed_meter import SpeedMeter
from retinanet_core.published import download, store
from retinanet_core.published.table import PUBLISHED
from tests.ui.conftest import Hand

MEASURES = 'import json; print(json.dumps({"speed": {"engine": "CPU, quick", "seconds_per_picture": 0.25}}))'


def meter(folder: Path, code: str = MEASURES, device: str = "auto") -> SpeedMeter:
    made = SpeedMeter(folder / "speed.json", lambda: device, lambda _device: [sys.executable, "-c", code])
    made._later.setInterval(0)
    return made


def lines(hand: Hand) -> str:
    label = hand.widget("computerLines")
    assert isinstance(label, QLabel)
    return label.text()


def test_speed_is_measured_in_a_child_and_remembered(qtbot: QtBot, tmp_path: Path) -> None:
    first = meter(tmp_path)
    assert first.speed is None
    with qtbot.waitSignal(first.changed, timeout=60_000):
        first.measure_later()
    assert first.speed is not None
    assert (first.speed.engine, first.speed.seconds) == ("CPU, quick", 0.25)
    again = meter(tmp_path, "raise SystemExit('not to be asked')")
    assert again.speed == first.speed
    assert meter(tmp_path, device="cpu").speed is None, "what another device can do is not known"


def test_what_cannot_be_measured_is_said_and_not_tried_for_ever(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "speed.json").write_text("{broken")
    failing = meter(tmp_path, "raise SystemExit(3)")
    with qtbot.waitSignal(failing.changed, timeout=60_000):
        failing.measure_later()
    assert failing.failed
    assert failing.speed is None
    failing.measure_later()
    assert failing._process is None
    assert not failing._later.isActive()


def test_ending_the_program_ends_the_measuring(qtbot: QtBot, tmp_path: Path) -> None:
    slow = meter(tmp_path, "import time; time.sleep(600)")
    slow.measure_later()
    qtbot.waitUntil(lambda: slow._process is not None)
    slow.stop()
    assert slow._process is None


def test_the_welcome_says_what_this_computer_can_do(hand: Hand, home: Path) -> None:
    assert "is being measured" in lines(hand)
    assert str(home) in lines(hand)
    assert "Nothing leaves this computer." in lines(hand)
    measuring = hand.bench.part(SpeedMeter)
    measuring._command = lambda _device: [sys.executable, "-c", MEASURES]
    measuring._later.setInterval(0)
    with hand.qtbot.waitSignal(measuring.changed, timeout=60_000):
        hand.bench.services.detection.warmed.emit()
    assert "CPU, quick: about 0.25 s" in lines(hand)
    hand.bench.settings.set(DEVICE, "cpu")
    assert "is being measured" in lines(hand)
    measuring.stop()


def test_nothing_is_measured_while_a_person_works(opened: Hand) -> None:
    opened.bench.services.detection.warmed.emit()
    assert not opened.bench.part(SpeedMeter)._later.isActive()


@pytest.fixture
def weights(hand: Hand) -> WeightsDialog:
    dialog = WeightsDialog(hand.bench.services.tasks, hand.bench.window)
    dialog.show()
    return dialog


def test_weights_are_listed_with_size_and_licence(weights: WeightsDialog) -> None:
    assert weights.list.topLevelItemCount() == len(PUBLISHED)
    item = weights.list.topLevelItem(2)
    assert item is not None
    weights.list.setCurrentItem(item)
    assert (item.text(0), item.text(1)) == ("ResNet-18, ImageNet (top-1 69.8 %)", "47 MB")
    assert "ImageNet" in weights.licence.text()
    assert PUBLISHED[2].url in weights.state.text()


def test_nothing_is_asked_for_before_the_button(
    weights: WeightsDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def refuse(entry: object, *_: object, **__: object) -> None:
        asked.append(entry.name)  # type: ignore[attr-defined]
        raise store.WeightsError("There is no network here; bring the file from another computer.")

    monkeypatch.setattr(download, "download", refuse)
    assert asked == []
    weights.fetch.click()
    qtbot.waitUntil(lambda: "no network" in weights.state.text())
    assert asked == [PUBLISHED[0].name]
    assert weights.fetch.isVisible()
    assert not weights.cancel.isVisible()


def test_a_wrong_file_is_refused_in_a_sentence(
    weights: WeightsDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = tmp_path / "letter.pth"
    wrong.write_text("dear")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(wrong), ""))
    weights.take.click()
    qtbot.waitUntil(lambda: "letter.pth is not" in weights.state.text())


def test_stopping_keeps_the_dialog_usable(
    weights: WeightsDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []

    def wait(_entry: object, _part: object, *, cancelled: object, **__: object) -> None:
        while not cancelled():  # type: ignore[operator]
            pass
        seen.append(True)
        raise store.WeightsError("stopped")

    monkeypatch.setattr(download, "download", wait)
    weights.fetch.click()
    assert weights.cancel.isVisible()
    weights.cancel.click()
    assert weights.fetch.isVisible()
    assert weights.state.text().startswith("From ")
    qtbot.waitUntil(lambda: seen == [True])


def test_the_command_line_measures_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.cli import info
    from app.cli.main import main
    from app.demo import speed

    monkeypatch.setattr(speed, "measure", lambda device: speed.Speed(f"on {device}", 0.5))
    monkeypatch.setattr(info, "_facts", dict)
    assert main(["info", "--json", "--speed", "cpu"]) == 0
    assert json.loads(capsys.readouterr().out) == {"speed": {"engine": "on cpu", "seconds_per_picture": 0.5}}


def test_a_path_below_home_is_short(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert places.short(tmp_path / "data" / "projects") == str(Path("~") / "data" / "projects")
    assert places.short(tmp_path.parent) == str(tmp_path.parent)
