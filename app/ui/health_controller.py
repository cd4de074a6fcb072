"""The health check of the data, beside the window, while somebody may be about to teach."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

from app.paths import video_index_dir
from app.project.records import ChangeSet
from app.services.tasks import Task, TaskControl, TaskRunner
from app.ui.panels.frames_panel import FramesPanel
from app.ui.panels.teach_panel import TeachPanel
from app.ui.sentences import said
from app.ui.session import Session
from app.ui.version_words import suitable_threshold
from retinanet_core.errors import PlainError

if TYPE_CHECKING:
    from app.project.alike import Comparison
    from app.project.health import Finding
    from app.project.sides import Alike

log = logging.getLogger(__name__)

DELAY_MS = 800
"""After the last change: a check looks at the whole project."""
SURE = 0.5
"""Score from which on a version is sure that was never measured."""
FIRST = "lite"
"""Preset of a first version."""


class HealthController(QObject):
    """Checks when the panel is seen and the data changed since; each finding opens its frames."""

    def __init__(
        self, session: Session, tasks: TaskRunner, panel: TeachPanel, frames: FramesPanel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._tasks, self._frames = session, tasks, frames
        self._ready = panel.ready
        self._stale = True
        self._checking: Task | None = None
        self._soon = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._soon.timeout.connect(self._check)
        self._ready.installEventFilter(self)
        self._ready.health.frames_wanted.connect(self._show_frames)
        session.project_changed.connect(self._on_project_changed)
        session.changed.connect(self._on_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Work only while the face with the button is in sight, and then make good what was left."""
        if event.type() == QEvent.Type.Show and self._stale:
            self._soon.start()
        elif event.type() == QEvent.Type.Hide:
            self._forget_check()
        return super().eventFilter(watched, event)

    def _on_project_changed(self) -> None:
        self._forget_check()
        self._ready.health.show_findings(())
        self._mark_stale()

    def _on_changed(self, change: ChangeSet) -> None:
        if change.frame_ids or change.class_ids or change.media_ids or change.versions:
            self._mark_stale()

    def _mark_stale(self) -> None:
        self._stale = True
        if self._ready.isVisible():
            self._soon.start()

    def _forget_check(self) -> None:
        """Stop a check that is at work: what it would find is to be looked for again."""
        if self._checking is not None:
            self._checking.cancel()
            self._checking = None
            self._stale = True

    def _check(self) -> None:
        """First the modules, which bring the decoders: the window must not wait for them."""
        if not self._session.writable or not self._ready.isVisible():
            return
        self._forget_check()
        self._stale = False
        self._checking = self._tasks.submit(
            lambda _control: _import_checks(), done=lambda _: self._begin(), failed=self._on_failed
        )

    def _begin(self) -> None:
        from app.project import alike

        store = self._session.store
        if store is None:
            return
        active = store.active_version()
        data = _Data(
            folder=store.folder,
            comparison=alike.plan_comparison(store),
            model=None if active is None else store.models_dir / str(active.id),
            threshold=(None if active is None else suitable_threshold(active.report)) or SURE,
        )
        self._checking = self._tasks.submit(
            data.check, done=self._on_checked, failed=self._on_failed, progress=self._show
        )

    def _show(self, findings: Sequence[Finding]) -> None:
        self._ready.health.show_findings(findings)

    def _on_checked(self, findings: Sequence[Finding]) -> None:
        self._checking = None
        self._show(findings)

    def _on_failed(self, error: PlainError) -> None:
        """Nothing waits for the check, so that it failed is not worth a word to the person."""
        self._checking = None
        log.warning("health check: %s (%s)", error.message, error.detail)

    def _show_frames(self, finding: Finding) -> None:
        self._frames.show_only(finding.frame_ids, f"{said(finding.sentence)} {said(finding.advice)}")


@dataclass(frozen=True)
class _Data:
    """What is to be checked, as plain data for another thread.

    Attributes:
        model: Folder of the version in use.
        threshold: Score from which on that version is sure.
    """

    folder: Path
    comparison: Comparison
    model: Path | None
    threshold: float

    def check(self, control: TaskControl) -> Sequence[Finding]:
        """What can be said at once is reported; finding copies of pictures means reading them first."""
        from app.media.frames import FrameReader
        from app.project import alike

        control.report(self._findings({}, control))
        with FrameReader(video_index_dir()) as reader:
            same = alike.find_alike(self.comparison, reader.read, cancelled=control.cancelled)
        return self._findings(same, control)

    def _findings(self, same: Alike, control: TaskControl) -> Sequence[Finding]:
        from app.project import health
        from retinanet_core.checkpoint import load_info
        from retinanet_core.config import preset

        facts = health.read_facts(self.folder, same)
        return health.check(
            facts,
            preset(FIRST) if self.model is None else load_info(self.model).network,
            found=health.seen(facts, self.comparison.cache_dir),
            threshold=self.threshold,
            cancelled=control.cancelled,
        )


def _import_checks() -> None:
    for name in ("app.media.frames", "app.project.alike", "app.project.health"):
        importlib.import_module(name)
