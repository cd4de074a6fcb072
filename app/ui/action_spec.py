"""What a row of the table of actions holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Flag, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.ui.workbench import Workbench


class When(Flag):
    """What must hold for an action to be possible. One subject says of each whether it holds (`Commands.facts`)."""

    ALWAYS = 0
    PROJECT = auto()
    WRITABLE = auto()
    FRAMES = auto()
    FRAME = auto()
    VIDEO = auto()
    SELECTION = auto()
    NO_SELECTION = auto()
    MULTI = auto()
    """More than one box is selected."""
    LOCKED = auto()
    """A selected box is locked."""
    CLIPBOARD = auto()
    """There are boxes to paste."""
    ADJUSTED = auto()
    """The picture is not seen as it is."""
    LISTED = auto()
    """The list of frames lets some through."""
    PREVIOUS = auto()
    """There is a frame before this one in the list."""
    HAS_NOTE = auto()
    """The frame carries a note."""
    VERSIONS = auto()
    """The project has a model version."""
    GHOSTS = auto()
    """Another version's boxes are shown."""
    SUGGESTIONS = auto()
    TARGET = auto()
    REVIEWED = auto()
    CAN_UNDO = auto()
    CAN_REDO = auto()
    DETECTING = auto()
    DETECT_IDLE = auto()
    TEACHING = auto()
    TEACH_IDLE = auto()
    CLASSES = auto()
    SEVERAL_CLASSES = auto()
    CLASS_IDLE = auto()
    """No class is being deleted or merged."""


@dataclass(frozen=True)
class ActionSpec:
    """One row of the table.

    Attributes:
        keys: Shortcuts in portable text; the first is the one that is shown.
        menu: Id of the menu that lists it, with "-" in front to draw a line above it; "" for none.
        run: What it does.
        short: What its button says, where that is less than its text.
        repeats: Holding the key does it again and again.
    """

    id: str
    text: str
    run: Callable[[Workbench], None]
    keys: tuple[str, ...] = ()
    icon: str = ""
    menu: str = ""
    when: When = When.ALWAYS
    tip: str = ""
    short: str = ""
    repeats: bool = False
    checkable: bool = False


Facts = Mapping[When, bool]
"""What holds now, and what does not."""


def _no_facts(bench: Workbench) -> Facts:
    return {}


def _no_words(bench: Workbench) -> None:
    pass


@dataclass(frozen=True)
class Commands:
    """What one subject brings to the window.

    Attributes:
        actions: Its rows of the table.
        facts: Which conditions hold now; each condition comes from one subject.
        describe: Brings words and check marks up to date; called with every refresh, so it must be cheap.
    """

    actions: tuple[ActionSpec, ...]
    facts: Callable[[Workbench], Facts] = _no_facts
    describe: Callable[[Workbench], None] = _no_words


EDITING = When.WRITABLE | When.FRAME
"""A frame is looked at and may be changed."""

# A digit picks a class: the tenth has 0.
DIGITS = tuple(str(number % 10) for number in range(1, 11))
