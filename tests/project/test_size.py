"""A hundred thousand frames: an edit costs what it costs with a hundred, and nothing of them is lost."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from app.project import edits, review
from app.project.records import FrameSuggestions, Suggestion
from app.project.snapshot import plan_snapshot
from app.project.store import Store
from tests.project.building import apply, draw, image_row, new_store
from tests.project.work import work_of

FRAMES = 100_000


def work_of_edits(store: Store) -> int:
    """What an edit takes with all that the window asks for after it, at its worst of three places in the list."""
    ids = store.frame_ids()
    edit_and_ask(store, ids[1])  # the order of the list is looked up once after frames were added
    return max(
        work_of(store, partial(edit_and_ask, store, ids[place])) for place in (0, len(ids) // 2, len(ids) - 2)
    )


def edit_and_ask(store: Store, frame_id: int) -> None:
    draw(store, frame_id, 1)
    apply(store, edits.complete_frame(store, frame_id, 0.5))
    store.totals()
    store.counts()
    review.progress(store)
    review.next_unreviewed(store, frame_id)


@pytest.mark.timeout(300)
def test_a_hundred_thousand_frames(folder: Path) -> None:
    (folder / "small").mkdir()
    (folder / "large").mkdir()
    with new_store(folder / "small", frames=100) as small:
        few = work_of_edits(small)
    with new_store(folder / "large", frames=0) as store:
        edit = edits.add_media_rows(store, [image_row(f"photos/img_{n:06}.jpg") for n in range(FRAMES)])
        assert edit is not None
        store.apply(edit)
        del edit
        assert len(store.frames()) == FRAMES
        assert (
            store.folder / "project.sqlite"
        ).stat().st_size < 60_000_000  # Rows, index and journal together.
        # Going through all frames would be a thousand times as much.
        assert work_of_edits(store) < 2 * few
        found = [FrameSuggestions(n, 1, [Suggestion(1, 5, 5, 50, 50, 0.5)]) for n in store.frame_ids()[:2000]]
        store.set_suggestions(found)
        plan = plan_snapshot(store)
        assert len(plan.frames) == 4
        totals, counts = store.totals(), dict(store.counts())
    with Store.open(store.folder) as again:
        assert (again.totals(), dict(again.counts())) == (totals, counts)
        while again.undo():
            pass
        assert again.frames() == ()
        while again.redo():
            pass
        assert len(again.frames()) == FRAMES
        assert again.totals().reviewed == totals.reviewed
