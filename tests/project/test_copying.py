"""Copying boxes to other frames: where they come to lie, and what is not put there twice."""

from __future__ import annotations

import pytest

from app.project import edits
from app.project.copying import STEP, Copied, copied, copy_boxes, paste_boxes
from app.project.errors import ProjectError
from app.project.records import BoxOrigin, BoxState
from app.project.store import Store
from tests.project.building import apply, draw


def rects(store: Store, frame_id: int) -> list[tuple[float, ...]]:
    return [box.rect for box in store.boxes(frame_id)]


def test_copies_are_confirmed_boxes_of_a_person_at_the_same_place(store: Store) -> None:
    first, second, *_ = store.frame_ids()
    box_id = draw(store, first, 2, (10, 20, 30, 40))
    apply(store, edits.lock_boxes(store, [box_id]))
    edit = copy_boxes(store, store.boxes(first), [second], "duplicate")
    assert edit is not None
    assert (edit.kind, edit.count) == ("duplicate", 1)
    apply(store, edit)
    (box,) = store.boxes(second)
    assert (box.rect, box.class_id, box.locked) == ((10, 20, 30, 40), 2, False)
    assert (box.state, box.origin) == (BoxState.CONFIRMED, BoxOrigin.PERSON)
    store.undo()
    assert store.boxes(second) == ()


def test_what_is_there_already_is_not_put_there_twice(store: Store) -> None:
    first, second, *_ = store.frame_ids()
    draw(store, first, 1, (10, 20, 30, 40))
    draw(store, first, 1, (50, 20, 80, 40))
    draw(store, second, 1, (10, 20, 30, 40))
    apply(store, copy_boxes(store, store.boxes(first), [second], "duplicate"))
    assert rects(store, second) == [(10, 20, 30, 40), (50, 20, 80, 40)]
    assert copy_boxes(store, store.boxes(first), [second], "duplicate") is None


def test_beside_means_moved_aside_together_and_within_the_frame(store: Store) -> None:
    frame_id = store.frame_ids()[0]
    draw(store, frame_id, 1, (10, 20, 30, 40))
    draw(store, frame_id, 1, (50, 20, 80, 40))
    copies = copied(store, store.boxes(frame_id))
    for times in (1, 2):
        apply(store, paste_boxes(store, copies, [frame_id], "paste", beside=True))
        assert rects(store, frame_id)[-1] == (
            50 + times * STEP,
            20 + times * STEP,
            80 + times * STEP,
            40 + times * STEP,
        )
    frame = store.frame(frame_id)
    corner = draw(store, frame_id, 1, (frame.width - 20, frame.height - 20, frame.width, frame.height))
    apply(store, paste_boxes(store, copied(store, [store.box(corner)]), [frame_id], "paste", beside=True))
    assert rects(store, frame_id)[-1] == (
        frame.width - 30,
        frame.height - 30,
        frame.width - 10,
        frame.height - 10,
    )


def test_another_size_scales_and_another_project_goes_by_names(store: Store) -> None:
    frame = store.frame(store.frame_ids()[0])
    name = store.classes()[1].name
    copy = Copied(77, name, (0, 0, 10, 10), 2 * frame.width, 4 * frame.height)
    apply(store, paste_boxes(store, [copy], [frame.id], "paste"))
    (box,) = store.boxes(frame.id)
    assert (box.rect, box.class_id) == ((0, 0, 5, 2.5), store.classes()[1].id)
    with pytest.raises(ProjectError, match="no class “worm”"):
        paste_boxes(store, [Copied(1, "worm", (0, 0, 9, 9), 100, 100)], [frame.id], "paste")


@pytest.mark.parametrize(("shift", "there"), [(0.49, True), (-0.49, True), (0.51, False), (-0.51, False)])
@pytest.mark.parametrize("x", [10.0, 10.3, 10.99])
def test_half_a_pixel_is_the_same_place_also_across_whole_pixels(
    store: Store, shift: float, there: bool, x: float
) -> None:
    first, second, *_ = store.frame_ids()
    draw(store, first, 1, (x, 20, 30, 40))
    draw(store, second, 1, (x + shift, 20 + shift, 30 + shift, 40 + shift))
    assert (copy_boxes(store, store.boxes(first), [second], "duplicate") is None) == there
