"""What a person does, as edits: each function looks at the store and says what would change, or None if nothing.

Nothing here writes; give the edit to `Store.apply` before anything else changes the project.
Kinds: draw, move, resize, relabel, delete, accept, reject, lock, unlock, complete, reopen, pin, unpin, note,
add class, rename class, recolour class, add media, import labels.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from app.project.class_edits import add_class, recolour_class, rename_class
from app.project.errors import LosesComparisonError
from app.project.geometry import clip_rect
from app.project.incoming_edits import add_labels, add_media_rows, reviewed_for
from app.project.reading import ProjectReader
from app.project.records import Box, BoxOrigin, BoxState, Edit, Frame, RowChange
from app.project.rows import change
from app.project.sizes import sized
from app.project.store import Store
from app.project.text import clean_text

__all__ = [
    "accept_boxes",
    "accept_frame",
    "add_class",
    "add_labels",
    "add_media_rows",
    "change_box",
    "change_boxes",
    "complete_frame",
    "delete_boxes",
    "draw_box",
    "lock_boxes",
    "pin_frames",
    "recolour_class",
    "reject_boxes",
    "relabel_boxes",
    "rename_class",
    "reopen_frame",
    "set_note",
    "unlock_boxes",
    "unpin",
]

_SAME_SIZE = 1e-6
"""Pixels by which a side may change through rounding while a box is moved."""


def draw_box(store: Store, frame_id: int, class_id: int, rect: Sequence[float]) -> Edit:
    """A new confirmed box; `rect` is (x1, y1, x2, y2) in pixels of the frame and is clipped to it.

    Raises:
        InvalidBoxError: It is not finite, or has no area on the frame.
    """
    frame = sized(store, frame_id)
    x1, y1, x2, y2 = clip_rect(rect, frame.width, frame.height)
    (box_id,) = store.new_ids("box")
    box = Box(
        id=box_id, frame_id=frame_id, class_id=class_id, x1=x1, y1=y1, x2=x2, y2=y2,
        state=BoxState.CONFIRMED, origin=BoxOrigin.PERSON, changed_at=time.time(),
    )  # fmt: skip
    return Edit(kind="draw", changes=(change(None, box),))


def change_box(store: ProjectReader, box_id: int, rect: Sequence[float]) -> Edit | None:
    """Move or resize one box; see `change_boxes`."""
    return change_boxes(store, {box_id: rect})


def change_boxes(store: ProjectReader, rects: Mapping[int, Sequence[float]]) -> Edit | None:
    """Move or resize boxes in one step, which makes them confirmed; each is clipped to its frame.

    Locked boxes are passed over.

    Raises:
        InvalidBoxError: A rectangle is not finite, or has no area on its frame.
    """
    changes, resized = [], False
    for box in _boxes(store, rects):
        frame = store.frame(box.frame_id)
        x1, y1, x2, y2 = clip_rect(rects[box.id], frame.width, frame.height)
        if box.locked or (x1, y1, x2, y2) == box.rect:
            continue
        width, height = (x2 - x1) - (box.x2 - box.x1), (y2 - y1) - (box.y2 - box.y1)
        resized = resized or abs(width) >= _SAME_SIZE or abs(height) >= _SAME_SIZE
        placed = _judged(box, BoxState.CONFIRMED, edited=True)
        changes.append(change(box, msgspec.structs.replace(placed, x1=x1, y1=y1, x2=x2, y2=y2)))
    return _edit("resize" if resized else "move", changes)


def lock_boxes(store: ProjectReader, box_ids: Iterable[int]) -> Edit | None:
    """Keep boxes as they are, whatever is done to them until they are unlocked.

    Who locks a suggestion says that it is right, so it becomes confirmed. Rejected boxes are passed over.
    """
    free = [box for box in _boxes(store, box_ids) if not box.locked and box.state is not BoxState.REJECTED]
    changes = [
        change(box, msgspec.structs.replace(_judged(box, BoxState.CONFIRMED), locked=True)) for box in free
    ]
    return _edit("lock", changes)


def unlock_boxes(store: ProjectReader, box_ids: Iterable[int]) -> Edit | None:
    """Let boxes be changed again."""
    locked = [box for box in _boxes(store, box_ids) if box.locked]
    return _edit("unlock", [change(box, msgspec.structs.replace(box, locked=False)) for box in locked])


def relabel_boxes(store: ProjectReader, box_ids: Iterable[int], class_id: int) -> Edit | None:
    """Say that boxes are of a class. Suggestions become confirmed, even those that were of that class.

    Locked boxes are passed over, as they are where boxes are deleted or rejected.
    """
    changes = [
        change(
            box,
            msgspec.structs.replace(
                _judged(box, BoxState.CONFIRMED, edited=box.edited or box.class_id != class_id),
                class_id=class_id,
            ),
        )
        for box in _free_boxes(store, box_ids)
        if box.class_id != class_id or box.state is not BoxState.CONFIRMED
    ]
    return _edit("relabel", changes)


def delete_boxes(store: ProjectReader, box_ids: Iterable[int]) -> Edit | None:
    """Take boxes away. What a model proposed as it stands stays as rejected, a hard negative; the rest goes."""
    changes = [
        change(box, _judged(box, BoxState.REJECTED) if _can_be_rejected(box) else None)
        for box in _free_boxes(store, box_ids)
    ]
    return _edit("delete", changes)


def accept_boxes(store: ProjectReader, box_ids: Iterable[int]) -> Edit | None:
    """Suggestions, and boxes that were rejected, become confirmed as they stand."""
    boxes = [box for box in _boxes(store, box_ids) if box.state is not BoxState.CONFIRMED]
    return _edit("accept", [change(box, _judged(box, BoxState.CONFIRMED)) for box in boxes])


def accept_frame(
    store: ProjectReader, frame_id: int, threshold: float, hidden_classes: Collection[int] = ()
) -> Edit | None:
    """Accept the suggestions that are shown: score at least `threshold`, class not hidden."""
    shown = [
        box
        for box in store.boxes(frame_id)
        if box.state is BoxState.SUGGESTED and box.class_id not in hidden_classes and _shows(box, threshold)
    ]
    return _edit("accept", [change(box, _judged(box, BoxState.CONFIRMED)) for box in shown])


def reject_boxes(store: ProjectReader, box_ids: Iterable[int]) -> Edit | None:
    """Say that what was proposed is not there: suggestions, and model boxes accepted as they stood, become rejected.

    Boxes that a person drew, imported as confirmed or changed are passed over; `delete_boxes` removes them.
    """
    boxes = [box for box in _free_boxes(store, box_ids) if _can_be_rejected(box)]
    return _edit("reject", [change(box, _judged(box, BoxState.REJECTED)) for box in boxes])


def complete_frame(store: ProjectReader, frame_id: int, threshold: float) -> Edit | None:
    """Say that a frame is complete as shown: suggestions from `threshold` up become rejected, lower ones go.

    It counts for the classes that there are now; doing it again on a reviewed frame brings in those added since.
    """
    changes = [
        change(box, _judged(box, BoxState.REJECTED) if _shows(box, threshold) else None)
        for box in store.boxes(frame_id)
        if box.state is BoxState.SUGGESTED
    ]
    changes += reviewed_for(store.frame(frame_id), (item.id for item in store.classes()))
    return _edit("complete", changes, count=1)


def reopen_frame(store: ProjectReader, frame_id: int) -> Edit | None:
    """Take back that a frame is complete; its boxes stay."""
    return _mark_frames(store, [frame_id], "reopen", reviewed=False, reviewed_classes="")


def pin_frames(store: ProjectReader, frame_ids: Iterable[int], *, knowingly: bool = False) -> Edit | None:
    """Keep frames out of every training from now on; models are compared on them.

    Args:
        store: The project.
        frame_ids: Which.
        knowingly: Also those that were learned from: the person was told what that means.

    Raises:
        LosesComparisonError: Frames were learned from; its message is what to tell.
    """
    ids = list(frame_ids)
    taught = sum(frame.taught and not frame.pinned for frame in map(store.frame, set(ids)))
    if not knowingly:
        _keep_comparison(
            taught,
            "1 frame to be pinned was learned from, so versions that know it look better on it than they are.",
            f"{taught} frames to be pinned were learned from, so versions that know them look better on them than "
            "they are.",
        )
    return _mark_frames(store, ids, "pin", pinned=True)


def unpin(store: ProjectReader, frame_ids: Iterable[int], *, knowingly: bool = False) -> Edit | None:
    """Let frames be trained on.

    Args:
        store: The project.
        frame_ids: Which.
        knowingly: Also those that versions were compared on: the person was told what that means.

    Raises:
        LosesComparisonError: Versions were compared on frames; its message is what to tell.
    """
    ids = list(frame_ids)
    measured = len(store.measured_frames() & {frame.id for frame in map(store.frame, ids) if frame.pinned})
    if not knowingly:
        _keep_comparison(
            measured,
            "Versions were compared on 1 frame to be unpinned; once learned from, it no more says which is better.",
            f"Versions were compared on {measured} frames to be unpinned; once learned from, they no more say which "
            "is better.",
        )
    return _mark_frames(store, ids, "unpin", pinned=False)


def _keep_comparison(frames: int, one: str, more: str) -> None:
    """Raise LosesComparisonError where the comparison of versions would lose frames, in the words for so many."""
    if frames:
        raise LosesComparisonError(one if frames == 1 else more)


def set_note(store: ProjectReader, frame_id: int, text: str) -> Edit | None:
    """Write a note on a frame."""
    return _mark_frames(store, [frame_id], "note", note=clean_text(text))


def _mark_frames(
    store: ProjectReader, frame_ids: Iterable[int], kind: str, **marks: bool | str
) -> Edit | None:
    changes: list[RowChange] = []
    for frame_id in dict.fromkeys(frame_ids):
        frame: Frame = store.frame(frame_id)
        marked = msgspec.structs.replace(frame, **marks)
        if marked != frame:
            changes.append(change(frame, marked))
    return _edit(kind, changes)


def _edit(kind: str, changes: Sequence[RowChange], *, count: int | None = None) -> Edit | None:
    if not changes:
        return None
    return Edit(kind=kind, changes=tuple(changes), count=len(changes) if count is None else count)


def _boxes(store: ProjectReader, box_ids: Iterable[int]) -> list[Box]:
    return [store.box(box_id) for box_id in dict.fromkeys(box_ids)]


def _free_boxes(store: ProjectReader, box_ids: Iterable[int]) -> list[Box]:
    """Those that are not locked."""
    return [box for box in _boxes(store, box_ids) if not box.locked]


def _judged(box: Box, state: BoxState, *, edited: bool | None = None) -> Box:
    """The same box after a person said something about it."""
    return msgspec.structs.replace(
        box, state=state, edited=box.edited if edited is None else edited, changed_at=time.time()
    )


def _can_be_rejected(box: Box) -> bool:
    if box.state is BoxState.SUGGESTED:
        return True
    return box.state is BoxState.CONFIRMED and box.origin is BoxOrigin.MODEL and not box.edited


def _shows(box: Box, threshold: float) -> bool:
    """Whether the score slider at `threshold` shows a suggestion; one without a score always shows."""
    return box.score is None or box.score >= threshold
