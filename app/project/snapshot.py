"""From the project to a run folder: what a teaching learns from, frozen.

A run folder is all that teaching needs: job.json, manifest.json (COCO JSON with what was reviewed, rejected and
pinned) and frames/*.png. It appears whole or not at all.
"""

from __future__ import annotations

import os
import time
import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from app.project import review
from app.project.alike import source_of
from app.project.claims import claim
from app.project.errors import ProjectError
from app.project.folders import next_number, publish, whole_folder
from app.project.manifest import (
    MANIFEST_NAME,
    LeftOut,
    ManifestInfo,
    PlannedFrame,
    file_name,
    json_bytes,
    manifest_bytes,
)
from app.project.pinning import choose_pinned
from app.project.reading import ProjectReader
from app.project.records import Box, BoxState, Frame, ObjectClass, Version
from app.project.runs import newest_adopted
from app.project.sides import Alike, kept_out, media_groups, remember_split, split_videos
from app.project.store import Store
from app.project.teach_frames import ReadFrame, TeachFrames
from retinanet_core.choices import AUTO
from retinanet_core.errors import Cancelled, PlainError
from retinanet_core.files import write_atomically
from retinanet_core.teach.job import JOB_NAME, Job


class SnapshotPlan(msgspec.Struct, frozen=True, kw_only=True):
    """All that `write_snapshot` needs, as plain data that no later edit changes.

    Attributes:
        parent: Folder of the model to start from, or None.
        revision: The last write of the project that it contains; those that mark frames are none to learn from.
        created: Unix seconds.
        pinned: Ids of the frames that were pinned for this plan.
        marked: Ids of the frames that count as taught because of this plan, and did not before, or only because of
            another run that is no version yet.
        split: Ids of the videos that were split for this plan.
        newest_version: Number of the newest version that there was; 0 for none.
        became: Of each class that was merged, the one of `classes` that it counts as.
        newest_run: The highest number that a run which became a version had; 0 for none.
        notes: What a person should know of how the frames were divided, a sentence each.
    """

    runs_dir: Path
    cache_dir: Path
    classes: tuple[ObjectClass, ...]
    frames: tuple[PlannedFrame, ...]
    parent: Path | None
    job: Job
    revision: int
    created: float
    pinned: tuple[int, ...] = ()
    marked: tuple[int, ...] = ()
    split: tuple[int, ...] = ()
    newest_version: int = 0
    newest_run: int = 0
    notes: tuple[str, ...] = ()
    became: dict[int, int] = {}


def plan_snapshot(
    store: Store,
    *,
    minutes: float = 5.0,
    seed: int = 0,
    parent: Version | None = None,
    preset: str = AUTO,
    backbone: str = "",
    device: str = "auto",
    precision: str = "auto",
    alike: Alike | None = None,
) -> SnapshotPlan:
    """Pin what should be pinned, say what a teaching will learn from, and mark that as taught.

    Frames that nobody completed come along for their confirmed and rejected boxes; pinned frames only when they
    are reviewed. What is in a group with a pinned frame is not taught: the rest of its video, and files that show
    the same picture.

    Frames are marked here, before they are written, so that none of them becomes pinned meanwhile. `preparing.settle`
    belongs to it: it takes back what was marked and is not learned from after all. Where no version comes of the run,
    `claims.release` does.

    Args:
        alike: Files that show one picture, as `alike.find_alike` finds them; without it only files with the same
            content count as such.

    Raises:
        ProjectError: There is nothing to learn from, or the project cannot be written.
    """
    revision, judged = store.revision, store.judged_boxes()
    choice = choose_pinned(store, alike, judged)
    store.mark_pinned(choice.frame_ids)
    remember_split(store, choice.split)
    groups = media_groups(store, alike or {})
    aside, split = kept_out(store, groups), split_videos(store, groups)
    frames = _planned(store, judged, groups, aside, split, store.news_to(parent))
    _check_enough(store, frames)
    train = [frame.id for frame in frames if frame.split == "train"]
    token = uuid.uuid4().hex
    marked = tuple(claim(store, token, train))
    store.mark_taught(marked)
    return SnapshotPlan(
        runs_dir=store.runs_dir,
        cache_dir=store.cache_dir,
        classes=store.classes(),
        frames=frames,
        parent=None if parent is None else store.models_dir / str(parent.id),
        job=Job(
            manifest=MANIFEST_NAME,
            preset=preset,
            backbone=backbone,
            minutes=minutes,
            seed=seed,
            device=device,
            precision=precision,
            token=token,
        ),
        revision=revision,
        created=time.time(),
        pinned=tuple(choice.frame_ids),
        marked=marked,
        split=tuple(choice.split),
        newest_version=max((version.id for version in store.versions()), default=0),
        newest_run=newest_adopted(store),
        notes=_notes(store, aside, split),
        became=store.became(),
    )


