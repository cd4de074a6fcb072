"""Candidate against parent on the same pinned frames: better, not better, or not enough to tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

TOLERANCE = 0.05
"""How much AP50 a class with enough evidence may lose."""

ENOUGH_BOXES = 10
"""True boxes on pinned frames from which a class's AP50 is evidence."""

Verdict = Literal["first", "better", "not better", "undecided"]


@dataclass(frozen=True)
class Decision:
    """What the gate says, and why in a sentence.

    Attributes:
        verdict: `first`: there was nothing to compare with; `undecided`: a person has to say, for lack of evidence.
    """

    verdict: Verdict
    sentence: str


def decide(before: dict[str, Any] | None, after: dict[str, Any]) -> Decision:
    """Compare two results of `evaluate_detections` on the same frames; `before` is None without a parent."""
    if after["ap50"] is None:
        return _without_evidence(before)
    if before is None:
        return Decision("first", f"This is the first version: it finds {_found(after)} on the pinned frames.")
    lost = _worst_loss(before, after)
    if lost is not None:
        return Decision("not better", f"The new version loses on {lost}.")
    gain = after["ap50"] - (before["ap50"] or 0.0)
    change = f"AP50 {before['ap50'] or 0.0:.2f} before, {after['ap50']:.2f} after"
    if gain > 0:
        return Decision("better", f"The new version is better: it finds {_found(after)} ({change}).")
    return Decision("not better", f"The new version is not better ({change}).")


def _without_evidence(before: dict[str, Any] | None) -> Decision:
    if before is None:
        return Decision(
            "first", "This is the first version; there are no pinned frames yet to measure it on."
        )
    return Decision(
        "undecided",
        "No pinned frame has a box yet, so the versions cannot be compared; look at both and choose.",
    )


def _found(result: dict[str, Any]) -> str:
    rows = [row for row in result["classes"] if row["truth"]]
    return ", ".join(f"{row['found']} of {row['truth']} {row['name']}" for row in rows)


def _worst_loss(before: dict[str, Any], after: dict[str, Any]) -> str | None:
    """The class that loses most, beyond the tolerance and with enough evidence; None if there is none."""
    old = {row["id"]: row for row in before["classes"]}
    losses = [
        (old[row["id"]]["ap50"] - row["ap50"], row)
        for row in after["classes"]
        if row["ap50"] is not None
        and row["truth"] >= ENOUGH_BOXES
        and row["id"] in old
        and old[row["id"]]["ap50"] is not None
    ]
    worst = max(losses, key=lambda loss: loss[0], default=None)
    if worst is None or worst[0] <= TOLERANCE:
        return None
    row = worst[1]
    return f"{row['name']} (AP50 {old[row['id']]['ap50']:.2f} before, {row['ap50']:.2f} after, on {row['truth']} boxes)"
