"""What is running: one line for each, with how far it is and Cancel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.ui.language import Retranslated
from app.ui.naming import named

SIDE_BY_SIDE = 2
"""More than these do not fit beside what else the line at the bottom says."""


class ActivityLine(Retranslated, QWidget):
    """One running thing."""

    def __init__(self, key: str, cancel: Callable[[], None] | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"activity-{key}")
        self._text = named(QLabel(), f"activityText-{key}")
        self._bar = named(QProgressBar(textVisible=False), f"activityProgress-{key}")
        self._bar.setFixedWidth(120)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(self._text, 1)
        row.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)
        self._cancel = named(QPushButton(), f"activityCancel-{key}")
        self._cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._cancel.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._cancel.setVisible(cancel is not None)
        if cancel is not None:
            self._cancel.clicked.connect(lambda _checked=False: cancel())
        row.addWidget(self._cancel)
        self.say()

    def say(self) -> None:
        """The button; what is running is told by those who run it."""
        self._cancel.setText(self.tr("Cancel"))
        self._cancel.setAccessibleName(self.tr("Cancel: {what}").format(what=self._text.text()))

    def update_line(self, text: str, fraction: float | None) -> None:
        """Other words, and how far it is in 0..1; None while nobody knows."""
        self._text.setText(text)
        self._bar.setAccessibleName(text)
        self.say()
        if fraction is None:
            self._bar.setRange(0, 0)
        else:
            self._bar.setRange(0, 1000)
            self._bar.setValue(round(1000 * fraction))

    @property
    def text(self) -> str:
        """The words shown."""
        return self._text.text()


class ActivityList(QFrame):
    """Opens above the chip: a line below the other."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("activityList")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 12, 4, 12)
        self.column.setSpacing(8)
        self.column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)

    def open_above(self, chip: QWidget) -> None:
        """Its lower edge at the chip's upper one; the first Cancel has the focus."""
        self.adjustSize()
        self.move(chip.mapToGlobal(QPoint(0, -self.height() - 4)))
        self.show()
        first = next((button for button in self.findChildren(QPushButton) if button.isVisible()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)


class ActivityBar(Retranslated, QWidget):
    """All running things: up to two side by side, more of them behind a chip that says how many.

    Signals:
        changed: Something began, went on or ended.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("activityBar")
        self._lines: dict[str, ActivityLine] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        self.list = ActivityList(self)
        self.chip = named(QPushButton(), "activityChip")
        self.chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.chip.clicked.connect(lambda _checked=False: self.list.open_above(self.chip))
        self.chip.hide()
        self._row.addWidget(self.chip)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.say()

    def say(self) -> None:
        """The words of the chip."""
        count = len(self._lines)
        self.chip.setText(self.tr("%Ln running", "", count))
        self.chip.setToolTip("\n".join(self.running.values()))
        self.chip.setAccessibleName(self.tr("%Ln running: show each of them", "", count))
        self.list.setAccessibleName(self.tr("What is running"))

    @property
    def running(self) -> dict[str, str]:
        """What runs, in words, by key."""
        return {key: line.text for key, line in self._lines.items()}

    def show_activity(
        self, key: str, text: str, fraction: float | None = None, cancel: Callable[[], None] | None = None
    ) -> None:
        """Begin or go on. `cancel` counts when it begins."""
        line = self._lines.get(key)
        if line is None:
            line = self._lines[key] = ActivityLine(key, cancel, self)
            line.update_line(text, fraction)
            self._place_lines()
        else:
            line.update_line(text, fraction)
        self.say()
        self.changed.emit()

    def end(self, key: str) -> None:
        """It is over."""
        line = self._lines.pop(key, None)
        if line is not None:
            line.hide()
            line.deleteLater()
            self._place_lines()
            self.say()
            self.changed.emit()

    def _place_lines(self) -> None:
        """In the row, or where there are too many for it in the list behind the chip."""
        together = len(self._lines) > SIDE_BY_SIDE
        if not together:
            self.list.hide()
        layout = self.list.column if together else self._row
        for line in self._lines.values():
            layout.addWidget(line)
            line.show()
        self.chip.setVisible(together)
