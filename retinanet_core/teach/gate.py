"""Candidate against parent on the same pinned frames: better, not better, or not enough to tell."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from retinanet_core.checkpoint import Loss
from retinanet_core.teach import wording
from retinanet_core.teach.comparison import ENOUGH_BOXES, Comparison, compared
from retinanet_core.teach.intervals import FEWEST_UNITS, NORMAL_QUANTILE
from retinanet_core.teach.measuring import Measured, on_equal_terms

A_HAIR = 0.005
"""AP50, or AP, that makes no difference."""

FIRST_PINNED = 5
"""Pinned frames to begin with, where there is nothing to reckon from."""

Verdict = Literal["first", "better", "not better", "undecided"]


@dataclass(frozen=True)
class Decision:
    """What the gate says, and why in a sentence.

    Attributes:
        verdict: `first`: there was nothing to compare with; `undecided`: a person has to say, for lack of evidence.
        sentence: What was found.
        advice: What would help; may be "".
        comparison: The classes before and after, as the report has them; empty for a first version.
        needed: How many more pinned frames would make the comparison sure; 0 when it is.
        collapsed: More is lost than weights between the old and the new could make good.
        certain: Better beyond what drawing other frames would change.
        before, after: What `evaluate_detections` says of them on equal terms (`measuring.on_equal_terms`), as the
            sentence counts; `before` is None for a first version.
        losses: What classes, by their id, have lost since their best if this version is used: for the next time.
            Where it is used although the gate kept it out for a class, a person wanted that, and counting begins anew.
    """

    verdict: Verdict
    sentence: str
    advice: str = ""
    comparison: tuple[dict[str, Any], ...] = ()
    needed: int = 0
    collapsed: bool = False
    certain: bool = False
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
    losses: Mapping[int, Loss] = field(default_factory=dict)

    @property
    def accepted(self) -> bool:
        """The new version may be used."""
        return self.verdict in ("first", "better")

    def facts(self) -> dict[str, Any]:
        """Its part of the report."""
        return {
            "verdict": self.verdict,
            "sentence": self.sentence,
            "advice": self.advice,
            "comparison": list(self.comparison),
            "needed": {"frames": self.needed},
        }


def decide(
    before: Measured | None,
    after: Measured,
    losses: Mapping[int, Loss] | None = None,
    check: Callable[[], None] = lambda: None,
) -> Decision:
    """Compare two versions on the same pinned frames, on equal terms.

    The new version is let through when it is better overall and no class with `ENOUGH_BOXES` true boxes loses more
    than its tolerance (`comparison.tolerance`), alone or with what the versions before lost of it. Better overall is
    a higher AP50; where that is the same to within `A_HAIR`, fewer mistakes by more than chance would do, and then
    boxes that lie more exactly. Detections on frames that are known to be empty may not become more by more than
    chance would do. Where no class has its boxes on at least `FEWEST_UNITS` frames a person decides, unless all
    classes together leave no doubt.

    Args:
        before: With raw scores; None without a parent.
        after: With raw scores, on the same frames.
        losses: What classes, by their id, had lost until `before`, as its own decision said.
        check: Called now and then; may raise to end it.
    """
    if before is None:
        result, needed = after.calibrated.result, _needed(after)
        return Decision("first", wording.first(result), wording.pin_more(needed), needed=needed, after=result)
    before, after = on_equal_terms(before, after)
    comparison = compared(before, after, losses, check)
    decision = _judged(comparison, _needed(after))
    rows = tuple(row.facts() for row in comparison.classes)
    kept = {row.after["id"]: row.loss for row in comparison.classes if row.verdict != "worse" and row.loss}
    return replace(decision, comparison=rows, before=before.result, after=after.result, losses=kept)


def _judged(comparison: Comparison, needed: int) -> Decision:
    if not _is_sure(comparison):
        sentence = wording.undecided(comparison, needed)
        return Decision("undecided", sentence, wording.LOOK_AND_CHOOSE, needed=needed)
    lost = [row for row in comparison.classes if row.verdict == "worse"]
    if lost:
        advice = wording.after_loss(comparison, lost)
        return Decision("not better", wording.lost(lost), advice, collapsed=comparison.collapsed)
    if _more_on_empty(comparison):
        return Decision("not better", wording.more_on_empty(comparison), wording.SHOW_EMPTY)
    if _is_better(comparison):
        return Decision("better", wording.better(comparison), certain=comparison.surely_better)
    return Decision("not better", wording.no_gain(comparison), wording.after_no_gain(comparison))


def _is_sure(comparison: Comparison) -> bool:
    if any(row.has_evidence for row in comparison.classes):
        return True
    overall = comparison.overall
    if overall is None or overall.interval is None or comparison.truth < ENOUGH_BOXES:
        return False
    low, high = overall.interval
    return low > 0 or high < 0


def _needed(measured: Measured) -> int:
    """How many more frames like these give a class enough boxes on enough frames, 0 if one has them."""
    frames = measured.result["frames"]
    missing = []
    for row in measured.result["classes"]:
        if row["truth"]:
            share = max(ENOUGH_BOXES / row["truth"], FEWEST_UNITS / measured.frames_with(row["id"]))
            missing.append(math.ceil(frames * share) - frames)
    return max(0, min(missing, default=FIRST_PINNED))


def _more_on_empty(comparison: Comparison) -> bool:
    old, new = comparison.before["extra_on_empty"], comparison.after["extra_on_empty"]
    return bool(new - old > _chance(old, new))


def _chance(old: int, new: int) -> float:
    """How much two counts of rare events differ by chance: about the root of their sum."""
    return max(1.0, NORMAL_QUANTILE * math.sqrt(old + new))


def _is_better(comparison: Comparison) -> bool:
    gain = comparison.overall.estimate if comparison.overall is not None else 0.0
    if abs(gain) > A_HAIR:
        return gain > 0
    missed, extra = comparison.total("missed"), comparison.total("extra")
    old, new = missed[0] + extra[0], missed[1] + extra[1]
    if abs(new - old) > _chance(old, new):
        return new < old
    return bool((comparison.after["ap"] or 0.0) - (comparison.before["ap"] or 0.0) > A_HAIR)
