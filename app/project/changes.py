"""From an edit to the rows it changes: checking it, keeping what it must not touch, and saying what changed."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import cast

import msgspec

from app.project.errors import ProjectError
from app.project.mirror import Mirror
from app.project.records import Box, BoxState, ChangeSet, Frame, Media, Row, RowChange, Table
from app.project.rows import Delta, check
from app.project.suggestions import is_proposal, proposed_again
from retinanet_core.errors import InvalidBoxError

Key = tuple[Table, int]


def current_rows(mirror: Mirror, deltas: Sequence[Delta]) -> dict[Key, Row]:
    """The rows that are there now, of those that `deltas` name."""
    found: dict[Key, Row] = {}
    for box_id, box in mirror.boxes_by_id([delta.id for delta in deltas if delta.table == "box"]).items():
        found["box", box_id] = box
    held: dict[Table, Mapping[int, Row]] = {
        "class": mirror.classes,
        "media": mirror.media,
        "frame": mirror.frames,
    }
    for delta in deltas:
        if delta.table != "box" and delta.id in held[delta.table]:
            found[delta.table, delta.id] = held[delta.table][delta.id]
    return found


def accepted(mirror: Mirror, changes: Iterable[RowChange]) -> list[Delta]:
    """The changes of a new edit that really change something, with the boxes that go along with a frame or class.

    Raises:
        ProjectError: A row is not as the edit says, because something else changed it first.
        InvalidBoxError: A box is not on its frame.
        ValueError: A row is named twice or malformed.
    """
    deltas = [delta for delta in changes if delta.before != delta.after]
    check(deltas)
    if len({(delta.table, delta.id) for delta in deltas}) < len(deltas):
        raise ValueError("an edit changes a row twice")
    present = current_rows(mirror, deltas)
    for delta in deltas:
        if present.get((delta.table, delta.id)) != delta.before:
            raise ProjectError(
                "What you wanted to change has just changed by itself; look again and repeat it.",
                detail=f"{delta.before!r} is {present.get((delta.table, delta.id))!r}",
            )
    deltas = [Delta(table, before, keep_facts(before, after)) for table, before, after in deltas]
    _check_boxes(mirror, deltas)
    return deltas + _orphans(mirror, deltas, proposals_only=False)


def replayed(
    mirror: Mirror, entry: Sequence[Delta], *, backwards: bool, measured: Collection[int]
) -> list[Delta]:
    """What undoing or redoing an entry of the journal changes in the rows as they are now.

    Row images are put back whole, except for facts that are not edits (see `keep_facts`), and a suggestion does not
    come back where a later detection proposes the same thing. Model suggestions on frames or in classes that go,
    which no entry knows of, go with them. Frames that versions were measured on stay pinned, and those that were
    taught since are not pinned again: that is for a person to decide who was told what it means.
    """
    present = current_rows(mirror, entry)
    own = {delta.id for delta in entry if delta.table == "box"}
    deltas: list[Delta] = []
    for table, before, after in entry:
        wanted = before if backwards else after
        now = present.get((table, cast("Row", before or after).id))
        if isinstance(wanted, Box) and _comes_back_twice(mirror, wanted, cast("Box | None", now), own):
            wanted = None
        wanted = _keep_pin(
            now, keep_facts(now, wanted), (before, after) if backwards else (after, before), measured
        )
        if now != wanted:
            deltas.append(Delta(table, now, wanted))
    return deltas + _orphans(mirror, deltas, proposals_only=True)


def keep_facts(now: Row | None, wanted: Row | None) -> Row | None:
    """The row wanted, with what happened to it besides edits.

    Of a frame that it was taught, and what detected on it; of a file how it was found last; of both what was learned.
    """
    if isinstance(now, Frame) and isinstance(wanted, Frame):
        kept = msgspec.structs.replace(wanted, taught=now.taught, detected_by=now.detected_by)
        return keep_learned(now, kept)
    if isinstance(now, Media) and isinstance(wanted, Media):
        return keep_learned(now, msgspec.structs.replace(wanted, seen=now.seen))
    return wanted


def keep_learned(now: Row, wanted: Row) -> Row:
    """The row wanted, with what was learned of the same picture since it was as wanted (`app.project.sizes`)."""
    if isinstance(now, Frame) and isinstance(wanted, Frame) and not wanted.width:
        return msgspec.structs.replace(wanted, width=now.width, height=now.height)
    if isinstance(now, Media) and isinstance(wanted, Media) and now.path == wanted.path:
        known = wanted.fingerprint or wanted.problem
        if not known:
            return msgspec.structs.replace(
                wanted, size=now.size, mtime_ns=now.mtime_ns, fingerprint=now.fingerprint, width=now.width,
                height=now.height, problem=now.problem,
            )  # fmt: skip
    return wanted


def _keep_pin(
    now: Row | None, wanted: Row | None, sides: tuple[Row | None, Row | None], measured: Collection[int]
) -> Row | None:
    """The row wanted, pinned as now unless this very edit pinned or unpinned it: teaching pins frames by itself.

    `sides` are the entry's images of the row, that to go to first.
    """
    if not (isinstance(now, Frame) and isinstance(wanted, Frame)):
        return wanted
    there, back = sides
    if isinstance(there, Frame) and isinstance(back, Frame) and there.pinned != back.pinned:
        taught_since = now.taught and not there.taught
        if not (taught_since if wanted.pinned else wanted.id in measured):
            return wanted
    return msgspec.structs.replace(wanted, pinned=now.pinned)


def corrected_frames(deltas: Iterable[Delta]) -> set[int]:
    """Frames where something changed that a detector can learn from: judged boxes, or for what it is complete."""
    found: set[int] = set()
    for table, before, after in deltas:
        if table == "frame" and before is not None and after is not None:
            if _review(cast("Frame", before)) != _review(cast("Frame", after)):
                found.add(after.id)
        elif table == "box":
            rows = (cast("Box", row) for row in (before, after) if row is not None)
            found.update(row.frame_id for row in rows if row.state is not BoxState.SUGGESTED)
    return found


def _review(frame: Frame) -> tuple[bool, str]:
    return (frame.reviewed, frame.reviewed_classes)


def change_set(deltas: Iterable[Delta], initiator: object) -> ChangeSet:
    """What observers are told of these changes."""
    ids: dict[Table, set[int]] = {"class": set(), "media": set(), "frame": set(), "box": set()}
    for table, before, after in deltas:
        row = after if after is not None else before
        assert row is not None
        ids[table].add(row.id)
        if table == "box":
            ids["frame"].add(cast("Box", row).frame_id)
            if before is not None:
                ids["frame"].add(cast("Box", before).frame_id)
    return ChangeSet(
        frame_ids=frozenset(ids["frame"]),
        box_ids=frozenset(ids["box"]),
        media_ids=frozenset(ids["media"]),
        class_ids=frozenset(ids["class"]),
        initiator=initiator,
    )


def _comes_back_twice(mirror: Mirror, wanted: Box, now: Box | None, own: Collection[int]) -> bool:
    """`own`: ids of the boxes that the same entry puts back, which is no later detection."""
    if not is_proposal(wanted) or (now is not None and is_proposal(now)):
        return False
    if wanted.frame_id not in mirror.frames:
        return False
    return proposed_again(wanted, [box for box in mirror.boxes(wanted.frame_id) if box.id not in own])


def _check_boxes(mirror: Mirror, deltas: Sequence[Delta]) -> None:
    """Boxes that are put must lie on their frames (which may come with the same edit)."""
    boxes = [row for delta in deltas if isinstance(row := delta.after, Box)]
    arriving = {row.id: row for delta in deltas if isinstance(row := delta.after, Frame)}
    for box in boxes:
        frame = arriving.get(box.frame_id) or mirror.frames.get(box.frame_id)
        if frame is None:
            raise ProjectError("The frame that the box belongs to is not in the project.", detail=repr(box))
        inside = 0 <= box.x1 < box.x2 <= frame.width and 0 <= box.y1 < box.y2 <= frame.height
        if not inside or not all(map(math.isfinite, box.rect)):
            raise InvalidBoxError(
                "A box must lie on its frame and have an area.", detail=f"{box!r} on {frame!r}"
            )


def _orphans(mirror: Mirror, deltas: Sequence[Delta], *, proposals_only: bool) -> list[Delta]:
    """Deletions of the remaining boxes of frames and classes that go."""
    gone: dict[Table, set[int]] = {"frame": set(), "class": set()}
    for delta in deltas:
        if delta.after is None and delta.table in gone:
            gone[delta.table].add(delta.id)
    if not gone["frame"] and not gone["class"]:
        return []
    named = {delta.id for delta in deltas if delta.table == "box"}
    boxes = mirror.boxes_of_frames(gone["frame"])
    for class_id in gone["class"]:
        boxes += mirror.boxes_of_class(class_id)
    left = {box.id: box for box in boxes if box.id not in named and (is_proposal(box) or not proposals_only)}
    return [Delta("box", box, None) for box in left.values()]
