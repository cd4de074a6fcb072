"""kill -9 of the teaching child, and of the program that started it, at any moment: nothing is lost."""

from __future__ import annotations

import contextlib
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from app.project import runs, versions
from app.project.records import Box
from app.project.store import Store
from retinanet_core import checkpoint
from retinanet_core.teach import state
from retinanet_core.teach.job import FINISHED
from tests.e2e import warm_children
from tests.e2e.small_project import make_project, new_run, start_child, story
from tests.shared_data import ROOT

KILLS = 50
PARENT_KILLS = 10

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(1200),
    pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL"),
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path)


@pytest.fixture
def start_warm() -> Iterator[Callable[[Path], warm_children.Child]]:
    yield warm_children.start
    warm_children.stop()


class Witness:
    """Knows what a project held before, and looks whether it still does."""

    def __init__(self, project: Path) -> None:
        self.project = project
        with Store.open(project) as store:
            self._boxes = boxes_of(store)
            self._weights = active_weights(store)

    def look(self) -> None:
        """The project opens for writing, holds every correction, and the version in use is what it was, and loads.

        What a run found is taken over, as the window does, and loads as well.
        """
        with Store.open(self.project) as store:
            assert not store.read_only, store.read_only_reason
            assert boxes_of(store) == self._boxes
            assert active_weights(store) == self._weights
            active = store.active_version()
            assert active is not None
            checkpoint.load(versions.model_folder(store, active.id))
            for run in runs.unadopted_runs(store):
                checkpoint.load(versions.model_folder(store, versions.adopt(store, run).id))

    def next_run(self, unfinished: Path | None) -> Path:
        """The run to go on with; a new one if the last has ended."""
        with Store.open(self.project) as store:
            interrupted = runs.interrupted_runs(store)
            adopted = {version.run for version in store.versions()}
            if interrupted:
                return interrupted[-1]
            if unfinished is not None and unfinished.name not in adopted:
                return unfinished
            return new_run(store)


def boxes_of(store: Store) -> dict[int, Box]:
    return {box.id: box for frame_id in store.frame_ids() for box in store.boxes(frame_id)}


def active_weights(store: Store) -> bytes:
    active = store.active_version()
    assert active is not None
    return (versions.model_folder(store, active.id) / checkpoint.WEIGHTS_NAME).read_bytes()


def finish(run: Path, start: Callable[[Path], Any] = start_child) -> float:
    """Let a run end by itself; returns the seconds it took."""
    began = time.monotonic()
    with start(run) as child:
        assert child.wait(300) == FINISHED, (story(run)[-1:], (run / "child.log").read_text())
    return time.monotonic() - began


def wait(ended: Callable[[], bool], seconds: float, until: Callable[[], bool]) -> None:
    """Wait for so many seconds, for `until`, or for the end of the child."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and not ended() and not until():
        time.sleep(0.001)


def moments(seed: int, count: int, life: float) -> list[tuple[float, str]]:
    """When to kill: at any moment of a life of so many seconds, or as soon as a file is there that matters."""
    chance = random.Random(seed)
    files = (
        "state/*.pt",
        "state/state.json",
        "candidate",
        "candidate/*.part",
        "candidate/*.safetensors",
        "report.json",
    )
    return [
        (2 * life, files[number // 5 % len(files)]) if number % 5 == 4 else (chance.uniform(0, life), "")
        for number in range(count)
    ]


def appears(run: Path, pattern: str) -> Callable[[], bool]:
    """Whether a file like this is there that was not there, or was another, when this was called."""

    def there() -> set[int]:
        found = set()
        for path in run.glob(pattern) if pattern else ():
            with contextlib.suppress(FileNotFoundError):  # it was there a moment ago
                found.add(path.stat().st_ino)
        return found

    before = there()
    return lambda: bool(there() - before)


def test_a_child_that_is_killed_at_any_moment_loses_nothing(
    project: Path, start_warm: Callable[[Path], warm_children.Child]
) -> None:
    witness = Witness(project)
    run = witness.next_run(None)
    finish(run, start_warm)  # the first waits for the imports
    witness.look()
    run = witness.next_run(None)
    life = finish(run, start_warm)
    witness.look()
    killed = kept = 0
    for seconds, pattern in moments(0, KILLS, life):
        run = witness.next_run(run)
        there_before = state.saved(run)
        with start_warm(run) as child:
            found = appears(run, pattern)
            wait(lambda child=child: child.poll() is not None, seconds, found)
            child.kill()
            killed += child.wait() < 0
        witness.look()
        now = state.saved(run)
        kept += now is not None and now != there_before
    assert killed > KILLS // 2, "most of the kills hit a child at work"
    assert kept > 0, "runs save where they are"
    finish(witness.next_run(run))
    witness.look()


def test_a_run_goes_on_from_where_it_was_killed(project: Path) -> None:
    run = Witness(project).next_run(None)
    with start_child(run) as child:
        wait(lambda: child.poll() is not None, 60, lambda: state.saved(run) is not None)
        child.kill()
    before = state.saved(run)
    assert before is not None
    finish(run)
    steps = [event["step"] for event in story(run) if event["event"] == "progress"]
    assert steps[0] > before.step
    assert state.saved(run) is None


def test_a_program_that_is_killed_takes_its_child_along_and_loses_nothing(project: Path) -> None:
    witness = Witness(project)
    run = witness.next_run(None)
    life = finish(run)
    witness.look()
    for seconds, pattern in [(0.0, ""), *moments(1, PARENT_KILLS - 1, life)]:
        run = witness.next_run(run)
        command = [sys.executable, "-m", "tests.e2e.teaching_parent", str(project), str(run)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
            assert parent.stdout is not None
            child = psutil.Process(int(parent.stdout.readline()))
            wait(lambda parent=parent: parent.poll() is not None, seconds, appears(run, pattern))
            parent.kill()
        _, alive = psutil.wait_procs([child], timeout=5)
        assert all(process.status() == psutil.STATUS_ZOMBIE for process in alive), (
            "the child outlives its parent"
        )
        witness.look()
    finish(witness.next_run(run))
    witness.look()
