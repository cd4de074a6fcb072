"""What the canvas shows, in words, for those who do not see it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QLocale

from app.project.records import BoxState
from app.ui.canvas.boxes import CONFIRMED, SUGGESTED, BoxTable, CanvasBox


def describe_selection(
    table: BoxTable, shown: NDArray[np.bool_], chosen: frozenset[int], locale: QLocale
) -> str:
    """One or two sentences: the selected box with its place among those shown, or how many boxes there are."""
    selected = [n for n in map(table.index, chosen) if shown[n]]
    if len(selected) > 1:
        return QCoreApplication.translate("Canvas", "%n box(es) selected.", None, len(selected))
    if not selected:
        suggested, confirmed = (
            int(np.count_nonzero(table.states[shown] == state)) for state in (SUGGESTED, CONFIRMED)
        )
        text = QCoreApplication.translate("Canvas", "{suggested} suggested, {confirmed} confirmed.")
        return text.format(suggested=locale.toString(suggested), confirmed=locale.toString(confirmed))
    text = QCoreApplication.translate("Canvas", "{box}. Box {position} of {total}.")
    return text.format(
        box=describe_box(table.boxes[selected[0]], locale),
        position=locale.toString(int(np.count_nonzero(shown[: selected[0] + 1]))),
        total=locale.toString(int(np.count_nonzero(shown))),
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
