"""What is let through, what is kept out and why, and what is left to a person."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retinanet_core.calibration import Calibration, Line
from retinanet_core.checkpoint import Loss, ModelInfo, load_info, save
from retinanet_core.detect.detector import Detector
from retinanet_core.errors import Cancelled
from retinanet_core.teach.comparison import (
    TOLERANCE,
    WIDEST_TOLERANCE,
    ClassChange,
    compared,
    comparing_seconds,
    tolerance,
)
from retinanet_core.teach.course import Course
from retinanet_core.teach.dataset import load_manifest
from retinanet_core.teach.gate import Decision, decide
from retinanet_core.teach.intervals import Change
from retinanet_core.teach.job import Events
from retinanet_core.teach.measuring import Measured, compare, group_numbers, measure, on_equal_terms
from retinanet_core.teach.run import teach
from retinanet_core.teach.start import under_ids_of
from retinanet_core.types import Detections, Image, ObjectClass, TruthFrame
from tests.core.measured import PLATELETS, RBC, WBC, Frame, On, measured
from tests.core.pictures import CLASSES, CPU, tiny_info, tiny_network, write_run

BETTER, REFUSED, OPEN = "better", "not better", "undecided"


def repeated(frame: Frame, times: int) -> list[Frame]:
    return [frame] * times


def decided(before: list[Frame], after: list[Frame]) -> Decision:
    return decide(measured(before), measured(after))


def one_of(frames: list[Frame], changed: Frame) -> list[Frame]:
    """The first frame is another."""
    return [changed, *frames[1:]]


CELLS_BEFORE = repeated({RBC: On(12, 10), WBC: On(4, 4), PLATELETS: On(1, 0)}, 4) + repeated(
    {RBC: On(12, 10), WBC: On(4, 4), PLATELETS: On(1, 1)}, 6
)


@pytest.mark.parametrize(
    ("before", "after", "verdict", "sentence"),
    [
        pytest.param(
            CELLS_BEFORE,
            repeated({RBC: On(12, 10), WBC: On(4, 4), PLATELETS: On(1, 1)}, 10),
            BETTER,
            "On pinned frames the new version finds 10 of 10 Platelets (was 6 of 10); everything else as before.",
            id="better at one class",
        ),
        pytest.param(
            repeated({RBC: On(2, 1)}, 10),
            repeated({RBC: On(2, 2)}, 10),
            BETTER,
            "On pinned frames the new version finds 20 of 20 RBC (was 10 of 20).",
            id="better at the only class",
        ),
        pytest.param(
            CELLS_BEFORE,
            CELLS_BEFORE,
            REFUSED,
            "On pinned frames the new version finds 146 of 170 objects (was 146), with 0 wrong boxes (was 0).",
            id="the same",
        ),
        pytest.param(
            repeated({RBC: On(12, 6), WBC: On(4, 4)}, 10),
            repeated({RBC: On(12, 12), WBC: On(4, 3)}, 7) + repeated({RBC: On(12, 12), WBC: On(4, 4)}, 3),
            REFUSED,
            "The new version loses 7 of 40 WBC on pinned frames.",
            id="better overall, but a class is lost",
        ),
        pytest.param(
            repeated({RBC: On(12, 6), WBC: On(1, 1)}, 10),
            one_of(repeated({RBC: On(12, 12), WBC: On(1, 1)}, 10), {RBC: On(12, 12), WBC: On(1, 0)}),
            BETTER,
            "On pinned frames the new version finds 120 of 120 RBC (was 60 of 120) and 9 of 10 WBC (was 10 of 10).",
            id="one lost of ten is chance",
        ),
        pytest.param(
            repeated({RBC: On(12, 6), WBC: On(1, 1)}, 10),
            repeated({RBC: On(12, 12), WBC: On(1, 0)}, 3) + repeated({RBC: On(12, 12), WBC: On(1, 1)}, 7),
            REFUSED,
            "The new version loses 3 of 10 WBC on pinned frames.",
            id="three lost of ten are not",
        ),
        pytest.param(
            [*repeated({RBC: On(12, 6)}, 9), {RBC: On(12, 6), WBC: On(3, 3)}],
            [*repeated({RBC: On(12, 12)}, 9), {RBC: On(12, 12), WBC: On(3, 2)}],
            BETTER,
            "On pinned frames the new version finds 120 of 120 RBC (was 60 of 120) and 2 of 3 WBC (was 3 of 3).",
            id="a class falls with too few boxes to tell",
        ),
        pytest.param(
            repeated({RBC: On(3, 3)}, 10),
            repeated({RBC: On(3, 3), WBC: On(0, 0, 2)}, 10),
            REFUSED,
            "On pinned frames the new version finds 30 of 30 objects (was 30), with 20 wrong boxes (was 0).",
            id="wrong boxes of a class that is nowhere",
        ),
        pytest.param(
            repeated({RBC: On(12, 12), WBC: On(2, 2)}, 10),
            repeated({RBC: On(12, 12), WBC: On(2, 2, 4)}, 10),
            REFUSED,
            "The new version puts 40 wrong boxes as WBC (was 0) on pinned frames.",
            id="wrong boxes",
        ),
        pytest.param(
            one_of(repeated({RBC: On(80, 80)}, 10), {RBC: On(80, 80, 4)}),
            repeated({RBC: On(80, 80)}, 10),
            BETTER,
            "On pinned frames the new version finds the same, with 0 wrong boxes (was 4).",
            id="the same boxes with fewer mistakes",
        ),
        pytest.param(
            one_of(repeated({RBC: On(80, 80)}, 10), {RBC: On(80, 80, 1)}),
            repeated({RBC: On(80, 80)}, 10),
            REFUSED,
            "On pinned frames the new version finds 800 of 800 objects (was 800), with 0 wrong boxes (was 1).",
            id="one mistake less is chance",
        ),
    ],
)
def test_the_gate(before: list[Frame], after: list[Frame], verdict: str, sentence: str) -> None:
    decision = decided(before, after)
    assert decision.verdict == verdict
    assert decision.sentence.startswith(sentence)
    assert "is better" not in decision.sentence  # Who shows it says so beside it.
    assert "not better" not in decision.sentence
    assert decision.needed == 0


def test_a_first_version_has_nothing_to_be_compared_with() -> None:
    decision = decide(None, measured(CELLS_BEFORE))
    assert (decision.verdict, decision.accepted, decision.comparison) == ("first", True, ())
    assert decision.sentence == (
        "This is the first version: it finds 100 of 120 RBC, 40 of 40 WBC, 6 of 10 Platelets on the pinned frames."
    )
    assert (decision.needed, decision.advice) == (0, "")


def test_a_first_version_without_evidence() -> None:
    nothing = decide(None, measured([]))
    assert (nothing.verdict, nothing.needed) == ("first", 5)
    assert "no boxes on pinned frames yet" in nothing.sentence
    little = decide(None, measured(repeated({RBC: On(2, 1)}, 2)))
    assert (little.verdict, little.needed) == ("first", 3)  # 6 boxes are missing, 2 on each frame
    assert little.advice == "About 3 more pinned frames would make the next comparison sure."


def test_too_few_boxes_leave_it_to_a_person() -> None:
    decision = decided(
        repeated({RBC: On(2, 1), WBC: On(1, 1)}, 3), repeated({RBC: On(2, 2), WBC: On(1, 0)}, 3)
    )
    assert (decision.verdict, decision.accepted) == (OPEN, False)
    assert decision.sentence == (
        "Of 9 boxes on 3 pinned frames the new version finds 6 (was 6): too little to go by. "
        "About 2 more pinned frames would make the next comparison sure."
    )
    assert decision.needed == 2  # 4 RBC are missing, 2 on each frame
    assert decision.advice == "Look at the same frames with both versions, and choose."
    assert [row["verdict"] for row in decision.comparison] == ["too few"] * 3


def test_no_box_at_all_leaves_it_to_a_person() -> None:
    for frames in ([], repeated({}, 4)):
        decision = decided(frames, frames)
        assert (decision.verdict, decision.needed) == (OPEN, 5)
        assert "cannot be compared" in decision.sentence


def test_many_classes_with_few_boxes_each_may_leave_no_doubt_together() -> None:
    good = repeated({RBC: On(1, 1), WBC: On(1, 1), PLATELETS: On(1, 1)}, 6)
    bad = repeated({RBC: On(1, 0), WBC: On(1, 0), PLATELETS: On(1, 0)}, 6)
    assert decided(bad, good).verdict == BETTER
    refused = decided(good, bad)
    assert refused.verdict == REFUSED
    assert "finds 0 of 18 objects (was 18)" in refused.sentence


def test_one_box_of_a_rare_class_does_not_outweigh_a_hundred() -> None:
    """The plain mean of the two classes falls, by a half for one box."""
    before = [{RBC: On(10, 7), PLATELETS: On(1, 1)}, *repeated({RBC: On(10, 7)}, 9)]
    after = [{RBC: On(10, 10), PLATELETS: On(1, 0)}, *repeated({RBC: On(10, 10)}, 9)]
    assert measured(after).result["ap50"] < measured(before).result["ap50"]
    assert decided(before, after).verdict == BETTER


def test_a_new_class_is_a_gain() -> None:
    before = repeated({RBC: On(12, 11), PLATELETS: On(1, 0)}, 10)
    after = repeated({RBC: On(12, 11), PLATELETS: On(1, 1)}, 10)
    decision = decided(before, after)
    assert decision.verdict == BETTER
    assert "10 of 10 Platelets (was 0 of 10)" in decision.sentence


def test_objects_on_empty_frames_count_against() -> None:
    before = repeated({RBC: On(12, 6)}, 10) + repeated({}, 5)
    few, many = (
        repeated({RBC: On(12, 12)}, 10) + repeated({}, 5 - frames) + repeated({RBC: On(0, 0, 1)}, frames)
        for frames in (1, 4)
    )
    assert decided(before, few).verdict == BETTER
    decision = decided(before, many)
    assert decision.verdict == REFUSED
    assert decision.sentence == ("The new version reports 4 objects (was 0) on 5 pinned frames without any.")
    assert "empty frames" in decision.advice


def test_shuffled_labels_are_refused_with_the_reason() -> None:
    """Every class is called by the name of another: all is found, and all as something else."""
    before = repeated({RBC: On(12, 11), WBC: On(4, 4), PLATELETS: On(2, 2)}, 10)
    after = repeated({RBC: On(12, 1, 4), WBC: On(4, 0, 6), PLATELETS: On(2, 0, 7)}, 10)
    decision = decided(before, after)
    assert (decision.verdict, decision.accepted) == (REFUSED, False)
    assert decision.sentence.startswith("The new version loses 40 of 40 WBC, 20 of 20 Platelets and")
    assert "wrong class" in decision.advice
    assert decision.collapsed


def test_losing_most_of_one_class_is_no_bad_luck() -> None:
    before = repeated({RBC: On(12, 12), WBC: On(2, 2)}, 10)
    for found, collapsed in ((1, False), (0, True)):
        decision = decided(before, repeated({RBC: On(12, 12), WBC: On(2, found)}, 10))
        assert (decision.verdict, decision.collapsed) == (REFUSED, collapsed)
        assert decision.advice.startswith("So much is lost only" if collapsed else "Worse as a whole")
        assert "wrong class" in decision.advice


def test_better_for_certain_or_by_chance() -> None:
    before = repeated({RBC: On(4, 2)}, 10)
    everywhere = decided(before, repeated({RBC: On(4, 4)}, 10))
    here_and_there = decided(before, repeated({RBC: On(4, 4)}, 4) + repeated({RBC: On(4, 1)}, 6))
    assert (everywhere.verdict, everywhere.certain) == (BETTER, True)
    assert (here_and_there.verdict, here_and_there.certain) == (BETTER, False)


def test_the_report_has_all_that_the_sentence_rests_on() -> None:
    before = repeated({RBC: On(2, 1, 1), WBC: On(0, 0)}, 10)
    facts = decided(before, repeated({RBC: On(2, 2), WBC: On(0, 0)}, 10)).facts()
    assert (facts["verdict"], facts["needed"]) == (BETTER, {"frames": 0})
    rbc, wbc, _ = facts["comparison"]
    assert (rbc["id"], rbc["name"], rbc["truth"], rbc["verdict"]) == (1, "RBC", 20, BETTER)
    assert (rbc["found"], rbc["extra"], rbc["extra_on_empty"]) == ([10, 20], [10, 0], [0, 0])
    assert rbc["ap50"][1] == pytest.approx(1.0)
    low, high = rbc["interval"]
    assert low <= rbc["ap50"][1] - rbc["ap50"][0] <= high
    assert rbc["recall_intervals"][0] == (pytest.approx(0.327, abs=1e-3), pytest.approx(0.673, abs=1e-3))
    assert rbc["precision_intervals"][1][1] == 1
    assert (wbc["ap50"], wbc["interval"], wbc["verdict"]) == ([None, None], None, "too few")
    assert wbc["recall_intervals"] == [None, None]


def test_what_is_forgiven_grows_with_the_interval() -> None:
    widths = np.linspace(0, 1, 41)
    values = [tolerance(Change(0.0, (-width / 2, width / 2))) for width in widths.tolist()]
    assert (values[0], values[-1]) == (TOLERANCE, WIDEST_TOLERANCE)
    assert values == sorted(values)
    assert tolerance(Change(0.0, (-0.03, 0.09))) == pytest.approx(0.06)
    assert tolerance(Change(-0.5, None)) == WIDEST_TOLERANCE


@pytest.mark.parametrize(
    ("change", "truth", "verdict"),
    [
        (Change(-0.019, (-0.02, -0.01)), 400, "same"),
        (Change(-0.021, (-0.03, -0.01)), 400, "worse"),
        (Change(-0.05, (-0.11, 0.01)), 40, "same"),
        (Change(-0.16, (-0.5, 0.1)), 10, "worse"),
        (Change(-0.16, None), 10, "worse"),
        (Change(-0.14, None), 400, "too few"),
        (Change(0.9, None), 400, "too few"),
        (Change(-0.9, (-1.0, -0.8)), 9, "too few"),
        (Change(0.3, (0.2, 0.4)), 10, BETTER),
        (None, 0, "too few"),
    ],
)
def test_the_verdict_on_a_class(change: Change | None, truth: int, verdict: str) -> None:
    assert ClassChange({}, {"name": "a", "truth": truth}, change).verdict == verdict


def losing_a_little_at_a_time(teachings: int) -> list[Measured]:
    """Versions one after the other: two WBC of 30 are lost each time, and six RBC of 60 won."""

    def version(wbc: int, rbc: int) -> Measured:
        return measured(
            [{WBC: On(3, len(range(n, wbc, 10))), RBC: On(6, len(range(n, rbc, 10)))} for n in range(10)]
        )

    return [version(30 - 2 * step, 6 + 6 * step) for step in range(teachings + 1)]


def test_what_is_forgiven_is_forgiven_once_over_all_versions() -> None:
    """Each is like the one before, and the last would have lost 16 of 30."""
    losses: dict[int, Loss] = {}
    decisions = []
    for before, after in pairwise(losing_a_little_at_a_time(8)):
        assert decide(before, after).accepted  # looked at alone
        decisions.append(decide(before, after, losses))
        if not decisions[-1].accepted:
            break
        losses = dict(decisions[-1].losses)
    assert [decision.verdict for decision in decisions] == [BETTER, REFUSED]
    assert decisions[-1].sentence == (
        "The new version loses 2 of 30 WBC on pinned frames. With what was lost in earlier teachings, WBC is "
        "0.14 AP50 below its best."
    )
    assert "confirm more WBC" in decisions[-1].advice
    assert [row["verdict"] for row in decisions[-1].comparison] == [BETTER, "worse", "too few"]


def test_losses_are_counted_on_from_whatever_frames_they_were_measured_on() -> None:
    losses = {WBC.id: Loss(0.1, 0.12)}
    frames = repeated({WBC: On(4, 4), RBC: On(4, 1)}, 10)
    fewer = one_of(one_of(repeated({WBC: On(4, 4), RBC: On(4, 4)}, 10), {WBC: On(4, 1), RBC: On(4, 4)}), {})[
        :1
    ]
    assert fewer == [{}]  # no boxes of it on these: nothing is known, all is handed on
    assert decide(measured(fewer), measured(fewer), losses).losses == losses
    lost = one_of(repeated({WBC: On(4, 4), RBC: On(4, 4)}, 10), {WBC: On(4, 2), RBC: On(4, 4)})
    assert decided(frames, lost).accepted
    assert not decide(measured(frames), measured(lost), losses).accepted


def test_what_was_won_back_is_forgotten_and_a_person_may_want_a_loss() -> None:
    few, all_found = repeated({WBC: On(4, 3)}, 10), repeated({WBC: On(4, 4)}, 10)
    losses = {WBC.id: Loss(0.1, 0.12)}
    assert decide(measured(few), measured(all_found), losses).losses == {}
    same = decide(measured(few), measured(few), losses)
    assert same.losses == losses
    assert [row["verdict"] for row in same.comparison] == ["too few", "same", "too few"]
    refused = decide(measured(all_found), measured(few), losses)
    assert (refused.verdict, refused.losses) == (REFUSED, {})


def test_worse_as_a_whole_speaks_of_the_labels() -> None:
    """A third is lost: far from a collapse, and beyond chance."""
    decision = decided(repeated({RBC: On(9, 9)}, 10), repeated({RBC: On(9, 6, 2)}, 10))
    assert (decision.verdict, decision.collapsed) == (REFUSED, False)
    assert decision.advice.startswith("Worse as a whole: what was confirmed may contradict")
    few = one_of(repeated({RBC: On(1, 1)}, 10), {RBC: On(1, 0)})
    few[1] = {RBC: On(1, 0)}
    assert decided(repeated({RBC: On(1, 1)}, 10), few).advice.startswith("Worse as a whole")
    gained = decided(
        repeated({RBC: On(9, 3), WBC: On(2, 2)}, 10), repeated({RBC: On(9, 9), WBC: On(2, 1)}, 10)
    )
    assert gained.advice == "It would help to confirm more WBC on frames that are not pinned."
    assert decided(CELLS_BEFORE, CELLS_BEFORE).advice == "More corrections or more minutes would help."


def test_comparing_can_be_ended_and_its_time_is_reckoned() -> None:
    both = measured(CELLS_BEFORE)

    def cancel() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        decide(both, both, check=cancel)
    calls: list[int] = []
    assert comparing_seconds(both, lambda: calls.append(1)) > 0
    assert len(calls) == 3


counts = st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 2)).map(
    lambda drawn: On(drawn[0], min(drawn[0], drawn[1]), drawn[2], 0.85)
)
versions = st.lists(st.tuples(counts, counts, st.integers(0, 4)), min_size=1, max_size=6)


def two_versions(drawn: list[tuple[On, On, int]]) -> tuple[Measured, Measured]:
    """The same true boxes, found by one version as the first says and by the other as the second says."""
    first = [{RBC: on} for on, _, _ in drawn]
    second = [{RBC: other._replace(truth=on.truth, found=min(on.truth, found))} for on, other, found in drawn]
    return measured(first), measured(second)


@settings(deadline=None, max_examples=20)
@given(versions)
def test_no_version_is_better_than_itself(drawn: list[tuple[On, On, int]]) -> None:
    first, _ = two_versions(drawn)
    assert decide(first, first).verdict in (REFUSED, OPEN)


@settings(deadline=None, max_examples=20)
@given(versions)
def test_of_two_versions_at_most_one_is_better(drawn: list[tuple[On, On, int]]) -> None:
    first, second = two_versions(drawn)
    verdicts = {decide(first, second).verdict, decide(second, first).verdict}
    assert verdicts != {BETTER}
    assert (OPEN in verdicts) == (verdicts == {OPEN})


@settings(deadline=None, max_examples=20)
@given(versions)
def test_the_overall_change_is_that_of_the_results(drawn: list[tuple[On, On, int]]) -> None:
    first, second = two_versions(drawn)
    comparison = compared(first, second)
    if comparison.overall is None:
        assert second.result["ap50"] is None
    else:
        gain = second.result["ap50"] - first.result["ap50"]
        assert comparison.overall.estimate == pytest.approx(gain, abs=1e-6)


class Everything:
    """Stands for a detector that sees a disc and a square in the same place on every frame."""

    def __init__(self) -> None:
        self.least: list[float] = []

    def detect(self, images: list[Image], *, min_score: float) -> list[Detections]:
        self.least.append(min_score)
        boxes = np.array([[10, 10, 30, 30], [60, 10, 80, 30]], np.float32)
        return [Detections(boxes, np.array([0.9, 0.8], np.float32), np.array([1, 5])) for _ in images]


def test_frames_count_for_the_classes_they_were_completed_for(tmp_path: Path) -> None:
    """The second frame was completed before there were squares: what is found of them there is no mistake."""
    run = write_run(tmp_path / "run", [], [0, 1])
    path = run / "manifest.json"
    raw = json.loads(path.read_text())
    for image, asked, group in zip(raw["images"], (None, [1]), ("a", ""), strict=True):
        image["reviewed_classes"], image["group"] = asked, group
    raw["annotations"] = [
        {"image_id": image, "category_id": 5, "bbox": [60, 10, 20, 20], "state": "confirmed"}
        for image in (0, 1)
    ]
    path.write_text(json.dumps(raw))
    manifest = load_manifest(path)
    checked: list[int] = []
    detector = Everything()
    result = measure(detector, manifest.pinned, manifest, lambda: checked.append(1))  # type: ignore[arg-type]
    assert checked == [1, 1]
    assert detector.least == [0.01, 0.01]
    disc, square = result.result["classes"]
    assert (disc["truth"], disc["extra"]) == (0, 2)
    assert (square["truth"], square["found"], square["extra"]) == (1, 1, 0)
    assert result.matches.labels.tolist() == [1, 5, 1]
    assert [item.id for item in result.classes] == [item.id for item in CLASSES]
    assert result.groups.tolist() == [0, 1]


def test_frames_with_boxes_of_other_classes_are_not_empty(tmp_path: Path) -> None:
    """Completed for discs alone with a square on it, for nothing, for discs alone and empty, for all and empty."""
    run = write_run(tmp_path / "run", [], [0, 1, 2, 3])
    path = run / "manifest.json"
    raw = json.loads(path.read_text())
    for image, asked in zip(raw["images"], ([1], [], [1], None), strict=True):
        image["reviewed_classes"], image["group"] = asked, str(image["id"])
    raw["annotations"] = [
        {"image_id": 0, "category_id": 5, "bbox": [60, 10, 20, 20], "state": "confirmed"},
        {"image_id": 1, "category_id": 1, "bbox": [60, 10, 20, 20], "state": "confirmed"},
    ]
    path.write_text(json.dumps(raw))
    manifest = load_manifest(path)
    result = measure(Everything(), manifest.pinned, manifest, lambda: None)  # type: ignore[arg-type]
    assert (result.result["frames"], len(result.groups)) == (3, 3)
    assert result.result["empty_frames"] == 2
    assert result.result["extra_on_empty"] == 3  # a disc on each, a square on the one completed for squares
    assert [row["extra"] for row in result.result["classes"]] == [3, 1]
    assert [row["truth"] for row in result.result["classes"]] == [0, 0]


def test_classes_of_the_parent_that_have_another_id_count(tmp_path: Path) -> None:
    """The parent knew the square as 9: what it finds of it counts for the manifest's square, which is 5."""
    manifest = load_manifest(write_run(tmp_path / "run", [], range(3)) / "manifest.json")
    network = tiny_network()
    info = tiny_info(network)
    former = msgspec.structs.replace(info, classes=(CLASSES[0], ObjectClass(9, "square")))
    same = under_ids_of(manifest, former)
    assert same.classes == CLASSES

    def found_of(model: ModelInfo) -> Measured:
        return measure(
            Detector(network, model, CPU, raw_scores=True), manifest.pinned, manifest, lambda: None
        )

    direct, mapped = found_of(info), found_of(same)
    assert 5 in direct.matches.labels
    assert mapped.result == direct.result
    assert 5 not in found_of(former).matches.labels


