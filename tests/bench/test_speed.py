"""The race and the peer's curve, without training anything."""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import pytest
import torch

from tests.bench import peer
from tests.bench.peer import Curve, Point, load, save
from tests.bench.speed import STARTS, Attempt, Result, Try, cases_of, fastest, race

CURVE = Curve(
    seed=3,
    points=(Point(50.0, 20, 0.2, 0.1), Point(100.0, 40, 0.7, 0.3), Point(150.0, 60, 0.9, 0.5)),
)


def test_the_peer_is_in_time_between_two_points() -> None:
    assert CURVE.seconds_until(0.7) == 100.0
    assert CURVE.seconds_until(0.8) == pytest.approx(125.0)
    assert CURVE.seconds_until(0.1) == pytest.approx(25.0)
    assert CURVE.seconds_until(0.95) is None


def test_the_first_point_that_reaches_a_quality_or_the_last() -> None:
    assert CURVE.point_at(0.7).steps == 40
    assert CURVE.point_at(0.99).steps == 60


def test_the_peers_steps_are_counted_at_its_quickest_pace() -> None:
    paces = [2.0] * 12 + [9.0] * 48  # something else was going on most of the time
    assert [point.seconds for point in peer.at_pace(CURVE.points, paces)] == [40.0, 80.0, 120.0]


def good_from(enough: float, asked: list[float]) -> Attempt:
    """A detector that is good enough from so many seconds on."""

    def attempt(seconds: float) -> Try:
        asked.append(seconds)
        return Try(seconds + 1, 0.85 if seconds >= enough else 0.5, 0.4, {})

    return attempt


@pytest.mark.parametrize(
    ("enough", "bar", "asked", "best"),
    [
        (80.0, 3.0, [100.0, 60.0, 300 / 3.5, 75.0], 300 / 3.5 + 1),  # shorter ones: 60 is not enough
        (140.0, 3.0, [100.0, 200.0, 150.0, 120.0], 151.0),  # longer ones: 200 is enough
        (400.0, 1.5, [200.0, 300.0], None),
        (10.0, 3.0, [100.0, 60.0, 50.0, 37.5], 38.5),
    ],
)
def test_the_race_finds_the_shortest_run_that_is_good_enough(
    enough: float, bar: float, asked: list[float], best: float | None
) -> None:
    seconds: list[float] = []
    tries = race(good_from(enough, seconds), 300.0, bar, goal=0.8)
    assert seconds == pytest.approx(asked)
    assert fastest(tries, 0.8) == (None if best is None else pytest.approx(best))


def result(peer_seconds: float | None, ours: float, ap50_at_mark: float) -> Result:
    """One seed: a run of `ours` seconds was good enough, and one as long as the peer's way to its mark."""
    tries = [Try(ours / 2, 0.7, 0.3, {}), Try(ours, 0.82, 0.4, {})]
    mark = Try(150.0, ap50_at_mark, 0.6, {})
    return Result(CURVE, peer_seconds, tries, mark, CURVE.points[-1], goal=0.8)


USUAL = argparse.Namespace(goal=0.8, mark=0.9, quick=False)


def test_the_figures_are_medians_of_the_seeds() -> None:
    results = [result(120.0, 30.0, 0.92), result(120.0, 60.0, 0.88), result(120.0, 48.0, 0.91)]
    lite, _ = STARTS
    ratio, ap50, ap = cases_of(lite, results, USUAL)
    assert (ratio.value, ratio.bar, ratio.holds) == (2.5, 3.0, False)  # of 4, 2 and 2.5
    assert (ap50.value, ap50.bar, ap50.holds) == (0.01, 0.0, True)  # of 0.92, 0.88 and 0.91 to 0.90
    assert (ap.value, ap.holds) == (0.1, True)
    assert ratio.note == "48 s to 120 s"


def test_without_the_peers_time_nothing_is_held() -> None:
    (case,) = cases_of(STARTS[0], [result(None, 30.0, 0.9)], USUAL)
    assert case.value is None
    assert case.holds is None


def test_other_goals_have_no_bars() -> None:
    cases = cases_of(
        STARTS[0], [result(120.0, 30.0, 0.9)], argparse.Namespace(goal=0.5, mark=0.9, quick=False)
    )
    assert [case.bar for case in cases] == [None, None, None]


def test_a_curve_is_kept_and_used_again(tmp_path: Path) -> None:
    file = tmp_path / "peer.json"
    assert load(file, 3, 0.9) is None
    save(file, CURVE)
    again = load(file, 3, 0.9)
    assert again == Curve(3, CURVE.points, reused=True)
    assert load(file, 4, 0.9) is None
    assert load(file, 3, 0.95) is None  # it was not measured so far


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"versions": {"torch": "0.1"}}, "another machine or with other versions"),
        ({"machine": {"processor": "abacus"}}, "another machine or with other versions"),
        ({"measured": time.time() - 25 * 3600}, "more than a day ago"),
    ],
)
def test_a_curve_from_elsewhere_is_refused(tmp_path: Path, change: dict[str, object], said: str) -> None:
    file = tmp_path / "peer.json"
    save(file, CURVE)
    file.write_text(json.dumps(json.loads(file.read_text()) | change))
    with pytest.raises(SystemExit, match=said):
        load(file, 3, 0.9)


def test_the_peers_pictures_and_boxes_are_mirrored_together() -> None:
    class Always:
        def random(self) -> float:
            return 0.0

    picture = torch.arange(6.0).reshape(1, 1, 6)
    boxes = torch.tensor([[1.0, 0.0, 3.0, 1.0]])
    flipped, target = peer._flipped(picture, boxes, torch.tensor([2]), Always())  # type: ignore[arg-type]
    assert flipped.tolist() == [[[5, 4, 3, 2, 1, 0]]]
    assert target["boxes"].tolist() == [[3, 0, 5, 1]]
