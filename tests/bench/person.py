"""A patient person, simulated: what they do to the suggestions on a frame, and how many actions that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields

from app.project.edits import accept_frame, change_box, complete_frame, delete_boxes, draw_box, relabel_boxes
from app.project.geometry import Rect, overlaps
from app.project.records import BoxState
from app.project.store import Store
from tests.bench.projects import apply

SAME_OBJECT = 0.5
"""Overlap (IoU) from which a suggestion is about an object."""

GOOD_ENOUGH = 0.7
"""Overlap from which its corners are left as they are."""


@dataclass(frozen=True)
class Thing:
    """A box with a class: a suggestion that is shown, or an object that is there."""

    class_id: int
    rect: Rect


@dataclass(frozen=True)
class Judgement:
    """What a person sees on a frame: positions of suggestions, or (suggestion, object), or objects.

    Attributes:
        right: Suggestions that are right as they stand.
        moved: Of the right class, but not quite in place.
        relabelled: Of the wrong class; in place or not.
        deleted: About no object, or about one that another suggestion is about already.
        drawn: Objects that no suggestion is about.
    """

    right: tuple[int, ...]
    moved: tuple[tuple[int, int], ...]
    relabelled: tuple[tuple[int, int], ...]
    deleted: tuple[int, ...]
    drawn: tuple[int, ...]


@dataclass(frozen=True)
class Effort:
    """Actions, each of which is one gesture of a person.

    Attributes:
        accepted: All that is right on a frame is accepted with one key.
        moved: Also relabelled boxes that had to be moved besides.
        right: Suggestions that were accepted so; no actions.
        objects: Objects that were there; no actions.
    """

    drawn: int = 0
    moved: int = 0
    relabelled: int = 0
    deleted: int = 0
    accepted: int = 0
    right: int = 0
    objects: int = 0

    def __add__(self, other: Effort) -> Effort:
        return Effort(*(getattr(self, item.name) + getattr(other, item.name) for item in fields(self)))

    @property
    def actions(self) -> int:
        """How many in all."""
        return self.drawn + self.moved + self.relabelled + self.deleted + self.accepted

    def facts(self) -> dict[str, int]:
        """For the JSON."""
        return {"actions": self.actions, **asdict(self)}


def judge(shown: Sequence[Thing], objects: Sequence[Thing]) -> Judgement:
    """Pair suggestions with objects, each at most once: those of the right class first, best overlap first."""
    table = overlaps([item.rect for item in shown], [item.rect for item in objects])
    pairs = sorted(
        (shown[i].class_id != objects[j].class_id, -float(table[i, j]), i, j)
        for i in range(len(shown))
        for j in range(len(objects))
        if table[i, j] >= SAME_OBJECT
    )
    pair_of: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in pairs:
        if i not in pair_of and j not in taken:
            pair_of[i] = j
            taken.add(j)
    same = {i: j for i, j in pair_of.items() if shown[i].class_id == objects[j].class_id}
    return Judgement(
        right=tuple(i for i, j in sorted(same.items()) if table[i, j] >= GOOD_ENOUGH),
        moved=tuple((i, j) for i, j in sorted(same.items()) if table[i, j] < GOOD_ENOUGH),
        relabelled=tuple((i, j) for i, j in sorted(pair_of.items()) if i not in same),
        deleted=tuple(i for i in range(len(shown)) if i not in pair_of),
        drawn=tuple(j for j in range(len(objects)) if j not in taken),
    )


def correct(store: Store, frame_id: int, objects: Sequence[Thing], threshold: float) -> Effort:
    """Correct a frame's suggestions from `threshold` up in the project, complete it, and count the actions."""
    boxes = [
        box
        for box in store.boxes(frame_id)
        if box.state is BoxState.SUGGESTED and (box.score or 0.0) >= threshold
    ]
    seen = judge([Thing(box.class_id, box.rect) for box in boxes], objects)
    misplaced = 0
    for i, j in seen.relabelled:
        apply(store, relabel_boxes(store, [boxes[i].id], objects[j].class_id))
        if overlaps([boxes[i].rect], [objects[j].rect])[0, 0] < GOOD_ENOUGH:
            apply(store, change_box(store, boxes[i].id, objects[j].rect))
            misplaced += 1
    for i, j in seen.moved:
        apply(store, change_box(store, boxes[i].id, objects[j].rect))
    for i in seen.deleted:
        apply(store, delete_boxes(store, [boxes[i].id]))
    if seen.right:
        apply(store, accept_frame(store, frame_id, threshold))
    for j in seen.drawn:
        apply(store, draw_box(store, frame_id, objects[j].class_id, objects[j].rect))
    apply(store, complete_frame(store, frame_id, threshold))
    return Effort(
        drawn=len(seen.drawn),
        moved=len(seen.moved) + misplaced,
        relabelled=len(seen.relabelled),
        deleted=len(seen.deleted),
        accepted=int(bool(seen.right)),
        right=len(seen.right),
        objects=len(objects),
    )