def test_a_renamed_class_keeps_its_id_and_what_the_manifest_lacks_counts_for_nothing(tmp_path: Path) -> None:
    manifest = load_manifest(write_run(tmp_path / "run", [], [0]) / "manifest.json")
    info = tiny_info(tiny_network(3))
    renamed = msgspec.structs.replace(
        info, classes=(ObjectClass(5, "disc"), ObjectClass(7, "ring"), ObjectClass(8, "disc"))
    )
    assert under_ids_of(manifest, renamed).classes == (
        CLASSES[1],  # the square, which was called a disc
        ObjectClass(7, "ring"),
        CLASSES[0],
    )


def test_frames_without_a_group_stand_alone() -> None:
    assert group_numbers(["film", "", "film", "", "0"]).tolist() == [0, 1, 0, 2, 3]
    assert group_numbers([]).tolist() == []


def as_one_film(frames: list[Frame]) -> Measured:
    return measured(frames, groups=[0] * len(frames))


def test_what_is_lost_in_a_single_film_is_lost() -> None:
    """400 boxes of which 344 are still found, here one less on a frame and there two; all else is gained."""
    before = as_one_film(repeated({RBC: On(10, 10), WBC: On(10, 2)}, 40))
    fewer, least = {RBC: On(10, 9), WBC: On(10, 10)}, {RBC: On(10, 8), WBC: On(10, 10)}
    for after in (repeated(least, 16) + repeated(fewer, 24), ([least, fewer] * 16) + repeated(fewer, 8)):
        decision = decide(before, as_one_film(after))
        assert decision.verdict == REFUSED
        assert decision.sentence == "The new version loses 56 of 400 RBC on pinned frames."
        assert [row["verdict"] for row in decision.comparison] == ["worse", BETTER, "too few"]


