"""How much a frame would teach, and the order that follows: by hand, by property, and for many frames."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from retinanet_core.acquire import BoxesOfFrames, Surprises, informativeness, rarity, uncertainty
from retinanet_core.diversity import LEAST, NEIGHBOURS, POOL, RANDOM_SHARE, RUN, Pick, Places, order
from retinanet_core.flicker import surprises

Found = Sequence[tuple[float, int]]
"""Scores and class ids of a frame's boxes."""


def boxes_of(*frames: Found) -> BoxesOfFrames:
    rows = [row for frame in frames for row in frame]
    return BoxesOfFrames(
        starts=np.cumsum([0, *map(len, frames)]),
        boxes=np.tile(np.array([[100, 100, 200, 200]], np.float32), (len(rows), 1)),
        scores=np.array([score for score, _ in rows], np.float32),
        labels=np.array([label for _, label in rows], np.int64),
    )


def test_a_score_of_one_half_says_nothing() -> None:
    scores = np.array([0.0, 0.25, 0.5, 0.75, 1.0])
    assert uncertainty(scores).tolist() == [0.0, 0.5, 1.0, 0.5, 0.0]


def test_rare_classes_weigh_more_and_unknown_ones_most() -> None:
    assert rarity(np.array([7, 3, 9]), {7: 4, 3: 100}) == pytest.approx([0.5, 0.1, 1.0])


def test_the_five_least_certain_boxes_count_each_by_the_rarity_of_its_class() -> None:
    # Uncertainties 1, 0.8, 0.6, 0.4, 0.2 and one of 0 that does not count; the second box is of a class of 25.
    frame = [(0.5, 1), (0.6, 2), (0.7, 1), (0.8, 1), (0.9, 1), (1.0, 1)]
    worth = informativeness(boxes_of(frame), {1: 4, 2: 25})
    assert worth.values == pytest.approx([((1 + 0.6 + 0.4 + 0.2) / 2 + 0.8 / 5) / 5])


def test_a_crowd_of_sure_boxes_is_worth_less_than_one_unsure_box() -> None:
    worth = informativeness(boxes_of([(0.99, 1)] * 50, [(0.5, 1)], []), {1: 1})
    assert worth.values == pytest.approx([0.02, 0.2, 0], abs=1e-6)


def test_what_it_is_unsure_of_is_counted_and_named_where_one_class_has_the_majority() -> None:
    first = [(0.5, 4), (0.3, 4), (0.6, 2), (0.95, 2), (0.95, 2)]
    second = [(0.5, 4), (0.5, 2)]
    worth = informativeness(boxes_of(first, second, [(0.9, 4)]), {})
    assert worth.unsure.tolist() == [3, 2, 0]
    assert worth.mostly.tolist() == [4, -1, -1]


def test_an_object_that_comes_and_goes_counts_as_an_unknown_box() -> None:
    flicker = Surprises(np.array([1]), np.array([1]))
    worth = informativeness(boxes_of([], [(1.0, 1)]), {1: 4}, flicker)
    assert worth.values == pytest.approx([0, 0.5 / 5])
    assert worth.unsure.tolist() == [0, 0]


def one_by_one(frame: Found, counts: dict[int, int]) -> float:
    """The definition, for one frame."""
    doubts = sorted(((1 - abs(2 * score - 1), label) for score, label in frame), reverse=True)[:5]
    return sum(doubt / math.sqrt(max(1, counts.get(label, 0))) for doubt, label in doubts) / 5


scores = st.integers(0, 64).map(lambda n: n / 64)
frames_found = st.lists(st.lists(st.tuples(scores, st.integers(1, 3)), max_size=8), max_size=6)


@given(frames_found, st.dictionaries(st.integers(1, 3), st.integers(0, 50)))
def test_all_frames_at_once_are_worth_what_each_is_alone(
    frames: list[list[tuple[float, int]]], counts: dict[int, int]
) -> None:
    # Equal uncertainties of different classes may be cut off either way: scores apart, one class each.
    frames = [[(score, 1 + n % 2) for score, n in dict(frame).items()] for frame in frames]
    frames = [[(s, label) for s, label in frame if s < 0.5] for frame in frames]
    worth = informativeness(boxes_of(*frames), counts)
    assert worth.values == pytest.approx([one_by_one(frame, counts) for frame in frames], abs=1e-6)


# --- the order


