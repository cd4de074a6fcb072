"""Words that follow the language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QDoubleSpinBox,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.settings import LANGUAGE
from app.ui import language
from app.ui.dialogs.about import AboutDialog
from app.ui.dialogs.label_dialogs import ExportDialog, ImportDialog
from app.ui.dialogs.settings_dialog import SettingsDialog
from app.ui.dialogs.shortcut_sheet import ShortcutSheet
from app.ui.language import Retranslated
from tests.ui.conftest import Hand
from tests.ui.pseudo import clipped, raw, speak_pseudo


class Greeting(Retranslated, QLabel):
    """Says one word that the translations know."""

    def __init__(self) -> None:
        super().__init__()
        self.say()

    def say(self) -> None:
        self.setText(language.QCoreApplication.translate("Parts", "Teach"))


@pytest.fixture(autouse=True)
def english_again(qtbot: QtBot) -> Iterator[None]:
    """What a test chooses ends with it."""
    yield
    language.apply_language(application(), "system")


def application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def choose(hand: Hand, wanted: str) -> None:
    """Choose a language in the settings, as a person does."""
    dialog = SettingsDialog(hand.bench.settings, hand.bench.window)
    hand.qtbot.addWidget(dialog)
    dialog.show()
    field = dialog.field(LANGUAGE)
    assert isinstance(field, QComboBox)
    field.setCurrentIndex(("system", "en", "it").index(wanted))
    QApplication.processEvents()
    dialog.hide()
    hand.settle()


def test_a_widget_in_a_window_says_its_words_in_the_language_of_now(qtbot: QtBot) -> None:
    window, greeting = QWidget(), Greeting()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(greeting)
    window.show()
    language.apply_language(application(), "it")
    qtbot.waitUntil(lambda: greeting.text() == "Addestra")
    language.apply_language(application(), "en")
    qtbot.waitUntil(lambda: greeting.text() == "Teach")


@pytest.mark.parametrize(
    ("spoken", "expected"), [("it_IT", "it"), ("it_CH", "it"), ("en_GB", "en"), ("de_DE", "en"), ("C", "en")]
)
def test_the_system_decides_where_nobody_chose(spoken: str, expected: str) -> None:
    assert language.language_of("system", QLocale(spoken)) == expected


def test_numbers_are_written_as_the_language_does(qtbot: QtBot) -> None:
    field = QDoubleSpinBox(maximum=10000)
    qtbot.addWidget(field)
    field.setValue(12.5)
    language.apply_language(application(), "it")
    assert field.text() == "12,50"
    assert QLocale().toString(12345) == "12.345"
    language.apply_language(application(), "en")
    assert field.text() == "12.50"


def test_italian_is_chosen_live_and_left_again(opened: Hand) -> None:
    opened.suggest()
    bench = opened.bench
    for _ in range(2):
        choose(opened, "it")
        assert bench.window.menuBar().actions()[1].text() == "&Modifica"
        assert bench.actions["teach"].text() == "A&ddestra"
        assert bench.window.dock("frames").windowTitle() == "Fotogrammi"
        assert bench.bar.accept_button.text() == "Accetta 2 visibili"
        assert bench.box_list.header.text() == "2 proposti; 1 sotto il cursore."
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)  # Qt's own words
        assert buttons.buttons()[0].text() == "Annulla"
        choose(opened, "en")
        assert bench.window.menuBar().actions()[1].text() == "&Edit"
        assert bench.bar.accept_button.text() == "Accept 2 shown"
        assert bench.box_list.header.text() == "2 suggested; 1 below the slider."


def test_the_next_start_speaks_what_was_chosen(hand: Hand, make_hand: object, home: Path) -> None:
    choose(hand, "it")
    assert '"language": "it"' in (home / "data" / "settings.json").read_text(encoding="utf-8")
    language.apply_language(application(), "en")
    other = make_hand()  # type: ignore[operator]
    assert other.bench.window.menuBar().actions()[0].text() == "&File"
    assert other.bench.welcome.findChildren(QPushButton)[0].text().startswith("Apri")


NAMES = frozenset({"shell", "crab", "Foveate", "English", "Italiano", "Pascal VOC", "COCO", "YOLO", "AP50"})
"""What is called so in every language, or by the person."""


def all_of(window: QWidget) -> list[QWidget]:
    """Everything in a window that a person may come to see, without what Qt makes for itself."""
    return [
        widget
        for widget in (window, *window.findChildren(QWidget))
        if not widget.objectName().startswith(("qt_", "Scroll"))
        and widget.metaObject().className() != "QRubberBand"
    ]


def without_names(found: list[str]) -> list[str]:
    """Less what shows names of files and folders."""
    shown = ("find_", "/", ".foveate", "– Foveate")  # noqa: RUF001
    return [line for line in found if not any(part in line for part in shown)]


def test_nothing_in_the_window_stays_english(opened: Hand) -> None:
    opened.suggest()
    speak_pseudo(application())
    opened.settle()
    window = opened.bench.window
    found = raw(all_of(window), window.findChildren(QAction), NAMES)
    assert "\n".join(without_names(found)) == ""


@pytest.mark.parametrize(
    ("spoken", "width", "height"), [("longer", 1600, 1000), ("it", 1280, 720), ("en", 1280, 720)]
)
def test_words_have_room(opened: Hand, spoken: language.Wanted, width: int, height: int) -> None:
    opened.suggest()
    if spoken in language.LANGUAGES:
        language.apply_language(application(), spoken)
    else:
        speak_pseudo(application())
    opened.settle()
    window = opened.bench.window
    window.resize(width, height)
    opened.settle()
    for dock in window.docks:
        dock.raise_()
        QApplication.processEvents()
        assert "\n".join(clipped(all_of(window))) == ""


def test_no_dialog_stays_english_or_clips_its_words(opened: Hand, tmp_path: Path) -> None:
    speak_pseudo(application())
    opened.settle()
    bench = opened.bench
    for dialog in (
        SettingsDialog(bench.settings, bench.window),
        ShortcutSheet(bench.keymap, bench.window),
        ImportDialog(bench.window),
        ExportDialog(tmp_path, bench.window),
        AboutDialog("", bench.window),
    ):
        dialog.show()
        QApplication.processEvents()
        shown = all_of(dialog)
        assert "\n".join(without_names(raw(shown, dialog.findChildren(QAction), NAMES))) == ""
        assert "\n".join(clipped(shown)) == ""
        dialog.hide()
        dialog.deleteLater()
