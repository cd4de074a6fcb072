"""What would change if a class went."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from app.project.class_aliases import MERGED, became
from app.project.reading import ProjectReader
from app.project.records import BoxCounts
from retinanet_core.errors import PlainError


class Impact(NamedTuple):
    """What there is of a class.

    Attributes:
        boxes: By state.
        locked: How many of the confirmed ones are locked.
        frames, reviewed, pinned: How many frames carry boxes of it, and how many of those have each mark.
        samples: Ids of some of the frames, from all over the project, rather such with confirmed boxes.
        learned_as: Ids under which models may have learned it: its own, and those of classes merged into it.
    """

    boxes: BoxCounts
    locked: int
    frames: int
    reviewed: int
    pinned: int
    samples: tuple[int, ...]
    learned_as: frozenset[int]


def class_impact(store: ProjectReader, class_id: int, samples: int = 6) -> Impact:
    """Everything at once; it reads the index of classes only, so it is quick for 100,000 boxes too."""
    there = store.boxes_of_class(class_id)
    frames = [store.frame(frame_id) for frame_id in there]
    confirmed = [frame_id for frame_id, counts in there.items() if counts.confirmed]
    merged = became(store.setting(MERGED), {item.id for item in store.classes()})
    return Impact(
        boxes=BoxCounts(*map(sum, zip(*there.values(), strict=True))) if there else BoxCounts(),
        locked=store.locked_of_class(class_id),
        frames=len(frames),
        reviewed=sum(frame.reviewed for frame in frames),
        pinned=sum(frame.pinned for frame in frames),
        samples=_spread(confirmed or list(there), samples),
        learned_as=frozenset({class_id, *(gone for gone, now in merged.items() if now == class_id)}),
    )


def versions_that_know(
    models_dir: Path, version_ids: Iterable[int], learned_as: Collection[int]
) -> tuple[int, ...]:
    """Numbers of the versions that have learned one of these classes; any thread may ask.

    A version whose folder cannot be read knows nothing.
    """
    from retinanet_core.checkpoint import load_info

    found = []
    for version_id in version_ids:
        try:
            info = load_info(models_dir / str(version_id))
        except PlainError:
            continue
        if any(item.id in learned_as for item in info.classes):
            found.append(version_id)
    return tuple(found)


def _spread(ids: list[int], count: int) -> tuple[int, ...]:
    """Some of them, evenly from the first to the last."""
    if len(ids) <= count:
        return tuple(ids)
    return tuple(ids[place * (len(ids) - 1) // (count - 1)] for place in range(count))
