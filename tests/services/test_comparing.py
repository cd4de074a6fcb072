"""Holding what versions see against the truth and against each other."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.services.comparing import difference, judge
from retinanet_core.types import Detections, TruthFrame


def found(
    boxes: list[tuple[float, float, float, float]], scores: list[float], labels: list[int]
) -> Detections:
    return Detections(
        np.array(boxes, np.float32).reshape(-1, 4), np.array(scores, np.float32), np.array(labels, np.int64)
    )


def truth(boxes: list[tuple[float, float, float, float]], labels: list[int]) -> TruthFrame:
    return TruthFrame(np.array(boxes, np.float64).reshape(-1, 4), np.array(labels, np.int64), 100, 100)


def test_found_extra_and_missed() -> None:
    seen = found(
        [(0, 0, 10, 10), (0, 0, 10, 9), (50, 50, 60, 60), (20, 20, 30, 30)],
        [0.9, 0.8, 0.7, 0.2],
        [1, 1, 2, 1],
    )
    judged = judge(seen, 0.5, truth([(0, 0, 10, 10), (50, 50, 60, 60), (20, 20, 30, 30)], [1, 1, 1]))
    # The second is a second box on the same thing; the third is of another class; the fourth is below 0.5.
    assert judged.found.tolist() == [True, False, False]
    assert judged.extra == 2
    assert judged.missed.tolist() == [False, True, True]


def test_half_of_an_overlap_is_enough() -> None:
    # 10 x 5 of 10 x 10: intersection over union is exactly 0.5.
    assert judge(found([(0, 0, 10, 5)], [0.9], [1]), 0.5, truth([(0, 0, 10, 10)], [1])).found.all()
    assert not judge(found([(0, 0, 10, 4.9)], [0.9], [1]), 0.5, truth([(0, 0, 10, 10)], [1])).found.any()


def test_a_score_just_at_the_threshold_counts() -> None:
    assert len(judge(found([(0, 0, 10, 10)], [0.35], [1]), 0.35, truth([], [])).seen) == 1


def test_the_difference_counts_boxes_without_a_counterpart() -> None:
    one = found([(0, 0, 10, 10), (50, 50, 60, 60)], [0.9, 0.8], [1, 1])
    other = found([(1, 0, 11, 10), (50, 50, 60, 60), (80, 80, 90, 90)], [0.9, 0.8, 0.7], [1, 2, 1])
    # The first ones belong together; the others are of another class, or alone.
    assert difference(one, other) == 3


_RECTS = st.lists(
    st.tuples(*[st.integers(0, 8)] * 2).map(
        lambda p: (p[0] * 10.0, p[1] * 10.0, p[0] * 10.0 + 9, p[1] * 10.0 + 9)
    ),
    max_size=6,
    unique=True,
)


@given(_RECTS, _RECTS)
def test_the_difference_is_the_same_from_both_sides_and_nothing_with_oneself(
    first: list[tuple[float, float, float, float]], second: list[tuple[float, float, float, float]]
) -> None:
    one, other = (found(boxes, [0.9] * len(boxes), [1] * len(boxes)) for boxes in (first, second))
    assert difference(one, other) == difference(other, one) == len(set(first) ^ set(second))
    assert difference(one, one) == 0


def test_of_two_equally_near_boxes_the_one_that_measuring_takes_is_found() -> None:
    """So that the pictures and the table tell of the same box."""
    judged = judge(found([(0, 0, 10, 10)], [0.9], [1]), 0.5, truth([(1, 0, 11, 10), (-1, 0, 9, 10)], [1, 1]))
    assert judged.missed.tolist() == [True, False]
