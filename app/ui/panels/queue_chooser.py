"""Above the list of frames: which frames it lists, and in which order."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QSizePolicy, QStyledItemDelegate, QWidget

from app.project.frame_order import Order
from app.project.queue import Kind
from app.ui.language import Retranslated
from app.ui.naming import named
from app.ui.queue_controller import QueueController
from app.ui.words import QT_TRANSLATE_NOOP, pick, translate

Choice = Kind | Order | None
CHOICES: tuple[Choice, ...] = (None, *Kind, *(order for order in Order if order is not Order.FILE))
"""None: the order of files."""

_ORDERS = {
    Order.NAME: QT_TRANSLATE_NOOP("QueueChooser", "Sorted by name"),
    Order.STATE: QT_TRANSLATE_NOOP("QueueChooser", "Sorted by state"),
    Order.LEAST_SURE: QT_TRANSLATE_NOOP("QueueChooser", "Lowest score first"),
    Order.MOST_BOXES: QT_TRANSLATE_NOOP("QueueChooser", "Most boxes first"),
    Order.FEWEST_BOXES: QT_TRANSLATE_NOOP("QueueChooser", "Fewest boxes first"),
    Order.LARGEST: QT_TRANSLATE_NOOP("QueueChooser", "Largest picture first"),
}


class QueueChooser(Retranslated, QComboBox):
    """File order, what teaches most, and the three lists against the model with how many frames each holds.

    It takes the focus by Tab only: after a click, keys still mean what they mean on the picture.

    Signals:
        sorting_wanted: All frames are to be listed in the Order that it carries.
        look_wanted: The version in use is to look at the reviewed frames that it has not looked at.
    """

    sorting_wanted = Signal(object)
    look_wanted = Signal()

    def __init__(self, queue: QueueController, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, "framesOrder")
        self._queue = queue
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.look = named(QPushButton(parent), "lookAtReviewed")
        self.look.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.look.clicked.connect(self._on_look)
        self.setItemDelegate(QStyledItemDelegate(self))  # the usual one takes no height from a style sheet
        self._sorting = Order.FILE
        for choice in CHOICES:
            self.addItem("", choice)
        self.activated.connect(lambda number: self._choose(CHOICES[number]))
        queue.changed.connect(self._follow)
        self.say()

    def say(self) -> None:
        """What can be chosen, and what is."""
        self.setAccessibleName(self.tr("Which frames are listed, and in which order"))
        for number, choice in enumerate(CHOICES):
            self.setItemText(number, self._name(choice))
            if not isinstance(choice, Order):
                self.setItemData(number, self._queue.words.meaning(choice), Qt.ItemDataRole.ToolTipRole)
        self._follow()

    def show_sorting(self, order: Order) -> None:
        """How frames are sorted while no queue is shown."""
        self._sorting = order
        self._follow()

    def _choose(self, choice: Choice) -> None:
        if isinstance(choice, Order):
            self._queue.show(None)
            self.sorting_wanted.emit(choice)
            return
        if choice is None:
            self.sorting_wanted.emit(Order.FILE)
        self._queue.show(choice)

    def _name(self, choice: Choice) -> str:
        if isinstance(choice, Order):
            return translate("QueueChooser", _ORDERS[choice])
        return self._queue.words.name(choice)

    def _on_look(self) -> None:
        self._queue.lead_to_first()
        self.look_wanted.emit()

    def _follow(self) -> None:
        for number, kind in enumerate(CHOICES):
            if isinstance(kind, Kind) and kind is not Kind.LABEL:
                count = QLocale().toString(self._queue.count(kind))
                self.setItemText(number, f"{self._queue.words.name(kind)} ({count})")
        sorted_by = None if self._sorting is Order.FILE else self._sorting
        self.setCurrentIndex(CHOICES.index(self._queue.shown or sorted_by))
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
