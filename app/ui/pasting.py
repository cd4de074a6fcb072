"""Putting many boxes onto frames piece by piece, as one step, without keeping the window waiting."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec
from PySide6.QtCore import QLocale, QObject, QTimer

from app.project.copying import Copied, paste_boxes
from app.project.records import ChangeSet, Edit
from app.project.store import Store
from app.ui.activity import ActivityBar
from app.ui.session import Session

ACTIVITY = "paste"
BOXES_AT_ONCE = 500
"""What one piece puts there, about; each piece is durable and shown before the next."""


class Pasting(QObject):
    """Pastes the first piece at once and the others as the window finds time.

    It ends early when told to, when a piece is refused, and when the step is undone meanwhile; what is there by then
    stays, or is undone as one step.
    """

    def __init__(self, session: Session, activity: ActivityBar, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._activity = session, activity
        self._store: Store | None = None
        self._pieces: Iterator[tuple[Edit | None, float]] = iter(())
        self._first = self._cursor = 0
        self._share = 0.0
        self._done: Callable[[], None] = lambda: None
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        """Under way, between two pieces."""
        return self._store is not None

    def paste(
        self, copies: Sequence[Copied], frame_ids: Sequence[int], *, beside: bool, done: Callable[[], None]
    ) -> None:
        """Put boxes onto frames as `paste_boxes` does; `done` is called at the end if anything was put there."""
        store = self._session.store
        if store is None or self.busy:
            return
        self._store, self._done = store, done
        self._pieces = _pieces(store, copies, frame_ids, beside=beside)
        self._first = 0
        self._cursor = store.cursor
        self._go_on()

    def stop(self) -> None:
        """Leave it at what is there."""
        self._timer.stop()
        self._store, self._pieces = None, iter(())
        self._activity.end(ACTIVITY)

    def _go_on(self) -> None:
        store = self._store
        if store is None or store is not self._session.store or store.cursor < self._cursor:
            self.stop()
            return
        change = self._session.write(self._write)
        if self._store is None:  # Somebody who was told of the change stopped it.
            return
        self._cursor = store.cursor
        if change is not None and self._share < 1.0:
            self._activity.show_activity(ACTIVITY, self._progress(), self._share, self.stop)
            self._timer.start()
            return
        pasted = self._first > 0
        self.stop()
        if pasted:
            self._done()

    def _write(self, store: Store) -> ChangeSet | None:
        """The next piece that has anything to do; None if there is none."""
        for edit, share in self._pieces:
            self._share = share
            if edit is not None:
                return self._apply(store, edit)
        return None

    def _apply(self, store: Store, edit: Edit) -> ChangeSet:
        if self._first:
            return store.extend(self._first, edit, self._session)
        change = store.apply(edit, self._session)
        self._first = store.cursor
        return change

    def _progress(self) -> str:
        percent = QLocale().toString(round(100 * self._share))
        return self.tr("Pasting boxes, {percent} % done").format(percent=percent)


def _pieces(
    store: Store, copies: Sequence[Copied], frame_ids: Sequence[int], *, beside: bool
) -> Iterator[tuple[Edit | None, float]]:
    """One edit after another, or None where a part has nothing to do, with the share that is then behind."""
    frames = list(dict.fromkeys(frame_ids))
    at_once = max(1, BOXES_AT_ONCE // max(1, len(copies)))
    for start in range(0, len(frames), at_once):
        some = frames[start : start + at_once]
        edit = paste_boxes(store, copies, some, "paste", beside=beside)
        if edit is None:
            yield None, (start + len(some)) / len(frames)
            continue
        changes = edit.changes
        for low in range(0, len(changes), BOXES_AT_ONCE):
            part = tuple(changes[low : low + BOXES_AT_ONCE])
            behind = min(1.0, (low + len(part)) / len(changes))
            piece = msgspec.structs.replace(edit, changes=part, count=len(part))
            yield piece, (start + behind * len(some)) / len(frames)
