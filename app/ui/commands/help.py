"""About the program."""

from __future__ import annotations

from app.ui.action_spec import ActionSpec, Commands
from app.ui.words import QT_TRANSLATE_NOOP

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "about",
        QT_TRANSLATE_NOOP("Actions", "&About Foveate"),
        lambda bench: bench.show_about(),
        menu="help",
    ),
)

COMMANDS = Commands(ACTIONS)
