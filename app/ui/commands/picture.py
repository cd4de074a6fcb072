"""How the picture is looked at."""

from __future__ import annotations

from app.ui.action_spec import ActionSpec, Commands, When
from app.ui.words import QT_TRANSLATE_NOOP

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "fit",
        QT_TRANSLATE_NOOP("Actions", "&Fit"),
        lambda bench: bench.canvas.fit(),
        keys=("F",),
        icon="fit",
        menu="view",
        when=When.FRAME,
        tip=QT_TRANSLATE_NOOP("Actions", "Show the whole picture"),
    ),
    ActionSpec(
        "zoom-in",
        QT_TRANSLATE_NOOP("Actions", "Zoom &in"),
        lambda bench: bench.canvas.zoom_in(),
        keys=("Ctrl++", "Ctrl+=", "+", "="),
        icon="zoom-in",
        menu="view",
        when=When.FRAME,
        repeats=True,
    ),
    ActionSpec(
        "zoom-out",
        QT_TRANSLATE_NOOP("Actions", "Zoom &out"),
        lambda bench: bench.canvas.zoom_out(),
        keys=("Ctrl+-", "-"),
        icon="zoom-out",
        menu="view",
        when=When.FRAME,
        repeats=True,
    ),
    ActionSpec(
        "actual-size",
        QT_TRANSLATE_NOOP("Actions", "&Actual size"),
        lambda bench: bench.canvas.actual_size(),
        keys=("Ctrl+0",),
        menu="view",
        when=When.FRAME,
        tip=QT_TRANSLATE_NOOP("Actions", "One pixel of the picture is one pixel of the screen"),
    ),
    ActionSpec(
        "zoom-to-box",
        QT_TRANSLATE_NOOP("Actions", "Zoom to the selected &box"),
        lambda bench: bench.boxes.zoom_to_selected(),
        keys=("Ctrl+B",),
        menu="view",
        when=When.FRAME | When.SELECTION,
    ),
)

COMMANDS = Commands(ACTIONS)
