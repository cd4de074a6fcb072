"""The program, started as a person starts it; prints when its window and its first picture were painted, and ends.

`python -m tests.bench.ui.started [PATH...]` prints {"window": ..., "picture": ...}, values of `time.monotonic`.
"""

from __future__ import annotations

import json
import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.__main__ import main
from app.settings import Settings
from app.ui import application
from app.ui.services import Services
from app.ui.workbench import Workbench


class Watch(QObject):
    """Notes when things are on the screen; closes the window after the first picture."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        self._times: dict[str, float] = {}
        bench.window.painted.connect(lambda: self._times.setdefault("window", time.monotonic()))
        bench.canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Painting is looked at once it is over: timers run after it."""
        if event.type() == QEvent.Type.Paint and self._bench.view.ready:
            QTimer.singleShot(0, self, self._look)
        return False

    def _look(self) -> None:
        if "picture" in self._times or not self._bench.canvas.painted_whole:
            return
        self._times["picture"] = time.monotonic()
        print(json.dumps(self._times), flush=True)
        self._bench.window.close()


def watched_start(app: QApplication, services: Services, settings: Settings | None = None) -> Workbench:
    """The program's own start, with somebody who looks."""
    bench = start(app, services, settings)
    Watch(bench)
    return bench


start, application.start = application.start, watched_start

if __name__ == "__main__":
    sys.exit(main())
