"""Getting through the frames: what to look at next, and how much there is to learn from."""

from __future__ import annotations

from itertools import chain
from typing import NamedTuple

from app.project.id_sets import unpack
from app.project.learned import learned
from app.project.reading import ProjectReader
from app.project.records import Frame


class Progress(NamedTuple):
    """How far the review is, and what a next teaching would have to learn from.

    Attributes:
        frames, reviewed, pinned, detected: Frames in all, and with each mark.
        confirmed: Confirmed boxes.
        corrected_frames: Frames whose judged boxes or review changed since the version in use learned.
        corrected_boxes: Boxes judged, drawn or changed since then.
    """

    frames: int
    reviewed: int
    pinned: int
    detected: int
    confirmed: int
    corrected_frames: int
    corrected_boxes: int


def progress(store: ProjectReader) -> Progress:
    """All counts at once; cheap enough after every edit."""
    totals = store.totals()
    return Progress(
        frames=totals.frames,
        reviewed=totals.reviewed,
        pinned=totals.pinned,
        detected=totals.detected,
        confirmed=sum(store.class_counts().values()),
        corrected_frames=len(store.corrected_frames()),
        corrected_boxes=store.judged_since(learned(store.active_version()).created),
    )


def reviewed_classes(store: ProjectReader, frame: Frame) -> frozenset[int]:
    """The classes that a frame was reviewed for, of those that there are; none for an open frame."""
    known = frozenset(item.id for item in store.classes())
    return known & unpack(frame.reviewed_classes) if frame.reviewed else frozenset()


def unreviewed_classes(store: ProjectReader, frame: Frame) -> frozenset[int]:
    """The classes that a reviewed frame was not reviewed for, because they came later; none for an open frame."""
    if not frame.reviewed:
        return frozenset()
    return frozenset(item.id for item in store.classes()) - unpack(frame.reviewed_classes)


def next_unreviewed(store: ProjectReader, after_frame_id: int | None) -> int | None:
    """The next frame that nobody completed, after the one given and round from the start; None if all are.

    The frame given counts as the last one to be looked at; without one the search begins at the first.
    """
    ids = store.frame_ids()
    known = after_frame_id is not None and store.has_frame(after_frame_id)
    start = store.frame_position(after_frame_id) + 1 if known and after_frame_id is not None else 0
    around = chain(range(start, len(ids)), range(start))
    return next((ids[n] for n in around if not store.frame(ids[n]).reviewed), None)
