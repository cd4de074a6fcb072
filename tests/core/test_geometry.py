"""Boxes and anchors: hand-computed numbers and properties."""

from __future__ import annotations

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor

from retinanet_core.boxes import clip, decode, encode, generalized_iou, pairwise_iou
from retinanet_core.config import NetworkConfig
from retinanet_core.network.anchors import anchors_for, cell_anchors, level_sizes

coordinate = st.floats(0, 2000, width=32)
side = st.floats(1, 1500, width=32)


@st.composite
def boxes(draw: st.DrawFn) -> Tensor:
    x, y, w, h = draw(coordinate), draw(coordinate), draw(side), draw(side)
    return torch.tensor([[x, y, x + w, y + h]])


def test_iou_by_hand() -> None:
    first = torch.tensor([[0.0, 0, 10, 10], [20, 20, 30, 30]])
    second = torch.tensor([[5.0, 5, 15, 15], [0, 0, 10, 10]])
    torch.testing.assert_close(pairwise_iou(first, second), torch.tensor([[25 / 175, 1.0], [0.0, 0.0]]))


def test_giou_by_hand() -> None:
    """Two unit squares a unit apart: no overlap, hull 3 x 1, so 0 - (3 - 2) / 3."""
    value = generalized_iou(torch.tensor([[0.0, 0, 1, 1]]), torch.tensor([[2.0, 0, 3, 1]]))
    torch.testing.assert_close(value, torch.tensor([-1 / 3]))


def test_encode_by_hand() -> None:
    anchor = torch.tensor([[0.0, 0, 10, 20]])
    box = torch.tensor([[5.0, 10, 25, 20]])  # centre (15, 15), 20 x 10; the anchor's is (5, 10)
    expected = torch.tensor([[1.0, 0.25, math.log(2), math.log(0.5)]])
    torch.testing.assert_close(encode(box, anchor), expected)


@given(boxes(), boxes())
def test_decoding_what_was_encoded_gives_the_box(box: Tensor, anchor: Tensor) -> None:
    growth = (box[0, 2:] - box[0, :2]) / (anchor[0, 2:] - anchor[0, :2])
    if float(growth.max()) > 60:
        return  # beyond the largest growth a box may be given
    torch.testing.assert_close(decode(encode(box, anchor), anchor), box, rtol=1e-3, atol=0.05)


def test_decoding_a_wild_prediction_stays_finite() -> None:
    decoded = decode(torch.full((1, 4), 1e4), torch.tensor([[0.0, 0, 32, 32]]))
    assert bool(torch.isfinite(decoded).all())


@given(boxes(), boxes())
def test_giou_never_exceeds_iou(first: Tensor, second: Tensor) -> None:
    giou = float(generalized_iou(first, second))
    assert -1.0 <= giou <= float(pairwise_iou(first, second)) + 1e-4


def test_clip_by_hand() -> None:
    torch.testing.assert_close(
        clip(torch.tensor([[-5.0, 3, 700, 500]]), width=640, height=480), torch.tensor([[0.0, 3, 640, 480]])
    )


def test_cell_anchors_by_hand() -> None:
    """Ratio (height over width) first, then scale; each has the area of its square."""
    cell = cell_anchors(32, (1.0, 2.0), (0.25, 1.0))
    torch.testing.assert_close(
        cell,
        torch.tensor([[-32.0, -8, 32, 8], [-64, -16, 64, 16], [-16, -16, 16, 16], [-32, -32, 32, 32]]),
    )


def test_default_anchors_are_nine_with_the_areas_of_the_paper() -> None:
    config = NetworkConfig()
    cell = cell_anchors(32, config.anchor_scales, config.anchor_ratios)
    assert len(cell) == config.anchors_per_location == 9
    areas = (cell[:, 2] - cell[:, 0]) * (cell[:, 3] - cell[:, 1])
    expected = torch.tensor([1024.0, 1024 * 2 ** (2 / 3), 1024 * 2 ** (4 / 3)]).repeat(3)
    torch.testing.assert_close(areas, expected)
    ratios = (cell[:, 3] - cell[:, 1]) / (cell[:, 2] - cell[:, 0])
    torch.testing.assert_close(ratios, torch.tensor([0.5, 1.0, 2.0]).repeat_interleave(3))


def test_level_sizes_round_up() -> None:
    assert level_sizes(480, 640) == [(60, 80), (30, 40), (15, 20), (8, 10), (4, 5)]
    assert level_sizes(1, 1) == [(1, 1)] * 5


@pytest.mark.parametrize(("offset", "first_centre"), [(0.0, (0.0, 0.0)), (0.5, (4.0, 4.0))])
def test_anchor_centres_step_by_exact_strides(offset: float, first_centre: tuple[float, float]) -> None:
    config = NetworkConfig(anchor_offset=offset)
    anchors = anchors_for(64, 96, config)
    centres = (anchors[:, :2] + anchors[:, 2:]) / 2
    assert anchors.dtype == torch.float32
    torch.testing.assert_close(centres[0], torch.tensor(first_centre))
    torch.testing.assert_close(centres[9] - centres[0], torch.tensor([8.0, 0.0]))  # next column
    torch.testing.assert_close(centres[9 * 12] - centres[0], torch.tensor([0.0, 8.0]))  # next row
    p4 = 9 * 8 * 12
    torch.testing.assert_close(centres[p4 + 9] - centres[p4], torch.tensor([16.0, 0.0]))
