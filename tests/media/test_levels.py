"""Looking at pictures through levels: what the tables and samples promise."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from app.media.levels import (
    BINS,
    CHANNELS,
    SAMPLE_PIXELS,
    Levels,
    Look,
    histogram,
    is_dark,
    percentiles,
    read,
    sample,
    table,
    written,
)

share = st.floats(0, 1)
signed = st.floats(-1, 1)
levels = st.builds(
    Levels,
    channel=st.sampled_from(CHANNELS),
    brightness=signed,
    contrast=signed,
    gamma=st.floats(0.2, 5),
    black=share,
    white=share,
    inverted=st.booleans(),
    stretched=st.booleans(),
)
depths = st.sampled_from([255, 65535])


def noise(*shape: int, kind: type = np.uint8) -> Any:
    return np.random.default_rng(1).integers(0, np.iinfo(kind).max + 1, shape, dtype=kind)


@given(levels, depths)
def test_brighter_is_never_darker_unless_inverted(given_levels: Levels, full: int) -> None:
    seen = table(given_levels, full).astype(int)
    assert len(seen) == full + 1
    steps = np.diff(seen)
    assert (steps <= 0).all() if given_levels.inverted else (steps >= 0).all()


@given(levels, depths)
def test_inverted_twice_is_the_same(given_levels: Levels, full: int) -> None:
    other = replace(given_levels, inverted=not given_levels.inverted)
    assert np.array_equal(255 - table(other, full), table(given_levels, full))


def test_plain_levels_are_what_the_decoder_of_all_makes_of_the_values() -> None:
    assert np.array_equal(table(Levels(), 255), np.arange(256))
    assert np.array_equal(table(Levels(), 65535), (np.arange(65536) + 128) // 257)
    assert Levels().plain
    assert not Levels(stretched=True).plain


@given(share, share, depths)
def test_black_and_white_become_black_and_white(one: float, other: float, full: int) -> None:
    black, white = sorted((one, other))
    seen = table(Levels(black=black, white=white), full)
    assert (seen[: int(black * full) + 1] == 0).all() or black == white
    if white - black > 1 / full:
        assert (seen[int(np.ceil(white * full)) :] == 255).all()


@given(st.floats(0.2, 5))
def test_gamma_moves_what_lies_between(gamma: float) -> None:
    seen, plain = table(Levels(gamma=gamma), 255).astype(int), np.arange(256)
    assert (seen[0], seen[-1]) == (0, 255)
    assert (seen >= plain).all() if gamma >= 1 else (seen <= plain).all()


def test_the_ends_of_contrast_and_brightness() -> None:
    assert set(table(Levels(contrast=-1), 255)) == {128}
    assert set(table(Levels(contrast=1), 255)) == {0, 255}
    assert set(table(Levels(brightness=1), 255)) == {255}
    assert set(table(Levels(brightness=-1), 255)) == {0}


@pytest.mark.parametrize("kind", [np.uint8, np.uint16])
def test_one_channel_is_seen_as_grey(kind: type) -> None:
    pixels = noise(9, 7, 3, kind=kind)
    look = Look(Levels(channel="green"), np.iinfo(kind).max)
    seen = look(pixels[::2, ::-1])
    assert seen.dtype == np.uint8
    assert np.array_equal(seen, np.repeat(look.table[pixels[::2, ::-1, 1:2]], 3, axis=2))


def test_grey_of_16_bits_is_seen_on_three_channels_and_nothing_is_written_to() -> None:
    pixels = noise(9, 7, kind=np.uint16)
    pixels.setflags(write=False)
    look = Look(Levels(gamma=2), 65535)
    assert np.array_equal(look(pixels), np.repeat(look.table[pixels][:, :, None], 3, axis=2))
    with pytest.raises(ValueError, match="uint8"):
        look(noise(2, 2, 3))


def test_a_stretch_leaves_a_thousandth_at_each_end() -> None:
    pixels = np.arange(10_000, dtype=np.uint16).reshape(100, 100) + 500
    black, white = percentiles(pixels)
    assert black * 65535 == pytest.approx(510, abs=1)
    assert white * 65535 == pytest.approx(10_489, abs=1)


def test_a_stretch_goes_by_the_channel_that_is_seen() -> None:
    pixels = np.zeros((10, 10, 3), np.uint8)
    pixels[:, :5, 0] = 51
    assert percentiles(pixels, "red") == (0, pytest.approx(0.2))
    assert percentiles(pixels, "green") == (0, 1), "there is nothing to stretch"


@given(st.integers(1, 3000), st.integers(1, 3000), st.booleans())
def test_a_sample_is_bounded_and_reaches_everywhere(height: int, width: int, grey: bool) -> None:
    shape = (height, width) if grey else (height, width, 3)
    found = sample(np.broadcast_to(np.uint16(7), shape))
    assert 1 <= len(found) <= SAMPLE_PIXELS
    assert found.shape[1] == (1 if grey else 3)
    assert len(found) >= min(height * width, SAMPLE_PIXELS) / 8


@pytest.mark.parametrize("shape", [(1, 10_000_000), (10_000_000, 1), (20_000, 14_000, 3)])
def test_a_sample_of_the_longest_and_largest_is_bounded(shape: tuple[int, ...]) -> None:
    assert len(sample(np.broadcast_to(np.uint16(7), shape))) <= SAMPLE_PIXELS


def test_the_histogram_counts_every_channel_up_to_what_is_used() -> None:
    pixels = noise(50, 60, 3, kind=np.uint16) % 4000 + 12
    found = histogram(pixels)
    assert found.counts.shape == (3, BINS)
    assert found.counts.sum(1).tolist() == [3000] * 3
    assert (found.low, found.high) == (pixels.min(), pixels.max())
    assert (found.top, found.full) == (4095, 65535)


def test_three_channels_that_are_alike_are_one() -> None:
    pixels = np.repeat(noise(50, 60, 1), 3, axis=2)
    found = histogram(pixels)
    assert np.array_equal(found.counts, [np.bincount(pixels[:, :, 0].ravel(), minlength=256)])
    assert (found.top, found.full) == (255, 255)


@given(levels)
def test_levels_are_kept_as_text(given_levels: Levels) -> None:
    assert read(written(given_levels)) == given_levels
    assert (written(given_levels) == "") == given_levels.plain


@pytest.mark.parametrize("text", ["", "nonsense", "[]", '{"gamma": 0}', '{"white": 2}', '{"channel": "x"}'])
def test_text_that_means_nothing_is_the_picture_as_it_is(text: str) -> None:
    assert read(text) == Levels()


def test_only_a_picture_that_is_dark_all_over_is_dark() -> None:
    pixels = np.full((600, 800, 3), 16, np.uint8)
    assert is_dark(pixels)
    pixels[-100:, -100:] = 17
    assert not is_dark(pixels)
