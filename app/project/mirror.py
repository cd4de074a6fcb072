"""What the store holds in memory: rows, counts, and the order of frames, kept up to date change by change.

It is told of changes that are in the file, and telling it cannot fail. Should their transaction fail, `take_back`
makes it what it was.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar, cast

from app.project.records import Box, BoxCounts, BoxState, ClassTotals, Frame, FrameTotals, Media, ObjectClass
from app.project.rows import SELECT, Delta, box_of, class_of, frame_of, media_of

R = TypeVar("R", Frame, Media, ObjectClass)

_CACHED_FRAMES = 2048
_VALUES_AT_ONCE = 500
_FIELD = {BoxState.SUGGESTED: 0, BoxState.CONFIRMED: 1, BoxState.REJECTED: 2}


class Mirror:
    """Classes, files, frames and counts in full; boxes of the frames looked at last."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.classes: dict[int, ObjectClass] = {}
        self.media: dict[int, Media] = {}
        self.frames: dict[int, Frame] = {}
        self.box_counts: dict[int, BoxCounts] = {}
        self.class_counts: dict[int, int] = {}
        self._boxes: dict[int, tuple[Box, ...]] = {}
        self._frame_ids: tuple[int, ...] | None = None
        self._all_frames: tuple[Frame, ...] | None = None
        self._positions: dict[int, int] | None = None
        self._in_order = True
        self._last_place = (0, 0)
        self._media_in_order = True
        self._totals: Counter[str] = Counter()
        self._load()

    def _load(self) -> None:
        run = self._connection.execute
        self.classes = {row[0]: class_of(row) for row in run(SELECT["class"])}
        self.media = {row[0]: media_of(row) for row in run(SELECT["media"] + " ORDER BY id")}
        self.frames = {row[0]: frame_of(row) for row in run(SELECT["frame"] + ' ORDER BY media_id, "index"')}
        self._find_last_place()
        self._totals = Counter(name for frame in self.frames.values() for name in _marks(frame))
        for frame_id, state, count in run(
            "SELECT frame_id, state, count(*) FROM box GROUP BY frame_id, state"
        ):
            self._count_box(frame_id, BoxState(state), count)
        self.class_counts = dict(
            run(
                "SELECT class_id, count(*) FROM box "
                "WHERE state <> 'suggested' AND state = 'confirmed' "  # The first term is there for the index.
                "GROUP BY class_id"
            )
        )

    # -- reads

    def frame_ids(self) -> tuple[int, ...]:
        """Ids of all frames in media order, then index; the same object until frames come or go."""
        if self._frame_ids is None:
            if not self._in_order:
                self.frames = {frame.id: frame for frame in sorted(self.frames.values(), key=_place)}
                self._in_order = True
                self._find_last_place()
            self._frame_ids = tuple(self.frames)
        return self._frame_ids

    def all_frames(self) -> tuple[Frame, ...]:
        """All frames in that order; the same object until a frame changes."""
        if self._all_frames is None:
            self.frame_ids()
            self._all_frames = tuple(self.frames.values())
        return self._all_frames

    def position(self, frame_id: int) -> int:
        """Where a frame is in that order, from 0; KeyError if there is none."""
        if self._positions is None:
            self._positions = {frame: n for n, frame in enumerate(self.frame_ids())}
        return self._positions[frame_id]

    def totals(self) -> FrameTotals:
        """How many frames there are, and of which kinds."""
        return FrameTotals(frames=len(self.frames), **self._totals)

    def boxes(self, frame_id: int) -> tuple[Box, ...]:
        """Boxes of a frame, oldest first."""
        found = self._boxes.get(frame_id)
        if found is None:
            rows = self._connection.execute(SELECT["box"] + " WHERE frame_id = ? ORDER BY id", (frame_id,))
            found = tuple(box_of(row) for row in rows)
            if len(self._boxes) >= _CACHED_FRAMES:
                self._boxes.clear()
            self._boxes[frame_id] = found
        return found

    def box(self, box_id: int) -> Box | None:
        """One box, or None."""
        row = self._connection.execute(SELECT["box"] + " WHERE id = ?", (box_id,)).fetchone()
        return None if row is None else box_of(row)

    def boxes_by_id(self, box_ids: Sequence[int]) -> dict[int, Box]:
        """Those of the boxes that exist."""
        return {box.id: box for box in self._boxes_where("id", box_ids)}

    def boxes_of_frames(self, frame_ids: Iterable[int]) -> list[Box]:
        """All boxes of these frames."""
        return list(self._boxes_where("frame_id", [item for item in frame_ids if item in self.box_counts]))

    def _boxes_where(self, column: str, values: Sequence[int]) -> Iterator[Box]:
        for start in range(0, len(values), _VALUES_AT_ONCE):
            part = values[start : start + _VALUES_AT_ONCE]
            sql = f"{SELECT['box']} WHERE {column} IN ({', '.join('?' * len(part))})"
            yield from map(box_of, self._connection.execute(sql, part))

    def boxes_of_class(self, class_id: int) -> list[Box]:
        """All boxes of a class; looks at every box of the project."""
        return [
            box_of(row)
            for row in self._connection.execute(SELECT["box"] + " WHERE class_id = ?", (class_id,))
        ]

    def frames_of_class(self, class_id: int, state: BoxState | None = None) -> list[int]:
        """Ids of the frames with boxes of a class, in order; reads only the index of classes."""
        sql, values = "SELECT DISTINCT frame_id FROM box WHERE class_id = ?", [class_id]
        if state is None:
            rows = self._connection.execute(f"{sql} ORDER BY frame_id", values)
        else:
            rows = self._connection.execute(f"{sql} AND state = ? ORDER BY frame_id", [*values, state])
        return [frame_id for (frame_id,) in rows]

    def class_totals(self, class_id: int) -> ClassTotals:
        """What there is of a class, counted by SQLite: there may be very much of it."""
        run, counts = self._connection.execute, [0, 0, 0]
        for state, count in run(
            "SELECT state, count(*) FROM box WHERE class_id = ? GROUP BY state", (class_id,)
        ):
            counts[_FIELD[state]] = count
        (locked,) = run(
            "SELECT count(*) FROM box WHERE class_id = ? AND state = 'confirmed' AND locked", (class_id,)
        ).fetchone()
        frames = run(
            "SELECT count(*), coalesce(sum(reviewed), 0), coalesce(sum(pinned), 0) FROM frame "
            "WHERE id IN (SELECT frame_id FROM box WHERE class_id = ?)",
            (class_id,),
        ).fetchone()
        return ClassTotals(BoxCounts(*counts), locked, *frames)

    def judged_boxes(self) -> list[Box]:
        """All confirmed and rejected boxes."""
        return [
            box_of(row) for row in self._connection.execute(SELECT["box"] + " WHERE state <> 'suggested'")
        ]

    def judged_since(self, when: float) -> int:
        """How many boxes a person judged, changed or brought after `when` (Unix seconds)."""
        sql = "SELECT count(*) FROM box WHERE state <> 'suggested' AND changed_at > ?"
        (count,) = self._connection.execute(sql, (when,)).fetchone()
        return int(count)

    # -- changes

    def put(self, deltas: Iterable[Delta]) -> None:
        """Take over changes that have been written."""
        boxes: dict[int, dict[int, Box | None]] = {}
        for table, before, after in deltas:
            match table:
                case "box":
                    self._put_box(cast("Box | None", before), cast("Box | None", after), boxes)
                case "frame":
                    self._put_frame(cast("Frame | None", before), cast("Frame | None", after))
                case "media":
                    self._put_media(cast("Media | None", before), cast("Media | None", after))
                case "class":
                    _put(self.classes, cast("ObjectClass | None", before), cast("ObjectClass | None", after))
        for frame_id, changed in boxes.items():
            self._renew(frame_id, changed)
        if not self._media_in_order:
            self.media = dict(sorted(self.media.items()))
            self._media_in_order = True

    def take_back(self, deltas: Iterable[Delta]) -> None:
        """Be as before `put` was told of these changes, the last ones that it was told of."""
        self.put([Delta(table, after, before) for table, before, after in deltas][::-1])

    def _put_box(
        self, before: Box | None, after: Box | None, changed: dict[int, dict[int, Box | None]]
    ) -> None:
        for box, step in ((before, -1), (after, 1)):
            if box is None:
                continue
            changed.setdefault(box.frame_id, {})[box.id] = box if step > 0 else None
            self._count_box(box.frame_id, box.state, step)
            if box.state is BoxState.CONFIRMED:
                _add(self.class_counts, box.class_id, step)

    def _renew(self, frame_id: int, changed: Mapping[int, Box | None]) -> None:
        """Change the boxes of a frame in memory, if they are there: reading 20,000 again takes too long."""
        held = self._boxes.get(frame_id)
        if held is None:
            return
        kept = [box for box in held if box.id not in changed]
        new = [box for box in changed.values() if box is not None]
        self._boxes[frame_id] = tuple(sorted(kept + new, key=lambda box: box.id))

    def _count_box(self, frame_id: int, state: BoxState, step: int) -> None:
        values = list(self.box_counts.get(frame_id, (0, 0, 0)))
        values[_FIELD[state]] += step
        if any(values):
            self.box_counts[frame_id] = BoxCounts(*values)
        else:
            self.box_counts.pop(frame_id, None)

    def _put_frame(self, before: Frame | None, after: Frame | None) -> None:
        for frame, step in ((before, -1), (after, 1)):
            if frame is not None:
                for name in _marks(frame):
                    self._totals[name] += step
        self._all_frames = None
        if before is None or after is None:
            self._frame_ids = self._positions = None
        if before is None and after is not None:
            # Those of new files come last, also among a hundred thousand that need not be sorted again.
            self._in_order = self._in_order and _place(after) > self._last_place
            self._last_place = max(self._last_place, _place(after))
        _put(self.frames, before, after)

    def _find_last_place(self) -> None:
        last = next(reversed(self.frames.values()), None)
        self._last_place = (0, 0) if last is None else _place(last)

    def _put_media(self, before: Media | None, after: Media | None) -> None:
        came_back = before is None and after is not None and after.id < next(reversed(self.media), 0)
        self._media_in_order = self._media_in_order and not came_back
        _put(self.media, before, after)


def _place(frame: Frame) -> tuple[int, int]:
    """Where a frame comes among all."""
    return frame.media_id, frame.index


def _marks(frame: Frame) -> list[str]:
    """Which of the counts of FrameTotals a frame belongs to."""
    marks = [name for name in ("reviewed", "pinned", "taught") if getattr(frame, name)]
    return [*marks, "detected"] if frame.detected_by is not None else marks


def _put(rows: dict[int, R], before: R | None, after: R | None) -> None:
    if after is not None:
        rows[after.id] = after
    elif before is not None:
        rows.pop(before.id, None)


def _add(counts: dict[int, int], key: int, step: int) -> None:
    value = counts.get(key, 0) + step
    if value:
        counts[key] = value
    else:
        counts.pop(key, None)
