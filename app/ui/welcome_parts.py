"""Parts of the welcome: the tour that is offered, and what is known of this computer."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app import paths
from app.ui import places
from app.ui.key_buttons import KeyButton
from app.ui.language import Retranslated
from app.ui.naming import named
from app.ui.speed_meter import Speed


class TourCard(Retranslated, QFrame):
    """Offers the tour, and says how far its pictures are drawn.

    Signals:
        cancelled: A person does not want to wait for them.
    """

    cancelled = Signal()

    def __init__(self, tour: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tourCard")
        self.setProperty("row", True)
        self._words = named(QLabel(wordWrap=True), "tourWords")
        self.button = KeyButton(tour, "welcome-tour")
        self.bar = named(QProgressBar(textVisible=False), "tourDrawing")
        self.bar.setMaximumWidth(160)
        self.cancel = named(QPushButton(), "tourDrawingCancel")
        self.cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.cancel.clicked.connect(lambda _checked=False: self.cancelled.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        row.addWidget(self._words, 1)
        for part in (self.bar, self.cancel, self.button):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self.show_progress(None)
        self.say()

    def say(self) -> None:
        """All words."""
        waiting = not self.bar.isHidden()
        self.cancel.setText(self.tr("Cancel"))
        self._words.setText(
            self.tr("Drawing the pictures of the tour.")
            if waiting
            else self.tr(
                "New here? In about five minutes, on pictures that come with the program: "
                "detect, correct, teach, see the difference."
            )
        )
        self.bar.setAccessibleName(self.tr("Drawing the pictures of the tour."))

    def show_progress(self, fraction: float | None) -> None:
        """How much is drawn, 0..1; None while nothing is being drawn."""
        drawing = fraction is not None
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(1000 * (fraction or 0)))
        self.bar.setVisible(drawing)
        self.cancel.setVisible(drawing)
        self.button.setVisible(not drawing)
        self.say()


class ComputerFacts(Retranslated, QWidget):
    """What detects here and how fast, where the work lies, and that it stays here."""

    def __init__(self, weights: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("computerFacts")
        self._speed: Speed | None = None
        self._failed = False
        self._title = named(QLabel(), "computerTitle")
        self.lines = named(QLabel(wordWrap=True), "computerLines")
        self.lines.setTextFormat(Qt.TextFormat.PlainText)
        self.lines.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.lines.setProperty("quiet", True)
        self.weights = KeyButton(weights, "welcome-weights")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self.lines)
        row = QHBoxLayout()
        row.addWidget(self.weights)
        row.addStretch(1)
        column.addLayout(row)
        self.say()

    def say(self) -> None:
        """All words."""
        self._title.setText(self.tr("This computer"))
        self.lines.setText(
            "\n".join(
                (
                    self._speed_words(),
                    self.tr("Projects lie beside your pictures, or in {folder}.").format(
                        folder=places.short(paths.data_dir() / "projects")
                    ),
                    self.tr("Nothing leaves this computer. A download happens only when you ask for it."),
                )
            )
        )

    def _speed_words(self) -> str:
        if self._speed is not None:
            digits = 1 if self._speed.seconds >= 1 else 2 if self._speed.seconds >= 0.1 else 3
            return self.tr("Detects with {engine}: about {seconds} s for a small picture.").format(
                engine=self._speed.engine, seconds=QLocale().toString(self._speed.seconds, "f", digits)
            )
        if self._failed:
            return self.tr("How fast it detects could not be measured; the log says why.")
        return self.tr("How fast it detects is being measured.")

    def show_speed(self, speed: Speed | None, *, failed: bool) -> None:
        """What was measured; None if it is not known, yet or at all."""
        self._speed, self._failed = speed, failed
        self.say()
