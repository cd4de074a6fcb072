"""Adjusting how pictures look: what is seen changes, nothing else does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image as Pillow
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.media.images import decode_image
from app.media.levels import Levels
from app.media.opencv import cv2
from app.ui.adjusting import KEY, Adjusting
from app.ui.look_chip import LookChip
from app.ui.panels.adjust_panel import AdjustPanel
from retinanet_core.types import Detections, Image
from tests.ui.conftest import FakeDetector, Hand, MakeHand


def adjusting(hand: Hand) -> Adjusting:
    return hand.bench.part(Adjusting)


def panel(hand: Hand) -> AdjustPanel:
    return hand.bench.part(AdjustPanel)


def chip(hand: Hand) -> LookChip:
    return hand.bench.part(LookChip)


def seen(hand: Hand, x: float, y: float) -> tuple[int, int, int]:
    """The colour that is painted for a pixel of the picture."""
    colour = hand.bench.canvas.grab().toImage().pixelColor(hand.at(x, y))
    return colour.red(), colour.green(), colour.blue()


def facts(bits: int, low: int, high: int) -> str:
    """What the panel says of a picture."""
    return f"{bits} bits, values {low} to {QLocale().toString(high)}"


def press_check(hand: Hand, name: str) -> None:
    """Check or uncheck it as a person does by keys."""
    box = hand.widget(name)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    QApplication.processEvents()


def write_16_bit(path: Path, values: NDArray[np.uint16]) -> Path:
    done, data = cv2.imencode(".png", values)
    assert done
    path.write_bytes(bytes(data))
    return path


@pytest.fixture
def dark(hand: Hand, tmp_path: Path) -> Hand:
    """A 16-bit picture of a camera that counts to 4,095 is shown: left 12, right 4,095, a ramp between."""
    values = np.zeros((240, 320), np.uint16)
    values[:] = np.linspace(12, 4095, 320).astype(np.uint16)
    folder = tmp_path / "cells"
    folder.mkdir()
    for name in ("a.png", "b.png"):
        write_16_bit(folder / name, values)
        values = values // 2
    hand.open(folder)
    return hand


def test_the_key_opens_the_panel_with_the_focus_and_closes_it(opened: Hand) -> None:
    assert not panel(opened).isVisible()
    opened.key(Qt.Key.Key_I)
    assert panel(opened).isVisible()
    assert panel(opened).brightness.slider.hasFocus()
    QTest.keyClick(panel(opened).brightness.slider, Qt.Key.Key_I)
    QApplication.processEvents()
    assert not panel(opened).isVisible()
    assert opened.bench.canvas.hasFocus()


def test_brightening_shows_at_once_and_reset_takes_it_back(opened: Hand) -> None:
    before = seen(opened, 160, 200)
    assert before == (200, 200, 200)
    opened.key(Qt.Key.Key_I)
    slider = panel(opened).brightness.slider
    QTest.keyClick(slider, Qt.Key.Key_Left)
    assert seen(opened, 160, 200) == (197, 197, 197)
    assert chip(opened).isVisible()
    assert "Adjusted" in chip(opened).text()
    opened.key(Qt.Key.Key_I, Qt.KeyboardModifier.ShiftModifier)
    assert seen(opened, 160, 200) == before
    assert not chip(opened).isVisible()
    assert slider.value() == 100


def test_the_chip_resets(opened: Hand) -> None:
    press_check(opened, "invert")
    assert seen(opened, 160, 200) == (55, 55, 55)
    opened.press("lookChip")
    assert seen(opened, 160, 200) == (200, 200, 200)
    assert not opened.bench.actions["reset-look"].isEnabled()


def test_a_channel_is_seen_as_grey(opened: Hand) -> None:
    opened.key(Qt.Key.Key_I)
    panel(opened).channel.setFocus()
    QTest.keyClick(panel(opened).channel, Qt.Key.Key_Down)
    assert adjusting(opened).levels.channel == "red"
    assert seen(opened, 50, 50) == (200, 200, 200)


def test_the_original_is_seen_while_its_key_is_held(opened: Hand) -> None:
    press_check(opened, "invert")
    canvas = opened.bench.canvas
    opened.activate()
    QApplication.processEvents()
    QTest.keyPress(canvas, Qt.Key.Key_Y)
    QApplication.processEvents()
    assert seen(opened, 160, 200) == (200, 200, 200)
    assert chip(opened).text() == "As it is"
    QTest.keyRelease(canvas, Qt.Key.Key_Y)
    assert seen(opened, 160, 200) == (55, 55, 55)


def test_levels_are_for_all_frames_or_for_one(opened: Hand) -> None:
    opened.key(Qt.Key.Key_I)
    press_check(opened, "invert")
    opened.go_to(1)
    assert seen(opened, 160, 200) == (55, 55, 55)
    press_check(opened, "onAllFrames")
    press_check(opened, "invert")
    assert seen(opened, 160, 200) == (200, 200, 200)
    assert not chip(opened).isVisible()
    opened.go_to(0)
    assert seen(opened, 160, 200) == (55, 55, 55)
    assert panel(opened).on_all.isChecked()
    opened.go_to(1)
    assert not panel(opened).on_all.isChecked()
    assert seen(opened, 160, 200) == (200, 200, 200)
    press_check(opened, "onAllFrames")
    assert seen(opened, 160, 200) == (55, 55, 55)


def test_levels_for_all_come_back_with_the_project(opened: Hand, make_hand: MakeHand) -> None:
    press_check(opened, "invert")
    opened.qtbot.waitUntil(lambda: opened.store.setting(KEY) != "")
    folder = opened.store.folder
    opened.bench.window.close()
    opened.bench.session.close()
    again = make_hand()
    again.open(folder)
    assert seen(again, 160, 200) == (55, 55, 55)
    assert chip(again).isVisible()


def test_black_pushes_white_and_a_number_is_typed(opened: Hand) -> None:
    opened.key(Qt.Key.Key_I)
    white, black = panel(opened).white.digits, panel(opened).black.digits
    white.selectAll()
    QTest.keyClicks(white, "100")
    QTest.keyClick(white, Qt.Key.Key_Return)
    assert adjusting(opened).levels == Levels(white=100 / 255)
    assert panel(opened).white.slider.value() == 100
    black.selectAll()
    QTest.keyClicks(black, "150")
    QTest.keyClick(black, Qt.Key.Key_Return)
    assert (black.value(), white.value()) == (150, 151)


def test_sixteen_bits_are_read_for_the_panel_and_stretched(dark: Hand) -> None:
    assert max(seen(dark, 300, 100)) < 20
    dark.key(Qt.Key.Key_I)
    dark.qtbot.waitUntil(lambda: panel(dark).facts.text() == facts(16, 12, 4095))
    assert panel(dark).white.slider.maximum() == 4095
    assert panel(dark).white.digits.value() == 65535
    press_check(dark, "stretchEach")
    assert seen(dark, 318, 100)[0] > 250
    assert seen(dark, 1, 100)[0] < 5
    # More greys than the 16 that eight bits have of it.
    assert len({seen(dark, x, 100) for x in range(0, 320, 5)}) > 40
    dark.go_to(1)
    dark.qtbot.waitUntil(lambda: panel(dark).facts.text() == facts(16, 6, 2047))
    assert seen(dark, 318, 100)[0] > 250, "each picture for itself"


def test_moving_white_ends_the_stretch_where_it_was(dark: Hand) -> None:
    dark.key(Qt.Key.Key_I)
    dark.qtbot.waitUntil(lambda: panel(dark).facts.text() != "")
    press_check(dark, "stretchEach")
    black = panel(dark).black.digits.value()
    assert black == 12
    panel(dark).white.slider.setFocus()
    QTest.keyClick(panel(dark).white.slider, Qt.Key.Key_PageDown)
    assert not panel(dark).stretch.isChecked()
    assert panel(dark).black.digits.value() == black
    assert panel(dark).white.digits.value() < 4000


def test_a_dark_picture_of_16_bits_says_so_and_one_press_helps(dark: Hand) -> None:
    dark.qtbot.waitUntil(chip(dark).isVisible)
    assert chip(dark).text() == "Dark 16-bit picture. Key I adjusts it."
    dark.press("lookChip")
    assert panel(dark).isVisible()
    assert not chip(dark).isVisible()
    press_check(dark, "stretchEach")
    assert "Adjusted" in chip(dark).text()


def test_a_dark_picture_of_eight_bits_says_nothing(hand: Hand, tmp_path: Path) -> None:
    path = tmp_path / "night.png"
    Pillow.fromarray(np.full((240, 320, 3), 5, np.uint8)).save(path)
    hand.open(path)
    hand.key(Qt.Key.Key_I)
    hand.qtbot.waitUntil(lambda: panel(hand).facts.text() == facts(8, 5, 5))
    assert not chip(hand).isVisible()


def test_the_histogram_is_said(dark: Hand) -> None:
    dark.key(Qt.Key.Key_I)
    view = panel(dark).histogram
    high, full = QLocale().toString(4095), QLocale().toString(65535)
    words = f"Values from 12 to {high}; black at 0, white at {full}"
    dark.qtbot.waitUntil(lambda: view.accessibleDescription() == words)


def test_the_detector_and_the_boxes_get_the_same_with_and_without(
    dark: Hand, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[Image] = []
    real = FakeDetector.detect

    def detect(detector: FakeDetector, images: Sequence[Image]) -> list[Detections]:
        given.extend(image.copy() for image in images)
        return real(detector, images)

    monkeypatch.setattr(FakeDetector, "detect", detect)
    dark.bench.models.import_model(model)
    dark.qtbot.waitUntil(lambda: dark.store.active_version() is not None)
    drawn = []
    for stretched in (False, True):
        if stretched:
            dark.bench.actions["stretch-look"].trigger()
        dark.key(Qt.Key.Key_D)
        dark.qtbot.waitUntil(lambda: len(given) == 1 + stretched and not dark.bench.detection.busy)  # noqa: B023
        dark.draw(30, 100, 90, 200)
        drawn.append(dark.boxes[-1].rect)
    assert np.array_equal(given[0], given[1])
    path = dark.store.media_path(dark.store.media()[0])
    assert np.array_equal(given[0], decode_image(path))
    assert drawn[0] == drawn[1]
    frame = dark.bench.session.frame
    assert frame is not None
    pixels = dark.bench.services.loader.get(frame.id)
    assert pixels is not None
    assert np.array_equal(pixels, given[0])


def test_all_of_the_panel_is_seen_where_the_window_has_room_for_it(hand: Hand, pictures: Path) -> None:
    hand.open(pictures)
    hand.bench.actions["adjust"].trigger()
    assert panel(hand).isVisible()
    hand.qtbot.waitUntil(lambda: panel(hand).verticalScrollBar().maximum() == 0)
