"""Candidate against parent on the same pinned frames: better, not better, or not enough to tell."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

from retinanet_core.teach import wording
from retinanet_core.teach.comparison import ENOUGH_BOXES, Comparison, compared
from retinanet_core.teach.intervals import NORMAL_QUANTILE
from retinanet_core.teach.measuring import Measured

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
    """

    verdict: Verdict
    sentence: str
    advice: str = ""
    comparison: tuple[dict[str, Any], ...] = ()
    needed: int = 0
    collapsed: bool = False
    certain: bool = False

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


def decide(before: Measured | None, after: Measured) -> Decision:
    """Compare two versions on the same pinned frames; `before` is None without a parent.

    The new version is let through when it is better overall and no class with evidence loses more than its tolerance
    (`comparison.tolerance`). Better overall is a higher AP50; where that is the same to within `A_HAIR`, fewer
    mistakes, and then boxes that lie more exactly. Detections on frames that are known to be empty may not become
    more by more than chance would do. Where no class has `ENOUGH_BOXES` true boxes a person decides, unless all
    classes together leave no doubt.
    """
    if before is None:
        needed = _needed(after)
        return Decision("first", wording.first(after.result), wording.pin_more(needed), needed=needed)
    comparison = compared(before, after)
    rows = tuple(row.facts() for row in comparison.classes)
    if not _is_sure(comparison):
        sentence = wording.undecided(comparison)
        return Decision("undecided", sentence, wording.LOOK_AND_CHOOSE, rows, _needed(after))
    lost = [row for row in comparison.classes if row.verdict == "worse"]
    if lost:
        advice = wording.after_loss(comparison, lost)
        return Decision("not better", wording.lost(lost), advice, rows, collapsed=comparison.collapsed)
    if _more_on_empty(comparison):
        return Decision("not better", wording.more_on_empty(comparison), wording.SHOW_EMPTY, rows)
    if _is_better(comparison):
        return Decision("better", wording.better(comparison), "", rows, certain=comparison.surely_better)
    return Decision("not better", wording.no_gain(comparison), wording.after_no_gain(comparison), rows)


def _is_sure(comparison: Comparison) -> bool:
    if any(row.truth >= ENOUGH_BOXES for row in comparison.classes):
        return True
    overall = comparison.overall
    if overall is None or overall.interval is None or comparison.truth < ENOUGH_BOXES:
        return False
    low, high = overall.interval
    return low > 0 or high < 0


def _needed(measured: Measured) -> int:
    """How many more frames like these bring the most frequent class to enough boxes."""
    frames = measured.result["frames"]
    most = max((row["truth"] for row in measured.result["classes"]), default=0)
    if most >= ENOUGH_BOXES:
        return 0
    return math.ceil((ENOUGH_BOXES - most) * frames / most) if most else FIRST_PINNED


def _more_on_empty(comparison: Comparison) -> bool:
    """Counts of rare events differ by chance by about the root of their sum."""
    old, new = comparison.before["extra_on_empty"], comparison.after["extra_on_empty"]
    return bool(new - old > max(1.0, NORMAL_QUANTILE * math.sqrt(new + old)))


def _is_better(comparison: Comparison) -> bool:
    gain = comparison.overall.estimate if comparison.overall is not None else 0.0
    if abs(gain) > A_HAIR:
        return gain > 0
    found, extra = comparison.total("found"), comparison.total("extra")
    mistakes = [extra[version] - found[version] for version in (0, 1)]  # the missed ones, but for a constant
    if mistakes[0] != mistakes[1]:
        return mistakes[1] < mistakes[0]
    return bool((comparison.after["ap"] or 0.0) - (comparison.before["ap"] or 0.0) > A_HAIR)
