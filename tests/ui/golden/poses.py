"""What is on the ten pictures, and how the window comes to show it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtWidgets import QWidget

from app.ui.dialogs.settings_dialog import SettingsDialog
from app.ui.dialogs.shortcut_sheet import ShortcutSheet
from app.ui.frames_grid import FramesGrid
from app.ui.notices import Level, Notice
from tests.ui.golden.studio import Size, Studio

SMALL, WIDE, BROAD = (900, 600), (1280, 720), (1000, 640)


@dataclass(frozen=True)
class Pose:
    """One golden picture.

    Attributes:
        name: Of its file, without the ending.
        ratio: Pixels for each logical pixel.
        size: Of the window in logical pixels.
        take: Brings the studio there; which window is to be seen.
    """

    name: str
    scheme: Literal["light", "dark"]
    language: Literal["en", "it"]
    ratio: int
    size: Size
    take: Callable[[Studio], QWidget]

    @property
    def file(self) -> Path:
        """Where the golden picture is."""
        return Path(__file__).parent / f"{self.name}.png"


def welcome(studio: Studio) -> QWidget:
    """Nothing is open."""
    return studio.bench.window


def working(studio: Studio) -> QWidget:
    """A picture with suggestions, one of them selected."""
    studio.open_finds()
    studio.bench.canvas.set_selection({studio.bench.session.boxes[0].id})
    return studio.bench.window


def grid(studio: Studio) -> QWidget:
    """The frames as pictures side by side."""
    studio.open_finds()
    studio.bench.part(FramesGrid).toggle()
    studio.settle()
    return studio.bench.window


def overview(studio: Studio) -> QWidget:
    """What there is, as plots."""
    studio.open_finds()
    if studio.bench.frames.view.grid:
        studio.bench.part(FramesGrid).toggle()
    studio.bench.actions["overview"].trigger()
    studio.settle()
    return studio.bench.window


def taught(studio: Studio) -> QWidget:
    """A version that is better waits for a decision."""
    studio.open_finds()
    studio.lesson = "better"
    studio.bench.actions["teach"].trigger()
    studio.settle()
    dock = studio.bench.window.dock("teach")
    dock.show()
    dock.raise_()
    return studio.bench.window


def failed(studio: Studio) -> QWidget:
    """Something could not be written."""
    studio.open_finds()
    sentence = "The disk is full, so this was not saved. Make room on it, then do it again."
    studio.bench.notices.show_notice(Notice("refused", sentence, Level.ERROR, "database or disk is full"))
    return studio.bench.window


def settings(studio: Studio) -> QWidget:
    """All settings."""
    dialog = SettingsDialog(studio.bench.settings, studio.bench.window)
    dialog.show()
    return dialog


def keys(studio: Studio) -> QWidget:
    """The sheet of all keys."""
    sheet = ShortcutSheet(studio.bench.keymap, studio.bench.window)
    sheet.show()
    return sheet


POSES = (
    Pose("welcome-light-en-100", "light", "en", 1, SMALL, welcome),
    Pose("keys-dark-en-100", "dark", "en", 1, SMALL, keys),
    Pose("working-dark-en-100", "dark", "en", 1, WIDE, working),
    Pose("grid-light-it-100", "light", "it", 1, WIDE, grid),
    Pose("overview-dark-it-100", "dark", "it", 1, WIDE, overview),
    Pose("welcome-dark-it-200", "dark", "it", 2, SMALL, welcome),
    Pose("settings-light-it-200", "light", "it", 2, SMALL, settings),
    Pose("working-light-it-200", "light", "it", 2, BROAD, working),
    Pose("teach-dark-en-200", "dark", "en", 2, BROAD, taught),
    Pose("error-light-en-200", "light", "en", 2, BROAD, failed),
)
