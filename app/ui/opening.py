"""Opening projects, and media with theirs: from menus, the command line and drops."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from app import paths
from app.project.store import Store
from app.services.tasks import TaskControl, TaskRunner
from app.settings import RECENT, Settings, SettingsError
from app.ui import places
from app.ui.adding import AddingController
from app.ui.notices import Level, Notice, NoticeBar, Offer
from app.ui.session import Session
from retinanet_core.errors import PlainError

log = logging.getLogger(__name__)


class OpeningController(QObject):
    """Makes a project the open one, and has the media that were asked for added to it."""

    def __init__(
        self,
        session: Session,
        adding: AddingController,
        settings: Settings,
        tasks: TaskRunner,
        notices: NoticeBar,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._adding, self._settings = session, adding, settings
        self._tasks, self._notices, self._window = tasks, notices, window
        self._may_leave: Callable[[], bool] = lambda: True

    @property
    def recent(self) -> list[Path]:
        """Projects opened lately, newest first."""
        return [Path(text) for text in self._settings.get(RECENT)]

    def look_for_gone(self, told: Callable[[frozenset[Path]], None]) -> None:
        """Find out beside the window which recent projects are not where they were; nothing is told if all are."""
        recent = self.recent

        def look(_control: TaskControl) -> frozenset[Path]:
            return frozenset(folder for folder in recent if places.as_project(folder) is None)

        def looked(gone: frozenset[Path]) -> None:
            if gone:
                told(gone)

        self._tasks.submit(look, done=looked, failed=lambda _error: None, pool="project")

    def forget(self, folders: Collection[Path]) -> None:
        """Take projects off the recent ones; their folders stay as they are."""
        try:
            self._settings.forget_projects(folders)
        except SettingsError as error:
            log.warning("%s (%s)", error.message, error.detail)

    def ask_before_leaving(self, may_leave: Callable[[], bool]) -> None:
        """`may_leave` is asked before the open project is closed for another."""
        self._may_leave = may_leave

    # --- what is asked -----------------------------------------------------------------------------------

    def ask_for_images(self) -> None:
        """Choose pictures and open them."""
        from app.media.images import IMAGE_SUFFIXES

        self._ask_for_files(self.tr("Open pictures"), self.tr("Pictures"), IMAGE_SUFFIXES)

    def ask_for_video(self) -> None:
        """Choose videos and open them."""
        from app.media.sniffing import VIDEO_SUFFIXES

        self._ask_for_files(self.tr("Open a video"), self.tr("Videos"), VIDEO_SUFFIXES)

    def _ask_for_files(self, title: str, kind: str, suffixes: frozenset[str]) -> None:
        patterns = " ".join(f"*{suffix} *{suffix.upper()}" for suffix in sorted(suffixes))
        filters = f"{kind} ({patterns});;{self.tr('All files')} (*)"
        names, _ = QFileDialog.getOpenFileNames(self._window, title, self._start_folder(), filters)
        if names:
            self.open_paths([Path(name) for name in names])

    def ask_for_folder(self) -> None:
        """Choose a folder and open everything below it."""
        name = QFileDialog.getExistingDirectory(self._window, self.tr("Open a folder"), self._start_folder())
        if name:
            self.open_paths([Path(name)])

    def ask_for_project(self) -> None:
        """Choose a project and open it."""
        name = QFileDialog.getExistingDirectory(
            self._window, self.tr("Open a project (a folder that ends in .foveate)"), self._start_folder()
        )
        if name:
            self.open_project(Path(name))

    def ask_for_new_project(self) -> None:
        """Choose a name and a place and start an empty project there."""
        start = str(Path(self._start_folder()) / (self.tr("untitled") + places.SUFFIX))
        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("New project"), start, self.tr("Foveate projects") + f" (*{places.SUFFIX})"
        )
        if name:
            self.new_project(places.with_suffix(Path(name)))

    def _start_folder(self) -> str:
        store = self._session.store
        if store is not None:
            return str(store.folder.parent)
        return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)

    # --- what is done ------------------------------------------------------------------------------------

    def open_paths(self, given: Sequence[Path]) -> None:
        """A project if one is named; else media, into the open project or the one that belongs to them."""
        if not given:
            return
        for path in given:
            project = places.as_project(path)
            if project is not None or path.suffix == places.SUFFIX:
                self.open_project(project or path)
                return
        opened_now = self._session.store is None
        if opened_now and not self._open_or_make(
            places.project_folder_for(given, paths.data_dir() / "projects")
        ):
            return
        self._adding.add_media(given, quiet=opened_now)

    def open_project(self, folder: Path) -> bool:
        """Open a project. False if it could not be; the sentence is in the bar and the open one stays."""
        if not self._may_leave():
            return False
        project = places.as_project(folder)
        if project is None:
            self._notices.show_notice(
                Notice(
                    "open",
                    self.tr(
                        "{folder} is not a Foveate project. Choose a folder that ends in .foveate."
                    ).format(folder=folder),
                    Level.WARNING,
                )
            )
            return False
        current = self._session.store
        if current is not None and current.folder.resolve() == project.resolve():
            return True
        return self._take(lambda: Store.open(project))

    def new_project(self, folder: Path) -> bool:
        """Start an empty project."""
        return self._may_leave() and self._take(lambda: Store.create(folder))

    def close_project(self) -> None:
        """Back to the welcome."""
        if self._may_leave():
            self._adding.stop()
            self._session.close()

    def _open_or_make(self, folder: Path) -> bool:
        if places.as_project(folder) is not None:
            return self._take(lambda: Store.open(folder))
        return self._take(lambda: Store.create(folder))

    def _take(self, make: Callable[[], Store]) -> bool:
        """Stage, then swap: the open project is left only once the other one is whole."""
        self._adding.stop()
        try:
            store = make()
        except PlainError as error:
            log.warning("open: %s (%s)", error.message, error.detail)
            self._notices.show_notice(Notice("open", error.message, Level.ERROR, error.detail))
            return False
        self._notices.clear()
        self._remember(store.folder)
        self._session.open(store)
        if store.read_only:
            self._say_read_only(store)
        return True

    def _say_read_only(self, store: Store) -> None:
        self._notices.show_notice(
            Notice(
                "read-only",
                store.read_only_reason,
                Level.WARNING,
                offers=(Offer(self.tr("Try again"), lambda: self._retry(store.folder)),),
            )
        )

    def _retry(self, folder: Path) -> None:
        self._session.close()
        self.open_project(folder)

    def _remember(self, folder: Path) -> None:
        try:
            self._settings.remember_project(folder)
        except SettingsError as error:
            log.warning("%s (%s)", error.message, error.detail)
