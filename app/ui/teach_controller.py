"""Teaching from the window: the snapshot, the run, the card, and the versions.

`app.project.snapshot` and `versions` bring the decoders with them, so they are imported where they are used: the
window must not wait for them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.project import review
from app.project.store import Store
from app.services.tasks import Task, TaskControl, TaskRunner
from app.services.teaching import TeachingService, TeachOutcome
from app.settings import TEACH_MINUTES, Settings, SettingsError
from app.ui.activity import ActivityBar
from app.ui.notices import Level, Notice, NoticeBar
from app.ui.opening import video_index_dir
from app.ui.panels.teach_panel import Card, TeachPanel
from app.ui.session import Session
from app.ui.words import Durations, pick
from retinanet_core.errors import PlainError

log = logging.getLogger(__name__)

ACTIVITY = "teach"
NOTICE = "teach"
EVIDENCE_FRAMES = 15
"""Reviewed frames from which enough are pinned to compare versions on (`app.project.pinning`)."""


class TeachController(QObject):
    """From the button to the version in use.

    Signals:
        starting: A run is about to take the place of the button.
        busy_changed: Teaching began or ended.
    """

    starting = Signal()
    busy_changed = Signal()

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
        self._session, self._tasks, self._service = session, tasks, service
        self._settings, self._panel = settings, panel
        self._notices, self._activity, self._window = notices, activity, window
        self._durations = Durations(self)
        self._writing: Task | None = None
        self._store: Store | None = None
        service.event_received.connect(self._on_event)
        service.finished.connect(self._on_finished)
        panel.cancel_wanted.connect(self.cancel)
        panel.minutes_changed.connect(self._keep_minutes)
        panel.use_wanted.connect(self.use)
        panel.keep_wanted.connect(self.keep_out)
        session.project_changed.connect(self._on_project_changed)
        session.changed.connect(lambda _change: self.refresh())
        self.refresh()

    @property
    def busy(self) -> bool:
        """A run is being prepared or at work."""
        return self._writing is not None or self._service.running

    # --- what there is to learn ---------------------------------------------------------------------------

    def refresh(self) -> None:
        """Say what there is to learn from."""
        store = self._session.store
        if store is not None and not self.busy:
            self._panel.show_ready(self._news(store), self._advice(store))

    def _news(self, store: Store) -> str:
        told = review.progress(store)
        frames, boxes = told.corrected_frames, told.corrected_boxes
        if not frames and not boxes:
            return self.tr("No new corrections.")
        corrections = pick(boxes, self.tr("1 new correction"), self.tr("%Ln new corrections", "", boxes))
        where = pick(frames, self.tr("on 1 frame"), self.tr("on %Ln frames", "", frames))
        return f"{corrections} {where}."

    def _advice(self, store: Store) -> str:
        told = review.progress(store)
        if not told.confirmed:
            return self.tr("Draw boxes on a few frames and complete each with Space. Then teach.")
        if not told.reviewed:
            return self.tr(
                "No frame is complete yet. On complete frames it also learns where there is nothing."
            )
        if told.reviewed < EVIDENCE_FRAMES:
            missing = EVIDENCE_FRAMES - told.reviewed
            return pick(
                missing,
                self.tr("1 more complete frame makes the comparison of versions surer."),
                self.tr("%Ln more complete frames make the comparison of versions surer.", "", missing),
            )
        return ""

    def _keep_minutes(self, minutes: float) -> None:
        try:
            self._settings.set(TEACH_MINUTES, minutes)
        except SettingsError as error:
            log.warning("%s (%s)", error.message, error.detail)

    # --- the run -------------------------------------------------------------------------------------------

    def teach(self) -> None:
        """Take a snapshot, beside the window, and start a run on it."""
        store = self._session.store
        if store is None or self.busy:
            return
        from app.project import snapshot

        self._notices.withdraw(NOTICE)
        try:
            plan = snapshot.plan_snapshot(
                store, minutes=self._settings.get(TEACH_MINUTES), seed=0, parent=store.active_version()
            )
        except PlainError as error:
            self._notices.show_notice(Notice(NOTICE, error.message, Level.INFO, error.detail))
            return
        self._store = store
        index_dir = video_index_dir()

        def write(control: TaskControl) -> Path:
            # Imported on this thread: it brings the decoders, which the window must not wait for.
            from app.media.frames import FrameReader

            with FrameReader(index_dir) as reader:
                return snapshot.write_snapshot(
                    plan,
                    reader.read,
                    progress=lambda done, total: control.report((done, total)),
                    cancelled=control.cancelled,
                )

        self.starting.emit()
        self._panel.show_work(self.tr("Preparing the frames"))
        self._show_activity(self.tr("Preparing to teach"), None)
        self._writing = self._tasks.submit(
            write,
            done=self._start,
            failed=self._on_write_failed,
            progress=self._on_written,
            pool="project",
        )
        self.busy_changed.emit()

    def cancel(self) -> None:
        """Stop the run; nothing changes."""
        if self._writing is not None:
            self._writing.cancel()
            self._end()
        elif self._service.running:
            self._panel.show_cancelling()
            self._show_activity(self.tr("Stopping to teach"), None)
            self._service.cancel()

    def _on_written(self, value: tuple[int, int]) -> None:
        done, total = value
        self._panel.show_progress(done / max(1, total), "")

    def _on_write_failed(self, error: PlainError) -> None:
        self._end()
        self._notices.show_notice(Notice(NOTICE, error.message, Level.ERROR, error.detail))

    def _start(self, run_folder: Path) -> None:
        self._writing = None
        try:
            self._service.start(run_folder)
        except PlainError as error:
            self._on_write_failed(error)

    def _on_event(self, event: dict[str, Any]) -> None:
        match event["event"]:
            case "started":
                self._panel.show_work(str(event.get("plan", "")))
                self._show_activity(self.tr("Teaching"), None)
            case "progress":
                self._on_progress(event)
            case "quality" if event.get("ap50") is not None:
                self._panel.quality.add(float(event.get("seconds", 0.0)), float(event["ap50"]))
            case "before" if event.get("ap50") is not None:
                self._panel.quality.set_baseline(float(event["ap50"]), self._before_name())

    def _on_progress(self, event: dict[str, Any]) -> None:
        if self._service.cancelling:
            return
        fraction, seconds = event.get("fraction"), event.get("seconds_left")
        left = "" if seconds is None else self._durations.left(float(seconds))
        self._panel.show_progress(fraction, left)
        if event.get("loss") is not None:
            self._panel.loss.add(float(event.get("step", 0)), float(event["loss"]))
        words = self.tr("Teaching")
        self._show_activity(f"{words} · {left}" if left else words, fraction)

    def _before_name(self) -> str:
        store = self._session.store
        active = store.active_version() if store is not None else None
        return "" if active is None else self.tr("version {id}").format(id=active.id)

    def _show_activity(self, text: str, fraction: float | None) -> None:
        self._activity.show_activity(ACTIVITY, text, fraction, self.cancel)

    def _on_finished(self, outcome: TeachOutcome) -> None:
        store = self._store
        self._end()
        if outcome.outcome == "cancelled":
            self._notices.show_notice(Notice(NOTICE, outcome.message))
        elif outcome.outcome != "finished":
            self._notices.show_notice(Notice(NOTICE, outcome.message, Level.ERROR, outcome.detail))
        elif store is not None and store is self._session.store:
            self._adopt(store, outcome.run_folder)

    def _end(self) -> None:
        self._writing = None
        self._store = None
        self._activity.end(ACTIVITY)
        self._panel.show_face_ready()
        self.busy_changed.emit()
        self.refresh()

    # --- the card ------------------------------------------------------------------------------------------

    def _adopt(self, store: Store, run_folder: Path) -> None:
        from app.project import versions

        before = store.active_version()
        try:
            version = versions.adopt(store, run_folder)
        except PlainError as error:
            self._notices.show_notice(Notice(NOTICE, error.message, Level.ERROR, error.detail))
            return
        active = store.active_version()
        self._panel.show_card(
            Card(
                version_id=version.id,
                current_id=before.id if before is not None else None,
                report=version.report,
                active=active is not None and active.id == version.id,
            )
        )

    def use(self, version_id: int) -> None:
        """Detect with this version from now on."""
        from app.project import versions

        self._change_version(lambda store: versions.accept(store, version_id))

    def keep_out(self, version_id: int) -> None:
        """The version before stays."""
        from app.project import versions

        self._change_version(lambda store: versions.keep_old(store, version_id))

    def activate(self, version_id: int) -> None:
        """Go back (or forward) to a version."""
        from app.project import versions

        self._change_version(lambda store: versions.activate(store, version_id))

    def _change_version(self, change: Callable[[Store], object]) -> None:
        store = self._session.store
        if store is None:
            return
        try:
            change(store)
        except PlainError as error:
            self._session.refused.emit(error.message, error.detail)

    def _on_project_changed(self) -> None:
        if self.busy:
            self.cancel()
        self._panel.show_face_ready(forget_card=True)
        self._take_over_finished_runs()
        self.refresh()

    def _take_over_finished_runs(self) -> None:
        """What was taught when the program ended before it could be adopted."""
        store = self._session.store
        if store is None or store.read_only:
            return
        from app.project import versions

        for run in versions.unadopted_runs(store):
            try:
                version = versions.adopt(store, run)
            except PlainError as error:
                log.warning("%s: %s (%s)", run, error.message, error.detail)
                continue
            text = self.tr(
                "Teaching had ended when the program closed: version {id} is in the list of versions."
            )
            self._notices.show_notice(Notice(NOTICE, text.format(id=version.id)))
