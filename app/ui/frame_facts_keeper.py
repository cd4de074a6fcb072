"""The facts of all frames, kept up to date with the open project."""

from __future__ import annotations

import logging
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.project.frame_facts import BoxColumns, FrameFacts, read_boxes
from app.project.records import ChangeSet
from app.project.store import Store
from app.services.tasks import Task, TaskRunner
from app.ui.session import Session
from retinanet_core.errors import PlainError

log = logging.getLogger(__name__)


class FrameFactsKeeper(QObject):
    """Tells the facts what the store says; has the boxes read on another thread when somebody needs them.

    Attributes:
        facts: Of the open project; nothing while none is open.
        store: The project they are of.

    Signals:
        project_changed: They are of another project, or of none.
        changed: They follow a ChangeSet.
        boxes_came: The boxes were read.
    """

    project_changed = Signal()
    changed = Signal(object)
    boxes_came = Signal()

    def __init__(self, session: Session, tasks: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._tasks = session, tasks
        self.facts = FrameFacts()
        self.store: Store | None = None
        self._task: Task | None = None
        session.project_changed.connect(self._on_project_changed)
        session.changed.connect(self._on_changed)

    def boxes(self) -> BoxColumns | None:
        """The boxes as they are now; None while they are being read, which is told by `boxes_came`."""
        store = self._session.store
        if store is None:
            return None
        found = self.facts.boxes(store)
        if found is None and self._task is None:
            folder, drops = store.folder, self.facts.drops
            self._task = self._tasks.submit(
                lambda _control: read_boxes(folder),
                done=partial(self._on_read, drops),
                failed=self._on_failed,
                pool="project",
            )
        return found

    def _on_read(self, drops: int, boxes: BoxColumns) -> None:
        self._task = None
        if drops == self.facts.drops:
            self.facts.take_boxes(boxes)
        self.boxes_came.emit()  # Who still needs them asks again, should they be out of date already.

    def _on_failed(self, error: PlainError) -> None:
        # Lists then show more than was asked for; that the project cannot be read is told where it is written.
        log.warning("boxes for the list of frames: %s (%s)", error.message, error.detail)
        self._task = None

    def _on_project_changed(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self.facts.clear()
        self.facts.set_unreadable(frozenset())
        self.store = self._session.store
        if self.store is not None:
            self.facts.read(self.store)
        self.project_changed.emit()

    def _on_changed(self, change: ChangeSet) -> None:
        store = self._session.store
        if store is None:
            return
        self.facts.follow(store, change)
        self.facts.set_unreadable(self._session.unreadable)
        self.changed.emit(change)
