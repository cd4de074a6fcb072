"""A hundred thousand frames: quick to add, to open and to edit; the bounds are several times what was measured."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import pytest

from app.project import edits, review
from app.project.records import FrameSuggestions, Suggestion
from app.project.snapshot import plan_snapshot
from app.project.store import Store
from tests.project.building import apply, draw, image_row, new_store

FRAMES = 100_000


def seconds_per_edit(store: Store, times: int = 60) -> float:
    """Processor time of an edit, so that neither the disk nor other programs count."""
    ids = store.frame_ids()
    spent = []
    for n in range(times):
        start = time.process_time()
        draw(store, ids[n * len(ids) // times], 1)
        apply(store, edits.complete_frame(store, ids[n * len(ids) // times], 0.5))
        store.totals()
        store.counts()
        review.progress(store)
        review.next_unreviewed(store, ids[n])
        spent.append(time.process_time() - start)
    return statistics.median(spent)


@pytest.mark.timeout(300)
def test_a_hundred_thousand_frames(folder: Path) -> None:
    (folder / "small").mkdir()
    (folder / "large").mkdir()
    with new_store(folder / "small", frames=100) as small:
        quick = seconds_per_edit(small)
    with new_store(folder / "large", frames=0) as store:
        edit = edits.add_media_rows(store, [image_row(f"photos/img_{n:06}.jpg") for n in range(FRAMES)])
        assert edit is not None
        start = time.process_time()
        store.apply(edit)
        assert time.process_time() - start < 4
        del edit
        assert len(store.frames()) == FRAMES
        assert (
            store.folder / "project.sqlite"
        ).stat().st_size < 60_000_000  # Rows, index and journal together.
        # Twice the time of a small project would be much; going through all frames would be a hundred times.
        assert seconds_per_edit(store) < 5 * quick + 0.002
        found = [FrameSuggestions(n, 1, [Suggestion(1, 5, 5, 50, 50, 0.5)]) for n in store.frame_ids()[:2000]]
        store.set_suggestions(found)
        start = time.process_time()
        plan = plan_snapshot(store)
        assert time.process_time() - start < 2
        assert len(plan.frames) == 60
        totals, counts = store.totals(), dict(store.counts())
    start = time.process_time()
    with Store.open(store.folder) as again:
        assert time.process_time() - start < 3
        assert (again.totals(), dict(again.counts())) == (totals, counts)
        while again.undo():
            pass
        assert again.frames() == ()
        while again.redo():
            pass
        assert len(again.frames()) == FRAMES
        assert again.totals().reviewed == totals.reviewed
