"""What became of classes that were merged: models learned them under ids that the project has no more.

A class that goes never comes back but by undo, so what is kept here needs no undo of its own: it only holds while the
class is gone, and whatever takes a class away says anew what became of it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec

from app.project.geometry import overlaps
from app.project.records import FrameSuggestions, Suggestion
from app.project.suggestions import SAME_THING

MERGED = "merged_classes"
"""Setting: ids of classes that were merged and of those they became part of, as "3>1,5>1"."""


def unpack(text: str) -> dict[int, int]:
    """Of each class that was merged, the one it became part of. What is no such text is passed over."""
    pairs = (pair.partition(">") for pair in text.split(","))
    return {int(gone): int(became) for gone, _, became in pairs if gone.isdecimal() and became.isdecimal()}


def pack(merged: Mapping[int, int]) -> str:
    """The opposite of `unpack`."""
    return ",".join(f"{gone}>{became}" for gone, became in sorted(merged.items()))


def with_class_gone(text: str, class_id: int, into: int | None) -> str:
    """The setting when a class goes: it becomes part of another, or of none."""
    merged = unpack(text)
    merged.pop(class_id, None)
    if into is not None:
        merged[class_id] = into
    return pack(merged)


def became(text: str, there: Collection[int]) -> dict[int, int]:
    """Of each class that is gone, the one that it counts as, through any number of mergers; of those `there` are."""
    merged = unpack(text)
    found: dict[int, int] = {}
    for gone in merged:
        at, seen = gone, set[int]()
        while at not in there and at in merged and at not in seen:
            seen.add(at)
            at = merged[at]
        if gone not in there and at in there:
            found[gone] = at
    return found


def by_present_classes(found: FrameSuggestions, classes: Mapping[int, int]) -> FrameSuggestions:
    """What a detector found, by the classes that there are; what two merged classes both say is said once.

    Args:
        found: By the classes that the detector learned.
        classes: As `became` gives them.
    """
    if not any(box.class_id in classes for box in found.boxes):
        return found
    kept: list[tuple[int, Suggestion]] = []
    for box in sorted(found.boxes, key=lambda box: -box.score):
        meant = classes.get(box.class_id, box.class_id)
        rivals = [other for learned, other in kept if other.class_id == meant and learned != box.class_id]
        if rivals and overlaps([_rect(box)], [_rect(other) for other in rivals]).max() >= SAME_THING:
            continue
        kept.append((box.class_id, msgspec.structs.replace(box, class_id=meant)))
    return msgspec.structs.replace(found, boxes=tuple(box for _, box in kept))


def _rect(box: Suggestion) -> tuple[float, float, float, float]:
    return (box.x1, box.y1, box.x2, box.y2)
