"""What a health check looks at: frames and boxes of a project as arrays, read from its file on any thread."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.project import schema
from app.project.class_aliases import MERGED, became
from app.project.database import connect, copy_to_memory
from app.project.id_sets import unpack
from app.project.looks import Looks
from app.project.opening import FILE_NAME, damage_told
from app.project.sides import Alike
from retinanet_core.merged_classes import by_present_classes
from retinanet_core.types import Detections

SUGGESTED, CONFIRMED, REJECTED = 0, 1, 2

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

_ROWS_AT_ONCE = 5_000
_FRAMES = 'SELECT id, media_id, width, height, reviewed, pinned, taught FROM frame ORDER BY media_id, "index"'
_BOXES = (
    "SELECT id, frame_id, class_id, x1, y1, x2, y2, "
    "CASE state WHEN 'suggested' THEN 0 WHEN 'confirmed' THEN 1 ELSE 2 END, "
    "coalesce(score, -1), coalesce(version_id, -1), edited FROM box"
)


@dataclass(frozen=True)
class Found:
    """What a detector found.

    Attributes:
        frames: (N,) rows of the frames.
        classes: (N,) class ids.
        boxes: (N, 4) xyxy in pixels of the frame.
        scores: (N,) in 0..1.
    """

    frames: Ints
    classes: Ints
    boxes: Floats
    scores: Floats


@dataclass(frozen=True)
class Facts:
    """A project in arrays; what concerns frames has one element for each, in the order of the frames.

    Attributes:
        classes: Name of each class by its id, in their order.
        became: Of each class that was merged, the one that what versions find of it counts as.
        groups: First file of the group of each frame's file (`sides.media_groups`).
        media: File of each frame.
        reviewed_for: Row of `class_sets` that says which classes a reviewed frame was reviewed for.
        box_frames: Row of each box's frame.
        boxes: (N, 4) xyxy in pixels of the frame.
        states: SUGGESTED, CONFIRMED or REJECTED.
        scores, versions: -1 where there is none.
        active: The version in use, or 0.
    """

    classes: dict[int, str]
    frame_ids: Ints
    media: Ints
    groups: Ints
    widths: Ints
    heights: Ints
    reviewed: Bools
    pinned: Bools
    taught: Bools
    class_sets: tuple[frozenset[int], ...]
    reviewed_for: Ints
    box_ids: Ints
    box_frames: Ints
    box_classes: Ints
    boxes: Floats
    states: Ints
    scores: Floats
    versions: Ints
    active: int
    became: Mapping[int, int]

    def found(self, detections: Mapping[int, Detections]) -> Found:
        """What was found, by frame id, with the class ids of the project; frames that are not there are passed over."""
        row_of = {frame_id: row for row, frame_id in enumerate(self.frame_ids.tolist())}
        known = [
            (row_of[frame_id], by_present_classes(item, self.became))
            for frame_id, item in detections.items()
            if frame_id in row_of
        ]
        return Found(
            frames=np.repeat([row for row, _ in known], [len(item.scores) for _, item in known]).astype(
                np.int64
            ),
            classes=np.concatenate([np.zeros(0, np.int64), *(item.labels for _, item in known)]),
            boxes=np.concatenate([np.zeros((0, 4)), *(item.boxes for _, item in known)]),
            scores=np.concatenate([np.zeros(0), *(item.scores for _, item in known)]),
        )

    def suggestions(self) -> Found:
        """What the version in use suggests and nobody has judged."""
        rows = np.flatnonzero(
            (self.states == SUGGESTED) & (self.versions == self.active) & (self.scores >= 0)
        )
        return Found(self.box_frames[rows], self.box_classes[rows], self.boxes[rows], self.scores[rows])


def seen(facts: Facts, cache_dir: Path) -> Found:
    """What the version in use sees: where it looked at reviewed frames all that it found, elsewhere its suggestions.

    Reads the looks that are kept in the project's cache; any thread may ask.
    """
    sights = {sight.frame_id: sight.detections for sight in Looks(cache_dir, facts.active).sights()}
    found, suggested = facts.found(sights), facts.suggestions()
    rest = ~np.isin(facts.frame_ids[suggested.frames], list(sights))
    return Found(
        np.concatenate([found.frames, suggested.frames[rest]]),
        np.concatenate([found.classes, suggested.classes[rest]]),
        np.concatenate([found.boxes, suggested.boxes[rest]]),
        np.concatenate([found.scores, suggested.scores[rest]]),
    )


def read_facts(folder: Path, alike: Alike | None = None) -> Facts:
    """The facts of a project folder, as they are on disk right now; any thread may ask.

    Args:
        folder: NAME.foveate.
        alike: Files that show one picture, as `alike.find_alike` finds them.

    Raises:
        ProjectError: It cannot be read.
    """
    file = folder / FILE_NAME
    with damage_told(file):
        with contextlib.closing(connect(file, writable=False)) as source:
            copy = copy_to_memory(source)  # So that the next edit does not wait for what follows.
        with contextlib.closing(copy):
            (version,) = copy.execute("PRAGMA user_version").fetchone()
            schema.upgrade(copy, version, lambda old: None)
            return _facts(copy, alike or {})


def _facts(connection: sqlite3.Connection, alike: Alike) -> Facts:
    classes = dict(connection.execute("SELECT id, name FROM class ORDER BY position, id"))
    frames = _table(connection, _FRAMES, 7).astype(np.int64)
    boxes = _table(connection, _BOXES, 11)
    (active,) = connection.execute("SELECT value FROM meta WHERE key = 'active_version'").fetchone()
    merged = connection.execute("SELECT value FROM setting WHERE key = ?", (MERGED,)).fetchone()
    texts = [
        row[0] for row in connection.execute(_FRAMES.replace("id, media_id", "reviewed_classes, media_id"))
    ]
    sets = {text: row for row, text in enumerate(dict.fromkeys(texts))}
    return Facts(
        classes=classes,
        frame_ids=frames[:, 0],
        media=frames[:, 1],
        groups=_groups(connection, frames[:, 1], alike),
        widths=frames[:, 2],
        heights=frames[:, 3],
        reviewed=frames[:, 4] > 0,
        pinned=frames[:, 5] > 0,
        taught=frames[:, 6] > 0,
        class_sets=tuple(map(unpack, sets)),
        reviewed_for=np.array([sets[text] for text in texts], np.int64),
        box_ids=boxes[:, 0].astype(np.int64),
        box_frames=_rows_of(frames[:, 0], boxes[:, 1].astype(np.int64)),
        box_classes=boxes[:, 2].astype(np.int64),
        boxes=boxes[:, 3:7],
        states=boxes[:, 7].astype(np.int64),
        scores=boxes[:, 8],
        versions=boxes[:, 9].astype(np.int64),
        active=int(active),
        became=became(merged[0] if merged is not None else "", classes),
    )


def _groups(connection: sqlite3.Connection, media: Ints, alike: Alike) -> Ints:
    """The first file of each file's group: with the same content, or alike."""
    first: dict[str, int] = {}
    start: dict[int, int] = {}
    for media_id, content in connection.execute("SELECT id, fingerprint FROM media ORDER BY id"):
        same = first.setdefault(content or f"file {media_id}", media_id)
        start[media_id] = alike.get(same, same)
    return np.array([start[media_id] for media_id in media.tolist()], np.int64)


def _rows_of(ids: Ints, wanted: Ints) -> Ints:
    """Where each of `wanted` is in `ids`, which has all of them."""
    order = np.argsort(ids)
    return order[np.searchsorted(ids, wanted, sorter=order)] if len(wanted) else wanted


def _table(connection: sqlite3.Connection, query: str, columns: int) -> Floats:
    parts = [np.array(rows, np.float64) for rows in _pages(connection.execute(query))]
    return np.concatenate([np.zeros((0, columns)), *parts])


def _pages(cursor: sqlite3.Cursor) -> Iterator[list[tuple[float, ...]]]:
    while rows := cursor.fetchmany(_ROWS_AT_ONCE):
        yield rows