def test_two_crowded_frames_decide_nothing() -> None:
    """However many boxes they have; a loss on them keeps the new version out all the same."""
    frames = repeated({RBC: On(80, 40)}, 2)
    decision = decided(frames, repeated({RBC: On(80, 80)}, 2))
    assert (decision.verdict, decision.needed) == (OPEN, 3)
    assert decision.sentence.endswith("About 3 more pinned frames would make the next comparison sure.")
    others = repeated({WBC: On(4, 2)}, 6)
    gained = repeated({WBC: On(4, 4)}, 6)
    decision = decided(frames + others, repeated({RBC: On(80, 80)}, 2) + gained)
    assert [row["verdict"] for row in decision.comparison] == ["too few", BETTER, "too few"]
    assert decided(frames + others, repeated({RBC: On(80, 10)}, 2) + gained).verdict == REFUSED


def test_a_crowded_frame_has_less_part_in_the_gain() -> None:
    """The many boxes of two frames are better found, the few of ten frames are lost: that is no gain."""
    before = repeated({RBC: On(40, 30)}, 2) + repeated({WBC: On(4, 4)}, 10)
    after = repeated({RBC: On(40, 36)}, 2) + repeated({WBC: On(4, 4)}, 4) + repeated({WBC: On(4, 3)}, 6)
    comparison = compared(measured(before), measured(after))
    rbc, wbc = (row.change.estimate if row.change else 0.0 for row in comparison.classes[:2])
    assert comparison.overall is not None
    assert comparison.overall.estimate == pytest.approx((0.4 * rbc + wbc) / 1.4)


