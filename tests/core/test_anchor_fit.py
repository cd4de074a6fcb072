"""How well anchors fit: against the anchors themselves, and by hand."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from retinanet_core.boxes import pairwise_iou
from retinanet_core.config import NetworkConfig, preset, torchvision_v1
from retinanet_core.detect.preprocess import PAD_MULTIPLE, input_size, padded
from retinanet_core.network import anchors
from retinanet_core.teach import anchor_fit
from retinanet_core.teach.anchor_fit import at_input, best_overlaps, suggest, typical_shapes

SMALL = NetworkConfig(short_side=96, long_side=160, anchor_sizes=(12.0, 20.0, 40.0, 64.0, 90.0))
CONFIGS = [SMALL, preset("lite"), torchvision_v1()]


def boxes_on(width: int, height: int, count: int, seed: int) -> np.ndarray:
    numbers = np.random.default_rng(seed)
    corners = np.sort(numbers.uniform(0, 1, (count, 2, 2)), axis=1) * [width, height]
    boxes = corners.reshape(count, 4)
    boxes[:, 2:] = np.maximum(boxes[:, 2:], boxes[:, :2] + 0.5)
    return boxes.astype(np.float32)


def sides(width: int, height: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    return np.full(count, width, np.float32), np.full(count, height, np.float32)


def test_the_constants_are_those_of_the_network() -> None:
    assert anchor_fit.STRIDES == anchors.STRIDES
    assert anchor_fit.PAD_MULTIPLE == PAD_MULTIPLE


@settings(max_examples=25, deadline=None)
@given(
    width=st.integers(20, 900),
    height=st.integers(20, 900),
    config=st.sampled_from(CONFIGS),
    seed=st.integers(0, 1000),
)
def test_it_finds_the_anchor_that_fits_best(
    width: int, height: int, config: NetworkConfig, seed: int
) -> None:
    boxes = boxes_on(width, height, 12, seed)
    scaled, inputs = at_input(boxes, *sides(width, height, 12), config)
    size = input_size(height, width, config)
    assert inputs.tolist() == [[size.width, size.height]] * 12
    expected = boxes * np.array([size.width / width, size.height / height] * 2)
    np.testing.assert_allclose(scaled, expected, rtol=1e-5)
    every = anchors.anchors_for(padded(size.height), padded(size.width), config)
    best = pairwise_iou(torch.from_numpy(scaled), every).max(dim=1).values
    np.testing.assert_allclose(best_overlaps(scaled, inputs, config), best.numpy(), atol=2e-5)


def test_a_box_like_an_anchor_is_met_exactly() -> None:
    config = NetworkConfig(short_side=256, long_side=256)
    boxes = np.array(
        [[48, 48, 80, 80], [0, 0, 4, 100]], np.float32
    )  # The first is an anchor of P3 at (64, 64).
    found = best_overlaps(*at_input(boxes, *sides(256, 256, 2), config), config)
    assert found[0] == pytest.approx(1.0)
    # Of 4 x 100 the smallest narrow anchor, 22.63 x 45.25 of area 1024, shares 4 x 45.25: 181 of 400 + 1024 - 181.
    assert found[1] == pytest.approx(181 / 1243, abs=1e-4)


def test_typical_shapes_are_the_middles_of_what_lies_together() -> None:
    small, wide = np.array([[10, 10], [12, 12]]), np.array([[100, 20], [110, 22], [90, 18]])
    found = typical_shapes(np.concatenate([wide, small]).astype(np.float32), 2)
    assert found.tolist() == [[11, 11], [100, 20]]


def test_equal_shapes_have_one_typical_shape() -> None:
    assert typical_shapes(np.full((7, 2), 5, np.float32), 3).tolist() == [[5, 5]]


def at(centres: list[tuple[float, float]], width: float, height: float) -> np.ndarray:
    return np.array(
        [[x - width / 2, y - height / 2, x + width / 2, y + height / 2] for x, y in centres], np.float32
    )


PLACES = [(40.0 * x + 31, 40.0 * y + 27) for x in range(14) for y in range(14)]


def test_small_boxes_want_small_anchors() -> None:
    config = preset("lite")
    boxes, inputs = at_input(at(PLACES, 12, 12), *sides(640, 640, len(PLACES)), config)
    advice = suggest(boxes, inputs, config)
    assert advice is not None
    assert advice.reached < 0.1
    assert advice.reached_then > 0.9
    assert advice.sizes[0] < 16
    assert advice.shapes == [(12.0, 12.0)]


def test_long_boxes_want_other_ratios() -> None:
    config = preset("lite")
    boxes, inputs = at_input(at(PLACES, 160, 20), *sides(640, 640, len(PLACES)), config)
    advice = suggest(boxes, inputs, config)
    assert advice is not None
    assert advice.ratios == (0.12,)
    assert advice.reached_then > advice.reached + 0.5


def test_where_all_is_well_nothing_is_suggested() -> None:
    config = preset("lite")
    boxes, inputs = at_input(at(PLACES, 64, 64), *sides(640, 640, len(PLACES)), config)
    assert suggest(boxes, inputs, config) is None
    assert best_overlaps(boxes, inputs, config).min() > 0.5


def test_of_very_many_boxes_a_sample_gives_the_same_answer_each_time() -> None:
    boxes, inputs = at_input(boxes_on(640, 480, 9000, 3), *sides(640, 480, 9000), SMALL)
    assert suggest(boxes, inputs, SMALL) == suggest(boxes, inputs, SMALL)
