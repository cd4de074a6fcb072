"""The language of the window, and words that follow it while the window is open.

The sources are English; `resources/translations` holds what other languages say, and for English the plural forms.

A widget sets all its fixed words in `say`, and nowhere else, and calls it once when it is made:

    class Panel(Retranslated, QWidget):
        def __init__(self) -> None:
            super().__init__()
            self.button = QPushButton()
            self.say()

        def say(self) -> None:
            self.button.setText(self.tr("Teach"))

Words that depend on what is shown are made where it is shown; `say` then shows it again. An object that is no widget
and keeps words in widgets of others connects to `notifier().changed`.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from importlib import resources
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget as _Base
else:
    _Base = object

log = logging.getLogger(__name__)

Wanted = Literal["system", "en", "it"]
ENGLISH = "en"
LANGUAGES = (ENGLISH, "it")
"""What the program can say, by its code."""

QTS, OURS = "qtbase", "foveate"
"""What files with words are called, before "_" and the code of the language."""


class Notifier(QObject):
    """Tells those who keep words of their own that the language has changed."""

    changed = Signal()


class _Language:
    """One per process, because so is the application."""

    def __init__(self) -> None:
        self.notifier: Notifier | None = None
        self.translators: list[QTranslator] = []
        self.applied = ("", "")


_language = _Language()


def notifier() -> Notifier:
    """The object whose `changed` signal says that everything is to be said anew."""
    if _language.notifier is None:
        _language.notifier = Notifier()
    return _language.notifier


def language_of(wanted: Wanted, system: QLocale) -> str:
    """The code of the language to use: the one wanted, else the first that the system's person speaks, else English."""
    if wanted != "system":
        return wanted
    spoken = (name.replace("_", "-").split("-")[0].lower() for name in system.uiLanguages())
    return next((code for code in spoken if code in LANGUAGES), ENGLISH)


def locale_of(wanted: Wanted, system: QLocale) -> QLocale:
    """How numbers and dates are written: as on the person's system where that speaks the language wanted."""
    if wanted == "system" or system.name().split("_")[0] == wanted:
        return system
    return QLocale(wanted)


def apply_language(app: QApplication, wanted: Wanted) -> None:
    """Say everything in that language from now on: our own words, those of Qt's dialogs, and numbers."""
    system = QLocale.system()
    code, locale = language_of(wanted, system), locale_of(wanted, system)
    if _language.applied == (code, locale.name()):
        return
    own = str(resources.files("resources") / "translations")
    qts = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    translators = []
    for name, folder in ((QTS, qts), (OURS, own)):
        translator = QTranslator(app)
        if translator.load(f"{name}_{code}", folder):
            translators.append(translator)
        else:
            log.warning("language %s: no %s in %s", code, name, folder)
    install(app, translators, locale)
    _language.applied = (code, locale.name())


def install(app: QApplication, translators: Sequence[QTranslator], locale: QLocale) -> None:
    """Speak by these translators, the last asked first, in place of those before.

    Open widgets hear of it by a LanguageChange, others by `notifier`.
    """
    for old in _language.translators:
        QCoreApplication.removeTranslator(old)
    _language.translators, _language.applied = list(translators), ("", "")
    for translator in translators:
        QCoreApplication.installTranslator(translator)
    QLocale.setDefault(locale)
    windows = app.topLevelWidgets()
    for window in windows:
        window.unsetLocale()
    if not windows:
        # The first window says everything when it is made, and need not at once say it again.
        QCoreApplication.removePostedEvents(app, QEvent.Type.LanguageChange.value)
    notifier().changed.emit()


class Retranslated(_Base):
    """Comes before the class of widget among the bases: says its words anew when the language changes."""

    def say(self) -> None:
        """Set all fixed words, in the language of now."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.say()
