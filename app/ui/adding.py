"""Bringing files into the open project."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QTimer, Signal

from app import paths
from app.project.store import Store
from app.services.tasks import Task, TaskControl, TaskRunner
from app.ui.activity import ActivityBar
from app.ui.notices import Level, Notice, NoticeBar
from app.ui.session import Session
from app.ui.words import pick
from retinanet_core.errors import PlainError

if TYPE_CHECKING:
    from app.project.library import Adding, AddReport
    from app.project.listing import ScannedMedia

ACTIVITY = "scan"
FRAMES_AT_ONCE = 1000
"""What one piece adds; the window lives between two of them."""


class AddingController(QObject):
    """Looks at files beside the window and adds them piece by piece as they are found, as one step.

    Signals:
        busy_changed: Files are being looked at or added, or no longer.
    """

    busy_changed = Signal()

    def __init__(
        self, session: Session, tasks: TaskRunner, notices: NoticeBar, activity: ActivityBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._tasks = session, tasks
        self._notices, self._activity = notices, activity
        self._scan: Task | None = None
        self._adding: Adding | None = None
        self._store: Store | None = None
        self._cursor: int | None = None
        self._quiet = False
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        """Files are being looked at or added."""
        return self._scan is not None or self._adding is not None

    def add_media(self, given: Sequence[Path], *, quiet: bool = False) -> None:
        """Look at files beside the window, and bring them into the open project as one step.

        `quiet`: that the project has them all already is no news.
        """
        store = self._session.store
        if store is None or not self._session.writable:
            return
        if self.busy:
            self._notices.show_notice(
                Notice("add", self.tr("Files are still being added. Drop these again when that is done."))
            )
            return
        self._store, self._cursor, self._quiet = store, None, quiet
        pieces: deque[ScannedMedia] = deque()
        kept = tuple(media.path for media in store.media() if not media.problem)
        locator = store.locator()

        def scan(control: TaskControl) -> None:
            # Imported on this thread: it brings the decoders, which the window must not wait for.
            from app.project import listing

            known = listing.Known(kept, locator)
            for piece in listing.list_media(
                given, known, paths.video_index_dir(), cancelled=control.cancelled
            ):
                pieces.append(piece)
                control.report(None)

        self._activity.show_activity(ACTIVITY, self.tr("Looking at files"), None, self.stop)
        self._scan = self._tasks.submit(
            scan,
            done=lambda _: self._take(pieces, last=True),
            failed=self._on_scan_failed,
            progress=lambda _: self._take(pieces),
            pool="project",
        )
        self.busy_changed.emit()

    def stop(self) -> None:
        """Stop looking at files, or adding them; those added so far stay, and undo takes them back."""
        if self._adding is not None and self._store is self._session.store:
            self._adding.tell()
        if self.busy:
            self._end()

    def _take(self, pieces: deque[ScannedMedia], *, last: bool = False) -> None:
        """The scan found more files, or has come to its end."""
        from app.project import library

        if last:
            self._scan = None
        store = self._store
        if store is None or store is not self._session.store:
            self._end()
            return
        if self._adding is None:
            self._adding = library.Adding(store, self)
        while pieces:
            self._adding.take(pieces.popleft())
        if not last:
            self._say_progress(self._adding)
        self._next.start()

    def _go_on(self) -> None:
        """Add a piece; more of them when the window has had its turn."""
        adding, store = self._adding, self._store
        if adding is None or store is None:
            return
        if self._cursor is not None and store.cursor < self._cursor:
            self._end()  # Undone meanwhile: whoever does that does not want the rest either.
            return
        try:
            more = adding.go_on(FRAMES_AT_ONCE)
        except PlainError as error:
            adding.tell()
            self._end()
            self._notices.show_notice(Notice("add", self._stopped(adding, error), Level.ERROR, error.detail))
            return
        if self._adding is None:  # Somebody who was told of the new frames stopped it.
            return
        self._cursor = store.cursor
        if more or self._scan is not None:
            self._say_progress(adding)
            if more:
                self._next.start()
            return
        adding.tell()
        self._end()
        report = adding.report
        if report.problems or not (report.added or (self._quiet and report.already_there)):
            self._say_added(report)

    def _say_progress(self, adding: Adding) -> None:
        if self._scan is not None:
            text = self.tr("Looking at files: %Ln so far", "", adding.total)
            self._activity.show_activity(ACTIVITY, text, None, self.stop)
            return
        locale = QLocale()
        text = self.tr("Adding {done} of {total} files").format(
            done=locale.toString(adding.done), total=locale.toString(adding.total)
        )
        self._activity.show_activity(ACTIVITY, text, adding.done / adding.total, self.stop)

    def _stopped(self, adding: Adding, error: PlainError) -> str:
        added = adding.report.added
        if not added:
            return error.message
        before = pick(
            added,
            self.tr("One file was added before that; add the same again to get the others."),
            self.tr("%Ln files were added before that; add the same again to get the others.", "", added),
        )
        return f"{error.message} {before}"

    def _say_added(self, report: AddReport) -> None:
        problems = report.problems
        if not problems:
            self._notices.show_notice(Notice("add", self._nothing_new(report)))
            return
        reason = problems[0][1]
        text = reason
        if len(problems) > 1:
            text = self.tr(
                "%Ln files cannot be read; the rest was added. The first: {reason}", "", len(problems)
            )
            text = text.format(reason=reason)
        detail = "\n".join(f"{path}: {reason}" for path, reason in problems)
        self._notices.show_notice(Notice("add", text, Level.WARNING, detail))

    def _nothing_new(self, report: AddReport) -> str:
        if report.already_there:
            return pick(
                report.already_there,
                self.tr("Nothing new: this file is in the project already."),
                self.tr("Nothing new: all %Ln files are in the project already.", "", report.already_there),
            )
        return self.tr("There are no pictures or videos in what was opened.")

    def _on_scan_failed(self, error: PlainError) -> None:
        self._end()
        self._notices.show_notice(Notice("add", error.message, Level.ERROR, error.detail))

    def _end(self) -> None:
        if self._scan is not None:
            self._scan.cancel()
        self._scan = self._adding = self._store = None
        self._next.stop()
        self._activity.end(ACTIVITY)
        self.busy_changed.emit()
