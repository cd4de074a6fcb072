"""Small helpers for widgets: their names, and buttons that are quieter than the style's."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialogButtonBox, QMessageBox, QPushButton, QSizePolicy, QWidget

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


def link_button(name: str, act: Callable[[], object]) -> QPushButton:
    """A button like a link, as wide as its words; a click leaves the focus where it is."""
    button = named(QPushButton(), name)
    button.setProperty("link", True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    button.clicked.connect(lambda _checked=False: act())
    return button
