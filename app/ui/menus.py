"""Menus, and buttons that open them, whose words follow the language."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.ui.language import Retranslated
from app.ui.naming import named
from app.ui.words import translate


class TitledMenu(Retranslated, QMenu):
    """A menu with a title from a table; `context` is where its translation is found."""

    def __init__(self, context: str, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._title = context, title
        self.say()

    def say(self) -> None:
        """Its title."""
        self.setTitle(translate(self._context, self._title))


class MenuButton(Retranslated, QToolButton):
    """A button of the toolbar that opens a menu.

    Args:
        text: What is written on it; "" where the icon or the arrow is enough. Marked as "Toolbar", as `spoken`.
        spoken: What its tip and assistive technology say.
    """

    def __init__(self, text: str, menu: QMenu, name: str, spoken: str) -> None:
        super().__init__()
        self._text, self._spoken = text, spoken
        named(self, name)
        self.setMenu(menu)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.say()

    def say(self) -> None:
        """Its words."""
        spoken = translate("Toolbar", self._spoken)
        self.setText(translate("Toolbar", self._text) if self._text else "")
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
