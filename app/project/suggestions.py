"""What a detector's answer does to the boxes of a frame."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence

import msgspec

from app.project.geometry import Rect, clip_rect, overlaps
from app.project.records import Box, BoxOrigin, BoxState, Frame, FrameSuggestions
from app.project.rows import Delta
from retinanet_core import merged_classes
from retinanet_core.errors import InvalidBoxError

SAME_THING = merged_classes.SAME_THING
"""From this overlap on, two boxes of one class are about the same thing."""

TAKEN = 0.7
"""From this overlap on, a confirmed box of any class says what is there."""

REPEATED = 0.9
"""From this overlap on, two suggestions of one version and class are the same one, proposed twice."""


def replace_suggestions(
    frame: Frame,
    boxes: Sequence[Box],
    found: FrameSuggestions,
    classes: Collection[int],
    new_ids: Callable[[int], Sequence[int]],
    now: float,
) -> list[Delta]:
    """The changes that put what was found in place of the frame's old suggestions by a model.

    Confirmed and rejected boxes stay; what they already answer is not proposed again. Boxes of classes that the
    project does not have, and boxes that have no area on the frame, are left out.
    """
    deltas = [Delta("box", box, None) for box in boxes if is_proposal(box)]
    fresh = _open_questions(frame, boxes, found, classes)
    for box_id, (class_id, rect, score) in zip(new_ids(len(fresh)), fresh, strict=True):
        x1, y1, x2, y2 = rect
        box = Box(
            id=box_id, frame_id=frame.id, class_id=class_id, x1=x1, y1=y1, x2=x2, y2=y2, score=score,
            state=BoxState.SUGGESTED, origin=BoxOrigin.MODEL, version_id=found.version_id, changed_at=now,
        )  # fmt: skip
        deltas.append(Delta("box", None, box))
    if frame.detected_by != found.version_id:
        deltas.append(Delta("frame", frame, msgspec.structs.replace(frame, detected_by=found.version_id)))
    return deltas


def is_proposal(box: Box) -> bool:
    """A model's suggestion that nobody has judged."""
    return box.state is BoxState.SUGGESTED and box.origin is BoxOrigin.MODEL


def proposed_again(box: Box, boxes: Sequence[Box]) -> bool:
    """Whether a later detection already proposes among `boxes` what the suggestion `box` does.

    Suppression leaves no two boxes of a class that close within one answer, so such a pair comes from two.
    """
    rivals = [
        other
        for other in boxes
        if is_proposal(other) and other.id > box.id and other.class_id == box.class_id
    ]
    if not rivals:
        return False
    shares = overlaps([box.rect], [rival.rect for rival in rivals])[0]
    return any(
        share >= (REPEATED if rival.version_id == box.version_id else SAME_THING)
        for share, rival in zip(shares, rivals, strict=True)
    )


def _open_questions(
    frame: Frame, boxes: Sequence[Box], found: FrameSuggestions, classes: Collection[int]
) -> list[tuple[int, Rect, float]]:
    """(class id, rectangle, score) of what was found and is not answered by a judged box."""
    fresh: list[tuple[int, Rect, float]] = []
    for suggestion in found.boxes:
        if suggestion.class_id not in classes or not math.isfinite(suggestion.score):
            continue
        try:
            rect = clip_rect(
                (suggestion.x1, suggestion.y1, suggestion.x2, suggestion.y2), frame.width, frame.height
            )
        except InvalidBoxError:
            continue  # A model's box beside the frame is nothing a person could judge.
        fresh.append((int(suggestion.class_id), rect, min(max(float(suggestion.score), 0.0), 1.0)))
    judged = [box for box in boxes if box.state is not BoxState.SUGGESTED]
    if not judged or not fresh:
        return fresh
    shares = overlaps([rect for _, rect, _ in fresh], [box.rect for box in judged])
    return [
        item for item, row in zip(fresh, shares, strict=True) if not _answered(item[0], row.tolist(), judged)
    ]


def _answered(class_id: int, shares: Sequence[float], judged: Sequence[Box]) -> bool:
    return any(
        (share >= SAME_THING and box.class_id == class_id)
        or (share >= TAKEN and box.state is BoxState.CONFIRMED)
        for share, box in zip(shares, judged, strict=True)
    )
