"""Sets of ids as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.project.id_sets import pack, unpack


@pytest.mark.parametrize(
    ("ids", "text"), [((), ""), ((3,), "3"), ((2, 1), "1-2"), ((7, 1, 2, 3, 4, 1), "1-4,7"), ((5, 9), "5,9")]
)
def test_known_texts(ids: tuple[int, ...], text: str) -> None:
    assert pack(ids) == text
    assert unpack(text) == set(ids)


@given(st.sets(st.integers(1, 10**6), max_size=50))
def test_nothing_is_lost(ids: set[int]) -> None:
    assert unpack(pack(ids)) == ids


@given(st.integers(1, 1000), st.integers(1, 1000))
def test_neighbours_take_no_space(first: int, count: int) -> None:
    assert len(pack(range(first, first + count))) <= 9


def test_what_is_no_set_is_refused() -> None:
    with pytest.raises(ValueError):
        unpack("1-x")
