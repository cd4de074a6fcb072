"""What is said above the list of frames while only some were chosen to be listed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.language import Retranslated
from app.ui.naming import named


class ChosenFrames(Retranslated, QFrame):
    """Says which frames were chosen to be listed, and lets all come back.

    Signals:
        all_wanted: List all frames again.
    """

    all_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("chosenFrames")
        self.setProperty("row", True)
        self._why = named(QLabel(wordWrap=True), "chosenWhy")
        self._everything = everything = named(QPushButton(), "showAllFrames")
        everything.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        everything.clicked.connect(lambda _checked=False: self.all_wanted.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.addWidget(self._why)
        column.addWidget(everything)
        self.hide()
        self.say()

    def say(self) -> None:
        """The button; why some were chosen is told by who chose them."""
        self._everything.setText(self.tr("Show all frames"))

    def show_why(self, why: str) -> None:
        """Which frames they are."""
        self._why.setText(why)
        self.setAccessibleName(why)
        self.show()
