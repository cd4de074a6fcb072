"""After teaching: what came of it, in a card that waits for its answer and blocks nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.ui.language import Retranslated
from app.ui.naming import named
from app.ui.panels.comparison_table import ComparisonTable
from app.ui.panels.left_out import LeftOutLine
from app.ui.sentences import said


@dataclass(frozen=True)
class Card:
    """What came of a run.

    Attributes:
        version_id: The new version.
        current_id: The version that is, or was last, in use beside it, and that is kept otherwise; None for none.
        report: What teaching measured (the run's report.json).
        active: The new version detects already.
        left_out: A line for each frame that could not be read.
        compared_id: The version that it was taught from and compared with; None when it is the first.
    """

    version_id: int
    current_id: int | None
    report: dict[str, Any]
    active: bool
    left_out: tuple[str, ...] = ()
    compared_id: int | None = None

    @property
    def verdict(self) -> str:
        """What the comparison came to."""
        return str(self.report.get("verdict", ""))

    @property
    def needed(self) -> int:
        """How many more pinned frames would make the comparison sure; 0 if it is, or if nobody knows."""
        needed = self.report.get("needed")
        frames = needed.get("frames") if isinstance(needed, dict) else None
        return int(frames) if isinstance(frames, int | float) else 0


class TeachCard(Retranslated, QScrollArea):
    """The verdict, the sentence with what was measured, the choice, the table.

    Signals:
        use_wanted, keep_wanted, back_wanted: Use the new version, keep the one before, or return to it.
        close_wanted: The card has been read.
        pictures_wanted, numbers_wanted: The same frames before and after; everything that was measured.
    """

    use_wanted = Signal()
    keep_wanted = Signal()
    back_wanted = Signal()
    close_wanted = Signal()
    pictures_wanted = Signal()
    numbers_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.headline = named(QLabel(wordWrap=True), "cardHeadline")
        self.verdict = named(QLabel(wordWrap=True), "cardVerdict")
        self.advice = named(QLabel(wordWrap=True), "cardAdvice")
        self.advice.setProperty("quiet", True)
        self.use = _button("cardUse", self.use_wanted)
        self.keep = _button("cardKeep", self.keep_wanted)
        self.back = _button("cardBack", self.back_wanted)
        self.close_card = _button("cardClose", self.close_wanted)
        self.pictures = _button("cardPictures", self.pictures_wanted)
        self.numbers = _button("cardNumbers", self.numbers_wanted)
        self.table = ComparisonTable(self)
        self.left_out = LeftOutLine("cardLeftOut")
        self._card: Card | None = None
        self._lay_out()
        self.say()

    def say(self) -> None:
        """Fixed words, and those of the card that is shown."""
        self.close_card.setText(self.tr("Close"))
        self.pictures.setText(self.tr("Before and after"))
        self.pictures.setToolTip(self.tr("Pinned frames with the boxes of both versions"))
        self.numbers.setText(self.tr("All numbers"))
        self.numbers.setToolTip(self.tr("Everything that was measured on pinned frames, class by class"))
        if self._card is not None:
            self.show_card(self._card)

    def _lay_out(self) -> None:
        face = named(QWidget(), "teachCard")
        column = QVBoxLayout(face)
        column.setContentsMargins(12, 0, 12, 8)
        column.setSpacing(8)
        for label in (self.headline, self.verdict, self.advice):
            column.addWidget(label)
        for group in ((self.use, self.keep), (self.close_card, self.back), (self.pictures, self.numbers)):
            row = QHBoxLayout()
            row.setSpacing(8)
            for button in group:
                row.addWidget(button, 1)
            column.addLayout(row)
        column.addWidget(self.table)
        column.addWidget(self.left_out)
        column.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(face)

    def show_card(self, card: Card) -> None:
        """Show what came of a run, or that its version has come into use."""
        self._card = card
        self.headline.setText(self._headline(card))
        self.verdict.setText(said(str(card.report.get("sentence", ""))))
        advice = self._advice(card)
        self.advice.setText(advice)
        self.advice.setVisible(bool(advice))
        self.table.show_report(card.report)
        self.left_out.show_lines(card.left_out)
        self._show_choice(card)

    def _show_choice(self, card: Card) -> None:
        another = card.current_id is not None
        self.use.setText(self.tr("Use version {id}").format(id=card.version_id))
        self.keep.setText(self.tr("Keep version {id}").format(id=card.current_id))
        self.back.setText(self.tr("Go back to version {id}").format(id=card.current_id))
        self.use.setVisible(not card.active)
        self.keep.setVisible(not card.active and another)
        self.back.setVisible(card.active and another)
        self.close_card.setVisible(card.active or not another)
        self.pictures.setVisible(card.compared_id is not None)
        self.numbers.setVisible(bool(card.report.get("after")))
        # The button that does what the measurement says stands out; where it says nothing, none does.
        wise = {"better": self.use, "first": self.use, "not better": self.keep}.get(card.verdict)
        for button in (self.use, self.keep):
            button.setDefault(button is wise)

    def _headline(self, card: Card) -> str:
        if card.active and card.verdict != "first":
            return self.tr("Version {id} is in use").format(id=card.version_id)
        words = {
            "better": self.tr("Version {id} is better"),
            "first": self.tr("Version {id} is ready"),
            "not better": self.tr("Version {id} is not better"),
        }
        return words.get(card.verdict, self.tr("Version {id} cannot be told apart yet")).format(
            id=card.version_id
        )

    def _advice(self, card: Card) -> str:
        parts = [said(str(card.report.get("advice", "")))]
        if card.compared_id is not None and card.compared_id != card.current_id:
            words = self.tr("It was compared with version {id}, which it was taught from.")
            parts.insert(0, words.format(id=card.compared_id))
        if card.verdict == "undecided" and card.needed:
            parts.append(self.tr("Until then you decide."))
        return " ".join(part for part in parts if part)


def _button(name: str, signal: SignalInstance) -> QPushButton:
    button = named(QPushButton(), name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(lambda _checked=False: signal.emit())
    return button
