"""Going back and forth along the journal in one go, steps of several parts, and what memory says when it fails."""

from __future__ import annotations

import pytest

from app.project import edits
from app.project.errors import ProjectError
from app.project.records import ChangeSet, Edit, Suggestion
from app.project.rows import change
from app.project.store import Store
from tests.project.building import (
    add_images,
    apply,
    assert_same_on_disk,
    content,
    draw,
    image_row,
    new_store,
    suggest,
)


def add_in_parts(store: Store, *parts: int) -> int:
    """Add files as one step of several parts; returns the entry that began it."""
    first, number = 0, len(store.media())
    for count in parts:
        rows = [image_row(f"part{number + n:04}.png") for n in range(count)]
        number += count
        edit = edits.add_media_rows(store, rows)
        assert edit is not None
        store.extend(first, edit)
        first = first or store.cursor
    return first


def test_travel_goes_to_any_moment_at_once(store: Store) -> None:
    states = [content(store)]
    start = store.cursor
    for n in range(40):
        draw(store, store.frame_ids()[n % 3], 1 + n % 2, (n, n, n + 20, n + 20))
        states.append(content(store))
    for target in (0, 40, 13, 14, 14, 2, 39):
        store.travel(start + target)
        assert content(store) == states[target]
        assert store.cursor == start + target
        assert_same_on_disk(store)


def test_travel_is_one_change_for_who_watches(store: Store) -> None:
    told: list[ChangeSet] = []
    for n in range(5):
        draw(store, store.frame_ids()[n % 2])
    store.subscribe(told.append)
    change = store.travel(store.cursor - 4, "me")
    assert told == [change]
    assert change is not None
    assert change.initiator == "me"
    assert change.frame_ids == set(store.frame_ids()[:2])
    assert len(change.box_ids) == 4
    assert store.travel(store.cursor) is None
    assert len(told) == 1


def test_travel_back_over_the_frames_themselves_and_forth_again(store: Store) -> None:
    frame_id = add_images(store, 1)[0]
    draw(store, frame_id)
    apply(store, edits.complete_frame(store, frame_id, 0.5))
    end, cursor = content(store), store.cursor
    store.travel(0)
    assert store.frames() == ()
    assert store.media() == ()
    assert store.undo_edit() is None
    assert_same_on_disk(store)
    store.travel(cursor)
    assert content(store) == end
    assert store.redo_edit() is None
    assert_same_on_disk(store)


def test_a_long_way_can_be_gone_in_pieces(store: Store) -> None:
    for n in range(10):
        draw(store, store.frame_ids()[0], 1, (n, n, n + 20, n + 20))
    end = store.cursor
    store.travel(0, most=4)
    assert store.cursor == end - 4
    assert_same_on_disk(store)
    store.travel(0, most=4)
    assert store.cursor == end - 8
    store.travel(end, most=1)
    assert store.cursor == end - 7


@pytest.mark.parametrize("seq", [-1, 99])
def test_there_is_no_way_to_what_never_was(store: Store, seq: int) -> None:
    with pytest.raises(ValueError, match="no entry"):
        store.travel(seq)


def test_a_way_over_a_damaged_entry_leaves_everything_as_it_was(store: Store) -> None:
    frame_id = store.frame_ids()[0]
    suggest(store, frame_id, Suggestion(1, 1, 1, 50, 50, 0.9))
    for n in range(5):
        draw(store, store.frame_ids()[n % 2], 1, (n, n, n + 20, n + 20))
    before, cursor = content(store), store.cursor
    store._db.connection.execute("UPDATE journal SET changes = x'01ff' WHERE seq = ?", (cursor - 2,))
    with pytest.raises(ProjectError, match="damaged"):
        store.travel(1)
    assert content(store) == before
    assert store.cursor == cursor
    assert_same_on_disk(store)
    store.undo()
    store.redo()
    assert content(store) == before


def test_boxes_in_memory_follow_what_is_written(store: Store) -> None:
    """Their frame is looked at before and after, as a window does."""
    frame_id, other = store.frame_ids()[:2]
    first = draw(store, frame_id, 1, (1, 1, 20, 20))
    assert [box.id for box in store.boxes(frame_id)] == [first]
    second = draw(store, frame_id, 2, (5, 5, 30, 30))
    assert [box.id for box in store.boxes(frame_id)] == [first, second]
    apply(store, edits.delete_boxes(store, [first]))
    assert [box.id for box in store.boxes(frame_id)] == [second]
    store.undo()
    assert [box.id for box in store.boxes(frame_id)] == [first, second]
    apply(store, edits.change_box(store, first, (2, 2, 40, 40)))
    assert store.boxes(frame_id)[0].rect == (2, 2, 40, 40)
    assert store.boxes(other) == ()
    assert_same_on_disk(store)


