"""The order in which frames are best labelled: worth, but nothing twice. Pure numpy.

Each pick is the worthiest frame, less the more it is like one labelled or picked before it: by the features of the
pictures, as k-means++ chooses its centres (Arthur and Vassilvitskii 2007), and by how near it is in a video. Some
picks are drawn evenly from all frames, because a model does not know what it does not know. Memory and time grow
with the number of frames, not with its square: only a pool of the worthiest is compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from retinanet_core.acquire import Floats, Ints

RANDOM_SHARE = 0.15
LEAST = 0.1
"""A frame whose features are those of one labelled before keeps this share of its worth."""

NEIGHBOURS = 25.0
"""A frame of a video so many frames from a labelled one has half of its worth; the labelled one's copy has none."""

RUN = 8
"""Of so many neighbours in a video the pool takes the best alone, as long as there are others."""

POOL, POOL_FACTOR = 2000, 4
"""So many frames, or so many times as many as are wanted, are compared with each other."""

_BLOCK = 1024


@dataclass(frozen=True, slots=True)
class Places:
    """What tells which of N frames are alike.

    Attributes:
        ids: (N,) of the frames. They decide between equals, so that the same frames come in the same order.
        videos: (N,) the video that a frame is of; -1 for an image.
        indexes: (N,) its place in that video.
        features: (N, C) of one model, rows that are not known NaN; None where nothing is known of any.
    """

    ids: Ints
    videos: Ints
    indexes: Ints
    features: NDArray[np.floating[Any]] | None = None

    def __len__(self) -> int:
        return len(self.ids)


class Pick(NamedTuple):
    """A frame in the order.

    Attributes:
        row: Its place among the candidates.
        at_random: It was drawn, not chosen.
        unlike: How far it is from everything labelled or picked before: 0 for a copy, about 1 where it differs as two
            frames usually do; None where that is not known.
    """

    row: int
    at_random: bool
    unlike: float | None


def order(
    candidates: Places,
    values: NDArray[np.floating[Any]],
    labelled: Places,
    *,
    limit: int,
    seed: int = 0,
) -> list[Pick]:
    """The frames that would teach most, best first.

    Args:
        candidates: N frames.
        values: (N,) from 0, what each is worth by itself.
        labelled: The frames that are labelled already. The places for frames drawn at random (`RANDOM_SHARE`) are
            counted on from them, so that these get their turn where only the first of the order is ever labelled.
        limit: How many picks are wanted.
        seed: Another one draws other frames, and decides otherwise between equals.
    """
    limit = min(limit, len(candidates))
    lots = _lots(candidates.ids, seed)
    greedy = _Greedy(candidates, values, labelled, _pool(candidates, values, lots, limit))
    drawn = iter(np.argsort(lots, kind="stable").tolist())
    picks = []
    for place in range(len(labelled), len(labelled) + limit):
        at_random = int(RANDOM_SHARE * (place + 1)) > int(RANDOM_SHARE * place)
        row = greedy.first_free(drawn) if at_random else greedy.best()
        picks.append(Pick(row, at_random, greedy.take(row)))
    return picks


def _lots(ids: Ints, seed: int) -> NDArray[np.uint64]:
    """Numbers that look random and depend on nothing but the frame and the seed (the finaliser of splitmix64).

    So a frame that is labelled, or added, changes nothing about the order of the others.
    """
    mixed = ids.astype(np.uint64) + np.uint64(seed % 2**31) * np.uint64(2**32)
    mixed = mixed * np.uint64(0x9E3779B97F4A7C15)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return mixed ^ (mixed >> np.uint64(31))