def write_snapshot(
    plan: SnapshotPlan,
    read_frame: ReadFrame,
    *,
    progress: Callable[[int, int], object] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Path:
    """Write the run folder; any thread may do it.

    A frame that cannot be read, or has another size than when it was added, is left out and listed in the
    manifest under info.left_out.

    Args:
        plan: What to write.
        read_frame: Reads frames; called for one file after the other, its frames in order.
        progress: Told (frames done, frames in all).
        cancelled: Asked before each frame.

    Returns:
        The run folder, runs/NNNN.

    Raises:
        Cancelled: `cancelled` said so; there is no run folder.
        ProjectError: It cannot be written, or no frame can be read; there is no run folder.
    """
    cache = TeachFrames(plan.cache_dir / "teach")
    try:
        with whole_folder(plan.runs_dir) as partial:
            (partial / "frames").mkdir()
            written: list[PlannedFrame] = []
            left_out: list[LeftOut] = []
            for count, frame in enumerate(plan.frames, start=1):
                if cancelled is not None and cancelled():
                    raise Cancelled
                try:
                    cache.fetch(frame, read_frame)
                    cache.link(frame.content, partial / file_name(frame))
                    written.append(frame)
                except PlainError as error:
                    left_out.append(LeftOut(frame.id, str(frame.path), error.message))
                if progress is not None:
                    progress(count, len(plan.frames))
            if not any(frame.split == "train" for frame in written):
                raise ProjectError(
                    f"None of the frames to learn from can be read. {left_out[0].reason}",
                    detail=repr(left_out),
                )
            info = ManifestInfo(plan.revision, plan.created, tuple(left_out))
            write_atomically(
                partial / MANIFEST_NAME, manifest_bytes(info, plan.classes, plan.became, written)
            )
            write_atomically(partial / JOB_NAME, json_bytes(_job(plan)))
            return _publish(partial, plan.runs_dir, plan.newest_run)
    except OSError as error:
        raise ProjectError(
            f"The frames to learn from cannot be written to {plan.runs_dir}; free some space and try again.",
            detail=str(error),
        ) from error


def _planned(
    store: ProjectReader,
    judged: Iterable[Box],
    groups: Mapping[int, int],
    aside: Collection[int],
    split: Collection[int],
    news: Collection[int],
) -> tuple[PlannedFrame, ...]:
    boxes: dict[int, list[Box]] = defaultdict(list)
    for box in judged:
        boxes[box.frame_id].append(box)
    return tuple(
        _plan_frame(
            store,
            frame,
            boxes.get(frame.id, ()),
            group=_group(frame, groups, split),
            changed=frame.id in news,
        )
        for frame in store.frames()
        if frame.id not in aside and (frame.reviewed or (frame.id in boxes and not frame.pinned))
    )


def _group(frame: Frame, groups: Mapping[int, int], split: Collection[int]) -> str:
    group = str(groups[frame.media_id])
    return f"{group} {'pinned' if frame.pinned else 'train'}" if frame.media_id in split else group


def _plan_frame(
    store: ProjectReader, frame: Frame, boxes: Sequence[Box], *, group: str, changed: bool
) -> PlannedFrame:
    return PlannedFrame(
        **msgspec.structs.asdict(source_of(store, frame)),
        reviewed=frame.reviewed,
        split="pinned" if frame.pinned else "train",
        group=group,
        changed=changed,
        reviewed_classes=_reviewed_classes(store, frame),
        boxes=tuple(sorted(boxes, key=lambda box: box.id)),
    )


def _reviewed_classes(store: ProjectReader, frame: Frame) -> tuple[int, ...] | None:
    seen = review.reviewed_classes(store, frame)
    return tuple(sorted(seen)) if frame.reviewed and len(seen) < len(store.classes()) else None


def _notes(store: ProjectReader, aside: Collection[int], split: Collection[int]) -> tuple[str, ...]:
    notes: list[str] = []
    if split:
        names = ", ".join(store.media_path(store.media_by_id(media_id)).name for media_id in sorted(split))
        notes.append(
            f"Versions are compared on stretches of a video that they learn from ({names}), because there is too "
            "little else; on other material they may find less."
        )
    counts = store.counts()
    idle = sum(frame_id in counts and counts[frame_id].confirmed > 0 for frame_id in aside)
    if idle:
        notes.append(
            f"{idle} labelled {'frame is' if idle == 1 else 'frames are'} not learned from: the same picture or "
            "another part of the same video is pinned."
        )
    return tuple(notes)


def _check_enough(store: ProjectReader, frames: Sequence[PlannedFrame]) -> None:
    """Raise ProjectError when there is nothing to learn from."""
    if not store.classes():
        raise ProjectError("There is nothing to teach yet: add a class, and draw some boxes of it.")
    train = [frame for frame in frames if frame.split == "train"]
    if not any(box.state is BoxState.CONFIRMED for frame in train for box in frame.boxes):
        raise ProjectError(
            "There is nothing to learn from yet: accept or draw boxes on a few frames that are not pinned."
        )


def _publish(partial: Path, runs: Path, newest: int) -> Path:
    """Give the folder the next number; another may have been taken meanwhile.

    The numbers go on where those of the versions end, also when a person has emptied the folder of runs.
    """
    while True:
        target = runs / f"{max(next_number(runs), newest + 1):04d}"
        try:
            publish(partial, target)
        except FileExistsError:
            continue
        return target


def _job(plan: SnapshotPlan) -> Job:
    if plan.parent is None:
        return plan.job
    # All run folders lie side by side, so the way from the hidden one is the way from the final one.
    parent = Path(os.path.relpath(plan.parent, plan.runs_dir / "0001")).as_posix()
    return msgspec.structs.replace(plan.job, parent=parent)
