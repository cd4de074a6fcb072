"""Every action of the program, from the table to QActions: words, keys, icon, what it does, when it can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from app.ui import theme
from app.ui.action_spec import DIGITS, ActionSpec, When
from app.ui.commands import ACTIONS
from app.ui.keys import shown_key
from app.ui.language import notifier
from app.ui.naming import named
from app.ui.words import QT_TRANSLATE_NOOP, translate

if TYPE_CHECKING:
    from app.ui.workbench import Workbench

MENUS: tuple[tuple[str, str], ...] = (
    ("file", QT_TRANSLATE_NOOP("Actions", "&File")),
    ("edit", QT_TRANSLATE_NOOP("Actions", "&Edit")),
    ("frame", QT_TRANSLATE_NOOP("Actions", "Fra&me")),
    ("class", QT_TRANSLATE_NOOP("Actions", "&Class")),
    ("review", QT_TRANSLATE_NOOP("Actions", "&Review")),
    ("detect", QT_TRANSLATE_NOOP("Actions", "&Detect")),
    ("teach", QT_TRANSLATE_NOOP("Actions", "&Teach")),
    ("view", QT_TRANSLATE_NOOP("Actions", "&View")),
    ("help", QT_TRANSLATE_NOOP("Actions", "&Help")),
)


class Actions(QObject):
    """The table as QActions, made once; their owner decides when to bring them up to date."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._keymap = bench.keymap
        self._specs = {spec.id: spec for spec in ACTIONS}
        self._actions = {spec.id: self._make(spec, bench) for spec in ACTIONS}
        self.digits = tuple(self._digit(number, key, bench) for number, key in enumerate(DIGITS))
        self.say()
        self._keymap.changed.connect(self.say)
        notifier().changed.connect(self.say)

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def __iter__(self) -> object:
        return iter(self._actions.items())

    def every(self) -> tuple[QAction, ...]:
        """All of them, for the window to listen to their keys."""
        return (*self._actions.values(), *self.digits)

    def in_menu(self, menu: str) -> list[tuple[QAction, bool]]:
        """The actions of a menu, each with whether a line goes above it."""
        return [
            (self._actions[spec.id], spec.menu.startswith("-"))
            for spec in ACTIONS
            if spec.menu.lstrip("-") == menu
        ]

    def update(self, state: When) -> None:
        """Enable what is possible now."""
        for spec in ACTIONS:
            self._actions[spec.id].setEnabled((spec.when & state) == spec.when)
        for digit in self.digits:
            digit.setEnabled(When.WRITABLE in state)

    def say(self) -> None:
        """Words and keys of now. Words that depend on what is open follow with the next `describe`."""
        for spec in ACTIONS:
            self._say(spec, self._actions[spec.id])

    def words(self, action_id: str) -> str:
        """What the action is called in the table, in the language of now; a menu may say it otherwise for now."""
        return translate("Actions", self._specs[action_id].text)

    def _say(self, spec: ActionSpec, action: QAction) -> None:
        text = translate("Actions", spec.text)
        action.setText(text)
        if spec.short:
            action.setIconText(translate("Actions", spec.short))
        action.setShortcuts([QKeySequence.fromString(key) for key in self._keymap.keys(spec.id)])
        tip = translate("Actions", spec.tip) if spec.tip else plain_words(text)
        key = shown_key(action)
        action.setToolTip(f"{tip} ({key})" if key else tip)

    def _make(self, spec: ActionSpec, bench: Workbench) -> QAction:
        action = named(QAction(self, checkable=spec.checkable), spec.id)
        if spec.icon:
            action.setIcon(theme.icon(spec.icon))
        action.setAutoRepeat(spec.repeats)
        action.triggered.connect(lambda _checked=False: spec.run(bench))
        return action

    def _digit(self, number: int, key: str, bench: Workbench) -> QAction:
        action = named(QAction(self), f"class-{key}")
        action.setShortcut(QKeySequence.fromString(key))
        action.triggered.connect(lambda _checked=False: bench.boxes.choose_class(number))
        return action


def plain_words(text: str) -> str:
    """What an action says in a menu, without the marks of menus."""
    return text.replace("&", "").strip("…")
