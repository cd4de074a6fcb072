"""How good the candidate is while it learns, on a few pinned frames."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from retinanet_core.checkpoint import ModelInfo
from retinanet_core.detect.detector import Detector
from retinanet_core.device import Compute
from retinanet_core.teach.dataset import Manifest, ManifestFrame
from retinanet_core.teach.job import Events
from retinanet_core.teach.measuring import measure
from retinanet_core.teach.state import QualityPoint
from retinanet_core.teach.trainer import Clock, StepReport, Trainer

FIRST_AFTER = 5.0
MOST_FRAMES = 24
_SHARE = 0.1
"""Part of the time that may go into it."""


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
        self._frames: Sequence[ManifestFrame] = manifest.pinned[:MOST_FRAMES]
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
