"""Three queues of reviewed frames where the version in use disagrees with the labels.

The project does not keep what a version found on a reviewed frame (only what its boxes do not answer, which says
nothing of boxes that it does not see or sees elsewhere). So that is kept in the cache when detection runs over such
frames, and these queues speak of those frames alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from app.project.boxes_file import Stopped, judged
from app.project.disagreement import Disagreement, compare
from app.project.geometry import overlaps
from app.project.looks import Looks, Sight
from app.project.queue_records import Basis, Entry, Reason, Why
from app.project.records import Box, BoxState
from app.project.suggestions import SAME_THING
from retinanet_core.checkpoint import load_info
from retinanet_core.merged_classes import by_present_classes
from retinanet_core.types import Detections


class Triage(NamedTuple):
    """The queues against the model.

    Attributes:
        unlooked: Reviewed frames that the version in use has not looked at since they were labelled.
    """

    missed: list[Entry]
    extra: list[Entry]
    misplaced: list[Entry]
    unlooked: tuple[int, ...]


def triage(basis: Basis, *, cancelled: Stopped | None = None) -> Triage:
    """The three queues against the model, the most suspicious frames first; classes that the project or the version
    lacks are in none.

    A box that a person drew or changed after the version looked at the frame is not in question: they have seen what
    it says.

    Raises:
        ProjectError: The project's file cannot be read.
        CheckpointError: The folder of the version in use is damaged.
        Cancelled: `cancelled` became true.
    """
    reviewed = [frame.id for frame in basis.frames if frame.reviewed]
    if basis.version_id is None:
        return Triage([], [], [], tuple(reviewed))
    looks = Looks(basis.cache_dir, basis.version_id)
    learned = load_info(basis.folder / "models" / str(basis.version_id)).classes
    known = {basis.became.get(item.id, item.id) for item in learned}
    missed, extra, misplaced = [], [], []
    for frame_id, found in _disagreements(basis, looks, set(reviewed), known, cancelled):
        if found.missed:
            missed.append(_missed_entry(frame_id, found))
        if found.extra:
            extra.append(_extra_entry(frame_id, found))
        if found.misplaced:
            misplaced.append(_misplaced_entry(frame_id, found))
    seen = looks.seen()
    unlooked = tuple(frame_id for frame_id in reviewed if frame_id not in seen)
    return Triage(_ranked(missed), _ranked(extra), _ranked(misplaced), unlooked)


def likely_missed(basis: Basis) -> list[Entry]:
    """Reviewed frames where the version in use is sure to see something that no box is on. Raises as `triage`."""
    return triage(basis).missed


def likely_extra(basis: Basis) -> list[Entry]:
    """Reviewed frames with a confirmed box of which the version in use sees nothing. Raises as `triage`."""
    return triage(basis).extra


def badly_placed(basis: Basis) -> list[Entry]:
    """Reviewed frames with a confirmed box that the version in use places otherwise. Raises as `triage`."""
    return triage(basis).misplaced


def _disagreements(
    basis: Basis, looks: Looks, reviewed: Collection[int], known: Collection[int], cancelled: Stopped | None
) -> Iterator[tuple[int, Disagreement]]:
    sights = [sight for sight in looks.sights() if sight.frame_id in reviewed]
    boxes = judged(basis.file, [sight.frame_id for sight in sights], cancelled)
    for sight in sights:
        yield sight.frame_id, _disagreement(sight, boxes.get(sight.frame_id, []), known, basis)


def _disagreement(sight: Sight, boxes: Sequence[Box], known: Collection[int], basis: Basis) -> Disagreement:
    """What is still in question on a frame."""
    rejected = [box for box in boxes if box.state is BoxState.REJECTED]
    confirmed = [box for box in boxes if box.state is BoxState.CONFIRMED]
    present = by_present_classes(sight.detections, basis.became)
    found = compare(confirmed, _not_rejected(present, rejected), confident=basis.confident)

    def in_question(box: Box) -> bool:
        return box.changed_at <= sight.time and box.class_id in known

    return Disagreement(
        [missed for missed in found.missed if missed[0] in basis.classes],
        [extra for extra in found.extra if in_question(extra.box)],
        [misplaced for misplaced in found.misplaced if in_question(misplaced.box)],
    )


def _not_rejected(found: Detections, rejected: Sequence[Box]) -> Detections:
    """What was found, without what a person said is not there."""
    if not rejected or not len(found):
        return found
    shares = overlaps(found.boxes.tolist(), [box.rect for box in rejected])
    same = found.labels[:, None] == np.array([box.class_id for box in rejected])
    kept = ~((shares >= SAME_THING) & same).any(axis=1)
    return Detections(found.boxes[kept], found.scores[kept], found.labels[kept])


def _missed_entry(frame_id: int, found: Disagreement) -> Entry:
    class_id, score = max(found.missed, key=lambda item: item[1])
    reason = Reason(Why.MISSED, len(found.missed), class_id, score=score)
    return Entry(frame_id, score, reason)


def _extra_entry(frame_id: int, found: Disagreement) -> Entry:
    first = max(found.extra, key=lambda extra: extra.instead is not None)
    reason = Reason(Why.EXTRA, len(found.extra), first.box.class_id, instead=first.instead)
    return Entry(frame_id, float(len(found.extra)), reason)


def _misplaced_entry(frame_id: int, found: Disagreement) -> Entry:
    worst = min(found.misplaced, key=lambda misplaced: misplaced.overlap)
    reason = Reason(Why.MISPLACED, len(found.misplaced), worst.box.class_id, overlap=worst.overlap)
    return Entry(frame_id, 1 - worst.overlap, reason)


def _ranked(entries: list[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (-entry.value, entry.frame_id))
