"""When the detector is made ready without being asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.media import images
from app.ui import warming
from app.ui.warming import Warming
from tests.ui.conftest import Hand
from tests.ui.test_detecting import with_model


@pytest.fixture
def early(make_hand: Callable[[], Hand], monkeypatch: pytest.MonkeyPatch) -> Hand:
    monkeypatch.setattr(warming, "RESTING_MS", 0)
    return make_hand()


def asked(hand: Hand) -> bool:
    """Whether the detector was asked to get ready by the time that everything else is done."""
    hand.settle()
    hand.qtbot.wait(20)
    return bool(hand.bench.services.detection._worker.threads)


def test_the_detector_gets_ready_once_a_picture_is_seen(early: Hand, pictures: Path, model: Path) -> None:
    with_model_and_picture(early, pictures, model)
    assert not asked(early), "the window is not on the screen yet"
    early.bench.part(Warming).begin()
    early.qtbot.waitUntil(lambda: "CPU, fake" in early.bench.status.engine.text())


def test_without_a_model_there_is_nothing_to_get_ready(early: Hand, pictures: Path, model: Path) -> None:
    early.bench.part(Warming).begin()
    early.open(pictures)
    assert not asked(early)
    with_model(early, model)
    early.qtbot.waitUntil(lambda: "CPU, fake" in early.bench.status.engine.text())


def test_beside_a_giant_it_waits_to_be_asked(
    early: Hand, pictures: Path, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(images, "GIANT_PIXELS", 10)
    with_model_and_picture(early, pictures, model)
    early.bench.part(Warming).begin()
    assert not asked(early)
    early.key(Qt.Key.Key_D)
    early.qtbot.waitUntil(lambda: "CPU, fake" in early.bench.status.engine.text())


def with_model_and_picture(hand: Hand, pictures: Path, model: Path) -> None:
    hand.open(pictures)
    with_model(hand, model)
