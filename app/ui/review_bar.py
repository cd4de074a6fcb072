"""Below the picture: the score slider and the three gestures of a review."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSlider, QWidget

from app.ui.display import DisplayFilter
from app.ui.key_buttons import KeyButton
from app.ui.naming import named
from app.ui.words import score_text

LOWEST, HIGHEST = 5, 100


class ReviewBar(QWidget):
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
        self.slider.setMinimumWidth(110)
        self.slider.setMaximumWidth(320)
        self.slider.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.slider.setToolTip(self.tr("Show suggestions from this score; the detector does not run again"))
        self.value = named(QLabel(), "scoreValue")
        self.accept_button = KeyButton(accept, "acceptButton", self)
        self.reject_button = KeyButton(reject, "rejectButton", self)
        self.complete_button = KeyButton(complete, "completeButton", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(QLabel(self.tr("Score")))
        row.addWidget(self.slider, 1)
        row.addWidget(self.value)
        row.addStretch(1)
        for button in (self.accept_button, self.reject_button, self.complete_button):
            row.addWidget(button)
        self.value.setMinimumWidth(self.value.fontMetrics().horizontalAdvance("0.00 "))
        self.slider.valueChanged.connect(self._on_moved)
        display.changed.connect(self._follow)
        self._follow()

    def _on_moved(self, value: int) -> None:
        self._display.threshold = value / 100

    def _follow(self) -> None:
        self.slider.setValue(round(self._display.threshold * 100))
        text = score_text(self._display.threshold)
        self.value.setText(text)
        self.slider.setAccessibleName(self.tr("Show suggestions from score {score}").format(score=text))
