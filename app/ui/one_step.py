"""Long work on the project as one step of its history, piece by piece."""

from __future__ import annotations

import time
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from app.project.records import Edit
from app.project.store import Store
from app.ui.session import Session
from retinanet_core.errors import PlainError

AT_ONCE_SECONDS = 0.02
"""No piece is begun after so long; the window has its turn."""


class OneStep(QObject):
    """Carries out edits one after the other; undo takes all of them back.

    Another project ends it.

    Signals:
        went_on: More of it is done.
        ended: It is at its end; carries whether all was done.
        undone: It is at its end, because it was undone: whoever does that does not want the rest either.
        failed: It is at its end, because of the PlainError that this carries; what was done until then stays.
    """

    went_on = Signal()
    ended = Signal(bool)
    undone = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._store: Store | None = None
        self._edits: Iterator[Edit | None] = iter(())
        self._first = self._cursor = 0
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._go_on)
        session.closing.connect(self.stop)

    @property
    def busy(self) -> bool:
        """There is more to do."""
        return self._store is not None

    def begin(self, store: Store, edits: Iterator[Edit | None]) -> None:
        """Carry out these, each of which is made once those before are carried out; None does nothing."""
        self.stop()
        self._store, self._edits = store, edits
        self._first = self._cursor = 0
        self._next.start()

    def stop(self) -> None:
        """Do no more; what was done stays, as one step."""
        if self.busy:
            self._end()
            self.ended.emit(False)

    def _end(self) -> None:
        self._store, self._edits = None, iter(())
        self._next.stop()

    def _go_on(self) -> None:
        until = time.monotonic() + AT_ONCE_SECONDS
        while self._store is not None and time.monotonic() < until:
            self._do_one(self._store)
        if self._store is not None:
            self.went_on.emit()
            self._next.start()

    def _do_one(self, store: Store) -> None:
        if store.cursor < self._cursor:
            self._end()
            self.undone.emit()
            return
        try:
            edit = next(self._edits)
            if edit is not None:
                self._carry_out(store, edit)
        except StopIteration:
            self._end()
            self.ended.emit(True)
        except PlainError as error:
            self._end()
            self.failed.emit(error)

    def _carry_out(self, store: Store, edit: Edit) -> None:
        goes_on = store.before_undo() + 1 == self._first and store.redo_edit() is None
        if not goes_on:
            self._first = store.cursor + 1
        store.extend(self._first, edit, self)
        self._cursor = store.cursor
