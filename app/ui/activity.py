"""What is running: one line for each, with how far it is and Cancel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

from app.ui.language import Retranslated
from app.ui.naming import named


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
        row.addWidget(self._text)
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


class ActivityBar(QWidget):
    """All running things, side by side.

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
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

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
            self._row.addWidget(line)
        line.update_line(text, fraction)
        self.changed.emit()

    def end(self, key: str) -> None:
        """It is over."""
        line = self._lines.pop(key, None)
        if line is not None:
            line.hide()
            line.deleteLater()
            self.changed.emit()
