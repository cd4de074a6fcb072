"""How good the candidate is while it learns, on a few pinned frames."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from retinanet_core.checkpoint import ModelInfo
from retinanet_core.detect.detector import Detector
from retinanet_core.device import Compute
from retinanet_core.teach.dataset import Manifest, ManifestFrame
from retinanet_core.teach.job import Events
from retinanet_core.teach.measuring import Measured, compare, group_numbers, measure
from retinanet_core.teach.state import QualityPoint
from retinanet_core.teach.trainer import Clock, StepReport, Trainer

FIRST_AFTER = 5.0
MOST_FRAMES = 24
_SHARE = 0.1
"""Part of the time that may go into it."""


def curve_places(groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """(N,) positions of at most `MOST_FRAMES` frames, as many of each group as can be, far apart within it.

    Args:
        groups: (F,) number of each frame's group, counted from 0.
    """
    members = [np.flatnonzero(groups == group) for group in np.unique(groups)]
    if len(members) > MOST_FRAMES:
        members = [members[place] for place in _evenly(len(members), MOST_FRAMES).tolist()]
    most = min(MOST_FRAMES, sum(len(places) for places in members))
    # In turns, one more of each group that has one left.
    turns = sorted((turn, group) for group, places in enumerate(members) for turn in range(len(places)))[
        :most
    ]
    wanted = np.bincount([group for _, group in turns], minlength=len(members))
    chosen = [places[_evenly(len(places), int(n))] for places, n in zip(members, wanted, strict=True)]
    return np.sort(np.concatenate([np.zeros(0, np.int64), *chosen]))


def _evenly(count: int, wanted: int) -> NDArray[np.int64]:
    """So many positions of 0..count-1, evenly spaced."""
    return np.asarray((np.arange(wanted) + 0.5) * count / max(1, wanted)).astype(np.int64)


def curve_frames(manifest: Manifest) -> tuple[ManifestFrame, ...]:
    """The pinned frames that the curve is measured on."""
    frames = [frame for frame in manifest.pinned if frame.asked(len(manifest.classes)).any()]
    places = curve_places(group_numbers([frame.group for frame in frames]))
    return tuple(frames[place] for place in places.tolist())


def line_to_beat(before: Measured) -> float | None:
    """AP50 of the version before on the frames of the curve.

    Args:
        before: What it found on all pinned frames.
    """
    places = curve_places(before.groups).tolist()
    truth, found = ([items[place] for place in places] for items in (before.truth, before.found))
    ap50: float | None = compare(before.classes, truth, found).result["ap50"]
    return ap50


class QualityCurve:
    """Measures the averaged weights now and then, within a small share of the time."""

    def __init__(
        self,
        trainer: Trainer,
        info: ModelInfo,
        manifest: Manifest,
        compute: Compute,
        events: Events,
        check: Callable[[], None],
        clock: Clock,
    ) -> None:
        """`clock` gives the seconds of training."""
        self._detector = Detector(trainer.averaged, info, compute, unchanged=True)
        self._frames: Sequence[ManifestFrame] = curve_frames(manifest)
        self._manifest = manifest
        self._events = events
        self._check = check
        self._clock = clock
        self._next = clock() + FIRST_AFTER
        self._points: list[QualityPoint] = []

    @property
    def points(self) -> tuple[QualityPoint, ...]:
        """All that was measured, for `restore`."""
        return tuple(self._points)

    def restore(self, points: Sequence[QualityPoint]) -> None:
        """Go on from points that were measured before an interruption; they are told again."""
        for step, seconds, ap50 in points:
            self._add(step, seconds, ap50)

    def follow(self, report: StepReport) -> None:
        """Measure if it is time to."""
        now = self._clock()
        if not self._frames or now < self._next:
            return
        quality = measure(self._detector, self._frames, self._manifest, self._check).result
        cost = self._clock() - now
        self._next = self._clock() + max(FIRST_AFTER, cost / _SHARE)
        self._add(report.step, round(now, 1), quality["ap50"])

    def _add(self, step: int, seconds: float, ap50: float | None) -> None:
        self._points.append((step, seconds, ap50))
        self._events.say("quality", step=step, seconds=seconds, ap50=ap50)
