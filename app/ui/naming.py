"""Small helpers for widgets: their names, and buttons without the style's coloured icons."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialogButtonBox, QMessageBox, QWidget

T = TypeVar("T", bound=QObject)


def named(thing: T, name: str, spoken: str = "") -> T:
    """The same object with an object name, and for a widget with what assistive technology says."""
    thing.setObjectName(name)
    if spoken and isinstance(thing, QWidget):
        thing.setAccessibleName(spoken)
    return thing


def plain_buttons(box: QDialogButtonBox | QMessageBox) -> None:
    """Words are enough: the style's own icons are of another kind than ours."""
    for button in box.buttons():
        button.setIcon(QIcon())
