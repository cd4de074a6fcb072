"""The program with a project that is opened while somebody watches, or made of a folder; it ends when all is there.

`python -m tests.bench.ui.opened_folder PROJECT [FOLDER]` prints {"usable": ..., "listed": ..., "stall": ...,
"memory": ...}: seconds until the first picture was painted and until the list was whole, the longest time in
milliseconds in which the window did not answer, and the most megabytes that it took.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.__main__ import main
from app.settings import Settings
from app.ui import application
from app.ui.services import Services
from app.ui.workbench import Workbench
from tests.bench.ui.fresh import most_memory

TICK_MS = 5


class Watch(QObject):
    """Asks for the project once the window is painted, and closes it when everything is there."""

    def __init__(self, bench: Workbench, project: Path, folder: Path | None) -> None:
        super().__init__(bench)
        self._bench, self._project, self._folder = bench, project, folder
        self._began = self._last = 0.0
        self._facts: dict[str, float] = {"stall": 0.0}
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._on_tick)
        bench.window.painted.connect(lambda: QTimer.singleShot(300, self, self._begin))

    def _begin(self) -> None:
        self._began = self._last = time.monotonic()
        self._bench.canvas.installEventFilter(self)
        self._tick.start()
        if self._folder is None:
            self._bench.opening.open_project(self._project)
        else:
            self._bench.opening.new_project(self._project)
            self._bench.opening.open_paths([self._folder])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Painting is looked at once it is over: timers run after it."""
        if event.type() == QEvent.Type.Paint and self._bench.view.ready:
            QTimer.singleShot(0, self, self._look)
        return False

    def _look(self) -> None:
        if "usable" not in self._facts and self._bench.canvas.painted_whole:
            self._facts["usable"] = time.monotonic() - self._began

    def _on_tick(self) -> None:
        now = time.monotonic()
        self._facts["stall"] = max(self._facts["stall"], 1000 * (now - self._last) - TICK_MS)
        self._last = now
        if "usable" not in self._facts or self._bench.adding.busy:
            return
        self._facts["listed"] = now - self._began
        self._facts["memory"] = most_memory()
        self._tick.stop()
        print(json.dumps(self._facts), flush=True)
        self._bench.window.close()


def watched_start(app: QApplication, services: Services, settings: Settings | None = None) -> Workbench:
    """The program's own start, with somebody who looks; torch stays away, as its memory is another matter."""
    bench = start(app, services, settings)
    bench.services.detection.warm_up = lambda: None  # type: ignore[method-assign]
    Watch(bench, *_given())
    return bench


def _given() -> tuple[Path, Path | None]:
    project, *folder = map(Path, _WORDS)
    return project, folder[0] if folder else None


_WORDS = sys.argv[1:]
start, application.start = application.start, watched_start

if __name__ == "__main__":
    sys.argv[1:] = []
    sys.exit(main())
