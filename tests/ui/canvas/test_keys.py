"""The canvas by keyboard, and what it says to those who do not see it."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

from app.project.records import BoxState
from app.ui.canvas import Canvas
from tests.ui.canvas.conftest import Person, make_box

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
Heard = dict[str, list[tuple[object, ...]]]


def test_arrows_nudge_by_one_pixel_and_with_shift_by_ten(
    canvas: Canvas, person: Person, heard: Heard
) -> None:
    canvas.set_boxes([make_box(1, (100, 100, 200, 200))])
    canvas.set_selection({1})
    person.key(Qt.Key.Key_Right)
    person.key(Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert heard["changed"] == [(1, (101, 100, 201, 200)), (1, (100, 90, 200, 190))]


def test_a_held_arrow_is_one_change(canvas: Canvas, heard: Heard) -> None:
    canvas.set_boxes([make_box(1, (100, 100, 200, 200))])
    canvas.set_selection({1})
    QTest.keyPress(canvas, Qt.Key.Key_Down)
    for _ in range(4):
        repeat = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, "", True)
        QApplication.sendEvent(canvas, repeat)
    assert heard["changed"] == []
    QTest.keyRelease(canvas, Qt.Key.Key_Down)
    assert heard["changed"] == [(1, (100, 105, 200, 205))]


def test_a_nudge_is_kept_when_the_selection_moves_on(canvas: Canvas, heard: Heard) -> None:
    canvas.set_boxes([make_box(1, (100, 100, 200, 200)), make_box(2, (10, 10, 40, 40))])
    canvas.set_selection({1})
    QTest.keyPress(canvas, Qt.Key.Key_Left)
    canvas.set_selection({2})
    assert heard["changed"] == [(1, (99, 100, 199, 200))]


def test_escape_takes_a_nudge_back(canvas: Canvas, person: Person, heard: Heard) -> None:
    canvas.set_boxes([make_box(1, (100, 100, 200, 200))])
    canvas.set_selection({1})
    QTest.keyPress(canvas, Qt.Key.Key_Left)
    person.key(Qt.Key.Key_Escape)
    QTest.keyRelease(canvas, Qt.Key.Key_Left)
    assert heard["changed"] == []
    assert canvas.selection() == {1}
    person.key(Qt.Key.Key_Escape)
    assert canvas.selection() == frozenset()


def test_tab_goes_from_box_to_box_and_then_on(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    canvas, after = Canvas(), QLineEdit()
    window.setCentralWidget(canvas)
    after.setParent(window)
    after.setGeometry(0, 0, 80, 24)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    canvas.setFocus()
    qtbot.waitUntil(canvas.hasFocus)
    canvas.set_boxes([make_box(7, (10, 10, 20, 20)), make_box(5, (30, 30, 40, 40))])
    QTest.keyClick(canvas, Qt.Key.Key_Tab)
    assert canvas.selection() == {7}
    QTest.keyClick(canvas, Qt.Key.Key_Tab)
    assert canvas.selection() == {5}
    QTest.keyClick(canvas, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.selection() == {7}
    canvas.set_selection({5})
    QTest.keyClick(canvas, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_a_box_chosen_by_tab_comes_into_view(canvas: Canvas, person: Person) -> None:
    canvas.set_boxes([make_box(1, (380, 280, 395, 295))])
    canvas.zoom_to(30.0, QPointF(0, 0))
    person.key(Qt.Key.Key_Tab)
    corner = canvas.image_to_view(QPointF(380, 280))
    assert canvas.rect().contains(corner.toPoint())


def test_delete_asks_for_the_selection_and_control_a_takes_all(
    canvas: Canvas, person: Person, heard: Heard
) -> None:
    canvas.set_boxes(
        [
            make_box(1, (10, 10, 20, 20)),
            make_box(2, (30, 30, 40, 40), BoxState.SUGGESTED),
            make_box(3, (50, 50, 60, 60), BoxState.REJECTED),
        ]
    )
    person.key(Qt.Key.Key_Delete)
    assert heard["delete"] == []
    person.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert canvas.selection() == {1, 2}
    person.key(Qt.Key.Key_Delete)
    assert heard["delete"] == [(frozenset({1, 2}),)]
    assert len(canvas.boxes()) == 3, "the owner of the boxes decides"


def test_space_held_drags_the_picture_and_tapped_is_told(canvas: Canvas, heard: Heard) -> None:
    canvas.set_boxes([make_box(1, (0, 0, 400, 300))])
    taps: list[bool] = []
    canvas.space_tapped.connect(lambda: taps.append(True))
    before = canvas.image_to_view(QPointF(0, 0))
    QTest.keyPress(canvas, Qt.Key.Key_Space)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(400, 300))
    QTest.mouseMove(canvas, QPoint(440, 290))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(440, 290))
    QTest.keyRelease(canvas, Qt.Key.Key_Space)
    after = canvas.image_to_view(QPointF(0, 0))
    assert (after.x() - before.x(), after.y() - before.y()) == (40, -10)
    assert taps == []
    assert heard["changed"] == []
    QTest.keyClick(canvas, Qt.Key.Key_Space)
    assert taps == [True]


def test_space_is_the_windows_until_somebody_listens_to_taps(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    canvas = Canvas()
    window.setCentralWidget(canvas)
    fired: list[str] = []
    QShortcut(QKeySequence(Qt.Key.Key_Space), window).activated.connect(lambda: fired.append("window"))
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    canvas.setFocus()
    qtbot.waitUntil(canvas.hasFocus)
    QTest.keyClick(canvas, Qt.Key.Key_Space)
    canvas.space_tapped.connect(lambda: fired.append("canvas"))
    QTest.keyClick(canvas, Qt.Key.Key_Space)
    assert fired == ["window", "canvas"]


def test_a_gesture_takes_escape_before_the_window_does(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    canvas = Canvas()
    window.setCentralWidget(canvas)
    window.resize(600, 500)
    fired: list[str] = []
    QShortcut(QKeySequence(Qt.Key.Key_Escape), window).activated.connect(lambda: fired.append("window"))
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    canvas.setFocus()
    qtbot.waitUntil(canvas.hasFocus)
    canvas.set_image(np.zeros((100, 100, 3), np.uint8))
    canvas.set_mode("draw")
    drawn: list[object] = []
    canvas.box_drawn.connect(drawn.append)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    QTest.mouseMove(canvas, QPoint(300, 300))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    assert drawn == []
    assert fired == []
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert fired == ["window"]


def test_the_selection_is_said_in_words(canvas: Canvas) -> None:
    canvas.set_boxes(
        [
            make_box(1, (10, 10, 20, 30)),
            make_box(2, (30, 30, 40, 40), BoxState.SUGGESTED, score=0.934),
            make_box(3, (50, 50, 60, 60), BoxState.REJECTED),
        ]
    )
    assert canvas.accessibleName()
    assert canvas.accessibleDescription() == "1 suggested, 1 confirmed."
    canvas.set_selection({2})
    said = canvas.accessibleDescription()
    assert said == canvas.selection_text()
    for part in ("cell", "suggested", "0.93", "10 by 10 pixels at 30, 30", "2 of 2"):
        assert part in said
    canvas.set_selection({1, 2})
    assert "2" in canvas.accessibleDescription()
