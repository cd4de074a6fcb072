"""Is the data fit to be taught from? What may be wrong with it, each with the frames to look at and what to do.

Everything works on plain arrays, a hundred thousand frames and a million boxes in seconds, and may run on any thread:
`check(facts, network, found=seen(facts, cache_dir))` of `facts = read_facts(folder, alike)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

import msgspec
import numpy as np

from app.project.health_boxes import Fit, confirmed_rows, doubles, doubts, fit, misshapen
from app.project.health_facts import Facts, Found, Ints, read_facts, seen
from retinanet_core.config import NetworkConfig

__all__ = ["Facts", "Finding", "Found", "Kind", "Severity", "check", "read_facts", "seen"]

Kind = Literal[
    "outside", "alike on both sides", "split video", "not asked", "few boxes", "not pinned", "imbalance", "unreached",
    "tiny", "missing", "another class", "two classes", "twice",
]  # fmt: skip
Severity = Literal["problem", "warning", "note"]
"""A problem makes teaching or comparing wrong; a warning makes it worse; a note is worth knowing."""

ENOUGH_BOXES = 10
IMBALANCE = 20
MOST_NAMES = 5
SOME = 0.05
"""Share of the boxes from which on what may be wrong with them is a warning instead of a note."""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """Something that may be wrong with the data.

    Attributes:
        sentence: What it is.
        advice: What to do about it.
        frame_ids: The frames it concerns, in the order of the frames; empty if it concerns no frame in particular.
        box_ids: The boxes it concerns, on those frames.
        class_ids: The classes it concerns.
    """

    kind: Kind
    severity: Severity
    sentence: str
    advice: str
    frame_ids: tuple[int, ...] = ()
    box_ids: tuple[int, ...] = ()
    class_ids: tuple[int, ...] = ()


def check(
    facts: Facts,
    network: NetworkConfig,
    *,
    found: Found | None = None,
    threshold: float = 0.5,
    cancelled: Callable[[], bool] | None = None,
) -> list[Finding]:
    """All that may be wrong with the data, the gravest first.

    Args:
        facts: The project, as `read_facts` reads it.
        network: That of the version in use, or of the preset a first one would have.
        found: What the version in use sees on the frames, as `seen` says; None: its suggestions.
        threshold: Score from which on it is sure.
        cancelled: Asked between the checks; what was found until then is returned.
    """
    known = facts.suggestions() if found is None else found
    checks: tuple[Callable[[], Iterator[Finding]], ...] = (
        lambda: _outside(facts),
        lambda: _both_sides(facts),
        lambda: _classes(facts),
        lambda: _not_asked(facts),
        lambda: _doubles(facts),
        lambda: _doubts(facts, known, threshold),
        lambda: _fit(facts, fit(facts, network)),
    )
    findings: list[Finding] = []
    for one in checks:
        if cancelled is not None and cancelled():
            break
        findings += one()
    order = ("problem", "warning", "note")
    return sorted(findings, key=lambda finding: order.index(finding.severity))


def _outside(facts: Facts) -> Iterator[Finding]:
    rows = misshapen(facts)
    if len(rows):
        yield _about_boxes(
            facts, rows, "outside", "problem",
            f"{_count(len(rows), 'box lies', 'boxes lie')} partly outside of the frame or without an area.",
            "Draw them again; until then teaching leaves them out or cuts them.",
        )  # fmt: skip


def _both_sides(facts: Facts) -> Iterator[Finding]:
    taught = facts.taught & ~facts.pinned
    both = np.intersect1d(facts.groups[facts.pinned], facts.groups[taught])
    rows = np.flatnonzero((facts.pinned | taught) & np.isin(facts.groups, both))
    split = _is_alone(facts, rows)
    if len(rows[~split]):
        yield _about_frames(
            facts, rows[~split], "alike on both sides", "problem",
            f"{len(rows[~split]):,} frames show pictures that are pinned and were learned from too, so versions look "
            "better than they are.",
            "Unpin them; teaching then pins others in their place.",
        )  # fmt: skip
    if len(rows[split]):
        yield _about_frames(
            facts, rows[split], "split video", "note",
            "Versions are compared on frames of a video that they learned from as well, so they look better than "
            "they are on other material.",
            "Review frames of another video; it is then pinned as a whole.",
        )  # fmt: skip


def _is_alone(facts: Facts, rows: Ints) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """For each row, whether its group has one file alone among them."""
    files, file = np.unique(facts.media[rows], return_index=True)
    groups, count = np.unique(facts.groups[rows[file]], return_counts=True)
    return np.isin(facts.groups[rows], groups[count == 1]) if len(files) else np.zeros(0, bool)


def _classes(facts: Facts) -> Iterator[Finding]:
    rows = confirmed_rows(facts)
    boxes = {class_id: int((facts.box_classes[rows] == class_id).sum()) for class_id in facts.classes}
    few = [class_id for class_id, count in boxes.items() if count < ENOUGH_BOXES]
    if few:
        counted = _listed([f"{facts.classes[class_id]} ({boxes[class_id]})" for class_id in few], "and")
        yield Finding(
            kind="few boxes",
            severity="warning",
            sentence=f"Too few confirmed boxes to learn from: {counted}.",
            advice=f"Confirm or draw at least {ENOUGH_BOXES} of each, on different frames.",
            frame_ids=_that_show(facts, few),
            class_ids=tuple(few),
        )
    on_pinned = np.unique(facts.box_classes[rows[_measured(facts)[facts.box_frames[rows]]]])
    unmeasured = [n for n in facts.classes if n not in few and n not in on_pinned]
    if unmeasured and _measured(facts).any():
        yield Finding(
            kind="not pinned",
            severity="warning",
            sentence=f"No pinned frame shows {_names(facts, unmeasured)}, so nobody sees whether a version gets "
            "worse at that.",
            advice="Review more frames that do, or pin some that were not learned from.",
            frame_ids=_that_show(facts, unmeasured),
            class_ids=tuple(unmeasured),
        )
    known = {class_id: count for class_id, count in boxes.items() if count}
    if known and max(known.values()) >= IMBALANCE * min(known.values()):
        most, least = max(known, key=known.__getitem__), min(known, key=known.__getitem__)
        yield Finding(
            kind="imbalance",
            severity="note",
            sentence=f"{facts.classes[most]} has {known[most]:,} boxes, {facts.classes[least]} {known[least]:,}.",
            advice=f"Label frames that show {facts.classes[least]} next.",
            frame_ids=_that_show(facts, [least]),
            class_ids=(most, least),
        )


def _not_asked(facts: Facts) -> Iterator[Finding]:
    lacking = [frozenset(facts.classes) - members for members in facts.class_sets]
    rows = np.flatnonzero(facts.reviewed & np.array([bool(ids) for ids in lacking], bool)[facts.reviewed_for])
    if len(rows):
        later = frozenset().union(*(lacking[n] for n in np.unique(facts.reviewed_for[rows])))
        classes = [class_id for class_id in facts.classes if class_id in later]
        yield _about_frames(
            facts, rows, "not asked", "note",
            f"{_count(len(rows), 'reviewed frame was', 'reviewed frames were')} completed before there was "
            f"{_names(facts, classes)}: where none is marked on them, nobody knows whether there is one.",
            "Look through them once more and complete them again.",
            class_ids=tuple(classes),
        )  # fmt: skip


def _doubles(facts: Facts) -> Iterator[Finding]:
    same, two = doubles(facts)
    if len(two):
        yield _about_boxes(
            facts, two, "two classes", "warning",
            f"{_count(len(two), 'box lies', 'boxes lie')} at one place with a box of another class.",
            "Delete the one that is wrong.",
        )  # fmt: skip
    if len(same):
        yield _about_boxes(
            facts, same, "twice", "warning",
            f"{_count(len(same), 'thing is', 'things are')} marked twice.",
            "Delete one of the two boxes.",
        )  # fmt: skip


def _doubts(facts: Facts, found: Found, threshold: float) -> Iterator[Finding]:
    missing, mistaken, instead = doubts(facts, found, threshold)
    if len(missing):
        frames = np.unique(found.frames[missing])
        yield _about_frames(
            facts, frames, "missing", _serious(len(missing), len(confirmed_rows(facts))),
            f"{_count(len(missing), 'thing is', 'things are')} likely missing on "
            f"{_count(len(frames), 'reviewed frame', 'reviewed frames')}: the version in use is sure of them, and no "
            "box is there.",
            "Accept or reject them.",
        )  # fmt: skip
    if len(mistaken):
        classes = tuple(np.unique(np.concatenate([facts.box_classes[mistaken], instead])).tolist())
        yield _about_boxes(
            facts, mistaken, "another class", _serious(len(mistaken), len(confirmed_rows(facts))),
            f"{_count(len(mistaken), 'box has', 'boxes have')} a class that the version in use is sure is another.",
            "Look at them; if they are right, teaching will put the version right.",
            class_ids=classes,
        )  # fmt: skip


def _fit(facts: Facts, found: Fit) -> Iterator[Finding]:
    if len(found.tiny):
        yield _about_boxes(
            facts, found.tiny, "tiny", _serious(len(found.tiny), found.confirmed),
            f"{_count(len(found.tiny), 'box is', 'boxes are')} smaller than 8 pixels at the size that the detector "
            "looks at, so it hardly sees them.",
            "Cut the pictures into parts, or leave such things out.",
        )  # fmt: skip
    if len(found.unreached):
        yield _about_boxes(
            facts, found.unreached, "unreached", _serious(len(found.unreached), found.confirmed),
            f"{_count(len(found.unreached), 'box has', 'boxes have')} a shape that no anchor of the detector comes "
            "near to, so it learns them slowly.",
            _anchors(found),
        )  # fmt: skip


def _anchors(found: Fit) -> str:
    advice = found.advice
    if advice is None:
        return "Other anchors would hardly do better: the shapes are too unusual, or too few."
    sizes = ", ".join(f"{size:g}" for size in advice.sizes)
    ratios = ", ".join(f"{ratio:.2g}" for ratio in advice.ratios)
    shapes = ", ".join(f"{width:.0f} x {height:.0f}" for width, height in advice.shapes)
    return (
        f"Anchor sizes {sizes} with heights of {ratios} times the width would reach {advice.reached_then:.0%} of the "
        f"boxes instead of {advice.reached:.0%}; typical boxes have {shapes} pixels there."
    )


def _that_show(facts: Facts, class_ids: Sequence[int]) -> tuple[int, ...]:
    """The frames with a confirmed box of one of these classes."""
    rows = confirmed_rows(facts)
    shown = facts.box_frames[rows[np.isin(facts.box_classes[rows], class_ids)]]
    return tuple(facts.frame_ids[np.unique(shown)].tolist())


def _measured(facts: Facts) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which frames versions are compared on."""
    return facts.pinned & facts.reviewed


