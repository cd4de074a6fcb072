"""Looking at pictures: giants are there coarsely at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from app.media import images
from retinanet_core.types import Image
from tests.ui.conftest import Hand

SIZE = (640, 480)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Whole pictures are decoded while it is open; pictures from 200,000 pixels on are giants."""
    opened = threading.Event()

    def decode(path: Path) -> Image:
        assert opened.wait(30)
        return images.decode_image(path)

    monkeypatch.setattr("app.media.frames.decode_image", decode)
    monkeypatch.setattr(images, "GIANT_PIXELS", 200_000)
    yield opened
    opened.set()


@pytest.fixture
def giant(tmp_path: Path) -> Path:
    """Blue on the left, red on the right."""
    pixels = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
    pixels[:, : SIZE[0] // 2, 2] = 250
    pixels[:, SIZE[0] // 2 :, 0] = 250
    path = tmp_path / "giant.jpg"
    Pillow.fromarray(pixels).save(path)
    return path


def colour_at(hand: Hand, at: QPoint) -> str:
    """The basic colour that is painted there."""
    colour: QColor = hand.bench.canvas.grab().toImage().pixelColor(at)
    return max((colour.red(), "red"), (colour.green(), "green"), (colour.blue(), "blue"))[1]


def test_a_giant_can_be_looked_at_while_it_is_decoded_and_edited_afterwards(
    hand: Hand, giant: Path, gate: threading.Event
) -> None:
    hand.bench.opening.open_paths([giant])
    canvas = hand.bench.canvas
    hand.qtbot.waitUntil(lambda: canvas.viewport.image_width == SIZE[0])
    assert not hand.bench.view.ready
    assert canvas.loading
    assert colour_at(hand, hand.at(160, 400)) == "blue"
    assert colour_at(hand, hand.at(480, 400)) == "red"
    zoom = canvas.zoom
    hand.key(Qt.Key.Key_Plus)
    assert canvas.zoom > zoom
    zoom = canvas.zoom
    gate.set()
    hand.settle()
    assert not canvas.loading
    assert canvas.zoom == zoom, "one stays where one was looking"
    hand.add_class("wreck")
    hand.draw(300, 200, 340, 240)
    assert len(hand.boxes) == 1
