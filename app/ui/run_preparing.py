"""From the button to a run folder: planned and written beside the window, which only marks the frames in between.

The modules of `app.project` that do it bring the decoders with them, so a task imports them first: the window must not
wait for them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.paths import video_index_dir
from app.project.store import Store
from app.services.tasks import Task, TaskControl, TaskRunner
from retinanet_core.errors import PlainError

if TYPE_CHECKING:
    from app.project.snapshot import SnapshotPlan

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class PreparedRun:
    """A run folder that can be taught.

    Attributes:
        trained: Ids of the frames that are learned from.
        left_out: A line for each frame that could not be read.
        notes: What a person should know of the choice of frames, in sentences.
        token: What tells the run from every other.
        parent_id: The version that it starts from and is compared with; None if there is none.
    """

    folder: Path
    trained: tuple[int, ...]
    left_out: tuple[str, ...]
    notes: tuple[str, ...] = ()
    token: str = ""
    parent_id: int | None = None


class RunPreparing(QObject):
    """Prepares one run at a time.

    Args:
        done: Called with the run.
        failed: Called with what is in the way.
        progress: Told how far reading the frames is, in 0..1.
    """

    def __init__(
        self,
        tasks: TaskRunner,
        *,
        done: Callable[[PreparedRun], None],
        failed: Callable[[PlainError], None],
        progress: Callable[[float], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._tasks, self._done, self._failed, self._progress = tasks, done, failed, progress
        self._task: Task | None = None
        self._planned: tuple[Store, SnapshotPlan] | None = None
        self._steps: Iterator[int] | None = None
        self._tidying = False
        self._waiting: Callable[[], None] | None = None

    @property
    def busy(self) -> bool:
        """A run is being prepared."""
        return self._task is not None or self._waiting is not None

    def prepare(self, store: Store, minutes: float) -> None:
        """Prepare a run on what the project holds now, that may take so many minutes."""
        folder = store.folder

        def plan(control: TaskControl) -> SnapshotPlan:
            from app.media.frames import FrameReader
            from app.project import preparing

            with FrameReader(video_index_dir()) as reader:
                return preparing.plan_beside(
                    folder,
                    reader.read,
                    minutes=minutes,
                    progress=lambda done, total: control.report(done / max(1, total)),
                    cancelled=control.cancelled,
                )

        self._when_tidy(lambda: self._submit(plan, lambda plan: self._take_over(store, plan)))

    def take_up(self, store: Store, folder: Path) -> None:
        """Prepare to go on with a run that was interrupted."""
        self._when_tidy(
            lambda: self._submit(lambda _control: _prepared(folder), lambda run: self._check(store, run))
        )

    def cancel(self) -> None:
        """Forget it; nothing is called any more."""
        self._waiting = None
        if self._task is not None:
            self._task.cancel()
            self._task = None
            self._unmark()

    def _take_over(self, store: Store, plan: SnapshotPlan) -> None:
        """Mark the frames in the project; what a person does meanwhile comes in between."""
        from app.project import preparing

        self._planned = store, plan
        self._step_through(
            preparing.take_over(store, plan), done=lambda: self._write(store, plan), failed=self._refuse
        )

    def _write(self, store: Store, plan: SnapshotPlan) -> None:
        """Write the run folder beside the window."""
        from app.media.frames import FrameReader
        from app.project import snapshot

        def write(control: TaskControl) -> PreparedRun:
            with FrameReader(video_index_dir()) as reader:
                folder = snapshot.write_snapshot(
                    plan,
                    reader.read,
                    progress=lambda done, total: control.report(done / max(1, total)),
                    cancelled=control.cancelled,
                )
            return _prepared(folder, plan)

        self._submit(write, lambda run: self._settle(store, plan, run))

    def _settle(self, store: Store, plan: SnapshotPlan, run: PreparedRun) -> None:
        """What was left out counts as taught no more; what is learned from must not have become pinned."""
        from app.project import preparing

        self._step_through(
            preparing.settling(store, plan, run.trained), done=lambda: self._end(run), failed=self._refuse
        )

    def _check(self, store: Store, run: PreparedRun) -> None:
        from app.project import runs

        try:
            runs.check_not_pinned(store, run.trained)
        except PlainError as error:
            self._refuse(error)
        else:
            self._end(run)

    def _end(self, run: PreparedRun) -> None:
        self._task = self._planned = None
        self._done(run)

    def _unmark(self) -> None:
        """There will be no run, so what was planned counts as taught no more."""
        if self._planned is None:
            return
        from app.project import preparing

        (store, plan), self._planned = self._planned, None
        self._tidying = True
        self._step_through(
            preparing.settling(store, plan, ()), done=self._end_tidying, failed=self._on_tidying_failed
        )

    def _on_tidying_failed(self, error: PlainError) -> None:
        # They will not be pinned by themselves: no harm, and the project was closed or cannot be written anyway.
        log.warning("frames of a plan stay marked: %s (%s)", error.message, error.detail)
        self._end_tidying()

    def _end_tidying(self) -> None:
        self._tidying = False
        begin, self._waiting = self._waiting, None
        if begin is not None:
            begin()

    def _when_tidy(self, begin: Callable[[], None]) -> None:
        """Begin once no marks of a plan before are being taken back: they would be taken from the next one's frames."""
        if self._tidying:
            self._waiting = begin
        else:
            begin()

    def _step_through(
        self, steps: Iterator[int], *, done: Callable[[], None], failed: Callable[[PlainError], None]
    ) -> None:
        """Take one step after the other, what a person does in between; the steps before are taken no further."""
        self._steps = steps

        def step() -> None:
            if self._steps is not steps:
                return  # cancelled
            try:
                unfinished = next(steps, None) is not None
            except PlainError as error:
                failed(error)
                return
            if unfinished:
                QTimer.singleShot(0, self, step)
            else:
                done()

        step()

    def _submit(self, work: Callable[[TaskControl], object], then: Callable[..., None]) -> None:
        self._task = self._tasks.submit(
            work, done=then, failed=self._refuse, progress=self._progress, pool="project"
        )

    def _refuse(self, error: PlainError) -> None:
        self._task = None
        self._unmark()
        self._failed(error)


def _prepared(folder: Path, plan: SnapshotPlan | None = None) -> PreparedRun:
    """What there is to say of a run folder; reads its manifest."""
    from app.project.manifest import read_manifest
    from retinanet_core.teach.job import load_job

    manifest = read_manifest(folder)
    job = load_job(folder)
    parent = Path(job.parent or "").name
    return PreparedRun(
        folder,
        trained=manifest.ids("train"),
        left_out=tuple(f"{item.file}: {item.reason}" for item in manifest.info.left_out),
        notes=() if plan is None else plan.notes,
        token=job.token,
        parent_id=int(parent) if parent.isdecimal() else None,
    )
