"""What is said of the delays of the event loop."""

from __future__ import annotations

import threading

import pytest

from tests.bench.event_loop import summary
from tests.bench.stalls import StallWatch


def test_the_delays_of_a_loop_in_three_numbers() -> None:
    delays = [1.0] * 98 + [40.0, 300.0]
    middle, high, worst = summary(delays)
    assert middle == 1.0
    assert high == pytest.approx(42.6)  # between the last two but one, at 98.01 of 99
    assert worst == 300.0


def test_each_stall_is_kept_once_with_its_length_and_its_place() -> None:
    seen = iter((0.01, 0.15, 0.3, 0.02, 0.2, 0.0))
    all_seen = threading.Event()

    def silence() -> float:
        value = next(seen, None)
        if value is None:
            all_seen.set()
        return value or 0.0

    watch = StallWatch(silence)
    all_seen.wait()
    watch.close()
    assert [stall.seconds for stall in watch.stalls] == [0.3, 0.2]
    assert any("all_seen.wait()" in line for line in watch.stalls[0].stack)
