"""A language that nobody speaks: longer than English, with accents, between brackets: what has none is English."""

from __future__ import annotations

import re

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDockWidget,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QTabWidget,
    QWidget,
)

from app.ui import language

_ACCENTS = str.maketrans("aeiouAEIOU", "áëîøůÀÉÏÖÜ")
_KEPT = re.compile(r"(\{\w+\}|%L?\d+|%L?n|&.|\*\.\w+)")
OPEN, CLOSE = "⟦", "⟧"


class Pseudo(QTranslator):
    """Makes its words from the English ones."""

    def isEmpty(self) -> bool:  # noqa: N802
        return False

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:  # type: ignore[override]
        if not text:
            return None
        parts = _KEPT.split(text)
        said = "".join(part if number % 2 else part.translate(_ACCENTS) for number, part in enumerate(parts))
        return f"{OPEN}{said}{'~' * round(0.4 * len(text))}{CLOSE}"


def speak_pseudo(app: QApplication) -> None:
    """Let the window speak it, live."""
    language.install(app, [Pseudo(app)], QLocale(QLocale.Language.English))


def words_of(widget: QWidget) -> dict[str, str]:
    """What a widget says and shows, by where it does."""
    found = {
        "name": widget.accessibleName(),
        "description": widget.accessibleDescription(),
        "tip": widget.toolTip(),
    }
    if isinstance(widget, QLabel | QAbstractButton):
        found["text"] = widget.text()
    if isinstance(widget, QLineEdit):
        found["placeholder"] = widget.placeholderText()
    if isinstance(widget, QGroupBox | QMenu):
        found["title"] = widget.title()
    if isinstance(widget, QDockWidget) or widget.isWindow():
        found["title"] = widget.windowTitle()
    if isinstance(widget, QComboBox):
        found |= {f"item {number}": widget.itemText(number) for number in range(widget.count())}
    if isinstance(widget, QTabWidget):
        found |= {f"tab {number}": widget.tabText(number) for number in range(widget.count())}
    return {where: text for where, text in found.items() if text}


def raw(widgets: list[QWidget], actions: list[QAction], allowed: frozenset[str]) -> list[str]:
    """Words without brackets, other than those allowed, with where they are."""
    texts = [
        (f"{type(widget).__name__} {widget.objectName()} {where}", text)
        for widget in widgets
        for where, text in words_of(widget).items()
    ]
    texts += [(f"action {action.objectName()}", action.text()) for action in actions]
    texts += [(f"action {action.objectName()} tip", action.toolTip()) for action in actions]
    return sorted(
        {
            f"{where}: {text}"
            for where, text in texts
            if OPEN not in text and text not in allowed and re.search(r"[A-Za-z]{3}", text)
        }
    )


def clipped(widgets: list[QWidget]) -> list[str]:
    """Words that have less room than they take."""
    found = []
    for widget in widgets:
        if not isinstance(widget, QLabel | QAbstractButton) or not widget.isVisible() or not widget.text():
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            needed, room = widget.heightForWidth(widget.width()), widget.height()
        else:
            needed, room = widget.minimumSizeHint().width(), widget.width()
        if room < needed - 1:
            found.append(
                f"{type(widget).__name__} {widget.objectName()}: {widget.text()} ({room} of {needed})"
            )
    return found
