"""Sets of ids as short text, such as "1-4,7": a project of 80 classes has one for each of its frames."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache


def pack(ids: Iterable[int]) -> str:
    """Runs of neighbouring ids as "first-last", single ones as they are, in order; "" for none."""
    runs: list[tuple[int, int]] = []
    for item in sorted(set(ids)):
        if runs and item == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], item)
        else:
            runs.append((item, item))
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


@lru_cache(maxsize=256)
def unpack(text: str) -> frozenset[int]:
    """The opposite of `pack`.

    Raises:
        ValueError: It is no such text.
    """
    found: set[int] = set()
    for run in text.split(",") if text else ():
        first, dash, last = run.partition("-")
        found.update(range(int(first), int(last if dash else first) + 1))
    return frozenset(found)
