"""Words that follow the language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.language import Retranslated


class Greeting(Retranslated, QLabel):
    """Says one word."""

    def __init__(self) -> None:
        super().__init__()
        self.say()

    def say(self) -> None:
        self.setText(self.tr("Hello"))


class Italian(QTranslator):
    """Knows one word."""

    def isEmpty(self) -> bool:  # noqa: N802
        return False

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:  # type: ignore[override]
        return "Ciao" if (context, text) == ("Greeting", "Hello") else ""


@pytest.fixture
def italian(qtbot: QtBot) -> Iterator[Italian]:
    """A language that can be chosen; what a test chooses ends with it."""
    made = Italian()
    yield made
    QCoreApplication.removeTranslator(made)


def test_a_widget_in_a_window_says_its_words_in_the_language_of_now(qtbot: QtBot, italian: Italian) -> None:
    window, greeting = QWidget(), Greeting()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(greeting)
    window.show()
    assert greeting.text() == "Hello"
    QCoreApplication.installTranslator(italian)
    qtbot.waitUntil(lambda: greeting.text() == "Ciao")
    QCoreApplication.removeTranslator(italian)
    qtbot.waitUntil(lambda: greeting.text() == "Hello")