def _pool(
    candidates: Places, values: NDArray[np.floating[Any]], lots: NDArray[np.uint64], limit: int
) -> Ints:
    """Rows of the worthiest frames, best first; of each run of neighbours in a video the best before all others."""
    size = max(POOL, POOL_FACTOR * limit)
    ranked = np.lexsort((lots, -np.asarray(values)))
    of_video = np.flatnonzero(candidates.videos[ranked] >= 0)
    runs = np.stack((candidates.videos, candidates.indexes // RUN), axis=1)[ranked[of_video]]
    follows = np.zeros(len(ranked), bool)
    follows[of_video] = True
    follows[of_video[np.unique(runs, axis=0, return_index=True)[1]]] = False
    return np.concatenate((ranked[~follows], ranked[follows]))[:size]


class _Greedy:
    """The pool, and what is left of each frame's worth."""

    def __init__(
        self, candidates: Places, values: NDArray[np.floating[Any]], labelled: Places, pool: Ints
    ) -> None:
        self._videos, self._indexes = candidates.videos, candidates.indexes
        self._pool = pool
        self._place = np.full(len(candidates), -1, np.int64)
        self._place[pool] = np.arange(len(pool))
        self._taken = np.zeros(len(candidates), bool)
        # Frames of no worth keep a trace of it, so that among them too the different ones come first.
        least = 1e-3 * max(float(np.max(values, initial=0)), 1e-3)
        self._worth = np.maximum(values[pool], least).astype(np.float32)
        self._fresh = _freshness(_gaps(candidates, pool, labelled))
        self._distances = _Distances.make(candidates, pool, labelled)

    def best(self) -> int:
        """The row of the frame with the most worth left."""
        left = self._worth * self._fresh
        if self._distances is not None:
            left *= LEAST + (1 - LEAST) * np.minimum(self._distances.nearest, 1)
        left[self._taken[self._pool]] = -1
        return int(self._pool[np.argmax(left)])

    def first_free(self, rows: Iterator[int]) -> int:
        """The first of these rows that is not taken."""
        return next(row for row in rows if not self._taken[row])

    def take(self, row: int) -> float | None:
        """Take a frame: frames like it are worth less from now on. How unlike those before it it was."""
        self._taken[row] = True
        if self._videos[row] >= 0:
            same = self._videos[self._pool] == self._videos[row]
            gaps = np.abs(self._indexes[self._pool[same]] - self._indexes[row])
            self._fresh[same] = np.minimum(self._fresh[same], _freshness(gaps))
        if self._distances is None:
            return None
        unlike = self._distances.of(int(self._place[row]))
        self._distances.take(row)
        return unlike


def _freshness(gaps: NDArray[np.number[Any]]) -> Floats:
    """The share of its worth that a frame has left, so many frames away from a labelled one."""
    return np.asarray(1 - np.exp2(-np.asarray(gaps, np.float32) / NEIGHBOURS), np.float32)


def _gaps(candidates: Places, pool: Ints, labelled: Places) -> Floats:
    """How many frames each one of the pool is away from a labelled one of its video; infinite where there is none."""
    gaps = np.full(len(pool), np.inf, np.float32)
    videos, indexes = candidates.videos[pool], candidates.indexes[pool]
    for video in np.intersect1d(videos, labelled.videos[labelled.videos >= 0]):
        mine = videos == video
        known = np.sort(labelled.indexes[labelled.videos == video])
        after = np.searchsorted(known, indexes[mine])
        sides = (known[np.maximum(after - 1, 0)], known[np.minimum(after, len(known) - 1)])
        gaps[mine] = np.minimum(*(np.abs(indexes[mine] - side) for side in sides))
    return gaps


@dataclass
class _Distances:
    """How far the features of each frame of the pool are from the nearest one labelled or taken.

    Each channel counts by its own spread over the pool, so 1 is the root mean square distance of two frames.

    Attributes:
        nearest: (P,); infinite where nothing is labelled yet, and where the feature is not known.
    """

    features: NDArray[np.floating[Any]]
    points: Floats
    squares: Floats
    centre: Floats
    spread: Floats
    nearest: Floats

    @classmethod
    def make(cls, candidates: Places, pool: Ints, labelled: Places) -> _Distances | None:
        """None where the features of fewer than two frames of the pool are known."""
        if candidates.features is None:
            return None
        points = candidates.features[pool].astype(np.float32)
        known = points[np.isfinite(points).all(axis=1)]
        if len(known) < 2:
            return None
        centre, spread = known.mean(axis=0), np.maximum(known.std(axis=0), 1e-6)
        points = (points - centre) / spread
        nearest = np.full(len(pool), np.inf, np.float32)
        made = cls(candidates.features, points, (points**2).sum(axis=1), centre, spread, nearest)
        if labelled.features is not None:
            for start in range(0, len(labelled), _BLOCK):
                made.approach(labelled.features[start : start + _BLOCK])
        return made

    def of(self, place: int) -> float | None:
        """That of one frame of the pool, None where it is not known."""
        distance = float(self.nearest[place]) if place >= 0 else np.inf
        return distance if np.isfinite(distance) else None

    def take(self, row: int) -> None:
        """A candidate is taken."""
        self.approach(self.features[row : row + 1])

    def approach(self, features: NDArray[np.floating[Any]]) -> None:
        """Frames with these features (L, C) are labelled; rows of NaN say nothing."""
        others = (features.astype(np.float32) - self.centre) / self.spread
        others = others[np.isfinite(others).all(axis=1)]
        if not len(others):
            return
        # One row at a time is too little work to be shared out among threads, which matmul would do.
        products = self.points @ others.T if len(others) > 1 else np.einsum("pc,lc->pl", self.points, others)
        apart = self.squares[:, None] + (others**2).sum(axis=1) - 2 * products
        distances = np.sqrt(np.maximum(apart.min(axis=1), 0) / (2 * others.shape[1]))
        self.nearest = np.fmin(self.nearest, distances)
