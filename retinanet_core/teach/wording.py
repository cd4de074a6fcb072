"""What the gate has measured, in words. Numbers are those a person could count.

No sentence says the verdict ("better"): whoever shows one says that beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from retinanet_core.teach.comparison import ClassChange, Comparison

LOOK_AND_CHOOSE = "Look at the same frames with both versions, and choose."
SHOW_EMPTY = (
    "It would help to complete a few more empty frames that are not pinned, so that it learns from them."
)

_FINDS = "On pinned frames the new version finds"
_MOST_TOLD = 3


def first(result: Mapping[str, Any]) -> str:
    """The first version, whatever it is like."""
    rows = [row for row in result["classes"] if row["truth"]]
    if not rows:
        return "This is the first version; there are no boxes on pinned frames yet to measure it on."
    found = ", ".join(f"{row['found']} of {row['truth']} {row['name']}" for row in rows)
    return f"This is the first version: it finds {found} on the pinned frames."


def long_measuring(frames: int, measuring: float, minutes: float) -> str:
    """Measuring leaves no time to learn in; both times in minutes."""
    return (
        f"Measuring the {frames} pinned {_plural('frame', frames)} takes about {_minutes(measuring)}, longer than the "
        f"{_minutes(minutes)} for teaching; give it more time, or it learns next to nothing."
    )


def pin_more(frames: int) -> str:
    """How many frames would help; "" if none are needed."""
    if not frames:
        return ""
    return f"About {frames} more pinned {_plural('frame', frames)} would make the next comparison sure."


def undecided(comparison: Comparison, needed: int) -> str:
    """Neither version can be preferred, and how many more pinned frames it would take."""
    frames, boxes = comparison.after["frames"], comparison.truth
    if not boxes:
        return f"No pinned frame has a box yet, so the versions cannot be compared. {pin_more(needed)}"
    old, new = comparison.total("found")
    return (
        f"Of {boxes} {_plural('box', boxes)} on {frames} pinned {_plural('frame', frames)} the new version finds "
        f"{new} (was {old}): too little to go by. {pin_more(needed)}"
    )


def better(comparison: Comparison) -> str:
    """What is found that was not, and what else changed."""
    changed = sorted(
        (row for row in comparison.classes if row.newly_found), key=lambda row: -abs(row.newly_found)
    )
    extra, found = comparison.total("extra"), comparison.total("found")
    wrong = f"{extra[1]} wrong {_plural('box', extra[1])} (was {extra[0]})"
    if not changed:
        if extra[1] < extra[0]:
            return f"{_FINDS} the same, with {wrong}."
        return f"{_FINDS} the same, with surer scores and better placed boxes."
    told, untold = changed[:_MOST_TOLD], len(changed) - _MOST_TOLD
    text = f"{_FINDS} {_listed([_found(row) for row in told])}"
    if untold > 0:
        text += f"; {untold} more {_plural('class', untold)} changed less"
    elif len(told) < sum(row.truth > 0 for row in comparison.classes):
        text += "; everything else as before"
    return text + (f"; {wrong}." if found[1] <= found[0] else ".")


def lost(rows: Sequence[ClassChange]) -> str:
    """Which classes keep the new version out, the worst first."""
    worst = sorted(rows, key=lambda row: row.change.estimate if row.change is not None else 0.0)
    told, untold = worst[:_MOST_TOLD], len(worst) - _MOST_TOLD
    missing = [f"{-row.newly_found} of {row.truth} {row.name}" for row in told if row.newly_found < 0]
    faults = [f"loses {_listed(missing)}"] if missing else []
    faults += [_fault(row) for row in told if row.newly_found >= 0]
    if untold > 0:
        faults.append(f"is worse at {untold} more {_plural('class', untold)}")
    return f"The new version {_listed(faults)} on pinned frames." + _earlier(told)


def _earlier(rows: Sequence[ClassChange]) -> str:
    """Of classes that are not kept for what is lost this time alone."""
    parts = [
        f"{row.name} is {row.loss.lost:.2f} AP50 below its best"
        for row in rows
        if row.earlier is not None and row.loss is not None
    ]
    return f" With what was lost in earlier teachings, {_listed(parts)}." if parts else ""


def after_loss(comparison: Comparison, rows: Sequence[ClassChange]) -> str:
    """What helps against a loss."""
    names = _listed([row.name for row in rows[:_MOST_TOLD]])
    return (
        _contradiction(comparison) or f"It would help to confirm more {names} on frames that are not pinned."
    )


def more_on_empty(comparison: Comparison) -> str:
    """Objects where there are none."""
    old, new = comparison.before["extra_on_empty"], comparison.after["extra_on_empty"]
    frames = comparison.after["empty_frames"]
    return (
        f"The new version reports {new} {_plural('object', new)} (was {old}) on {frames} pinned "
        f"{_plural('frame', frames)} without any."
    )


def no_gain(comparison: Comparison) -> str:
    """Nothing lost in particular, and nothing won: what it finds all the same."""
    (old, new), extra = comparison.total("found"), comparison.total("extra")
    return (
        f"{_FINDS} {new} of {comparison.truth} {_plural('object', comparison.truth)} (was {old}), with {extra[1]} "
        f"wrong {_plural('box', extra[1])} (was {extra[0]})."
    )


def after_no_gain(comparison: Comparison) -> str:
    """What helps when nothing was won."""
    return _contradiction(comparison) or "More corrections or more minutes would help."


def _contradiction(comparison: Comparison) -> str:
    if comparison.collapsed:
        cause = "So much is lost only when what was confirmed contradicts what was learned before"
    elif comparison.spoiled:
        cause = "Worse as a whole: what was confirmed may contradict what was learned before"
    else:
        return ""
    return (
        f"{cause}; look through the frames that changed for boxes with the wrong class or in the wrong place."
    )


def _found(row: ClassChange) -> str:
    before = f"{row.before['found']} of {row.truth}"
    return f"{row.after['found']} of {row.truth} {row.name} (was {before})"


def _fault(row: ClassChange) -> str:
    """Of a class that is worse though nothing of it is lost."""
    if row.newly_extra > 0:
        return f"puts {row.after['extra']} wrong boxes as {row.name} (was {row.before['extra']})"
    return f"tells {row.name} less surely from the rest (AP50 {row.after['ap50']:.2f}, was {row.before['ap50']:.2f})"


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _plural(word: str, count: int) -> str:
    if count == 1:
        return word
    return word + ("es" if word[-1] in "xs" else "s")


def _minutes(minutes: float) -> str:
    rounded = round(minutes, 1 if minutes >= 1 else 2)
    return "1 minute" if rounded == 1 else f"{rounded:g} minutes"
