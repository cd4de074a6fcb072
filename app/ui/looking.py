"""Looking into the pictures of a large folder, beside the window: those looked at first, then all the others."""

from __future__ import annotations

import itertools
import logging
import threading
import time
from collections import deque
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QLocale, QObject, QTimer

from app.project import sizes
from app.project.media_paths import Locator
from app.project.records import ChangeSet, Learned
from app.project.sizes import Unknown
from app.services.frames import FrameLoader
from app.services.tasks import Task, TaskControl, TaskRunner
from app.ui.activity import ActivityBar
from app.ui.adding import AddingController
from app.ui.session import Session
from retinanet_core.errors import PlainError
from retinanet_core.types import Image

log = logging.getLogger(__name__)

ACTIVITY = "sizes"
DELAY_MS = 500
"""After the window has something to show: the first picture comes before."""
AT_ONCE = 500
"""Pictures that are written with one another."""
EVERY_SECONDS = 0.5
MANY = 2000
"""From so many on it is said that they are looked into."""


class Waiting:
    """The pictures to look into, for the thread that does it; the window puts some of them first."""

    def __init__(self, pictures: Iterable[Unknown]) -> None:
        self._lock = threading.Lock()
        self._rest = deque(pictures)
        self._first: deque[Unknown] = deque()

    def put_first(self, pictures: Iterable[Unknown]) -> None:
        """These come next; that they come a second time does no harm."""
        with self._lock:
            self._first.extend(pictures)

    def next(self) -> Unknown | None:
        """The next one; None if there is none left."""
        with self._lock:
            if self._first:
                return self._first.popleft()
            return self._rest.popleft() if self._rest else None


class LookingController(QObject):
    """Has the sizes of pictures learned that were only listed, and what is in them."""

    def __init__(
        self,
        session: Session,
        tasks: TaskRunner,
        loader: FrameLoader,
        adding: AddingController,
        activity: ActivityBar,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._tasks, self._adding, self._activity = session, tasks, adding, activity
        self._task: Task | None = None
        self._waiting = Waiting(())
        self._declined = False
        self._done = self._total = 0
        self._soon = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._soon.timeout.connect(self._begin)
        session.project_changed.connect(self._on_project_changed)
        session.changed.connect(self._on_changed)
        session.current_changed.connect(self._on_current_changed)
        adding.busy_changed.connect(self._soon.start)
        loader.loaded.connect(self._on_loaded)

    @property
    def busy(self) -> bool:
        """Pictures are being looked into, or will be at once."""
        return self._task is not None or self._soon.isActive()

    def stop(self) -> None:
        """Look into no more of them until another project is opened, but for those that are needed."""
        self._declined = True
        self._forget()

    def _forget(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._task = None
        self._waiting = Waiting(())
        self._activity.end(ACTIVITY)

    def _on_project_changed(self) -> None:
        self._forget()
        self._declined = False
        self._soon.start()
        store = self._session.store
        if store is None:
            return
        broken = {item.id: item.problem for item in store.media() if item.problem and item.frame_count}
        if broken:
            for frame in store.frames():
                if frame.media_id in broken:
                    self._session.mark_unreadable(frame.id, broken[frame.media_id])

    def _on_changed(self, change: ChangeSet) -> None:
        if change.media_ids and change.initiator is not self:
            self._soon.start()

    def _begin(self) -> None:
        store = self._session.store
        if store is None or not self._session.writable or self._adding.busy or self._declined:
            return
        pictures = sizes.unknown(store)
        self._forget()
        if not pictures:
            return
        self._waiting = waiting = Waiting(pictures)
        self._done, self._total = 0, len(pictures)
        self._on_current_changed()
        found: deque[Sequence[Learned]] = deque()
        locator = store.locator()
        self._task = self._tasks.submit(
            lambda control: _look(control, waiting, locator, found),
            done=lambda _: self._take(found, last=True),
            failed=self._on_failed,
            progress=lambda _: self._take(found),
        )

    def _on_current_changed(self) -> None:
        store, frame = self._session.store, self._session.frame
        if self._task is not None and store is not None and frame is not None:
            self._waiting.put_first(sizes.unknown(store, [frame.id]))

    def _on_loaded(self, frame_id: int, image: Image) -> None:
        """The picture is here, so its size is: whoever draws on it must not wait."""
        store = self._session.store
        if store is None or not self._session.writable or not store.has_frame(frame_id):
            return
        frame = store.frame(frame_id)
        media = store.media_by_id(frame.media_id)
        if not frame.width or (media.problem and media.frame_count):
            height, width = image.shape[:2]
            self._learn(
                [Learned(media_id=media.id, frame_id=frame_id, path=media.path, width=width, height=height)]
            )

    def _take(self, found: deque[Sequence[Learned]], *, last: bool = False) -> None:
        if last:
            self._task = None
        facts = list(itertools.chain.from_iterable(found.popleft() for _ in range(len(found))))
        if not self._learn(facts):
            self._forget()
            return
        self._done = min(self._done + len(facts), self._total)
        if last:
            self._activity.end(ACTIVITY)
        elif self._total >= MANY:
            self._say_progress()

    def _say_progress(self) -> None:
        locale = QLocale()
        text = self.tr("Looking into {done} of {total} pictures").format(
            done=locale.toString(self._done), total=locale.toString(self._total)
        )
        self._activity.show_activity(ACTIVITY, text, self._done / self._total, self.stop)

    def _learn(self, facts: Sequence[Learned]) -> bool:
        store = self._session.store
        if store is None:
            return False
        try:
            store.learn(facts, self)
        except PlainError as error:
            # Whoever needs a size looks for it, and tells what is wrong.
            log.warning("sizes: %s (%s)", error.message, error.detail)
            return False
        for fact in facts:
            if fact.problem and store.has_frame(fact.frame_id):
                self._session.mark_unreadable(fact.frame_id, fact.problem)
        return True

    def _on_failed(self, error: PlainError) -> None:
        log.warning("sizes: %s (%s)", error.message, error.detail)
        self._forget()


def _look(control: TaskControl, waiting: Waiting, locator: Locator, found: deque[Sequence[Learned]]) -> None:
    """Look into one picture after the other, on a thread of its own."""
    facts: list[Learned] = []
    since = time.monotonic()
    while not control.cancelled() and (picture := waiting.next()) is not None:
        facts.append(sizes.look_into(picture, locator))
        if len(facts) >= AT_ONCE or time.monotonic() - since > EVERY_SECONDS:
            found.append(facts)
            control.report(None)
            facts, since = [], time.monotonic()
    found.append(facts)
