"""What has become of a frame, as the list of frames tells it."""

from __future__ import annotations

from app.project.frame_state import Counts, FrameState, state_of
from app.ui.words import QT_TRANSLATE_NOOP, translate

__all__ = ["Counts", "FrameState", "name_of", "state_of"]

_NAMES = {
    FrameState.UNSEEN: QT_TRANSLATE_NOOP("FrameState", "not looked at"),
    FrameState.SUGGESTED: QT_TRANSLATE_NOOP("FrameState", "suggested"),
    FrameState.IN_PROGRESS: QT_TRANSLATE_NOOP("FrameState", "in progress"),
    FrameState.REVIEWED: QT_TRANSLATE_NOOP("FrameState", "reviewed"),
    FrameState.VERIFIED_EMPTY: QT_TRANSLATE_NOOP("FrameState", "verified empty"),
    FrameState.UNREADABLE: QT_TRANSLATE_NOOP("FrameState", "cannot be read"),
}


def name_of(state: FrameState) -> str:
    """The state in words."""
    return translate("FrameState", _NAMES[state])
