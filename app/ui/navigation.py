"""Going from frame to frame."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, Signal

from app.project import review
from app.project.store import Store
from app.services.frames import FrameLoader
from app.ui.frame_view import FrameView
from app.ui.queue_controller import QueueController
from app.ui.session import Session

PREFETCH = 4


class FrameOrder(Protocol):
    """The frames in the order of the list, as it is filtered now."""

    def position(self, frame_id: int) -> int | None: ...
    def neighbour(self, frame_id: int | None, offset: int) -> int | None: ...
    def beside_broken(self, media_id: int, offset: int) -> int | None: ...
    def next_unreviewed(self, after: int | None) -> int | None: ...


class Navigation(QObject):
    """Which frame comes next, and having it ready.

    Signals:
        all_reviewed: There is no frame left that nobody completed.
        listed_reviewed: There is one, but not among those that are listed.
        list_ended: One has been through the whole list of reviewed frames that is shown.
    """

    all_reviewed = Signal()
    listed_reviewed = Signal()
    list_ended = Signal()

    def __init__(
        self,
        session: Session,
        loader: FrameLoader,
        view: FrameView,
        order: FrameOrder,
        queue: QueueController,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._loader, self._view, self._order = session, loader, view, order
        self._queue = queue
        self._direction = 1
        self._before: int | None = None
        loader.loaded.connect(self._prefetch)

    def step(self, offset: int) -> None:
        """Go forwards or backwards in the list of frames, as it is filtered."""
        self._direction = 1 if offset > 0 else -1
        frame = self._session.frame
        broken = self._session.broken_media
        if broken is not None:
            target = self._order.beside_broken(broken.id, offset)
        else:
            target = self._order.neighbour(frame.id if frame else None, offset)
        if target is not None:
            self._session.go_to(target)

    def step_video(self, offset: int) -> None:
        """Go forwards or backwards within the video, whatever the list shows."""
        self._direction = 1 if offset > 0 else -1
        frame = self._session.frame
        if frame is None:
            return
        siblings = self._session.siblings
        target = frame.index + offset
        if 0 <= target < len(siblings):
            self._session.go_to(siblings[target])

    def next_unreviewed(self) -> None:
        """Go to the next frame of the list that nobody completed, round its end if need be.

        Where a queue is shown: to the first of it that one has not passed, which may be a reviewed one.
        """
        store, frame = self._session.store, self._session.frame
        if store is None:
            return
        self._direction = 1
        current = frame.id if frame else None
        if self._queue.shown is None:
            self._next_listed(store, current)
            return
        target = self._queue.next_frame(current)
        if target is None:
            self._queue.begin_again()
            if self._queue.against_model:
                self.list_ended.emit()
                return
            target = self._queue.next_frame(current) or review.next_unreviewed(store, current)
        if target is None:
            self.all_reviewed.emit()
        else:
            self._session.go_to(target)

    def _next_listed(self, store: Store, current: int | None) -> None:
        target = self._order.next_unreviewed(current)
        if target is not None:
            self._session.go_to(target)
        elif review.next_unreviewed(store, None) is None:
            self.all_reviewed.emit()
        else:
            self.listed_reviewed.emit()

    def _prefetch(self, frame_id: int) -> None:
        """Have the next frames ready in the direction of travel, however one travels, and the one just left."""
        place = self._order.position(frame_id)
        if place is not None and self._before is not None and place != self._before:
            self._direction = 1 if place > self._before else -1
        self._before = place
        store = self._session.store
        if store is None:
            return
        refs = []
        for offset in (*range(1, PREFETCH + 1), -1):
            neighbour = self._order.neighbour(frame_id, offset * self._direction)
            if neighbour is not None:
                refs.append(self._view.ref(store.frame(neighbour)))
        self._loader.prefetch(refs)
