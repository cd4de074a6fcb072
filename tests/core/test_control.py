"""What a run is told while it works, and how it watches its memory."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import pytest
import torch

from retinanet_core.errors import Cancelled
from retinanet_core.teach import orders, state
from retinanet_core.teach.control import Control
from retinanet_core.teach.job import Events, load_job
from retinanet_core.teach.memory import (
    CARD_SHORT,
    COMPUTER_SHORT,
    MemoryGuard,
    MemoryShortError,
    memory_sentence,
    reserve,
)

PLENTY = 1 << 40


@pytest.fixture
def events(tmp_path: Path) -> Iterator[Events]:
    opened = Events(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def control(tmp_path: Path, events: Events) -> Control:
    return Control(tmp_path, events, MemoryGuard(free=lambda: PLENTY))


def told(run: Path) -> list[str]:
    return [json.loads(line)["event"] for line in (run / "events.jsonl").read_text().splitlines()]


def wait_until_told(run: Path, event: str) -> None:
    end = time.monotonic() + 30
    while event not in told(run):
        assert time.monotonic() < end, f"{event} was not told"
        time.sleep(0.01)


def in_a_moment(run: Path, event: str, then: object) -> threading.Thread:
    """Call `then` once the run has told the event."""

    def act() -> None:
        wait_until_told(run, event)
        assert callable(then)
        then()

    thread = threading.Thread(target=act)
    thread.start()
    return thread


def test_a_run_that_nothing_is_asked_of_goes_on(tmp_path: Path, control: Control) -> None:
    control.check()
    assert not control.pause_wanted()
    assert not control.finish_wanted()
    assert not control.memory_short
    assert control.paused_seconds == 0
    assert told(tmp_path) == []


def test_cancel_is_raised(tmp_path: Path, control: Control) -> None:
    assert orders.give(tmp_path, "cancel")
    with pytest.raises(Cancelled):
        control.check()


def test_a_paused_run_stands_still_until_it_is_resumed(tmp_path: Path, control: Control) -> None:
    orders.give(tmp_path, "pause")
    assert control.pause_wanted()
    other = in_a_moment(tmp_path, "paused", lambda: orders.withdraw(tmp_path, "pause"))
    control.check()
    other.join()
    assert told(tmp_path) == ["paused", "resumed"]
    first = control.paused_seconds
    assert first > 0
    orders.give(tmp_path, "pause")
    (tmp_path / "events.jsonl").write_text("")
    other = in_a_moment(tmp_path, "paused", lambda: orders.withdraw(tmp_path, "pause"))
    control.check()
    other.join()
    assert control.paused_seconds > first, "it is the time of all pauses together"


def test_a_paused_run_can_be_cancelled(tmp_path: Path, control: Control) -> None:
    orders.give(tmp_path, "pause")
    other = in_a_moment(tmp_path, "paused", lambda: orders.give(tmp_path, "cancel"))
    with pytest.raises(Cancelled):
        control.check()
    other.join()
    assert told(tmp_path) == ["paused"]


def test_finishing_early_is_a_question_of_the_run(tmp_path: Path, control: Control) -> None:
    orders.give(tmp_path, "finish")
    control.check()
    assert control.finish_wanted()


def test_orders_in_a_folder_that_is_gone_are_not_given(tmp_path: Path) -> None:
    assert not orders.give(tmp_path / "gone", "pause")
    assert orders.withdraw(tmp_path / "gone", "pause"), "there is none in it"


def test_a_folder_is_cleared_of_orders_but_keeps_its_state(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    for name in ("pause", "finish"):
        orders.give(tmp_path, name)
    orders.clear(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["state"]


def test_a_run_that_was_cancelled_does_not_go_on_from_its_state(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / state.HEADER_NAME).write_text("{}")
    orders.give(tmp_path, "cancel")
    orders.clear(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_old_job_is_read_with_what_it_could_not_say(tmp_path: Path) -> None:
    (tmp_path / "job.json").write_text('{"minutes": 2.0, "parent": "../../models/1", "format": 1}')
    job = load_job(tmp_path)
    assert (job.minutes, job.parent) == (2.0, "../../models/1")
    assert (job.replay, job.pseudo_labels, job.unlabelled) == (True, True, "ignore")


# --- events -------------------------------------------------------------------------------------------------


def test_lines_of_several_threads_are_whole(tmp_path: Path, events: Events) -> None:
    threads = [
        threading.Thread(target=lambda: [events.say("progress", step=step) for step in range(200)])
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told(tmp_path) == ["progress"] * 800


@pytest.mark.parametrize("last", ["finished", "cancelled", "failed"])
def test_nothing_is_said_after_the_last_word(tmp_path: Path, events: Events, last: str) -> None:
    events.say("started")
    assert not events.over
    for event in (last, "cancelled", "finished", "progress"):
        events.say(event)
    assert events.over
    assert told(tmp_path) == ["started", last]


def test_what_a_kill_cut_short_does_not_spoil_the_next_line(tmp_path: Path) -> None:
    (tmp_path / "events.jsonl").write_bytes(b'{"t": 1, "event": "started"}\n{"t": 2, "eve')
    events = Events(tmp_path)
    events.say("started", frames=3)
    events.close()
    lines = (tmp_path / "events.jsonl").read_bytes().splitlines()
    assert lines[1] == b'{"t": 2, "eve'
    assert json.loads(lines[2])["frames"] == 3


# --- memory -------------------------------------------------------------------------------------------------


class Computer:
    """A clock and free memory that the test sets."""

    def __init__(self) -> None:
        self.now = 100.0
        self.free = 50
        self.looks = 0

    def available(self) -> int:
        self.looks += 1
        return self.free

    def guard(self) -> MemoryGuard:
        return MemoryGuard(free=self.available, clock=lambda: self.now, must_stay_free=20)


def test_memory_is_looked_at_once_a_second() -> None:
    computer = Computer()
    guard = computer.guard()
    for tenth in range(31):
        computer.now = 100 + tenth / 10
        guard.look()
    assert computer.looks == 4


def test_the_run_is_first_asked_for_memory_and_then_ended() -> None:
    computer = Computer()
    guard = computer.guard()
    guard.look()
    assert not guard.short
    computer.free, computer.now = 19, 101.0
    guard.look()
    assert guard.short
    computer.now = 105.9
    guard.look()
    computer.now = 106.9
    with pytest.raises(MemoryShortError, match="close other programs") as raised:
        guard.look()
    assert "19 bytes" in raised.value.detail


def test_memory_that_came_back_is_a_new_start() -> None:
    computer = Computer()
    guard = computer.guard()
    for now, free, short in (
        (101, 5, True),
        (103, 20, False),
        (104, 5, True),
        (108, 5, True),
        (109, 30, False),
    ):
        computer.now, computer.free = float(now), free
        guard.look()
        assert guard.short is short


def test_a_run_sees_that_memory_is_short(tmp_path: Path, events: Events) -> None:
    computer = Computer()
    control = Control(tmp_path, events, computer.guard())
    computer.free = 0
    control.check()
    assert control.memory_short


def test_at_most_a_gigabyte_is_left_to_other_programs() -> None:
    assert 0 < reserve() <= 1 << 30


def too_much_for_the_computer() -> torch.Tensor:
    return torch.empty(1 << 60, dtype=torch.uint8)


def test_the_words_of_an_allocation_that_fails_are_understood() -> None:
    with pytest.raises(RuntimeError) as raised:
        too_much_for_the_computer()
    assert memory_sentence(raised.value) == COMPUTER_SHORT


SENTENCES = [
    (MemoryError(), COMPUTER_SHORT),
    (OSError(12, "Cannot allocate memory"), COMPUTER_SHORT),
    (
        RuntimeError(
            "[enforce fail at alloc_cpu.cpp:127] . DefaultCPUAllocator: can't allocate memory: "
            "you tried to allocate 8 bytes. Error code 12 (Cannot allocate memory)"
        ),
        COMPUTER_SHORT,
    ),
    (cv2.error("(-4:Insufficient memory) Failed to allocate 30000000000 bytes"), COMPUTER_SHORT),
    (torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB."), CARD_SHORT),
    (RuntimeError("MPS backend out of memory (MPS allocated: 9 GB)"), CARD_SHORT),
    (RuntimeError("The size of tensor a must match"), ""),
    (OSError(28, "No space left on device"), ""),
]


@pytest.mark.parametrize(("error", "sentence"), SENTENCES, ids=lambda value: type(value).__name__)
def test_memory_that_was_not_enough_is_a_sentence(error: Exception, sentence: str) -> None:
    assert memory_sentence(error) == sentence
