"""A canvas in an offscreen window, and the means to work on it as a person does."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.project.records import BoxState
from app.ui.canvas import Canvas, CanvasBox
from app.ui.canvas.geometry import Rect

RED = "#d55e00"


def make_box(box_id: int, rect: Rect, state: BoxState = BoxState.CONFIRMED, **more: object) -> CanvasBox:
    """A box of class "cell"."""
    facts: dict[str, object] = {"class_id": 1, "class_name": "cell", "colour": RED, **more}
    return CanvasBox(box_id, rect, state=state, **facts)  # type: ignore[arg-type]


class Person:
    """Works on a canvas with real mouse and key events, in the picture's coordinates."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def at(self, x: float, y: float) -> QPoint:
        return self.canvas.image_to_view(QPointF(x, y)).toPoint()

    def press(
        self,
        x: float,
        y: float,
        button: Qt.MouseButton = Qt.MouseButton.LeftButton,
        keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        QTest.mousePress(self.canvas, button, keys, self.at(x, y))

    def move(self, x: float, y: float) -> None:
        QTest.mouseMove(self.canvas, self.at(x, y))

    def release(self, x: float, y: float, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
        QTest.mouseRelease(self.canvas, button, Qt.KeyboardModifier.NoModifier, self.at(x, y))

    def drag(self, *points: tuple[float, float]) -> None:
        self.press(*points[0])
        for point in points[1:]:
            self.move(*point)
        self.release(*points[-1])

    def click(self, x: float, y: float, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.mouseClick(self.canvas, Qt.MouseButton.LeftButton, keys, self.at(x, y))

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.canvas, key, keys)


@pytest.fixture
def canvas(qtbot: QtBot) -> Iterator[Canvas]:
    """A canvas of 900 x 700 that shows a grey picture of 400 x 300 at 200 %."""
    widget = Canvas()
    qtbot.addWidget(widget)
    widget.resize(900, 700)
    widget.set_image(np.full((300, 400, 3), 128, np.uint8))
    with qtbot.waitExposed(widget):
        widget.show()
    widget.zoom_to(2.0)
    widget.setFocus()
    yield widget
    widget.set_image(None)


@pytest.fixture
def person(canvas: Canvas) -> Person:
    return Person(canvas)


@pytest.fixture
def heard(canvas: Canvas) -> dict[str, list[tuple[object, ...]]]:
    """Everything the canvas has told, by signal."""
    told: dict[str, list[tuple[object, ...]]] = {}

    def listen(name: str) -> Callable[..., None]:
        told[name] = []
        return lambda *values: told[name].append(values)

    canvas.box_drawn.connect(listen("drawn"))
    told["changed"] = []
    canvas.boxes_changed.connect(lambda rects: told["changed"].extend(rects.items()))
    canvas.selection_changed.connect(listen("selection"))
    canvas.delete_requested.connect(listen("delete"))
    canvas.hovered.connect(listen("hovered"))
    canvas.cursor_moved.connect(listen("cursor"))
    canvas.zoom_changed.connect(listen("zoom"))
    return told
