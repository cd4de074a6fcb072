"""Each thing a person does: what it changes, what it leaves, and that undo takes it back exactly."""

from __future__ import annotations

import math
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.project import edits, review
from app.project.errors import ProjectError
from app.project.geometry import clip_rect
from app.project.records import (
    BoxOrigin,
    BoxState,
    Edit,
    FrameLabels,
    Label,
    Media,
    NewMedia,
    Suggestion,
)
from app.project.rows import change
from app.project.store import Store
from retinanet_core.errors import InvalidBoxError
from tests.project.building import (
    apply,
    assert_same_on_disk,
    content,
    draw,
    image_row,
    imported_suggestion,
    suggest,
    taught_version,
    video_row,
)

HIGH = Suggestion(1, 100, 100, 200, 200, 0.9)
LOW = Suggestion(2, 300, 100, 400, 200, 0.2)


def check_undoable(store: Store, edit: Edit | None) -> None:
    """Apply an edit; taking it back and doing it again changes exactly that."""
    before = content(store)
    apply(store, edit)
    after = content(store)
    assert after != before
    store.undo()
    assert content(store) == before
    store.redo()
    assert content(store) == after
    assert_same_on_disk(store)


def test_draw(store: Store) -> None:
    frame_id = store.frame_ids()[0]
    edit = edits.draw_box(store, frame_id, 2, (10, 20, 30.5, 40))
    assert (edit.kind, edit.count) == ("draw", 1)
    check_undoable(store, edit)
    (box,) = store.boxes(frame_id)
    assert box.rect == (10, 20, 30.5, 40)
    assert (box.class_id, box.state, box.origin, box.score) == (2, BoxState.CONFIRMED, BoxOrigin.PERSON, None)
    assert box.changed_at > 0


def test_a_box_is_clipped_to_its_frame(store: Store) -> None:
    frame_id = store.frame_ids()[0]
    box_id = draw(store, frame_id, rect=(700, -5, 600, 20))
    assert store.box(box_id).rect == (600, 0, 640, 20)
    apply(store, edits.change_box(store, box_id, (-50, 470, 10, 900)))
    assert store.box(box_id).rect == (0, 470, 10, 480)


@pytest.mark.parametrize(
    "rect",
    [
        (5, 5, 5, 9),
        (math.nan, 0, 1, 1),
        (0, 0, math.inf, 1),
        (-9, 0, 0, 5),
        (640, 1, 650, 9),
        (3, 480, 9, 500),
    ],
)
def test_a_box_without_an_area_is_refused(store: Store, rect: tuple[float, ...]) -> None:
    frame_id = store.frame_ids()[0]
    box_id = draw(store, frame_id)
    before = content(store)
    with pytest.raises(InvalidBoxError):
        edits.draw_box(store, frame_id, 1, rect)
    with pytest.raises(InvalidBoxError):
        edits.change_box(store, box_id, rect)
    with pytest.raises(InvalidBoxError):
        edits.add_labels(store, [FrameLabels(frame_id, [Label("cat", *rect)])], reviewed=True)
    assert content(store) == before


@given(
    rect=st.tuples(*[st.floats(-1e9, 1e9)] * 4),
    size=st.tuples(st.integers(1, 10_000), st.integers(1, 10_000)),
)
def test_a_clipped_rectangle_lies_on_the_frame_and_stays(
    rect: tuple[float, float, float, float], size: tuple[int, int]
) -> None:
    try:
        x1, y1, x2, y2 = clipped = clip_rect(rect, *size)
    except InvalidBoxError:
        left, right = sorted((rect[0], rect[2]))
        top, bottom = sorted((rect[1], rect[3]))
        assert min(right, size[0]) <= max(left, 0) or min(bottom, size[1]) <= max(top, 0)
    else:
        assert 0 <= x1 < x2 <= size[0]
        assert 0 <= y1 < y2 <= size[1]
        assert clip_rect(clipped, *size) == clipped


def test_move_and_resize_are_told_apart(store: Store) -> None:
    box_id = draw(store, store.frame_ids()[0], rect=(10, 10, 50, 50))
    move = edits.change_box(store, box_id, (20.1, 10.2, 60.1, 50.2))
    assert move is not None
    assert move.kind == "move"
    check_undoable(store, move)
    resize = edits.change_box(store, box_id, (20, 10, 60, 55))
    assert resize is not None
    assert resize.kind == "resize"
    assert edits.change_box(store, box_id, store.box(box_id).rect) is None


