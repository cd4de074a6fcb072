"""Which frames are worth looking at next, kept up to date beside the window."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from app.project.looks import Look, Looks, looks_of
from app.project.queue import Basis, Entry, Kind, Triage, basis_of, to_label, triage
from app.project.records import ChangeSet, Frame
from app.services.detection import DetectionService, FrameResult
from app.services.tasks import Task, TaskControl, TaskRunner
from app.ui.queue_words import QueueWords
from app.ui.session import Session
from retinanet_core.errors import CheckpointError, PlainError

log = logging.getLogger(__name__)

SHOWN = "frames_shown"
"""Setting: which list is shown; "" for all frames in file order."""

DELAY_MS = 1500
WHILE_DETECTING_MS = 10_000
REST = 10
"""Making the queues anew waits this many times as long as it took the last time."""

Queues = tuple[list[Entry], Triage]


class QueueController(QObject):
    """Makes the four queues on another thread after detection, reviews and a change of the version; keeps one shown.

    Signals:
        changed: The queues are new, or another one is shown.
    """

    changed = Signal()

    def __init__(
        self, session: Session, tasks: TaskRunner, detection: DetectionService, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._tasks, self._detection = session, tasks, detection
        self.words = QueueWords(self)
        self._shown: Kind | None = None
        self._entries: dict[Kind, dict[int, Entry]] = {}
        self._unlooked: tuple[int, ...] = ()
        self._led_from: Frame | None = None
        self._passed: set[int] = set()
        self._checked: set[int] = set()
        self._task: Task | None = None
        self._stale = False
        self._began = self._took = 0.0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.refresh)
        detection.results.connect(self._keep_looks)
        detection.finished.connect(lambda _summary: self._soon(0))
        session.project_changed.connect(self._on_project_changed)
        session.changed.connect(self._on_changed)

    # --- what is shown -------------------------------------------------------------------------------------

    @property
    def shown(self) -> Kind | None:
        """The list that is shown; None for all frames in file order."""
        return self._shown

    @property
    def against_model(self) -> bool:
        """What is shown are reviewed frames where the version in use disagrees."""
        return self._shown not in (None, Kind.LABEL)

    @property
    def listed(self) -> Sequence[int] | None:
        """The frames of the list that is shown, in its order; None in file order, and until the list is made."""
        found = None if self._shown is None else self._entries.get(self._shown)
        return None if found is None else [frame_id for frame_id in found if self._waits(frame_id)]

    @property
    def unlooked(self) -> tuple[int, ...]:
        """Reviewed frames that the version in use has not looked at since."""
        return self._unlooked

    def show(self, kind: Kind | None) -> None:
        """Show another list, and go to its first frame; remembered in the project."""
        if kind is self._shown:
            return
        self._shown = kind
        self._passed.clear()
        self._remember()
        self.changed.emit()
        first = self.next_frame(None)
        if first is not None:
            self._session.go_to(first)

    def lead_to_first(self) -> None:
        """Go to the first frame of the list when detection has filled it, unless one has gone elsewhere meanwhile."""
        self._led_from = self._session.frame

    def count(self, kind: Kind) -> int:
        """How many frames a list holds."""
        return len(self._entries.get(kind, ()))

    def why(self, frame_id: int) -> str:
        """Why the list that is shown holds a frame, as a phrase; "" if it does not."""
        entry = self._entry(frame_id)
        return "" if entry is None else self.words.phrase(entry.reason, self._name_of)

    def sentence(self, frame_id: int) -> str:
        """The same as a sentence."""
        phrase = self.why(frame_id)
        return self.words.because(self._shown, phrase) if phrase and self._shown is not None else ""

    def next_frame(self, frame_id: int | None) -> int | None:
        """The first of the list that one has not passed since it is shown, nor the one given; None at its end."""
        if frame_id is not None:
            self._passed.add(frame_id)
        return next((item for item in self.listed or () if item not in self._passed), None)

    def begin_again(self) -> None:
        """What was passed comes again."""
        self._passed.clear()

    def check(self, frame_id: int) -> None:
        """A person saw what the version says of a reviewed frame, and leaves it as it is."""
        store = self._session.store
        version = store.active_version() if store is not None else None
        if store is None or version is None or not self.against_model:
            return
        self._checked.add(frame_id)
        for kind in (Kind.MISSED, Kind.EXTRA, Kind.MISPLACED):
            self._entries.get(kind, {}).pop(frame_id, None)
        looks = Looks(store.cache_dir, version.id)
        self._keep(lambda _: looks.check([frame_id]))
        self.changed.emit()

    def _entry(self, frame_id: int) -> Entry | None:
        if self._shown is None:
            return None
        entry = self._entries.get(self._shown, {}).get(frame_id)
        return entry if entry is not None and self._waits(frame_id) else None

    def _waits(self, frame_id: int) -> bool:
        """Whether a frame that is listed is still to be looked at."""
        store = self._session.store
        if store is None or not store.has_frame(frame_id):
            return False
        return store.frame(frame_id).reviewed == self.against_model

    def _name_of(self, class_id: int) -> str:
        return next((item.name for item in self._session.classes if item.id == class_id), "?")

    # --- making the queues ---------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Make the queues anew, beside the window; once more when that is going on already."""
        store = self._session.store
        self._timer.stop()
        if store is None:
            return
        if self._task is not None:
            self._stale = True
            return
        basis = basis_of(store)
        self._stale = False
        self._began = time.monotonic()
        self._task = self._tasks.submit(
            lambda control: _make(basis, control), done=self._on_made, failed=self._on_failed, pool="project"
        )

    def _on_made(self, queues: Queues) -> None:
        self._end()
        label, against = queues
        named = {
            Kind.LABEL: label,
            Kind.MISSED: against.missed,
            Kind.EXTRA: against.extra,
            Kind.MISPLACED: against.misplaced,
        }
        self._entries = {
            kind: {entry.frame_id: entry for entry in entries if entry.frame_id not in self._checked}
            for kind, entries in named.items()
        }
        self._checked.clear()
        self._unlooked = against.unlooked
        self.changed.emit()
        self._lead()

    def _lead(self) -> None:
        origin, frame = self._led_from, self._session.frame
        if origin is None or self._detection.busy:
            return
        self._led_from = None
        first = next(iter(self.listed or ()), None)
        if first is not None and frame is not None and frame.id == origin.id:
            self._session.go_to(first)

    def _on_failed(self, error: PlainError) -> None:
        # The order is a comfort: a project that cannot be read is told where it is needed.
        log.warning("queues: %s (%s)", error.message, error.detail)
        self._end()

    def _end(self) -> None:
        self._task = None
        self._took = time.monotonic() - self._began
        if self._stale:
            self._soon()

    def _soon(self, least_ms: int | None = None) -> None:
        """Make them anew before long, but not all the time."""
        least_ms = DELAY_MS if least_ms is None else least_ms
        delay = max(WHILE_DETECTING_MS if self._detection.busy else least_ms, round(1000 * REST * self._took))
        if not self._timer.isActive() or delay < self._timer.remainingTime():
            self._timer.start(delay)

    def _on_changed(self, change: ChangeSet) -> None:
        if change.versions:
            self.refresh()
        elif change.frame_ids or change.class_ids or change.media_ids:
            self._soon()

    def _on_project_changed(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._timer.stop()
        self._entries, self._unlooked, self._led_from = {}, (), None
        self._passed.clear()
        self._checked.clear()
        store = self._session.store
        kept = store.setting(SHOWN) if store is not None else ""
        self._shown = Kind(kept) if kept in set(Kind) else None
        self.changed.emit()
        self.refresh()

    def _keep_looks(self, results: list[FrameResult]) -> None:
        """What was found goes into the cache: what the frames are like, and on reviewed ones the boxes."""
        store = self._session.store
        if store is None or store.read_only:
            return
        for version_id in {item.version_id for item in results}:
            found = ((item.frame_id, item.detections) for item in results if item.version_id == version_id)
            self._keep(partial(_put, Looks(store.cache_dir, version_id), looks_of(store, found)))

    def _keep(self, write: Callable[[TaskControl], None]) -> None:
        """Write to the cache, in turn with making the queues."""
        self._tasks.submit(write, done=lambda _: None, failed=lambda _: None, pool="project")

    def _remember(self) -> None:
        store = self._session.store
        if store is None or store.read_only:
            return
        try:
            store.set_setting(SHOWN, self._shown or "")
        except PlainError as error:
            # Which list was shown is a comfort: losing it is not worth a word to the person.
            log.warning("list shown: %s (%s)", error.message, error.detail)


def _put(looks: Looks, found: Sequence[Look], _: TaskControl) -> None:
    looks.put(found)


def _make(basis: Basis, control: TaskControl) -> Queues:
    label = to_label(basis, cancelled=control.cancelled)
    try:
        return label, triage(basis, cancelled=control.cancelled)
    except CheckpointError as error:
        # What to label next does not need the version; that its folder is damaged is told where it is used.
        log.warning("queues against the model: %s (%s)", error.message, error.detail)
        return label, Triage([], [], [], tuple(frame.id for frame in basis.frames if frame.reviewed))
