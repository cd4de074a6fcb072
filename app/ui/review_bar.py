"""Below the picture: the score slider and the three gestures of a review."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSlider, QWidget

from app.ui.display import DisplayFilter
from app.ui.key_buttons import KeyButton
from app.ui.language import Retranslated
from app.ui.naming import named
from app.ui.words import score_text

LOWEST, HIGHEST = 5, 100
_SHORTEST, _USUAL = 40, 110
"""Pixels of the slider."""


class ReviewBar(Retranslated, QWidget):
    """The slider filters what is shown, live; the buttons say what they would do now."""

    def __init__(
        self, display: DisplayFilter, accept: QAction, reject: QAction, complete: QAction, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("reviewBar")
        self._display = display
        self.slider = named(QSlider(Qt.Orientation.Horizontal), "scoreSlider")
        self.slider.setRange(LOWEST, HIGHEST)
        self.slider.setPageStep(5)
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.slider.setMinimumWidth(_SHORTEST)
        self.slider.setMaximumWidth(320)
        self.slider.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.value = named(QLabel(), "scoreValue")
        self.accept_button = KeyButton(accept, "acceptButton", self)
        self.reject_button = KeyButton(reject, "rejectButton", self)
        self.complete_button = KeyButton(complete, "completeButton", self)
        self.words = named(QLabel(), "scoreWords")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self.words)
        row.addWidget(self.slider, 1)
        row.addWidget(self.value)
        row.addStretch(1)
        self._buttons = (self.accept_button, self.reject_button, self.complete_button)
        for button in self._buttons:
            row.addWidget(button)
        self._row, self._spelt_out = row, True
        self.value.setMinimumWidth(self.value.fontMetrics().horizontalAdvance("0.00 "))
        self.slider.valueChanged.connect(self._on_moved)
        display.changed.connect(self._follow)
        self.say()

    def say(self) -> None:
        """The words beside the slider; the buttons are told theirs."""
        self.words.setText(self.tr("Score"))
        self.slider.setToolTip(self.tr("Show suggestions from this score; the detector does not run again"))
        self._follow()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The slider short, and everything without its key."""
        return QSize(self._least(spelt_out=False), super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Another width, or other words on the buttons."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._spell_out(self.width() >= self._least(spelt_out=True))
        return super().event(event)

    def _spell_out(self, spelt_out: bool) -> None:
        """Leave out what is known by heart where there is little room."""
        if spelt_out != self._spelt_out:
            self._spelt_out = spelt_out
            self.words.setVisible(spelt_out)
            for button in self._buttons:
                button.show_key(spelt_out)

    def _least(self, *, spelt_out: bool) -> int:
        """The width that it needs with words and keys, or without."""
        widths = [self.value.minimumWidth(), _USUAL if spelt_out else _SHORTEST]
        widths += [button.width_with_key(spelt_out) for button in self._buttons]
        widths += [self.words.sizeHint().width()] if spelt_out else []
        margins = self._row.contentsMargins()
        return sum(widths) + self._row.spacing() * len(widths) + margins.left() + margins.right()

    def _on_moved(self, value: int) -> None:
        self._display.threshold = value / 100

    def _follow(self) -> None:
        self.slider.setValue(round(self._display.threshold * 100))
        text = score_text(self._display.threshold)
        self.value.setText(text)
        self.slider.setAccessibleName(self.tr("Show suggestions from score {score}").format(score=text))
