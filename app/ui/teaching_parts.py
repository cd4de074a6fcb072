"""Everything about teaching and versions, put together: the panels, their controllers, and where they are seen."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDockWidget, QWidget

from app.settings import TEACH_MINUTES, Settings
from app.ui.activity import ActivityBar
from app.ui.compare.controller import CompareController
from app.ui.display import DisplayFilter
from app.ui.health_controller import HealthController
from app.ui.notices import Notice, NoticeBar, Offer
from app.ui.panels.frames_panel import FramesPanel
from app.ui.panels.teach_card import Card
from app.ui.panels.teach_panel import TeachPanel
from app.ui.panels.versions_panel import VersionsPanel
from app.ui.run_recovery import RunRecovery
from app.ui.services import Services
from app.ui.session import Session
from app.ui.teach_controller import TeachController
from app.ui.version_controller import VersionController

CARD_NOTICE = "card"


class TeachingParts(QObject):
    """Owns the teach panel and the versions panel, and what works behind them.

    Attributes:
        panel, history: The two panels.
        teaching, versions, comparing, health, recovery: The controllers.
    """

    def __init__(
        self,
        session: Session,
        services: Services,
        settings: Settings,
        teach: QAction,
        display: DisplayFilter,
        frames: FramesPanel,
        notices: NoticeBar,
        activity: ActivityBar,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        tasks = services.tasks
        self._notices = notices
        self._dock: QDockWidget | None = None
        self._rest: QWidget | None = None
        self.panel = TeachPanel(teach, settings.get(TEACH_MINUTES))
        self.history = VersionsPanel(session)
        self.teaching = TeachController(
            session, tasks, services.teaching, settings, self.panel, notices, activity, window
        )
        self.versions = VersionController(session, tasks, self.panel, notices, activity, window)
        self.recovery = RunRecovery(session, tasks, notices, self.teaching, self.versions, self)
        self.comparing = CompareController(session, services.comparing, services.loader, display, window)
        self.health = HealthController(session, tasks, self.panel, frames, self)
        self._connect()

    def _connect(self) -> None:
        self.teaching.taught.connect(self.versions.take_over)
        self.versions.taken_over.connect(self.teaching.taken_over)
        self.teaching.starting.connect(self._on_starting)
        self.panel.changed.connect(self._on_card)
        self.panel.pictures_wanted.connect(self._compare)
        self.panel.numbers_wanted.connect(lambda card: self.comparing.open_numbers(card.version_id))
        self.history.use_wanted.connect(self.versions.activate)
        self.history.compare_wanted.connect(self.comparing.open_with_active)
        self.history.numbers_wanted.connect(self.comparing.open_numbers)
        self.history.export_wanted.connect(self.versions.ask_for_export)

    def seen_in(self, dock: QDockWidget, rest: QWidget) -> None:
        """The dock of the teach panel, and the widget that takes the focus when a face of the panel goes."""
        self._dock, self._rest = dock, rest

    def _compare(self, card: Card) -> None:
        if card.compared_id is not None:
            self.comparing.open(card.compared_id, card.version_id)

    def _show_panel(self) -> None:
        if self._dock is not None:
            self._dock.show()
            self._dock.raise_()

    def _on_card(self) -> None:
        """The result of a teaching is not forced on anybody, but it must not go unseen behind another tab."""
        if self.panel.card is None:
            self._notices.withdraw(CARD_NOTICE)
        elif self.panel.visibleRegion().isEmpty():
            offer = Offer(self.tr("Show"), self._show_panel)
            words = self.panel.done.headline.text() + "."
            self._notices.show_notice(Notice(CARD_NOTICE, words, offers=(offer,)))

    def _on_starting(self) -> None:
        """A face of the panel that goes takes the focus with it: back to the picture, not to the next button."""
        self._show_panel()
        focused = QApplication.focusWidget()
        if focused is not None and self._rest is not None and self.panel.isAncestorOf(focused):
            self._rest.setFocus()
