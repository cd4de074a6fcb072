"""What a run learns from in the benchmarks: pictures, what a person said about them, and the manifest of that."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Literal

from tests.bench.material import Picture, Rect, TrueBox

MANIFEST_FORMAT = 2


@dataclass(frozen=True)
class Entry:
    """A picture as a run sees it.

    Attributes:
        boxes: Its confirmed boxes.
        reviewed: A person completed it.
        asked: The classes that they were asked for then; None: all.
        changed: It was corrected since the version that the run starts from learned.
    """

    picture: Picture
    boxes: tuple[TrueBox, ...]
    split: Literal["train", "pinned"] = "train"
    reviewed: bool = True
    asked: tuple[str, ...] | None = None
    changed: bool = True


def labelled(pictures: Iterable[Picture], asked: Sequence[str] | None = None) -> list[Entry]:
    """Pictures that a patient person completed, for all classes or for those asked for."""
    return [Entry(picture, _of(picture, asked), asked=_tuple(asked)) for picture in pictures]


def pinned(pictures: Iterable[Picture], asked: Sequence[str] | None = None) -> list[Entry]:
    """The same, only to be measured on."""
    return [replace(entry, split="pinned") for entry in labelled(pictures, asked)]


def learned(entries: Iterable[Entry]) -> list[Entry]:
    """Entries that the version before learned from already."""
    return [replace(entry, changed=False) for entry in entries]


def one_in(share: int, entries: Sequence[Entry], seed: int) -> list[Entry]:
    """Entries of which one box in `share`, over all of them, is confirmed, and which nobody completed."""
    order = [(at, box) for at, entry in enumerate(entries) for box in range(len(entry.boxes))]
    kept = frozenset(random.Random(seed).sample(order, len(order) // share))
    return [
        replace(
            entry,
            boxes=tuple(box for number, box in enumerate(entry.boxes) if (at, number) in kept),
            reviewed=False,
        )
        for at, entry in enumerate(entries)
    ]


def shuffled(pictures: Sequence[Picture], seed: int) -> list[Picture]:
    """Pictures with nonsense for labels: classes are dealt out anew among all boxes, and so are their places.

    Each picture keeps its number of boxes. Places come from pictures of the same size.
    """
    chance = random.Random(seed)
    names = [box.name for picture in pictures for box in picture.boxes]
    places = [box.rect for picture in pictures for box in picture.boxes]
    chance.shuffle(names)
    chance.shuffle(places)
    dealt = iter([TrueBox(name, place) for name, place in zip(names, places, strict=True)])
    return [replace(picture, boxes=tuple(islice(dealt, len(picture.boxes)))) for picture in pictures]


def manifest(entries: Sequence[Entry], classes: Sequence[str]) -> dict[str, Any]:
    """manifest.json of a run; the id of a class is its place among `classes`, from 1."""
    ids = {name: number for number, name in enumerate(classes, 1)}
    return {
        "info": {"foveate_manifest": MANIFEST_FORMAT},
        "categories": [{"id": number, "name": name} for name, number in ids.items()],
        "images": [_image(number, entry, ids) for number, entry in enumerate(entries, 1)],
        "annotations": [
            {"image_id": number, "category_id": ids[box.name], "bbox": _xywh(box.rect), "state": "confirmed"}
            for number, entry in enumerate(entries, 1)
            for box in entry.boxes
        ],
    }


def _image(number: int, entry: Entry, ids: dict[str, int]) -> dict[str, Any]:
    picture = entry.picture
    return {
        "id": number,
        "file_name": str(picture.path),
        "width": picture.width,
        "height": picture.height,
        "reviewed": entry.reviewed,
        "reviewed_classes": None if entry.asked is None else [ids[name] for name in entry.asked],
        "split": entry.split,
        "group": picture.group,
        "changed": entry.changed,
    }


def _of(picture: Picture, asked: Sequence[str] | None) -> tuple[TrueBox, ...]:
    return tuple(box for box in picture.boxes if asked is None or box.name in asked)


def _tuple(names: Sequence[str] | None) -> tuple[str, ...] | None:
    return None if names is None else tuple(names)


def _xywh(rect: Rect) -> list[float]:
    x1, y1, x2, y2 = rect
    return [x1, y1, x2 - x1, y2 - y1]
