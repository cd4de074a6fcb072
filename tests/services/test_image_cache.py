"""The cache of frames against a plain model of what "least recently used within a bound" means."""

from __future__ import annotations

import numpy as np
import psutil
from hypothesis import given
from hypothesis import strategies as st

from app.services.image_cache import FRAMES_LIMIT, ImageCache, frames_limit
from tests.services.fakes import ref

OPERATION = st.one_of(
    st.tuples(st.just("put"), st.integers(0, 5), st.integers(1, 12)),
    st.tuples(st.just("get"), st.integers(0, 5), st.just(0)),
    st.tuples(st.just("forget"), st.integers(0, 5), st.just(0)),
)


@given(st.lists(OPERATION, max_size=40))
def test_it_holds_the_most_recently_used_frames_that_fit(operations: list[tuple[str, int, int]]) -> None:
    cache = ImageCache(limit=20)
    model: dict[int, int] = {}  # frame id -> bytes, least recently used first
    for what, frame_id, size in operations:
        if what == "put":
            image = np.zeros((1, size, 1), dtype=np.uint8)
            assert cache.put(ref(frame_id), image)
            model.pop(frame_id, None)
            model[frame_id] = size
            while sum(model.values()) > 20:
                del model[next(iter(model))]
        elif what == "get":
            found = cache.get(frame_id)
            assert (found is None) == (frame_id not in model)
            if found is not None:
                assert found.nbytes == model[frame_id]
                model[frame_id] = model.pop(frame_id)
        else:
            cache.forget(lambda held, gone=frame_id: held == gone)
            model.pop(frame_id, None)
        assert cache.size == sum(model.values()) <= 20
        assert {held for held in range(6) if held in cache} == set(model)
        assert len(cache) == len(model)


def test_a_frame_larger_than_the_bound_is_not_held_and_pushes_nothing_out() -> None:
    cache = ImageCache(limit=20)
    cache.put(ref(1), np.zeros((1, 10, 1), dtype=np.uint8))
    assert not cache.put(ref(2), np.zeros((1, 21, 1), dtype=np.uint8))
    assert 1 in cache
    assert cache.size == 10


def test_frames_that_are_kept_are_not_pushed_out() -> None:
    cache = ImageCache(limit=20)
    for frame_id in (1, 2):
        cache.put(ref(frame_id), np.zeros((1, 10, 1), dtype=np.uint8))
    assert cache.put(ref(3), np.zeros((1, 10, 1), dtype=np.uint8), keep={1})
    assert 1 in cache
    assert 2 not in cache
    assert not cache.put(ref(4), np.zeros((1, 11, 1), dtype=np.uint8), keep={1, 3})
    assert {1, 3} == {held for held in range(5) if held in cache}


def test_pixels_of_another_file_are_not_taken_for_the_frame() -> None:
    cache = ImageCache(limit=20)
    image = np.zeros((1, 10, 1), dtype=np.uint8)
    cache.put(ref(1, "old.png"), image)
    assert cache.get_exact(ref(1, "new.png")) is None
    assert cache.get_exact(ref(1, "old.png")) is image


def test_the_bound_is_a_gigabyte_and_at_most_a_quarter_of_the_memory() -> None:
    assert frames_limit() <= FRAMES_LIMIT
    assert frames_limit() <= psutil.virtual_memory().total / 4
