"""What a person may set: one typed table, kept as a sparse JSON file. Knows no Qt.

Every setting is one row of `SETTINGS`: its key, its default, what values it may have, and the words that a dialog
shows. Only values that differ from the default are written. The place of windows and docks is not a setting.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeVar

from app.marked import QT_TRANSLATE_NOOP
from app.setting import Choice, Number, Setting, TextLists, Texts, Truth
from retinanet_core.errors import PlainError
from retinanet_core.files import write_atomically

log = logging.getLogger(__name__)

T = TypeVar("T")


class SettingsError(PlainError):
    """A setting cannot be kept."""


LOOK = QT_TRANSLATE_NOOP("Settings", "Look")
BOXES = QT_TRANSLATE_NOOP("Settings", "Boxes")
TEACHING = QT_TRANSLATE_NOOP("Settings", "Teaching")
DETECTING = QT_TRANSLATE_NOOP("Settings", "Detecting")
START = QT_TRANSLATE_NOOP("Settings", "At the start")
GROUPS = (LOOK, START, BOXES, DETECTING, TEACHING)
"""In the order of a dialog."""

SCHEME = Setting[Literal["system", "light", "dark"]](
    "scheme",
    "system",
    Choice(
        ("system", "light", "dark"),
        (
            QT_TRANSLATE_NOOP("Settings", "As the system"),
            QT_TRANSLATE_NOOP("Settings", "Light"),
            QT_TRANSLATE_NOOP("Settings", "Dark"),
        ),
    ),
    LOOK,
    QT_TRANSLATE_NOOP("Settings", "Colours"),
)
LANGUAGE = Setting[Literal["system", "en", "it"]](
    "language",
    "system",
    Choice(("system", "en", "it"), (QT_TRANSLATE_NOOP("Settings", "As the system"), "English", "Italiano")),
    LOOK,
    QT_TRANSLATE_NOOP("Settings", "Language"),
)
FONT_SCALE = Setting(
    "font_scale",
    100.0,
    Number(100.0, 150.0, 10.0, "%"),
    LOOK,
    QT_TRANSLATE_NOOP("Settings", "Size of the text"),
    QT_TRANSLATE_NOOP("Settings", "Of that which the system asks for."),
)
FRAMES_GRID = Setting(
    "frames_grid",
    False,
    Truth(),
    LOOK,
    QT_TRANSLATE_NOOP("Settings", "Frames stand in a grid of pictures"),
)
THUMB_SIZE = Setting(
    "thumb_size",
    120.0,
    Number(80.0, 400.0, 20.0, QT_TRANSLATE_NOOP("Settings", "px")),
    LOOK,
    QT_TRANSLATE_NOOP("Settings", "Width of a picture in the grid"),
    QT_TRANSLATE_NOOP("Settings", "Ctrl with the wheel over the grid changes it too."),
)
REOPEN_LAST = Setting(
    "reopen_last",
    True,
    Truth(),
    START,
    QT_TRANSLATE_NOOP("Settings", "Go on with the project that was open last"),
    QT_TRANSLATE_NOOP("Settings", "Not where pictures or a project are named when the program is started."),
)
TIPS = Setting(
    "tips",
    True,
    Truth(),
    START,
    QT_TRANSLATE_NOOP("Settings", "Say a word where something is used for the first time"),
    QT_TRANSLATE_NOOP(
        "Settings", "Each tip comes once. Switching them on again shows all of them once more."
    ),
)
SCORE_THRESHOLD = Setting(
    "score_threshold",
    0.30,
    Number(0.05, 1.0, 0.05),
    BOXES,
    QT_TRANSLATE_NOOP("Settings", "Show suggestions from this score"),
    QT_TRANSLATE_NOOP("Settings", "Where the slider stands in a project until somebody moves it there."),
)
MIN_SIDE = Setting(
    "min_side",
    3.0,
    Number(1.0, 100.0, 1.0, QT_TRANSLATE_NOOP("Settings", "px")),
    BOXES,
    QT_TRANSLATE_NOOP("Settings", "Smallest side of a box"),
    QT_TRANSLATE_NOOP("Settings", "What is drawn smaller is taken for a slip of the hand, and said so."),
)
SNAP = Setting(
    "snap",
    True,
    Truth(),
    BOXES,
    QT_TRANSLATE_NOOP(
        "Settings", "Edges go to the border of the picture, or to edges of other boxes, when they are near"
    ),
    QT_TRANSLATE_NOOP("Settings", "Holding Alt leaves them where the pointer is."),
)
MAGNIFIER = Setting(
    "magnifier",
    False,
    Truth(),
    BOXES,
    QT_TRANSLATE_NOOP("Settings", "Magnify around the pointer while boxes are drawn"),
    QT_TRANSLATE_NOOP("Settings", "At any other time the loupe is there as long as its key is held."),
)
ADVANCE = Setting(
    "advance_after_verdict",
    True,
    Truth(),
    BOXES,
    QT_TRANSLATE_NOOP("Settings", "Go on to the next suggestion after accepting or rejecting one"),
    QT_TRANSLATE_NOOP("Settings", "Only where it was selected. The best suggestions come first."),
)
DEVICE = Setting[Literal["auto", "cpu", "cuda", "mps"]](
    "device",
    "auto",
    Choice(
        ("auto", "cpu", "cuda", "mps"),
        (
            QT_TRANSLATE_NOOP("Settings", "The fastest there is"),
            QT_TRANSLATE_NOOP("Settings", "Processor"),
            QT_TRANSLATE_NOOP("Settings", "Nvidia graphics (CUDA)"),
            QT_TRANSLATE_NOOP("Settings", "Apple graphics (MPS)"),
        ),
    ),
    DETECTING,
    QT_TRANSLATE_NOOP("Settings", "What detects"),
    QT_TRANSLATE_NOOP("Settings", "The version in use is loaded anew when this changes."),
)
TEACH_MINUTES = Setting(
    "teach_minutes",
    5.0,
    Number(0.1, 600.0, 1.0, QT_TRANSLATE_NOOP("Settings", "min")),
    TEACHING,
    QT_TRANSLATE_NOOP("Settings", "Minutes a teaching may take"),
)
LEFT_OPEN = Setting[tuple[str, ...]]("left_open", (), Texts())
"""The project that was open when the program ended; nothing if none was."""
TIPS_SEEN = Setting[tuple[str, ...]]("tips_seen", (), Texts())
"""Names of the tips that were shown."""
RECENT = Setting[tuple[str, ...]]("recent_projects", (), Texts())
KEYS = Setting[Mapping[str, tuple[str, ...]]]("keys", MappingProxyType({}), TextLists())

SETTINGS: tuple[Setting[Any], ...] = (
    SCHEME,
    LANGUAGE,
    FONT_SCALE,
    FRAMES_GRID,
    THUMB_SIZE,
    REOPEN_LAST,
    TIPS,
    SCORE_THRESHOLD,
    MIN_SIDE,
    SNAP,
    MAGNIFIER,
    ADVANCE,
    DEVICE,
    TEACH_MINUTES,
    KEYS,
    TIPS_SEEN,
    LEFT_OPEN,
    RECENT,
)

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

    def forget_projects(self, folders: Iterable[Path]) -> None:
        """Take projects off the recent ones. Raises SettingsError as `set`."""
        gone = {str(folder) for folder in folders}
        self.set(RECENT, tuple(entry for entry in self.get(RECENT) if entry not in gone))

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
        data = (
            json.dumps(self._unknown | self._values, indent=2, sort_keys=True, default=dict).encode() + b"\n"
        )
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
