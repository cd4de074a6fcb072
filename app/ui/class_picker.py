"""Choosing a class by typing a part of its name, right where one works; a name that is new makes a class."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.project.records import ObjectClass
from app.ui.language import Retranslated
from app.ui.naming import named

Rect = tuple[float, float, float, float]
_CLASS = Qt.ItemDataRole.UserRole
_ROWS = 8
_WIDTH = 280
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


def matching(classes: Sequence[ObjectClass], text: str) -> list[ObjectClass]:
    """The classes whose name has the text in it, whatever its case; that name first, then what begins with it."""
    wanted = text.casefold().strip()
    found = [item for item in classes if wanted in item.name.casefold()]

    def rank(item: ObjectClass) -> tuple[bool, bool]:
        name = item.name.casefold()
        return (name != wanted, not name.startswith(wanted))

    return sorted(found, key=rank)


class ClassPicker(Retranslated, QFrame):
    """A line over the picture with the classes that match below it. Enter takes one, Esc none.

    Signals:
        picked: The rectangle that waits for a class (or None), and the id of the class.
        named: The rectangle that waits for a class (or None), and the name of a class to be made.
        closed: Nothing waits any more.
    """

    picked = Signal(object, int)
    named = Signal(object, str)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("classPrompt")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self._rect: Rect | None = None
        self._classes: tuple[ObjectClass, ...] = ()
        self._place = QPoint()
        self._question = QLabel()
        self.line = named(QLineEdit(), "classPromptName")
        self.line.setMinimumWidth(120)
        self.list = named(QListWidget(), "classPromptList")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setIconSize(QSize(12, 12))
        self._keys = QLabel()
        self._keys.setProperty("quiet", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        for widget in (self._question, self.line, self.list, self._keys):
            column.addWidget(widget)
        self.line.textChanged.connect(self._fill)
        self.line.returnPressed.connect(self._accept)
        self.line.installEventFilter(self)
        self.list.itemClicked.connect(lambda _item: self._accept())
        self.say()
        self.hide()

    def say(self) -> None:
        """The fixed words."""
        self._question.setText(self.tr("What is this?"))
        self.line.setPlaceholderText(self.tr("Name of its class, such as “cell”"))
        self.line.setAccessibleName(self.tr("Name of the class"))
        self.list.setAccessibleName(self.tr("Classes that match"))
        self._keys.setText(self.tr("Enter takes it, Esc gives it up"))

    def ask(
        self, rect: Rect | None, at: QPoint, classes: Sequence[ObjectClass] = (), current: int | None = None
    ) -> None:
        """Ask near a point of the parent.

        Args:
            rect: A box that waits for its class; None where the answer is for boxes that are there, or for new ones.
            at: In the parent's coordinates.
            classes: What there is to choose from, in the order of the list of classes.
            current: The class to begin at.
        """
        self._rect, self._classes, self._place = rect, tuple(classes), at
        self.line.clear()
        self._fill("", current)
        self.show()
        self.raise_()
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Arrows walk through the list; Esc and leaving give it up."""
        if isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
                self._drop()
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() in _MOVES and self.list.count():
                self._step({_MOVES[0]: -1, _MOVES[1]: 1, _MOVES[2]: -_ROWS}.get(Qt.Key(event.key()), _ROWS))
                return True
        elif event.type() == QEvent.Type.FocusOut and self.isVisible():
            self._close()
        return super().eventFilter(watched, event)

    def _step(self, by: int) -> None:
        row = min(max(self.list.currentRow() + by, 0), self.list.count() - 1)
        self.list.setCurrentRow(row)
        # The focus stays in the line, so that one can go on typing: the line says where one is.
        self.line.setAccessibleDescription(self.list.item(row).text())

    def _fill(self, text: str, current: int | None = None) -> None:
        self.list.clear()
        found = matching(self._classes, text)
        for item in found:
            row = QListWidgetItem(_swatch(item.colour, self.devicePixelRatioF()), item.name)
            row.setData(_CLASS, item.id)
            self._add(row)
        name = text.strip()
        if name and all(item.name.casefold() != name.casefold() for item in self._classes):
            blank = _swatch("transparent", self.devicePixelRatioF())
            self._add(QListWidgetItem(blank, self.tr("Add “{name}”").format(name=name)))
        here = next((row for row, item in enumerate(found) if item.id == current), 0)
        self.list.setCurrentRow(here)
        self.list.setVisible(bool(self._classes))
        rows = min(_ROWS, max(self.list.count(), 1))
        self.list.setFixedHeight(rows * self._row_height() + 4)
        self._settle()

    def _add(self, row: QListWidgetItem) -> None:
        row.setSizeHint(QSize(0, self._row_height()))
        self.list.addItem(row)

    def _row_height(self) -> int:
        """Enough for a finger, and for a large font."""
        return max(32, self.list.fontMetrics().height() + 12)

    def _settle(self) -> None:
        """Take up the room that is needed, where it is on the picture."""
        self.adjustSize()
        room = self._over.rect()
        place = QRect(self._place + QPoint(8, 8), self.size())
        place.setWidth(min(max(place.width(), _WIDTH), room.width() - 16))
        place.moveRight(min(place.right(), room.right() - 8))
        place.moveBottom(min(place.bottom(), room.bottom() - 8))
        place.moveTopLeft(QPoint(max(place.left(), 8), max(place.top(), 8)))
        self.setGeometry(place)

    def _accept(self) -> None:
        name, row = self.line.text().strip(), self.list.currentItem()
        class_id = row.data(_CLASS) if row is not None and self._classes else None
        if class_id is not None:
            self._drop()
            self.picked.emit(self._rect, class_id)
        elif name:
            self._drop()
            self.named.emit(self._rect, name)

    def _drop(self) -> None:
        self._close()
        self._over.setFocus()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()


def _swatch(colour: str, ratio: float) -> QIcon:
    pixmap = QPixmap(round(12 * ratio), round(12 * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.fillRect(1, 1, 10, 10, QColor(colour))
    painter.end()
    icon = QIcon(pixmap)
    # Without a pixmap of its own a selected row would tint the colour.
    icon.addPixmap(pixmap, QIcon.Mode.Selected)
    return icon
