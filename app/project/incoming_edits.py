"""Edits that bring files and labels from elsewhere into the project, each as one step."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence

import msgspec

from app.project.class_edits import new_classes
from app.project.geometry import clip_rect
from app.project.id_sets import pack, unpack
from app.project.records import (
    Box,
    BoxOrigin,
    BoxState,
    Edit,
    Frame,
    FrameLabels,
    Label,
    Media,
    NewMedia,
    RowChange,
)
from app.project.rows import change
from app.project.sizes import sized
from app.project.store import Store
from app.project.text import clean_name

_Place = tuple[int, float, float, float, float]


def add_media_rows(store: Store, found: Sequence[NewMedia]) -> Edit | None:
    """Files with their frames; a file whose row had a problem replaces that row."""
    changes: list[RowChange] = []
    fresh = iter(store.new_ids("media", sum(item.media.id == 0 for item in found)))
    for item in found:
        media = item.media if item.media.id else msgspec.structs.replace(item.media, id=next(fresh))
        before = store.media_by_id(media.id) if item.media.id else None
        if before is not None and before.frame_count:  # It was listed before somebody looked into it.
            media = msgspec.structs.replace(media, frame_count=before.frame_count)
        if media != before:
            changes.append(change(before, media))
        if before is not None and before.frame_count:
            changes += _sizes(store, media)
            continue
        frame_ids = store.new_ids("frame", len(item.timestamps_ms))
        for index, (frame_id, timestamp) in enumerate(zip(frame_ids, item.timestamps_ms, strict=True)):
            frame = Frame(
                id=frame_id, media_id=media.id, index=index, width=media.width, height=media.height,
                timestamp_ms=timestamp,
            )  # fmt: skip
            changes.append(change(None, frame))
    return Edit(kind="add media", changes=tuple(changes), count=len(found)) if changes else None


def _sizes(store: Store, media: Media) -> list[RowChange]:
    """The frames of a file as large as the file says."""
    frames = [frame for frame in store.frames() if frame.media_id == media.id]
    large = [msgspec.structs.replace(frame, width=media.width, height=media.height) for frame in frames]
    return [change(*pair) for pair in zip(frames, large, strict=True) if pair[0] != pair[1]]


def add_labels(
    store: Store,
    labels: Sequence[FrameLabels],
    *,
    reviewed: bool,
    declared: Iterable[str] = (),
    classes: Iterable[str] = (),
) -> Edit | None:
    """Boxes from a label file; classes that the project lacks are added, in the order in which they come.

    Args:
        store: The project.
        labels: What the file says, each frame at most once. Boxes are clipped to their frames.
        reviewed: The boxes are confirmed and their frames complete, besides the classes that they were complete for
            already, for those that the labels know; else they are suggestions to be judged.
            A box that is there already, with the same class and corners, is not added twice.
        declared: Names of classes that whoever labelled looked for, also where there is no box of them.
        classes: Names of classes of which there are boxes elsewhere, in what else is brought from there.

    Raises:
        InvalidBoxError: A box is not finite, or has no area on its frame.
        ProjectError: A class has no name.
    """
    known = {item.name: item.id for item in store.classes()}
    here = (label.class_name for entry in labels for label in entry.boxes)
    names = dict.fromkeys(clean_name(name) for name in (*classes, *here))
    added = new_classes(store, [name for name in names if name not in known])
    known.update((item.name, item.id) for item in added)
    looked_for = {known[name] for name in (*names, *map(clean_name, declared)) if name in known}
    changes = [change(None, item) for item in added]
    for entry in labels:
        frame = sized(store, entry.frame_id)
        changes += _box_changes(store, frame, _places(frame, entry.boxes, known), reviewed=reviewed)
        if reviewed:
            changes += reviewed_for(frame, looked_for | unpack(frame.reviewed_classes))
    return Edit(kind="import labels", changes=tuple(changes), count=len(labels)) if changes else None


def reviewed_for(frame: Frame, classes: Iterable[int]) -> list[RowChange]:
    """That a frame is complete for these classes; nothing if it is already."""
    ids = frozenset(classes)
    if frame.reviewed and ids <= unpack(frame.reviewed_classes):
        return []
    return [change(frame, msgspec.structs.replace(frame, reviewed=True, reviewed_classes=pack(ids)))]


def _places(frame: Frame, labels: Sequence[Label], known: dict[str, int]) -> dict[_Place, float | None]:
    """Class id and corners of each label once, with its score."""
    places: dict[_Place, float | None] = {}
    for label in labels:
        rect = clip_rect((label.x1, label.y1, label.x2, label.y2), frame.width, frame.height)
        places.setdefault((known[clean_name(label.class_name)], *rect), label.score)
    return places


def _box_changes(
    store: Store, frame: Frame, places: dict[_Place, float | None], *, reviewed: bool
) -> list[RowChange]:
    """New boxes where the frame has none just there; a suggestion just there is confirmed by a reviewed label."""
    now = time.time()
    state = BoxState.CONFIRMED if reviewed else BoxState.SUGGESTED
    there = {
        (box.class_id, *box.rect): box for box in store.boxes(frame.id) if box.state is not BoxState.REJECTED
    }
    missing = [place for place in places if place not in there]
    changes: list[RowChange] = []
    for box_id, place in zip(store.new_ids("box", len(missing)), missing, strict=True):
        class_id, x1, y1, x2, y2 = place
        box = Box(
            id=box_id, frame_id=frame.id, class_id=class_id, x1=x1, y1=y1, x2=x2, y2=y2, score=places[place],
            state=state, origin=BoxOrigin.IMPORT, changed_at=now,
        )  # fmt: skip
        changes.append(change(None, box))
    for place, box in there.items():
        if reviewed and place in places and box.state is BoxState.SUGGESTED:
            confirmed = msgspec.structs.replace(box, state=BoxState.CONFIRMED, changed_at=now)
            changes.append(change(box, confirmed))
    return changes
