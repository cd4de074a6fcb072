"""What two long lists have in common, so that only the rest has to be made anew."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from operator import is_


def same_ends(old: Sequence[object], new: Sequence[object]) -> tuple[int, int]:
    """How many things both lists begin with and end with: the same objects, in the same order."""
    first = _same_at_start(old, new)
    return first, _same_at_start(old[first:][::-1], new[first:][::-1])


def _same_at_start(one: Sequence[object], other: Sequence[object]) -> int:
    return sum(takewhile(bool, map(is_, one, other)))
