"""Models from elsewhere: chosen in the window, converted beside it where they must be, and made versions.

`app.project.versions` and `weights_files` bring the decoders with them, so they are imported where they are used: the
window must not wait for them.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from app.services.tasks import Task, TaskControl, TaskRunner
from app.ui.activity import ActivityBar
from app.ui.notices import Level, Notice, NoticeBar, Offer
from app.ui.session import Session
from retinanet_core.errors import PlainError

if TYPE_CHECKING:
    from app.project.records import Version
    from app.project.store import Store

ACTIVITY = "model"
NOTICE = "model"


class ModelController(QObject):
    """Imports model folders at once, and weights of other programs on another thread.

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
        self._converting: Task | None = None
        session.project_changed.connect(self._cancel)

    def ask_for_model(self) -> None:
        """Choose a model and take it into the project."""
        from app.project.weights_files import SUFFIXES

        patterns = " ".join(["model.json", *(f"*{suffix}" for suffix in SUFFIXES)])
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
        if store is None or self._converting is not None:
            return
        from app.project import versions, weights_files

        self._notices.withdraw(NOTICE)
        if weights_files.is_weights_file(source):
            self._convert(store, source)
        else:
            self._adopt(store, lambda: versions.import_model(store, source))

    def _convert(self, store: Store, source: Path) -> None:
        from app.project import weights_files

        cache_dir = store.cache_dir

        def convert(control: TaskControl) -> Path:
            return weights_files.convert(cache_dir, source, cancelled=control.cancelled)

        text = self.tr("Reading {name}").format(name=source.name)
        self._activity.show_activity(ACTIVITY, text, None, self._cancel)
        self._converting = self._tasks.submit(
            convert,
            done=lambda folder: self._on_converted(store, folder, source),
            failed=self._on_failed,
            pool="project",
        )

    def _cancel(self) -> None:
        if self._converting is not None:
            self._converting.cancel()
            self._end()

    def _end(self) -> None:
        self._converting = None
        self._activity.end(ACTIVITY)

    def _on_failed(self, error: PlainError) -> None:
        self._end()
        self._say_failed(error)

    def _on_converted(self, store: Store, folder: Path, source: Path) -> None:
        from app.project import weights_files

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
