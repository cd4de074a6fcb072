"""How far a long way along the history is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.ui.activity import ActivityBar
from app.ui.travelling import Travel

if TYPE_CHECKING:
    from app.ui.workbench import Workbench

ACTIVITY = "travel"


class TravelProgress(QObject):
    """Says how far a long way is, and lets a person stop on it."""

    def __init__(self, travel: Travel, activity: ActivityBar, parent: QObject) -> None:
        super().__init__(parent)
        self._travel, self._activity = travel, activity
        travel.moved.connect(self._on_moved)
        travel.ended.connect(lambda _change: activity.end(ACTIVITY))

    def _on_moved(self, done: int, whole: int) -> None:
        doing = self.tr("Undoing") if self._travel.backwards else self.tr("Redoing")
        self._activity.show_activity(ACTIVITY, doing, done / whole, self._travel.stop)


def travel_progress(bench: Workbench) -> TravelProgress:
    """The part of the window that says it."""
    return TravelProgress(bench.session.travel, bench.activity, bench)
