"""Which frames a step learns from: half new, half known before, and rare classes as often as common ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retinanet_core.teach.dataset import ManifestFrame

_MOST_OFTEN = 8.0
"""A frame of a rare class comes at most this many times as often as others."""


class Sampler:
    """Endless positions of frames, in batches.

    Frames that changed since the version before learned make up half of each batch and replay of all others the
    other half, however many there are of either: what is new is learnt soon, and what is known is not forgotten.
    """

    def __init__(
        self, frames: Sequence[ManifestFrame], classes: int, rng: np.random.Generator, *, replay: bool = True
    ) -> None:
        """Without `replay` only changed frames come, if there are any."""
        changed = np.array([frame.changed for frame in frames], dtype=bool)
        everything = np.arange(len(frames))
        weights = class_balance(frames, classes)
        pools = [everything[changed], everything[~changed]]
        if not replay and len(pools[0]):
            pools = pools[:1]
        self._decks = [_Deck(pool, weights[pool], rng) for pool in pools if len(pool)]
        self._rng = rng
        self._turn = 0

    def batch(self, size: int) -> list[int]:
        """The next `size` positions."""
        positions = []
        for _ in range(size):
            positions.append(self._decks[self._turn % len(self._decks)].draw())
            self._turn += 1
        return positions

    def state(self) -> dict[str, Any]:
        """Where it is, for `restore`; the random numbers are not part of it."""
        return {"turn": self._turn, "left": [list(deck.left) for deck in self._decks]}

    def restore(self, state: dict[str, Any]) -> None:
        """Go on from a state of a sampler of the same frames."""
        self._turn = int(state["turn"])
        for deck, left in zip(self._decks, state["left"], strict=True):
            deck.left = [int(position) for position in left]


class _Deck:
    """Positions drawn as often as their weights say, spread out as evenly as chance without repetition can."""

    def __init__(
        self, pool: NDArray[np.int64], weights: NDArray[np.float64], rng: np.random.Generator
    ) -> None:
        self._pool, self._share, self._rng = pool, weights / weights.sum(), rng
        self.left: list[int] = []

    def draw(self) -> int:
        if not self.left:
            self.left = self._pool[self._round()].tolist()
        return self.left.pop()

    def _round(self) -> NDArray[np.int64]:
        """As many draws as there are frames: each comes its share of times, rounded up or down by chance."""
        count = len(self._pool)
        ticks = (self._rng.random() + np.arange(count)) / count
        order = self._rng.permutation(count)
        drawn = order[np.searchsorted(np.cumsum(self._share[order]), ticks).clip(max=count - 1)]
        return self._rng.permutation(drawn)


def class_balance(frames: Sequence[ManifestFrame], classes: int) -> NDArray[np.float64]:
    """(N,) how often each frame should come: by the rarest class it shows, 1 / sqrt(share of frames with it).

    Gupta et al. 2019 (LVIS), repeat-factor sampling, with 1 for frames without boxes.
    """
    shown = np.zeros((len(frames), classes), dtype=bool)
    for row, frame in enumerate(frames):
        shown[row, frame.labels] = True
    share = shown.mean(axis=0) if len(frames) else np.zeros(classes)
    factor = np.divide(1.0, np.sqrt(share), out=np.ones(classes), where=share > 0)
    weights: NDArray[np.float64] = np.where(shown, factor, 1.0).max(axis=1, initial=1.0)
    return np.minimum(weights, _MOST_OFTEN)
