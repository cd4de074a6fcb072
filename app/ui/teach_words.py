"""What the teach panel says before teaching: what there is to learn from, how long it takes, what would help."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.project import review
from app.project.review import Progress
from app.project.store import Store
from app.ui.words import Durations, pick

USEFUL_FRAMES = 5
"""Complete frames below which a first version learns too little to be of use."""

EVIDENCE_FRAMES = 15
"""Reviewed frames from which enough are pinned to compare versions on (`app.project.pinning`)."""


class TeachWords(QObject):
    """The sentences of the ready face."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._durations = Durations(self)

    def news(self, store: Store) -> str:
        """What there is to learn from."""
        told = review.progress(store)
        frames, boxes = told.corrected_frames, told.corrected_boxes
        if not frames and not boxes:
            return self.tr("No new corrections.")
        corrections = pick(boxes, self.tr("1 new correction"), self.tr("%Ln new corrections", "", boxes))
        where = pick(frames, self.tr("on 1 frame"), self.tr("on %Ln frames", "", frames))
        return f"{corrections} {where}."

    def time(self, minutes: float) -> str:
        """How long a teaching takes; reading frames, and weights in between at the end, come on top."""
        return self.tr(
            "It learns and compares for about {time}, once the frames are read; labelling goes on meanwhile."
        ).format(time=self._durations.exactly(60 * minutes))

    def has_boxes(self, store: Store) -> bool:
        """Whether there is anything to learn from."""
        return review.progress(store).confirmed > 0

    def advice(self, store: Store) -> str:
        """What would make teaching worth more; "" if nothing is missing."""
        told = review.progress(store)
        if not told.confirmed:
            return self.tr("Draw boxes on a few frames and complete each with Space. Then teach.")
        if not told.reviewed:
            return self.tr(
                "No frame is complete yet. On complete frames it also learns where there is nothing."
            )
        if store.active_version() is None and told.reviewed < USEFUL_FRAMES:
            return self._more_for_a_start(USEFUL_FRAMES - told.reviewed)
        return self._more_for_comparing(told)

    def _more_for_a_start(self, missing: int) -> str:
        return pick(
            missing,
            self.tr("1 more complete frame makes a useful start."),
            self.tr("%Ln more complete frames make a useful start.", "", missing),
        )

    def _more_for_comparing(self, told: Progress) -> str:
        missing = EVIDENCE_FRAMES - told.reviewed
        if missing <= 0:
            return ""
        return pick(
            missing,
            self.tr("1 more complete frame makes the comparison of versions surer."),
            self.tr("%Ln more complete frames make the comparison of versions surer.", "", missing),
        )
