"""What a step learns from: half new, half known before, rare classes as often as common ones."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retinanet_core.teach.dataset import ManifestFrame
from retinanet_core.teach.marks import no_boxes, no_labels
from retinanet_core.teach.sampler import Sampler, class_balance


def frame(labels: list[int], *, changed: bool = True) -> ManifestFrame:
    boxes = np.tile(np.array([[0, 0, 5, 5]], dtype=np.float32), (len(labels), 1))
    return ManifestFrame(
        path=Path("x.png"),
        width=10,
        height=10,
        reviewed=True,
        boxes=boxes,
        labels=np.array(labels, dtype=np.int64),
        rejected=no_boxes(),
        rejected_labels=no_labels(),
        changed=changed,
    )


@given(st.integers(1, 20), st.integers(1, 200), st.integers(0, 100))
def test_half_of_each_batch_is_new(new: int, old: int, seed: int) -> None:
    frames = [frame([0], changed=number < new) for number in range(new + old)]
    sampler = Sampler(frames, 1, np.random.default_rng(seed))
    for _ in range(5):
        assert sum(position < new for position in sampler.batch(4)) == 2
    counts = Counter(position for _ in range(new + old) for position in sampler.batch(2))
    assert sum(counts[position] for position in range(new)) == new + old


@given(st.integers(1, 30), st.booleans(), st.integers(0, 100))
def test_without_a_version_before_every_frame_comes_once_before_any_comes_again(
    count: int, changed: bool, seed: int
) -> None:
    sampler = Sampler([frame([0], changed=changed)] * count, 1, np.random.default_rng(seed))
    for _ in range(3):
        assert sorted(sampler.batch(count)) == list(range(count))


def test_without_replay_only_what_is_new_comes() -> None:
    frames = [frame([0], changed=number == 3) for number in range(10)]
    assert set(Sampler(frames, 1, np.random.default_rng(0), replay=False).batch(20)) == {3}
    nothing_new = [frame([0], changed=False)] * 3
    assert len(set(Sampler(nothing_new, 1, np.random.default_rng(0), replay=False).batch(3))) == 3


def test_frames_of_a_rare_class_come_more_often() -> None:
    # One frame of 16 shows class 1: its factor is 1 / sqrt(1/16) = 4; class 0 is on all of them.
    frames = [frame([0, 1]), *[frame([0])] * 15]
    assert class_balance(frames, 2) == pytest.approx([4.0, *[1.0] * 15])
    sampler = Sampler(frames, 2, np.random.default_rng(0))
    drawn = Counter(sampler.batch(1900))
    assert drawn[0] / 1900 == pytest.approx(4 / 19, abs=0.03)


def test_frames_without_boxes_count_as_common_ones() -> None:
    assert class_balance([frame([]), frame([0])], 2) == pytest.approx([1.0, 2**0.5])
    assert class_balance([frame([])] * 2, 1).tolist() == [1.0, 1.0]
