"""The work of `foveate evaluate`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Any

import numpy as np

from app.cli.arguments import UsageError
from app.cli.choosing_model import became_of, choose_model, present_classes
from app.cli.console import list_problems, note
from app.cli.detecting import detected_frames, frames_to_read, load_detector
from app.cli.stopping import stoppable
from app.project import review
from app.project.records import BoxState, Frame
from app.project.sizes import learn_to_teach
from retinanet_core.choices import LOWEST_SCORE
from retinanet_core.counting import only_asked
from retinanet_core.errors import Cancelled
from retinanet_core.evaluate import TruthFrame, evaluate_detections
from retinanet_core.merged_classes import by_present_classes
from retinanet_core.types import Detections, ObjectClass

if TYPE_CHECKING:
    from app.project.store import Store


def evaluate_project(arguments: argparse.Namespace, store: Store) -> dict[str, Any]:
    """Detect on the frames asked for and compare with their confirmed boxes.

    On a frame that was completed before a class came, that class does not count; with boxes of it, it is not empty
    either. A frame that was completed for none of the classes is left out. What a version of the project finds of a
    class that was merged counts as the class that it became part of.

    Returns:
        What `evaluate_detections` returns with `coco`, and "model", "frame_set", "unmatched_classes" (those that only
        the model or only the project knows) and "unreadable" (frames that could not be measured).

    Raises:
        UsageError: There is no such frame or model, or no class that both know.
        Cancelled: A person stopped it.
    """
    model = choose_model(store, arguments.model)
    if not store.read_only:
        learn_to_teach(store)
    pinned = arguments.frames == "pinned"
    wanted = [frame for frame in store.frames() if frame.reviewed and (frame.pinned or not pinned)]
    asked = {frame.id: review.reviewed_classes(store, frame) for frame in wanted}
    frames = {frame.id: frame for frame in wanted if asked[frame.id]}
    if not frames:
        raise UsageError(f"The project {store.folder.name} has no {arguments.frames} frames to measure on.")
    classes = [ObjectClass(item.id, item.name) for item in store.classes()]
    became = became_of(model, store)
    known = present_classes(model, store)
    ids = _matched_by_name(known, classes)
    unmatched = _unmatched(known, classes)
    if not ids:
        raise UsageError("The model knows none of the project's classes, so there is nothing to compare.")
    for text in (*unmatched, *_left_out(len(wanted) - len(frames))):
        note(text)
    truth: list[TruthFrame] = []
    found: list[Detections] = []
    problems: list[str] = []
    to_read = frames_to_read(store, list(frames.values()))
    with ExitStack() as stack:
        stopped = stack.enter_context(stoppable())
        detector = stack.enter_context(closing(load_detector(model, arguments)))
        detected = stack.enter_context(
            closing(detected_frames(detector, to_read, store.cache_dir, stopped, LOWEST_SCORE))
        )
        for item in detected:
            if item.detections is None:
                problems.append(f"{item.read.frame.file}: {item.read.problem}")
                continue
            frame = frames[item.read.frame.frame_id]
            present = by_present_classes(item.detections, became)
            confirmed, counted = only_asked(
                _truth(store, frame), _with_ids(present, ids), tuple(asked[frame.id])
            )
            truth.append(confirmed)
            found.append(counted)
        if stopped():
            raise Cancelled
    list_problems(problems, what="Frames that cannot be read", shown=None if arguments.verbose else 20)
    if not truth:
        raise UsageError("Nothing was measured: none of the frames can be read.")
    return {
        **evaluate_detections(truth, found, classes, coco=True),
        "model": model.facts(),
        "frame_set": arguments.frames,
        "unmatched_classes": unmatched,
        "unreadable": problems,
    }


def _matched_by_name(model: Sequence[ObjectClass], project: Sequence[ObjectClass]) -> dict[int, int]:
    """The project's class id for each class id of the model that has the same name."""
    ids = {item.name: item.id for item in project}
    return {item.id: ids[item.name] for item in model if item.name in ids}


def _unmatched(model: Sequence[ObjectClass], project: Sequence[ObjectClass]) -> list[str]:
    known, wanted = {item.name for item in model}, {item.name for item in project}
    missing = [
        f"The project has no class {name}: what the model calls so is left out." for name in known - wanted
    ]
    absent = [f"The model does not know {name}: all its boxes count as missed." for name in wanted - known]
    return sorted(missing) + sorted(absent)


def _left_out(frames: int) -> list[str]:
    if not frames:
        return []
    were = "1 frame was" if frames == 1 else f"{frames} frames were"
    return [f"{were} completed before there was any of these classes and left out; complete them again."]


def _truth(store: Store, frame: Frame) -> TruthFrame:
    """The confirmed boxes."""
    boxes = [box for box in store.boxes(frame.id) if box.state == BoxState.CONFIRMED]
    return TruthFrame(
        boxes=np.array([box.rect for box in boxes], dtype=np.float32).reshape(-1, 4),
        labels=np.array([box.class_id for box in boxes], dtype=np.int64),
        width=frame.width,
        height=frame.height,
    )


def _with_ids(detections: Detections, ids: dict[int, int]) -> Detections:
    """The same detections with the project's class ids; those of other classes are left out."""
    keep = np.isin(detections.labels, list(ids))
    labels = np.array([ids[label] for label in detections.labels[keep].tolist()], dtype=np.int64)
    return Detections(detections.boxes[keep], detections.scores[keep], labels)
