"""What is said of the delays of the event loop."""

from __future__ import annotations

import pytest

from tests.bench.event_loop import summary


def test_the_delays_of_a_loop_in_three_numbers() -> None:
    delays = [1.0] * 98 + [40.0, 300.0]
    middle, high, worst = summary(delays)
    assert middle == 1.0
    assert high == pytest.approx(42.6)  # between the last two but one, at 98.01 of 99
    assert worst == 300.0
