"""The program with a project in which so many boxes are drawn, undone and drawn again, as fast as it goes.

`python -m tests.bench.ui.edited PROJECT COUNT` prints {"edit": ..., "slowest": ..., "undo": ..., "redo": ...}: the
middle and the longest time of an edit in milliseconds, and the seconds of both ways.
"""

from __future__ import annotations

import functools
import json
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.__main__ import main
from app.project import edits
from app.settings import Settings
from app.ui import application
from app.ui.services import Services
from app.ui.workbench import Workbench

SIDE = 20.0
ACROSS = 25
"""Boxes beside each other before the next row begins."""


class Hand(QObject):
    """Draws a box at each turn of the window, then goes all the way back and forth."""

    def __init__(self, bench: Workbench, project: Path, count: int) -> None:
        super().__init__(bench)
        self._bench, self._project, self._count = bench, project, count
        self._steps = self._work()
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(lambda: next(self._steps, None))
        bench.window.painted.connect(lambda: QTimer.singleShot(300, self, self._turn.start))

    def _work(self) -> Iterator[None]:
        bench, session = self._bench, self._bench.session
        bench.opening.open_project(self._project)
        while not bench.view.ready:
            yield
        store = session.store
        assert store is not None
        start, frames, times = store.cursor, store.frame_ids(), list[float]()
        class_id = store.classes()[0].id
        for number in range(self._count):
            session.go_to(frames[number * len(frames) // self._count])
            while not bench.view.ready:
                yield
            x, y = SIDE * (number % ACROSS), SIDE * (number // ACROSS % ACROSS % 20)
            make = functools.partial(
                edits.draw_box,
                frame_id=session.frame.id if session.frame else 0,
                class_id=class_id,
                rect=(x, y, x + SIDE, y + SIDE),
            )
            began = time.perf_counter()
            assert session.perform(make)
            times.append(1000 * (time.perf_counter() - began))
            yield
        ways = []
        for goal in (start, start + self._count):
            began = time.perf_counter()
            session.travel_to(goal)
            while session.travel.busy:
                yield
            assert store.cursor == goal
            ways.append(time.perf_counter() - began)
        facts = {"edit": statistics.median(times), "slowest": max(times), "undo": ways[0], "redo": ways[1]}
        print(json.dumps(facts), flush=True)
        self._turn.stop()
        bench.window.close()


def watched_start(app: QApplication, services: Services, settings: Settings | None = None) -> Workbench:
    """The program's own start, with somebody who works; torch stays away."""
    bench = start(app, services, settings)
    bench.services.detection.warm_up = lambda: None  # type: ignore[method-assign]
    Hand(bench, Path(_WORDS[0]), int(_WORDS[1]))
    return bench


_WORDS = sys.argv[1:]
start, application.start = application.start, watched_start

if __name__ == "__main__":
    sys.argv[1:] = []
    sys.exit(main())
