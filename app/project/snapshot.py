"""From the project to a run folder: what a teaching learns from, frozen.

A run folder is all that teaching needs: job.json, manifest.json (COCO JSON with what was reviewed, rejected and
pinned) and frames/*.png. It appears whole or not at all.
"""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec

from app.project.class_ids import unpack
from app.project.errors import ProjectError
from app.project.folders import next_number, publish, whole_folder
from app.project.pinning import choose_pinned, content_of
from app.project.reading import ProjectReader
from app.project.records import Box, BoxState, Frame, ObjectClass, Version
from app.project.store import Store
from app.project.teach_frames import TeachFrames, taught_size
from retinanet_core.choices import AUTO
from retinanet_core.errors import Cancelled, PlainError
from retinanet_core.files import write_atomically
from retinanet_core.teach.job import JOB_NAME, Job
from retinanet_core.types import Image

MANIFEST_NAME = "manifest.json"
MANIFEST_FORMAT = 2

Kind = Literal["image", "video"]
Split = Literal["train", "pinned"]
ReadFrame = Callable[[Path, Kind, int], Image]
"""Reads a frame, upright RGB, as `app.media.frames.FrameReader.read` does; raises PlainError when it cannot."""


class PlannedFrame(msgspec.Struct, frozen=True, kw_only=True):
    """A frame to be taught or measured on, with its confirmed and rejected boxes.

    Attributes:
        content: Key of its pixels, for the cache.
        group: Frames of one file belong together.
        changed: It was corrected since the version in use learned.
        reviewed_classes: Of a reviewed frame, the classes it was reviewed for; None for all that there are. Boxes of
            other classes are on it too, but where there is none, nobody knows.
    """

    id: int
    path: Path
    kind: Kind
    index: int
    width: int
    height: int
    content: str
    reviewed: bool
    split: Split
    group: str
    changed: bool
    reviewed_classes: tuple[int, ...] | None
    boxes: tuple[Box, ...]


class SnapshotPlan(msgspec.Struct, frozen=True, kw_only=True):
    """All that `write_snapshot` needs, as plain data that no later edit changes.

    Attributes:
        parent: Folder of the model to start from, or None.
        revision: The last write of the project that it contains.
        created: Unix seconds.
    """

    runs_dir: Path
    cache_dir: Path
    classes: tuple[ObjectClass, ...]
    frames: tuple[PlannedFrame, ...]
    parent: Path | None
    job: Job
    revision: int
    created: float


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
) -> SnapshotPlan:
    """Pin what should be pinned, and say what a teaching would learn from now.

    Frames that nobody completed come along for their confirmed and rejected boxes; pinned frames only when they
    are reviewed. A copy of a pinned picture is not taught.

    Raises:
        ProjectError: There is nothing to learn from, or the project cannot be written.
    """
    store.mark_pinned(choose_pinned(store))
    frames = _planned(store)
    _check_enough(store, frames)
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
        ),
        revision=store.revision,
        created=time.time(),
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
            left_out: list[dict[str, Any]] = []
            for count, frame in enumerate(plan.frames, start=1):
                if cancelled is not None and cancelled():
                    raise Cancelled
                try:
                    _write_frame(frame, cache, read_frame, partial / _file_name(frame))
                    written.append(frame)
                except PlainError as error:
                    left_out.append({"id": frame.id, "file": str(frame.path), "reason": error.message})
                if progress is not None:
                    progress(count, len(plan.frames))
            if not any(frame.split == "train" for frame in written):
                raise ProjectError(
                    f"None of the frames to learn from can be read. {left_out[0]['reason']}",
                    detail=repr(left_out),
                )
            write_atomically(partial / MANIFEST_NAME, _json(_manifest(plan, written, left_out)))
            write_atomically(partial / JOB_NAME, _json(_job(plan)))
            return _publish(partial, plan.runs_dir)
    except OSError as error:
        raise ProjectError(
            f"The frames to learn from cannot be written to {plan.runs_dir}; free some space and try again.",
            detail=str(error),
        ) from error


