"""What the class rows of an imported detector mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from retinanet_core.errors import CheckpointError
from retinanet_core.types import ObjectClass

COCO_ROWS = 91
_NOT_A_CLASS = {"__background__", "N/A"}


class Named(NamedTuple):
    """The rows to keep, and the class of each."""

    rows: list[int]
    classes: tuple[ObjectClass, ...]


def placeholders(count: int) -> list[str | None]:
    """What classes are called of which nobody said more than how many there are."""
    return [f"class {row + 1}" for row in range(count)]


def name_rows(source: Path, count: int, names: Sequence[str | None] | None) -> Named:
    """Give the class rows of a detector their names and ids; `jobs.import_weights` says how.

    Raises:
        CheckpointError: There is not one name for each row, no row is left, or two have one name.
    """
    if names is None:
        names = _coco_names() if count == COCO_ROWS else placeholders(count)
    if len(names) != count:
        raise CheckpointError(
            f"{source} has {count} class rows, but {len(names)} names were given; give {count}."
        )
    kept = [(row, name.strip()) for row, name in enumerate(names) if name is not None]
    if not kept:
        raise CheckpointError(f"Every class row of {source} would be dropped; name at least one.")
    (most, times), *_ = Counter(name for _, name in kept).most_common(1)
    if times > 1 or any(not name for _, name in kept):
        raise CheckpointError(
            f'Two class rows of {source} would be called "{most}"; give each a name of its own.'
            if times > 1
            else f"A class row of {source} would have no name; give each a name, or drop it."
        )
    first = 0 if names[0] is None else 1
    return Named([row for row, _ in kept], tuple(ObjectClass(first + row, name) for row, name in kept))


def _coco_names() -> list[str | None]:
    from torchvision.models.detection import RetinaNet_ResNet50_FPN_Weights

    categories = RetinaNet_ResNet50_FPN_Weights.COCO_V1.meta["categories"]
    return [None if name in _NOT_A_CLASS else name for name in categories]
