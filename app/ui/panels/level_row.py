"""One number of how a picture is seen, as a slider and as digits."""

from __future__ import annotations

import math

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QLabel, QSlider, QWidget

from app.ui.naming import named

_HALF = 100


class LevelRow(QWidget):
    """Names, slider and digits lie in the grid of the panel; this widget itself is not seen.

    Signals:
        moved: The number that the person chose.
    """

    moved = Signal(float)

    def __init__(self, name: str, low: float, high: float, decimals: int, parent: QWidget) -> None:
        """The slider goes from `low` to `high`; by ratios, if `low` is above 0."""
        super().__init__(parent)
        self.hide()
        self._low, self._high = low, high
        self.label = QLabel(parent)
        self.slider = named(QSlider(Qt.Orientation.Horizontal, parent), f"{name}Slider")
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.slider.setRange(0, 2 * _HALF)
        self.slider.setPageStep(_HALF // 10)
        self.slider.setMinimumWidth(80)
        self.digits = named(QDoubleSpinBox(parent), f"{name}Digits")
        self.digits.setDecimals(decimals)
        self.digits.setRange(low, high)
        self.digits.setSingleStep(10.0**-decimals if decimals == 0 else 0.05)
        self.digits.setKeyboardTracking(False)
        self.digits.setGroupSeparatorShown(True)
        self.slider.valueChanged.connect(lambda place: self._choose(self._value_at(place)))
        self.digits.valueChanged.connect(self._choose)

    def place(self, grid: QGridLayout, row: int) -> None:
        """Be a row of the grid."""
        for column, widget in enumerate((self.label, self.slider, self.digits)):
            grid.addWidget(widget, row, column)

    def say(self, name: str, tip: str = "") -> None:
        """What it is called."""
        self.label.setText(name)
        for widget in (self.slider, self.digits):
            widget.setAccessibleName(name)
            widget.setToolTip(tip)

    def set_range(self, slider_high: float, high: float) -> None:
        """From 0 to `slider_high` with the slider and to `high` with digits, in whole numbers."""
        self._low, self._high = 0.0, slider_high
        with QSignalBlocker(self.slider), QSignalBlocker(self.digits):
            self.slider.setRange(0, int(slider_high))
            self.slider.setSingleStep(max(1, int(slider_high) // 255))
            self.slider.setPageStep(max(1, int(slider_high) // 16))
            self.digits.setRange(0, high)
            self.digits.setSingleStep(max(1, int(slider_high) // 255))

    def set_value(self, value: float) -> None:
        """Show a number, which nobody is told."""
        with QSignalBlocker(self.slider), QSignalBlocker(self.digits):
            self.slider.setValue(self._place_of(value))
            self.digits.setValue(value)

    def _choose(self, value: float) -> None:
        self.set_value(value)
        self.moved.emit(value)

    def _value_at(self, place: int) -> float:
        share = place / self.slider.maximum()
        if self._low > 0:
            ratio = self._high / self._low
            return round(self._low * math.exp(share * math.log(ratio)), 2)
        return round(self._low + (self._high - self._low) * share)

    def _place_of(self, value: float) -> int:
        if self._low > 0:
            share = math.log(value / self._low) / math.log(self._high / self._low)
        else:
            share = (value - self._low) / (self._high - self._low)
        return round(share * self.slider.maximum())