def _serious(count: int, boxes: int) -> Severity:
    return "warning" if count >= SOME * boxes else "note"


def _about_boxes(
    facts: Facts, rows: Ints, kind: Kind, severity: Severity, sentence: str, advice: str,
    class_ids: tuple[int, ...] = (),
) -> Finding:  # fmt: skip
    rows = rows[np.argsort(facts.box_frames[rows], kind="stable")]
    return Finding(
        kind=kind, severity=severity, sentence=sentence, advice=advice,
        frame_ids=tuple(facts.frame_ids[np.unique(facts.box_frames[rows])].tolist()),
        box_ids=tuple(facts.box_ids[rows].tolist()),
        class_ids=class_ids or tuple(np.unique(facts.box_classes[rows]).tolist()),
    )  # fmt: skip


def _about_frames(
    facts: Facts, rows: Ints, kind: Kind, severity: Severity, sentence: str, advice: str,
    class_ids: tuple[int, ...] = (),
) -> Finding:  # fmt: skip
    return Finding(
        kind=kind, severity=severity, sentence=sentence, advice=advice,
        frame_ids=tuple(facts.frame_ids[np.sort(rows)].tolist()), class_ids=class_ids,
    )  # fmt: skip


def _count(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _names(facts: Facts, class_ids: Sequence[int]) -> str:
    return _listed([facts.classes[class_id] for class_id in class_ids], "or")


def _listed(names: Sequence[str], word: str) -> str:
    """The names in a sentence; of many only the first."""
    if len(names) > MOST_NAMES:
        names = [*names[:MOST_NAMES], f"{len(names) - MOST_NAMES} more"]
    return " ".join([", ".join(names[:-1]), word, names[-1]]) if len(names) > 1 else names[0]