def test_a_step_of_several_parts_is_undone_and_redone_as_one(store: Store) -> None:
    before = content(store)
    first = add_in_parts(store, 2, 3, 1)
    after = content(store)
    edit = store.undo_edit()
    assert edit is not None
    assert (edit.kind, edit.count) == ("add media", 6)
    assert [(step.first, step.seq, step.count) for step in store.history(1)] == [(first, first + 2, 6)]
    store.undo()
    assert content(store) == before
    assert_same_on_disk(store)
    redo = store.redo_edit()
    assert redo is not None
    assert redo.count == 6
    store.redo()
    assert content(store) == after
    assert store.redo_edit() is None
    assert_same_on_disk(store)


def test_a_part_that_comes_after_another_step_is_a_step_of_its_own(store: Store) -> None:
    first = add_in_parts(store, 1, 1)
    draw(store, store.frame_ids()[0])
    late = edits.add_media_rows(store, [image_row("late.png")])
    assert late is not None
    store.extend(first, late)
    assert [(step.kind, step.count) for step in store.history(3)] == [
        ("add media", 1), ("draw", 1), ("add media", 2)
    ]  # fmt: skip
    store.undo()
    assert store.media()[-1].path == "part0004.png"


def test_nothing_is_added_to_a_step_that_was_undone(store: Store) -> None:
    first = add_in_parts(store, 1, 1)
    store.undo()
    late = edits.add_media_rows(store, [image_row("late.png")])
    assert late is not None
    store.extend(first, late)
    assert [(step.kind, step.count) for step in store.steps(2)] == [("add media", 1), ("add media", 3)]
    assert store.redo_edit() is None


def test_half_of_a_step_that_was_taken_back_is_still_a_step(store: Store) -> None:
    """As after a kill on a long way."""
    first = add_in_parts(store, 2, 3)
    store.travel(first)
    undo, redo = store.undo_edit(), store.redo_edit()
    assert undo is not None
    assert redo is not None
    assert (undo.count, redo.count) == (2, 5)
    store.redo()
    assert len(store.media()) == 8
    store.undo()
    assert len(store.media()) == 3


def test_steps_tell_what_can_be_redone_and_which_frames_they_concern(store: Store) -> None:
    frame_id = store.frame_ids()[1]
    draw(store, frame_id)
    apply(store, edits.complete_frame(store, frame_id, 0.5))
    store.undo()
    newest, drawn, added = store.steps()
    assert [step.kind for step in (newest, drawn, added)] == ["complete", "draw", "add media"]
    assert newest.first > store.cursor >= drawn.seq
    assert store.frames_of_step(drawn) == (frame_id,)
    assert store.frames_of_step(added) == store.frame_ids()
    assert store.steps(5, before=drawn.first) == [added]
    assert store.history() == [drawn, added]


def test_files_that_come_back_are_where_they_were(store: Store) -> None:
    names = [media.path for media in store.media()]
    first, second = store.media()[0], store.frames()[0]
    store.apply(Edit(kind="remove media", changes=(change(second, None), change(first, None))))
    assert [media.path for media in store.media()] == names[1:]
    store.undo()
    assert [media.path for media in store.media()] == names
    assert_same_on_disk(store)


def test_what_was_taken_back_with_a_file_is_taken_back_for_ever(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """The news of corrections follows a way that is gone at once as it follows single steps."""
    at_once, in_steps = (new_store(tmp_path_factory.mktemp(name)) for name in ("at-once", "in-steps"))
    for project in (at_once, in_steps):
        for n in range(3):
            draw(project, project.frame_ids()[n])
    at_once.travel(0)
    at_once.travel(4)
    for _ in range(4):
        in_steps.undo()
    for _ in range(4):
        in_steps.redo()
    assert set(at_once.corrected_frames()) == set(in_steps.corrected_frames())
    assert_same_on_disk(at_once)
    at_once.close()
    in_steps.close()
