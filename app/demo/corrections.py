"""A patient person, simulated: judges suggestions and draws what is missing, by the generator's truth."""

from __future__ import annotations

from dataclasses import dataclass, fields

from app.demo.material import NEW_CLASS
from app.demo.scenes import CLASSES, Scene
from app.project.edits import accept_boxes, change_box, complete_frame, draw_box
from app.project.geometry import Rect, overlaps
from app.project.records import Box, BoxState, Edit
from app.project.store import Store

_SAME_OBJECT = 0.5
_GOOD_ENOUGH = 0.75
"""Overlap from which a right suggestion is accepted as it stands; below, its corners are adjusted."""


@dataclass(frozen=True)
class Tally:
    """How often what was done."""

    accepted: int = 0
    adjusted: int = 0
    rejected: int = 0
    drawn: int = 0
    drawn_new: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, item.name) + getattr(other, item.name) for item in fields(self)))


def correct(store: Store, frame_id: int, truth: Scene, threshold: float) -> Tally:
    """Judge a frame's suggestions from `threshold` up, draw the objects that have none, complete the frame."""
    class_ids = {item.name: item.id for item in store.classes()}
    objects = [
        (class_ids[CLASSES[label]], _rect(box))
        for box, label in zip(truth.boxes.tolist(), truth.labels.tolist(), strict=True)
    ]
    shown = [
        box
        for box in store.boxes(frame_id)
        if box.state is BoxState.SUGGESTED and box.score is not None and box.score >= threshold
    ]
    right = _match(shown, objects)
    accepted = [box.id for box, (_, overlap) in right.items() if overlap >= _GOOD_ENOUGH]
    _apply(store, accept_boxes(store, accepted))
    for box, (position, overlap) in right.items():
        if overlap < _GOOD_ENOUGH:
            _apply(store, change_box(store, box.id, objects[position][1]))
    found = {position for position, _ in right.values()}
    missing = [item for position, item in enumerate(objects) if position not in found]
    for class_id, rect in missing:
        _apply(store, draw_box(store, frame_id, class_id, rect))
    _apply(store, complete_frame(store, frame_id, threshold))
    return Tally(
        accepted=len(accepted),
        adjusted=len(right) - len(accepted),
        rejected=len(shown) - len(right),
        drawn=len(missing),
        drawn_new=sum(class_id == class_ids[NEW_CLASS] for class_id, _ in missing),
    )


def _match(shown: list[Box], objects: list[tuple[int, Rect]]) -> dict[Box, tuple[int, float]]:
    """For each right suggestion, best score first, its object and their overlap; each object once."""
    table = overlaps([box.rect for box in shown], [rect for _, rect in objects])
    right: dict[Box, tuple[int, float]] = {}
    taken: set[int] = set()
    for row, box in sorted(enumerate(shown), key=lambda item: -(item[1].score or 0)):
        free = [
            position
            for position, (class_id, _) in enumerate(objects)
            if class_id == box.class_id and position not in taken and table[row, position] >= _SAME_OBJECT
        ]
        if free:
            best = max(free, key=lambda position: float(table[row, position]))
            right[box] = (best, float(table[row, best]))
            taken.add(best)
    return right


def _rect(box: list[float]) -> Rect:
    return (box[0], box[1], box[2], box[3])


def _apply(store: Store, edit: Edit | None) -> None:
    if edit is not None:
        store.apply(edit)
