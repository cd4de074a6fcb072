"""The part of the health check that looks at boxes: where they are, how large, and what a version says of them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from app.project.geometry import overlapping_pairs
from app.project.health_facts import CONFIRMED, SUGGESTED, Facts, Found, Ints
from retinanet_core.config import NetworkConfig
from retinanet_core.teach.anchor_fit import REACHED, AnchorAdvice, at_input, best_overlaps, suggest

TINY = 8.0
"""Pixels of the network's input: a shorter side than this is hardly seen by the finest level."""

SAME_PLACE = 0.8
"""From this overlap on two boxes are about one thing."""

ANSWERED = 0.3
"""From this overlap on a judged box answers what a version finds."""

SAME_THING = 0.5
"""From this overlap on a version and a person mean the same thing."""


class Fit(NamedTuple):
    """How the confirmed boxes suit the network: rows of boxes, and other anchors if they would suit better."""

    tiny: Ints
    unreached: Ints
    confirmed: int
    advice: AnchorAdvice | None


def confirmed_rows(facts: Facts) -> Ints:
    """Rows of the confirmed boxes."""
    return np.flatnonzero(facts.states == CONFIRMED)


def misshapen(facts: Facts) -> Ints:
    """Rows of confirmed boxes that reach out of their frames, or have no area that a detector could use."""
    rows = confirmed_rows(facts)
    boxes, frames = facts.boxes[rows], facts.box_frames[rows]
    limit = np.stack([facts.widths[frames], facts.heights[frames]], axis=1)
    inside = (boxes[:, :2] >= 0).all(axis=1) & (boxes[:, 2:] <= limit).all(axis=1)
    single = boxes.astype(np.float32)
    area = (single[:, 2:] > single[:, :2]).all(axis=1)
    return rows[~(inside & area & np.isfinite(boxes).all(axis=1))]


def fit(facts: Facts, network: NetworkConfig) -> Fit:
    """Which confirmed boxes are tiny for the network, and which no anchor reaches though they are not tiny."""
    rows = np.setdiff1d(confirmed_rows(facts), misshapen(facts))
    frames = facts.box_frames[rows]
    boxes, sides = at_input(
        facts.boxes[rows].astype(np.float32),
        facts.widths[frames].astype(np.float32),
        facts.heights[frames].astype(np.float32),
        network,
    )
    tiny = (boxes[:, 2:] - boxes[:, :2]).min(axis=1) < TINY
    unreached = ~tiny & (best_overlaps(boxes, sides, network) < REACHED)
    advice = suggest(boxes[~tiny], sides[~tiny], network) if unreached.any() else None
    return Fit(rows[tiny], rows[unreached], len(rows), advice)


class Doubles(NamedTuple):
    """Rows of confirmed boxes at a place where another one is: of the same class, and of another one."""

    same_class: Ints
    two_classes: Ints


def doubles(facts: Facts) -> Doubles:
    """Confirmed boxes that lie on one another; of two of the same class, the later one."""
    rows = confirmed_rows(facts)
    pairs = overlapping_pairs(facts.box_frames[rows], facts.boxes[rows], SAME_PLACE)
    first, second = rows[pairs.first], rows[pairs.second]
    same = facts.box_classes[first] == facts.box_classes[second]
    later = np.where(facts.box_ids[first] > facts.box_ids[second], first, second)
    return Doubles(np.unique(later[same]), np.unique(np.concatenate([first[~same], second[~same]])))


class Doubts(NamedTuple):
    """What a version is sure of and the labels do not say.

    Attributes:
        missing: Rows of `Found` on reviewed frames where no judged box is.
        mistaken: Rows of confirmed boxes that it takes for another class.
        instead: The class it takes each of them for.
    """

    missing: Ints
    mistaken: Ints
    instead: Ints


def doubts(facts: Facts, found: Found, threshold: float) -> Doubts:
    """Hold what a version found with `threshold` or more against the judged boxes of reviewed frames."""
    judged = np.flatnonzero(facts.states != SUGGESTED)
    known = np.isin(found.classes, list(facts.classes))
    sure = np.flatnonzero(known & (found.scores >= threshold) & facts.reviewed[found.frames])
    pairs = overlapping_pairs(
        np.concatenate([facts.box_frames[judged], found.frames[sure]]),
        np.concatenate([facts.boxes[judged], found.boxes[sure]]),
        ANSWERED,
    )
    one, other = np.minimum(pairs.first, pairs.second), np.maximum(pairs.first, pairs.second)
    across = (one < len(judged)) & (other >= len(judged))
    boxes, detections = judged[one[across]], sure[other[across] - len(judged)]
    asked = _asked(facts, found.frames[sure], found.classes[sure])
    missing = np.setdiff1d(sure[asked], detections)
    near = (pairs.overlaps[across] >= SAME_THING) & (facts.states[boxes] == CONFIRMED)
    boxes, detections = boxes[near], detections[near]
    # Of several detections at a box the surest one speaks: it comes first, and unique keeps the first.
    order = np.lexsort((-found.scores[detections], boxes))
    boxes, first = np.unique(boxes[order], return_index=True)
    says = found.classes[detections[order[first]]]
    other_class = says != facts.box_classes[boxes]
    return Doubts(missing, boxes[other_class], says[other_class])


def _asked(facts: Facts, frames: Ints, classes: Ints) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Whether the frames were reviewed for these classes."""
    known = np.array(sorted(facts.classes), np.int64)
    table = np.array([[item in members for item in known.tolist()] for members in facts.class_sets], bool)
    place = np.searchsorted(known, classes).clip(max=max(len(known) - 1, 0))
    if not len(known) or not len(frames):
        return np.zeros(len(frames), bool)
    asked = table[facts.reviewed_for[frames], place] & (known[place] == classes)
    return np.asarray(asked, bool)
