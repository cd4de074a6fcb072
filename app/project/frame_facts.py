"""What is known of every frame, as columns: what lists are filtered and sorted by, and plots are made from.

All columns have one element a frame, in the order of the project's frames. They follow the store change by change
on its own thread; the boxes, of which there may be a million, are read from the file by any other thread when
somebody first asks for them (`read_boxes`), and follow from then on.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.project import schema
from app.project.database import connect, copy_to_memory
from app.project.frame_state import STATES, FrameState
from app.project.opening import FILE_NAME, damage_told
from app.project.records import Box, BoxCounts, BoxState, ChangeSet, Frame, Media
from app.project.store import Store

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

SUGGESTED, CONFIRMED, REJECTED = 0, 1, 2
_NUMBER = {BoxState.SUGGESTED: SUGGESTED, BoxState.CONFIRMED: CONFIRMED, BoxState.REJECTED: REJECTED}

_BOXES = (
    "SELECT frame_id, class_id, CASE state WHEN 'suggested' THEN 0 WHEN 'confirmed' THEN 1 ELSE 2 END, "
    "coalesce(score, -1), x1, y1, x2, y2 FROM box"
)
_ROWS_AT_ONCE = 5_000
_TOUCHED_AT_MOST = 2_000

(
    _MEDIA,
    _INDEX,
    _WIDTH,
    _HEIGHT,
    _SUGGESTED,
    _CONFIRMED,
    _REJECTED,
    _DETECTED_BY,
    _REVIEWED,
    _PINNED,
    _TAUGHT,
    _NOTED,
    _FIELDS,
) = range(13)


@dataclass(frozen=True)
class BoxColumns:
    """The boxes of a project.

    Attributes:
        frames: (N,) ids of their frames.
        classes: (N,) class ids.
        states: (N,) SUGGESTED, CONFIRMED or REJECTED.
        scores: (N,) in 0..1; -1 where no model gave one.
        rects: (N, 4) xyxy in pixels of the frame.
    """

    frames: Ints
    classes: Ints
    states: Ints
    scores: Floats
    rects: Floats

    @classmethod
    def of(cls, table: Floats) -> BoxColumns:
        """From rows of (frame, class, state, score, x1, y1, x2, y2)."""
        whole = table[:, :3].astype(np.int64)
        return cls(
            whole[:, 0].copy(), whole[:, 1].copy(), whole[:, 2].copy(), table[:, 3].copy(), table[:, 4:]
        )

    def without(self, frame_ids: Collection[int]) -> BoxColumns:
        """Those on other frames."""
        kept = ~np.isin(self.frames, np.fromiter(frame_ids, np.int64, len(frame_ids)))
        return BoxColumns(
            self.frames[kept], self.classes[kept], self.states[kept], self.scores[kept], self.rects[kept]
        )

    def and_more(self, more: BoxColumns) -> BoxColumns:
        """These and others."""
        return BoxColumns(
            np.concatenate([self.frames, more.frames]),
            np.concatenate([self.classes, more.classes]),
            np.concatenate([self.states, more.states]),
            np.concatenate([self.scores, more.scores]),
            np.concatenate([self.rects, more.rects]),
        )


class FrameFacts:
    """The columns of one project.

    Attributes:
        ids: Frame ids.
        media: All files, also those without frames.
        media_rows: Row of each frame's file in `media`.
        paths: Path of each file as the project stores it, casefolded.
        folders: Number of each file's folder in `folder_names`.
        videos, problems: Which files are videos; which cannot be read, or are not as they were.
        drops: How often the boxes were forgotten: what was read before is out of date.
    """

    def __init__(self) -> None:
        self._unreadable: frozenset[int] = frozenset()
        self._boxes: BoxColumns | None = None
        self._box_rows: Ints | None = None
        self._touched: set[int] = set()
        self.drops = 0
        self.clear()

    def __len__(self) -> int:
        return len(self.ids)

    def clear(self) -> None:
        """Know nothing."""
        self._known: tuple[int, ...] = ()
        self._forget_files()
        self._table = np.zeros((0, _FIELDS), np.int64)
        self._index_ids()
        self.drop_boxes()

    # --- columns -------------------------------------------------------------------------------------------

    @property
    def indices(self) -> Ints:
        """Position of each frame within its file."""
        return self._table[:, _INDEX]

    @property
    def widths(self) -> Ints:
        """In pixels; 0 while that is not known."""
        return self._table[:, _WIDTH]

    @property
    def heights(self) -> Ints:
        """In pixels; 0 while that is not known."""
        return self._table[:, _HEIGHT]

    @property
    def suggested(self) -> Ints:
        """How many suggestions."""
        return self._table[:, _SUGGESTED]

    @property
    def confirmed(self) -> Ints:
        """How many confirmed boxes."""
        return self._table[:, _CONFIRMED]

    @property
    def rejected(self) -> Ints:
        """How many rejected boxes."""
        return self._table[:, _REJECTED]

    @property
    def detected_by(self) -> Ints:
        """The version whose suggestions it carries; 0 if no detector has seen it."""
        return self._table[:, _DETECTED_BY]

    @property
    def reviewed(self) -> Bools:
        """A person said that it is complete."""
        return self._table[:, _REVIEWED] > 0

    @property
    def pinned(self) -> Bools:
        """Never trained on."""
        return self._table[:, _PINNED] > 0

    @property
    def taught(self) -> Bools:
        """It has been trained on."""
        return self._table[:, _TAUGHT] > 0

    @property
    def noted(self) -> Bools:
        """It carries a note."""
        return self._table[:, _NOTED] > 0

    @property
    def troubled(self) -> Bools:
        """Its file cannot be read, or is not as it was."""
        found = self.problems[self.media_rows]
        rows = self.rows(list(self._unreadable))
        found[rows[rows >= 0]] = True
        return found

    def states(self) -> Ints:
        """State of each frame, as its place in STATES."""
        number = {state: place for place, state in enumerate(STATES)}
        states = np.full(len(self), number[FrameState.UNSEEN], np.int64)
        states[(self.suggested > 0) | (self.detected_by > 0)] = number[FrameState.SUGGESTED]
        states[(self.confirmed > 0) | (self.rejected > 0)] = number[FrameState.IN_PROGRESS]
        states[self.reviewed] = number[FrameState.VERIFIED_EMPTY]
        states[self.reviewed & (self.confirmed > 0)] = number[FrameState.REVIEWED]
        rows = self.rows(list(self._unreadable))
        states[rows[rows >= 0]] = number[FrameState.UNREADABLE]
        return states

    # --- where things are ----------------------------------------------------------------------------------

    def rows(self, frame_ids: Sequence[int] | Ints) -> Ints:
        """Where frames are, by id; -1 for those that are not there."""
        wanted = np.asarray(frame_ids, np.int64)
        if not len(self.ids) or not len(wanted):
            return np.full(len(wanted), -1, np.int64)
        places = np.minimum(np.searchsorted(self._sorted_ids, wanted), len(self.ids) - 1)
        return np.where(self._sorted_ids[places] == wanted, self._by_id[places], -1)

    def row(self, frame_id: int) -> int:
        """Where a frame is; -1 if it is not there."""
        return int(self.rows([frame_id])[0])

    def media_row(self, media_id: int) -> int:
        """Where a file is in `media`; -1 if it is not there."""
        return self._media_row.get(media_id, -1)

    # --- following the store ---------------------------------------------------------------------------------

    def read(self, store: Store) -> None:
        """Files or frames came or went. Where those known still come first, only the new ones are read."""
        media, ids = store.media(), store.frame_ids()
        if media[: len(self.media)] != self.media:
            self._forget_files()
        self._add_files(media)
        known = len(self._known) if ids[: len(self._known)] == self._known else 0
        fresh = _table(store, store.frames()[known:])
        self._table = np.concatenate([self._table[:known], fresh])
        self._known = ids
        self._index_ids()

    def follow(self, store: Store, change: ChangeSet) -> None:
        """The store said that something changed."""
        if change.media_ids:
            self.read(store)
        if change.frame_ids:
            self.update(store, change.frame_ids)

    def update(self, store: Store, frame_ids: Iterable[int]) -> None:
        """These frames, or their boxes, changed. Those that are not there are passed over."""
        given = np.fromiter(frame_ids, np.int64)
        rows = self.rows(given)
        found = given[rows >= 0].tolist()
        self._table[rows[rows >= 0]] = _table(store, [store.frame(frame_id) for frame_id in found])
        self._touched.update(given.tolist())
        if len(self._touched) > _TOUCHED_AT_MOST:
            self.drop_boxes()

    def set_unreadable(self, frame_ids: frozenset[int]) -> None:
        """Frames whose picture could not be decoded when it was wanted."""
        self._unreadable = frame_ids

    # --- boxes -------------------------------------------------------------------------------------------------

    def boxes(self, store: Store) -> BoxColumns | None:
        """The boxes as they are now, in no order; None until they were read."""
        if self._boxes is None:
            return None
        if self._touched:
            fresh = [box for frame_id in self._touched for box in store.boxes(frame_id)]
            more = BoxColumns.of(np.array([_values(box) for box in fresh], np.float64).reshape(-1, 8))
            self._boxes = self._boxes.without(self._touched).and_more(more)
            self._touched.clear()
            self._box_rows = None
        return self._boxes

    def box_rows(self) -> Ints:
        """Row of the frame of each box that `boxes` gave; -1 where it has gone."""
        found = self._box_rows
        if found is None:
            found = np.zeros(0, np.int64) if self._boxes is None else self.rows(self._boxes.frames)
            self._box_rows = found
        return found

    def take_boxes(self, boxes: BoxColumns) -> None:
        """What `read_boxes` read; frames that changed since `drop_boxes` are looked at again."""
        self._boxes, self._box_rows = boxes, None

    def drop_boxes(self) -> None:
        """Forget the boxes: none were read, or so many have changed that reading them anew is quicker."""
        self._boxes = self._box_rows = None
        self._touched.clear()
        self.drops += 1

    # --- inside ------------------------------------------------------------------------------------------------

    def _forget_files(self) -> None:
        self.media: tuple[Media, ...] = ()
        self.paths: list[str] = []
        self.folder_names: list[str] = []
        self._folder_number: dict[str, int] = {}
        self._media_row: dict[int, int] = {}
        self.folders = np.zeros(0, np.int64)
        self.videos, self.problems = np.zeros(0, np.bool_), np.zeros(0, np.bool_)

    def _add_files(self, media: tuple[Media, ...]) -> None:
        """The files from now on, of which those known are the first."""
        start = len(self.media)
        fresh = media[start:]
        self.media = media
        self.paths += [item.path.casefold() for item in fresh]
        self._media_row.update({item.id: start + number for number, item in enumerate(fresh)})
        numbers = [self._number_of_folder(item.path.rpartition("/")[0]) for item in fresh]
        self.folders = np.concatenate([self.folders, np.array(numbers, np.int64)])
        videos = np.array([item.kind == "video" for item in fresh], np.bool_)
        problems = np.array([bool(item.problem or item.seen) for item in fresh], np.bool_)
        self.videos = np.concatenate([self.videos, videos])
        self.problems = np.concatenate([self.problems, problems])

    def _number_of_folder(self, name: str) -> int:
        number = self._folder_number.setdefault(name, len(self.folder_names))
        if number == len(self.folder_names):
            self.folder_names.append(name)
        return number

    def _index_ids(self) -> None:
        self.ids = np.array(self._known, np.int64)
        self._by_id = np.argsort(self.ids, kind="stable")
        self._sorted_ids = self.ids[self._by_id]
        media_ids = np.array([item.id for item in self.media], np.int64)
        by_id = np.argsort(media_ids, kind="stable")
        self.media_rows = by_id[np.searchsorted(media_ids[by_id], self._table[:, _MEDIA])]
        self._box_rows = None


def _table(store: Store, frames: Sequence[Frame]) -> Ints:
    counts, none = store.counts(), BoxCounts()
    kind = np.dtype((np.int64, _FIELDS))
    return np.fromiter((_fields(frame, counts.get(frame.id, none)) for frame in frames), kind, len(frames))


def _fields(frame: Frame, counts: BoxCounts) -> tuple[int, ...]:
    return (
        frame.media_id,
        frame.index,
        frame.width,
        frame.height,
        *counts,
        frame.detected_by or 0,
        frame.reviewed,
        frame.pinned,
        frame.taught,
        frame.note != "",
    )


def _values(box: Box) -> tuple[float, ...]:
    score = -1.0 if box.score is None else box.score
    return (box.frame_id, box.class_id, _NUMBER[box.state], score, *box.rect)


def read_boxes(folder: Path) -> BoxColumns:
    """The boxes of a project folder, as they are on disk right now; any thread may ask.

    Args:
        folder: NAME.foveate.

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
            cursor = copy.execute(_BOXES)
            parts = [np.array(rows, np.float64) for rows in _pages(cursor)]
    return BoxColumns.of(np.concatenate([np.zeros((0, 8)), *parts]))


def _pages(cursor: sqlite3.Cursor) -> Iterator[list[tuple[float, ...]]]:
    while rows := cursor.fetchmany(_ROWS_AT_ONCE):
        yield rows