def test_changing_a_suggestion_confirms_it(store: Store) -> None:
    frame_id = store.frame_ids()[0]
    (box_id,) = suggest(store, frame_id, HIGH)
    check_undoable(store, edits.change_box(store, box_id, (101, 100, 200, 200)))
    box = store.box(box_id)
    assert (box.state, box.origin, box.edited, box.score) == (BoxState.CONFIRMED, BoxOrigin.MODEL, True, 0.9)


def test_relabel(store: Store) -> None:
    frame_id = store.frame_ids()[0]
    mine = draw(store, frame_id, class_id=1)
    theirs, same = suggest(store, frame_id, HIGH, Suggestion(2, 300, 300, 400, 400, 0.8))
    edit = edits.relabel_boxes(store, [mine, theirs, same, mine], 2)
    assert edit is not None
    assert (edit.kind, edit.count) == ("relabel", 3)
    check_undoable(store, edit)
    assert {store.box(box_id).class_id for box_id in (mine, theirs, same)} == {2}
    assert {store.box(box_id).state for box_id in (mine, theirs, same)} == {BoxState.CONFIRMED}
    assert store.box(theirs).edited
    assert not store.box(same).edited  # It was of that class already: accepted as it stood.
    assert edits.relabel_boxes(store, [mine], 2) is None


def test_delete_keeps_what_a_model_proposed_as_rejected(store: Store) -> None:
    frame_id = store.frame_ids()[0]
    drawn = draw(store, frame_id)
    suggested, accepted, moved = suggest(store, frame_id, HIGH, LOW, Suggestion(2, 500, 300, 600, 400, 0.5))
    apply(store, edits.accept_boxes(store, [accepted]))
    apply(store, edits.change_box(store, moved, (510, 300, 600, 400)))
    edit = edits.delete_boxes(store, [drawn, suggested, accepted, moved])
    assert edit is not None
    assert (edit.kind, edit.count) == ("delete", 4)
    check_undoable(store, edit)
    left = {box.id: box.state for box in store.boxes(frame_id)}
    assert left == {suggested: BoxState.REJECTED, accepted: BoxState.REJECTED}
    apply(store, edits.delete_boxes(store, [suggested]))  # Deleting a rejected box forgets it.
    assert [box.id for box in store.boxes(frame_id)] == [accepted]
    assert edits.delete_boxes(store, []) is None


def test_accept_boxes(store: Store) -> None:
    frame_id = store.frame_ids()[0]
    ids = suggest(store, frame_id, HIGH, LOW)
    edit = edits.accept_boxes(store, ids)
    assert edit is not None
    assert edit.count == 2
    check_undoable(store, edit)
    assert {box.state for box in store.boxes(frame_id)} == {BoxState.CONFIRMED}
    assert not any(box.edited for box in store.boxes(frame_id))
    assert edits.accept_boxes(store, ids) is None


def test_accept_frame_takes_what_is_shown(store: Store) -> None:
    frame_id = store.frame_ids()[0]
    high, low, hidden = suggest(store, frame_id, HIGH, LOW, Suggestion(2, 10, 300, 90, 400, 0.95))
    from_file = imported_suggestion(store, frame_id)
    check_undoable(store, edits.accept_frame(store, frame_id, 0.9, {2}))
    states = {box.id: box.state for box in store.boxes(frame_id)}
    assert states == {
        high: BoxState.CONFIRMED,
        from_file: BoxState.CONFIRMED,
        low: BoxState.SUGGESTED,
        hidden: BoxState.SUGGESTED,
    }
    assert edits.accept_frame(store, frame_id, 0.99, set()) is None


def test_reject_passes_over_what_a_person_made(store: Store) -> None:
    frame_id = store.frame_ids()[0]
    drawn = draw(store, frame_id)
    suggested, accepted = suggest(store, frame_id, HIGH, LOW)
    apply(store, edits.accept_boxes(store, [accepted]))
    check_undoable(store, edits.reject_boxes(store, [drawn, suggested, accepted]))
    states = {box.id: box.state for box in store.boxes(frame_id)}
    assert states == {
        drawn: BoxState.CONFIRMED,
        suggested: BoxState.REJECTED,
        accepted: BoxState.REJECTED,
    }
    assert edits.reject_boxes(store, [drawn]) is None
    apply(store, edits.accept_boxes(store, [suggested]))  # A rejected box can be taken back.
    assert store.box(suggested).state is BoxState.CONFIRMED


