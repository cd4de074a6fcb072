"""Classes that go: with their boxes, or because they become part of another. Piece by piece, as one step."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

import msgspec
import numpy as np

from app.project import id_sets
from app.project.class_aliases import MERGED, with_class_gone
from app.project.errors import ProjectError
from app.project.geometry import overlaps
from app.project.reading import ProjectReader
from app.project.records import Box, BoxState, Edit, Frame, RowChange
from app.project.rows import change
from app.project.store import Store
from app.project.suggestions import SAME_THING, is_proposal

_COMPARED_AT_ONCE = 256
_FEW = 64


def half_reviewed(store: ProjectReader, one: int, other: int) -> list[int]:
    """Ids of the reviewed frames that were completed for one of two classes, but not for the other."""
    return [
        frame.id
        for frame in store.frames()
        if frame.reviewed and len({one, other} & id_sets.unpack(frame.reviewed_classes)) == 1
    ]


class ClassGoing:
    """Takes a class out of the project, so much at a time; undo takes it back as one step.

    What a person judged stays: merged boxes change their class and nothing else, locked ones too. Only what is said
    twice after a merger goes: a suggestion where the other class is confirmed or suggested with a higher score, and a
    rejected box where the other class is confirmed.

    Attributes:
        class_id, into: The class that goes, and the one that its boxes get; None where they are deleted.
        total, done: Frames that change, and those that have.
    """

    def __init__(
        self,
        store: Store,
        class_id: int,
        into: int | None = None,
        *,
        complete: bool = False,
        initiator: object = None,
    ) -> None:
        """Nothing changes before `go_on` is called.

        Args:
            store: The project.
            class_id: Which goes.
            into: The class that its boxes get; None: they are deleted.
            complete: Frames that were completed for only one of the two are complete for what comes of them. Where
                that is False nobody has looked for all of it there, so they are not.
            initiator: Who asks.

        Raises:
            ProjectError: There is no such class any more, or it is to become part of itself.
        """
        present = {item.id for item in store.classes()}
        if class_id not in present or (into is not None and into not in present - {class_id}):
            raise ProjectError("The class is not there any more; look again and repeat it.")
        self._store, self.class_id, self.into, self._complete = store, class_id, into, complete
        self._initiator = initiator
        frames = dict.fromkeys(store.frames_of_class(class_id))
        if into is not None:
            frames |= dict.fromkeys(half_reviewed(store, class_id, into))
        self._left = deque(frames)
        self._first = 0
        self.total, self.done = len(frames), 0

    @property
    def kind(self) -> str:
        """What the step is called in the journal."""
        return "delete class" if self.into is None else "merge classes"

    def go_on(self, most: int | None = None) -> bool:
        """Change the next frames, about `most` rows; all of them if that is None. False: the class is gone.

        Raises:
            ProjectError: The project cannot be written; nothing of this piece was changed.
        """
        store = self._store
        left, piece = deque(self._left), list[int]()
        changes: list[RowChange] = []
        while left and (most is None or len(changes) < most):
            piece.append(left.popleft())
            changes += self._changes_of(piece[-1])
        if not left:
            # A detector, or the person, may have put boxes of the class elsewhere meanwhile.
            for frame_id in set(store.frames_of_class(self.class_id)).difference(piece):
                changes += self._changes_of(frame_id)
            changes.append(change(store.class_by_id(self.class_id), None))
            kept = store.setting(MERGED)
            store.set_setting(MERGED, with_class_gone(kept, self.class_id, self.into))
        self._write(changes)
        self._left, self.done = left, self.done + len(piece)
        return bool(left)

    def _changes_of(self, frame_id: int) -> list[RowChange]:
        store = self._store
        if not store.has_frame(frame_id):
            return []
        boxes = store.boxes(frame_id)
        if self.into is None:
            return [change(box, None) for box in boxes if box.class_id == self.class_id]
        return merged(boxes, self.class_id, self.into) + self._review(store.frame(frame_id), self.into)

    def _review(self, frame: Frame, into: int) -> list[RowChange]:
        both = {self.class_id, into}
        asked = id_sets.unpack(frame.reviewed_classes)
        if not frame.reviewed or len(both & asked) != 1:
            return []
        now = asked - both | ({into} if self._complete else set())
        return [change(frame, msgspec.structs.replace(frame, reviewed_classes=id_sets.pack(now)))]

    def _write(self, changes: list[RowChange]) -> None:
        store = self._store
        if not changes:
            return
        if store.before_undo() + 1 != self._first or store.redo_edit() is not None:
            self._first = store.cursor + 1
        store.extend(self._first, Edit(kind=self.kind, changes=tuple(changes)), self._initiator)


def merged(boxes: tuple[Box, ...], gone: int, into: int) -> list[RowChange]:
    """What changes of the boxes of a frame when one class becomes part of another."""
    moved = [box for box in boxes if box.class_id == gone]
    others = [box for box in boxes if box.class_id == into]
    twice = _said_twice(moved, others)
    return [
        change(box, None if box.id in twice else msgspec.structs.replace(box, class_id=into)) for box in moved
    ] + [change(box, None) for box in others if box.id in twice]


def _said_twice(moved: list[Box], others: list[Box]) -> set[int]:
    """Ids of boxes that say nothing any more beside one of the other class."""
    twice: set[int] = set()
    if not others:
        return twice
    for start in range(0, len(moved), _COMPARED_AT_ONCE):
        part = moved[start : start + _COMPARED_AT_ONCE]
        for one, other in _alike(part, others):
            needless = _needless(one, other)
            if needless is not None:
                twice.add(needless.id)
    return twice


def _alike(first: Sequence[Box], second: Sequence[Box]) -> Iterator[tuple[Box, Box]]:
    """Pairs that are about the same thing."""
    if len(first) * len(second) < _FEW:  # Most frames: arrays would take longer to make than to use.
        near = [(one, other) for one in first for other in second if _touch(one, other)]
        yield from (pair for pair in near if overlaps([pair[0].rect], [pair[1].rect])[0, 0] >= SAME_THING)
        return
    shares = overlaps([box.rect for box in first], [box.rect for box in second])
    for row, column in np.argwhere(shares >= SAME_THING).tolist():
        yield first[row], second[column]


def _touch(one: Box, other: Box) -> bool:
    return one.x1 < other.x2 and other.x1 < one.x2 and one.y1 < other.y2 and other.y1 < one.y2


def _needless(one: Box, other: Box) -> Box | None:
    """Of two boxes that are about the same thing, the one that the other answers."""
    if is_proposal(one) and is_proposal(other):
        return min(one, other, key=lambda box: (box.score or 0.0, -box.id))
    for box, answer in ((one, other), (other, one)):
        if answer.state is BoxState.CONFIRMED and (is_proposal(box) or box.state is BoxState.REJECTED):
            return box
    return None
