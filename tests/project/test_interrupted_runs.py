"""Runs that a crash ended: found again, unless they are out of date."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.project import edits, runs, versions
from app.project.errors import ProjectError
from app.project.manifest import read_manifest
from app.project.snapshot import plan_snapshot, write_snapshot
from app.project.store import Store
from retinanet_core.teach import state
from retinanet_core.teach.state import RunState
from tests.project.building import apply, draw
from tests.project.test_snapshot import read_noise
from tests.project.test_versions import finished_run


def interrupted_run(store: Store) -> Path:
    draw(store, store.frame_ids()[0], rect=(5, 5, 50, 60))
    run = write_snapshot(plan_snapshot(store), read_noise)
    state.save(run, RunState(phase=1, step=7, seconds=3.0, trainer={}))
    return run


def test_runs_with_a_state_are_named_oldest_first(store: Store) -> None:
    assert runs.interrupted_runs(store) == []
    first, second = interrupted_run(store), interrupted_run(store)
    state.clear(interrupted_run(store))
    assert runs.interrupted_runs(store) == [first, second]
    assert runs.unadopted_runs(store) == []


@pytest.mark.parametrize("name", ["cancel", "report.json"])
def test_a_run_that_was_cancelled_or_ended_was_not_interrupted(store: Store, name: str) -> None:
    (interrupted_run(store) / name).touch()
    assert runs.interrupted_runs(store) == []


def test_a_run_from_before_the_newest_version_is_out_of_date(store: Store) -> None:
    interrupted_run(store)
    versions.adopt(store, finished_run(store, "first"))
    assert runs.interrupted_runs(store) == []
    later = interrupted_run(store)
    assert runs.interrupted_runs(store) == [later]


def test_what_was_kept_for_going_on_goes_when_nobody_will_go_on(store: Store) -> None:
    outdated = interrupted_run(store)
    versions.adopt(store, finished_run(store, "first"))
    cancelled, ended, waiting = interrupted_run(store), interrupted_run(store), interrupted_run(store)
    (cancelled / "cancel").touch()
    (ended / "report.json").touch()  # and killed before it could forget its state
    runs.drop_leftovers(store)
    left = [(run / "state").exists() for run in (outdated, cancelled, ended, waiting)]
    assert left == [False, False, False, True]
    assert (outdated / "manifest.json").exists()
    assert runs.interrupted_runs(store) == [waiting]


def test_a_run_does_not_go_on_with_a_frame_that_was_pinned_since(store: Store) -> None:
    run = interrupted_run(store)
    train = read_manifest(run).ids("train")
    runs.check_not_pinned(store, train)
    apply(store, edits.pin_frames(store, train, knowingly=True))
    with pytest.raises(ProjectError, match=r"1 frame that it learns from is pinned now; teach anew\.$"):
        runs.check_not_pinned(store, train)
