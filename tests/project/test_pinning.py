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
from app.project.records import FrameLabels, Label
from app.project.store import Store
from tests.project.building import (
    add_images,
    apply,
    image_row,
    new_store,
    temporary_folder,
    video_row,
)


def choose(store: Store, alike: dict[int, int] | None = None) -> list[int]:
    return pinning.choose_pinned(store, alike).frame_ids


def review_with(store: Store, frame_ids: Sequence[int], classes: Sequence[Sequence[str]]) -> None:
    """Review frames with a box of each of their classes."""
    labels = [
        FrameLabels(frame_id, [Label(name, 10 * n, 10, 10 * n + 9, 50) for n, name in enumerate(names)])
        for frame_id, names in zip(frame_ids, classes, strict=True)
    ]
    apply(store, edits.add_labels(store, labels, reviewed=True))


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
