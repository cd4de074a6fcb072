"""Copying boxes to other frames, as one edit."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence

import msgspec

from app.project.errors import ProjectError
from app.project.geometry import Rect, clip_rect
from app.project.records import Box, BoxOrigin, BoxState, Edit, Frame
from app.project.rows import change
from app.project.sizes import sized
from app.project.store import Store
from retinanet_core.errors import InvalidBoxError

STEP = 10.0
"""By how many pixels a copy is put beside a box that is there already."""

_SAME_PLACE = 0.5


class Copied(msgspec.Struct, frozen=True):
    """A box apart from its frame.

    Attributes:
        class_id: Its class in the project it comes from.
        class_name: What that class is called, by which another project finds its own.
        rect: (x1, y1, x2, y2) in pixels of that frame.
        width: Of that frame, pixels > 0.
        height: Of that frame, pixels > 0.
    """

    class_id: int
    class_name: str
    rect: Rect
    width: int
    height: int


def copied(store: Store, boxes: Iterable[Box]) -> list[Copied]:
    """What is to be known of boxes to put them elsewhere."""
    frames = {box.frame_id: store.frame(box.frame_id) for box in boxes}
    return [
        Copied(
            box.class_id,
            store.class_by_id(box.class_id).name,
            box.rect,
            frames[box.frame_id].width,
            frames[box.frame_id].height,
        )
        for box in boxes
    ]


def copy_boxes(store: Store, boxes: Sequence[Box], frame_ids: Iterable[int], kind: str) -> Edit | None:
    """Put boxes of this project onto frames as confirmed ones; see `paste_boxes`."""
    return paste_boxes(store, copied(store, boxes), frame_ids, kind)


def paste_boxes(
    store: Store, copies: Sequence[Copied], frame_ids: Iterable[int], kind: str, *, beside: bool = False
) -> Edit | None:
    """Put boxes onto frames as confirmed ones, unlocked, at the same place.

    Onto a frame of another size they are put in proportion. A box of the same class that is at that place already
    is not put there twice; with `beside`, all are moved aside together until none of them lies on another.

    Args:
        store: The project.
        copies: What to put there.
        frame_ids: Where.
        kind: Of the edit: "paste", "duplicate" or "same as previous".
        beside: Whether a copy is wanted although the same box is there.

    Raises:
        ProjectError: The project has no class of that name.
    """
    class_ids = _classes(store, copies)
    now, placed = time.time(), []
    for frame_id in dict.fromkeys(frame_ids):
        frame = sized(store, frame_id)
        there = _Places(box for box in store.boxes(frame_id) if box.state is not BoxState.REJECTED)
        wanted = [(class_ids[copy.class_name], _fitted(copy, frame)) for copy in copies]
        if beside:
            wanted = _moved_aside(wanted, there, frame)
        for class_id, rect in wanted:
            if rect is not None and not there.has(class_id, rect):
                placed.append((frame_id, class_id, rect))
    ids = store.new_ids("box", len(placed)) if placed else []
    changes = [
        change(
            None,
            Box(
                id=box_id, frame_id=frame_id, class_id=class_id,
                x1=rect[0], y1=rect[1], x2=rect[2], y2=rect[3],
                state=BoxState.CONFIRMED, origin=BoxOrigin.PERSON, changed_at=now,
            ),
        )
        for box_id, (frame_id, class_id, rect) in zip(ids, placed, strict=True)
    ]  # fmt: skip
    return Edit(kind=kind, changes=tuple(changes), count=len(changes)) if changes else None


def _classes(store: Store, copies: Iterable[Copied]) -> dict[str, int]:
    """The project's own class for each name."""
    known = {item.name: item.id for item in store.classes()}
    for name in dict.fromkeys(copy.class_name for copy in copies):
        if name not in known:
            raise ProjectError(f"This project has no class “{name}”. Add it, then paste again.")
    return known


def _fitted(copy: Copied, frame: Frame) -> Rect | None:
    """The rectangle in pixels of a frame, or None where nothing of it is on it."""
    across, down = frame.width / copy.width, frame.height / copy.height
    x1, y1, x2, y2 = copy.rect
    try:
        return clip_rect((x1 * across, y1 * down, x2 * across, y2 * down), frame.width, frame.height)
    except InvalidBoxError:
        return None


class _Places:
    """Where the boxes of a frame are, found by their upper left corners: there may be thousands."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        self._rects: dict[tuple[int, int, int], list[Rect]] = {}
        for box in boxes:
            self._rects.setdefault((box.class_id, int(box.x1), int(box.y1)), []).append(box.rect)

    def has(self, class_id: int, rect: Rect) -> bool:
        """Whether a box of that class is at that place, within half a pixel."""
        left, top = int(rect[0]), int(rect[1])
        return any(
            all(abs(one - other) < _SAME_PLACE for one, other in zip(found, rect, strict=True))
            for x in (left - 1, left, left + 1)
            for y in (top - 1, top, top + 1)
            for found in self._rects.get((class_id, x, y), ())
        )


def _moved_aside(
    wanted: list[tuple[int, Rect | None]], there: _Places, frame: Frame
) -> list[tuple[int, Rect | None]]:
    """All of them by the same step to the lower right, where one is there already; else to the upper left."""
    for step in (STEP, -STEP):
        for times in range(int(max(frame.width, frame.height) / STEP)):
            moved = [(class_id, _shifted(rect, step * times, frame)) for class_id, rect in wanted]
            if any(
                rect is None for (_, rect), (_, was) in zip(moved, wanted, strict=True) if was is not None
            ):
                break
            if not any(rect is not None and there.has(class_id, rect) for class_id, rect in moved):
                return moved
    return wanted


def _shifted(rect: Rect | None, by: float, frame: Frame) -> Rect | None:
    """The rectangle moved along both axes; None where it would leave the frame."""
    if rect is None:
        return None
    x1, y1, x2, y2 = (value + by for value in rect)
    inside = x1 >= 0 and y1 >= 0 and x2 <= frame.width and y2 <= frame.height
    return (x1, y1, x2, y2) if inside else None
