"""What a run trains, from what there is and the time given."""

from __future__ import annotations

import numpy as np
import pytest

from retinanet_core.choices import LITE_BACKBONE
from retinanet_core.teach.plan import Plan, do_not_fit_parts, make_plan


def plan(
    frames: int = 60,
    minutes: float = 5.0,
    *,
    parent: bool = False,
    pretrained: bool = True,
    large: bool = False,
) -> Plan:
    return make_plan(
        frames,
        LITE_BACKBONE,
        has_parent=parent,
        pretrained=pretrained,
        stages=8,
        minutes=minutes,
        large_objects=large,
    )


PLANS = [
    (plan(frames, minutes, parent=parent, pretrained=pretrained, large=large), large)
    for frames in (1, 5, 60, 500)
    for minutes in (0.5, 5.0)
    for parent in (False, True)
    for pretrained in (False, True)
    for large in (False, True)
]


@pytest.mark.parametrize(("made", "large"), PLANS)
def test_the_phases_share_the_whole_time_and_end_on_whole_frames_for_large_objects(
    made: Plan, large: bool
) -> None:
    assert sum(phase.share for phase in made.phases) == pytest.approx(1)
    assert all(phase.share > 0 for phase in made.phases)
    assert (made.phases[-1].canvas == 1) == large
    assert all(phase.sentence for phase in made.phases)


@pytest.mark.parametrize(
    ("frames", "minutes", "parent", "stages"),
    [
        (5, 5.0, False, 0),
        (60, 0.5, False, 0),
        (60, 5.0, False, 2),
        (60, 5.0, True, 0),
        (200, 5.0, True, 2),
    ],
)
def test_the_backbone_learns_only_from_enough_frames_in_enough_time(
    frames: int, minutes: float, parent: bool, stages: int
) -> None:
    made = plan(frames, minutes, parent=parent)
    assert max(phase.backbone_stages for phase in made.phases) == stages
    assert not any(phase.learns_batch_norm for phase in made.phases)
    assert made.phases[0].backbone_stages == 0
    assert made.phases[-1].backbone_rate == pytest.approx(made.phases[-1].head_rate / 10)


def test_a_taught_version_begins_with_the_last_layers() -> None:
    assert [phase.learns for phase in plan(parent=True).phases] == ["outputs", "heads"]
    assert plan().phases[0].learns == "heads"


def test_a_backbone_that_knows_nothing_learns_all_of_itself() -> None:
    for phase in plan(pretrained=False).phases:
        assert phase.backbone_stages == 8
        assert phase.learns_batch_norm
        assert phase.backbone_rate == phase.head_rate


@pytest.mark.parametrize(
    ("frames", "minutes", "words"),
    [
        (1, 1.0, "on 1 frame, for 1 minute on the processor."),
        (60, 2.5, "on 60 frames, for 2.5 minutes on the processor."),
    ],
)
def test_the_plan_in_words(frames: int, minutes: float, words: str) -> None:
    assert plan(frames, minutes).sentence.endswith(words)


def test_a_graphics_card_takes_more_at_once() -> None:
    made = make_plan(60, LITE_BACKBONE, has_parent=True, pretrained=True, stages=8, minutes=5, device="cuda")
    assert {phase.batch for phase in made.phases} == {8}
    assert made.sentence.startswith("First the last layers, then the heads and the pyramid")
    assert made.sentence.endswith("on the graphics card.")
    assert {phase.batch for phase in plan(60).phases} == {4}
    assert {phase.batch for phase in plan(2).phases} == {2}


def test_objects_that_are_longer_than_a_part_of_the_frame_are_large() -> None:
    small, wide, high = [0.3, 0.4], [0.6, 0.1], [0.1, 0.51]
    assert not do_not_fit_parts(np.zeros((0, 2), np.float32))
    assert not do_not_fit_parts(np.array([small] * 100, np.float32))
    assert not do_not_fit_parts(np.array([small] * 96 + [wide, high] * 2, np.float32))
    assert do_not_fit_parts(np.array([small] * 95 + [wide, high, wide, high, wide], np.float32))
