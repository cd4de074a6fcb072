"""The simulated person, on frames that were judged by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.project.records import BoxState, FrameSuggestions, Suggestion
from app.project.store import Store
from tests.bench.material import Picture, TrueBox
from tests.bench.person import Effort, Judgement, Thing, correct, judge
from tests.bench.projects import frame_ids, make_project

CAT, DOG = 1, 2


def square(class_id: int, x: float, y: float, side: float = 100) -> Thing:
    return Thing(class_id, (x, y, x + side, y + side))


def test_each_kind_of_suggestion_is_told_apart() -> None:
    objects = [
        square(CAT, 0, 0),
        square(CAT, 200, 0),
        square(DOG, 400, 0),
        square(DOG, 600, 0),
    ]
    shown = [
        square(CAT, 10, 0),  # 90 of 110 columns in common: 0.82
        square(CAT, 225, 0),  # 75 of 125: 0.60
        square(CAT, 400, 0),  # in place, but of the wrong class
        square(DOG, 650, 0),  # 50 of 150: 0.33, about nothing
    ]
    assert judge(shown, objects) == Judgement(
        right=(0,), moved=((1, 1),), relabelled=((2, 2),), deleted=(3,), drawn=(3,)
    )


def test_the_right_class_has_the_object_before_a_better_overlap_of_another() -> None:
    objects = [square(CAT, 0, 0)]
    shown = [square(DOG, 0, 0), square(CAT, 15, 0)]  # 1.0, and 85 of 115: 0.74
    assert judge(shown, objects) == Judgement(right=(1,), moved=(), relabelled=(), deleted=(0,), drawn=())


def test_of_two_suggestions_for_an_object_the_worse_is_deleted() -> None:
    objects = [square(CAT, 0, 0)]
    shown = [square(CAT, 20, 0), square(CAT, 10, 0)]
    assert judge(shown, objects).right == (1,)
    assert judge(shown, objects).deleted == (0,)


def test_two_objects_side_by_side_each_have_their_own_suggestion() -> None:
    objects = [square(CAT, 0, 0), square(CAT, 30, 0)]
    shown = [square(CAT, 30, 0), square(CAT, 0, 0)]
    assert judge(shown, objects).right == (0, 1)


@pytest.mark.parametrize(("shift", "good"), [(17, True), (18, False)])
def test_the_border_between_right_and_moved(shift: float, good: bool) -> None:
    """83 of 117 columns are 0.709, 82 of 118 are 0.695."""
    seen = judge([square(CAT, shift, 0)], [square(CAT, 0, 0)])
    assert bool(seen.right) is good
    assert bool(seen.moved) is not good


@pytest.mark.parametrize(("shift", "same"), [(33, True), (34, False)])
def test_the_border_between_moved_and_drawn_anew(shift: float, same: bool) -> None:
    """67 of 133 columns are 0.504, 66 of 134 are 0.493."""
    seen = judge([square(CAT, shift, 0)], [square(CAT, 0, 0)])
    assert bool(seen.moved) is same
    assert bool(seen.drawn and seen.deleted) is not same


def test_nothing_shown_and_nothing_there() -> None:
    assert judge([], [square(CAT, 0, 0)]).drawn == (0,)
    assert judge([square(CAT, 0, 0)], []).deleted == (0,)


def test_effort_counts_every_gesture_once() -> None:
    effort = Effort(drawn=1, moved=2, relabelled=3, deleted=4, accepted=1, right=20, objects=26)
    assert effort.actions == 11
    assert (effort + effort).actions == 22
    assert (effort + effort).objects == 52


@pytest.fixture
def store(picture: Picture, tmp_path: Path) -> Store:
    return make_project(tmp_path / "pets.foveate", [picture], ["cat", "dog"])


def test_the_project_is_what_the_person_says_and_the_actions_are_counted(
    store: Store, picture: Picture
) -> None:
    """Two right, one to move, one to relabel and to move, one about nothing, one missing: 1 + 1 + 2 + 1 + 1 = 6."""
    cat, dog = (item.id for item in store.classes())
    frame = frame_ids(store)[picture.path]
    objects = [square(cat, x, 0) for x in (0, 200, 400)]
    objects += [square(dog, 600, 0), square(dog, 0, 200)]
    suggested = [
        square(cat, 0, 0),
        square(cat, 205, 0),
        square(cat, 425, 0),  # 0.60
        square(cat, 625, 0),  # 0.60, a dog
        square(dog, 300, 300),
    ]
    hidden = Suggestion(cat, 0, 200, 100, 300, 0.2)
    found = [Suggestion(item.class_id, *item.rect, 0.9) for item in suggested]
    with store:
        store.set_suggestions([FrameSuggestions(frame, None, [*found, hidden])])
        effort = correct(store, frame, objects, 0.5)
        confirmed = {
            (box.class_id, box.rect) for box in store.boxes(frame) if box.state is BoxState.CONFIRMED
        }
        states = [box.state for box in store.boxes(frame)]
        assert store.frame(frame).reviewed
    assert effort == Effort(drawn=1, moved=2, relabelled=1, deleted=1, accepted=1, right=2, objects=5)
    assert effort.actions == 6
    wanted = [suggested[0], suggested[1], *objects[2:]]
    assert confirmed == {(item.class_id, item.rect) for item in wanted}
    assert BoxState.SUGGESTED not in states
    assert states.count(BoxState.REJECTED) == 1


@pytest.fixture
def picture(tmp_path: Path) -> Picture:
    from PIL import Image as Pillow

    path = tmp_path / "pets.png"
    Pillow.new("RGB", (800, 400), (90, 90, 90)).save(path)
    return Picture(path, 800, 400, "pets", (TrueBox("cat", (0, 0, 100, 100)),))
