"""What comes of a teaching: a new version with its card, and which version is in use.

`app.project.versions` brings the decoders with it, so it is imported where it is used: the window must not wait for it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.project.records import ChangeSet, Version
from app.project.store import Store
from app.services.tasks import TaskRunner
from app.ui.activity import ActivityBar
from app.ui.notices import Level, Notice, NoticeBar
from app.ui.panels.teach_card import Card
from app.ui.panels.teach_panel import TeachPanel
from app.ui.run_preparing import PreparedRun
from app.ui.session import Session
from retinanet_core.errors import PlainError

if TYPE_CHECKING:
    from app.project.versions import PlacedResult

log = logging.getLogger(__name__)

NOTICE = "version"
EXPORTING = "export"


class VersionController(QObject):
    """Takes results over beside the window, and does with versions what a person says.

    Signals:
        taken_over: The result of a run at work has become a version, or could not.
    """

    taken_over = Signal()

    def __init__(
        self,
        session: Session,
        tasks: TaskRunner,
        panel: TeachPanel,
        notices: NoticeBar,
        activity: ActivityBar,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._tasks, self._panel = session, tasks, panel
        self._notices, self._activity, self._window = notices, activity, window
        panel.use_wanted.connect(self._use_card)
        panel.keep_wanted.connect(self._keep_current)
        panel.back_wanted.connect(self._go_back)
        session.changed.connect(self._on_changed)

    # --- taking over -------------------------------------------------------------------------------------

    def take_over(self, store: Store, run: PreparedRun) -> None:
        """Make a version of what the run at work has found, and show its card."""

        def show(version: Version) -> None:
            active = store.active_version()
            in_use = active is not None and active.id == version.id
            self._panel.show_card(
                Card(
                    version_id=version.id,
                    current_id=None if active is None or in_use else active.id,
                    report=version.report,
                    active=in_use,
                    left_out=run.left_out,
                    compared_id=version.parent_id,
                )
            )

        self.adopt(store, run.folder, show, self.taken_over.emit)

    def adopt(
        self,
        store: Store,
        run_folder: Path,
        then: Callable[[Version], None],
        ended: Callable[[], None] = lambda: None,
    ) -> None:
        """Make a version of what a run found: files beside the window, the version on this thread.

        Args:
            then: Called with the version.
            ended: Called afterwards, and also where there is no version.
        """
        models_dir = store.models_dir

        def place(_control: object) -> PlacedResult:
            from app.project import versions

            return versions.place_result(models_dir, run_folder)

        def adopt(placed: PlacedResult) -> None:
            self._adopt_placed(store, placed, then)
            ended()

        def refuse(error: PlainError) -> None:
            self._say_not_taken_over(run_folder, error)
            ended()

        self._tasks.submit(
            place,
            done=adopt,
            failed=refuse,
            pool="project",
        )

    def _adopt_placed(self, store: Store, placed: PlacedResult, then: Callable[[Version], None]) -> None:
        from app.project import versions  # imported by the task already

        if store is not self._session.store:
            return  # It is found again when its project is opened next.
        try:
            version = versions.adopt_placed(store, placed)
        except PlainError as error:
            self._say_not_taken_over(placed.run, error)
        else:
            then(version)

    def _say_not_taken_over(self, run_folder: Path, error: PlainError) -> None:
        log.warning("%s: %s (%s)", run_folder, error.message, error.detail)
        words = self.tr("A finished teaching could not be taken over. {reason}").format(reason=error.message)
        detail = "\n".join(part for part in (str(run_folder), error.detail) if part)
        self._notices.show_notice(Notice(NOTICE, words, Level.ERROR, detail))

    # --- which one is in use -----------------------------------------------------------------------------

    def activate(self, version_id: int) -> None:
        """Detect with this version from now on: a later one, or an earlier one again."""
        from app.project import versions

        self._change(lambda store: versions.activate(store, version_id))

    def _use_card(self, card: Card) -> None:
        from app.project import versions

        self._change(lambda store: versions.accept(store, card.version_id))

    def _keep_current(self, card: Card) -> None:
        from app.project import versions

        if self._change(lambda store: versions.keep_old(store, card.version_id)):
            self._panel.forget_card()

    def _go_back(self, card: Card) -> None:
        if card.current_id is not None:
            self.activate(card.current_id)

    def _change(self, change: Callable[[Store], object]) -> bool:
        store = self._session.store
        if store is None:
            return False
        try:
            change(store)
        except PlainError as error:
            self._session.refused.emit(error.message, error.detail)
            return False
        return True

    def _on_changed(self, change: ChangeSet) -> None:
        store = self._session.store
        if change.versions and store is not None:
            active = store.active_version()
            self._panel.show_in_use(None if active is None else active.id)

    # --- elsewhere ---------------------------------------------------------------------------------------

    def ask_for_export(self, version_id: int) -> None:
        """Choose a place, and copy a version there."""
        title = self.tr("Export version {id} to a new folder").format(id=version_id)
        suggested = self.tr("version {id}").format(id=version_id)
        name, _ = QFileDialog.getSaveFileName(
            self._window, title, suggested, "", "", QFileDialog.Option.DontConfirmOverwrite
        )
        if name:
            self.export(version_id, Path(name))

    def export(self, version_id: int, dest: Path) -> None:
        """Copy a version's folder to `dest`, which must not exist yet."""
        store = self._session.store
        if store is None:
            return
        text = self.tr("Exporting version {id}").format(id=version_id)
        self._activity.show_activity(EXPORTING, text)

        def copy(_control: object) -> Path:
            from app.project import versions

            return versions.export_version(store, version_id, dest)

        self._tasks.submit(copy, done=self._on_exported, failed=self._on_export_failed)

    def _on_exported(self, dest: Path) -> None:
        self._activity.end(EXPORTING)
        self._notices.show_notice(
            Notice(NOTICE, self.tr("The version was exported to {folder}.").format(folder=dest))
        )

    def _on_export_failed(self, error: PlainError) -> None:
        self._activity.end(EXPORTING)
        self._notices.show_notice(Notice(NOTICE, error.message, Level.ERROR, error.detail))
