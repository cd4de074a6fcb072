"""In which order frames are listed."""

from __future__ import annotations

import re
from enum import StrEnum

import numpy as np

from app.project.frame_facts import SUGGESTED, BoxColumns, Floats, FrameFacts, Ints

_DIGITS = re.compile(r"\d+")
_LONGEST_NUMBER = 20


class Order(StrEnum):
    """How frames are sorted."""

    FILE = "file"
    NAME = "name"
    STATE = "state"
    LEAST_SURE = "least sure"
    MOST_BOXES = "most boxes"
    FEWEST_BOXES = "fewest boxes"
    LARGEST = "largest"


def ordered(order: Order, facts: FrameFacts, boxes: BoxColumns | None) -> Ints:
    """All rows of the facts in this order; what is equal stays in the order of files."""
    return np.argsort(_sort_key(order, facts, boxes), kind="stable")


def _sort_key(order: Order, facts: FrameFacts, boxes: BoxColumns | None) -> Ints | Floats:
    match order:
        case Order.NAME:
            return _name_ranks(facts)[facts.media_rows]
        case Order.STATE:
            return facts.states()
        case Order.LEAST_SURE:
            return _lowest_scores(facts, boxes)
        case Order.MOST_BOXES:
            return -(facts.suggested + facts.confirmed)
        case Order.FEWEST_BOXES:
            return facts.suggested + facts.confirmed
        case Order.LARGEST:
            return -(facts.widths * facts.heights)
    return np.arange(len(facts))


def _lowest_scores(facts: FrameFacts, boxes: BoxColumns | None) -> Floats:
    """Of each frame's suggestions; 2 where there is none, so that those come last."""
    lowest = np.full(len(facts), 2.0)
    if boxes is not None:
        fitting = (boxes.states == SUGGESTED) & (boxes.scores >= 0) & (facts.box_rows() >= 0)
        np.minimum.at(lowest, facts.box_rows()[fitting], boxes.scores[fitting])
    return lowest


def _name_ranks(facts: FrameFacts) -> Ints:
    """Where each file comes by its name, numbers within it by their value."""
    keys = [_natural(path.rpartition("/")[2]) for path in facts.paths]
    ranks = np.zeros(len(keys), np.int64)
    ranks[sorted(range(len(keys)), key=keys.__getitem__)] = np.arange(len(keys))
    return ranks


def _natural(name: str) -> str:
    return _DIGITS.sub(lambda found: found[0].zfill(_LONGEST_NUMBER), name)