def test_complete_and_reopen(store: Store) -> None:
    frame_id = store.frame_ids()[1]
    drawn = draw(store, frame_id)
    high, _low = suggest(store, frame_id, HIGH, LOW)
    edit = edits.complete_frame(store, frame_id, 0.9)
    assert edit is not None
    assert (edit.kind, edit.count) == ("complete", 1)
    check_undoable(store, edit)
    assert store.frame(frame_id).reviewed
    states = {box.id: box.state for box in store.boxes(frame_id)}
    assert states == {drawn: BoxState.CONFIRMED, high: BoxState.REJECTED}
    assert store.totals().reviewed == 1
    assert edits.complete_frame(store, frame_id, 0.5) is None
    check_undoable(store, edits.reopen_frame(store, frame_id))
    assert not store.frame(frame_id).reviewed
    assert edits.reopen_frame(store, frame_id) is None


def test_a_frame_without_boxes_can_be_complete(store: Store) -> None:
    check_undoable(store, edits.complete_frame(store, store.frame_ids()[0], 0.3))
    assert store.counts() == {}


def test_pin_and_unpin(store: Store) -> None:
    ids = store.frame_ids()
    edit = edits.pin_frames(store, [*ids[:2], ids[0]])
    assert edit is not None
    assert edit.count == 2
    check_undoable(store, edit)
    assert [frame.pinned for frame in store.frames()] == [True, True, False]
    assert edits.pin_frames(store, ids[:2]) is None
    check_undoable(store, edits.unpin(store, ids))
    assert store.totals().pinned == 0


def test_note(store: Store) -> None:
    frame_id = store.frame_ids()[0]
    check_undoable(store, edits.set_note(store, frame_id, "blurred, è così \udc80\0"))
    assert store.frame(frame_id).note == "blurred, è così ?"
    assert edits.set_note(store, frame_id, store.frame(frame_id).note) is None


def test_classes(store: Store) -> None:
    check_undoable(store, edits.add_class(store, "  white   cell "))
    cat, dog, cell = store.classes()
    assert (cell.id, cell.name, cell.position) == (3, "white cell", 2)
    assert len({cat.colour, dog.colour, cell.colour}) == 3
    check_undoable(store, edits.rename_class(store, dog.id, "wolf"))
    check_undoable(store, edits.recolour_class(store, dog.id, "#abcdef"))
    assert store.class_by_id(dog.id).name == "wolf"
    assert store.class_by_id(dog.id).colour == "#ABCDEF"
    assert edits.rename_class(store, dog.id, " wolf ") is None
    assert edits.recolour_class(store, dog.id, "#ABCDEF") is None


@pytest.mark.parametrize(
    "edit",
    [
        lambda store: edits.add_class(store, "cat"),
        lambda store: edits.add_class(store, " \n"),
        lambda store: edits.add_class(store, "new", "red"),
        lambda store: edits.rename_class(store, 1, "dog"),
        lambda store: edits.rename_class(store, 1, ""),
        lambda store: edits.recolour_class(store, 1, "#12345"),
    ],
)
def test_classes_that_cannot_be(store: Store, edit: Callable[[Store], Edit]) -> None:
    with pytest.raises(ProjectError):
        edit(store)


def test_a_class_id_never_comes_back(store: Store) -> None:
    apply(store, edits.add_class(store, "bird"))
    store.undo()
    apply(store, edits.add_class(store, "fish"))
    assert [(item.id, item.name) for item in store.classes()][2:] == [(4, "fish")]


def test_many_classes_have_many_colours(store: Store) -> None:
    for n in range(37):
        apply(store, edits.add_class(store, f"class {n}"))
    assert len({item.colour for item in store.classes()}) == 39


