"""Models from elsewhere: chosen in the window, copied or converted beside it, and made versions.

`app.project.weights_files` brings the decoders with it, so the task imports it: the window must not wait for it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from app.services.tasks import Task, TaskControl, TaskRunner
from app.ui.activity import ActivityBar
from app.ui.notices import Level, Notice, NoticeBar, Offer
from app.ui.session import Session
from retinanet_core.errors import Cancelled, PlainError

if TYPE_CHECKING:
    from app.project.records import Version
    from app.project.store import Store

ACTIVITY = "model"
NOTICE = "model"
WEIGHTS_SUFFIXES = (".pth", ".pt", ".safetensors")


class _Brought:
    """A model on its way into the project's cache. One at a time: a cancelled one may not have ended yet."""

    _turn = threading.Lock()

    def __init__(self, cache_dir: Path, source: Path) -> None:
        self._cache_dir, self._source = cache_dir, source
        self._folder: Path | None = None

    def bring(self, control: TaskControl) -> Path:
        """The model folder in the cache; on a thread of the tasks."""
        from app.project import weights_files

        with self._turn:
            if control.cancelled():
                raise Cancelled
            self._folder = weights_files.bring(self._cache_dir, self._source, cancelled=control.cancelled)
            return self._folder

    def discard(self, _: TaskControl) -> None:
        """Remove what came of it, when it has ended: its task was cancelled."""
        from app.project import weights_files

        with self._turn:
            if self._folder is not None:
                weights_files.discard(self._folder)


class ModelController(QObject):
    """Imports model folders and weights of other programs: the files on another thread, the version on this one.

    Args:
        activate: Detects with a version from now on, by its number.
    """

    def __init__(
        self,
        session: Session,
        tasks: TaskRunner,
        notices: NoticeBar,
        activity: ActivityBar,
        activate: Callable[[int], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._tasks, self._activate = session, tasks, activate
        self._notices, self._activity, self._window = notices, activity, window
        self._bringing: Task | None = None
        self._brought: _Brought | None = None
        session.project_changed.connect(self._cancel)

    def ask_for_model(self) -> None:
        """Choose a model and take it into the project."""
        patterns = " ".join(["model.json", *(f"*{suffix}" for suffix in WEIGHTS_SUFFIXES)])
        filters = f"{self.tr('Models')} ({patterns});;{self.tr('All files')} (*)"
        title = self.tr("Import a model (model.json in its folder, or weights of a RetinaNet of torchvision)")
        name, _ = QFileDialog.getOpenFileName(self._window, title, "", filters)
        if name:
            self.import_model(Path(name))

    def import_model(self, source: Path) -> None:
        """Take a model into the project: its folder, a file in it, or weights that must be converted first.

        The first one detects at once, another one when a person says so.
        """
        store = self._session.store
        if store is None:
            return
        if self._bringing is not None:
            text = self.tr("Another model is still being read; import {name} after it.")
            self._notices.show_notice(Notice(NOTICE, text.format(name=source.name)))
            return
        self._notices.withdraw(NOTICE)
        brought = self._brought = _Brought(store.cache_dir, source)
        text = self.tr("Reading {name}").format(name=source.name)
        self._activity.show_activity(ACTIVITY, text, None, self._cancel)
        self._bringing = self._tasks.submit(
            brought.bring, done=lambda folder: self._on_brought(store, folder, source), failed=self._on_failed
        )

    def _cancel(self) -> None:
        if self._bringing is None or self._brought is None:
            return
        self._bringing.cancel()
        self._tasks.submit(self._brought.discard, done=lambda _: None, failed=lambda _: None)
        self._end()

    def _end(self) -> None:
        self._bringing = self._brought = None
        self._activity.end(ACTIVITY)
        self._notices.withdraw(NOTICE)

    def _on_failed(self, error: PlainError) -> None:
        self._end()
        self._say_failed(error)

    def _on_brought(self, store: Store, folder: Path, source: Path) -> None:
        from app.project import weights_files  # imported by the task already

        self._end()
        self._adopt(store, lambda: weights_files.adopt_converted(store, folder, source))

    def _adopt(self, store: Store, take: Callable[[], Version]) -> None:
        try:
            version = take()
        except PlainError as error:
            self._say_failed(error)
            return
        if store.active_version() is None:
            self._activate(version.id)
            return
        text = self.tr("The model was imported as version {id}.").format(id=version.id)
        use = Offer(self.tr("Use version {id}").format(id=version.id), lambda: self._activate(version.id))
        self._notices.show_notice(Notice(NOTICE, text, offers=(use,)))

    def _say_failed(self, error: PlainError) -> None:
        self._notices.show_notice(Notice(NOTICE, error.message, Level.ERROR, error.detail))
