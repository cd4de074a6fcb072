"""Somebody who uses the window as a script says."""

from __future__ import annotations

import json
import os
import time
import traceback
from collections.abc import Callable, Generator

from PySide6.QtCore import QObject, QTimer

from app.ui.workbench import Workbench

Facts = dict[str, float]
Script = Generator[Callable[[], bool], None, Facts]
"""Yields what it waits for; returns what it found."""


class Person(QObject):
    """Follows a script, looking every two milliseconds whether what it waits for is there."""

    def __init__(self, bench: Workbench, script: Script) -> None:
        super().__init__(bench)
        self._bench, self._script = bench, script
        self._there = next(script)
        self._often = QTimer(self, interval=2)
        self._often.timeout.connect(self._look)
        self._often.start()

    def _look(self) -> None:
        try:
            if self._there():
                self._there = next(self._script)
        except StopIteration as end:
            self._often.stop()
            print(json.dumps(end.value), flush=True)
            self._bench.window.close()
        except Exception:  # a slot that raises would leave the window open for ever
            traceback.print_exc()
            os._exit(1)


def rest(seconds: float) -> Callable[[], bool]:
    """Wait for a time."""
    until = time.perf_counter() + seconds
    return lambda: time.perf_counter() >= until