@pytest.mark.parametrize("frames", [3, 4])
def test_a_few_frames_of_a_film_leave_it_to_a_person(frames: int) -> None:
    before = as_one_film(repeated({RBC: On(100, 100)}, frames))
    decision = decide(before, as_one_film(repeated({RBC: On(100, 90)}, frames)))
    assert (decision.verdict, decision.needed) == (OPEN, 5 - frames)


Rise = Callable[[np.ndarray], np.ndarray]


def rescored(base: Measured, *rises: Rise) -> Measured:
    """The same detections with other scores, for each class by a function that rises."""
    hits = []
    for item in base.found:
        scores = np.zeros(len(item), np.float32)
        for place, rise in enumerate(rises):
            own = item.labels == base.classes[place].id
            scores[own] = rise(item.scores[own].astype(np.float64))
        order = np.argsort(-scores, kind="stable")
        hits.append(Detections(item.boxes[order], scores[order], item.labels[order]))
    return compare(base.classes, base.truth, hits)


def noisy(seed: int) -> Measured:
    """40 frames on which 6 of 8 detections of each of two classes are right, the more often the better they are."""
    rng = np.random.default_rng(seed)
    truth, hits = [], []
    for _ in range(40):
        boxes = np.array(
            [[12.0 * n, 20.0 * row, 12.0 * n + 10, 20.0 * row + 10] for row in (0, 1) for n in range(8)]
        )
        labels = np.repeat([RBC.id, WBC.id], 8)
        scores = rng.uniform(0.1, 0.9, 16)
        there = rng.random(16) < 0.25 + scores
        order = np.argsort(-scores)
        truth.append(TruthFrame(boxes[there], labels[there], 100, 100))
        hits.append(
            Detections(boxes[order].astype(np.float32), scores[order].astype(np.float32), labels[order])
        )
    return compare((RBC, WBC), truth, hits)


