"""A project as plain dictionaries: what the store should say, written without the store."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from app.project import id_sets
from app.project.records import (
    Box,
    BoxCounts,
    BoxOrigin,
    BoxState,
    Edit,
    Frame,
    FrameTotals,
    ObjectClass,
    Row,
    RowChange,
    Suggestion,
)

Rows = dict[tuple[str, int], Row]


class Oracle:
    """Rows, and the edits in force and undone."""

    def __init__(self, classes: Sequence[ObjectClass]) -> None:
        self.rows: Rows = {("class", item.id): item for item in classes}
        self.done: list[tuple[RowChange, ...]] = []
        self.undone: list[tuple[RowChange, ...]] = []
        self.merged: dict[int, int] = {}

    def boxes(self, frame_id: int) -> list[Box]:
        found = [row for row in self.rows.values() if isinstance(row, Box) and row.frame_id == frame_id]
        return sorted(found, key=lambda box: box.id)

    def frames(self) -> list[Frame]:
        found = [row for row in self.rows.values() if isinstance(row, Frame)]
        return sorted(found, key=lambda frame: (frame.media_id, frame.index))

    def apply(self, edit: Edit) -> None:
        for change in edit.changes:
            self._put(change, change.after)
        self.done.append(edit.changes)
        self.undone.clear()

    def undo(self) -> None:
        changes = self.done.pop()
        self._play(changes, backwards=True)
        self.undone.append(changes)

    def redo(self) -> None:
        changes = self.undone.pop()
        self._play(changes, backwards=False)
        self.done.append(changes)

    def suggest(self, frame_id: int, version: int, found: Sequence[Suggestion], new: Sequence[Box]) -> None:
        """`new` are the boxes that the store says it made; everything about them but their ids is checked."""
        there = self.boxes(frame_id)
        judged = [box for box in there if box.state is not BoxState.SUGGESTED]
        removed = {box.id for box in there if _is_proposal(box)}
        wanted = [
            item
            for item in self._by_present_classes(found)
            if ("class", item.class_id) in self.rows and not _answered(item, judged)
        ]
        assert [_suggested(box) for box in new] == wanted
        assert all(box.version_id == version and _is_proposal(box) for box in new)
        for box_id in removed:
            del self.rows["box", box_id]
        for box in new:
            assert ("box", box.id) not in self.rows
            self.rows["box", box.id] = box
        frame = self.rows["frame", frame_id]
        self.rows["frame", frame_id] = msgspec.structs.replace(frame, detected_by=version)
        touched = {_key(change)[1] for changes in self.undone for change in changes if change.table == "box"}
        if touched & removed:
            self.undone.clear()

    def delete_class(self, class_id: int) -> None:
        """It and its boxes go."""
        boxes = [row for row in self.rows.values() if isinstance(row, Box) and row.class_id == class_id]
        self.merged.pop(class_id, None)
        self._go("delete class", class_id, [RowChange("box", box, None) for box in boxes])

    def merge_class(self, gone: int, into: int, *, complete: bool) -> None:
        """Its boxes become those of another; what is said twice then is said once."""
        changes: list[RowChange] = []
        for frame in self.frames():
            there = self.boxes(frame.id)
            moved = [box for box in there if box.class_id == gone]
            others = [box for box in there if box.class_id == into]
            needless = {box for one in moved for other in others for box in _needless(one, other)}
            for box in moved:
                after = None if box.id in needless else msgspec.structs.replace(box, class_id=into)
                changes.append(RowChange("box", box, after))
            changes += [RowChange("box", box, None) for box in others if box.id in needless]
            asked = id_sets.unpack(frame.reviewed_classes)
            if frame.reviewed and (gone in asked) != (into in asked):
                now = id_sets.pack(asked - {gone, into} | ({into} if complete else set()))
                changes.append(
                    RowChange("frame", frame, msgspec.structs.replace(frame, reviewed_classes=now))
                )
        self.merged[gone] = into
        self._go("merge classes", gone, changes)

    def _go(self, kind: str, class_id: int, changes: list[RowChange]) -> None:
        last = RowChange("class", self.rows["class", class_id], None)
        self.apply(Edit(kind=kind, changes=(*changes, last)))

    def _by_present_classes(self, found: Sequence[Suggestion]) -> list[Suggestion]:
        """By the classes that those that are gone became; of two that say the same the better one."""
        if all(self._present(item.class_id) == item.class_id for item in found):
            return list(found)
        kept: list[tuple[int, Suggestion]] = []
        for item in sorted(found, key=lambda item: -item.score):
            meant = msgspec.structs.replace(item, class_id=self._present(item.class_id))
            if not any(
                learned != item.class_id
                and other.class_id == meant.class_id
                and overlap(_rect(other), _rect(meant)) >= 0.5
                for learned, other in kept
            ):
                kept.append((item.class_id, meant))
        return [meant for _, meant in kept]

    def _present(self, class_id: int) -> int:
        at, seen = class_id, set[int]()
        while ("class", at) not in self.rows and at in self.merged and at not in seen:
            seen.add(at)
            at = self.merged[at]
        return at if ("class", at) in self.rows else class_id

    def teach(self, frame_id: int) -> None:
        self.rows["frame", frame_id] = msgspec.structs.replace(self.rows["frame", frame_id], taught=True)
        self._taught_for_ever(frame_id)

    def counts(self) -> dict[int, BoxCounts]:
        result = {}
        for frame in self.frames():
            states = [box.state for box in self.boxes(frame.id)]
            if states:
                result[frame.id] = BoxCounts(*(states.count(state) for state in BoxState))
        return result

    def totals(self) -> FrameTotals:
        frames = self.frames()
        return FrameTotals(
            len(frames),
            sum(frame.reviewed for frame in frames),
            sum(frame.pinned for frame in frames),
            sum(frame.taught for frame in frames),
            sum(frame.detected_by is not None for frame in frames),
        )

    def _taught_for_ever(self, frame_id: int) -> None:
        """Should the frame's coming be undone and redone, it comes back taught."""
        for stack in (self.done, self.undone):
            for n, changes in enumerate(stack):
                stack[n] = tuple(
                    change._replace(after=msgspec.structs.replace(change.after, taught=True))
                    if _key(change) == ("frame", frame_id) and change.before is None and change.after
                    else change
                    for change in changes
                )

    def _play(self, changes: Sequence[RowChange], *, backwards: bool) -> None:
        before = dict(self.rows)
        for change in changes:
            row = wanted = self._image(change, backwards=backwards)
            now = before.get(_key(change))
            if (
                isinstance(row, Box)
                and _is_proposal(row)
                and not (isinstance(now, Box) and _is_proposal(now))
            ):
                rivals = [other for other in before.values() if isinstance(other, Box)]
                if any(_same_again(row, other) for other in rivals):
                    wanted = None
            self._put(change, wanted)
        classes = {key[1] for key in self.rows if key[0] == "class"}
        frames = {key[1] for key in self.rows if key[0] == "frame"}
        for key, row in list(self.rows.items()):
            if isinstance(row, Box) and (row.class_id not in classes or row.frame_id not in frames):
                assert _is_proposal(row)
                del self.rows[key]

    def _image(self, change: RowChange, *, backwards: bool) -> Row | None:
        """The image to go to; pins change only where the edit was about them, and not of what was taught since."""
        wanted = change.before if backwards else change.after
        now = self.rows.get(_key(change))
        before, after = change.before, change.after
        if isinstance(now, Frame) and isinstance(before, Frame) and isinstance(after, Frame):
            assert isinstance(wanted, Frame)
            if before.pinned == after.pinned or (wanted.pinned and now.taught and not wanted.taught):
                return msgspec.structs.replace(wanted, pinned=now.pinned)
        return wanted

    def _put(self, change: RowChange, row: Row | None) -> None:
        key = _key(change)
        now = self.rows.pop(key, None)
        if row is None:
            return
        if isinstance(row, Frame) and isinstance(now, Frame):
            row = msgspec.structs.replace(row, taught=now.taught, detected_by=now.detected_by)
        self.rows[key] = row


