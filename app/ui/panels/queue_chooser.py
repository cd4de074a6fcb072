"""Above the list of frames: which frames it lists, and in which order."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QSizePolicy, QStyledItemDelegate, QWidget

from app.project.queue import Kind
from app.ui.naming import named
from app.ui.queue_controller import QueueController
from app.ui.words import pick

CHOICES: tuple[Kind | None, ...] = (None, *Kind)


class QueueChooser(QComboBox):
    """File order, what teaches most, and the three lists against the model with how many frames each holds.

    It takes the focus by Tab only: after a click, keys still mean what they mean on the picture.

    Signals:
        look_wanted: The version in use is to look at the reviewed frames that it has not looked at.
    """

    look_wanted = Signal()

    def __init__(self, queue: QueueController, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, "framesOrder", self.tr("Which frames are listed, and in which order"))
        self._queue = queue
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.look = named(QPushButton(parent), "lookAtReviewed")
        self.look.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.look.clicked.connect(self._on_look)
        self.setItemDelegate(QStyledItemDelegate(self))  # the usual one takes no height from a style sheet
        for number, kind in enumerate(CHOICES):
            self.addItem(queue.words.name(kind), kind)
            self.setItemData(number, queue.words.meaning(kind), Qt.ItemDataRole.ToolTipRole)
        self.activated.connect(lambda number: queue.show(CHOICES[number]))
        queue.changed.connect(self._follow)
        self._follow()

    def _on_look(self) -> None:
        self._queue.lead_to_first()
        self.look_wanted.emit()

    def _follow(self) -> None:
        for number, kind in enumerate(CHOICES):
            if kind not in (None, Kind.LABEL):
                count = QLocale().toString(self._queue.count(kind))
                self.setItemText(number, f"{self._queue.words.name(kind)} ({count})")
        self.setCurrentIndex(CHOICES.index(self._queue.shown))
        self.setToolTip(self._queue.words.meaning(self._queue.shown))
        unlooked = len(self._queue.unlooked)
        self.look.setVisible(self._queue.against_model and unlooked > 0)
        self.look.setText(
            pick(
                unlooked,
                self.tr("Detect on 1 more reviewed frame"),
                self.tr("Detect on %Ln more reviewed frames", "", unlooked),
            )
        )
        self.look.setToolTip(
            self.tr("What the version in use finds there is held against your boxes, which stay as they are")
        )
