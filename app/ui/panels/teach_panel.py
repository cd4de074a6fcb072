"""Teaching as a conversation: what there is to learn from, how it goes, and what came of it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.ui.panels.teach_card import Card, TeachCard
from app.ui.panels.teach_ready import TeachReady
from app.ui.panels.teach_work import TeachWork


class TeachPanel(QWidget):
    """Three faces: ready, at work, done.

    Signals:
        use_wanted, keep_wanted, back_wanted: What to do about the version of the card; carries the `Card`.
        pictures_wanted, numbers_wanted: Look closer at the `Card`.
        changed: Another face, or another card, is shown.
    """

    use_wanted = Signal(object)
    keep_wanted = Signal(object)
    back_wanted = Signal(object)
    pictures_wanted = Signal(object)
    numbers_wanted = Signal(object)
    changed = Signal()

    def __init__(self, teach: QAction, minutes: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("teachPanel")
        self.ready = TeachReady(teach, minutes)
        self.work = TeachWork()
        self.done = TeachCard()
        self._card: Card | None = None
        self._faces = QStackedWidget()
        for face in (self.ready, _scrolled(self.work), self.done):
            self._faces.addWidget(face)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._faces)
        self._connect()

    def _connect(self) -> None:
        card = self.done
        for asked, told in (
            (card.use_wanted, self.use_wanted),
            (card.keep_wanted, self.keep_wanted),
            (card.back_wanted, self.back_wanted),
            (card.pictures_wanted, self.pictures_wanted),
            (card.numbers_wanted, self.numbers_wanted),
        ):
            asked.connect(lambda told=told: told.emit(self._card))
        card.close_wanted.connect(self.forget_card)

    @property
    def card(self) -> Card | None:
        """The card that is shown."""
        return self._card

    def show_work(self, plan: str) -> None:
        """A run begins; the card before is answered by that."""
        self._card = None
        self.work.begin(plan)
        self._show(self.work)

    def show_card(self, card: Card) -> None:
        """A run has ended with a new version: say how it compares and let the person choose."""
        self._card = card
        self.done.show_card(card)
        self._show(self.done)

    def show_in_use(self, version_id: int | None) -> None:
        """Another version detects now: the card says so, and keeps or goes back to what was in use last."""
        card = self._card
        if card is None:
            return
        active = card.version_id == version_id
        current = card.current_id if active or version_id is None else version_id
        if (active, current) != (card.active, card.current_id):
            self.show_card(replace(card, active=active, current_id=current))

    def show_rest(self) -> None:
        """No run is at work: back to the button, or to the card if it has not been answered."""
        self._show(self.ready if self._card is None else self.done)

    def forget_card(self) -> None:
        """The card has been answered, or was about another project."""
        self._card = None
        self._show(self.ready)

    def _show(self, face: QWidget) -> None:
        self._faces.setCurrentIndex((self.ready, self.work, self.done).index(face))
        self.changed.emit()


def _scrolled(face: QWidget) -> QScrollArea:
    """It in a low window."""
    area = QScrollArea(widgetResizable=True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(face)
    return area
