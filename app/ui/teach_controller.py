"""Teaching from the window: the button, and the run with its orders. What comes of it is `VersionController`'s."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.project.store import Store
from app.services.tasks import TaskRunner
from app.services.teaching import TeachingService, TeachOutcome
from app.settings import TEACH_MINUTES, Settings, SettingsError
from app.ui import language
from app.ui.activity import ActivityBar
from app.ui.giving_back import GivingBack
from app.ui.notices import Level, Notice, NoticeBar
from app.ui.panels.teach_panel import TeachPanel
from app.ui.run_follower import RunFollower
from app.ui.run_preparing import PreparedRun, RunPreparing
from app.ui.session import Session
from app.ui.teach_words import TeachWords
from retinanet_core.errors import PlainError

log = logging.getLogger(__name__)

NOTICE = "teach"


class TeachController(QObject):
    """From the button to the end of the run.

    Signals:
        starting: A run is about to take the place of the button.
        busy_changed: Teaching began, was paused, went on or ended.
        taught(Store, PreparedRun): A run of this project has a result; whoever takes it over calls `taken_over`.
        broke_off(TeachOutcome): A run of this project ended in the middle and can go on from there.

    Attributes:
        giving_back: Makes frames of runs that nothing came of fit to be pinned again.
    """

    starting = Signal()
    busy_changed = Signal()
    taught = Signal(object, object)
    broke_off = Signal(object)

    def __init__(
        self,
        session: Session,
        tasks: TaskRunner,
        service: TeachingService,
        settings: Settings,
        panel: TeachPanel,
        notices: NoticeBar,
        activity: ActivityBar,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._service = session, service
        self._settings, self._panel = settings, panel
        self._notices = notices
        self._words = TeachWords(self)
        self._preparing = RunPreparing(
            tasks,
            done=self._start,
            failed=self._on_refused,
            progress=lambda fraction: panel.work.show_progress(fraction, ""),
            parent=self,
        )
        self.giving_back = GivingBack(self)
        self._store: Store | None = None
        self._run: PreparedRun | None = None
        self._handing_over = False
        self._follower = RunFollower(service, panel, activity, self.cancel, self)
        service.finished.connect(self._on_finished)
        panel.work.cancel_wanted.connect(self.cancel)
        panel.work.pause_wanted.connect(self.pause_or_go_on)
        panel.work.finish_wanted.connect(self.finish_early)
        panel.ready.minutes_changed.connect(self._keep_minutes)
        session.project_changed.connect(self._on_project_changed)
        session.changed.connect(lambda _change: self.refresh())
        language.notifier().changed.connect(self.refresh)
        self.refresh()

    @property
    def busy(self) -> bool:
        """A run is being prepared or at work, or its result is being taken over."""
        return self._preparing.busy or self._service.running or self._handing_over

    @property
    def paused(self) -> bool:
        """A person lets the run stand still."""
        return self._service.pause_wanted

    # --- before ------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Say what there is to learn from."""
        store = self._session.store
        if store is not None and not self.busy:
            time = self._words.time(self._settings.get(TEACH_MINUTES))
            self._panel.ready.show_words(self._words.news(store), time, self._words.advice(store))

    def _keep_minutes(self, minutes: float) -> None:
        try:
            self._settings.set(TEACH_MINUTES, minutes)
        except SettingsError as error:
            log.warning("%s (%s)", error.message, error.detail)
        self.refresh()

    def teach(self) -> None:
        """Prepare a run, beside the window, and start it."""
        store = self._session.store
        if store is None or self.busy:
            return
        self._notices.withdraw(NOTICE)
        if not self._words.has_boxes(store):
            self._notices.show_notice(Notice(NOTICE, self._words.advice(store)))
            return
        self._begin(store, self.tr("Preparing the frames"))
        self._preparing.prepare(store, self._settings.get(TEACH_MINUTES))
        self.busy_changed.emit()

    def go_on_with(self, folder: Path) -> None:
        """Go on with a run of the open project that was interrupted."""
        store = self._session.store
        if store is None or self.busy:
            return
        self._begin(store, self.tr("Going on where teaching was interrupted"))
        self._preparing.take_up(store, folder)
        self.busy_changed.emit()

    def _begin(self, store: Store, words: str) -> None:
        self._store = store
        self.starting.emit()
        self._panel.show_work(words)
        self._follower.show_activity(words)

    def _on_refused(self, error: PlainError) -> None:
        self._end()
        self._notices.show_notice(Notice(NOTICE, error.message, Level.ERROR, error.detail))

    def _start(self, run: PreparedRun) -> None:
        self._run = run
        self._follower.run = run
        try:
            self._service.start(run.folder)
        except PlainError as error:
            self._on_refused(error)

    # --- orders ------------------------------------------------------------------------------------------

    def cancel(self) -> None:
        """Stop the run; nothing changes."""
        if self._preparing.busy:
            self._preparing.cancel()
            self._end()
        elif self._service.running:
            self._service.cancel()
            self._panel.work.allow_orders(cancel=False, others=False)
            self._follower.say(self.tr("Stopping"), self.tr("Stopping to teach"))

    def pause_or_go_on(self) -> None:
        """Let the run stand still, or go on."""
        if self._service.pause_wanted:
            self._service.resume()
            self._follower.say(self.tr("Going on"), self.tr("Teaching"))
        elif self._service.running:
            self._service.pause()
            if self._service.pause_wanted:
                self._follower.say(self.tr("Pausing"), self.tr("Teaching pauses"), paused=True)
        self.busy_changed.emit()

    def finish_early(self) -> None:
        """Learn no more, and compare what was learnt."""
        self._service.finish_early()
        if self._service.finishing:
            self._panel.work.allow_orders(cancel=True, others=False)
            self._follower.say(
                self.tr("Finishing: what was learnt is being measured"), self.tr("Finishing to teach")
            )
        self.busy_changed.emit()

    # --- the end -----------------------------------------------------------------------------------------

    def _on_finished(self, outcome: TeachOutcome) -> None:
        store, run = self._store, self._run
        still_open = store is not None and store is self._session.store
        if outcome.outcome == "finished" and still_open:
            self._handing_over = True
            self._panel.work.allow_orders(cancel=False, others=False)
            self._follower.say(self.tr("Taking the new version over"), self.tr("Taking the new version over"))
            self.taught.emit(store, run)
            return
        self._end()
        if store is not None and run is not None and still_open and not outcome.resumable:
            self.giving_back.give_back(store, (run.token,))
        if outcome.outcome == "cancelled":
            self._notices.show_notice(Notice(NOTICE, outcome.message))
        elif outcome.resumable and still_open:
            self.broke_off.emit(outcome)
        elif outcome.outcome != "finished":
            self._notices.show_notice(Notice(NOTICE, outcome.message, Level.ERROR, outcome.detail))

    def taken_over(self) -> None:
        """The result of the run has become a version, or could not."""
        self._handing_over = False
        self._end()

    def _end(self) -> None:
        self._store = None
        self._run = None
        self._follower.end()
        self._panel.show_rest()
        self.busy_changed.emit()
        self.refresh()

    def _on_project_changed(self) -> None:
        if self.busy:
            self.cancel()
        self._panel.forget_card()
        self.refresh()
