"""Which keys do what: the table's own, changed by the person, each key with one owner."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence

from app.settings import KEYS, Settings
from app.ui.action_spec import DIGITS, ActionSpec
from app.ui.words import QT_TRANSLATE_NOOP


@dataclass(frozen=True)
class FixedKeys:
    """Keys of the picture that no action may take. Each stays free for the actions whose own key it is."""

    keys: tuple[str, ...]
    text: str


FIXED: tuple[FixedKeys, ...] = (
    FixedKeys(("Tab", "Shift+Tab"), QT_TRANSLATE_NOOP("Keymap", "Next or previous box")),
    FixedKeys(("Left", "Right", "Up", "Down"), QT_TRANSLATE_NOOP("Keymap", "Move the selected box by 1 px")),
    FixedKeys(
        ("Shift+Left", "Shift+Right", "Shift+Up", "Shift+Down"),
        QT_TRANSLATE_NOOP("Keymap", "Move the selected box by 10 px"),
    ),
    FixedKeys(
        ("Ctrl+Left", "Ctrl+Right", "Ctrl+Up", "Ctrl+Down"),
        QT_TRANSLATE_NOOP("Keymap", "Move the right or lower edge of the selected box; with Shift by 10 px"),
    ),
    FixedKeys(
        ("Alt+Left", "Alt+Right", "Alt+Up", "Alt+Down"),
        QT_TRANSLATE_NOOP("Keymap", "Move the left or upper edge of the selected box; with Shift by 10 px"),
    ),
    FixedKeys(DIGITS, QT_TRANSLATE_NOOP("Keymap", "Class by its number")),
    FixedKeys(("Return", "Enter"), QT_TRANSLATE_NOOP("Keymap", "Press the button that has the focus")),
)
MENU_KEYS = QT_TRANSLATE_NOOP("Keymap", "Open a menu")
"""What Alt with a letter does."""

_FIXED_OF = {key: fixed.text for fixed in FIXED for key in fixed.keys}


@dataclass(frozen=True)
class Owner:
    """Who has a key: an action by its id, or, with an empty id, the picture or the menus by their words."""

    action_id: str
    text: str


class KeyTakenError(ValueError):
    """A key belongs to something else; `owner` says to what."""

    def __init__(self, key: str, owner: Owner) -> None:
        super().__init__(f"{key} belongs to {owner.action_id or owner.text}")
        self.key, self.owner = key, owner


class Keymap(QObject):
    """The keys of all actions, kept in the settings where they differ from the table.

    Keys are portable text ("Ctrl+K"). A key that the person gave to an action is that action's, also where the
    table, or a newer one, gives it to another, which then goes without. Of two actions to which a file gives
    the same key, the first of the table has it.

    Signals:
        changed: Actions have other keys.

    Attributes:
        lent: Who has a key besides actions and the picture: a class of the open project. No action gets such a key;
            one that has it already keeps it.
    """

    changed = Signal()

    def __init__(
        self, settings: Settings, specs: Iterable[ActionSpec], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self.lent: Callable[[str], Owner | None] = lambda _key: None
        self._specs = {spec.id: spec for spec in specs}
        self._usual = {spec.id: tuple(map(portable, spec.keys)) for spec in self._specs.values()}
        self._keys: dict[str, tuple[str, ...]] = {}
        self._owners: dict[str, str] = {}
        self._resolve()

    def keys(self, action_id: str) -> tuple[str, ...]:
        """The keys of an action; the first is the one that is shown."""
        return self._keys[action_id]

    def usual(self, action_id: str) -> tuple[str, ...]:
        """The keys it has in the table."""
        return self._usual[action_id]

    def differs(self, action_id: str) -> bool:
        """Whether it has other keys than in the table."""
        return self._keys[action_id] != self._usual[action_id]

    @property
    def any_differs(self) -> bool:
        """Whether any action has other keys than in the table."""
        return bool(self._settings.get(KEYS))

    def action_of(self, key: str) -> str:
        """The id of the action that has a key; "" if none has."""
        return self._owners.get(portable(key), "")

    def owner(self, key: str, apart_from: str = "") -> Owner | None:
        """Who has a key, apart from one action; None if it is free."""
        return self.fixed_or_action(key, apart_from) or self.lent(portable(key))

    def fixed_or_action(self, key: str, apart_from: str = "") -> Owner | None:
        """Who has a key whatever project is open, apart from one action; None if nobody."""
        key = portable(key)
        action_id = self._owners.get(key, "")
        if action_id and action_id != apart_from:
            return Owner(action_id, self._specs[action_id].text)
        if key in self._usual.get(apart_from, ()):
            return None
        if key in _FIXED_OF:
            return Owner("", _FIXED_OF[key])
        return Owner("", MENU_KEYS) if _opens_menus(key) else None

    def set_keys(self, action_id: str, keys: Iterable[str]) -> None:
        """Give an action these keys and no others, durably.

        Raises:
            KeyTakenError: One of them belongs to something else; nothing has changed.
            SettingsError: They cannot be written; they hold until the program ends.
        """
        wanted = tuple(dict.fromkeys(filter(None, map(portable, keys))))
        for key in wanted:
            owner = self.owner(key, action_id)
            if owner is not None:
                raise KeyTakenError(key, owner)
        given = self._settings.get(KEYS)
        own = dict(given)
        own.pop(action_id, None)
        if wanted != self._usual[action_id]:
            own[action_id] = wanted
        self._keep(own)

    def reset(self, action_id: str) -> None:
        """Give an action its keys of the table again. Raises as `set_keys`."""
        self.set_keys(action_id, self._usual[action_id])

    def reset_all(self) -> None:
        """Give all actions their keys of the table again. Raises SettingsError as `set_keys`."""
        self._keep({})

    def _keep(self, own: Mapping[str, tuple[str, ...]]) -> None:
        try:
            self._settings.set(KEYS, own)
        finally:
            self._resolve()
            self.changed.emit()

    def _resolve(self) -> None:
        given = self._settings.get(KEYS)
        self._keys, self._owners = {}, {}
        own = [name for name in self._specs if name in given]
        for name in (*own, *(name for name in self._specs if name not in given)):
            asked = tuple(map(portable, given[name])) if name in given else self._usual[name]
            free = tuple(
                key for key in dict.fromkeys(asked) if key and self.fixed_or_action(key, name) is None
            )
            self._keys[name] = free
            self._owners |= dict.fromkeys(free, name)


def portable(key: str) -> str:
    """A key as it is kept, however it was written; "" for what is no key."""
    return QKeySequence.fromString(key).toString(QKeySequence.SequenceFormat.PortableText)


def native(key: str) -> str:
    """A key as the system writes it."""
    return QKeySequence.fromString(key).toString(QKeySequence.SequenceFormat.NativeText)


def _opens_menus(key: str) -> bool:
    modifier, _, letter = key.partition("+")
    return modifier == "Alt" and len(letter) == 1 and letter.isalpha()
