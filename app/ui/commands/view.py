"""How the program looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.settings import SCHEME
from app.ui.action_spec import ActionSpec, Commands, When
from app.ui.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from app.ui.workbench import Workbench

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "colours-system",
        QT_TRANSLATE_NOOP("Actions", "Colours as the s&ystem"),
        lambda bench: bench.set_scheme("system"),
        menu="-view",
        checkable=True,
    ),
    ActionSpec(
        "colours-light",
        QT_TRANSLATE_NOOP("Actions", "&Light colours"),
        lambda bench: bench.set_scheme("light"),
        menu="view",
        checkable=True,
    ),
    ActionSpec(
        "colours-dark",
        QT_TRANSLATE_NOOP("Actions", "&Dark colours"),
        lambda bench: bench.set_scheme("dark"),
        menu="view",
        checkable=True,
    ),
    ActionSpec(
        "reset-layout",
        QT_TRANSLATE_NOOP("Actions", "All panels &where they were"),
        lambda bench: bench.window.reset_layout(),
        menu="-view",
        when=When.PROJECT,
        tip=QT_TRANSLATE_NOOP("Actions", "Put every panel back to where it was at first"),
    ),
)


def describe(bench: Workbench) -> None:
    """Which colours were chosen."""
    bench.actions[f"colours-{bench.settings.get(SCHEME)}"].setChecked(True)


COMMANDS = Commands(ACTIONS, describe=describe)
