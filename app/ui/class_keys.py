"""The keys that choose classes: a class's own, else its number in the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from app.project.records import ChangeSet, ObjectClass
from app.ui.action_spec import DIGITS
from app.ui.keymap import Keymap, Owner, native, portable
from app.ui.naming import named
from app.ui.words import translate

if TYPE_CHECKING:
    from app.ui.workbench import Workbench

_BACK = frozenset({"Backspace", "Del"})


def class_of_digit(classes: Sequence[ObjectClass], number: int) -> ObjectClass | None:
    """The class that a digit chooses: whose own key it is, else the one at this place of the list, from 0."""
    own = next((item for item in classes if item.key == DIGITS[number]), None)
    return own or (classes[number] if number < len(classes) else None)


def keys_of(classes: Sequence[ObjectClass], keymap: Keymap) -> dict[int, str]:
    """The key that is shown for each class that has one, by class id, as portable text.

    A class whose own key has become that of an action goes by its number until it gets another.
    """
    given = {item.id: item.key for item in classes if item.key and not keymap.action_of(item.key)}
    for number, item in enumerate(classes[: len(DIGITS)]):
        if DIGITS[number] not in given.values():
            given.setdefault(item.id, DIGITS[number])
    return given


def why_not_key(key: str, class_id: int, classes: Sequence[ObjectClass], keymap: Keymap) -> str:
    """Why a class cannot have a key, as a sentence; "" if it can."""
    key = portable(key)
    if not key:
        return ""
    other = next((item for item in classes if item.key == key and item.id != class_id), None)
    if other is not None:
        words = translate("ClassKeys", "{key} belongs to the class {name}. Give that one another key first.")
        return words.format(key=native(key), name=other.name)
    owner = None if key in DIGITS else keymap.fixed_or_action(key)
    if owner is None:
        return ""
    action = translate("Actions" if owner.action_id else "Keymap", owner.text).replace("&", "").strip("…")
    words = translate("ClassKeys", "{key} belongs to “{action}”. Choose another key.")
    return words.format(key=native(key), action=action)


class ClassKeys(QObject):
    """The keys of the open project's classes, as shortcuts of the window; digits are those of the table of actions."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        self._actions: dict[str, QAction] = {}
        bench.keymap.lent = self._owner
        bench.session.project_changed.connect(self._follow)
        bench.session.changed.connect(self._on_changed)
        bench.keymap.changed.connect(self._follow)

    @property
    def keys(self) -> dict[str, QAction]:
        """The shortcuts of now, by key."""
        return self._actions

    def _on_changed(self, change: ChangeSet) -> None:
        if change.class_ids:
            self._follow()

    def _follow(self) -> None:
        window, keymap = self._bench.window, self._bench.keymap
        wanted = {
            item.key: item.id
            for item in self._bench.session.classes
            if item.key and item.key not in DIGITS and not keymap.action_of(item.key)
        }
        for key in self._actions.keys() - wanted.keys():
            action = self._actions.pop(key)
            window.removeAction(action)
            action.deleteLater()
        for key in wanted.keys() - self._actions.keys():
            action = named(QAction(self), f"class-key-{key}")
            action.setShortcut(QKeySequence.fromString(key))
            action.triggered.connect(lambda _checked=False, key=key: self._press(key))
            window.addAction(action)
            self._actions[key] = action

    def _press(self, key: str) -> None:
        chosen = next((item for item in self._bench.session.classes if item.key == key), None)
        if chosen is not None and self._bench.session.writable:
            self._bench.boxes.apply_class(chosen.id)

    def _owner(self, key: str) -> Owner | None:
        """The class that has a key, for those who want to give it to an action."""
        chosen = next((item for item in self._bench.session.classes if key and item.key == key), None)
        return (
            None
            if chosen is None
            else Owner("", translate("ClassKeys", "Class {name}").format(name=chosen.name))
        )