RISES: dict[str, tuple[Rise, Rise]] = {
    "as they were": (lambda s: s, lambda s: s),
    "one class much lower": (lambda s: s, lambda s: 0.15 * s),
    "both elsewhere": (lambda s: s**3, lambda s: 0.7 + 0.3 * s),
    "none is high": (lambda s: 0.2 * s, lambda s: 0.05 + 0.1 * s),
}


@pytest.mark.parametrize("case", RISES)
@pytest.mark.parametrize("seed", range(2))
def test_the_same_with_other_scores_is_never_better(case: str, seed: int) -> None:
    """What is found and what is wrong from one score on differs much between them; no detection does."""
    base = noisy(seed)
    other = rescored(base, *RISES[case])
    for first, second in ((base, other), (base, base.calibrated), (other, other.calibrated), (other, other)):
        assert decide(first, second).verdict == REFUSED
        assert decide(second, first).verdict == REFUSED


def test_sentence_and_report_count_on_equal_terms() -> None:
    """The classes of the raw scores lie so far apart that from any one score on one of them is missing."""
    base = rescored(noisy(0), *RISES["one class much lower"])
    decision = decide(base, base)
    assert decision.before is not None
    assert decision.after is not None
    assert base.result["classes"][1]["found"] != decision.before["classes"][1]["found"]
    assert decision.before == decision.after == base.calibrated.result
    found = sum(row["found"] for row in decision.after["classes"])
    assert f"finds {found} of" in decision.sentence
    assert f"(was {found})" in decision.sentence


