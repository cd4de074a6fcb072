"""Which frames get pinned, what is kept out of teaching because of it, and that pins change on purpose only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.project import edits, pinning
from app.project.errors import LosesComparisonError, ProjectError
from app.project.records import FrameLabels, Label, NewMedia
from app.project.sides import kept_out, media_groups
from app.project.snapshot import SnapshotPlan, plan_snapshot
from app.project.store import Store
from app.project.versions import adopt
from tests.project.building import (
    add_images,
    apply,
    assert_same_on_disk,
    image_row,
    new_store,
    temporary_folder,
    video_row,
)
from tests.project.test_versions import finished_run


def choose(store: Store, alike: dict[int, int] | None = None) -> list[int]:
    return pinning.choose_pinned(store, alike).frame_ids


def review_with(store: Store, frame_ids: Sequence[int], classes: Sequence[Sequence[str]]) -> None:
    """Review frames with a box of each of their classes."""
    labels = [
        FrameLabels(frame_id, [Label(name, 10 * n, 10, 10 * n + 9, 50) for n, name in enumerate(names)])
        for frame_id, names in zip(frame_ids, classes, strict=True)
    ]
    edit = edits.add_labels(store, labels, reviewed=True)
    if edit is not None:
        store.apply(edit)


@pytest.mark.parametrize(
    ("reviewed", "pinned"),
    [(0, 0), (3, 0), (4, 1), (14, 2), (15, 5), (30, 5), (40, 6), (205, 31), (5000, 200)],
)
def test_how_many_are_pinned(reviewed: int, pinned: int) -> None:
    assert pinning.target(reviewed) == pinned


def test_every_class_is_among_the_pinned(folder: Path) -> None:
    with new_store(folder, frames=60) as store:
        classes = [["cat"] for _ in range(40)] + [["dog", "cat"]] * 8 + [["bird"]] * 4 + [[]] * 8
        review_with(store, store.frame_ids(), classes)
        chosen = choose(store)
        assert len(chosen) == 9
        assert chosen == sorted(chosen)
        assert chosen == choose(store)
        shown = Counter(
            name for frame_id in chosen for name in classes[store.frame_position(frame_id)] or ["none"]
        )
        assert shown["cat"] >= 4
        assert shown["dog"] >= 1
        assert shown["bird"] == 1
        assert shown["none"] >= 1
        apply(store, edits.pin_frames(store, chosen))
        assert choose(store) == []
        review_more = add_images(store, 40)
        review_with(store, review_more, [["cat"]] * 40)
        assert len(choose(store)) == 6  # 15 of 100.


def test_a_class_with_few_frames_keeps_them_for_learning(folder: Path) -> None:
    with new_store(folder, frames=20) as store:
        review_with(store, store.frame_ids(), [["cat"]] * 18 + [["dog"]] * 2)
        chosen = choose(store)
        assert len(chosen) == 5
        assert not set(chosen) & set(store.frame_ids()[18:])


def test_at_least_five_even_where_a_class_has_to_give(folder: Path) -> None:
    with new_store(folder, frames=15) as store:
        # Every frame shows a class of which there are just two.
        classes = [[f"pair {n // 2}"] for n in range(14)] + [["pair 0"]]
        review_with(store, store.frame_ids(), classes)
        chosen = choose(store)
        assert len(chosen) == 5
        left = Counter(
            classes[n][0] for n, frame_id in enumerate(store.frame_ids()) if frame_id not in chosen
        )
        assert len(left) == 7  # None lost its last one.


def test_what_was_taught_is_never_pinned(folder: Path) -> None:
    with new_store(folder, frames=40) as store:
        ids = store.frame_ids()
        review_with(store, ids, [["cat"]] * 40)
        store.mark_taught(ids[:36])
        assert set(choose(store)) <= set(ids[36:])
        store.mark_taught(ids)
        assert choose(store) == []


def test_a_copy_of_a_taught_picture_is_not_pinned(folder: Path) -> None:
    with new_store(folder, frames=0) as store:
        rows = [image_row(f"{n}.png", fingerprint=str(n % 15)) for n in range(30)]
        apply(store, edits.add_media_rows(store, rows))
        review_with(store, store.frame_ids()[:15], [["cat"]] * 15)
        store.mark_taught(store.frame_ids()[15:])
        assert choose(store) == []


def test_frames_of_a_video_are_pinned_in_blocks(folder: Path) -> None:
    with new_store(folder, frames=0) as store:
        apply(store, edits.add_media_rows(store, [video_row("clip.mp4", 200)]))
        review_with(store, store.frame_ids(), [["cat"] if n % 2 else ["dog"] for n in range(200)])
        chosen = choose(store)
        assert 20 <= len(chosen) <= 40
        places = [store.frame_position(frame_id) for frame_id in chosen]
        runs = [list(run) for _, run in groupby(enumerate(places), lambda item: item[1] - item[0])]
        assert all(len(run) >= 20 for run in runs)


def test_a_long_video_stays_within_the_limit(folder: Path) -> None:
    with new_store(folder, frames=0) as store:
        apply(store, edits.add_media_rows(store, [video_row("clip.mp4", 3000)]))
        review_with(store, store.frame_ids(), [["cat"]] * 3000)
        assert len(choose(store)) == 200


@settings(max_examples=40, deadline=None)
@given(
    classes=st.lists(st.lists(st.sampled_from("abcd"), max_size=3, unique=True), max_size=60),
    taught=st.sets(st.integers(0, 59)),
    video=st.booleans(),
)
def test_pinning_keeps_its_promises(classes: list[list[str]], taught: set[int], video: bool) -> None:
    with temporary_folder() as name, new_store(Path(name), frames=0) as store:
        if not classes:
            return
        count = len(classes)
        rows = [video_row("v.mp4", count)] if video else [image_row(f"{n}.png") for n in range(count)]
        apply(store, edits.add_media_rows(store, rows))
        ids = store.frame_ids()
        review_with(store, ids, classes)
        store.mark_taught(ids[n] for n in taught if n < count)
        chosen = choose(store)
        assert len(set(chosen)) == len(chosen)
        assert not any(store.frame(frame_id).taught for frame_id in chosen)
        want = pinning.target(count)
        assert len(chosen) <= want + (pinning.LONGEST_BLOCK if video else 0)
        kept = [names for n, names in enumerate(classes) if ids[n] not in chosen]
        present = Counter(item for names in classes for item in names)
        assert set(present) == {item for names in kept for item in names}
        if not video and not taught and all(value >= 2 * want for value in present.values()):
            assert len(chosen) == want


def test_undo_does_not_unpin_what_teaching_set_aside(store: Store) -> None:
    """A frame that versions were measured on must not come back to training with a Ctrl+Z."""
    frame = store.frames()[0]
    complete = edits.complete_frame(store, frame.id, 0.5)
    assert complete is not None
    store.apply(complete)
    store.mark_pinned([frame.id])
    store.undo()
    assert not store.frame(frame.id).reviewed
    assert store.frame(frame.id).pinned
    store.redo()
    assert store.frame(frame.id).reviewed
    assert store.frame(frame.id).pinned


# -- groups


def add(store: Store, *rows: NewMedia) -> list[tuple[int, ...]]:
    """Add files; the ids of the frames of each."""
    before = {item.id for item in store.media()}
    apply(store, edits.add_media_rows(store, rows))
    new = [item.id for item in store.media() if item.id not in before]
    return [tuple(frame.id for frame in store.frames() if frame.media_id == media_id) for media_id in new]


def sides(plan: SnapshotPlan) -> dict[str, set[int]]:
    return {side: {frame.id for frame in plan.frames if frame.split == side} for side in ("pinned", "train")}


def test_a_video_is_pinned_as_a_whole_where_there_are_others(folder: Path) -> None:
    with new_store(folder, frames=0) as store:
        clips = add(store, *[video_row(f"clip {n}.mp4", 10) for n in range(8)])
        review_with(store, store.frame_ids(), [["cat"]] * 80)
        plan = plan_snapshot(store)
        pinned = sides(plan)["pinned"]
        assert len(pinned) == 10  # 12 are wanted; a second video would be too much.
        assert pinned in [set(clip) for clip in clips]
        assert sides(plan)["train"] == set(store.frame_ids()) - pinned
        assert plan.notes == ()
        assert all(frame.group in {str(media.id) for media in store.media()} for frame in plan.frames)


def test_of_two_videos_one_is_pinned(folder: Path) -> None:
    with new_store(folder, frames=0) as store:
        long, short = add(store, video_row("long.mp4", 30), video_row("short.mp4", 20))
        review_with(store, store.frame_ids(), [["cat"]] * 50)
        assert sides(plan_snapshot(store)) == {"pinned": set(short), "train": set(long)}


def test_of_a_very_long_video_some_frames_are_pinned_and_none_is_taught(folder: Path) -> None:
    with new_store(folder, frames=0) as store:
        long, longer = add(store, video_row("long.mp4", 450), video_row("longer.mp4", 500))
        review_with(store, store.frame_ids(), [["cat"]] * 950)
        plan = plan_snapshot(store)
        assert sides(plan) == {"pinned": set(long[::3]), "train": set(longer)}
        assert plan.notes == (
            "300 labelled frames are not learned from: the same picture or another part of the same video is pinned.",
        )


def test_a_video_that_is_all_there_is_is_split_and_that_is_said(folder: Path) -> None:
    with new_store(folder, frames=0) as store:
        add(store, video_row("clip.mp4", 60))
        review_with(store, store.frame_ids(), [["cat"]] * 60)
        plan = plan_snapshot(store)
        assert 5 <= len(sides(plan)["pinned"]) <= 13
        assert sides(plan)["train"] == set(store.frame_ids()) - sides(plan)["pinned"]
        assert {frame.group for frame in plan.frames} == {"1 pinned", "1 train"}
        (note,) = plan.notes
        assert "stretches of a video" in note
        assert "clip.mp4" in note
        # It stays so when there is more to learn from, whether it was taught by then or not.
        review_with(store, add_images(store, 5), [["cat"]] * 5)
        later = plan_snapshot(store)
        assert sides(plan)["train"] < sides(later)["train"]
        assert later.notes == plan.notes


def test_videos_that_each_have_a_class_of_their_own_are_split(folder: Path) -> None:
    with new_store(folder, frames=0) as store:
        cats, dogs = add(store, video_row("cats.mp4", 40), video_row("dogs.mp4", 40))
        review_with(store, [*cats, *dogs], [["cat"]] * 40 + [["dog"]] * 40)
        pinned = sides(plan_snapshot(store))["pinned"]
        assert pinned & set(cats)
        assert pinned & set(dogs)


def test_pictures_that_are_alike_are_on_one_side(folder: Path) -> None:
    with new_store(folder, frames=0) as store:
        ids = add_images(store, 40)
        review_with(store, ids, [["cat"]] * 40)
        media = [store.frame(frame_id).media_id for frame_id in ids]
        pairs = {media[n + 1]: media[n] for n in range(0, 40, 2)}
        plan = plan_snapshot(store, alike=pairs)
        pinned = sides(plan)["pinned"]
        assert len(pinned) == 6
        for n in range(0, 40, 2):
            assert (ids[n] in pinned) == (ids[n + 1] in pinned)
        groups = {frame.id: frame.group for frame in plan.frames}
        assert all(groups[ids[n]] == groups[ids[n + 1]] == str(media[n]) for n in range(0, 40, 2))


def test_what_is_alike_to_a_taught_picture_is_not_pinned(folder: Path) -> None:
    with new_store(folder, frames=0) as store:
        ids = add_images(store, 30)
        media = [store.frame(frame_id).media_id for frame_id in ids]
        review_with(store, ids[:15], [["cat"]] * 15)
        store.mark_taught(ids[15:])
        assert choose(store, {media[n + 15]: media[n] for n in range(15)}) == []
        assert len(choose(store)) == 5


def test_what_is_alike_to_a_pinned_picture_is_not_taught(folder: Path) -> None:
    with new_store(folder, frames=0) as store:
        ids = add_images(store, 3)
        review_with(store, ids, [["cat"]] * 3)
        media = [store.frame(frame_id).media_id for frame_id in ids]
        apply(store, edits.pin_frames(store, ids[:1]))
        plan = plan_snapshot(store, alike={media[1]: media[0]})
        assert sides(plan) == {"pinned": {ids[0]}, "train": {ids[2]}}
        assert plan.notes == (
            "1 labelled frame is not learned from: the same picture or another part of the same video is pinned.",
        )


def test_frames_that_join_a_pinned_group_are_pinned_first(folder: Path) -> None:
    with new_store(folder, frames=0) as store:
        review_with(store, add_images(store, 60), [["cat"]] * 60)
        clip, other = add(store, video_row("clip.mp4", 10), video_row("other.mp4", 10))
        review_with(store, [*clip[:5], *other[:5]], [["cat"]] * 10)
        apply(store, edits.pin_frames(store, clip[:4]))
        assert clip[4] in choose(store)
        assert clip[4] in kept_out(store, media_groups(store, {}))


def test_a_pin_by_hand_in_the_only_video_leaves_the_rest_to_learn_from(folder: Path) -> None:
    with new_store(folder, frames=0) as store:
        (clip,) = add(store, video_row("clip.mp4", 10))
        review_with(store, clip, [["cat"]] * 10)
        apply(store, edits.pin_frames(store, clip[2:5]))
        assert sides(plan_snapshot(store)) == {"pinned": set(clip[2:5]), "train": set(clip) - set(clip[2:5])}


def test_a_copy_of_a_split_video_is_not_taught(folder: Path) -> None:
    with new_store(folder, frames=0) as store:
        clip, copy = add(
            store, video_row("a.mp4", 30, fingerprint="x"), video_row("b.mp4", 30, fingerprint="x")
        )
        review_with(store, [*clip, *copy], [["cat"]] * 60)
        found = sides(plan_snapshot(store))
        assert found["pinned"] < set(clip)
        assert found["train"] == set(clip) - found["pinned"]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_group_is_ever_on_both_sides(data: st.DataObject) -> None:
    """Whatever was reviewed, taught, pinned by hand and found alike, over several teachings."""
    kinds = data.draw(st.lists(st.integers(0, 12), min_size=1, max_size=12))
    with temporary_folder() as name, new_store(Path(name), frames=0) as store:
        add(store, *[video_row(f"{n}.mp4", k) if k else image_row(f"{n}.png") for n, k in enumerate(kinds)])
        media = [item.id for item in store.media()]
        ids = store.frame_ids()
        for _ in range(data.draw(st.integers(1, 3))):
            review_with(
                store,
                picked := sorted(data.draw(st.sets(st.sampled_from(ids), min_size=1))),
                [[data.draw(st.sampled_from("abc"))] for _ in picked],
            )
            by_hand = data.draw(st.sets(st.sampled_from(ids), max_size=2))
            if edit := edits.pin_frames(store, by_hand, knowingly=True):
                store.apply(edit)
            alike = {
                a: b for a, b in data.draw(st.dictionaries(*[st.sampled_from(media)] * 2)).items() if b < a
            }
            alike = {a: b for a, b in alike.items() if b not in alike}
            try:
                plan = plan_snapshot(store, alike=alike)
            except ProjectError:
                continue
            groups = {frame.id: frame.group for frame in plan.frames}
            found = sides(plan)
            assert found["train"]
            assert not {groups[n] for n in found["pinned"]} & {groups[n] for n in found["train"]}
            store.mark_taught(found["train"])


# -- on purpose


def measured(store: Store) -> tuple[int, int]:
    """Teach a version that was measured on a pinned frame; that frame, and one that was learned from."""
    ids = store.frame_ids()
    review_with(store, ids[:2], [["cat"], ["cat"]])
    apply(store, edits.pin_frames(store, ids[:1]))
    adopt(store, finished_run(store, "first"))
    assert store.measured_frames() == {ids[0]}
    assert store.frame(ids[1]).taught
    return ids[0], ids[1]


def test_what_measured_a_version_is_unpinned_on_purpose_only(store: Store) -> None:
    frame_id, _ = measured(store)
    with pytest.raises(LosesComparisonError, match="compared on 1 frame to be unpinned"):
        edits.unpin(store, [frame_id])
    apply(store, edits.unpin(store, [frame_id], knowingly=True))
    assert not store.frame(frame_id).pinned
    store.undo()
    assert store.frame(frame_id).pinned
    assert_same_on_disk(store)


def test_what_was_learned_from_is_pinned_on_purpose_only(store: Store) -> None:
    _, frame_id = measured(store)
    with pytest.raises(LosesComparisonError, match="1 frame to be pinned was learned from"):
        edits.pin_frames(store, [frame_id])
    apply(store, edits.pin_frames(store, [frame_id], knowingly=True))
    assert store.frame(frame_id).pinned
    assert edits.pin_frames(store, [frame_id]) is None  # It is pinned already.
    store.undo()
    assert not store.frame(frame_id).pinned
    store.redo()
    assert store.frame(frame_id).pinned


def test_undo_does_not_unpin_what_a_version_was_measured_on(store: Store) -> None:
    frame_id, _ = measured(store)
    while store.undo():
        assert not store.has_frame(frame_id) or store.frame(frame_id).pinned


def test_undo_and_redo_do_not_pin_what_was_taught_meanwhile(store: Store) -> None:
    first, second = store.frame_ids()[:2]
    apply(store, edits.pin_frames(store, [first]))
    apply(store, edits.unpin(store, [first]))
    store.mark_taught([first])
    store.undo()  # It would be pinned again.
    assert not store.frame(first).pinned
    store.undo()
    apply(store, edits.pin_frames(store, [second]))
    store.undo()
    store.mark_taught([second])
    store.redo()
    assert not store.frame(second).pinned
    assert_same_on_disk(store)