def places(
    count: int,
    *,
    first_id: int = 1,
    videos: Sequence[int] | None = None,
    indexes: Sequence[int] | None = None,
    features: NDArray[Any] | None = None,
) -> Places:
    return Places(
        ids=np.arange(first_id, first_id + count),
        videos=np.full(count, -1) if videos is None else np.array(videos, np.int64),
        indexes=np.zeros(count, np.int64) if indexes is None else np.array(indexes, np.int64),
        features=features,
    )


NOTHING = places(0)


def rows(picks: list[Pick], *, chosen: bool = True) -> list[int]:
    return [pick.row for pick in picks if pick.at_random is not chosen]


def test_the_worthiest_come_first() -> None:
    values = np.array([0.1, 0.9, 0.5, 0.7])
    assert rows(order(places(4), values, NOTHING, limit=4)) == [1, 3, 2, 0]


def test_a_frame_like_one_before_it_waits() -> None:
    features = np.array([[1.0, 0], [1.0, 0.01], [-1.0, 1.0], [0.0, -1.0]], np.float16)
    picks = order(places(4, features=features), np.array([1.0, 0.9, 0.5, 0.4]), NOTHING, limit=4)
    assert rows(picks) == [0, 2, 3, 1]
    assert picks[0].unlike is None, "there was nothing to be unlike"
    assert picks[1].unlike is not None
    assert picks[1].unlike > 0.9
    assert picks[3].unlike == pytest.approx(0, abs=0.02)


def test_a_frame_like_a_labelled_one_waits_too_but_keeps_a_share_of_its_worth() -> None:
    features = np.array([[1.0, 0], [-1.0, 1.0], [0.0, -1.0]], np.float16)
    labelled = places(1, first_id=9, features=features[:1])
    values = np.array([1.0, 0.9, LEAST / 2])
    assert rows(order(places(3, features=features), values, labelled, limit=3)) == [1, 0, 2]


def test_a_frame_without_a_feature_is_taken_for_a_new_one() -> None:
    features = np.array([[1.0, 0], [1.0, 0], [np.nan, np.nan], [0, 1.0]], np.float16)
    picks = order(places(4, features=features), np.array([1.0, 0.9, 0.5, 0.01]), NOTHING, limit=4)
    assert rows(picks)[:2] == [0, 2]


def test_neighbours_in_a_video_wait_and_half_a_second_away_half_of_the_worth_is_left() -> None:
    indexes = [0, 1, int(NEIGHBOURS), 1000]
    candidates = places(4, videos=[3] * 4, indexes=indexes)
    assert rows(order(candidates, np.array([1.0, 0.9, 0.9, 0.5]), NOTHING, limit=4)) == [0, 3, 2, 1]
    assert rows(order(candidates, np.array([1.0, 0.9, 0.9, 0.4]), NOTHING, limit=4)) == [0, 2, 3, 1]


def test_neighbours_of_labelled_frames_wait_and_images_have_none() -> None:
    candidates = places(3, videos=[3, 3, -1], indexes=[11, 500, 0])
    labelled = places(2, first_id=50, videos=[3, -1], indexes=[10, 0])
    assert rows(order(candidates, np.array([1.0, 0.5, 0.4]), labelled, limit=3)) == [1, 2, 0]


def test_fifteen_of_a_hundred_are_drawn_at_random() -> None:
    count = 400
    values = np.linspace(1, 0, count)
    picks = order(places(count), values, NOTHING, limit=200)
    assert sum(pick.at_random for pick in picks) == 30
    assert len({pick.row for pick in picks}) == 200
    drawn = np.array(rows(picks, chosen=False))
    assert drawn.max() > 300, "they come from all, not from the best"


def test_where_only_the_first_is_ever_labelled_the_random_ones_have_their_turn() -> None:
    count = 60
    values = np.linspace(1, 0.1, count)
    left = list(range(count))
    drawn = 0
    for step in range(40):
        (pick,) = order(
            Places(np.array(left), np.full(len(left), -1), np.zeros(len(left), np.int64)),
            values[left],
            places(step, first_id=1000),
            limit=1,
        )
        drawn += pick.at_random
        del left[pick.row]
    assert drawn == int(40 * RANDOM_SHARE)


def test_the_same_frames_come_in_the_same_order_and_another_seed_draws_others() -> None:
    rng = np.random.default_rng(0)
    candidates = places(300, features=rng.normal(size=(300, 8)).astype(np.float16))
    values = np.round(rng.random(300), 1)
    first = order(candidates, values, NOTHING, limit=100)
    assert order(candidates, values, NOTHING, limit=100) == first
    assert rows(order(candidates, values, NOTHING, limit=100, seed=1), chosen=False) != rows(
        first, chosen=False
    )


