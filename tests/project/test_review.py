"""What to look at next, and how much there is to learn."""

from __future__ import annotations

import time

from app.project import edits, review
from app.project.records import Suggestion
from app.project.store import Store
from tests.project.building import apply, draw, suggest, taught_version


def test_next_unreviewed_goes_round(store: Store) -> None:
    first, second, third = store.frame_ids()
    assert review.next_unreviewed(store, None) == first
    assert review.next_unreviewed(store, 999) == first
    assert review.next_unreviewed(store, first) == second
    assert review.next_unreviewed(store, third) == first
    apply(store, edits.complete_frame(store, second, 0.5))
    assert review.next_unreviewed(store, first) == third
    apply(store, edits.complete_frame(store, first, 0.5))
    assert review.next_unreviewed(store, third) == third
    apply(store, edits.complete_frame(store, third, 0.5))
    assert review.next_unreviewed(store, third) is None


def test_progress_counts_what_is_new_since_a_version_learned(store: Store) -> None:
    first, second, third = store.frame_ids()
    box_id = draw(store, first)
    suggest(store, second, Suggestion(1, 5, 5, 50, 50, 0.5))
    apply(store, edits.complete_frame(store, second, 0.6))
    assert review.progress(store) == review.Progress(
        frames=3, reviewed=1, pinned=0, detected=1, confirmed=1, corrected_frames=2, corrected_boxes=1
    )
    store.add_version(taught_version(1, store.revision, time.time()), activate=True)
    assert review.progress(store)[-2:] == (0, 0)
    apply(store, edits.change_box(store, box_id, (0, 0, 9, 9)))
    draw(store, third)
    assert review.progress(store)[-2:] == (2, 2)
    store.undo()
    assert review.progress(store)[-1] == 1


def test_what_only_a_newer_version_learned_is_new_to_an_older_one(store: Store) -> None:
    first, second, third = store.frame_ids()
    draw(store, first)
    store.add_version(taught_version(1, store.revision, time.time(), train=[first]), activate=True)
    draw(store, second)
    store.add_version(taught_version(2, store.revision, time.time(), train=[first, second], parent=1))
    assert review.progress(store)[-2:] == (1, 1)
    store.set_active_version(2)
    assert review.progress(store)[-2:] == (0, 0)
    draw(store, third)
    assert review.progress(store)[-2:] == (1, 1)
    store.set_active_version(1)
    assert review.progress(store)[-2:] == (2, 2)
    store.set_active_version(None)
    assert review.progress(store)[-2:] == (3, 3)
