"""Choosing the frames that models are compared on: few, of every class, and never trained on."""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from app.project.reading import ProjectReader
from app.project.records import BoxState, Frame

SHARE = 0.15
AT_LEAST = 5
AT_LEAST_FROM = 15
AT_MOST = 200
LONGEST_BLOCK = 25

_EMPTY = 0
"""Stands for the class of frames without a confirmed box."""

Content = tuple[str, int]
"""Fingerprint of the file and index of the frame: equal for copies of one picture."""


class _Unit(NamedTuple):
    """Frames that are pinned together or not at all: one image, or a block of neighbours in a video."""

    key: bytes
    frame_ids: tuple[int, ...]
    classes: Mapping[int, int]
    """How many of the frames show each class."""


def target(reviewed: int) -> int:
    """How many of `reviewed` frames should be pinned: 15 %, at least 5 from 15 frames on, at most 200."""
    wanted = math.floor(SHARE * reviewed + 0.5)
    return min(max(wanted, AT_LEAST) if reviewed >= AT_LEAST_FROM else wanted, AT_MOST)


def content_of(store: ProjectReader, frame: Frame) -> Content:
    """What tells that two frames are copies of one picture."""
    media = store.media_by_id(frame.media_id)
    return (media.fingerprint or str(media.id), frame.index)


def choose_pinned(store: ProjectReader) -> list[int]:
    """Ids of reviewed frames to pin now, in the order of the frames; the same project gives the same choice.

    Only frames that were never trained on, nor any copy of them. Classes with the largest lack come first, but no
    class loses more than a third of its frames, so that there is something left to learn it from. Frames of one
    video are taken in blocks of neighbours, because the next frame shows nearly the same picture.
    """
    reviewed = [frame for frame in store.frames() if frame.reviewed]
    want = target(len(reviewed)) - sum(frame.pinned for frame in reviewed)
    if want <= 0:
        return []
    classes = _classes_of(store, reviewed)
    taught = {content_of(store, frame) for frame in store.frames() if frame.taught and not frame.pinned}
    units = _units(store, reviewed, classes, taught)
    pinned = Counter(name for frame in reviewed if frame.pinned for name in classes[frame.id])
    present = Counter(name for frame in reviewed for name in classes[frame.id])
    chosen = set(_choose(units, present, pinned, want, AT_MOST - target(len(reviewed)) + want))
    return [frame.id for frame in reviewed if frame.id in chosen]


def _classes_of(store: ProjectReader, frames: Iterable[Frame]) -> dict[int, frozenset[int]]:
    """Which classes each frame shows."""
    shown: dict[int, set[int]] = defaultdict(set)
    for box in store.judged_boxes():
        if box.state is BoxState.CONFIRMED:
            shown[box.frame_id].add(box.class_id)
    return {frame.id: frozenset(shown.get(frame.id, {_EMPTY})) for frame in frames}


def _units(
    store: ProjectReader,
    reviewed: Iterable[Frame],
    classes: Mapping[int, frozenset[int]],
    taught: set[Content],
) -> list[_Unit]:
    """What may be pinned, in an order that has nothing to do with that of the frames."""
    by_media: dict[int, list[Frame]] = defaultdict(list)
    for frame in reviewed:
        by_media[frame.media_id].append(frame)
    units: list[_Unit] = []
    for media_id, frames in by_media.items():
        of_video = store.media_by_id(media_id).kind == "video"
        length = min(math.ceil(SHARE * len(frames)), LONGEST_BLOCK) if of_video else 1
        for start in range(0, len(frames), length):
            block = frames[start : start + length]
            if any(frame.pinned or frame.taught or content_of(store, frame) in taught for frame in block):
                continue
            counts = Counter(name for frame in block for name in classes[frame.id])
            key = hashlib.blake2b(str(block[0].id).encode(), digest_size=8).digest()
            units.append(_Unit(key, tuple(frame.id for frame in block), counts))
    return sorted(units)


def _choose(
    units: list[_Unit], present: Counter[int], pinned: Counter[int], want: int, most: int
) -> list[int]:
    """About `want` frame ids, never more than `most`; what a class must keep is given up only where it has to be."""
    chosen: list[int] = []
    left = units
    for kept in (_two_thirds, _one):
        if len(chosen) < want:
            taken = _fill(left, present, pinned, kept, want - len(chosen), most - len(chosen))
            chosen += [frame_id for unit in taken for frame_id in unit.frame_ids]
            left = [unit for unit in left if unit not in taken]
    return chosen


def _two_thirds(frames: int) -> float:
    return frames * 2 / 3


def _one(frames: int) -> float:
    return 1


def _fill(
    units: list[_Unit],
    present: Counter[int],
    pinned: Counter[int],
    kept: Callable[[int], float],
    want: int,
    most: int,
) -> list[_Unit]:
    """Units, taking again and again for the class that lacks most the first one that shows it and hurts no other.

    Args:
        units: To choose from, in order of preference.
        present: Reviewed frames that show each class.
        pinned: Pinned frames that show each class; counts up.
        kept: From the frames of a class, how many of them must stay free.
        want: Frames wanted; blocks may exceed it by half of one.
        most: Frames allowed.
    """
    waiting = {name: [unit for unit in reversed(units) if name in unit.classes] for name in present}
    chosen: list[_Unit] = []
    count = 0
    while waiting and count < want:
        # Relative lack; among equals the rarest class first, then the lowest id.
        name = min(waiting, key=lambda item: (pinned[item] / present[item], present[item], item))
        if not waiting[name]:
            del waiting[name]
            continue
        unit = waiting[name].pop()
        size = len(unit.frame_ids)
        hurts = any(
            present[item] - pinned[item] - n < kept(present[item]) for item, n in unit.classes.items()
        )
        if hurts or unit in chosen or count + size > min(want + size // 2, most):
            continue
        chosen.append(unit)
        count += size
        pinned.update(unit.classes)
    return chosen
