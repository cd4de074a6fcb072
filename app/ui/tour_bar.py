"""Under the picture: the next step of the tour, in one sentence."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from app.ui.actions import Actions
from app.ui.key_buttons import KeyButton
from app.ui.language import Retranslated
from app.ui.naming import link_button, named
from app.ui.tour import TourController
from app.ui.tour_steps import STEPS

ROOMY_WIDTH = 440


class TourBar(Retranslated, QFrame):
    """How far the tour is, what to do now, a button that does it, and the ways out. Never in the way of work."""

    def __init__(self, tour: TourController, actions: Actions, raise_panel: Callable[[str], None]) -> None:
        super().__init__()
        self.setObjectName("tourBar")
        self._tour, self._raise_panel = tour, raise_panel
        self._place = named(QLabel(), "tourPlace")
        self._text = named(QLabel(wordWrap=True), "tourText")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        names = dict.fromkeys([*(step.action for step in STEPS if step.action), "open-images"])
        self._doers = {name: KeyButton(actions[name], f"tour-{name}") for name in names}
        self._again = link_button("tourAgain", tour.begin_again)
        self._leave = link_button("tourLeave", tour.leave)
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self._place, 1)
        above.addWidget(self._again)
        above.addWidget(self._leave)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self._text, 1)
        for button in self._doers.values():
            below.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 12, 8)
        column.setSpacing(2)
        column.addLayout(above)
        column.addLayout(below)
        tour.changed.connect(self.follow)
        tour.moved.connect(self._come_to)
        self.say()

    def say(self) -> None:
        """The fixed words."""
        self.setAccessibleName(self.tr("Tour"))
        self._again.setText(self.tr("Begin again"))
        self.follow()

    def follow(self) -> None:
        """Say what is to be done now."""
        tour = self._tour
        self.setVisible(tour.shown)
        if not tour.shown:
            return
        over = tour.step is None
        place = self.tr("Tour: step {number} of {count}").format(number=tour.number + 1, count=len(STEPS))
        self._place.setText(self.tr("Tour: all steps are done") if over else place)
        self._text.setText(tour.sentence)
        self._text.setAccessibleName(f"{self._place.text()}. {tour.sentence}")
        wanted = tour.action
        for name, button in self._doers.items():
            button.setVisible(
                self.width() >= ROOMY_WIDTH and wanted is not None and wanted.objectName() == name
            )
        self._again.setVisible(over)
        self._leave.setText(self.tr("End the tour") if over else self.tr("Leave the tour"))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Where there is little room the words, which name the key, are enough."""
        super().resizeEvent(event)
        if (event.oldSize().width() >= ROOMY_WIDTH) != (event.size().width() >= ROOMY_WIDTH):
            self.follow()

    def _come_to(self) -> None:
        """Bring the panel that the step is about to the front."""
        step = self._tour.step
        if step is not None and step.panel:
            self._raise_panel(step.panel)
