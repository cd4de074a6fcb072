"""Models from elsewhere: chosen in the window, copied or converted beside it, and made versions.

`app.project.weights_files` brings the decoders with it, so the task imports it: the window must not wait for it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from app.services.tasks import Task, TaskControl, TaskRunner
from app.ui.activity import ActivityBar
from app.ui.dialogs.class_names_dialog import ClassNamesDialog
from app.ui.notices import Level, Notice, NoticeBar, Offer
from app.ui.session import Session
from retinanet_core.errors import Cancelled, PlainError

if TYPE_CHECKING:
    from app.project.records import Version
    from app.project.store import Store

ACTIVITY = "model"
NOTICE = "model"
WEIGHTS_SUFFIXES = (".pth", ".pt", ".safetensors")


class _Model(NamedTuple):
    """A model folder in the cache; `unnamed` is what its classes are called as long as nobody named them."""

    folder: Path
    unnamed: tuple[str, ...]


class _Brought:
    """A model on its way into the project's cache. One at a time: a cancelled one may not have ended yet."""

    _turn = threading.Lock()

    def __init__(self, cache_dir: Path, source: Path) -> None:
        self._cache_dir, self._source = cache_dir, source
        self._folder: Path | None = None

    def bring(self, control: TaskControl) -> _Model:
        """The model in the cache; on a thread of the tasks."""
        from app.project import weights_files

        with self._turn:
            if control.cancelled():
                raise Cancelled
            self._folder = weights_files.bring(self._cache_dir, self._source, cancelled=control.cancelled)
            return _Model(self._folder, weights_files.unnamed_classes(self._folder, self._source))

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
        self._naming: ClassNamesDialog | None = None
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
            brought.bring, done=lambda model: self._on_brought(store, model, source), failed=self._on_failed
        )

    def _cancel(self) -> None:
        if self._naming is not None:
            self._naming.reject()
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

    def _on_brought(self, store: Store, model: _Model, source: Path) -> None:
        self._end()
        if model.unnamed:
            self._ask_for_names(store, model, source)
        else:
            self._take(store, model, source, None)

    def _ask_for_names(self, store: Store, model: _Model, source: Path) -> None:
        """Let the person name the classes; without an answer there is no import."""
        dialog = self._naming = ClassNamesDialog(source.name, model.unnamed, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.file_wanted.connect(lambda path: self._read_names(dialog, path))
        dialog.accepted.connect(lambda: self._take(store, model, source, dialog.names()))
        dialog.rejected.connect(lambda: self._discard(model))
        dialog.finished.connect(self._forget_naming)
        dialog.open()

    def _forget_naming(self) -> None:
        self._naming = None

    def _read_names(self, dialog: ClassNamesDialog, path: Path) -> None:
        def read(_: TaskControl) -> list[str]:
            from app.interchange.class_names import read_class_names

            return read_class_names(path)

        def put(names: list[str]) -> None:
            if dialog is self._naming:
                dialog.put_names(names)

        def say(error: PlainError) -> None:
            if dialog is self._naming:
                dialog.say_problem(error.message)

        self._tasks.submit(read, done=put, failed=say)

    def _discard(self, model: _Model) -> None:
        def discard(_: TaskControl) -> None:
            from app.project import weights_files

            weights_files.discard(model.folder)

        self._tasks.submit(discard, done=lambda _: None, failed=lambda _: None)

    def _take(self, store: Store, model: _Model, source: Path, names: Sequence[str] | None) -> None:
        from app.project import weights_files  # imported by the task already

        self._adopt(store, lambda: weights_files.adopt_converted(store, model.folder, source, names))

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
