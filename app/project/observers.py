"""Telling the parts of the program what changed, one change after the other."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable

from app.project.records import ChangeSet

logger = logging.getLogger(__name__)

Observer = Callable[[ChangeSet], None]


class Observers:
    """Who wants to know; each change reaches all of them before the next one, even when one of them makes it."""

    def __init__(self) -> None:
        self._observers: list[Observer] = []
        self._waiting: deque[ChangeSet] = deque()
        self._telling = False

    def add(self, observer: Observer) -> Callable[[], None]:
        """Tell `observer` from now on, until the function returned is called."""
        self._observers.append(observer)

        def remove() -> None:
            if observer in self._observers:
                self._observers.remove(observer)

        return remove

    def tell(self, change: ChangeSet) -> None:
        """Tell everyone. What is told is durable already, so an observer that fails does not make it fail."""
        self._waiting.append(change)
        if self._telling:
            return
        self._telling = True
        try:
            while self._waiting:
                self._tell_one(self._waiting.popleft())
        finally:
            self._telling = False

    def _tell_one(self, change: ChangeSet) -> None:
        for observer in tuple(self._observers):
            try:
                observer(change)
            except Exception:  # One broken view must not keep the others, or the writer, from going on.
                logger.exception("an observer of the project failed")
