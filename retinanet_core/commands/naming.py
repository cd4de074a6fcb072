"""A model's classes and a file's categories: the same where they have the same name, whatever their ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from retinanet_core.errors import ManifestError
from retinanet_core.types import ObjectClass

if TYPE_CHECKING:
    from retinanet_core.types import Detections

_NAMED = 5


def by_name(model: Sequence[ObjectClass], categories: Sequence[ObjectClass]) -> dict[int, int]:
    """The category for each class of the model that has the same name; among several, the one with the same id.

    Raises:
        ManifestError: No name is the same.
    """
    ids: dict[str, list[int]] = {}
    for category in categories:
        ids.setdefault(category.name, []).append(category.id)
    pairs = {
        item.id: item.id if item.id in ids[item.name] else ids[item.name][0]
        for item in model
        if item.name in ids
    }
    if not pairs:
        raise ManifestError(
            f"The model and the file name no class alike: the model knows {_some(model)}, the file {_some(categories)}."
        )
    return pairs


def unmatched(
    model: Sequence[ObjectClass], categories: Sequence[ObjectClass], pairs: Mapping[int, int]
) -> list[str]:
    """Sentences about the classes that only one side knows."""
    extra = [item for item in model if item.id not in pairs]
    absent = [item for item in categories if item.id not in set(pairs.values())]
    sentences = []
    if extra:
        sentences.append(f"The file has no category {_some(extra)}: what the model calls so is left out.")
    if absent:
        sentences.append(f"The model does not know {_some(absent)}: nothing is found of it.")
    return sentences


def renamed(detections: Detections, pairs: Mapping[int, int]) -> Detections:
    """The same detections with the ids of categories; those of other classes are left out."""
    import numpy as np

    from retinanet_core.types import Detections

    keep = np.isin(detections.labels, list(pairs))
    labels = np.array([pairs[label] for label in detections.labels[keep].tolist()], dtype=np.int64)
    return Detections(detections.boxes[keep], detections.scores[keep], labels)


def _some(classes: Sequence[ObjectClass]) -> str:
    names = [item.name for item in classes[:_NAMED]]
    more = len(classes) - len(names)
    return ", ".join(names) + (f" and {more} more" if more else "")
