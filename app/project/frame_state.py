"""What has become of a frame: one word for how far the work on it is."""

from __future__ import annotations

from enum import Enum
from typing import Protocol

from app.project.records import Frame


class FrameState(Enum):
    """How far the work on a frame is."""

    UNSEEN = "unseen"
    SUGGESTED = "suggested"
    IN_PROGRESS = "in progress"
    REVIEWED = "reviewed"
    VERIFIED_EMPTY = "verified empty"
    UNREADABLE = "unreadable"


STATES = tuple(FrameState)
"""In the order in which a frame goes through them; a state's number is its place here."""


class Counts(Protocol):
    """How many boxes of each state a frame carries."""

    @property
    def suggested(self) -> int: ...
    @property
    def confirmed(self) -> int: ...
    @property
    def rejected(self) -> int: ...


def state_of(frame: Frame, counts: Counts | None, *, unreadable: bool = False) -> FrameState:
    """The state of a frame; `counts` is None when it carries no box."""
    confirmed = counts.confirmed if counts else 0
    if unreadable:
        return FrameState.UNREADABLE
    if frame.reviewed:
        return FrameState.REVIEWED if confirmed else FrameState.VERIFIED_EMPTY
    if confirmed or (counts and counts.rejected):
        return FrameState.IN_PROGRESS
    if (counts and counts.suggested) or frame.detected_by is not None:
        return FrameState.SUGGESTED
    return FrameState.UNSEEN
