"""Boxes read from the project's file beside the store, so that a thread of its own can make queues of all frames.

Through a connection of its own that only reads, a few frames at a time: the store's next write waits for hundredths
of a second at most.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from app.project.database import connect, describe
from app.project.errors import ProjectError
from app.project.records import Box
from app.project.rows import SELECT, box_of
from retinanet_core.acquire import BoxesOfFrames
from retinanet_core.errors import Cancelled

_FRAMES_AT_ONCE = 500
_SUGGESTED = (
    "SELECT frame_id, class_id, score, x1, y1, x2, y2 FROM box "
    "WHERE frame_id BETWEEN ? AND ? AND state = 'suggested' AND score IS NOT NULL"
)
_JUDGED = SELECT["box"] + " WHERE frame_id BETWEEN ? AND ? AND state <> 'suggested'"

Stopped = Callable[[], bool]


def suggestions(file: Path, frame_ids: Sequence[int], cancelled: Stopped | None = None) -> BoxesOfFrames:
    """The suggestions with a score on these frames, in the order of the frames.

    Raises:
        ProjectError: The file cannot be read.
        Cancelled: `cancelled` became true.
    """
    parts = [
        np.array(rows, np.float64).reshape(-1, 7) for rows in _pages(file, _SUGGESTED, frame_ids, cancelled)
    ]
    table = np.concatenate([*parts, np.zeros((0, 7))])
    ids = np.array(frame_ids, np.int64)
    by_id = np.argsort(ids)
    if len(ids):
        place = by_id[np.minimum(np.searchsorted(ids, table[:, 0], sorter=by_id), len(ids) - 1)]
        wanted = ids[place] == table[:, 0]
        table, place = table[wanted], place[wanted]
    else:
        place = np.zeros(0, np.int64)
    order = np.argsort(place, kind="stable")
    table = table[order]
    return BoxesOfFrames(
        starts=np.searchsorted(place[order], np.arange(len(ids) + 1)),
        boxes=table[:, 3:].astype(np.float32),
        scores=table[:, 2].astype(np.float32),
        labels=table[:, 1].astype(np.int64),
    )


def judged(file: Path, frame_ids: Iterable[int], cancelled: Stopped | None = None) -> dict[int, list[Box]]:
    """The confirmed and rejected boxes of these frames, by frame id.

    Raises:
        ProjectError: The file cannot be read.
        Cancelled: `cancelled` became true.
    """
    wanted = frozenset(frame_ids)
    boxes: defaultdict[int, list[Box]] = defaultdict(list)
    for rows in _pages(file, _JUDGED, sorted(wanted), cancelled):
        for box in map(box_of, rows):
            if box.frame_id in wanted:
                boxes[box.frame_id].append(box)
    return boxes


def _pages(
    file: Path, query: str, frame_ids: Sequence[int], cancelled: Stopped | None
) -> Iterator[list[tuple[Any, ...]]]:
    """The rows of all frames between the lowest and the highest id, by a few hundred frames at a time."""
    if not frame_ids:
        return
    try:
        with contextlib.closing(connect(file, writable=False)) as connection:
            for first in range(min(frame_ids), max(frame_ids) + 1, _FRAMES_AT_ONCE):
                if cancelled is not None and cancelled():
                    raise Cancelled
                yield connection.execute(query, (first, first + _FRAMES_AT_ONCE - 1)).fetchall()
    except sqlite3.Error as error:
        message = f"The project {file.parent} cannot be read; check that its disk is connected."
        raise ProjectError(message, detail=describe(error)) from error
