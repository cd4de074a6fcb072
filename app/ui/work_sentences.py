"""What the bar says of the work itself: what was refused, what stands in the way, where a list ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.ui.notices import Level, Notice, Offer
from app.ui.words import pick

if TYPE_CHECKING:
    from app.ui.workbench import Workbench


class WorkSentences(QObject):
    """Listens to those who work, and says it with one thing to do about it."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench, self._notices = bench, bench.notices
        bench.session.refused.connect(self.refused)
        bench.session.saved.connect(lambda: self._notices.withdraw("refused"))
        bench.review.hidden_in_the_way.connect(self._hidden_in_the_way)
        bench.review.comparison_in_the_way.connect(self._comparison_in_the_way)
        bench.navigation.all_reviewed.connect(self._all_reviewed)
        bench.navigation.listed_reviewed.connect(self._listed_reviewed)
        bench.navigation.list_ended.connect(self._list_ended)
        self.offer_ways_on()

    def refused(self, sentence: str, detail: str) -> None:
        """Something could not be kept."""
        self._notices.show_notice(Notice("refused", sentence, Level.ERROR, detail))

    def offer_ways_on(self) -> None:
        """What can be done where there is no model, in the language of now."""
        bench = self._bench
        bench.detection.offer_ways_on(
            [
                Offer(self.tr("Draw boxes"), lambda: bench.boxes.set_drawing(True)),
                Offer(self.tr("Import a model…"), bench.models.ask_for_model),
            ]
        )

    def _all_reviewed(self) -> None:
        self._notices.show_notice(Notice("all-reviewed", self.tr("Every frame is reviewed.")))

    def _listed_reviewed(self) -> None:
        text = self.tr("Every frame that is listed is reviewed; others are not.")
        offer = Offer(self.tr("List all frames"), self._bench.frames.list_all)
        self._notices.show_notice(Notice("all-reviewed", text, offers=(offer,)))

    def _list_ended(self) -> None:
        queue = self._bench.queue
        text = self.tr("You have been through the list: {name}.").format(name=queue.words.name(queue.shown))
        back = Offer(queue.words.name(None), lambda: queue.show(None))
        self._notices.show_notice(Notice("list-ended", text, offers=(back,)))

    def _hidden_in_the_way(self, count: int) -> None:
        text = pick(
            count,
            self.tr("1 suggestion is hidden and would be rejected unseen."),
            self.tr("%Ln suggestions are hidden and would be rejected unseen.", "", count),
        )
        show = Offer(self.tr("Show all"), self._bench.display.show_all)
        self._notices.show_notice(Notice("hidden", text, Level.WARNING, offers=(show,)))

    def _comparison_in_the_way(self, sentence: str, go_on: Callable[[], None]) -> None:
        offer = Offer(self.tr("Do it anyway"), go_on)
        self._notices.show_notice(Notice("pin", sentence, Level.WARNING, offers=(offer,)))
