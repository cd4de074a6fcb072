"""What became of classes that were merged: models learned them under ids that the project has no more.

A class that goes never comes back but by undo, so what is kept here needs no undo of its own: it only holds while the
class is gone, and whatever takes a class away says anew what became of it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec
import numpy as np

from app.project.records import FrameSuggestions
from retinanet_core.merged_classes import present_rows
from retinanet_core.types import Detections

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
    """Suggestions by the classes that there are, as `merged_classes.by_present_classes` has detections.

    Args:
        found: By the classes that the detector learned.
        classes: As `became` gives them.
    """
    boxes = list(found.boxes)
    if not any(box.class_id in classes for box in boxes):
        return found
    detections = Detections(
        np.array([(box.x1, box.y1, box.x2, box.y2) for box in boxes], np.float32),
        np.array([box.score for box in boxes], np.float32),
        np.array([box.class_id for box in boxes], np.int64),
    )
    rows, meant = (array.tolist() for array in present_rows(detections, classes))
    kept = (msgspec.structs.replace(boxes[row], class_id=now) for row, now in zip(rows, meant, strict=True))
    return msgspec.structs.replace(found, boxes=tuple(kept))
