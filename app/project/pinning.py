"""Choosing the frames that models are compared on: few, of every class, and never trained on.

Whole groups are chosen: a video, or files that show one picture. A video is split into stretches of neighbours only
where there is nothing else, and then the versions are compared on what resembles what they learned from.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from app.project.reading import ProjectReader
from app.project.records import Box, BoxState, Frame
from app.project.sides import Alike, media_groups, split_videos

SHARE = 0.15
AT_LEAST = 5
AT_LEAST_FROM = 15
AT_MOST = 200
LONGEST_BLOCK = 25

_EMPTY = 0
"""Stands for the class of frames without a confirmed box."""


class PinChoice(NamedTuple):
    """Frames to pin now, in the order of the frames, and the videos that are split by it (ids of media)."""

    frame_ids: list[int]
    split: list[int]


class _Unit(NamedTuple):
    """Frames that are pinned together or not at all: those of a group, or a block of neighbours in a video."""

    key: tuple[bool, bytes]
    frames: tuple[Frame, ...]
    classes: Mapping[int, int]
    """How many of the frames show each class."""


Shown = Mapping[int, frozenset[int]]
"""Which classes each frame shows."""


def target(reviewed: int) -> int:
    """How many of `reviewed` frames should be pinned: 15 %, at least 5 from 15 frames on, at most 200."""
    wanted = math.floor(SHARE * reviewed + 0.5)
    return min(max(wanted, AT_LEAST) if reviewed >= AT_LEAST_FROM else wanted, AT_MOST)


def choose_pinned(
    store: ProjectReader, alike: Alike | None = None, judged: Iterable[Box] | None = None
) -> PinChoice:
    """Which reviewed frames to pin now; the same project gives the same choice.

    Only groups of which nothing was ever trained on; those with pinned frames already come first. Classes with the
    largest lack come before others, but no class loses more than a third of its frames, so that there is something
    left to learn it from, and more only where nothing could be pinned otherwise.

    Args:
        store: The project.
        alike: Files that show one picture, as far as that is known.
        judged: All confirmed and rejected boxes of the project, where the caller has read them already.
    """
    reviewed = [frame for frame in store.frames() if frame.reviewed]
    goal = target(len(reviewed))
    want = goal - sum(frame.pinned for frame in reviewed)
    if want <= 0:
        return PinChoice([], [])
    groups = media_groups(store, alike or {})
    shown = _classes_of(store.judged_boxes() if judged is None else judged, reviewed)
    free = [frame for frame in reviewed if not frame.pinned]
    pinned = [frame for frame in reviewed if frame.pinned]
    present = Counter(name for frame in reviewed for name in shown[frame.id])
    taken = Counter(name for frame in pinned for name in shown[frame.id])
    most = AT_MOST - goal + want
    whole = _whole_groups(store, free, shown, groups)
    chosen = _choose(whole, present, taken, want, most)
    if not chosen and not pinned:
        chosen = _one_large(whole, present, most)
    split = split_videos(store, groups)
    if chosen or not all(frame.media_id in split for frame in pinned):
        return PinChoice(_in_order(reviewed, chosen), [])
    chosen = _choose(_blocks(store, free, shown, groups), present, taken, want, most)
    return PinChoice(_in_order(reviewed, chosen), sorted({frame.media_id for frame in chosen}))


def _in_order(frames: Iterable[Frame], chosen: Iterable[Frame]) -> list[int]:
    ids = {frame.id for frame in chosen}
    return [frame.id for frame in frames if frame.id in ids]


def _classes_of(judged: Iterable[Box], frames: Iterable[Frame]) -> Shown:
    """Which classes each frame shows."""
    shown: dict[int, set[int]] = defaultdict(set)
    for box in judged:
        if box.state is BoxState.CONFIRMED:
            shown[box.frame_id].add(box.class_id)
    return {frame.id: frozenset(shown.get(frame.id, {_EMPTY})) for frame in frames}


def _whole_groups(
    store: ProjectReader, free: Iterable[Frame], shown: Shown, groups: Mapping[int, int]
) -> list[_Unit]:
    """The groups that may be pinned, in an order that has nothing to do with that of the frames."""
    taught = {groups[frame.media_id] for frame in store.frames() if frame.taught}
    begun = {groups[frame.media_id] for frame in store.frames() if frame.pinned}
    members: dict[int, list[Frame]] = defaultdict(list)
    for frame in free:
        if groups[frame.media_id] not in taught:
            members[groups[frame.media_id]].append(frame)
    units = [_unit(frames, shown, begun=group in begun) for group, frames in members.items()]
    return sorted(units, key=lambda unit: unit.key)


def _blocks(
    store: ProjectReader, free: Iterable[Frame], shown: Shown, groups: Mapping[int, int]
) -> list[_Unit]:
    """Blocks of neighbours in videos, none of whose frames was taught; of copies of a video in the first alone."""
    by_media: dict[int, list[Frame]] = defaultdict(list)
    for frame in free:
        if store.media_by_id(frame.media_id).kind == "video" and groups[frame.media_id] == frame.media_id:
            by_media[frame.media_id].append(frame)
    units: list[_Unit] = []
    for frames in by_media.values():
        length = min(math.ceil(SHARE * len(frames)), LONGEST_BLOCK)
        blocks = (frames[start : start + length] for start in range(0, len(frames), length))
        units += [_unit(block, shown) for block in blocks if not any(frame.taught for frame in block)]
    return sorted(units, key=lambda unit: unit.key)


def _unit(frames: Sequence[Frame], shown: Shown, *, begun: bool = False) -> _Unit:
    key = hashlib.blake2b(str(frames[0].id).encode(), digest_size=8).digest()
    classes = Counter(name for frame in frames for name in shown[frame.id])
    return _Unit((not begun, key), tuple(frames), classes)


def _one_large(units: Iterable[_Unit], present: Counter[int], most: int) -> list[Frame]:
    """The smallest group, however large, that leaves half of each class to learn from; at most `most` of its frames."""
    for unit in sorted(units, key=lambda unit: (len(unit.frames), unit.key)):
        if all(present[name] >= 2 * count for name, count in unit.classes.items()):
            apart = math.ceil(len(unit.frames) / most)
            return list(unit.frames[::apart])
    return []


def _choose(
    units: list[_Unit], present: Counter[int], pinned: Counter[int], want: int, most: int
) -> list[Frame]:
    """About `want` frames, never more than `most`; what a class must keep is given up only where it has to be."""
    chosen: list[Frame] = []
    left = units
    for kept in (_two_thirds, _one):
        if len(chosen) < want:
            taken = _fill(left, present, pinned, kept, want - len(chosen), most - len(chosen))
            chosen += [frame for unit in taken for frame in unit.frames]
            keys = {unit.key for unit in taken}
            left = [unit for unit in left if unit.key not in keys]
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
        want: Frames wanted; groups may exceed it by half of one.
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
        size = len(unit.frames)
        hurts = any(
            present[item] - pinned[item] - n < kept(present[item]) for item, n in unit.classes.items()
        )
        if hurts or unit in chosen or count + size > min(want + size // 2, most):
            continue
        chosen.append(unit)
        count += size
        pinned.update(unit.classes)
    return chosen
