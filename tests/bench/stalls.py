"""Where a thread is while it does not answer."""

from __future__ import annotations

import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass

LOOK_SECONDS = 0.02
LEAST_SECONDS = 0.1
INNERMOST = 8
"""So many calls are kept of each stack."""


@dataclass
class Stall:
    """A time without an answer: how long it was at the last look, and what ran at the first."""

    seconds: float
    stack: list[str]


class StallWatch:
    """Looks at the thread that makes it, from another one, until it is closed.

    Args:
        silence: Seconds since that thread answered last.
    """

    def __init__(self, silence: Callable[[], float]) -> None:
        self._silence = silence
        self._watched = threading.get_ident()
        self._over = threading.Event()
        self.stalls: list[Stall] = []
        self._thread = threading.Thread(target=self._watch, name="stall watch", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Look no more."""
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        before = 0.0
        while not self._over.wait(LOOK_SECONDS):
            silence = self._silence()
            if silence < LEAST_SECONDS:
                pass
            elif silence > before >= LEAST_SECONDS and self.stalls:
                self.stalls[-1].seconds = silence
            else:
                stack = traceback.format_stack(sys._current_frames()[self._watched])[-INNERMOST:]
                self.stalls.append(Stall(silence, [line.strip() for line in stack]))
            before = silence