def test_with_one_that_cannot_be_calibrated_both_are_left_raw() -> None:
    little = repeated({RBC: On(4, 1)}, 10)  # nothing wrong, of which calibrating could learn
    much = repeated({RBC: On(4, 4, 3)}, 10)
    before, after = on_equal_terms(measured(little), measured(much))
    assert measured(much).calibrated.calibration is not None
    assert (before.calibration, after.calibration) == (None, None)


def test_a_run_that_changes_nothing_is_not_better(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The version in use is sure of everything that it sees, by its calibration; its weights are not."""
    network = tiny_network()
    sure = Calibration((Line(1.0, 5.0), Line(1.0, 5.0)))
    lost = (None, Loss(0.1, 0.15))
    save(
        tmp_path / "parent",
        network,
        msgspec.structs.replace(tiny_info(network), calibration=sure, losses=lost),
    )
    run = write_run(tmp_path / "run", range(2), range(8, 20), parent="../parent", minutes=0.1)
    monkeypatch.setattr(Course, "follow", lambda *_: None)
    events = Events(run)
    report = teach(run, events)
    events.close()
    assert report["verdict"] == REFUSED
    for row in report["comparison"]:
        assert row["ap50"][0] == row["ap50"][1]
        assert row["found"][0] == row["found"][1]
        assert row["extra"][0] == row["extra"][1]
    assert report["before"]["classes"] == report["after"]["classes"]
    assert load_info(run / "candidate").losses == lost
    assert [row["lost_since_best"] for row in report["comparison"]] == [0.0, 0.1]
