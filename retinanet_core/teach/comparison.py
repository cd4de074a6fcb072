"""Two detectors on the same pinned frames, class by class: what changed, how surely, and how much may."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from retinanet_core.checkpoint import Loss
from retinanet_core.teach.intervals import FEWEST_UNITS, RESAMPLES, Change, Interval, changes, wilson
from retinanet_core.teach.measuring import Measured

ENOUGH_BOXES = 10
"""True boxes on pinned frames from which what is measured of a class is evidence, on `FEWEST_UNITS` of them or more:
what is found on one crowded frame stands or falls together."""

TOLERANCE = 0.02
"""AP50 that a class may lose however much evidence there is: less is seen by nobody."""

WIDEST_TOLERANCE = 0.15
"""AP50 that a class with evidence may lose at the very most."""

COLLAPSE = 0.5
"""Of what was found before: less than this part of it is no bad luck."""

Row = Mapping[str, Any]
"""A class in the result of `evaluate_detections`."""

_TRIED_RESAMPLES = 20
"""For reckoning how long all of them take."""

ClassVerdict = Literal["better", "worse", "same", "too few"]


def tolerance(change: Change) -> float:
    """AP50 that a class may lose before the loss counts.

    With ten boxes a single one that is missed costs a tenth of the AP50, and which one is missed changes with every
    teaching: a fixed tolerance that forgives this would forgive the loss of forty boxes in four hundred, and a strict
    one would refuse every other good version. So it is half the width of the change's interval: a loss counts when it
    is larger than what drawing other frames would do to it. Little evidence makes wide intervals and is forgiven much,
    but never more than `WIDEST_TOLERANCE`; much evidence makes narrow ones, and then `TOLERANCE` is forgiven.

    Many boxes on so few frames that there is no interval are forgiven as much: they prove no gain, but losing them is
    a loss.
    """
    if change.interval is None:
        return WIDEST_TOLERANCE
    low, high = change.interval
    return min(WIDEST_TOLERANCE, max(TOLERANCE, (high - low) / 2))


@dataclass(frozen=True)
class ClassChange:
    """A class before and after.

    Attributes:
        before, after: What was measured of it.
        change: Of its AP50; None without true boxes.
        earlier: What it had lost before, over the versions that this one comes from.
    """

    before: Row
    after: Row
    change: Change | None
    earlier: Loss | None = None

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self.after["name"])

    @property
    def truth(self) -> int:
        """Its true boxes on pinned frames."""
        return int(self.after["truth"])

    @property
    def has_evidence(self) -> bool:
        """There are enough true boxes, on enough frames, to tell whether it is better or worse."""
        return self.change is not None and self.change.interval is not None and self.truth >= ENOUGH_BOXES

    @property
    def newly_found(self) -> int:
        """How many more of them are found; negative when some are lost."""
        return int(self.after["found"] - self.before["found"])

    @property
    def newly_extra(self) -> int:
        """How many more detections are wrong."""
        return int(self.after["extra"] - self.before["extra"])

    @property
    def loss(self) -> Loss | None:
        """What it has lost since its best, this time and before; None if nothing.

        A little less each time would in the end be all: so what is forgiven is forgiven once, over all versions
        together. Changes are added up, each measured on the pinned frames of its time, which may become others: on
        the same ones this is the distance from the best. What is allowed is the most that it ever was meanwhile.
        """
        if self.change is None or self.truth < ENOUGH_BOXES:
            return self.earlier
        before, allowed = self.earlier or Loss(0.0, 0.0)
        lost = before - self.change.estimate
        return Loss(lost, max(allowed, tolerance(self.change))) if lost > 0 else None

    @property
    def verdict(self) -> ClassVerdict:
        """What the change of its AP50 means."""
        if self.change is None or self.truth < ENOUGH_BOXES:
            return "too few"
        loss = self.loss
        if loss is not None and loss.lost > loss.allowed:
            return "worse"
        if not self.has_evidence:
            return "too few"
        return "better" if self.change.estimate > tolerance(self.change) else "same"

    def facts(self) -> dict[str, Any]:
        """Its row in the report; pairs are before and after, intervals hold nine times out of ten."""
        return {
            "id": self.after["id"],
            "name": self.name,
            "truth": self.truth,
            "ap50": [self.before["ap50"], self.after["ap50"]],
            "interval": None if self.change is None else self.change.interval,
            "found": [self.before["found"], self.after["found"]],
            "extra": [self.before["extra"], self.after["extra"]],
            "extra_on_empty": [self.before["extra_on_empty"], self.after["extra_on_empty"]],
            "recall_intervals": [_recall(self.before), _recall(self.after)],
            "precision_intervals": [_precision(self.before), _precision(self.after)],
            "lost_since_best": 0.0 if self.loss is None else self.loss.lost,
            "verdict": self.verdict,
        }


@dataclass(frozen=True)
class Comparison:
    """All classes before and after.

    Attributes:
        before, after: Results of `evaluate_detections`.
        classes: In the order of the results.
        overall: The change of the mean AP50, in which a class with fewer than `ENOUGH_BOXES` true boxes, or on fewer
            than `FEWEST_UNITS` frames, has so much less part: one box that happens to be found must not outweigh a
            hundred. None without true boxes.
    """

    before: Mapping[str, Any]
    after: Mapping[str, Any]
    classes: tuple[ClassChange, ...]
    overall: Change | None

    def total(self, key: str) -> tuple[int, int]:
        """Sums over the classes of one of the counts, before and after."""
        return sum(row.before[key] for row in self.classes), sum(row.after[key] for row in self.classes)

    @property
    def truth(self) -> int:
        """True boxes on the pinned frames."""
        return self.total("truth")[1]

    @property
    def collapsed(self) -> bool:
        """So much is lost, of all or of a class with evidence, that the labels must contradict what was learned."""
        enough = [row for row in self.classes if row.has_evidence]
        counts = [self.total("found")] + [(row.before["found"], row.after["found"]) for row in enough]
        return any(after < COLLAPSE * before for before, after in counts)

    @property
    def spoiled(self) -> bool:
        """Teaching has made it worse as a whole: beyond what drawing other frames would change, or with a class lost
        and none won.

        Labels that agree with each other seldom do that: something is gained at least where they are new.
        """
        overall = self.overall
        if overall is None or overall.interval is None or overall.estimate >= -TOLERANCE:
            return False
        verdicts = {row.verdict for row in self.classes}
        return overall.interval[1] < 0 or ("worse" in verdicts and "better" not in verdicts)

    @property
    def surely_better(self) -> bool:
        """Drawing other frames would hardly turn the gain into a loss."""
        return self.overall is not None and self.overall.interval is not None and self.overall.interval[0] > 0


def compared(
    before: Measured,
    after: Measured,
    losses: Mapping[int, Loss] | None = None,
    check: Callable[[], None] = lambda: None,
    resamples: int = RESAMPLES,
) -> Comparison:
    """Compare what was measured on the same frames with the same classes.

    Args:
        before, after: On equal terms.
        losses: What classes, by their id, had lost until then.
        check: Called now and then; may raise to end it.
        resamples: How often frames are drawn anew.
    """
    earlier = losses or {}
    rows = list(zip(before.result["classes"], after.result["classes"], strict=True))
    importance = {
        row["id"]: min(1.0, row["truth"] / ENOUGH_BOXES, after.frames_with(row["id"]) / FEWEST_UNITS)
        for _, row in rows
    }
    changed = changes(
        before.matches, after.matches, importance, after.groups, resamples=resamples, check=check
    )
    return Comparison(
        before=before.result,
        after=after.result,
        classes=tuple(
            ClassChange(old, new, changed.classes[new["id"]], earlier.get(new["id"])) for old, new in rows
        ),
        overall=changed.overall,
    )


def comparing_seconds(before: Measured, check: Callable[[], None]) -> float:
    """About how long comparing with it will take: what is needed once for it is done here, and a little is tried."""
    begin = time.monotonic()
    calibrated = before.calibrated
    prepared = time.monotonic()
    compared(calibrated, calibrated, check=check, resamples=_TRIED_RESAMPLES)
    return prepared - begin + (time.monotonic() - prepared) * RESAMPLES / _TRIED_RESAMPLES


def _recall(row: Row) -> Interval | None:
    return wilson(row["found"], row["truth"])


def _precision(row: Row) -> Interval | None:
    return wilson(row["found"], row["found"] + row["extra"])