def test_a_frame_that_goes_does_not_shuffle_what_is_drawn() -> None:
    values = np.zeros(100)
    before = [pick.row for pick in order(places(100), values, NOTHING, limit=100)]
    gone = before[0]
    ids = np.delete(np.arange(1, 101), gone)
    without = Places(ids, np.full(99, -1), np.zeros(99, np.int64))
    after = [ids[pick.row] - 1 for pick in order(without, values[:99], places(1, first_id=500), limit=99)]
    assert after == before[1:]


@given(
    st.lists(st.tuples(scores, st.integers(-1, 2), st.integers(0, 60)), max_size=30),
    st.integers(0, 40),
    st.integers(0, 3),
)
def test_every_frame_comes_once_whatever_they_are(
    frames: list[tuple[float, int, int]], limit: int, labelled: int
) -> None:
    candidates = places(
        len(frames), videos=[video for _, video, _ in frames], indexes=[index for *_, index in frames]
    )
    values = np.array([value for value, *_ in frames], np.float32)
    picked = [pick.row for pick in order(candidates, values, places(labelled, first_id=900), limit=limit)]
    assert len(picked) == len(set(picked)) == min(limit, len(frames))


def test_a_long_video_is_not_searched_in_one_place_alone() -> None:
    """The worthiest frames are all neighbours, more of them than the pool holds."""
    count = 4 * POOL
    values = np.full(count, 0.5)
    values[: POOL + RUN] = 1.0
    picks = order(places(count, videos=[1] * count, indexes=range(count)), values, NOTHING, limit=100)
    chosen = rows(picks)
    assert sum(row >= POOL + RUN for row in chosen) > 10
    gaps = np.diff(np.sort(chosen))
    assert np.median(gaps) >= RUN


def test_a_hundred_thousand_frames_are_put_in_order() -> None:
    count = 100_000
    rng = np.random.default_rng(0)
    features = rng.normal(size=(count, 16)).astype(np.float16)
    picks = order(
        places(count, features=features), rng.random(count), places(500, first_id=10**6, features=features[:500]),
        limit=50,
    )  # fmt: skip
    assert len({pick.row for pick in picks}) == 50


# --- objects that come and go

SIZE = (640, 480)
HERE, BESIDE, AWAY = [100, 100, 160, 160], [110, 104, 170, 164], [300, 300, 360, 360]


def video(
    *frames: Sequence[tuple[list[int], float, int]],
) -> tuple[BoxesOfFrames, NDArray[Any], NDArray[Any]]:
    """Boxes, the pairs of neighbours, and the sizes of the frames of one video."""
    boxes = [row for frame in frames for row in frame]
    found = BoxesOfFrames(
        starts=np.cumsum([0, *map(len, frames)]),
        boxes=np.array([box for box, *_ in boxes], np.float32).reshape(-1, 4),
        scores=np.array([score for _, score, _ in boxes], np.float32),
        labels=np.array([label for *_, label in boxes], np.int64),
    )
    numbers = np.arange(len(frames))
    return found, np.stack((numbers[:-1], numbers[1:]), axis=1), np.array([SIZE] * len(frames))


def told(*frames: Sequence[tuple[list[int], float, int]]) -> list[tuple[int, int]]:
    flicker = surprises(*video(*frames))
    return sorted(zip(flicker.frames.tolist(), flicker.labels.tolist(), strict=True))


def test_an_object_that_moves_a_little_is_no_surprise() -> None:
    assert told([(HERE, 0.9, 1)], [(BESIDE, 0.3, 1)], [(BESIDE, 0.9, 1)]) == []


def test_an_object_that_is_gone_on_one_frame_is_told_of_it_and_of_its_neighbours() -> None:
    assert told([(HERE, 0.9, 1)], [], [(HERE, 0.9, 1)]) == [(0, 1), (1, 1), (1, 1), (2, 1)]


def test_another_class_at_the_place_is_no_counterpart() -> None:
    assert told([(HERE, 0.9, 1)], [(HERE, 0.9, 2)]) == [(0, 1), (0, 2), (1, 1), (1, 2)]


def test_what_is_faint_or_at_the_edge_may_come_and_go() -> None:
    assert told([(HERE, 0.5, 1), ([0, 100, 60, 160], 0.9, 1)], []) == []


def test_frames_that_are_no_neighbours_are_not_compared() -> None:
    found, _, sizes = video([(HERE, 0.9, 1)], [])
    assert len(surprises(found, np.zeros((0, 2), np.int64), sizes).frames) == 0