def test_add_media_rows(store: Store) -> None:
    broken = NewMedia(
        media=Media(
            id=0, kind="image", path="x.png", size=0, mtime_ns=0, fingerprint="", problem="It is empty."
        ),
        timestamps_ms=[],
    )
    edit = edits.add_media_rows(store, [video_row("clip.mp4", 3), broken, image_row("last.png")])
    assert edit is not None
    assert (edit.kind, edit.count) == ("add media", 3)
    check_undoable(store, edit)
    clip, bad, last = store.media()[3:]
    assert [(frame.media_id, frame.index, frame.timestamp_ms) for frame in store.frames()[3:]] == [
        (clip.id, 0, 0.0),
        (clip.id, 1, 40.0),
        (clip.id, 2, 80.0),
        (last.id, 0, None),
    ]
    assert bad.problem == "It is empty."
    # The file could be read later on: its row is replaced and frames come.
    row = msgspec.structs.replace(image_row(bad.path).media, id=bad.id)
    mended = NewMedia(media=row, timestamps_ms=[None])
    check_undoable(store, edits.add_media_rows(store, [mended]))
    assert store.media_by_id(bad.id).problem == ""
    assert [frame.media_id for frame in store.frames()[3:]] == [clip.id, clip.id, clip.id, bad.id, last.id]
    assert edits.add_media_rows(store, []) is None


def test_add_labels_as_reviewed(store: Store) -> None:
    first, second, _ = store.frame_ids()
    labels = [
        FrameLabels(first, [Label("cat", 1, 1, 9, 9), Label("bird", 2, 2, 900, 9), Label("cat", 1, 1, 9, 9)]),
        FrameLabels(second, []),
    ]
    edit = edits.add_labels(store, labels, reviewed=True)
    assert edit is not None
    assert (edit.kind, edit.count) == ("import labels", 2)
    check_undoable(store, edit)
    assert [item.name for item in store.classes()] == ["cat", "dog", "bird"]
    cat, bird = store.boxes(first)
    assert (cat.class_id, cat.rect, cat.state, cat.origin) == (
        1,
        (1, 1, 9, 9),
        BoxState.CONFIRMED,
        BoxOrigin.IMPORT,
    )
    assert bird.rect == (2, 2, 640, 9)
    assert [frame.reviewed for frame in store.frames()] == [True, True, False]
    assert edits.add_labels(store, labels, reviewed=True) is None  # Once more adds nothing.


def test_add_labels_as_suggestions_then_reviewed(store: Store) -> None:
    frame_id = store.frame_ids()[0]
    labels = [FrameLabels(frame_id, [Label("cat", 1, 1, 9, 9, 0.7)])]
    check_undoable(store, edits.add_labels(store, labels, reviewed=False))
    (box,) = store.boxes(frame_id)
    assert (box.state, box.origin, box.score) == (BoxState.SUGGESTED, BoxOrigin.IMPORT, 0.7)
    assert not store.frame(frame_id).reviewed
    suggest(store, frame_id)  # A detector that finds nothing does not take them away.
    assert store.boxes(frame_id) == (box,)
    check_undoable(store, edits.add_labels(store, labels, reviewed=True))
    (confirmed,) = store.boxes(frame_id)
    assert (confirmed.id, confirmed.state) == (box.id, BoxState.CONFIRMED)


def test_a_frame_is_complete_for_the_classes_that_there_are(store: Store) -> None:
    first, second, third = store.frame_ids()
    check_undoable(store, edits.complete_frame(store, first, 0.5))
    assert store.frame(first).reviewed_classes == "1-2"
    assert edits.complete_frame(store, first, 0.5) is None
    apply(store, edits.add_class(store, "bird"))
    assert review.unreviewed_classes(store, store.frame(first)) == {3}
    assert review.unreviewed_classes(store, store.frame(second)) == set()  # It is open.
    apply(store, edits.complete_frame(store, second, 0.5))
    assert store.frame(second).reviewed_classes == "1-3"
    check_undoable(store, edits.complete_frame(store, first, 0.5))  # Once more, for the bird.
    assert store.frame(first).reviewed_classes == "1-3"
    assert review.unreviewed_classes(store, store.frame(first)) == set()
    check_undoable(store, edits.reopen_frame(store, first))
    assert store.frame(first).reviewed_classes == ""
    assert store.frame(third).reviewed_classes == ""


def test_completing_once_more_is_something_to_learn_from(store: Store) -> None:
    first = store.frame_ids()[0]
    apply(store, edits.complete_frame(store, first, 0.5))
    apply(store, edits.add_class(store, "bird"))
    store.add_version(taught_version(1, store.revision), activate=True)
    assert set(store.corrected_frames()) == set()
    apply(store, edits.complete_frame(store, first, 0.5))
    assert set(store.corrected_frames()) == {first}


