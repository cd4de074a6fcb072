"""Why something cannot be done now, as a sentence."""

from __future__ import annotations

from app.ui.action_spec import When
from app.ui.words import QT_TRANSLATE_NOOP, translate

WHY_NOT: tuple[tuple[When, str], ...] = (
    (When.PROJECT, QT_TRANSLATE_NOOP("WhyNot", "No project is open")),
    (When.WRITABLE, QT_TRANSLATE_NOOP("WhyNot", "The project is open for looking only")),
    (When.FRAMES, QT_TRANSLATE_NOOP("WhyNot", "There are no frames yet")),
    (When.FRAME, QT_TRANSLATE_NOOP("WhyNot", "No frame is shown")),
    (When.VIDEO, QT_TRANSLATE_NOOP("WhyNot", "This frame is not of a video")),
    (When.ADJUSTED, QT_TRANSLATE_NOOP("WhyNot", "The picture is seen as it is")),
    (When.LISTED, QT_TRANSLATE_NOOP("WhyNot", "The list of frames is empty")),
    (When.PREVIOUS, QT_TRANSLATE_NOOP("WhyNot", "This is the first frame of the list")),
    (When.REVIEWED, QT_TRANSLATE_NOOP("WhyNot", "This frame is not reviewed")),
    (When.HAS_NOTE, QT_TRANSLATE_NOOP("WhyNot", "This frame has no note")),
    (When.SELECTION, QT_TRANSLATE_NOOP("WhyNot", "No box is selected")),
    (When.MULTI, QT_TRANSLATE_NOOP("WhyNot", "Fewer than two boxes are selected")),
    (When.NO_SELECTION, QT_TRANSLATE_NOOP("WhyNot", "A box is selected")),
    (When.LOCKED, QT_TRANSLATE_NOOP("WhyNot", "No selected box is locked")),
    (When.CLIPBOARD, QT_TRANSLATE_NOOP("WhyNot", "No boxes were copied")),
    (When.VERSIONS, QT_TRANSLATE_NOOP("WhyNot", "The project has no model version yet")),
    (When.GHOSTS, QT_TRANSLATE_NOOP("WhyNot", "No other version's boxes are shown")),
    (When.SUGGESTIONS, QT_TRANSLATE_NOOP("WhyNot", "No suggestion is shown")),
    (When.TARGET, QT_TRANSLATE_NOOP("WhyNot", "No box is selected or under the pointer")),
    (When.CAN_UNDO, QT_TRANSLATE_NOOP("WhyNot", "Nothing was done yet")),
    (When.CAN_REDO, QT_TRANSLATE_NOOP("WhyNot", "Nothing was taken back")),
    (When.DETECTING, QT_TRANSLATE_NOOP("WhyNot", "Nothing is being detected")),
    (When.DETECT_IDLE, QT_TRANSLATE_NOOP("WhyNot", "The detector is at work")),
    (When.TEACHING, QT_TRANSLATE_NOOP("WhyNot", "Nothing is being taught")),
    (When.TEACH_IDLE, QT_TRANSLATE_NOOP("WhyNot", "A teaching is at work")),
    (When.CLASSES, QT_TRANSLATE_NOOP("WhyNot", "There are no classes yet")),
    (When.SEVERAL_CLASSES, QT_TRANSLATE_NOOP("WhyNot", "There is only one class")),
    (When.CLASS_IDLE, QT_TRANSLATE_NOOP("WhyNot", "A class is being deleted or merged")),
)
"""The one that explains the others comes first."""


def why_not(wanted: When, state: When) -> str:
    """What is missing most; "" if nothing is.

    Args:
        wanted: What must hold.
        state: What holds.
    """
    missing = wanted & ~state
    if not missing:
        return ""
    if When.PROJECT not in state:
        missing |= When.PROJECT
    return next((translate("WhyNot", text) for fact, text in WHY_NOT if fact in missing), "")
