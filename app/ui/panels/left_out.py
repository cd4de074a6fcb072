"""The line that says which frames a teaching had to leave out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.ui.language import Retranslated
from app.ui.naming import named
from app.ui.sentences import said
from app.ui.words import pick

FACTS_HEIGHT = 96


class LeftOutLine(Retranslated, QWidget):
    """How many frames could not be read, and which and why behind Details; hidden while there are none."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.words = QLabel(wordWrap=True)
        self.words.setProperty("quiet", True)
        self.details = named(QPushButton(), f"{name}Details")
        self.details.setCheckable(True)
        self.details.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.facts = named(QPlainTextEdit(readOnly=True), f"{name}Facts")
        self.facts.setFixedHeight(FACTS_HEIGHT)
        self.facts.setTabChangesFocus(True)
        self.details.toggled.connect(self.facts.setVisible)
        row = QHBoxLayout()
        row.addWidget(self.words, 1)
        row.addWidget(self.details)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.facts)
        self.show_lines(())

    def say(self) -> None:
        """How many, and the lines."""
        self.details.setText(self.tr("Details"))
        self.facts.setAccessibleName(self.tr("Frames left out, and why"))
        self.facts.setPlainText("\n".join(map(said, self._lines)))
        count = len(self._lines)
        one = self.tr("1 frame cannot be read and is left out.")
        many = self.tr("%Ln frames cannot be read and are left out.", "", count)
        self.words.setText(pick(count, one, many))

    def show_lines(self, lines: Sequence[str]) -> None:
        """One line for each frame left out: its file and the reason."""
        self._lines = tuple(lines)
        self.say()
        self.details.setChecked(False)
        self.facts.hide()
        self.setVisible(bool(lines))
