"""The widget as a whole: states, keeping, scrolling, both ratios."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.project.records import BoxState
from app.ui import theme
from app.ui.canvas import Canvas
from tests.shared_data import ROOT
from tests.ui.canvas.conftest import make_box

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def shot(canvas: Canvas) -> NDArray[np.uint8]:
    """(H, W, 3) device pixels of the widget."""
    image = canvas.grab().toImage().convertToFormat(canvas.grab().toImage().Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 4 * image.width()].reshape(image.height(), image.width(), 4)[:, :, 2::-1].copy()


def noise(seed: int = 1) -> NDArray[np.uint8]:
    return np.random.default_rng(seed).integers(0, 256, (300, 400, 3), dtype=np.uint8)


def test_without_a_picture_nothing_fails(canvas: Canvas) -> None:
    canvas.set_image(None)
    canvas.set_boxes([make_box(1, (0, 0, 10, 10))])
    canvas.set_selection({1})
    for act in (canvas.fit, canvas.zoom_in, canvas.zoom_out, canvas.actual_size):
        act()
    canvas.zoom_to_box(1)
    for mode in ("select", "draw"):
        canvas.set_mode(mode)
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton)
        QTest.mouseMove(canvas)
        QTest.keyClick(canvas, Qt.Key.Key_Right)
    pixels = shot(canvas)
    assert len(np.unique(pixels.reshape(-1, 3), axis=0)) == 1


def test_a_message_takes_the_place_of_picture_and_boxes(canvas: Canvas) -> None:
    canvas.set_boxes([make_box(1, (0, 0, 10, 10))])
    canvas.set_selection({1})
    canvas.show_message("This frame cannot be read", "a.jpg is empty.\nChoose another one.")
    assert canvas.boxes() == ()
    assert canvas.selection() == frozenset()
    assert "a.jpg" in canvas.accessibleDescription()
    pixels = shot(canvas)
    written = (pixels != pixels[0, 0]).any(-1)
    rows, columns = np.nonzero(written)
    assert rows.size > 100
    middle = (columns.min() + columns.max()) / 2
    assert middle == pytest.approx(pixels.shape[1] / 2, abs=12)
    canvas.set_image(noise())
    assert len(np.unique(shot(canvas).reshape(-1, 3), axis=0)) > 1000


def test_the_loading_hint_comes_only_after_a_while(canvas: Canvas, qtbot: QtBot) -> None:
    before = shot(canvas)
    canvas.show_loading("Reading the frame")
    assert (shot(canvas) == before).all()
    qtbot.waitUntil(lambda: bool((shot(canvas) != before).any()), timeout=2000)
    canvas.set_image(np.full((300, 400, 3), 128, np.uint8), keep_view=True)
    assert (shot(canvas) == before).all()


def test_a_quick_picture_never_shows_the_hint(canvas: Canvas, qtbot: QtBot) -> None:
    before = shot(canvas)
    canvas.show_loading("Reading the frame")
    canvas.set_image(np.full((300, 400, 3), 128, np.uint8), keep_view=True)
    qtbot.wait(150)
    assert (shot(canvas) == before).all()


def test_panning_by_scrolling_gives_the_same_pixels_as_painting_anew(canvas: Canvas) -> None:
    pixels = noise()
    canvas.set_image(pixels)
    canvas.set_boxes([make_box(n, (n * 30, n * 20, n * 30 + 60, n * 20 + 50)) for n in range(10)])
    canvas.zoom_to(1.7, QPointF(10, 10))
    shot(canvas)
    for dx, dy in ((13, 0), (-40, 25), (7, -90), (-200, -160)):
        canvas.pan(dx, dy)
        scrolled = shot(canvas)
        canvas.set_image(pixels.copy(), keep_view=True)
        anew = shot(canvas)
        assert np.abs(scrolled.astype(int) - anew).max() <= 2


def test_boxes_can_be_hidden_while_a_key_is_held(canvas: Canvas) -> None:
    bare = shot(canvas)
    canvas.set_boxes([make_box(1, (50, 50, 150, 150))])
    canvas.set_selection({1})
    assert (shot(canvas) != bare).any()
    canvas.set_boxes_hidden(True)
    assert (shot(canvas) == bare).all()
    canvas.set_boxes_hidden(False)
    canvas.set_selection(())
    QTest.mouseMove(canvas, canvas.image_to_view(QPointF(100, 100)).toPoint())
    assert (shot(canvas) != bare).any()
    canvas.set_boxes_hidden(True)
    assert (shot(canvas) == bare).all()
    canvas.set_boxes_hidden(False)
    assert (shot(canvas) != bare).any()


def test_rejected_boxes_are_painted_only_when_asked_for(canvas: Canvas) -> None:
    bare = shot(canvas)
    canvas.set_boxes([make_box(1, (50, 50, 150, 150), BoxState.REJECTED)])
    assert (shot(canvas) == bare).all()
    canvas.set_show_rejected(True)
    assert (shot(canvas) != bare).any()


def test_a_selected_box_looks_selected_and_lies_on_top(canvas: Canvas) -> None:
    canvas.set_boxes([make_box(1, (50, 50, 150, 150)), make_box(2, (50, 50, 150, 150), colour="#0072b2")])
    before = shot(canvas)
    canvas.set_selection({1})
    after = shot(canvas)
    assert (before != after).any()
    red = (after == (0xD5, 0x5E, 0)).all(-1).sum()
    blue = (after == (0, 0x72, 0xB2)).all(-1).sum()
    assert red > 4 * blue


def test_a_gesture_is_previewed_before_anything_is_told(canvas: Canvas) -> None:
    canvas.set_boxes([make_box(1, (50, 50, 150, 150))])
    canvas.set_selection({1})
    before = shot(canvas)
    start = canvas.image_to_view(QPointF(100, 100)).toPoint()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas, canvas.image_to_view(QPointF(160, 130)).toPoint())
    assert (shot(canvas) != before).any()
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start)
    assert (shot(canvas) == before).all()


def test_an_edit_that_is_refused_leaves_the_box_where_it_was(canvas: Canvas) -> None:
    canvas.set_boxes([make_box(1, (50, 50, 150, 150))])
    canvas.set_selection({1})
    QTest.mouseMove(canvas, canvas.image_to_view(QPointF(100, 100)).toPoint())
    before = shot(canvas)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert (shot(canvas) == before).all()


def test_the_crosshair_and_the_coordinates_show_while_drawing(canvas: Canvas) -> None:
    canvas.set_mode("draw")
    before = shot(canvas)
    QTest.mouseMove(canvas, canvas.image_to_view(QPointF(200, 150)).toPoint())
    after = shot(canvas)
    changed = (before != after).any(-1)
    assert changed.any(0).mean() > 0.95
    assert changed.any(1).mean() > 0.95


def test_a_ring_shows_the_focus_that_the_keyboard_brought(canvas: Canvas, qtbot: QtBot) -> None:
    ringed = {}
    for reason in (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.TabFocusReason):
        canvas.clearFocus()
        canvas.activateWindow()
        canvas.setFocus(reason)
        qtbot.waitUntil(canvas.hasFocus)
        accent = [int(theme.current().accent[i : i + 2], 16) for i in (1, 3, 5)]
        border = (shot(canvas)[1, :] == accent).all(-1)
        ringed[reason] = bool(border.all())
    assert ringed == {Qt.FocusReason.MouseFocusReason: False, Qt.FocusReason.TabFocusReason: True}


def test_the_scheme_changes_at_once(canvas: Canvas, qapp: QApplication) -> None:
    canvas.show_message("Nothing open", "Drop a folder here.")
    theme.apply_theme(qapp, "light")
    light = shot(canvas)
    theme.apply_theme(qapp, "dark")
    dark = shot(canvas)
    theme.apply_theme(qapp, "light")
    assert dark.mean() < 60 < 180 < light.mean()


def test_a_giant_picture_is_opened_and_panned_without_a_second_copy(canvas: Canvas, qtbot: QtBot) -> None:
    columns = (np.arange(20000) // 79).astype(np.uint8)
    canvas.set_image(np.broadcast_to(columns[None, :, None], (14000, 20000, 3)))
    assert canvas.zoom < 0.06
    assert shot(canvas)[350, 450].mean() == pytest.approx(columns[10000], abs=6)
    canvas.zoom_to(1.0, QPointF(450, 350))
    for _ in range(30):
        canvas.pan(-300, -100)
        shot(canvas)
    corner = canvas.view_to_image(QPointF(450.5, 350.5))
    assert shot(canvas)[350, 450, 0] == columns[int(corner.x())]


def test_five_thousand_boxes_are_painted_selected_and_hit(canvas: Canvas) -> None:
    rng = np.random.default_rng(3)
    corners = rng.uniform(0, 280, (5000, 2))
    canvas.set_boxes(
        [
            make_box(n, (x, y, x + 12, y + 10), list(BoxState)[n % 2], score=0.5)
            for n, (x, y) in enumerate(corners.tolist())
        ]
    )
    shot(canvas)
    canvas.set_selection(range(5000))
    shot(canvas)
    assert len(canvas.selection()) == 5000


def test_the_canvas_paints_sharply_on_a_screen_of_twice_the_density(tmp_path: Path) -> None:
    script = """
