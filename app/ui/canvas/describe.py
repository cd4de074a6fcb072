"""What the canvas shows, in words, for those who do not see it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale

from app.project.records import BoxState
from app.ui.canvas.boxes import CanvasBox


def describe_selection(selected: Sequence[CanvasBox], shown: Sequence[CanvasBox], locale: QLocale) -> str:
    """One or two sentences: the selected box with its place in the list, or how many boxes there are."""
    if len(selected) > 1:
        return QCoreApplication.translate("Canvas", "%n box(es) selected.", None, len(selected))
    if not selected:
        suggested = sum(box.state is BoxState.SUGGESTED for box in shown)
        confirmed = sum(box.state is BoxState.CONFIRMED for box in shown)
        text = QCoreApplication.translate("Canvas", "{suggested} suggested, {confirmed} confirmed.")
        return text.format(suggested=locale.toString(suggested), confirmed=locale.toString(confirmed))
    positions = {shown_box.id: n for n, shown_box in enumerate(shown, start=1)}
    text = QCoreApplication.translate("Canvas", "{box}. Box {position} of {total}.")
    return text.format(
        box=describe_box(selected[0], locale),
        position=locale.toString(positions.get(selected[0].id, 0)),
        total=locale.toString(len(shown)),
    )


def describe_box(box: CanvasBox, locale: QLocale) -> str:
    """What one box is, and where."""
    x1, y1, x2, y2 = box.rect
    text = QCoreApplication.translate("Canvas", "{name}, {state}, {width} by {height} pixels at {x}, {y}")
    return text.format(
        name=box.class_name,
        state=_with_lock(_state(box, locale), box),
        width=locale.toString(round(x2 - x1)),
        height=locale.toString(round(y2 - y1)),
        x=locale.toString(round(x1)),
        y=locale.toString(round(y1)),
    )


def _with_lock(state: str, box: CanvasBox) -> str:
    if not box.locked:
        return state
    return QCoreApplication.translate("Canvas", "{state}, locked").format(state=state)


def _state(box: CanvasBox, locale: QLocale) -> str:
    if box.state is BoxState.CONFIRMED:
        return QCoreApplication.translate("Canvas", "confirmed")
    if box.state is BoxState.REJECTED:
        return QCoreApplication.translate("Canvas", "rejected")
    if box.score is None:
        return QCoreApplication.translate("Canvas", "suggested")
    text = QCoreApplication.translate("Canvas", "suggested with score {score}")
    return text.format(score=locale.toString(box.score, "f", 2))