def overlap(a: Sequence[float], b: Sequence[float]) -> float:
    """Intersection over union."""
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    union = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - width * height
    return width * height / union


def _key(change: RowChange) -> tuple[str, int]:
    return (change.table, change.id)


def _is_proposal(box: Box) -> bool:
    return box.state is BoxState.SUGGESTED and box.origin is BoxOrigin.MODEL


def _suggested(box: Box) -> Suggestion:
    assert box.score is not None
    return Suggestion(box.class_id, box.x1, box.y1, box.x2, box.y2, box.score)


def _rect(item: Suggestion) -> tuple[float, float, float, float]:
    return (item.x1, item.y1, item.x2, item.y2)


def _needless(one: Box, other: Box) -> list[int]:
    """Of two boxes of what is one class now, the ids of those that say nothing any more."""
    if overlap(one.rect, other.rect) < 0.5:
        return []
    if _is_proposal(one) and _is_proposal(other):
        worse = min((one, other), key=lambda box: (box.score or 0.0, -box.id))
        return [worse.id]
    needless = []
    for box, answer in ((one, other), (other, one)):
        if answer.state is BoxState.CONFIRMED and (_is_proposal(box) or box.state is BoxState.REJECTED):
            needless.append(box.id)
    return needless


def _answered(item: Suggestion, judged: Sequence[Box]) -> bool:
    for box in judged:
        share = overlap((item.x1, item.y1, item.x2, item.y2), box.rect)
        if share >= 0.5 and box.class_id == item.class_id:
            return True
        if share >= 0.7 and box.state is BoxState.CONFIRMED:
            return True
    return False


def _same_again(box: Box, other: Box) -> bool:
    if not _is_proposal(other) or (other.frame_id, other.class_id) != (box.frame_id, box.class_id):
        return False
    least = 0.9 if other.version_id == box.version_id else 0.5
    return other.id > box.id and overlap(box.rect, other.rect) >= least