import sys
import numpy as np
from PySide6.QtWidgets import QApplication
from app.project.records import BoxState
from app.ui.canvas import Canvas, CanvasBox
app = QApplication([])
canvas = Canvas()
canvas.resize(500, 400)
canvas.set_image(np.full((300, 400, 3), 128, np.uint8))
canvas.set_boxes([
    CanvasBox(1, (50, 50, 200, 250), 1, "cell", "#d55e00", BoxState.CONFIRMED),
    CanvasBox(2, (220, 50, 380, 250), 1, "cell", "#d55e00", BoxState.SUGGESTED, 0.5),
])
canvas.show()
app.processEvents()
canvas.zoom_to(2.0)
assert canvas.devicePixelRatioF() == 2.0
assert canvas.viewport.transform.scale == 1.0
canvas.grab().save(sys.argv[1])
"""
    target = tmp_path / "shot.png"
    environment = {**os.environ, "QT_SCALE_FACTOR": "2", "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(
        [sys.executable, "-c", script, str(target)], cwd=ROOT, env=environment, check=True, timeout=120
    )
    from PIL import Image

    pixels = np.asarray(Image.open(target).convert("RGB"))
    assert pixels.shape == (800, 1000, 3)
    core = (pixels == (0xD5, 0x5E, 0)).all(-1)
    solid = core[:, : core.shape[1] // 2]
    rows = np.flatnonzero(solid.sum(1) > 200)
    assert len(rows) == 8, "two edges of four device pixels"
    dashed = core[rows[-1], core.shape[1] // 2 :]
    assert 60 < dashed.sum() < 260
