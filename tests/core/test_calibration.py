"""Scores that mean what they say: curves by hand, what they promise, and detectors that carry them."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retinanet_core.calibration import (
    ENOUGH_FOR_STEPS,
    ENOUGH_OF_EACH,
    Calibration,
    Line,
    Steps,
    calibration_error,
    fit,
)
from retinanet_core.checkpoint import INFO_NAME, load_info, save
from retinanet_core.choices import LOWEST_SCORE
from retinanet_core.counting import THRESHOLDS, match
from retinanet_core.detect.detector import Detector
from retinanet_core.errors import CheckpointError
from retinanet_core.evaluate import evaluate_detections
from retinanet_core.teach.measuring import compare
from retinanet_core.types import Detections
from tests.core.measured import RBC, On, measured
from tests.core.pictures import CPU, found, tiny_info, tiny_network, truth
from tests.core.test_evaluate import coco100

Sample = tuple[np.ndarray, np.ndarray]


def sigmoid(values: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-values))


def sample(count: int, slope: float, shift: float, seed: int = 0) -> Sample:
    """Raw scores, and for each whether it is right, as often as slope * logit + shift says."""
    rng = np.random.default_rng(seed)
    logits = rng.normal(-1, 1.5, count)
    return sigmoid(logits).astype(np.float32), rng.random(count) < sigmoid(slope * logits + shift)


def one_class(scores: np.ndarray) -> np.ndarray:
    return np.zeros(len(scores), np.int64)


def test_a_line_by_hand() -> None:
    """Logit 0 becomes 0.5 * 0 + 1: 1 / (1 + e^-1)."""
    line = Line(0.5, 1.0)
    assert line.calibrated(np.array([0.5]))[0] == pytest.approx(0.731059)
    assert line.raw(0.731059) == pytest.approx(0.5, abs=1e-5)


def test_steps_by_hand() -> None:
    """Half way from (0, 0) to (0.4, 0.2), half way between the points, and from the last one to (1, 1)."""
    steps = Steps((0.4, 0.6), (0.2, 0.8))
    assert steps.calibrated(np.array([0.2, 0.5, 0.8])).tolist() == pytest.approx([0.1, 0.5, 0.9])
    assert [steps.raw(value) for value in (0.1, 0.5, 0.9)] == pytest.approx([0.2, 0.5, 0.8])


def test_the_error_by_hand() -> None:
    """Two at 0.9 of which one is right: 0.4 off; two at 0.2, none right: 0.2 off; on average 0.3."""
    scores, right = np.array([0.9, 0.9, 0.2, 0.2]), np.array([True, False, False, False])
    assert calibration_error(scores, right) == pytest.approx(0.3)
    assert calibration_error(np.array([1.0, 0.0]), np.array([True, False])) == 0


def test_a_line_is_found_again() -> None:
    scores, right = sample(4000, 0.6, 1.2)
    # Few of each class, so that no class has enough for steps; together they have the one line.
    calibration = fit(scores, right, np.arange(4000) % 40, 40)
    assert calibration is not None
    slopes, shifts = zip(
        *((c.slope, c.shift) for c in calibration.curves if isinstance(c, Line)), strict=True
    )
    assert len(slopes) == 40
    assert np.mean(slopes) == pytest.approx(0.6, abs=0.05)
    assert np.mean(shifts) == pytest.approx(1.2, abs=0.1)


@pytest.mark.parametrize("count", [300, 3000])
def test_calibrated_scores_are_right_on_what_was_not_seen(count: int) -> None:
    scores, right = sample(count, 0.6, 1.2)
    calibration = fit(scores, right, one_class(scores), 1)
    assert calibration is not None
    assert isinstance(calibration.curves[0], Steps if right.sum() >= ENOUGH_FOR_STEPS else Line)
    others, others_right = sample(5000, 0.6, 1.2, seed=1)
    calibrated = calibration.curves[0].calibrated(others)
    assert calibration_error(others, others_right) > 0.2
    assert calibration_error(calibrated, others_right) < 0.05


def test_steps_follow_what_a_line_cannot() -> None:
    """Right half of the time whatever the score, but for the highest scores, which are always right."""
    rng = np.random.default_rng(0)
    scores = rng.random(4000)
    right = (scores > 0.8) | (rng.random(4000) < 0.5)
    calibration = fit(scores, right, one_class(scores), 1)
    assert calibration is not None
    (curve,) = calibration.curves
    assert isinstance(curve, Steps)
    low, middle, high = curve.calibrated(np.array([0.3, 0.6, 0.95]))
    assert low == pytest.approx(0.5, abs=0.06)
    assert middle == pytest.approx(0.5, abs=0.06)
    assert high > 0.97


def test_a_class_leaves_the_others_as_far_as_it_has_evidence() -> None:
    """The second class is right far less often than the first: with more of it, its curve shows that."""
    usual, usual_right = sample(3000, 1.0, 0.0)
    middles = []
    for count in (0, 10, 40, 300):
        rare, rare_right = sample(count, 1.0, -2.0, seed=3)
        calibration = fit(
            np.concatenate([usual, rare]),
            np.concatenate([usual_right, rare_right]),
            np.repeat([0, 1], [3000, count]),
            2,
        )
        assert calibration is not None
        middles.append(float(calibration.curves[1].calibrated(np.array([0.5]))[0]))
    assert middles == sorted(middles, reverse=True)
    assert middles[0] == pytest.approx(0.5, abs=0.05)
    assert middles[-1] == pytest.approx(sigmoid(np.array(-2.0)), abs=0.08)


def test_a_class_of_which_nothing_is_right_is_believed_less_the_more_there_is_of_it() -> None:
    scores, right = sample(400, 0.8, 0.5)
    believed = []
    for wrong in (0, 1, 30, 300):
        calibration = fit(
            np.concatenate([scores, np.full(wrong, 0.6, np.float32)]),
            np.concatenate([right, np.zeros(wrong, bool)]),
            np.repeat([0, 1], [400, wrong]),
            3,
        )
        assert calibration is not None
        own, unseen = (float(calibration.curves[place].calibrated(np.array([0.6]))[0]) for place in (1, 2))
        believed.append(own / unseen)
    assert believed[0] == 1  # nothing is known of it, as of the third
    assert believed == sorted(believed, reverse=True)
    assert 0.5 < believed[1] < 1
    assert believed[-1] < 0.1


@pytest.mark.parametrize(("right", "wrong"), [(19, 500), (500, 19), (0, 0), (0, 500)])
def test_too_little_evidence_calibrates_nothing(right: int, wrong: int) -> None:
    scores = np.linspace(0.05, 0.95, right + wrong).astype(np.float32)
    assert ENOUGH_OF_EACH == 20
    assert fit(scores, np.arange(right + wrong) < right, one_class(scores), 1) is None


samples = st.lists(
    st.tuples(st.floats(0.0078125, 0.9990234375, width=32), st.booleans(), st.integers(0, 2)),
    min_size=40,
    max_size=600,
)


@settings(deadline=None, max_examples=60)
@given(samples, st.integers(1, 6))
def test_curves_only_rise_and_turn_back(drawn: list[tuple[float, bool, int]], times: int) -> None:
    scores, right, classes = (np.array(column) for column in zip(*(drawn * times), strict=True))
    calibration = fit(scores, right, classes, 3)
    if calibration is None:
        assert min(right.sum(), (~right).sum()) < ENOUGH_OF_EACH
        return
    grid = np.linspace(0.005, 0.995, 100)
    for curve in calibration.curves:
        values = curve.calibrated(grid)
        assert (np.diff(values) > 0).all()
        assert values[0] > 0
        assert values[-1] < 1
        assert [curve.raw(value) for value in values.tolist()] == pytest.approx(grid.tolist(), abs=1e-4)


def test_scores_that_say_nothing_or_the_opposite_still_keep_their_order() -> None:
    scores = np.linspace(0.05, 0.95, 200).astype(np.float32)
    for right in (scores < 0.5, np.arange(200) % 2 == 0):
        calibration = fit(scores, right, one_class(scores), 1)
        assert calibration is not None
        values = calibration.curves[0].calibrated(scores)
        assert (np.diff(values) > 0).all()
        assert values.mean() == pytest.approx(0.5, abs=0.05)


def test_all_equal_scores() -> None:
    scores = np.full(1000, 0.3, np.float32)
    calibration = fit(scores, np.arange(1000) < 700, one_class(scores), 1)
    assert calibration is not None
    assert calibration.curves[0].calibrated(scores[:1])[0] == pytest.approx(0.7, abs=0.01)


def test_scores_of_exactly_one() -> None:
    """300 of 330 are right, and to each of 16 bins half a right and half a wrong one are added: 308 of 346."""
    scores, right = np.ones(330, np.float32), np.arange(330) < 300
    calibration = fit(scores, right, one_class(scores), 1)
    assert calibration is not None
    (curve,) = calibration.curves
    assert isinstance(curve, Steps)
    assert curve.calibrated(scores[:1])[0] == pytest.approx(308 / 346, abs=1e-3)
    assert msgspec.json.decode(msgspec.json.encode(calibration), type=Calibration) == calibration
    mixed = np.concatenate([scores, np.zeros(100, np.float32)])
    calibration = fit(mixed, np.concatenate([right, np.zeros(100, bool)]), one_class(mixed), 1)
    assert calibration is not None
    least, most = calibration.curves[0].calibrated(np.array([0.0, 1.0], np.float32))
    assert least < 0.1 < 0.8 < most < 1


def test_detections_are_put_in_their_new_order() -> None:
    """The second class is seldom right: its 0.8 comes after the 0.6 of the first."""
    calibration = Calibration((Line(1.0, 1.0), Line(1.0, -3.0)))
    hits = found([[0, 0, 10, 10], [20, 0, 30, 10], [40, 0, 50, 10]], [0.8, 0.6, 0.1], [5, 1, 5])
    calibrated = calibration.apply(hits, np.array([1, 0, 1]), 0.05)
    assert calibrated.labels.tolist() == [1, 5]
    assert calibrated.boxes[:, 0].tolist() == [20, 0]
    logits = np.log(np.array([0.6 / 0.4, 0.8 / 0.2]))
    assert calibrated.scores.tolist() == pytest.approx(sigmoid(logits + np.array([1, -3])).tolist(), abs=1e-6)


def test_the_raw_threshold_is_the_lowest_of_all_classes_within_reason() -> None:
    calibration = Calibration((Line(1.0, 1.0), Line(1.0, 0.5)))
    assert calibration.raw_threshold(0.5) == pytest.approx(sigmoid(np.array(-1.0)))
    assert calibration.raw_threshold(0.02) == LOWEST_SCORE
    assert calibration.raw_threshold(0.001) == 0.001


def test_a_detector_reports_calibrated_scores() -> None:
    network = tiny_network()
    info = tiny_info(network)
    calibration = Calibration((Line(0.7, 2.5), Steps((0.009, 0.0105), (0.2, 0.4))))
    calibrating = Detector(network, msgspec.structs.replace(info, calibration=calibration), CPU)
    raw = Detector(network, msgspec.structs.replace(info, calibration=calibration), CPU, raw_scores=True)
    picture = np.random.default_rng(0).integers(0, 255, (96, 128, 3), dtype=np.uint8)
    (plain,) = Detector(network, info, CPU).detect([picture], min_score=0.005)
    (same,) = raw.detect([picture], min_score=0.005)
    assert len(plain)
    np.testing.assert_array_equal(plain.scores, same.scores)
    (seen,) = calibrating.detect([picture], min_score=0.21)
    assert len(seen)
    assert seen.scores.min() > 0.21
    assert (np.diff(seen.scores) <= 0).all()
    (enough,) = raw.detect([picture], min_score=calibration.raw_threshold(0.21))
    expected = calibration.apply(enough, np.searchsorted([1, 5], enough.labels), 0.21)
    np.testing.assert_array_equal(seen.boxes, expected.boxes)
    np.testing.assert_array_equal(seen.labels, expected.labels)


def test_a_calibration_travels_with_the_model(tmp_path: Path) -> None:
    network = tiny_network()
    calibration = Calibration((Line(0.7, 0.1), Steps((0.2, 0.6), (0.1, 0.8))))
    save(tmp_path, network, msgspec.structs.replace(tiny_info(network), calibration=calibration))
    assert load_info(tmp_path).calibration == calibration
    document = json.loads((tmp_path / INFO_NAME).read_text())
    del document["calibration"]  # as in models of earlier versions
    (tmp_path / INFO_NAME).write_text(json.dumps(document))
    assert load_info(tmp_path).calibration is None


DAMAGED = {
    "falls": [{"type": "line", "slope": -1.0, "shift": 0.0}] * 2,
    "not finite": [{"type": "line", "slope": 1e999, "shift": 0.0}] * 2,
    "points that fall": [{"type": "steps", "scores": [0.5, 0.4], "shares": [0.1, 0.2]}] * 2,
    "points beside each other": [{"type": "steps", "scores": [0.5], "shares": [0.1, 0.2]}] * 2,
    "unknown": [{"type": "spline"}] * 2,
    "of other classes": [{"type": "line", "slope": 1.0, "shift": 0.0}] * 3,
}


@pytest.mark.parametrize("case", DAMAGED)
def test_a_damaged_calibration_is_refused_in_a_sentence(case: str, tmp_path: Path) -> None:
    network = tiny_network()
    save(tmp_path, network, tiny_info(network))
    document = json.loads((tmp_path / INFO_NAME).read_text())
    document["calibration"] = {"curves": DAMAGED[case]}
    (tmp_path / INFO_NAME).write_text(json.dumps(document))
    with pytest.raises(CheckpointError, match="damaged"):
        load_info(tmp_path)


def test_too_little_was_measured_to_calibrate_on() -> None:
    little = measured([{RBC: On(5, 4, 1)}] * 3)
    assert little.calibrated is little
    assert little.calibration is None


def test_the_threshold_is_that_of_the_calibrated_scores() -> None:
    """Right from a raw 0.2 on, where a score of 0.5 is wrong half of the time once it is calibrated."""
    rng = np.random.default_rng(0)
    frames, hits = [], []
    for _ in range(40):
        raw = np.sort(rng.random(8) * 0.5)[::-1]
        right = rng.random(8) < sigmoid(12 * (raw - 0.2))
        boxes = [[12.0 * n, 0.0, 12.0 * n + 10, 10.0] for n in range(8)]
        frames.append(
            truth([box for box, hit in zip(boxes, right, strict=True) if hit], [1] * int(right.sum()))
        )
        hits.append(found(boxes, raw.tolist(), [1] * 8))
    raw_measured = compare((RBC,), frames, hits)
    calibrated = raw_measured.calibrated
    assert calibrated.calibration is not None
    assert calibrated.result["ap50"] == pytest.approx(raw_measured.result["ap50"], abs=1e-3)
    assert raw_measured.result["threshold"] <= 0.2
    assert calibrated.result["threshold"] >= 0.3
    assert calibrated.result["threshold"] in THRESHOLDS
    row, raw_row = (item.result["classes"][0] for item in (calibrated, raw_measured))
    assert row["found"] == pytest.approx(raw_row["found"], abs=12)
    (curve,) = calibrated.calibration.curves
    np.testing.assert_allclose(
        calibrated.found[0].scores, curve.calibrated(hits[0].scores), rtol=0, atol=1e-6
    )


@pytest.mark.shared_data
def test_scores_of_a_published_detector_on_photographs() -> None:
    """Calibrated on one half of 100 photographs of COCO, the scores are right on the other half; no AP is lost."""
    frames, detections, classes, _ = coco100()
    position = {item.id: place for place, item in enumerate(classes)}

    def places(labels: np.ndarray) -> np.ndarray:
        return np.array([position[label] for label in labels.tolist()], np.int64)

    learnt = match(frames[::2], detections[::2])
    calibration = fit(learnt.scores, learnt.found, places(learnt.labels), len(classes))
    assert calibration is not None
    calibrated = [
        calibration.apply(Detections(d.boxes, d.scores, d.labels), places(d.labels), 0.0)
        for d in detections[1::2]
    ]
    before, after = match(frames[1::2], detections[1::2]), match(frames[1::2], calibrated)
    raw_error = calibration_error(before.scores, before.found)
    assert calibration_error(after.scores, after.found) < 0.5 * raw_error
    raw, now = (evaluate_detections(frames[1::2], hits, classes) for hits in (detections[1::2], calibrated))
    assert now["ap"] >= raw["ap"] - 1e-4
    assert now["ap50"] >= raw["ap50"] - 1e-4
