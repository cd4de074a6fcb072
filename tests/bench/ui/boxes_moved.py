"""The program on a picture with many boxes, with somebody who drags, zooms, selects, moves and undoes.

`python -m tests.bench.ui.boxes_moved PROJECT NUMBER` prints seconds: "pan" and "zoom" hold the gaps between painted
frames, "select", "nudge" and "undo" what one of these took until it was on the screen and nothing was left to do.
Each is there again with " (busy)": how long the window's thread computed meanwhile, whatever else the computer did.
"""

from __future__ import annotations

import json
import math
import sys
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from app.__main__ import main
from app.settings import Settings
from app.ui import application
from app.ui.services import Services
from app.ui.workbench import Workbench

SECONDS = 2.0
TIMES = 7
BUSY = " (busy)"
Moment = tuple[float, float]
"""Seconds on the clock, and seconds that this thread has computed."""
_SETTLED_MS = 1500
_RADIUS, _STEP = 160.0, 9.0
_TURNS = 14


class Person(QObject):
    """Waits until all is there, does one thing after another, and closes the window."""

    def __init__(self, bench: Workbench, number: int) -> None:
        super().__init__(bench)
        self._bench, self._canvas, self._number = bench, bench.canvas, number
        self._painted: list[Moment] = []
        self._found: dict[str, list[float]] = {}
        self._go_on: Callable[[], None] = lambda: None
        self._canvas.installEventFilter(self)
        self._begin = QTimer(self, interval=100)
        self._begin.timeout.connect(self._look)
        self._begin.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """A frame is counted when its painting begins; the next movement comes when it is over."""
        if event.type() == QEvent.Type.Paint:
            self._painted.append(_now())
            QTimer.singleShot(0, self, self._move_on)
        return False

    def _move_on(self) -> None:
        self._go_on()

    def _look(self) -> None:
        if self._bench.view.ready and self._canvas.painted_whole:
            assert len(self._canvas.boxes()) == self._number
            self._begin.stop()
            self._steps = self._everything()
            QTimer.singleShot(_SETTLED_MS, self, self._next)

    def _next(self) -> None:
        next(self._steps, None)

    def _everything(self) -> Iterator[None]:
        """Each step is given back to the event loop, and goes on from there."""
        yield from self._moving("pan", self._drag())
        self._canvas.fit()
        yield from self._moving("zoom", self._wheel())
        self._canvas.fit()
        QApplication.processEvents()
        self._note("select", [self._done(partial(self._click, n)) for n in range(TIMES)])
        self._note("nudge", [self._done(self._nudge) for _ in range(TIMES)])
        self._note("undo", [self._done(self._bench.actions["undo"].trigger) for _ in range(TIMES)])
        print(json.dumps(self._found), flush=True)
        self._bench.window.close()
        yield

    # Moving the picture

    def _moving(self, name: str, moves: Generator[None, None, None]) -> Iterator[None]:
        """One movement for every painted frame, for two seconds."""
        self._painted.clear()
        end = time.perf_counter() + SECONDS

        def go_on() -> None:
            if time.perf_counter() < end:
                next(moves)
            else:
                self._go_on = lambda: None
                moves.close()
                QTimer.singleShot(_SETTLED_MS, self, self._next)

        self._go_on = go_on
        next(moves)
        yield
        times = [moment for moment in self._painted if moment[0] < end]
        self._note(name, list(pairwise(times)))

    def _drag(self) -> Generator[None, None, None]:
        """The picture is dragged around in a circle with the middle button."""
        centre, turned = QPointF(self._canvas.rect().center()), 0.0
        self._mouse(QEvent.Type.MouseButtonPress, centre, Qt.MouseButton.MiddleButton)
        try:
            while True:
                turned += _STEP / _RADIUS
                at = centre + QPointF(_RADIUS * math.sin(turned), _RADIUS * (1 - math.cos(turned)))
                self._mouse(QEvent.Type.MouseMove, at, Qt.MouseButton.MiddleButton)
                yield
        finally:
            self._mouse(QEvent.Type.MouseButtonRelease, centre, Qt.MouseButton.MiddleButton)

    def _wheel(self) -> Generator[None, None, None]:
        """The wheel is turned until the picture is twelve times as large, and back."""
        at = QPointF(self._canvas.rect().center())
        while True:
            for angle in [120] * _TURNS + [-120] * _TURNS:
                event = QWheelEvent(
                    at, self._canvas.mapToGlobal(at), QPoint(), QPoint(0, angle),
                    Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
                )  # fmt: skip
                QApplication.sendEvent(self._canvas, event)
                yield

    # One box

    def _done(self, do: Callable[[], object]) -> tuple[Moment, Moment]:
        """Do something, until it is painted and the event loop has nothing more to do; from when to when."""
        time.sleep(0.05)
        QApplication.processEvents()
        began = _now()
        do()
        QApplication.processEvents()
        QApplication.processEvents()
        return began, _now()

    def _note(self, name: str, spans: Sequence[tuple[Moment, Moment]]) -> None:
        for place, key in enumerate((name, name + BUSY)):
            self._found[key] = [after[place] - before[place] for before, after in spans]

    def _click(self, number: int) -> None:
        rect = self._canvas.boxes()[number * self._number // TIMES].rect
        at = self._canvas.image_to_view(QPointF((rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2))
        self._mouse(QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton)
        self._mouse(QEvent.Type.MouseButtonPress, at, Qt.MouseButton.LeftButton)
        self._mouse(QEvent.Type.MouseButtonRelease, at, Qt.MouseButton.LeftButton)
        assert len(self._canvas.selection()) == 1

    def _nudge(self) -> None:
        self._canvas.setFocus()
        before = self._bench.boxes.selected
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(self._canvas, key)
        assert self._bench.boxes.selected != before

    def _mouse(self, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton) -> None:
        held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else button
        pressed = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else button
        event = QMouseEvent(
            kind, at, self._canvas.mapToGlobal(at), pressed, held, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(self._canvas, event)


def _now() -> Moment:
    return time.perf_counter(), time.thread_time()


def start_with_a_person(app: QApplication, services: Services, settings: Settings | None = None) -> Workbench:
    """The program's own start, with somebody who works."""
    bench = start(app, services, settings)
    Person(bench, int(number))
    return bench


if __name__ == "__main__":
    number = sys.argv.pop()
    start, application.start = application.start, start_with_a_person
    sys.exit(main())
