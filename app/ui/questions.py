"""Questions that stand in the way: only where something would be lost, and with the words of what is done."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget

from app.ui.naming import named, plain_buttons


def agreed(window: QWidget, name: str, title: str, text: str, *, act: str, stay: str) -> bool:
    """Whether a person wants what loses something; Escape and Enter mean that they do not.

    Args:
        name: The question's object name.
        act, stay: The words of the two buttons.
    """
    question = named(QMessageBox(QMessageBox.Icon.Question, title, text, parent=window), name)
    yes = question.addButton(act, QMessageBox.ButtonRole.DestructiveRole)
    question.setDefaultButton(question.addButton(stay, QMessageBox.ButtonRole.RejectRole))
    plain_buttons(question)
    question.exec()
    return question.clickedButton() is yes
