"""Grey pictures of one byte a pixel are detected like those of three."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from retinanet_core.detect.preprocess import prepare
from retinanet_core.grey import held_bytes, one_channel, spread
from tests.core.pictures import tiny_config


@pytest.mark.parametrize("side", [64, 96, 200, 500])
@pytest.mark.parametrize("resize", ["area", "bilinear"])
def test_a_grey_picture_is_prepared_as_if_it_had_three_channels(side: int, resize: str) -> None:
    config = replace(tiny_config(), resize=resize)
    values = np.random.default_rng(side).integers(0, 256, (side, 2 * side), np.uint8)
    grey = spread(values)
    assert np.shares_memory(one_channel(grey[3:, ::2]), values)
    assert one_channel(np.ascontiguousarray(grey)) is None
    assert held_bytes(grey) == values.size
    assert np.array_equal(prepare(grey, config).pixels, prepare(np.ascontiguousarray(grey), config).pixels)
