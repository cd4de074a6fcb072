"""Frames that were marked for a run which nothing came of can be pinned again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.project import claims, edits, runs, versions
from app.project.claims import claimed, release
from app.project.pinning import choose_pinned
from app.project.preparing import plan_beside, settle, take_over
from app.project.snapshot import SnapshotPlan, write_snapshot
from app.project.store import Store
from retinanet_core.teach import state
from retinanet_core.teach.state import RunState
from tests.project.building import add_images, apply, assert_same_on_disk, draw, new_store
from tests.project.test_snapshot import read_noise
from tests.project.test_versions import finished_run


@pytest.fixture
def labelled(folder: Path) -> Iterator[Store]:
    """Twenty pictures with a cat, which nobody completed."""
    with new_store(folder, frames=0) as store:
        for frame_id in add_images(store, 20):
            draw(store, frame_id)
        yield store


def begin(store: Store) -> SnapshotPlan:
    plan = plan_beside(store.folder, read_noise, minutes=5.0)
    for _ in take_over(store, plan):
        pass
    return plan


def over(store: Store) -> list[str]:
    return runs.runs_over(store, claimed(store))


def pinnable(store: Store) -> int:
    return len(choose_pinned(store, None, store.judged_boxes()).frame_ids)


def test_after_a_run_that_was_cancelled_its_frames_can_be_pinned(labelled: Store) -> None:
    run = write_snapshot(begin(labelled), read_noise)
    assert labelled.totals().taught == 20
    (run / "cancel").touch()
    for frame_id in labelled.frame_ids():
        apply(labelled, edits.complete_frame(labelled, frame_id, 0.5))
    assert pinnable(labelled) == 0
    release(labelled, over(labelled))
    assert labelled.totals().taught == 0
    assert claimed(labelled) == {}
    assert pinnable(labelled) >= 5
    assert_same_on_disk(labelled)


def test_a_crash_between_marking_and_the_run_folder_is_found_at_the_next_opening(labelled: Store) -> None:
    begin(labelled)
    labelled.close()
    with Store.open(labelled.folder) as again:
        assert again.totals().taught == 20
        release(again, over(again))
        assert again.totals().taught == 0


def test_a_run_that_can_go_on_keeps_its_frames(labelled: Store) -> None:
    plan = begin(labelled)
    run = write_snapshot(plan, read_noise)
    state.save(run, RunState(phase=1, step=7, seconds=3.0, trainer={}))
    assert over(labelled) == []
    state.clear(run)
    assert over(labelled) == [plan.job.token]


def test_what_another_run_needs_stays_marked(labelled: Store) -> None:
    first, second = begin(labelled), begin(labelled)
    assert second.marked == first.marked
    release(labelled, [first.job.token])
    assert labelled.totals().taught == 20
    settle(labelled, second, ())
    assert labelled.totals().taught == 0
    assert claimed(labelled) == {}


def test_frames_that_came_free_while_the_next_was_planned_are_marked_for_it(labelled: Store) -> None:
    first = begin(labelled)
    plan = plan_beside(labelled.folder, read_noise, minutes=5.0)
    release(labelled, [first.job.token])
    for _ in take_over(labelled, plan):
        pass
    assert labelled.totals().taught == 20


def test_what_a_version_learned_stays_marked(store: Store) -> None:
    run = finished_run(store, "first")
    (token,) = claimed(store)
    assert over(store) == [], "its result is still to be taken"
    versions.adopt(store, run)
    assert claimed(store) == {}
    release(store, [token])
    assert store.totals().taught == 1


def test_many_are_given_back_in_steps_and_those_that_another_run_takes_in_between_stay(
    labelled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claims, "_MARKED_AT_ONCE", 8)
    first = begin(labelled)
    steps = claims.releasing(labelled, [first.job.token])
    assert next(steps) == 8
    assert labelled.totals().taught == 12
    begin(labelled)
    assert list(steps) == [16]
    assert labelled.totals().taught == 20
    assert_same_on_disk(labelled)
