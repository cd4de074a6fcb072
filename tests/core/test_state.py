"""The state of a run: whole or not at all, and only for the job that it was made by."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from retinanet_core.teach import state
from retinanet_core.teach.control import Control
from retinanet_core.teach.job import Events
from retinanet_core.teach.memory import MemoryGuard
from retinanet_core.teach.state import RunState, StateKeeper


def make_run(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "job.json").write_text('{"minutes": 1.0}')
    (folder / "manifest.json").write_text('{"images": []}')
    return folder


def state_at(step: int) -> RunState:
    return RunState(
        phase=2,
        step=step,
        seconds=step / 2,
        trainer={
            "weights": {"head.weight": torch.full((3, 2), float(step))},
            "optimizer": {
                "state": {0: {"exp_avg": torch.ones(2)}},
                "param_groups": [{"betas": (0.9, 0.999)}],
            },
            "normaliser": 3.5,
        },
    )


def damaged(run: Path) -> Path:
    (path,) = (run / "state").glob("*.pt")
    return path


def test_what_was_saved_last_is_loaded(tmp_path: Path) -> None:
    run = make_run(tmp_path)
    assert state.load(run) is None
    assert state.saved(run) is None
    for step in (3, 8):
        state.save(run, state_at(step))
    loaded = state.load(run)
    assert loaded is not None
    assert (loaded.phase, loaded.step, loaded.seconds) == (2, 8, 4.0)
    assert torch.equal(loaded.trainer["weights"]["head.weight"], torch.full((3, 2), 8.0))
    assert loaded.trainer["optimizer"]["param_groups"] == [{"betas": (0.9, 0.999)}]
    facts = state.saved(run)
    assert facts is not None
    assert (facts.step, facts.seconds) == (8, 4.0)
    assert len(list((run / "state").iterdir())) == 2, "states before it are removed"


def test_an_optimizer_goes_on_as_if_nothing_had_happened(tmp_path: Path) -> None:
    def learn(steps: int, stop_after: int | None) -> torch.Tensor:
        torch.manual_seed(1)
        rng = np.random.default_rng(1)
        layer, batches = torch.nn.Linear(4, 1), 0
        optimizer = torch.optim.AdamW(layer.parameters(), lr=0.1)
        while batches < steps:
            batch = torch.from_numpy(rng.normal(size=(2, 4)).astype(np.float32)) + torch.randn(2, 4)
            loss = layer(batch).square().mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            batches += 1
            if batches == stop_after:
                kept = {
                    "weights": layer.state_dict(),
                    "optimizer": optimizer.state_dict(),
                    "random": {"numpy": rng.bit_generator.state, "torch": torch.get_rng_state()},
                }
                state.save(tmp_path, RunState(1, batches, 0.0, kept))
                torch.manual_seed(99)
                rng = np.random.default_rng(99)
                layer = torch.nn.Linear(4, 1)
                optimizer = torch.optim.AdamW(layer.parameters(), lr=0.1)
                again = state.load(tmp_path)
                assert again is not None
                layer.load_state_dict(again.trainer["weights"])
                optimizer.load_state_dict(again.trainer["optimizer"])
                rng.bit_generator.state = again.trainer["random"]["numpy"]
                torch.set_rng_state(again.trainer["random"]["torch"])
        return layer.weight.detach()

    make_run(tmp_path)
    assert torch.equal(learn(10, None), learn(10, 4))


@given(st.floats(0, 1, exclude_max=True), st.integers(1, 255), st.booleans())
def test_a_damaged_state_is_left_out_and_replaced(where: float, change: int, cut: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        run = make_run(Path(folder))
        state.save(run, state_at(3))
        path = damaged(run)
        data = bytearray(path.read_bytes())
        position = int(where * len(data))
        if cut:
            del data[position:]
        else:
            data[position] ^= change
        path.write_bytes(data)
        assert state.load(run) is None
        state.save(run, state_at(4))
        loaded = state.load(run)
        assert loaded is not None
        assert loaded.step == 4


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'{"step": "one"}', b"\xff\xfe"])
def test_a_damaged_description_is_no_state(
    tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    run = make_run(tmp_path)
    state.save(run, state_at(3))
    (run / "state" / "state.json").write_bytes(content)
    assert state.load(run) is None
    assert "cannot be read" in caplog.text


def test_code_in_a_state_is_not_run(tmp_path: Path) -> None:
    class Bomb:
        def __reduce__(self) -> Any:
            return os.mkdir, (str(tmp_path / "exploded"),)

    run = make_run(tmp_path / "run")
    state.save(run, RunState(1, 1, 0.0, {"bomb": Bomb()}))
    assert state.load(run) is None
    assert not (tmp_path / "exploded").exists()


@pytest.mark.parametrize("name", ["job.json", "manifest.json"])
def test_a_state_of_another_job_is_not_used(
    tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    run = make_run(tmp_path)
    state.save(run, state_at(3))
    (run / name).write_text('{"minutes": 2.0, "images": []}')
    assert state.load(run) is None
    assert "another job" in caplog.text
    make_run(tmp_path)
    assert state.load(run) is not None


def test_a_state_of_another_program_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = make_run(tmp_path)
    state.save(run, state_at(3))
    monkeypatch.setattr(state, "__version__", "99.0")
    assert state.load(run) is None


@pytest.mark.parametrize("broken", ["fsync", "save", "write_atomically"])
def test_a_failed_save_leaves_the_state_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    run = make_run(tmp_path)
    state.save(run, state_at(3))
    before = sorted((run / "state").iterdir())

    def fail(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        owner = {"fsync": os, "save": torch, "write_atomically": state}[broken]
        patch.setattr(owner, broken, fail)
        with pytest.raises(OSError, match="No space"):
            state.save(run, state_at(4))
    assert sorted((run / "state").iterdir()) == before
    loaded = state.load(run)
    assert loaded is not None
    assert loaded.step == 3


def test_what_a_kill_left_behind_is_swept(tmp_path: Path) -> None:
    run = make_run(tmp_path)
    (run / "state").mkdir()
    (run / "state" / "0123.pt").write_bytes(b"half")
    assert state.saved(run) is None
    state.save(run, state_at(3))
    assert len(list((run / "state").iterdir())) == 2


def test_a_state_that_is_forgotten_is_gone(tmp_path: Path) -> None:
    run = make_run(tmp_path)
    state.clear(run)
    state.save(run, state_at(3))
    state.clear(run)
    assert not (run / "state").exists()
    assert state.load(run) is None


def test_asking_for_a_state_does_not_bring_torch(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from retinanet_core.teach import orders, state\n"
        "state.saved(Path(sys.argv[1])); orders.clear(Path(sys.argv[1])); assert 'torch' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False).returncode == 0


class Keeping:
    """A keeper whose clock the test sets, and the steps that it has saved."""

    def __init__(self, run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0.0
        self.cost = 0.01
        self.saved: list[int] = []
        self.error: OSError | None = None
        self.run = run
        monkeypatch.setattr(state, "save", self._save)
        events = Events(run)
        self.heard: list[str] = []
        self.deaf = False
        control = Control(run, events, MemoryGuard(clock=self.clock))
        self.keeper = StateKeeper(run, control, self.clock, tell=self._tell)
        events.close()

    def clock(self) -> float:
        return self.now

    def _save(self, run: Path, wanted: RunState) -> None:
        if self.error is not None:
            raise self.error
        self.now += self.cost
        self.saved.append(wanted.step)

    def _tell(self, sentence: str) -> bool:
        if not self.deaf:
            self.heard.append(sentence)
        return not self.deaf

    def at(self, now: float, step: int) -> None:
        self.now = now
        self.keeper.follow(lambda: state_at(step))


@pytest.fixture
def keeping(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Keeping:
    return Keeping(tmp_path, monkeypatch)


def test_a_state_that_costs_little_is_saved_every_other_second(keeping: Keeping) -> None:
    for step in range(1, 71):
        keeping.at(step / 10, step)
    assert keeping.saved == [20, 41, 62]


def test_a_state_that_costs_much_is_saved_seldom(keeping: Keeping) -> None:
    keeping.cost = 0.5
    for step in range(1, 110):
        keeping.at(float(step), step)
    assert keeping.saved == [2, 53, 104]


def test_a_state_is_saved_before_a_pause(keeping: Keeping) -> None:
    (keeping.run / "pause").touch()
    keeping.at(0.1, 1)
    assert keeping.saved == [1]


def test_a_full_disk_costs_the_state_and_not_the_run(
    keeping: Keeping, caplog: pytest.LogCaptureFixture
) -> None:
    keeping.error = OSError(28, "No space left on device")
    with caplog.at_level(logging.WARNING):
        keeping.at(3.0, 1)
    assert "cannot be saved" in caplog.text
    keeping.error = None
    keeping.at(6.0, 2)
    assert keeping.saved == [2]


def test_that_nothing_can_be_saved_is_told_once_and_until_it_is_heard(keeping: Keeping) -> None:
    keeping.error = OSError(28, "No space left on device")
    keeping.deaf = True
    keeping.at(3.0, 1)
    keeping.deaf = False
    keeping.at(6.0, 2)
    keeping.at(9.0, 3)
    assert keeping.heard == [state.UNSAVED]
