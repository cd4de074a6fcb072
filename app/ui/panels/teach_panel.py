"""Teaching as a conversation: what there is to learn from, how it goes, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui.key_buttons import KeyButton
from app.ui.naming import named
from app.ui.panels.comparison_table import ComparisonTable
from app.ui.panels.learning_curve import LearningCurve


@dataclass(frozen=True)
class Card:
    """What came of a run.

    Attributes:
        version_id: The new version.
        current_id: The version it was compared with and that is kept otherwise; None when it is the first.
        report: What teaching measured (the run's report.json).
        active: The new version detects already.
    """

    version_id: int
    current_id: int | None
    report: dict[str, Any]
    active: bool


class TeachPanel(QWidget):
    """Three faces: ready, at work, done.

    Signals:
        cancel_wanted: Stop the run.
        minutes_changed: A teaching may take this long.
        use_wanted, keep_wanted: What to do with the version of the card; carries its id.
        changed: Another face, or another card, is shown.
    """

    cancel_wanted = Signal()
    minutes_changed = Signal(float)
    use_wanted = Signal(int)
    keep_wanted = Signal(int)
    changed = Signal()

    def __init__(self, teach: QAction, minutes: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("teachPanel")
        self._faces = QStackedWidget()
        self._card: Card | None = None
        self._faces.addWidget(self._make_ready(teach, minutes))
        self._faces.addWidget(self._make_work())
        self._faces.addWidget(self._make_card())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._faces)

    # --- ready -------------------------------------------------------------------------------------------

    def _make_ready(self, teach: QAction, minutes: float) -> QWidget:
        self.news = named(QLabel(wordWrap=True), "teachNews")
        self.advice = named(QLabel(wordWrap=True), "teachAdvice")
        self.minutes = named(QDoubleSpinBox(minimum=0.1, maximum=600.0, decimals=1), "teachMinutes")
        self.minutes.setValue(minutes)
        self.minutes.setSuffix(self.tr(" min"))
        self.minutes.setAccessibleName(self.tr("Minutes a teaching may take"))
        self.minutes.setToolTip(self.tr("How long a teaching may take; labelling goes on meanwhile"))
        self.minutes.valueChanged.connect(self.minutes_changed)
        self.minutes.lineEdit().returnPressed.connect(self.minutes.clearFocus)
        self.button = KeyButton(teach, "teachButton")
        self.button.setDefault(True)
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
        column.addWidget(self.advice)
        column.addStretch(1)
        return face

    def show_ready(self, news: str, advice: str) -> None:
        """What there is to learn from, and what would help."""
        self.news.setText(news)
        self.advice.setText(advice)
        self.advice.setVisible(bool(advice))

    def show_face_ready(self, *, forget_card: bool = False) -> None:
        """No run is at work: back to the button, or to the card if it has not been answered."""
        if forget_card:
            self._card = None
        self._faces.setCurrentIndex(0 if self._card is None else 2)

    # --- at work -----------------------------------------------------------------------------------------

    def _make_work(self) -> QWidget:
        self.plan = named(QLabel(wordWrap=True), "teachPlan")
        self.bar = named(QProgressBar(textVisible=False), "teachProgress")
        self.bar.setRange(0, 1000)
        self.bar.setAccessibleName(self.tr("How far teaching is"))
        self.left = named(QLabel(), "teachLeft")
        self.quality = LearningCurve(
            self.tr("Found on pinned frames (AP50)"), "qualityCurve", unit_range=True
        )
        self.loss = LearningCurve(self.tr("Error while learning (loss)"), "lossCurve", unit_range=False)
        self.cancel = named(QPushButton(self.tr("Cancel teaching")), "teachCancel")
        self.cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.cancel.clicked.connect(self.cancel_wanted)
        row = QHBoxLayout()
        row.addWidget(self.left, 1)
        row.addWidget(self.cancel)
        face = QWidget()
        column = QVBoxLayout(face)
        column.setContentsMargins(12, 0, 12, 8)
        column.setSpacing(8)
        column.addWidget(self.plan)
        column.addWidget(self.bar)
        column.addLayout(row)
        column.addWidget(self.quality)
        column.addWidget(self.loss)
        column.addStretch(1)
        return face

    def show_work(self, plan: str) -> None:
        """A run begins."""
        self._card = None
        self.plan.setText(plan)
        self.left.clear()
        self.bar.setRange(0, 0)
        self.quality.clear()
        self.loss.clear()
        self.cancel.setEnabled(True)
        self._faces.setCurrentIndex(1)

    def show_progress(self, fraction: float | None, left: str) -> None:
        """How far it is in 0..1, and how long it will still take."""
        self.bar.setRange(0, 0 if fraction is None else 1000)
        if fraction is not None:
            self.bar.setValue(round(1000 * fraction))
        self.left.setText(left)

    def show_cancelling(self) -> None:
        """Cancel was pressed; the child is ending."""
        self.cancel.setEnabled(False)
        self.left.setText(self.tr("Stopping"))

    # --- done --------------------------------------------------------------------------------------------

    def _make_card(self) -> QWidget:
        self.headline = named(QLabel(wordWrap=True), "cardHeadline")
        self.verdict = named(QLabel(wordWrap=True), "cardVerdict")
        self.table = ComparisonTable(self)
        self.use = named(QPushButton(), "cardUse")
        self.keep = named(QPushButton(), "cardKeep")
        for button in (self.use, self.keep):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.use.clicked.connect(lambda _checked=False: self._choose(self.use_wanted))
        self.keep.clicked.connect(lambda _checked=False: self._choose(self.keep_wanted))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.use, 1)
        row.addWidget(self.keep, 1)
        face = named(QWidget(), "teachCard")
        column = QVBoxLayout(face)
        column.setContentsMargins(12, 0, 12, 8)
        column.setSpacing(8)
        column.addWidget(self.headline)
        column.addWidget(self.verdict)
        column.addLayout(row)
        column.addWidget(self.table)
        column.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(face)
        return scroll

    @property
    def card(self) -> Card | None:
        """The card that is shown."""
        return self._card

    def show_card(self, card: Card) -> None:
        """A run has ended with a new version: say how it compares and let the person choose."""
        self._card = card
        verdict = str(card.report.get("verdict", ""))
        self.headline.setText(self._headline(card, verdict))
        self.verdict.setText(str(card.report.get("sentence", "")))
        self.table.show_report(card.report)
        self.use.setText(
            self.tr("Close") if card.active else self.tr("Use version {id}").format(id=card.version_id)
        )
        self.keep.setVisible(not card.active)
        if card.current_id is not None:
            self.keep.setText(self.tr("Keep version {id}").format(id=card.current_id))
        # The button that does what the measurement says stands out.
        wise = self.keep if verdict == "not better" else self.use
        for button in (self.use, self.keep):
            button.setDefault(button is wise)
        self._faces.setCurrentIndex(2)
        self.changed.emit()

    def _headline(self, card: Card, verdict: str) -> str:
        if verdict == "better":
            return self.tr("Version {id} is better").format(id=card.version_id)
        if verdict == "first":
            return self.tr("Version {id} is ready").format(id=card.version_id)
        if verdict == "not better":
            return self.tr("Version {id} is not better").format(id=card.version_id)
        return self.tr("Version {id} cannot be compared yet").format(id=card.version_id)

    def _choose(self, signal: Any) -> None:  # noqa: ANN401  (a bound signal)
        card, self._card = self._card, None
        self._faces.setCurrentIndex(0)
        if card is not None and not card.active:
            signal.emit(card.version_id)
        self.changed.emit()
