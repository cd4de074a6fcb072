"""Keys, and about the program."""

from __future__ import annotations

from app.ui.action_spec import ActionSpec, Commands
from app.ui.tour import TourController
from app.ui.words import QT_TRANSLATE_NOOP

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "palette",
        QT_TRANSLATE_NOOP("Actions", "&Find anything…"),
        lambda bench: bench.shell.show_palette(),
        keys=("Ctrl+K",),
        icon="search",
        menu="help",
        tip=QT_TRANSLATE_NOOP("Actions", "Anything by its name: what to do, a picture, a class, a project"),
        short=QT_TRANSLATE_NOOP("Actions", "Find"),
    ),
    ActionSpec(
        "keys",
        QT_TRANSLATE_NOOP("Actions", "All &keys…"),
        lambda bench: bench.shell.show_keys(),
        keys=("F1",),
        menu="help",
        tip=QT_TRANSLATE_NOOP("Actions", "See every key, and change it"),
    ),
    ActionSpec(
        "guide",
        QT_TRANSLATE_NOOP("Actions", "&Guide"),
        lambda bench: bench.shell.show_guide(),
        keys=("Shift+F1",),
        icon="info",
        menu="-help",
        tip=QT_TRANSLATE_NOOP("Actions", "How everything is done, with pictures"),
    ),
    ActionSpec(
        "tour",
        QT_TRANSLATE_NOOP("Actions", "Take the &tour"),
        lambda bench: bench.part(TourController).take(),
        icon="play",
        menu="help",
        tip=QT_TRANSLATE_NOOP("Actions", "Detect, correct, teach, see the difference: about five minutes"),
    ),
    ActionSpec(
        "tour-again",
        QT_TRANSLATE_NOOP("Actions", "&Begin the tour again…"),
        lambda bench: bench.part(TourController).begin_again(),
        menu="help",
        tip=QT_TRANSLATE_NOOP("Actions", "Take it from the first step, on a new copy of its pictures"),
    ),
    ActionSpec(
        "about",
        QT_TRANSLATE_NOOP("Actions", "&About Foveate"),
        lambda bench: bench.show_about(),
        menu="-help",
    ),
)

COMMANDS = Commands(ACTIONS)
