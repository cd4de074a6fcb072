"""Planning beside a project that goes on being written to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.project import edits, preparing
from app.project.errors import ProjectError
from app.project.preparing import plan_beside, settle, settling, take_over
from app.project.records import FrameLabels, Label, Version, VersionStatus
from app.project.snapshot import SnapshotPlan, plan_snapshot
from app.project.store import Store
from tests.project.building import add_images, apply, assert_same_on_disk, draw, new_store, video_row
from tests.project.test_snapshot import read_noise


@pytest.fixture
def labelled(folder: Path) -> Iterator[Store]:
    """Twenty reviewed pictures with a cat."""
    with new_store(folder, frames=0) as store:
        label(store, add_images(store, 20))
        yield store


def label(store: Store, frame_ids: list[int]) -> None:
    labels = [FrameLabels(frame_id, [Label("cat", 1, 1, 50, 50)]) for frame_id in frame_ids]
    apply(store, edits.add_labels(store, labels, reviewed=True, declared=["cat", "dog"]))


def plan_of(store: Store) -> SnapshotPlan:
    return plan_beside(store.folder, read_noise, minutes=5.0)


def complete(store: Store, plan: SnapshotPlan) -> None:
    for _ in take_over(store, plan):
        pass


def marks(store: Store) -> list[tuple[bool, bool]]:
    return [(frame.pinned, frame.taught) for frame in store.frames()]


def test_a_plan_made_beside_the_project_is_the_one_made_in_it(labelled: Store) -> None:
    plan = plan_of(labelled)
    assert marks(labelled) == [(False, False)] * 20, "only the copy was written to"
    complete(labelled, plan)
    assert sorted(marks(labelled)) == [(False, True)] * 15 + [(True, False)] * 5
    assert {frame.id for frame in labelled.frames() if frame.pinned} == set(plan.pinned)
    assert_same_on_disk(labelled)
    again = plan_snapshot(labelled)
    assert again.frames == plan.frames
    assert again.pinned == ()
    assert again.marked == plan.marked, "nothing but the first plan has marked them"


def test_a_video_that_is_split_stays_so(folder: Path) -> None:
    with new_store(folder, frames=0) as store:
        apply(store, edits.add_media_rows(store, [video_row("clip.mp4", 60)]))
        label(store, list(store.frame_ids()))
        plan = plan_of(store)
        assert len(plan.split) == 1
        complete(store, plan)
        label(store, add_images(store, 5))
        assert plan_snapshot(store).notes == plan.notes


def test_what_is_corrected_while_it_is_planned_is_learned_the_next_time(labelled: Store) -> None:
    plan = plan_of(labelled)
    changed, same = [frame.id for frame in plan.frames if frame.split == "train"][:2]
    draw(labelled, changed, rect=(100, 100, 200, 200))
    complete(labelled, plan)
    assert labelled.corrected_frames()[changed] > plan.revision
    assert labelled.corrected_frames()[same] <= plan.revision
    assert sum(len(frame.boxes) for frame in plan.frames if frame.id == changed) == 1


def test_a_frame_that_is_pinned_while_it_is_planned_is_not_taught(labelled: Store) -> None:
    plan = plan_of(labelled)
    train = [frame.id for frame in plan.frames if frame.split == "train"]
    apply(labelled, edits.pin_frames(labelled, train[:1]))
    before = marks(labelled)
    with pytest.raises(ProjectError, match="1 frame that it learns from is pinned now; teach anew"):
        complete(labelled, plan)
    assert marks(labelled) == before


def test_frames_that_go_while_it_is_planned_are_told(folder: Path) -> None:
    with new_store(folder, frames=3) as store:
        for frame_id in store.frame_ids():
            draw(store, frame_id)
        plan = plan_of(store)
        while store.undo() is not None:
            pass
        with pytest.raises(ProjectError, match="removed meanwhile"):
            complete(store, plan)
        assert not any(frame.taught for frame in store.frames())


def test_what_a_version_that_came_meanwhile_knows_stays_taught(labelled: Store) -> None:
    plan = plan_of(labelled)
    complete(labelled, plan)
    version = Version(id=1, parent_id=None, created_at=0.0, status=VersionStatus.WAITING)
    labelled.add_version(version, taught=plan.marked)
    settle(labelled, plan, ())
    assert labelled.totals().taught == len(plan.marked) == 15


def test_many_frames_are_marked_in_steps_and_a_pin_in_between_is_seen(
    labelled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "_MARKED_AT_ONCE", 4)
    plan = plan_of(labelled)
    steps = take_over(labelled, plan)
    assert next(steps) == 0
    assert next(steps) == 4
    assert labelled.totals().taught == 4
    apply(labelled, edits.pin_frames(labelled, plan.marked[-1:]))
    assert list(steps) == [8, 12]
    assert labelled.totals().taught == 15
    with pytest.raises(ProjectError, match="pinned now"):
        settle(labelled, plan, plan.marked)


def test_marks_are_taken_back_in_steps_and_a_version_that_comes_in_between_keeps_the_rest(
    labelled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "_MARKED_AT_ONCE", 4)
    plan = plan_of(labelled)
    complete(labelled, plan)
    assert [(done, labelled.totals().taught) for done in settling(labelled, plan, plan.marked[:5])] == [
        (4, 11),
        (8, 7),
    ]
    assert labelled.totals().taught == 5
    assert {frame.id for frame in labelled.frames() if frame.taught} == set(plan.marked[:5])
    steps = settling(labelled, plan, ())
    labelled.mark_taught(plan.marked)
    assert next(steps) == 4
    version = Version(id=1, parent_id=None, created_at=0.0, status=VersionStatus.WAITING)
    labelled.add_version(version, taught=plan.marked)
    assert list(steps) == []
    assert labelled.totals().taught == 15
    assert_same_on_disk(labelled)
