"""How sure a change is: average precision of drawn frames against the reference, and intervals by hand."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retinanet_core.counting import Matches, match
from retinanet_core.evaluate import evaluate_detections
from retinanet_core.teach import intervals
from retinanet_core.teach.intervals import CONFIDENCE, FEWEST_UNITS, Ranking, changes, ranking, units, wilson
from retinanet_core.types import Detections, TruthFrame
from tests.core.measured import CELLS, RBC, On, matched, measured
from tests.core.pictures import found, truth
from tests.core.test_evaluate import A, B, coco100, small_frames

Pairs = list[tuple[TruthFrame, Detections]]


def ap50(matches: Matches, class_id: int, weights: list[int]) -> float:
    return ranking(matches, class_id, len(weights)).ap50(np.array(weights, dtype=np.float64))


def test_average_precision_by_hand() -> None:
    """Two true boxes, found at rank 1 and 3: precision 1 up to recall 0.5, then 2/3."""
    box, other = [10.0, 10, 30, 30], [50.0, 50, 70, 70]
    frames = [truth([box, other], [7, 7])]
    matches = match(frames, [found([box, [80, 80, 90, 90], other], [0.9, 0.8, 0.7], [7, 7, 7])])
    assert ap50(matches, 7, [1]) == pytest.approx((51 + 50 * 2 / 3) / 101)
    assert ap50(matches, 7, [3]) == pytest.approx((51 + 50 * 2 / 3) / 101)
    assert math.isnan(ap50(matches, 7, [0]))
    assert math.isnan(ap50(matches, 2, [1]))


@settings(deadline=None)
@given(st.lists(small_frames(), max_size=4))
def test_average_precision_is_that_of_the_reference(pairs: Pairs) -> None:
    frames, detections = [frame for frame, _ in pairs], [hits for _, hits in pairs]
    matches = match(frames, detections)
    for row, item in zip(evaluate_detections(frames, detections, [A, B])["classes"], (A, B), strict=True):
        value = ap50(matches, item.id, [1] * len(frames))
        assert math.isnan(value) if row["ap50"] is None else value == pytest.approx(row["ap50"], abs=1e-6)


@pytest.mark.shared_data
def test_average_precision_is_that_of_the_reference_on_coco() -> None:
    """Eighty classes, crowds, and up to a hundred detections a frame."""
    frames, detections, classes, _ = coco100()
    matches = match(frames, detections)
    rows = evaluate_detections(frames, detections, classes)["classes"]
    values = [ap50(matches, item.id, [1] * len(frames)) for item in classes]
    expected = [math.nan if row["ap50"] is None else row["ap50"] for row in rows]
    np.testing.assert_allclose(values, expected, rtol=0, atol=1e-6)


def test_more_than_a_hundred_detections_of_a_class_on_a_frame() -> None:
    boxes = [[8.0 * (n % 12), 8.0 * (n // 12), 8.0 * (n % 12) + 6, 8.0 * (n // 12) + 6] for n in range(120)]
    frames, hits = [truth(boxes, [7] * 120)], [found(boxes, np.linspace(0.9, 0.5, 120).tolist(), [7] * 120)]
    assert ap50(match(frames, hits), 7, [1]) == pytest.approx(84 / 101)


@settings(deadline=None)
@given(st.lists(st.tuples(small_frames(), st.integers(0, 2)), min_size=1, max_size=4))
def test_a_frame_that_counts_twice_is_like_two_frames(drawn: list[tuple[Pairs, int]]) -> None:
    number = 0
    pairs, weights = [], []
    for (frame, hits), weight in drawn:
        # No two scores are equal: the order of equal ones is not the same in both ways.
        scores = np.sort(hits.scores)[::-1] - 1e-4 * np.arange(number, number + len(hits), dtype=np.float32)
        number += len(hits)
        pairs.append((frame, dataclasses.replace(hits, scores=scores)))
        weights.append(weight)
    repeated = [pair for pair, weight in zip(pairs, weights, strict=True) for _ in range(weight)]
    expected = evaluate_detections([frame for frame, _ in repeated], [hits for _, hits in repeated], [A, B])
    matches = match([frame for frame, _ in pairs], [hits for _, hits in pairs])
    for row, item in zip(expected["classes"], (A, B), strict=True):
        value = ap50(matches, item.id, weights)
        assert math.isnan(value) if row["ap50"] is None else value == pytest.approx(row["ap50"], abs=1e-6)


def plain_ap50(rank: Ranking, weights: np.ndarray) -> float:
    """Detection by detection, recall by recall."""
    truth = sum(weights * rank.truth)
    if not truth:
        return math.nan
    hits = set(rank.hits.tolist())
    shown = found = 0.0
    points = []
    for place, frame in enumerate(rank.frames.tolist()):
        shown += weights[frame]
        found += weights[frame] * (place in hits)
        points.append((found / truth, found / max(shown, 1)))
    return (
        sum(max((p for r, p in points if r >= recall), default=0.0) for recall in np.linspace(0, 1, 101))
        / 101
    )


@settings(deadline=None, max_examples=40)
@given(st.lists(small_frames(), min_size=1, max_size=4), st.integers(0, 99))
def test_many_drawings_at_once_are_as_one_after_the_other(pairs: Pairs, seed: int) -> None:
    matches = match([frame for frame, _ in pairs], [hits for _, hits in pairs])
    count = len(pairs)
    weights = (
        np.random.default_rng(seed).multinomial(count, np.full(count, 1 / count), size=8).astype(np.float64)
    )
    rank = ranking(matches, A.id, count)
    expected = [plain_ap50(rank, row) for row in weights]
    np.testing.assert_allclose(rank.ap50s(weights), expected, rtol=0, atol=1e-12)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(intervals, "_MOST_AT_ONCE", 1)
        np.testing.assert_allclose(rank.ap50s(weights), expected, rtol=0, atol=1e-12)


def test_the_same_twice_is_no_change_for_certain() -> None:
    once = measured([{RBC: On(5, 4, 1)}] * 6)
    changed = changes(once.matches, once.matches, {RBC.id: 1.0}, once.groups)
    assert changed.overall is not None
    assert (changed.overall.estimate, changed.overall.interval) == (0.0, (0.0, 0.0))


@settings(deadline=None, max_examples=30)
@given(
    st.lists(st.tuples(small_frames(), small_frames()), min_size=FEWEST_UNITS, max_size=7),
    st.integers(0, 5),
)
def test_the_interval_holds_the_estimate_which_is_the_difference(
    pairs: list[tuple[tuple[TruthFrame, Detections], tuple[TruthFrame, Detections]]], seed: int
) -> None:
    frames = [frame for (frame, _), _ in pairs]
    old, new = ([versions[place][1] for versions in pairs] for place in (0, 1))
    before, after = (evaluate_detections(frames, hits, [A, B]) for hits in (old, new))
    changed = changes(
        match(frames, old),
        match(frames, new),
        {A.id: 1.0, B.id: 1.0},
        np.arange(len(frames)),
        resamples=20,
        seed=seed,
    )
    differences = [
        None if row["ap50"] is None else row["ap50"] - old_row["ap50"]
        for old_row, row in zip(before["classes"], after["classes"], strict=True)
    ]
    whole = None if after["ap50"] is None else after["ap50"] - before["ap50"]
    for change, difference in zip(
        (*changed.classes.values(), changed.overall), (*differences, whole), strict=True
    ):
        if change is None:
            assert difference is None
            continue
        assert change.estimate == pytest.approx(difference, abs=1e-6)
        if change.interval is not None:
            low, high = change.interval
            assert -1 <= low <= change.estimate <= high <= 1


def test_classes_have_their_part_in_the_mean() -> None:
    wbc, platelets = CELLS[1:]
    before = measured([{wbc: On(4, 0), platelets: On(1, 1)}] * 3)
    after = measured([{wbc: On(4, 4), platelets: On(1, 0)}] * 3)
    changed = changes(before.matches, after.matches, {wbc.id: 1.0, platelets.id: 0.25}, after.groups)
    assert changed.overall is not None
    assert changed.overall.estimate == pytest.approx((1 * 1.0 + 0.25 * -1.0) / 1.25)


def test_groups_are_drawn_whole() -> None:
    """Films that go different ways say less than as many frames that have nothing to do with each other."""
    old = [{RBC: On(5, 3)}] * 12
    new = [{RBC: On(5, 5)}] * 6 + [{RBC: On(5, 2)}] * 6
    alone = changes(measured(old).matches, measured(new).matches, {RBC.id: 1.0}, np.arange(12)).overall
    films = np.repeat(np.arange(6), 2)
    grouped = changes(measured(old).matches, measured(new).matches, {RBC.id: 1.0}, films).overall
    assert alone is not None
    assert grouped is not None
    assert alone.interval is not None
    assert grouped.interval is not None
    assert alone.estimate == grouped.estimate
    assert np.diff(grouped.interval) > 1.3 * np.diff(alone.interval)


def test_too_few_frames_give_no_interval() -> None:
    for groups in (np.zeros(4, np.int64), np.arange(4)):
        old, new = measured([{RBC: On(5, 3)}] * 4), measured([{RBC: On(5, 5)}] * 4)
        change = changes(old.matches, new.matches, {RBC.id: 1.0}, groups).overall
        assert change is not None
        assert change.interval is None
        assert change.estimate == pytest.approx(1 - 61 / 101)  # 3 of 5: recalls 0.00 to 0.60


def test_a_single_film_is_cut_into_blocks() -> None:
    every = np.ones(100, bool)
    film = np.zeros(100, np.int64)
    assert units(film, every).tolist() == np.repeat(np.arange(10), 10).tolist()
    assert units(film[:40], every[:40]).tolist() == np.repeat(np.arange(5), 8).tolist()
    assert units(film[:7], every[:7]).tolist() == list(range(7))
    assert units(film[:3], every[:3]).tolist() == [0, 1, 2]


def test_blocks_have_so_many_frames_that_show_the_class() -> None:
    """Every second of 20 frames shows it: blocks of two of them, with the frames that follow."""
    shows = np.arange(20) % 2 == 1
    assert units(np.zeros(20, np.int64), shows).tolist() == [0] * 5 + [1] * 4 + [2] * 4 + [3] * 4 + [4] * 3


def test_only_a_film_that_has_more_than_its_share_is_cut() -> None:
    groups = np.repeat([0, 1, 2, 3, 4, 5], [50, 10, 10, 10, 10, 10])
    numbers = units(groups, np.ones(100, bool))
    assert numbers.tolist() == np.repeat(np.arange(10), 10).tolist()
    shares = np.repeat(np.arange(5), 20)
    assert units(shares, np.ones(100, bool)).tolist() == shares.tolist()


@given(st.lists(st.tuples(st.integers(0, 4), st.booleans()), max_size=60))
def test_five_frames_are_enough_and_no_unit_has_more_than_its_share(drawn: list[tuple[int, bool]]) -> None:
    groups = np.array([group for group, _ in drawn], np.int64)
    shows = np.array([shown for _, shown in drawn], bool)
    numbers = units(groups, shows)
    assert all(len(np.unique(groups[numbers == number])) == 1 for number in np.unique(numbers).tolist())
    if shows.sum() >= FEWEST_UNITS:
        assert FEWEST_UNITS * np.bincount(numbers[shows]).max() <= shows.sum()


def test_drawing_is_repeatable() -> None:
    old = measured([{RBC: On(5 + n, n % 5, n % 3)} for n in range(12)])
    new = measured([{RBC: On(5 + n, (n + 2) % 5, n % 2)} for n in range(12)])
    first, again, other = (
        changes(old.matches, new.matches, {RBC.id: 1.0}, new.groups, seed=seed) for seed in (0, 0, 1)
    )
    assert first == again
    assert first != other


def test_intervals_hold_what_they_promise() -> None:
    """Two detectors that are equally good, on 20 frames at a time: nine times in ten zero lies inside."""
    rng = np.random.default_rng(0)
    held = 0
    for _ in range(60):
        old, new = (matched([{RBC: On(6, n)} for n in rng.binomial(6, 0.7, 20).tolist()]) for _ in range(2))
        change = changes(old, new, {RBC.id: 1.0}, np.arange(20), resamples=100).overall
        assert change is not None
        assert change.interval is not None
        held += change.interval[0] <= 0 <= change.interval[1]
    assert CONFIDENCE - 0.1 <= held / 60 <= CONFIDENCE + 0.09


@pytest.mark.parametrize("frames", [5, 8])
def test_intervals_of_few_frames_hold_what_they_promise(frames: int) -> None:
    """As above; how much frames differ is itself known from few of them."""
    rng = np.random.default_rng(7)
    held, times = 0, 200
    for _ in range(times):
        old, new = (
            matched([{RBC: On(6, n)} for n in rng.binomial(6, 0.7, frames).tolist()]) for _ in range(2)
        )
        change = changes(old, new, {RBC.id: 1.0}, np.arange(frames)).overall
        assert change is not None
        assert change.interval is not None
        held += change.interval[0] <= 0 <= change.interval[1]
    assert CONFIDENCE - 0.025 <= held / times <= CONFIDENCE + 0.06


@pytest.mark.parametrize(("units", "quantile"), [(5, 2.1318), (8, 1.8946), (20, 1.7291), (200, 1.6525)])
def test_few_units_make_wide_intervals(units: int, quantile: float) -> None:
    """Quantiles of Student's distribution at 0.95, from tables, for one less than the units."""
    expected = quantile / 1.6449 * math.sqrt(units / (units - 1))
    assert intervals._widening(units) == pytest.approx(expected, rel=2e-3)


def test_wilson_by_hand() -> None:
    """9 of 10 with z = 1.6449: centre (0.9 + 0.13528) / 1.27055, half 0.20652 / 1.27055."""
    assert wilson(9, 10) == (pytest.approx(0.6523, abs=1e-4), pytest.approx(0.9774, abs=1e-4))
    assert wilson(0, 0) is None


@given(st.integers(0, 200), st.integers(1, 200))
def test_wilson_holds_the_share_and_narrows(hits: int, trials: int) -> None:
    hits = min(hits, trials)
    interval, more = wilson(hits, trials), wilson(4 * hits, 4 * trials)
    assert interval is not None
    assert more is not None
    assert 0 <= interval[0] <= hits / trials <= interval[1] <= 1
    assert more[1] - more[0] < interval[1] - interval[0]
