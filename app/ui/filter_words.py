"""What a filter asks, in words: one phrase a chip."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from PySide6.QtCore import QLocale, QObject

from app.project.frame_filter import Filter, Range
from app.project.frame_state import STATES
from app.ui.frame_state import name_of


class FilterWords(QObject):
    """Phrases for the parts of a filter."""

    def chips(self, asked: Filter, classes: Mapping[int, str]) -> Iterator[tuple[str, str]]:
        """Key and phrase of every part but the words, and but `reviewed:no`, which has a check box."""
        if asked.states:
            yield "state", ", ".join(name_of(state) for state in STATES if state in asked.states)
        if asked.classes:
            yield "class", ", ".join(classes.get(class_id, "?") for class_id in sorted(asked.classes))
        if asked.boxes is not None:
            yield "boxes", self.tr("boxes {range}").format(range=self._range(asked.boxes))
        if asked.score is not None:
            yield "score", self.tr("score {range}").format(range=self._range(asked.score))
        if asked.size is not None:
            yield "size", self.tr("{range} px").format(range=self._range(asked.size))
        for key, value, yes, no in (
            ("reviewed", asked.reviewed, self.tr("reviewed"), ""),
            ("pinned", asked.pinned, self.tr("pinned"), self.tr("not pinned")),
            ("note", asked.note, self.tr("with a note"), self.tr("without a note")),
            ("problem", asked.problem, self.tr("with a problem"), self.tr("without a problem")),
        ):
            if value is not None and (yes if value else no):
                yield key, yes if value else no
        if asked.folder is not None:
            yield "folder", self.tr("in {folder}").format(folder=asked.folder or "/")

    def _range(self, value: Range) -> str:
        low, high = (QLocale().toString(float(end), "g", 6) for end in (value.low, value.high))
        if value.low == value.high:
            return f"= {low}"
        if value.low == -math.inf:
            return f"{'<' if value.high_open else '≤'} {high}"
        if value.high == math.inf:
            return f"{'>' if value.low_open else '≥'} {low}"
        return f"{low} … {high}"
