"""What has become of a frame, as the list of frames tells it."""

from __future__ import annotations

from enum import Enum
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from app.project.records import Frame
from app.ui.words import QT_TRANSLATE_NOOP


class FrameState(Enum):
    """How far the work on a frame is."""

    UNSEEN = "unseen"
    SUGGESTED = "suggested"
    IN_PROGRESS = "in progress"
    REVIEWED = "reviewed"
    VERIFIED_EMPTY = "verified empty"
    UNREADABLE = "unreadable"


_NAMES = {
    FrameState.UNSEEN: QT_TRANSLATE_NOOP("FrameState", "not looked at"),
    FrameState.SUGGESTED: QT_TRANSLATE_NOOP("FrameState", "suggested"),
    FrameState.IN_PROGRESS: QT_TRANSLATE_NOOP("FrameState", "in progress"),
    FrameState.REVIEWED: QT_TRANSLATE_NOOP("FrameState", "reviewed"),
    FrameState.VERIFIED_EMPTY: QT_TRANSLATE_NOOP("FrameState", "verified empty"),
    FrameState.UNREADABLE: QT_TRANSLATE_NOOP("FrameState", "cannot be read"),
}


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


def name_of(state: FrameState) -> str:
    """The state in words."""
    return QCoreApplication.translate("FrameState", _NAMES[state])
