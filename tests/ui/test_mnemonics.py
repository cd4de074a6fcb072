"""Letters that menus are walked with: each stands for one entry."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.ui import language
from tests.ui.conftest import Hand


@pytest.fixture(autouse=True)
def english_again(qtbot: QtBot) -> Iterator[None]:
    """What a test chooses ends with it."""
    yield
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    language.apply_language(app, "system")


def letter(words: str) -> str:
    """The letter that is marked; "" for none."""
    found = re.search(r"&([^&])", words.replace("&&", ""))
    return found.group(1).lower() if found else ""


def doubled(actions: list[QAction]) -> dict[str, list[str]]:
    """Entries that share their letter with others."""
    by_letter = defaultdict(list)
    for action in actions:
        if letter(action.text()):
            by_letter[letter(action.text())].append(action.text())
    return {mark: texts for mark, texts in by_letter.items() if len(texts) > 1}


def menus(hand: Hand) -> list[QMenu]:
    return [
        menu for action in hand.bench.window.menuBar().actions() if isinstance(menu := action.menu(), QMenu)
    ]


def test_a_doubled_letter_is_found(qtbot: QtBot) -> None:
    actions = [QAction(text) for text in ("&Open", "Cl&ose", "S&ave", "R && &Away", "None")]
    assert doubled(actions) == {"o": ["&Open", "Cl&ose"], "a": ["S&ave", "R && &Away"]}


@pytest.mark.parametrize("spoken", ["en", "it"])
def test_no_letter_stands_for_two_entries(opened: Hand, spoken: language.Wanted) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    language.apply_language(app, spoken)
    opened.settle()
    assert doubled(opened.bench.window.menuBar().actions()) == {}
    for menu in menus(opened):
        assert doubled(menu.actions()) == {}, menu.objectName()
        unmarked = [
            action.text()
            for action in menu.actions()
            if action.text() and not letter(action.text()) and action.objectName()
        ]
        assert unmarked == [], menu.objectName()
