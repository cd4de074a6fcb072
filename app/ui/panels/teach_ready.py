"""Before teaching: what there is to learn from, how long it takes, and what the data could be better at."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDoubleSpinBox, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.ui.key_buttons import KeyButton
from app.ui.language import Retranslated
from app.ui.naming import named
from app.ui.panels.health_list import HealthList


class TeachReady(Retranslated, QScrollArea):
    """The button, and the words around it.

    Signals:
        minutes_changed: A teaching may take this long.
    """

    minutes_changed = Signal(float)

    def __init__(self, teach: QAction, minutes: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.news = named(QLabel(wordWrap=True), "teachNews")
        self.time = named(QLabel(wordWrap=True), "teachTime")
        self.time.setProperty("quiet", True)
        self.advice = named(QLabel(wordWrap=True), "teachAdvice")
        self.minutes = self._make_minutes(minutes)
        self.button = KeyButton(teach, "teachButton")
        self.button.setDefault(True)
        self.health = HealthList()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.button, 1)
        row.addWidget(self.minutes)
        face = QWidget()
        column = QVBoxLayout(face)
        column.setContentsMargins(12, 0, 12, 8)
        column.setSpacing(8)
        column.addWidget(self.news)
        column.addLayout(row)
        for part in (self.time, self.advice, self.health):
            column.addWidget(part)
        column.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(face)
        self.say()

    def say(self) -> None:
        """The words of the field with the minutes; the others are given by `show_words`."""
        self.minutes.setSuffix(self.tr(" min"))
        self.minutes.setAccessibleName(self.tr("Minutes a teaching may take"))
        self.minutes.setToolTip(self.tr("How long a teaching may take; labelling goes on meanwhile"))

    def _make_minutes(self, minutes: float) -> QDoubleSpinBox:
        field = named(QDoubleSpinBox(minimum=0.1, maximum=600.0, decimals=1), "teachMinutes")
        field.setValue(minutes)
        field.lineEdit().setTextMargins(5, 0, 0, 0)
        field.valueChanged.connect(self.minutes_changed)
        field.lineEdit().returnPressed.connect(field.clearFocus)
        return field

    def show_words(self, news: str, time: str, advice: str) -> None:
        """What there is to learn from, how long it takes, and what would help; each may be empty."""
        self.news.setText(news)
        for label, text in ((self.time, time), (self.advice, advice)):
            label.setText(text)
            label.setVisible(bool(text))
