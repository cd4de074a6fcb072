"""Classes that are moved, given keys, merged and deleted: ids never shift, and undo brings everything back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.project import class_edits, edits, review
from app.project.class_aliases import MERGED, became, pack, unpack, with_class_gone
from app.project.class_going import ClassGoing, half_reviewed
from app.project.class_impact import class_impact, versions_that_know
from app.project.errors import ProjectError
from app.project.records import Box, BoxCounts, BoxState, ClassTotals, ObjectClass, Suggestion
from app.project.store import Store
from retinanet_core.checkpoint import ModelInfo, save_info
from retinanet_core.config import preset
from retinanet_core.types import ObjectClass as ModelClass
from tests.project.building import (
    add_images,
    apply,
    assert_same_on_disk,
    content,
    draw,
    new_store,
    suggest,
    temporary_folder,
)

CAT, DOG = 1, 2


def go(store: Store, class_id: int, into: int | None = None, *, complete: bool = False) -> None:
    going = ClassGoing(store, class_id, into, complete=complete)
    assert not going.go_on()
    assert going.done == going.total


def classes(store: Store) -> dict[int, str]:
    return {item.id: item.name for item in store.classes()}


def undo_and_redo(store: Store, act: Callable[[], object]) -> None:
    before = content(store)
    act()
    after = content(store)
    assert_same_on_disk(store)
    assert store.undo() is not None
    assert content(store) == before
    assert_same_on_disk(store)
    assert store.redo() is not None
    assert content(store) == after


def test_classes_are_moved_without_a_shift_of_ids(store: Store) -> None:
    apply(store, edits.add_class(store, "bird"))
    draw(store, store.frame_ids()[0], DOG)
    undo_and_redo(store, lambda: apply(store, class_edits.move_class(store, 3, 0)))
    assert classes(store) == {3: "bird", 1: "cat", 2: "dog"}
    assert list(classes(store)) == [3, 1, 2]
    assert store.boxes(store.frame_ids()[0])[0].class_id == DOG
    assert class_edits.move_class(store, 3, 0) is None
    apply(store, class_edits.move_class(store, 3, 99))
    assert list(classes(store)) == [1, 2, 3]


def test_a_class_gets_a_key_that_no_other_has(store: Store) -> None:
    undo_and_redo(store, lambda: apply(store, class_edits.set_class_key(store, DOG, "Q")))
    assert store.class_by_id(DOG).key == "Q"
    with pytest.raises(ProjectError, match="The key Q belongs to the class dog already"):
        class_edits.set_class_key(store, CAT, "Q")
    assert class_edits.set_class_key(store, DOG, "Q") is None
    apply(store, class_edits.set_class_key(store, DOG, ""))
    apply(store, class_edits.set_class_key(store, CAT, "Q"))


def test_a_deleted_class_takes_its_boxes_along_and_undo_brings_them_back(store: Store) -> None:
    first, second, _ = store.frame_ids()
    kept = draw(store, first, CAT)
    gone = draw(store, first, DOG, (100, 100, 150, 150))
    apply(store, edits.lock_boxes(store, [gone]))
    suggest(store, second, Suggestion(DOG, 1, 1, 20, 20, 0.9), Suggestion(CAT, 200, 200, 240, 240, 0.9))
    undo_and_redo(store, lambda: go(store, DOG))
    assert classes(store) == {CAT: "cat"}
    assert [box.id for box in store.boxes(first)] == [kept]
    assert [box.class_id for box in store.boxes(second)] == [CAT]
    undo = store.undo_edit()
    assert undo is not None
    assert undo.kind == "delete class"
    assert class_edits.new_classes(store, ["dog"])[0].id == 3, "an id is never used again"


def test_merged_boxes_change_their_class_and_nothing_else(store: Store) -> None:
    first, second, _ = store.frame_ids()
    confirmed = draw(store, first, DOG)
    apply(store, edits.lock_boxes(store, [confirmed]))
    (suggested,) = suggest(store, second, Suggestion(DOG, 1, 1, 20, 20, 0.5))
    apply(store, edits.reject_boxes(store, [suggested]))
    before = {box.id: box for box in (store.box(confirmed), store.box(suggested))}
    undo_and_redo(store, lambda: go(store, DOG, CAT))
    for box_id, box in before.items():
        assert store.box(box_id) == msgspec.structs.replace(box, class_id=CAT)
    assert dict(store.class_counts()) == {CAT: 1}
    undo = store.undo_edit()
    assert undo is not None
    assert undo.kind == "merge classes"


def states(store: Store, frame_id: int) -> list[tuple[int, BoxState, float | None]]:
    return [(box.class_id, box.state, box.score) for box in store.boxes(frame_id)]


def test_what_two_classes_both_say_is_said_once_after_they_are_merged(store: Store) -> None:
    answered, proposed, rejected = store.frame_ids()
    suggest(store, answered, Suggestion(DOG, 10, 10, 50, 52, 0.9))
    draw(store, answered, CAT, (10, 10, 50, 50))
    suggest(
        store, proposed, Suggestion(DOG, 10, 10, 50, 52, 0.9), Suggestion(CAT, 10, 10, 50, 50, 0.8),
        Suggestion(DOG, 300, 300, 350, 350, 0.7),
    )  # fmt: skip
    (wrong,) = suggest(store, rejected, Suggestion(CAT, 10, 10, 50, 48, 0.9))
    apply(store, edits.reject_boxes(store, [wrong]))
    draw(store, rejected, DOG, (10, 10, 50, 50))
    undo_and_redo(store, lambda: go(store, DOG, CAT))
    assert states(store, answered) == [(CAT, BoxState.CONFIRMED, None)]
    assert states(store, proposed) == [(CAT, BoxState.SUGGESTED, 0.9), (CAT, BoxState.SUGGESTED, 0.7)]
    assert states(store, rejected) == [(CAT, BoxState.CONFIRMED, None)]


def test_two_boxes_of_a_person_stay_although_they_say_the_same(store: Store) -> None:
    (first, *_) = store.frame_ids()
    drawn = [draw(store, first, CAT), draw(store, first, DOG)]
    go(store, DOG, CAT)
    assert [box.id for box in store.boxes(first)] == drawn


def test_a_frame_completed_for_one_of_both_is_looked_at_again(store: Store) -> None:
    early, late, _ = store.frame_ids()
    apply(store, edits.complete_frame(store, early, threshold=0.3))
    apply(store, edits.add_class(store, "puppy"))
    apply(store, edits.complete_frame(store, late, threshold=0.3))
    assert half_reviewed(store, 3, DOG) == [early]
    undo_and_redo(store, lambda: go(store, 3, DOG))
    assert review.reviewed_classes(store, store.frame(early)) == {CAT}
    assert review.reviewed_classes(store, store.frame(late)) == {CAT, DOG}


def test_a_person_can_say_that_such_a_frame_is_complete(store: Store) -> None:
    (early, *_) = store.frame_ids()
    apply(store, edits.complete_frame(store, early, threshold=0.3))
    apply(store, edits.add_class(store, "hound"))
    go(store, DOG, 3, complete=True)
    assert review.reviewed_classes(store, store.frame(early)) == {CAT, 3}


def test_it_goes_piece_by_piece_as_one_step(store: Store) -> None:
    for frame_id in store.frame_ids():
        for left in (0, 60, 120):
            draw(store, frame_id, DOG, (left, 0, left + 50, 50))
    before, steps = content(store), len(store.history())
    going = ClassGoing(store, DOG, CAT)
    assert [going.go_on(3), going.done, going.total] == [True, 1, 3]
    assert classes(store) == {CAT: "cat", DOG: "dog"}
    # A detector goes on meanwhile, which is no step.
    suggest(store, store.frame_ids()[0], Suggestion(DOG, 300, 300, 350, 350, 0.7))
    assert [going.go_on(3), going.go_on(3)] == [True, False]
    assert classes(store) == {CAT: "cat"}
    assert not store.frames_of_class(DOG)
    assert len(store.history()) == steps + 1
    assert_same_on_disk(store)
    store.undo()
    suggested = [box for box in store.boxes(store.frame_ids()[0]) if box.state is BoxState.SUGGESTED]
    assert [box.class_id for box in suggested] == [DOG]
    store.set_suggestions([])
    boxes = {key: [box for box in value if box not in suggested] for key, value in frames_of(store).items()}
    assert boxes == {key: list(value) for key, value in before["boxes"].items()}  # type: ignore[attr-defined]


def frames_of(store: Store) -> dict[int, tuple[Box, ...]]:
    return {frame_id: store.boxes(frame_id) for frame_id in store.frame_ids()}


def test_a_person_who_does_something_between_two_pieces_keeps_it(store: Store) -> None:
    for frame_id in store.frame_ids():
        draw(store, frame_id, DOG)
    going = ClassGoing(store, DOG)
    assert going.go_on(1)
    drawn = draw(store, store.frame_ids()[0], DOG, (200, 200, 300, 300))
    while going.go_on(1):
        pass
    assert classes(store) == {CAT: "cat"}
    store.undo()
    assert store.box(drawn).class_id == DOG
    store.undo()
    store.undo()
    assert len(store.frames_of_class(DOG)) == 3


def test_a_class_that_is_not_there_is_refused(store: Store) -> None:
    for class_id, into in ((9, None), (CAT, CAT), (CAT, 9)):
        with pytest.raises(ProjectError, match="not there any more"):
            ClassGoing(store, class_id, into)


# --- what models go on finding ---------------------------------------------------------------------------------


def test_what_a_model_finds_of_a_merged_class_counts_as_the_other(store: Store) -> None:
    (first, *_) = store.frame_ids()
    go(store, DOG, CAT)
    suggest(
        store, first, Suggestion(DOG, 10, 10, 50, 50, 0.9), Suggestion(CAT, 10, 10, 50, 52, 0.6),
        Suggestion(CAT, 100, 100, 150, 150, 0.5),
    )  # fmt: skip
    assert states(store, first) == [(CAT, BoxState.SUGGESTED, 0.9), (CAT, BoxState.SUGGESTED, 0.5)]
    store.undo()
    suggest(store, first, Suggestion(DOG, 10, 10, 50, 50, 0.9), version=2)
    assert states(store, first) == [(DOG, BoxState.SUGGESTED, 0.9)]


def test_what_a_model_finds_of_a_deleted_class_is_not_shown(store: Store) -> None:
    (first, *_) = store.frame_ids()
    go(store, DOG)
    suggest(store, first, Suggestion(DOG, 10, 10, 50, 50, 0.9), Suggestion(CAT, 100, 100, 150, 150, 0.5))
    assert states(store, first) == [(CAT, BoxState.SUGGESTED, 0.5)]


def test_mergers_follow_each_other_until_a_class_is_deleted(store: Store) -> None:
    apply(store, edits.add_class(store, "pet"))
    go(store, CAT, DOG)
    go(store, DOG, 3)
    assert became(store.setting(MERGED), {3}) == {CAT: 3, DOG: 3}
    go(store, 3)
    assert became(store.setting(MERGED), set()) == {}
    store.undo()
    assert became(store.setting(MERGED), {item.id for item in store.classes()}) == {CAT: 3, DOG: 3}


def test_a_class_that_was_merged_undone_and_deleted_is_part_of_none() -> None:
    kept = with_class_gone("", 2, 1)
    assert became(kept, {1, 2}) == {}, "it is there"
    assert became(with_class_gone(kept, 2, None), {1}) == {}
    assert unpack(pack({3: 1, 5: 1})) == {3: 1, 5: 1}
    assert unpack("rubbish,3>,>4,7>8") == {7: 8}
    assert became("1>2,2>1", {5}) == {}, "a ring leads nowhere"


def test_new_keys_and_places_are_kept_in_the_file(store: Store) -> None:
    apply(store, class_edits.set_class_key(store, DOG, "Q"))
    apply(store, class_edits.move_class(store, DOG, 0))
    with Store.open(store.folder) as other:
        assert other.classes() == store.classes()
        first: ObjectClass = other.classes()[0]
        assert (first.id, first.key, first.position) == (DOG, "Q", 0)


# --- what would change ---------------------------------------------------------------------------------------------


def test_the_impact_counts_what_there_is_of_a_class(store: Store) -> None:
    first, second, third = store.frame_ids()
    locked = draw(store, first, DOG)
    draw(store, first, DOG, (100, 100, 150, 150))
    draw(store, third, CAT)
    apply(store, edits.lock_boxes(store, [locked]))
    apply(store, edits.complete_frame(store, first, threshold=0.3))
    apply(store, edits.pin_frames(store, [first]))
    suggest(store, second, Suggestion(DOG, 1, 1, 20, 20, 0.9))
    impact = class_impact(store, DOG)
    boxes = BoxCounts(suggested=1, confirmed=2)
    assert impact.totals == ClassTotals(boxes, locked=1, frames=2, reviewed=1, pinned=1)
    assert impact.samples == (first,)
    assert impact.learned_as == {DOG}
    go(store, CAT, DOG)
    assert class_impact(store, DOG).learned_as == {CAT, DOG}
    assert class_impact(store, DOG).totals.boxes.confirmed == 3


def test_there_is_nothing_of_a_new_class(store: Store) -> None:
    impact = class_impact(store, DOG)
    assert impact.totals == ClassTotals()
    assert impact.samples == ()


def test_samples_come_from_all_over(store: Store) -> None:
    for frame_id in add_images(store, 20):
        draw(store, frame_id, DOG)
    there = store.frames_of_class(DOG)
    samples = class_impact(store, DOG, samples=4).samples
    assert len(set(samples)) == 4
    assert (samples[0], samples[-1]) == (there[0], there[-1])


def test_versions_know_a_class_by_its_id(store: Store) -> None:
    for number, ids in ((1, (CAT,)), (2, (CAT, DOG))):
        folder = store.models_dir / str(number)
        folder.mkdir(parents=True)
        known = tuple(ModelClass(class_id, f"class {class_id}") for class_id in ids)
        save_info(folder, ModelInfo(network=preset("lite"), classes=known))
    assert versions_that_know(store.models_dir, (1, 2, 3), {DOG}) == (2,)
    assert versions_that_know(store.models_dir, (1, 2, 3), {CAT, DOG}) == (1, 2)


def test_a_list_of_classes_adds_and_dresses(store: Store) -> None:
    listed = [("dog", "#111111", "Q"), ("cat", "", "Q"), ("bird", "", "B"), ("fish", "#222222", "")]
    undo_and_redo(store, lambda: apply(store, class_edits.import_classes(store, listed)))
    cat, dog, bird, fish = store.classes()
    assert (cat.name, cat.key) == ("cat", ""), "the key was given before"
    assert (dog.colour, dog.key) == ("#111111", "Q")
    assert (bird.name, bird.key) == ("bird", "B")
    assert (fish.name, fish.colour) == ("fish", "#222222")
    assert class_edits.import_classes(store, [("dog", "", ""), ("fish", "#222222", "")]) is None
    with pytest.raises(ProjectError, match="red is not a colour"):
        class_edits.import_classes(store, [("ant", "red", "")])


BOX = st.tuples(
    st.integers(0, 2), st.sampled_from((CAT, DOG, 3)), st.sampled_from((0, 4, 100)), st.integers(40, 44),
    st.sampled_from(("draw", "lock", "suggest", "reject")),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(BOX, max_size=14), st.sampled_from((None, CAT, DOG)), st.integers(1, 6), st.booleans())
def test_whatever_goes_in_pieces_of_any_size_comes_back(
    boxes: list[tuple[int, int, int, int, str]], into: int | None, most: int, complete: bool
) -> None:
    with temporary_folder() as name, new_store(Path(name), ("cat", "dog", "bird")) as store:
        found: dict[int, list[Suggestion]] = {frame_id: [] for frame_id in store.frame_ids()}
        for number, class_id, left, side, how in boxes:
            frame_id = store.frame_ids()[number]
            rect = (left, 0, left + side, side)
            if how in ("suggest", "reject"):
                found[frame_id].append(Suggestion(class_id, *rect, 0.5 + side / 100))
            elif how == "lock":
                apply(store, edits.lock_boxes(store, [draw(store, frame_id, class_id, rect)]))
            else:
                draw(store, frame_id, class_id, rect)
        for frame_id, suggestions in found.items():
            ids = suggest(store, frame_id, *suggestions)
            if ids and suggestions[0].class_id == 3:
                apply(store, edits.reject_boxes(store, ids[:1]))
        before, steps = content(store), len(store.history())
        person = judged(store)
        going = ClassGoing(store, 3, into, complete=complete)
        while going.go_on(most):
            assert_same_on_disk(store)
        assert len(store.history()) == steps + 1
        assert 3 not in classes(store)
        if into is not None:
            assert judged(store) == {key: into if kind == 3 else kind for key, kind in person.items()}
        after = content(store)
        store.undo()
        assert content(store) == before
        store.redo()
        assert content(store) == after
        assert_same_on_disk(store)


def judged(store: Store) -> dict[int, int]:
    """The class of each confirmed box: none of them may go or change otherwise when classes are merged."""
    every = (box for frame_id in store.frame_ids() for box in store.boxes(frame_id))
    return {box.id: box.class_id for box in every if box.state is BoxState.CONFIRMED}
