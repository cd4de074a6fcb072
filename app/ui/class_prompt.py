"""Asking for the name of the first class, right where the box was drawn."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.ui.naming import named

Rect = tuple[float, float, float, float]


class ClassPrompt(QFrame):
    """A small line over the picture. Enter makes the class, Esc gives the box up.

    Signals:
        named: The rectangle that waits for a class, and the name.
        closed: Nothing waits any more.
    """

    named = Signal(object, str)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("classPrompt")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self._rect: Rect = (0.0, 0.0, 0.0, 0.0)
        self.line = named(QLineEdit(), "classPromptName")
        self.line.setPlaceholderText(self.tr("Name of its class, such as “cell”"))
        self.line.setAccessibleName(self.tr("Name of the class of the box just drawn"))
        self.line.setMinimumWidth(220)
        question = QLabel(self.tr("What is this?"))
        keys = QLabel(self.tr("Enter keeps the box, Esc drops it"))
        keys.setProperty("quiet", True)
        top = QHBoxLayout()
        top.addWidget(question)
        top.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self.line)
        column.addWidget(keys)
        self.line.returnPressed.connect(self._accept)
        self.line.installEventFilter(self)
        self.hide()

    def ask(self, rect: Rect, at: QPoint) -> None:
        """Ask about a rectangle, near a point of the parent."""
        self._rect = rect
        self.line.clear()
        self.adjustSize()
        room = self._over.rect()
        place = QRect(at + QPoint(8, 8), self.size())
        place.moveRight(min(place.right(), room.right() - 8))
        place.moveBottom(min(place.bottom(), room.bottom() - 8))
        self.setGeometry(place)
        self.show()
        self.raise_()
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Esc and leaving give the box up."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self._drop()
                return True
        elif event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        elif event.type() == QEvent.Type.FocusOut and self.isVisible():
            self._close()
        return super().eventFilter(watched, event)

    def _accept(self) -> None:
        name = self.line.text().strip()
        if name:
            self._drop()
            self.named.emit(self._rect, name)

    def _drop(self) -> None:
        self._close()
        self._over.setFocus()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
