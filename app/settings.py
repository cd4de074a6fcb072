"""What a person may set: one typed table, kept as a sparse JSON file. Knows no Qt.

Every setting is one row of `SETTINGS`: its key, its kind, its default, its limits and the words a dialog
shows. Only values that differ from the default are written. The place of windows and docks is not a setting.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from retinanet_core.errors import PlainError
from retinanet_core.files import write_atomically

log = logging.getLogger(__name__)

T = TypeVar("T")


class SettingsError(PlainError):
    """A setting cannot be kept."""


@dataclass(frozen=True)
class Setting(Generic[T]):
    """One thing that can be set.

    Attributes:
        check: Turns a value read from JSON into the setting's own type; raises ValueError if it is not one.
        label: What a dialog calls it; empty for things the program remembers by itself.
        choices: The values allowed, or () for any.
    """

    key: str
    default: T
    check: Callable[[object], T]
    label: str = ""
    choices: tuple[T, ...] = field(default=())

    def parse(self, value: object) -> T:
        """The value in its own type.

        Raises:
            ValueError: It is of another type or outside its limits.
        """
        parsed = self.check(value)
        if self.choices and parsed not in self.choices:
            raise ValueError(f"{self.key} is not one of {self.choices}")
        return parsed


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")  # noqa: TRY004  (one error type for a value that does not fit)
    return value


def _scheme(value: object) -> Literal["system", "light", "dark"]:
    match value:
        case "system" | "light" | "dark":
            return value
    raise ValueError("not a colour scheme")


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("not true or false")  # noqa: TRY004
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, (list, tuple)):
        raise ValueError("not a list")  # noqa: TRY004
    return tuple(_text(item) for item in value)


def _number(low: float, high: float) -> Callable[[object], float]:
    def check(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise ValueError("not a number")  # noqa: TRY004
        if not low <= value <= high:
            raise ValueError(f"not within {low} and {high}")
        return float(value)

    return check


SCHEME = Setting[Literal["system", "light", "dark"]](
    "scheme", "system", _scheme, "Colours", choices=("system", "light", "dark")
)
SCORE_THRESHOLD = Setting("score_threshold", 0.30, _number(0.05, 1.0), "Show suggestions from this score")
TEACH_MINUTES = Setting("teach_minutes", 5.0, _number(0.1, 600.0), "Minutes a teaching may take")
DEVICE = Setting("device", "auto", _text, "Device", choices=("auto", "cpu", "cuda", "mps"))
RECENT = Setting[tuple[str, ...]]("recent_projects", (), _texts)
UNREVIEWED_ONLY = Setting("unreviewed_only", False, _truth)

SETTINGS: tuple[Setting[Any], ...] = (SCHEME, SCORE_THRESHOLD, TEACH_MINUTES, DEVICE, RECENT, UNREVIEWED_ONLY)

RECENT_LIMIT = 10


class Settings:
    """The settings of this person on this computer.

    A file that cannot be read leaves the defaults and is reported by `problem`; it is moved aside, not
    overwritten, when something is set. Single values that do not fit are ignored one by one.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values: dict[str, Any] = {}
        self._unknown: dict[str, Any] = {}
        self._damaged = False
        self._observers: list[Callable[[Setting[Any]], None]] = []
        self.problem = ""
        self._read()

    def get(self, setting: Setting[T]) -> T:
        """The value set, or the default."""
        value: T = self._values.get(setting.key, setting.default)
        return value

    def set(self, setting: Setting[T], value: T) -> None:
        """Keep a value, durably, and tell the observers.

        Raises:
            ValueError: The value does not fit the setting.
            SettingsError: The file cannot be written; the value holds until the program ends.
        """
        parsed = setting.parse(value)
        if parsed == self.get(setting):
            return
        if parsed == setting.default:
            self._values.pop(setting.key, None)
        else:
            self._values[setting.key] = parsed
        for observer in tuple(self._observers):
            observer(setting)
        self._write()

    def subscribe(self, observer: Callable[[Setting[Any]], None]) -> Callable[[], None]:
        """Call `observer` after a setting changed; returns how to stop."""
        self._observers.append(observer)
        return lambda: self._observers.remove(observer)

    def remember_project(self, folder: Path) -> None:
        """Put a project first among the recent ones. Raises SettingsError as `set`."""
        text = str(folder)
        rest = [entry for entry in self.get(RECENT) if entry != text]
        self.set(RECENT, (text, *rest)[:RECENT_LIMIT])

    def _read(self) -> None:
        try:
            raw = json.loads(self._path.read_text(encoding="utf-8"))
            if not isinstance(raw, dict):
                raise ValueError("it holds no table")  # noqa: TRY004, TRY301
        except FileNotFoundError:
            return
        except (OSError, ValueError) as error:
            self._damaged = True
            self.problem = f"The settings in {self._path} cannot be read; the defaults are used."
            log.warning("settings %s: %s", self._path, error)
            return
        known = {setting.key: setting for setting in SETTINGS}
        for key, value in raw.items():
            if key not in known:
                self._unknown[key] = value
                continue
            try:
                self._values[key] = known[key].parse(value)
            except ValueError as error:
                log.warning("settings %s: %s ignored: %s", self._path, key, error)

    def _write(self) -> None:
        data = json.dumps(self._unknown | self._values, indent=2, sort_keys=True).encode() + b"\n"
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if self._damaged:
                self._path.replace(self._path.with_suffix(".damaged.json"))
                self._damaged = False
            write_atomically(self._path, data)
        except OSError as error:
            raise SettingsError(
                f"The settings cannot be written to {self._path}: {error.strerror}. "
                "They hold until the program ends.",
                detail=repr(error),
            ) from error
