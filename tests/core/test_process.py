"""The life of the teaching child: how it ends, whom it lets go first, and what it says of a fault."""

from __future__ import annotations

import errno
import io
import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

import retinanet_core.teach.run as teaching
from retinanet_core.errors import Cancelled, CheckpointError, DeviceError, NonFiniteLossError
from retinanet_core.teach import process, state
from retinanet_core.teach.guards import PARENT_VARIABLE
from retinanet_core.teach.job import CANCELLED, DISK_FULL, FAILED, FINISHED, Events
from retinanet_core.teach.memory import COMPUTER_SHORT
from tests.core.test_state import make_run, state_at
from tests.shared_data import ROOT

linux = pytest.mark.skipif(sys.platform != "linux", reason="Linux does this in its own way")
unix = pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")

LONG_STEP = "import time; time.sleep(60)"
DEAF = "import ctypes; ctypes.PyDLL(None).sleep(60)  # with the interpreter's lock held"


def told(run: Path) -> list[dict[str, Any]]:
    path = run / "events.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def wait_for(condition: Callable[[], object], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.02)


def start(code: str, *words: object, **variables: str) -> subprocess.Popen[str]:
    """A Python with this code and these arguments."""
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, words)],
        cwd=ROOT,
        env={**os.environ, **variables},
        stdout=subprocess.PIPE,
        text=True,
    )


def has_ended(child: psutil.Process) -> bool:
    return not child.is_running() or child.status() == psutil.STATUS_ZOMBIE


# --- ending when cancelled ----------------------------------------------------------------------------------

CANCELLABLE = """
import sys
from pathlib import Path
from retinanet_core.teach import guards
from retinanet_core.teach.job import Events
run = Path(sys.argv[1])
events = Events(run)
guards.end_when_cancelled(run, events)
events.say("started")
"""


def test_a_step_that_takes_for_ever_is_ended_when_cancelled(tmp_path: Path) -> None:
    with start(CANCELLABLE + LONG_STEP, tmp_path) as child:
        wait_for(lambda: told(tmp_path))
        (tmp_path / "cancel").touch()
        assert child.wait(20) == CANCELLED
    assert [event["event"] for event in told(tmp_path)] == ["started", "cancelled"]
    asked = (tmp_path / "cancel").stat().st_mtime
    assert told(tmp_path)[-1]["t"] - asked < 2, "by the child's own clock"


def test_work_that_notices_in_time_says_so_itself_and_once(tmp_path: Path) -> None:
    code = (
        CANCELLABLE
        + """
import time
while not (run / "cancel").exists():
    time.sleep(0.02)
events.say("cancelled", by="the work")
events.close()
time.sleep(3)
sys.exit(7)
"""
    )
    with start(code, tmp_path) as child:
        wait_for(lambda: told(tmp_path))
        (tmp_path / "cancel").touch()
        assert child.wait(20) == 7, "it is left to end by itself"
    assert [event.get("by") for event in told(tmp_path)] == [None, "the work"]


# --- ending with the parent ---------------------------------------------------------------------------------

