"""Any sequence of edits, undo, redo, detection and reopening gives what a plain model of the project gives."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.project import class_edits, copying, edits
from app.project.class_going import ClassGoing
from app.project.records import Box, Edit, FrameSuggestions, RowChange, Suggestion
from app.project.store import Store
from tests.project.building import HEIGHT, WIDTH, assert_same_on_disk, image_row, temporary_folder, video_row
from tests.project.oracle import Oracle

PICK = st.integers(0, 10**6)
# Few places, so that boxes of different detections meet.
CORNERS = st.tuples(st.sampled_from((0, 10, 20, 100)), st.sampled_from((0, 100)))
SIDES = st.tuples(st.sampled_from((40, 42, 60)), st.just(40))
SCORE = st.sampled_from((0.1, 0.3, 0.6, 0.9))


class ProjectMachine(RuleBasedStateMachine):
    """The store beside its oracle."""

    def __init__(self) -> None:
        super().__init__()
        self._temporary = temporary_folder()
        self.folder = Path(self._temporary.name) / "p.foveate"
        self.store = Store.create(self.folder, ["cat", "dog"])
        self.oracle = Oracle(self.store.classes())
        self.owners: dict[int, int] = {}
        self.files = self.killed = 0

    @initialize()
    def some_frames(self) -> None:
        self._apply(edits.add_media_rows(self.store, [video_row("clip.mp4", 2)]))

    # -- edits

    @rule(frame=PICK, kind=PICK, corner=CORNERS, sides=SIDES)
    def draw(self, frame: int, kind: int, corner: tuple[int, int], sides: tuple[int, int]) -> None:
        frame_id, class_id = self._frame(frame), self._class(kind)
        if frame_id and class_id:
            rect = (*corner, corner[0] + sides[0], corner[1] + sides[1])
            self._apply(edits.draw_box(self.store, frame_id, class_id, rect))

    @rule(box=PICK, shift=st.tuples(st.integers(-700, 700), st.integers(-500, 500)), grow=st.integers(0, 30))
    def change(self, box: int, shift: tuple[int, int], grow: int) -> None:
        chosen = self._box(box)
        if chosen:
            x1, y1 = (
                min(max(chosen.x1 + shift[0], 0), WIDTH - 1),
                min(max(chosen.y1 + shift[1], 0), HEIGHT - 1),
            )
            rect = (x1, y1, x1 + chosen.x2 - chosen.x1 + grow, y1 + chosen.y2 - chosen.y1 + grow)
            self._apply(edits.change_box(self.store, chosen.id, rect))

    @rule(boxes=st.lists(PICK, max_size=3), kind=PICK)
    def relabel(self, boxes: list[int], kind: int) -> None:
        class_id = self._class(kind)
        if class_id:
            self._apply(edits.relabel_boxes(self.store, self._ids(boxes), class_id))

    @rule(boxes=st.lists(PICK, max_size=3))
    def delete(self, boxes: list[int]) -> None:
        self._apply(edits.delete_boxes(self.store, self._ids(boxes)))

    @rule(boxes=st.lists(PICK, max_size=3))
    def accept(self, boxes: list[int]) -> None:
        self._apply(edits.accept_boxes(self.store, self._ids(boxes)))

    @rule(boxes=st.lists(PICK, max_size=3))
    def reject(self, boxes: list[int]) -> None:
        self._apply(edits.reject_boxes(self.store, self._ids(boxes)))

    @rule(frame=PICK, threshold=SCORE)
    def accept_shown(self, frame: int, threshold: float) -> None:
        frame_id = self._frame(frame)
        if frame_id:
            self._apply(edits.accept_frame(self.store, frame_id, threshold))

    @rule(frame=PICK, threshold=SCORE)
    def complete(self, frame: int, threshold: float) -> None:
        frame_id = self._frame(frame)
        if frame_id:
            self._apply(edits.complete_frame(self.store, frame_id, threshold))

    @rule(frame=PICK)
    def reopen_frame(self, frame: int) -> None:
        frame_id = self._frame(frame)
        if frame_id:
            self._apply(edits.reopen_frame(self.store, frame_id))

    @rule(frame=PICK)
    def pin(self, frame: int) -> None:
        frame_id = self._frame(frame)
        if frame_id:
            self._apply(edits.pin_frames(self.store, [frame_id], knowingly=True))

    @rule()
    def add_file(self) -> None:
        self.files += 1
        self._apply(edits.add_media_rows(self.store, [image_row(f"i{self.files}.png")]))

    @rule(parts=st.integers(2, 3))
    def add_files_in_parts(self, parts: int) -> None:
        """One step, written in several parts."""
        changes: list[RowChange] = []
        first = 0
        for _ in range(parts):
            self.files += 1
            edit = edits.add_media_rows(self.store, [image_row(f"i{self.files}.png")])
            assert edit is not None
            changes += edit.changes
            self.store.extend(first, edit)
            first = first or self.store.cursor
        self.oracle.apply(Edit(kind="add media", changes=tuple(changes)))

    @rule()
    def add_class(self) -> None:
        self.files += 1
        self._apply(edits.add_class(self.store, f"class {self.files}"))

    @rule(kind=PICK)
    def rename_class(self, kind: int) -> None:
        class_id = self._class(kind)
        self.files += 1
        if class_id:
            self._apply(edits.rename_class(self.store, class_id, f"class {self.files}"))

    @rule(kind=PICK, place=st.integers(0, 4))
    def move_class(self, kind: int, place: int) -> None:
        class_id = self._class(kind)
        if class_id:
            self._apply(class_edits.move_class(self.store, class_id, place))

    @rule(kind=PICK, key=st.sampled_from(("", "K", "Q")))
    def give_class_a_key(self, kind: int, key: str) -> None:
        class_id = self._class(kind)
        if class_id and not any(
            item.key == key != "" and item.id != class_id for item in self.store.classes()
        ):
            self._apply(class_edits.set_class_key(self.store, class_id, key))

    @precondition(lambda self: len(self.store.classes()) > 1)
    @rule(kind=PICK, into=PICK, complete=st.booleans(), rows=st.sampled_from((1, 5, None)))
    def merge_classes(self, kind: int, into: int, rows: int | None, *, complete: bool) -> None:
        gone = self._class(kind)
        others = [item.id for item in self.store.classes() if item.id != gone]
        assert gone
        other = others[into % len(others)]
        self._let_go(ClassGoing(self.store, gone, other, complete=complete), rows)
        self.oracle.merge_class(gone, other, complete=complete)

    @precondition(lambda self: len(self.store.classes()) > 1)
    @rule(kind=PICK, rows=st.sampled_from((1, None)))
    def delete_class(self, kind: int, rows: int | None) -> None:
        gone = self._class(kind)
        assert gone
        self._let_go(ClassGoing(self.store, gone), rows)
        self.oracle.delete_class(gone)

    @rule(boxes=st.lists(PICK, min_size=1, max_size=3))
    def lock(self, boxes: list[int]) -> None:
        self._apply(edits.lock_boxes(self.store, self._ids(boxes)))

    @rule(boxes=st.lists(PICK, min_size=1, max_size=3))
    def unlock(self, boxes: list[int]) -> None:
        self._apply(edits.unlock_boxes(self.store, self._ids(boxes)))

    @rule(frame=PICK, text=st.sampled_from(("", "look again", "blurred")))
    def note(self, frame: int, text: str) -> None:
        frame_id = self._frame(frame)
        if frame_id:
            self._apply(edits.set_note(self.store, frame_id, text))

    @rule(boxes=st.lists(PICK, min_size=1, max_size=3), frames=st.lists(PICK, min_size=1, max_size=2))
    def paste(self, boxes: list[int], frames: list[int]) -> None:
        chosen = [self.store.box(box_id) for box_id in dict.fromkeys(self._ids(boxes))]
        onto = [frame_id for pick in frames if (frame_id := self._frame(pick))]
        self._apply(copying.copy_boxes(self.store, chosen, onto, "paste"))

    # -- the rest

    @rule(
        frame=PICK,
        version=st.integers(1, 2),
        found=st.lists(st.tuples(PICK, CORNERS, SIDES, SCORE), max_size=5),
    )
    def detect(
        self, frame: int, version: int, found: list[tuple[int, tuple[int, int], tuple[int, int], float]]
    ) -> None:
        frame_id = self._frame(frame)
        if not frame_id:
            return
        boxes = [
            Suggestion(1 + kind % 3, x, y, x + width, y + height, score)
            for kind, (x, y), (width, height), score in found
        ]
        before = {box.id for box in self.store.boxes(frame_id)}
        self.store.set_suggestions([FrameSuggestions(frame_id, version, boxes)])
        new = [box for box in self.store.boxes(frame_id) if box.id not in before]
        self.oracle.suggest(frame_id, version, boxes, new)

    @rule(frame=PICK)
    def teach(self, frame: int) -> None:
        frame_id = self._frame(frame)
        if frame_id:
            self.store.mark_taught([frame_id])
            self.oracle.teach(frame_id)

    @precondition(lambda self: self.oracle.done)
    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        for _ in range(min(times, len(self.oracle.done))):
            assert self.store.undo() is not None
            self.oracle.undo()
            self.same_as_oracle()

    @precondition(lambda self: self.oracle.undone)
    @rule(times=st.integers(1, 4))
    def redo(self, times: int) -> None:
        for _ in range(min(times, len(self.oracle.undone))):
            assert self.store.redo() is not None
            self.oracle.redo()
            self.same_as_oracle()

    @rule(pick=PICK)
    def travel(self, pick: int) -> None:
        steps = self.store.steps(1000)[::-1]
        target = pick % (len(steps) + 1)
        self.store.travel(steps[target - 1].seq if target else 0)
        while len(self.oracle.done) > target:
            self.oracle.undo()
        while len(self.oracle.done) < target:
            self.oracle.redo()

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = Store.open(self.folder)
        assert not self.store.read_only

    @rule()
    def kill(self) -> None:
        """The process ends without closing: what opens then are the files as they are."""
        self.killed += 1
        left = Path(self._temporary.name) / str(self.killed) / self.folder.name
        shutil.copytree(self.folder, left)
        lock = left / "lock"
        lock.write_text(
            json.dumps(json.loads(lock.read_text()) | {"started": 0})
        )  # of a process that is gone
        self.store.close()
        self.folder = left
        self.store = Store.open(left)
        assert not self.store.read_only

    @invariant()
    def same_as_oracle(self) -> None:
        assert list(self.store.frames()) == self.oracle.frames()
        assert {("class", item.id): item for item in self.store.classes()} == {
            key: row for key, row in self.oracle.rows.items() if key[0] == "class"
        }
        assert {("media", item.id): item for item in self.store.media()} == {
            key: row for key, row in self.oracle.rows.items() if key[0] == "media"
        }
        for frame in self.store.frames():
            assert list(self.store.boxes(frame.id)) == self.oracle.boxes(frame.id)
        assert dict(self.store.counts()) == self.oracle.counts()
        assert self.store.totals() == self.oracle.totals()
        assert len(self.store.history(1000)) == len(self.oracle.done)
        assert len(self.store.steps(1000)) == len(self.oracle.done) + len(self.oracle.undone)
        assert (self.store.undo_edit() is None) == (not self.oracle.done)
        assert (self.store.redo_edit() is None) == (not self.oracle.undone)

    @invariant()
    def boxes_lie_on_their_frames_and_stay_theirs(self) -> None:
        for frame in self.store.frames():
            for box in self.store.boxes(frame.id):
                assert 0 <= box.x1 < box.x2 <= WIDTH
                assert 0 <= box.y1 < box.y2 <= HEIGHT
                assert self.owners.setdefault(box.id, frame.id) == frame.id

    def teardown(self) -> None:
        try:
            assert_same_on_disk(self.store)
            while self.oracle.done:
                self.undo(1)
            assert self.store.frames() == ()
            assert [item.name for item in self.store.classes()] == ["cat", "dog"]
            while self.oracle.undone:
                self.redo(1)
            assert_same_on_disk(self.store)
        finally:
            self.store.close()
            self._temporary.cleanup()

    def _apply(self, edit: Edit | None) -> None:
        if edit is None:
            return
        if edit.kind != "unlock":
            assert not any(isinstance(row := change.before, Box) and row.locked for change in edit.changes)
        self.store.apply(edit)
        self.oracle.apply(edit)

    def _let_go(self, going: ClassGoing, rows: int | None) -> None:
        """A class goes, in pieces of so many rows."""
        while going.go_on(rows):
            pass

    def _frame(self, pick: int) -> int | None:
        ids = self.store.frame_ids()
        return ids[pick % len(ids)] if ids else None

    def _class(self, pick: int) -> int | None:
        classes = self.store.classes()
        return classes[pick % len(classes)].id if classes else None

    def _box(self, pick: int) -> Box | None:
        boxes = [box for frame_id in self.store.frame_ids() for box in self.store.boxes(frame_id)]
        return boxes[pick % len(boxes)] if boxes else None

    def _ids(self, picks: list[int]) -> list[int]:
        return [box.id for pick in picks if (box := self._box(pick)) is not None]


ProjectMachine.TestCase.settings = settings(
    max_examples=35,
    stateful_step_count=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestProject = ProjectMachine.TestCase