def test_labels_from_elsewhere_cover_the_classes_that_they_bring(store: Store) -> None:
    first, second, _ = store.frame_ids()
    apply(store, edits.complete_frame(store, second, 0.5))
    labels = [FrameLabels(first, [Label("bird", 1, 1, 9, 9)]), FrameLabels(second, [])]
    check_undoable(store, edits.add_labels(store, labels, reviewed=False))
    assert store.frame(first).reviewed_classes == ""
    assert store.frame(second).reviewed_classes == "1-2"
    check_undoable(store, edits.add_labels(store, labels, reviewed=True))
    assert (
        store.frame(first).reviewed_classes == "3"
    )  # Whoever made them looked for birds; of the others nobody knows.
    assert store.frame(second).reviewed_classes == "1-3"


def test_classes_that_go_or_become_another_leave_no_gap(store: Store) -> None:
    first, second, _ = store.frame_ids()
    apply(store, edits.add_class(store, "bird"))
    apply(store, edits.complete_frame(store, first, 0.5))
    boxes = [draw(store, frame_id, 2) for frame_id in (first, second)]
    apply(store, edits.relabel_boxes(store, boxes, 3))
    apply(store, Edit(kind="merge classes", changes=(change(store.class_by_id(2), None),)))
    assert review.unreviewed_classes(store, store.frame(first)) == set()
    assert edits.complete_frame(store, first, 0.5) is None
    apply(store, edits.add_class(store, "fish"))
    assert review.unreviewed_classes(store, store.frame(first)) == {4}
    apply(store, edits.complete_frame(store, first, 0.5))
    assert store.frame(first).reviewed_classes == "1,3-4"


def test_labels_from_elsewhere_say_nothing_of_classes_that_they_do_not_know(store: Store) -> None:
    """Cats and dogs in the project, birds in the file."""
    first, second, _ = store.frame_ids()
    apply(store, edits.complete_frame(store, second, 0.5))
    labels = [FrameLabels(first, [Label("bird", 1, 1, 9, 9)]), FrameLabels(second, [])]
    check_undoable(store, edits.add_labels(store, labels, reviewed=True))
    assert store.frame(first).reviewed_classes == "3"
    assert store.frame(second).reviewed_classes == "1-3"
    assert review.unreviewed_classes(store, store.frame(first)) == {1, 2}


def test_classes_that_a_file_declares_were_looked_for(store: Store) -> None:
    first, *_ = store.frame_ids()
    labels = [FrameLabels(first, [Label("cat", 1, 1, 9, 9)])]
    edit = edits.add_labels(store, labels, reviewed=True, declared=["cat", "dog", "unicorn"])
    check_undoable(store, edit)
    assert store.frame(first).reviewed_classes == "1-2"
    assert [item.name for item in store.classes()] == ["cat", "dog"]


def test_several_boxes_change_in_one_step_and_locked_ones_do_not(store: Store) -> None:
    frame_id = store.frame_ids()[0]
    first, second, third = (draw(store, frame_id, rect=(x, 10, x + 20, 40)) for x in (10, 50, 90))
    check_undoable(store, edits.lock_boxes(store, [third]))
    assert edits.lock_boxes(store, [third]) is None
    rects = {first: (20, 20, 40, 50), second: (60, 20, 80, 50), third: (0, 0, 5, 5)}
    move = edits.change_boxes(store, rects)
    assert move is not None
    assert (move.kind, move.count) == ("move", 2)
    check_undoable(store, move)
    resize = edits.change_boxes(store, {first: (20, 20, 41, 50), second: (61, 20, 81, 50)})
    assert resize is not None
    assert resize.kind == "resize"
    assert edits.change_boxes(store, {third: (0, 0, 5, 5)}) is None


def test_a_locked_box_is_not_relabelled_rejected_or_deleted(store: Store) -> None:
    frame_id = store.frame_ids()[0]
    high, low = suggest(store, frame_id, HIGH, LOW)
    check_undoable(store, edits.lock_boxes(store, [high]))
    locked = store.box(high)
    assert locked.state is BoxState.CONFIRMED
    assert edits.relabel_boxes(store, [high], 2) is None
    assert edits.delete_boxes(store, [high]) is None
    assert edits.reject_boxes(store, [high]) is None
    apply(store, edits.delete_boxes(store, [high, low]))
    assert [box.state for box in store.boxes(frame_id)] == [BoxState.CONFIRMED, BoxState.REJECTED]
    assert edits.lock_boxes(store, [low]) is None, "what is not there cannot be locked"
    check_undoable(store, edits.unlock_boxes(store, [high]))
    assert store.box(high) == msgspec.structs.replace(locked, locked=False)
