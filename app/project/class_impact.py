"""What would change if a class went."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from app.project.reading import ProjectReader
from app.project.records import BoxState, ClassTotals
from retinanet_core.errors import PlainError


class Impact(NamedTuple):
    """What there is of a class, and where.

    Attributes:
        totals: How much.
        samples: Ids of some of the frames, from all over the project, rather such with confirmed boxes.
        learned_as: Ids under which models may have learned it: its own, and those of classes merged into it.
    """

    totals: ClassTotals
    samples: tuple[int, ...]
    learned_as: frozenset[int]


def class_impact(store: ProjectReader, class_id: int, samples: int = 6) -> Impact:
    """Everything at once; it reads little more than the index of classes, so it is quick for 100,000 boxes too."""
    merged = store.became()
    frames = store.frames_of_class(class_id, BoxState.CONFIRMED) or store.frames_of_class(class_id)
    return Impact(
        totals=store.class_totals(class_id),
        samples=_spread(frames, samples),
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
