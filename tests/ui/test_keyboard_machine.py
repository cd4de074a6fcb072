"""Any sequence of box gestures by keyboard, with undo and redo, does what a plain reckoning of rectangles says."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.project import edits
from app.project.store import Store
from app.ui.boxes import BoxesController
from app.ui.canvas import Canvas, CanvasBox
from app.ui.display import DisplayFilter
from app.ui.session import Session
from tests.project.building import HEIGHT, WIDTH, apply, image_row, temporary_folder

pytestmark = pytest.mark.usefixtures("qapp")
Rect = tuple[float, float, float, float]
Boxes = dict[int, tuple[Rect, bool]]
"""Where each box is, and whether it is locked."""

LEAST = 3.0
NONE = Qt.KeyboardModifier.NoModifier
WAYS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
ARROW = st.sampled_from(list(WAYS))
MANNER = st.sampled_from([NONE, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier])
EITHER = st.booleans()
WHICH = st.integers(0, 4)
TIMES = st.integers(1, 12)


class KeyboardMachine(RuleBasedStateMachine):
    """A canvas on a project beside the rectangles that there should be."""

    def __init__(self) -> None:
        super().__init__()
        self._temporary = temporary_folder()
        self._owner = QObject()
        self.session, self.canvas = Session(self._owner), Canvas()
        self.display = DisplayFilter(self._owner)
        self.boxes = BoxesController(self.session, self.canvas, self.display, self._owner)
        self.session.changed.connect(self._show)
        store = Store.create(Path(self._temporary.name) / "p.foveate", ["cat"])
        apply(store, edits.add_media_rows(store, [image_row("one.png")]))
        self.session.open(store)
        self.canvas.resize(900, 700)
        self.canvas.set_min_side(LEAST)
        self.canvas.set_image(np.zeros((HEIGHT, WIDTH, 3), np.uint8))
        self.canvas.grab()
        self.past: list[Boxes] = []
        self.now: Boxes = {}
        self.future: list[Boxes] = []

    def _show(self) -> None:
        self.canvas.set_boxes(
            [
                CanvasBox(box.id, box.rect, box.class_id, "cat", "#e69f00", box.state, locked=box.locked)
                for box in self.session.boxes
            ]
        )

    def _press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        """Hold a key so long that it comes so many times."""
        for n in range(times):
            QApplication.sendEvent(self.canvas, QKeyEvent(QEvent.Type.KeyPress, key, modifiers, "", n > 0))
        QApplication.sendEvent(self.canvas, QKeyEvent(QEvent.Type.KeyRelease, key, modifiers))

    def _expect(self, wanted: Boxes) -> None:
        """A gesture that changes anything is one step, and takes away what could have been repeated."""
        if wanted != self.now:
            self.past.append(self.now)
            self.now, self.future = wanted, []

    @property
    def free(self) -> Iterable[int]:
        return [box_id for box_id in self.canvas.selection() if not self.now[box_id][1]]

    # -- gestures

    @precondition(lambda self: len(self.now) < 5)
    @rule(way=st.lists(st.tuples(ARROW, EITHER, TIMES), max_size=3), side=st.tuples(TIMES, TIMES))
    def draw(self, way: list[tuple[Qt.Key, bool, int]], side: tuple[int, int]) -> None:
        """The cursor goes somewhere, a corner is set there, and the other one to the lower right of it."""
        self.boxes.set_drawing(True)
        self._press(Qt.Key.Key_Return)
        for key, far, times in way:
            self._press(key, Qt.KeyboardModifier.ShiftModifier if far else NONE, times)
        self._press(Qt.Key.Key_Return)
        before = set(self.now)
        for key, times in zip((Qt.Key.Key_Right, Qt.Key.Key_Down), side, strict=True):
            self._press(key, times=times)
        self._press(Qt.Key.Key_Return)
        for _ in range(2):
            self._press(Qt.Key.Key_Escape)
        self.boxes.set_drawing(False)
        new = [box for box in self.session.boxes if box.id not in before]
        if min(side) < LEAST:
            assert not new
            return
        for box in new:  # None where the border left no room.
            assert box.x2 - box.x1 <= side[0]
            assert box.y2 - box.y1 <= side[1]
            self._expect(self.now | {box.id: (box.rect, False)})

    @initialize()
    def two_boxes(self) -> None:
        self.draw([], (12, 9))
        self.draw([(Qt.Key.Key_Left, True, 5)], (5, 12))

    def _select(self, which: int) -> None:
        """The n-th box, round the end; all of them for 0."""
        if not which:
            self._press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            assert self.canvas.selection() == set(self.now)
            return
        self._press(Qt.Key.Key_Escape)
        assert not self.canvas.selection()
        for _ in range(which):
            self.boxes.step(1)
        assert self.canvas.selection() == {list(self.now)[(which - 1) % len(self.now)]}

    @precondition(lambda self: self.now)
    @rule(which=WHICH, key=ARROW, manner=MANNER, far=EITHER, times=TIMES)
    def move_or_grow(
        self, which: int, key: Qt.Key, manner: Qt.KeyboardModifier, far: bool, times: int
    ) -> None:
        self._select(which)
        shift = Qt.KeyboardModifier.ShiftModifier if far else NONE
        rects = {box_id: self.now[box_id][0] for box_id in self.free}
        for _ in range(times):
            rects = _after(rects, WAYS[key], 10 if far else 1, manner)
        self._press(key, manner | shift, times)
        self._expect(self.now | {box_id: (rect, False) for box_id, rect in rects.items()})

    @precondition(lambda self: len(self.now) > 1)
    @rule(which=WHICH)
    def delete(self, which: int) -> None:
        self._select(which)
        gone = set(self.free)
        self._press(Qt.Key.Key_Delete)
        self._expect({box_id: box for box_id, box in self.now.items() if box_id not in gone})

    @precondition(lambda self: self.now)
    @rule(which=WHICH)
    def lock_or_unlock(self, which: int) -> None:
        self._select(which)
        chosen = self.canvas.selection()
        locked = not all(self.now[box_id][1] for box_id in chosen)
        self.boxes.toggle_lock()
        self._expect(self.now | {box_id: (self.now[box_id][0], locked) for box_id in chosen})

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        self.session.undo()
        self.future.append(self.now)
        self.now = self.past.pop()

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        self.session.redo()
        self.past.append(self.now)
        self.now = self.future.pop()

    # -- what always holds

    @invariant()
    def the_project_and_the_picture_have_what_was_reckoned(self) -> None:
        stored = {box.id: (box.rect, box.locked) for box in self.session.boxes}
        assert stored == self.now
        assert {box.id: (box.rect, box.locked) for box in self.canvas.boxes()} == self.now
        assert self.canvas.selection() <= set(self.now)

    @invariant()
    def every_box_is_on_the_frame_and_large_enough(self) -> None:
        for (x1, y1, x2, y2), _ in self.now.values():
            assert 0 <= x1 <= x2 - LEAST
            assert 0 <= y1 <= y2 - LEAST
            assert x2 <= WIDTH
            assert y2 <= HEIGHT

    @invariant()
    def nothing_is_to_be_undone_but_what_was_done(self) -> None:
        store = self.session.store
        assert store is not None
        assert (store.redo_edit() is not None) == bool(self.future)

    def teardown(self) -> None:
        self.session.close()
        self.canvas.deleteLater()
        self._temporary.cleanup()


def _after(
    rects: dict[int, Rect], way: tuple[int, int], step: int, manner: Qt.KeyboardModifier
) -> dict[int, Rect]:
    """Where boxes are after one press of an arrow: together while they move, each for itself while it grows."""
    axis = 0 if way[0] else 1
    by, limit = float(way[axis] * step), (WIDTH, HEIGHT)[axis]
    if not rects:
        return {}
    if manner == NONE:
        by = max(by, -min(rect[axis] for rect in rects.values()))
        by = min(by, limit - max(rect[axis + 2] for rect in rects.values()))
    after = {}
    for box_id, rect in rects.items():
        ends: list[float] = list(rect)
        if manner != Qt.KeyboardModifier.ControlModifier:
            ends[axis] += by
        if manner != Qt.KeyboardModifier.AltModifier:
            ends[axis + 2] += by
        if manner == Qt.KeyboardModifier.ControlModifier:
            ends[axis + 2] = min(max(ends[axis + 2], rect[axis] + LEAST), limit)
        if manner == Qt.KeyboardModifier.AltModifier:
            ends[axis] = max(min(ends[axis], rect[axis + 2] - LEAST), 0)
        after[box_id] = (ends[0], ends[1], ends[2], ends[3])
    return after


TestKeyboard = KeyboardMachine.TestCase
TestKeyboard.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