def prepare_run(
    store: Store,
    *,
    read_frame: ReadFrame,
    minutes: float = 5.0,
    seed: int = 0,
    parent: Version | None = None,
    progress: Callable[[int, int], object] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Path:
    """Plan, write, and mark what is taught, for callers without a window to keep alive. Raises as those do."""
    plan = plan_snapshot(store, minutes=minutes, seed=seed, parent=parent)
    run = write_snapshot(plan, read_frame, progress=progress, cancelled=cancelled)
    store.mark_taught(frame.id for frame in plan.frames if frame.split == "train")
    return run


def _planned(store: ProjectReader) -> tuple[PlannedFrame, ...]:
    boxes: dict[int, list[Box]] = defaultdict(list)
    for box in store.judged_boxes():
        boxes[box.frame_id].append(box)
    frames = [frame for frame in store.frames() if frame.reviewed or frame.id in boxes]
    pinned = {content_of(store, frame) for frame in store.frames() if frame.pinned}
    return tuple(
        _plan_frame(store, frame, boxes.get(frame.id, ()))
        for frame in frames
        if (frame.reviewed if frame.pinned else content_of(store, frame) not in pinned)
    )


def _plan_frame(store: ProjectReader, frame: Frame, boxes: Sequence[Box]) -> PlannedFrame:
    media = store.media_by_id(frame.media_id)
    return PlannedFrame(
        id=frame.id,
        path=store.media_path(media),
        kind=media.kind,
        index=frame.index,
        width=frame.width,
        height=frame.height,
        content=f"{media.fingerprint}:{media.size}:{media.mtime_ns}:{frame.index}",
        reviewed=frame.reviewed,
        split="pinned" if frame.pinned else "train",
        group=str(media.id),
        changed=not frame.taught or frame.id in store.corrected_frames(),
        reviewed_classes=_reviewed_classes(store, frame),
        boxes=tuple(sorted(boxes, key=lambda box: box.id)),
    )


def _reviewed_classes(store: ProjectReader, frame: Frame) -> tuple[int, ...] | None:
    classes = {item.id for item in store.classes()}
    seen = classes & unpack(frame.reviewed_classes)
    return tuple(sorted(seen)) if frame.reviewed and seen < classes else None


def _check_enough(store: ProjectReader, frames: Sequence[PlannedFrame]) -> None:
    """Raise ProjectError when there is nothing to learn from."""
    if not store.classes():
        raise ProjectError("There is nothing to teach yet: add a class, and draw some boxes of it.")
    train = [frame for frame in frames if frame.split == "train"]
    if not any(box.state is BoxState.CONFIRMED for frame in train for box in frame.boxes):
        raise ProjectError(
            "There is nothing to learn from yet: accept or draw boxes on a few frames that are not pinned."
        )


def _write_frame(frame: PlannedFrame, cache: TeachFrames, read_frame: ReadFrame, target: Path) -> None:
    if not cache.has(frame.content):
        image = read_frame(frame.path, frame.kind, frame.index)
        if image.shape[:2] != (frame.height, frame.width):
            raise ProjectError(f"{frame.path.name} is not the picture that it was when it was added.")
        cache.put(frame.content, image)
    cache.link(frame.content, target)


def _publish(partial: Path, runs: Path) -> Path:
    """Give the folder the next number; another may have been taken meanwhile."""
    while True:
        target = runs / f"{next_number(runs):04d}"
        try:
            publish(partial, target)
        except FileExistsError:
            continue
        return target


def _file_name(frame: PlannedFrame) -> str:
    return f"frames/{frame.id}.png"


def _job(plan: SnapshotPlan) -> Job:
    if plan.parent is None:
        return plan.job
    # All run folders lie side by side, so the way from the hidden one is the way from the final one.
    parent = Path(os.path.relpath(plan.parent, plan.runs_dir / "0001")).as_posix()
    return msgspec.structs.replace(plan.job, parent=parent)


def _manifest(
    plan: SnapshotPlan, frames: Sequence[PlannedFrame], left_out: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "info": {
            "foveate_manifest": MANIFEST_FORMAT,
            "revision": plan.revision,
            "created": plan.created,
            "left_out": left_out,
        },
        "categories": [{"id": item.id, "name": item.name} for item in plan.classes],
        "images": [_manifest_image(frame) for frame in frames],
        "annotations": [_manifest_box(frame, box) for frame in frames for box in frame.boxes],
    }


def _manifest_image(frame: PlannedFrame) -> dict[str, Any]:
    size = taught_size(frame.width, frame.height)
    return {
        "id": frame.id,
        "file_name": _file_name(frame),
        "width": size.width,
        "height": size.height,
        "reviewed": frame.reviewed,
        "reviewed_classes": frame.reviewed_classes,
        "split": frame.split,
        "group": frame.group,
        "changed": frame.changed,
    }


def _manifest_box(frame: PlannedFrame, box: Box) -> dict[str, Any]:
    size = taught_size(frame.width, frame.height)
    across, down = size.width / frame.width, size.height / frame.height
    x, y, width, height = box.x1 * across, box.y1 * down, (box.x2 - box.x1) * across, (box.y2 - box.y1) * down
    return {
        "id": box.id,
        "image_id": frame.id,
        "category_id": box.class_id,
        "bbox": [x, y, width, height],
        "area": width * height,
        "iscrowd": 0,
        "state": str(box.state),
    }


def _json(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1)
