"""Going from suggestion to suggestion on a frame."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from app.project.records import Box, BoxState
from app.settings import ADVANCE, Settings
from app.ui.boxes import BoxesController
from app.ui.canvas import Canvas
from app.ui.review_actions import ReviewController
from app.ui.session import Session


class SuggestionSteps(QObject):
    """Selects the suggestions that nobody judged yet one after the other, in the order of the list of boxes.

    After a selected one is judged the next is selected, where the settings say so.
    """

    def __init__(
        self,
        session: Session,
        canvas: Canvas,
        boxes: BoxesController,
        review: ReviewController,
        settings: Settings,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._canvas, self._boxes, self._settings = session, canvas, boxes, settings
        review.judged.connect(self._on_judged)

    @property
    def left(self) -> list[Box]:
        """The suggestions that are shown, the best first."""
        return sorted((box for box in self._boxes.shown if box.state is BoxState.SUGGESTED), key=_rank)

    def step(self, offset: int) -> None:
        """Select the next or the previous suggestion from the selection on, round the end, and bring it into view."""
        if not self._select_beside(self._boxes.selected, offset):
            self._canvas.say_briefly(self.tr("No suggestion is shown."))

    def _on_judged(self, judged: Sequence[Box]) -> None:
        if not self._settings.get(ADVANCE):
            return
        if not self._select_beside(judged, 1):
            self._boxes.select(())
            self._canvas.say_briefly(self.tr("That was the last suggestion shown."))

    def _select_beside(self, boxes: Sequence[Box], offset: int) -> bool:
        left = self.left
        if not left:
            return False
        places = sorted(map(_rank, boxes))
        if offset > 0:
            found = next((box for box in left if places and _rank(box) > places[-1]), left[0])
        else:
            found = next((box for box in reversed(left) if places and _rank(box) < places[0]), left[-1])
        self._boxes.select([found.id])
        self._canvas.centre_box(found.id)
        return True


def _rank(box: Box) -> tuple[float, int]:
    """What the list of boxes sorts suggestions by."""
    return (-(box.score or 0.0), box.id)
