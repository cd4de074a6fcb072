"""While it teaches: what is happening, how far it is, and how good it is by now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.ui.language import Retranslated
from app.ui.naming import named
from app.ui.panels.learning_curve import LearningCurve
from app.ui.panels.left_out import LeftOutLine
from app.ui.sentences import said


class TeachWork(Retranslated, QWidget):
    """A run at work, with its three orders.

    Signals:
        pause_wanted: Stand still, or go on.
        finish_wanted: Learn no more, and compare what was learnt.
        cancel_wanted: Stop the run; nothing changes.
    """

    pause_wanted = Signal()
    finish_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plan = named(QLabel(wordWrap=True), "teachPlan")
        self.phase = named(QLabel(wordWrap=True), "teachPhase")
        self.phase.setProperty("quiet", True)
        self.bar = named(QProgressBar(textVisible=False), "teachProgress")
        self.left = named(QLabel(), "teachLeft")
        self.notes = named(QLabel(wordWrap=True), "teachNotes")
        self.notes.setProperty("quiet", True)
        self.left_out = LeftOutLine("workLeftOut")
        self.quality = LearningCurve("qualityCurve", unit_range=True)
        self.loss = LearningCurve("lossCurve", unit_range=False, quiet=True)
        self.pause = self._order("teachPause", self.pause_wanted)
        self.finish = self._order("teachFinish", self.finish_wanted)
        self.cancel = self._order("teachCancel", self.cancel_wanted)
        self._paused = False
        self._plan = ""
        self._notes: tuple[str, ...] = ()
        self._lay_out()
        self.say()

    def say(self) -> None:
        """Fixed words; what happens is told by those who know."""
        self.bar.setAccessibleName(self.tr("How far teaching is"))
        self.quality.set_title(self.tr("Found on pinned frames (AP50)"))
        self.loss.set_title(self.tr("Error while learning (loss)"))
        self.plan.setText(said(self._plan))
        self.show_notes(self._notes)
        self.finish.setText(self.tr("Finish early"))
        self.finish.setToolTip(self.tr("Stop learning now, keep what was learnt and compare it"))
        self.cancel.setText(self.tr("Cancel"))
        self.cancel.setToolTip(self.tr("Stop and forget this teaching; nothing changes"))
        self.cancel.setAccessibleName(self.tr("Cancel teaching"))
        self._show_paused(paused=self._paused)

    def _order(self, name: str, signal: SignalInstance) -> QPushButton:
        button = named(QPushButton(), name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _checked=False: signal.emit())
        return button

    def _lay_out(self) -> None:
        orders = QHBoxLayout()
        orders.setSpacing(8)
        for button in (self.pause, self.finish, self.cancel):
            orders.addWidget(button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 12, 8)
        column.setSpacing(8)
        for part in (self.plan, self.phase, self.bar, self.left):
            column.addWidget(part)
        column.addLayout(orders)
        for shown in (self.notes, self.left_out, self.quality, self.loss):
            column.addWidget(shown)
        column.addStretch(1)

    def begin(self, plan: str) -> None:
        """A run begins: what it does, in a sentence."""
        self._plan = plan
        self.plan.setText(said(plan))
        self.show_phase("")
        self.left.clear()
        self.bar.setRange(0, 0)
        self.left_out.show_lines(())
        self.show_notes(())
        self.quality.clear()
        self.loss.clear()
        self._show_paused(paused=False)
        self.allow_orders(cancel=True, others=False)

    def show_phase(self, words: str) -> None:
        """What is being trained right now."""
        self.phase.setText(words)
        self.phase.setVisible(bool(words))

    def show_notes(self, notes: Sequence[str]) -> None:
        """What one should know of the frames that were chosen, in sentences."""
        self._notes = tuple(notes)
        self.notes.setText("\n".join(map(said, notes)))
        self.notes.setVisible(bool(notes))

    def add_note(self, note: str) -> None:
        """One more sentence below those."""
        self.show_notes([*self._notes, note])

    def show_progress(self, fraction: float | None, left: str) -> None:
        """How far it is in 0..1, None while nobody knows, and how long it will still take."""
        self.bar.setRange(0, 0 if fraction is None else 1000)
        if fraction is not None:
            self.bar.setValue(round(1000 * fraction))
        self.left.setText(left)

    def show_state(self, words: str, *, paused: bool = False) -> None:
        """Where the run stands, in place of the time that is left."""
        self.left.setText(words)
        self._show_paused(paused=paused)
        if paused and self.bar.maximum() == 0:
            self.bar.setRange(0, 1000)  # A bar that runs to and fro says that something is happening.

    def allow_orders(self, *, cancel: bool, others: bool) -> None:
        """Which orders can be given now; a button that goes does not hand the focus to the next one."""
        for button, allowed in ((self.pause, others), (self.finish, others), (self.cancel, cancel)):
            button.setEnabled(allowed)

    def _show_paused(self, *, paused: bool) -> None:
        self._paused = paused
        self.pause.setText(self.tr("Go on") if paused else self.tr("Pause"))
        self.pause.setToolTip(
            self.tr("Go on teaching") if paused else self.tr("Leave the computer alone for a while")
        )
        self.pause.setAccessibleName(self.tr("Go on teaching") if paused else self.tr("Pause teaching"))
