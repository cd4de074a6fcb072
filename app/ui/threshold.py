"""Where the score slider stands in a project, from one opening to the next."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QTimer

from app.project.records import ChangeSet
from app.settings import SCORE_THRESHOLD, Settings
from app.ui.display import DisplayFilter
from app.ui.session import Session
from app.ui.version_words import suitable_threshold
from retinanet_core.errors import PlainError

log = logging.getLogger(__name__)

KEY = "score_threshold"
DELAY_MS = 800


class ThresholdKeeper(QObject):
    """Where a person left it; before that what they set for all projects, else what suits the version in use."""

    def __init__(self, session: Session, display: DisplayFilter, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._display, self._settings = session, display, settings
        self._later = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._later.timeout.connect(self._remember)
        display.changed.connect(self._later.start)
        session.changed.connect(self._on_changed)

    def start(self) -> None:
        """Another project is open: put the slider where it belongs."""
        self._display.reset(self._kept())

    def start_anew(self) -> None:
        """What suits all projects was set otherwise: the slider follows where nobody has put it elsewhere."""
        store = self._session.store
        if store is None or not store.setting(KEY):
            self._display.threshold = self._kept()

    def _kept(self) -> float:
        store = self._session.store
        usual = self._settings.get(SCORE_THRESHOLD)
        active = store.active_version() if store is not None else None
        if active is not None and usual == SCORE_THRESHOLD.default:
            usual = suitable_threshold(active.report) or usual
        kept = store.setting(KEY) if store is not None else ""
        try:
            return SCORE_THRESHOLD.parse(float(kept)) if kept else usual
        except ValueError:
            return usual

    def _on_changed(self, change: ChangeSet) -> None:
        store = self._session.store
        if change.versions and store is not None and not store.setting(KEY):
            self._display.threshold = self._kept()

    def _remember(self) -> None:
        store = self._session.store
        if store is None or store.read_only or self._kept() == self._display.threshold:
            return
        try:
            store.set_setting(KEY, str(self._display.threshold))
        except PlainError as error:
            # The slider is a comfort: losing its place is not worth a word to the person.
            log.warning("threshold: %s (%s)", error.message, error.detail)
