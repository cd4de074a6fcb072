"""Frames that were marked for a run which nothing came of can be pinned again: given back in steps."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Collection, Iterator

from PySide6.QtCore import QObject, QTimer

from app.project.claims import releasing
from app.project.store import Store
from retinanet_core.errors import PlainError

log = logging.getLogger(__name__)


class GivingBack(QObject):
    """Takes one step after the other, what a person does in between; one project's runs after the other's."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[tuple[Store, tuple[str, ...]]] = deque()
        self._steps: Iterator[int] | None = None

    def give_back(self, store: Store, tokens: Collection[str]) -> None:
        """What was marked for these runs, by their tokens, which are over."""
        if tokens:
            self._waiting.append((store, tuple(tokens)))
            self._step()

    def _step(self) -> None:
        if self._steps is None:
            if not self._waiting:
                return
            self._steps = releasing(*self._waiting.popleft())
        try:
            unfinished = next(self._steps, None) is not None
        except PlainError as error:
            # The project was closed, or cannot be written: it is tried again when it is opened next.
            log.warning("frames stay marked: %s (%s)", error.message, error.detail)
            unfinished = False
        if not unfinished:
            self._steps = None
        if unfinished or self._waiting:
            QTimer.singleShot(0, self, self._step)
