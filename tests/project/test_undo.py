"""Undo and redo where the journal meets what is not on it: suggestions, taught frames, frames and classes that go."""

from __future__ import annotations

import msgspec
import pytest

from app.project import edits
from app.project.history import decode, encode
from app.project.records import (
    Box,
    BoxOrigin,
    BoxState,
    Edit,
    Frame,
    Media,
    ObjectClass,
    Suggestion,
    Version,
    VersionStatus,
)
from app.project.rows import Delta, change
from app.project.store import Store
from tests.project.building import add_images, apply, assert_same_on_disk, content, draw, suggest

BOX = Suggestion(1, 100, 100, 200, 200, 0.9)
NEAR = Suggestion(1, 102, 100, 202, 200, 0.8)
FAR = Suggestion(1, 400, 300, 450, 350, 0.7)


def test_undo_goes_back_to_the_start_and_redo_to_the_end(store: Store) -> None:
    states = [content(store)]
    for n in range(30):
        draw(store, store.frame_ids()[n % 3], 1 + n % 2, (n, n, n + 20, n + 20))
        states.append(content(store))
    for state in reversed(states[:-1]):
        store.undo()
        assert content(store) == state
    for state in states[1:]:
        store.redo()
        assert content(store) == state
    assert store.redo() is None


def test_the_journal_is_still_there_after_reopening(store: Store) -> None:
    frame_id = store.frame_ids()[0]
    start = content(store)
    draw(store, frame_id)
    middle = content(store)
    draw(store, frame_id, 2)
    end = content(store)
    store.undo()
    store.close()
    with Store.open(store.folder) as again:
        assert content(again) == middle
        again.redo()
        assert content(again) == end
        again.undo()
        again.undo()
        assert content(again) == start


def test_history_names_what_can_be_undone(store: Store) -> None:
    frame_id = store.frame_ids()[0]
    draw(store, frame_id)
    apply(store, edits.complete_frame(store, frame_id, 0.5))
    kinds = [(entry.kind, entry.count) for entry in store.history()]
    assert kinds == [("complete", 1), ("draw", 1), ("add media", 3)]
    times = [entry.time for entry in store.history(2)]
    assert len(times) == 2
    assert times[0] >= times[1] > 1.6e9
    store.undo()
    undo, redo = store.undo_edit(), store.redo_edit()
    assert undo is not None
    assert redo is not None
    assert (undo.kind, redo.kind) == ("draw", "complete")


def test_a_new_edit_forgets_what_could_be_redone(store: Store) -> None:
    frame_id = store.frame_ids()[0]
    draw(store, frame_id)
    store.undo()
    draw(store, frame_id, 2)
    assert store.redo_edit() is None
    assert store.redo() is None
    assert_same_on_disk(store)


def test_undo_of_accept_gives_the_suggestion_back(store: Store) -> None:
    frame_id = store.frame_ids()[0]
    (box_id,) = suggest(store, frame_id, BOX)
    apply(store, edits.accept_boxes(store, [box_id]))
    assert suggest(store, frame_id, NEAR, version=2) == []  # A confirmed box answers it.
    store.undo()
    (box,) = store.boxes(frame_id)
    assert (box.id, box.state, box.version_id) == (box_id, BoxState.SUGGESTED, 1)


def test_a_suggestion_does_not_come_back_beside_a_newer_one(store: Store) -> None:
    frame_id = store.frame_ids()[0]
    (box_id,) = suggest(store, frame_id, BOX)
    apply(store, edits.change_box(store, box_id, (300, 300, 400, 400)))
    (newer,) = suggest(store, frame_id, NEAR, version=2)
    store.undo()
    assert [box.id for box in store.boxes(frame_id)] == [newer]
    store.redo()
    assert store.box(box_id).rect == (300, 300, 400, 400)
    assert_same_on_disk(store)


def test_close_suggestions_of_one_detection_all_come_back(store: Store) -> None:
    frame_id = store.frame_ids()[0]
    beside = Suggestion(1, 130, 100, 230, 200, 0.8)
    suggest(store, frame_id, BOX, beside)
    before = content(store)
    apply(store, edits.complete_frame(store, frame_id, 0.85))
    store.undo()
    assert content(store) == before


def test_what_can_be_redone_is_forgotten_with_the_suggestion_it_is_about(store: Store) -> None:
    first, second, _ = store.frame_ids()
    (box_id,) = suggest(store, first, BOX)
    apply(store, edits.accept_boxes(store, [box_id]))
    store.undo()
    suggest(store, second, FAR)
    assert store.redo_edit() is not None  # Another frame's suggestions do not matter.
    suggest(store, first, FAR)
    assert store.redo_edit() is None
    assert_same_on_disk(store)