CHILD = "from retinanet_core.teach import guards; guards.end_with_parent(); print('ready', flush=True)\n"
PARENT = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", sys.argv[1]], stdout=subprocess.PIPE, text=True)
child.stdout.readline()
print(child.pid, flush=True)
child.wait()
"""


@unix
@pytest.mark.parametrize("work", [LONG_STEP, pytest.param(DEAF, marks=linux)], ids=["sleeps", "is deaf"])
def test_the_child_ends_when_its_parent_is_killed(work: str) -> None:
    with start(PARENT, CHILD + work) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        os.kill(parent.pid, signal.SIGKILL)
    wait_for(lambda: has_ended(child), seconds=5)


def test_a_parent_that_was_gone_before_the_child_could_look_is_noticed() -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    with start(CHILD, **{PARENT_VARIABLE: str(gone.pid)}) as child:
        assert child.wait(20) == FAILED


@linux
def test_a_number_that_was_given_to_a_younger_process_is_not_the_parent() -> None:
    code = """
    import os, time
    read, write = os.pipe()
    younger = os.fork()
    if younger:
        os.close(read)
        os.environ["FOVEATE_PARENT_PROCESS"] = str(younger)
        from retinanet_core.teach import guards
        guards.end_with_parent()
    else:
        os.close(write)
        os.read(read, 1)  # until the other one ends
    """
    with start(code) as child:
        assert child.wait(20) == FAILED


# --- going second -------------------------------------------------------------------------------------------


@linux
def test_the_child_goes_second_with_all_its_threads_and_is_ended_first(tmp_path: Path) -> None:
    code = """
    import os, sys, threading, types
    from pathlib import Path
    from retinanet_core.teach import process
    def teach(run, events):
        import torch
        torch.ones(400, 400) @ torch.ones(400, 400)
        helper = threading.Thread(target=threading.Event().wait, daemon=True)
        helper.start()
        nice = [os.getpriority(os.PRIO_PROCESS, int(task)) for task in os.listdir("/proc/self/task")]
        events.say("started", nice=nice, score=int(Path("/proc/self/oom_score_adj").read_text()))
    sys.modules["retinanet_core.teach.run"] = types.SimpleNamespace(teach=teach)
    sys.exit(process.run(Path(sys.argv[1]), as_child=True))
    """
    with start(code, tmp_path, OMP_NUM_THREADS="2") as child:
        assert child.wait(60) == FINISHED
    (event,) = told(tmp_path)
    assert len(event["nice"]) >= 4
    assert min(event["nice"]) >= 10
    assert event["score"] >= 500


# --- outcomes -----------------------------------------------------------------------------------------------


def carry_out(run: Path, monkeypatch: pytest.MonkeyPatch, outcome: Exception | None) -> int:
    """A run that has saved a state and then ends like this."""
    make_run(run)

    def teach(folder: Path, events: Events) -> None:
        state.save(folder, state_at(3))
        (folder / "candidate").mkdir()
        if outcome is not None:
            raise outcome
        (folder / "report.json").write_text("{}")
        events.say("finished")

    monkeypatch.setattr(teaching, "teach", teach)
    return process.run(run)


def test_a_run_that_ended_needs_its_state_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert carry_out(tmp_path, monkeypatch, None) == FINISHED
    assert state.saved(tmp_path) is None
    assert [event["event"] for event in told(tmp_path)] == ["finished"]


def test_a_run_that_was_cancelled_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert carry_out(tmp_path, monkeypatch, Cancelled()) == CANCELLED
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"job.json", "manifest.json", "events.jsonl"}
    assert told(tmp_path)[-1]["event"] == "cancelled"


FAULTS = [
    (MemoryError(), COMPUTER_SHORT, True),
    (RuntimeError("DefaultCPUAllocator: can't allocate memory"), COMPUTER_SHORT, True),
    (DeviceError("The graphics card has too little free memory.", detail="9 GB"), "too little", True),
    (OSError(28, "No space left on device"), "disk is full", True),
    (NonFiniteLossError("Its error became infinite."), "became infinite", False),
    (KeyError("heads"), "unexpected fault", False),
]


@pytest.mark.parametrize(("fault", "sentence", "goes_on"), FAULTS, ids=lambda value: type(value).__name__)
def test_a_fault_is_a_sentence_and_the_state_stays_where_trying_again_may_help(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception, sentence: str, goes_on: bool
) -> None:
    assert carry_out(tmp_path, monkeypatch, fault) == FAILED
    last = told(tmp_path)[-1]
    assert last["event"] == "failed"
    assert sentence in last["message"]
    assert "\n" not in last["message"]
    assert (state.saved(tmp_path) is not None) is goes_on


class FullDisk(io.FileIO):
    """A file on a disk with so much room left: it takes what fits, and then nothing."""

    room = 10**9

    def write(self, data: Any) -> int:
        if not self.room:
            raise OSError(errno.ENOSPC, "No space left on device")
        taken = super().write(bytes(data)[: self.room])
        self.room -= taken
        return taken


def on_full_disk(run: Path, events: Events, room: int = 0) -> FullDisk:
    """From now on the events are written on a disk with so much room."""
    events._stream.close()
    disk = FullDisk(run / "events.jsonl", "a")
    disk.room = room
    events._stream = disk
    return disk


def test_an_event_that_a_full_disk_took_a_part_of_spoils_no_other(tmp_path: Path) -> None:
    events = Events(tmp_path)
    assert events.say("started")
    disk = on_full_disk(tmp_path, events, room=10)
    assert not events.say("progress", step=1)
    disk.room = 10**9
    assert events.say("progress", step=2)
    events.close()
    first, torn, last = (tmp_path / "events.jsonl").read_text().splitlines()
    assert json.loads(first)["event"] == "started"
    assert len(torn) == 10
    assert json.loads(last)["step"] == 2


@pytest.mark.parametrize("room", [0, 30])
def test_a_run_that_cannot_say_why_it_failed_says_it_with_its_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    make_run(tmp_path)

    def teach(folder: Path, events: Events) -> None:
        on_full_disk(folder, events, room)
        events.say("progress", step=1)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(teaching, "teach", teach)
    assert process.run(tmp_path) == DISK_FULL


def test_a_run_that_finished_has_finished_though_its_last_word_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def teach(folder: Path, events: Events) -> None:
        (folder / "report.json").write_text("{}")
        on_full_disk(folder, events)
        events.say("finished")

    monkeypatch.setattr(teaching, "teach", teach)
    assert process.run(tmp_path) == FINISHED


def test_a_model_that_a_full_disk_does_not_take_says_so_and_goes_on_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = CheckpointError("The file weights.safetensors cannot be written.")
    error.__cause__ = OSError(errno.ENOSPC, "No space left on device")
    assert carry_out(tmp_path, monkeypatch, error) == FAILED
    assert "disk is full" in told(tmp_path)[-1]["message"]
    assert state.saved(tmp_path) is not None


def test_a_second_attempt_begins_without_the_result_of_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert carry_out(tmp_path, monkeypatch, None) == FINISHED
    seen: list[bool] = []

    def teach(folder: Path, events: Events) -> None:
        seen.extend((folder / name).exists() for name in ("report.json", "candidate"))
        raise Cancelled

    monkeypatch.setattr(teaching, "teach", teach)
    assert process.run(tmp_path) == CANCELLED
    assert seen == [False, False]
