"""Names for widgets: one that programs find them by, and one that people are told."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

T = TypeVar("T", bound=QObject)


def named(thing: T, name: str, spoken: str = "") -> T:
    """The same object with an object name, and for a widget with what assistive technology says."""
    thing.setObjectName(name)
    if spoken and isinstance(thing, QWidget):
        thing.setAccessibleName(spoken)
    return thing