def test_undo_does_not_forget_what_detected_and_what_was_taught(store: Store) -> None:
    frame_id = store.frame_ids()[0]
    apply(store, edits.complete_frame(store, frame_id, 0.5))
    suggest(store, frame_id, BOX, version=7)
    store.mark_taught([frame_id, 999])
    store.undo()
    frame = store.frame(frame_id)
    assert (frame.reviewed, frame.taught, frame.detected_by) == (False, True, 7)
    store.redo()
    frame = store.frame(frame_id)
    assert (frame.reviewed, frame.taught, frame.detected_by) == (True, True, 7)
    assert_same_on_disk(store)


def test_frames_that_come_back_are_still_taught(store: Store) -> None:
    (frame_id,) = add_images(store, 1)
    suggest(store, frame_id, BOX)
    store.mark_taught([frame_id])
    store.undo()
    assert not store.has_frame(frame_id)
    assert frame_id not in store.counts()
    assert_same_on_disk(store)
    store.redo()
    assert store.frame(frame_id).taught
    assert store.frame(frame_id).detected_by is None  # Its suggestions went, so it counts as not looked at.
    assert store.boxes(frame_id) == ()
    assert_same_on_disk(store)


def test_a_class_that_goes_takes_its_suggestions_along(store: Store) -> None:
    frame_id = store.frame_ids()[0]
    apply(store, edits.add_class(store, "bird"))
    suggest(store, frame_id, msgspec.structs.replace(BOX, class_id=3), FAR)
    store.undo()
    assert [box.class_id for box in store.boxes(frame_id)] == [1]
    assert_same_on_disk(store)
    # A detector that still knows the class cannot bring it back.
    suggest(store, frame_id, msgspec.structs.replace(BOX, class_id=3))
    assert store.boxes(frame_id) == ()
    store.redo()
    assert [item.name for item in store.classes()] == ["cat", "dog", "bird"]


def test_versions_are_not_undone(store: Store) -> None:
    draw(store, store.frame_ids()[0])
    version = Version(id=1, parent_id=None, created_at=0, status=VersionStatus.ACCEPTED)
    store.add_version(version, activate=True)
    while store.undo():
        pass
    assert store.active_version() == version
    assert store.frames() == ()


@pytest.mark.parametrize("copies", [1, 1000])
def test_changes_survive_being_stored(copies: int) -> None:
    box = Box(
        id=1, frame_id=2, class_id=3, x1=0.1, y1=1 / 3, x2=5e-324, y2=1e300, score=0.25, version_id=4,
        state=BoxState.REJECTED, origin=BoxOrigin.MODEL, edited=True, changed_at=1.5,
    )  # fmt: skip
    frame = Frame(id=2, media_id=1, index=0, width=1, height=2, note="è\n", timestamp_ms=None, taught=True)
    media = Media(id=1, kind="video", path="a/b", size=2**62, mtime_ns=-5, fingerprint="x")
    kind = ObjectClass(id=3, name="cat", colour="#000000", position=0)
    deltas = [Delta("box", None, box), Delta("frame", frame, None), Delta("media", media, media)] * copies
    deltas.append(Delta("class", kind, None))
    assert decode(encode(deltas)) == deltas
    assert len(encode(deltas)) < 600 + 40 * copies


def test_locks_and_keys_are_steps(store: Store) -> None:
    frame_id = store.frame_ids()[0]
    box, kind = store.box(draw(store, frame_id)), store.classes()[0]
    locked = change(box, msgspec.structs.replace(box, locked=True))
    apply(store, Edit(kind="lock", changes=(locked,)))
    apply(store, Edit(kind="class key", changes=(change(kind, msgspec.structs.replace(kind, key="C")),)))
    assert_same_on_disk(store)
    assert (store.boxes(frame_id)[0].locked, store.class_by_id(kind.id).key) == (True, "C")
    store.undo()
    store.undo()
    assert (store.boxes(frame_id)[0].locked, store.class_by_id(kind.id).key) == (False, "")
    store.redo()
    assert store.boxes(frame_id)[0].locked


def test_how_a_file_was_found_is_no_step(store: Store) -> None:
    media = store.media()[0]
    moved = msgspec.structs.replace(media, path="elsewhere/i0000.png", seen="missing")
    apply(store, Edit(kind="relink media", changes=(change(media, moved),)))
    assert store.media_by_id(media.id) == msgspec.structs.replace(moved, seen="")
