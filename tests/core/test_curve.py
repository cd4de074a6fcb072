"""Which pinned frames the curve is measured on, and the line that it has to beat."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retinanet_core.teach.curve import MOST_FRAMES, curve_places, line_to_beat
from tests.core.measured import RBC, Frame, On, measured


@given(st.lists(st.integers(0, 40), max_size=120))
def test_frames_are_taken_evenly_from_the_groups(drawn: list[int]) -> None:
    groups = np.unique(np.array(drawn, np.int64), return_inverse=True)[1]
    places = curve_places(groups)
    assert len(places) == min(MOST_FRAMES, len(groups))
    assert np.all(np.diff(places) > 0)
    taken, there = (np.bincount(part, minlength=len(set(drawn))) for part in (groups[places], groups))
    if 0 < len(taken) <= MOST_FRAMES:
        assert np.all(taken >= np.minimum(there, taken.max() - 1))


def test_a_long_film_leaves_room_and_is_seen_from_end_to_end() -> None:
    places = curve_places(np.repeat([0, 1, 2], [100, 3, 5]))
    assert places[-8:].tolist() == list(range(100, 108))
    assert len(places) == MOST_FRAMES
    assert places[0] < 10
    assert places[15] > 90


def test_the_line_to_beat_is_measured_on_the_frames_of_the_curve() -> None:
    """All is found on the film's later half and nothing on its first: neither is the whole."""
    frames: list[Frame] = [{RBC: On(2, 2 * (place >= 50))} for place in range(100)]
    before = measured(frames, groups=[0] * 100)
    line = line_to_beat(before)
    assert line == pytest.approx(51 / 101)
    chosen = curve_places(before.groups).tolist()
    assert line == measured([frames[place] for place in chosen]).result["ap50"]
    assert line_to_beat(measured([])) is None
