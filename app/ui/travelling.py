"""Going a long way along the history without keeping the window waiting."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from app.project.records import ChangeSet
from app.project.store import Store

ROWS_AT_ONCE = 500
"""Rows that one piece of the way changes, about; each piece is durable and shown before the next."""

Write = Callable[[Callable[[Store], ChangeSet | None]], ChangeSet | None]
"""Does something to the store; None if it was refused aloud."""


class Travel(QObject):
    """Undoes or redoes piece by piece, the first at once and the others as the window finds time.

    It ends early when told to, when a piece is refused, and when anything else moves along the history meanwhile.

    Signals:
        moved: So many of so many entries are behind; only of a way that takes several pieces.
        ended: The way is over; carries the last ChangeSet, or None if nothing changed.
    """

    moved = Signal(int, int)
    ended = Signal(object)

    def __init__(self, write: Write, parent: QObject) -> None:
        super().__init__(parent)
        self._write = write
        self._store: Store | None = None
        self._start = self._here = self._goal = 0
        self._last: ChangeSet | None = None
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        """Under way, between two pieces."""
        return self._store is not None

    @property
    def backwards(self) -> bool:
        """It undoes."""
        return self._goal < self._start

    def go(self, store: Store, goal: int) -> None:
        """Travel until the entries of the journal up to `goal` are in force."""
        self._store, self._goal, self._last = store, goal, None
        self._start = self._here = store.cursor
        self._go_on()

    def stop(self) -> None:
        """Stay where one is."""
        if self._store is None:
            return
        self._timer.stop()
        self._store = None
        self.ended.emit(self._last)

    def _go_on(self) -> None:
        store = self._store
        if store is None or store.cursor != self._here or self._goal > store.end_of_history:
            self.stop()
            return
        change = self._write(lambda store: store.travel(self._goal, self, most=ROWS_AT_ONCE))
        if self._store is None:  # Somebody who was told of the change stopped it.
            return
        self._last = change or self._last
        self._here = store.cursor
        if change is None or self._here == self._goal:
            self.stop()
            return
        self._timer.start()
        self.moved.emit(abs(self._here - self._start), abs(self._goal - self._start))
