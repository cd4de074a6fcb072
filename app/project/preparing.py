"""From the project to a run that can start: the steps of preparing it, in the order that keeps its two sides apart."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from app.project.alike import find_alike, plan_comparison
from app.project.claims import claim, claimed, forget
from app.project.database import Database, connect, copy_to_memory, describe
from app.project.errors import ProjectError
from app.project.manifest import left_out_sentence, read_manifest
from app.project.opening import FILE_NAME
from app.project.records import Version
from app.project.runs import check_not_pinned
from app.project.sides import remember_split
from app.project.sizes import learn_to_teach
from app.project.snapshot import SnapshotPlan, plan_snapshot, write_snapshot
from app.project.store import Store
from app.project.teach_frames import ReadFrame
from retinanet_core.choices import AUTO
from retinanet_core.errors import Cancelled, PlainError

_MARKED_AT_ONCE = 1000


def plan_beside(
    folder: Path,
    read_frame: ReadFrame,
    *,
    minutes: float,
    progress: Callable[[int, int], object] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> SnapshotPlan:
    """Compare and plan on a copy of an open project, on any thread; `take_over` then marks the frames in the project.

    Args:
        folder: The project, which goes on being written to meanwhile.
        progress: Told while the frames are read.

    Raises as `prepare_run` does.
    """
    with _copy_of(folder) as project:
        learn_to_teach(project)
        comparison = plan_comparison(project)
    alike = find_alike(comparison, read_frame, progress=progress, cancelled=cancelled)
    with _copy_of(folder) as project:
        learn_to_teach(project)
        return plan_snapshot(project, minutes=minutes, parent=project.active_version(), alike=alike)


def take_over(store: Store, plan: SnapshotPlan) -> Iterator[int]:
    """Mark in the project what `plan_beside` marked in its copy, in steps so short that a window can wait for each.

    What is pinned between two steps `settle` sees.

    Yields:
        After each step but the last, how many frames are marked as taught.

    Raises:
        ProjectError: Frames went or were pinned since the copy was made, or the project cannot be written.
    """
    store.check_writable()
    train = [frame.id for frame in plan.frames if frame.split == "train"]
    if not all(store.has_frame(frame_id) for frame_id in (*train, *plan.pinned)):
        raise ProjectError("Frames to learn from were removed meanwhile; teach again.")
    check_not_pinned(store, train)
    store.mark_pinned(plan.pinned)
    remember_split(store, plan.split)
    marked = claim(store, plan.job.token, train)
    for done in range(0, len(marked), _MARKED_AT_ONCE):
        yield done
        store.mark_taught(marked[done : done + _MARKED_AT_ONCE])


@contextlib.contextmanager
def _copy_of(folder: Path) -> Iterator[Store]:
    """A project as its file says now, in memory alone: what is written to it is forgotten in the end."""
    file = folder / FILE_NAME
    try:
        with contextlib.closing(connect(file, writable=False)) as source:
            project = Store(folder, Database(copy_to_memory(source), file), None, "")
    except sqlite3.Error as error:
        message = f"The project {folder} cannot be read; check that its disk is connected."
        raise ProjectError(message, detail=describe(error)) from error
    with project:
        yield project


def settle(store: Store, plan: SnapshotPlan, trained: Collection[int]) -> None:
    """What a plan marked as taught and is not learned from after all is as before.

    Args:
        trained: Ids of the frames that the run learns from; none if there is no run.

    Raises:
        ProjectError: A frame to be learned from was pinned meanwhile, or the project cannot be written.
    """
    for _ in settling(store, plan, trained):
        pass


def settling(store: Store, plan: SnapshotPlan, trained: Collection[int]) -> Iterator[int]:
    """What `settle` does, in steps so short that a window can wait for each.

    Yields:
        After each step but the last, how many frames are as before.

    Raises as `settle` does.
    """
    others = [ids for token, ids in claimed(store).items() if token != plan.job.token]
    left = sorted(set(plan.marked).difference(trained, *others))
    for done in range(0, len(left), _MARKED_AT_ONCE):
        if done:
            yield done
        if any(version.id > plan.newest_version for version in store.versions()):
            break  # a new one may know these frames
        store.unmark_taught(left[done : done + _MARKED_AT_ONCE])
    else:
        if not trained:
            forget(store, (plan.job.token,))
    check_not_pinned(store, trained)


def prepare_run(
    store: Store,
    *,
    read_frame: ReadFrame,
    minutes: float = 5.0,
    seed: int = 0,
    parent: Version | None = None,
    preset: str = AUTO,
    backbone: str = "",
    progress: Callable[[int, int], object] | None = None,
    cancelled: Callable[[], bool] | None = None,
    told: Callable[[str], object] | None = None,
) -> Path:
    """Compare the frames, plan, write and settle, for callers without a window to keep alive.

    Args:
        progress: Told while the frames are read.
        told: Called with each sentence that a person should know of the frames.

    Raises as the others do.
    """
    learn_to_teach(store)
    alike = find_alike(plan_comparison(store), read_frame, progress=progress, cancelled=cancelled)
    plan = plan_snapshot(
        store, minutes=minutes, seed=seed, parent=parent, preset=preset, backbone=backbone, alike=alike
    )
    try:
        run = write_snapshot(plan, read_frame, cancelled=cancelled)
    except (PlainError, Cancelled):
        with contextlib.suppress(ProjectError):  # the error that brought us here is the one to tell
            settle(store, plan, ())
        raise
    manifest = read_manifest(run)
    settle(store, plan, manifest.ids("train"))
    for sentence in (*plan.notes, left_out_sentence(manifest.info.left_out)):
        if sentence and told is not None:
            told(sentence)
    return run
