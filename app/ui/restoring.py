"""Going on where the program was left: the project that was open when it ended."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QObject

from app.settings import LEFT_OPEN, REOPEN_LAST, Settings, SettingsError
from app.ui import places
from app.ui.notices import Notice, NoticeBar
from app.ui.opening import OpeningController
from app.ui.session import Session

log = logging.getLogger(__name__)


class RestoringController(QObject):
    """Remembers which project is open, and opens it at the next start.

    A project that a person closed stays closed. A program that was killed has not closed it.
    """

    def __init__(
        self,
        session: Session,
        opening: OpeningController,
        settings: Settings,
        notices: NoticeBar,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._opening, self._settings, self._notices = session, opening, settings, notices
        self._ending = False
        session.project_changed.connect(self._remember)

    def go_on(self) -> None:
        """Open the project that was left open, if the person wants that."""
        left = self._settings.get(LEFT_OPEN)
        if not left or not self._settings.get(REOPEN_LAST):
            return
        folder = Path(left[0])
        if places.as_project(folder) is not None:
            self._opening.open_project(folder)
            return
        text = self.tr("{name} was open last, but {folder} is not there now.")
        self._notices.show_notice(
            Notice("open", text.format(name=places.display_name(folder), folder=folder))
        )

    def end(self) -> None:
        """The program ends: the project that is closed with it counts as left open."""
        self._ending = True

    def _remember(self) -> None:
        if self._ending:
            return
        store = self._session.store
        try:
            self._settings.set(LEFT_OPEN, () if store is None else (str(store.folder.resolve()),))
        except SettingsError as error:
            # Only a comfort is lost, and opening a project has said it already.
            log.warning("left open: %s (%s)", error.message, error.detail)
