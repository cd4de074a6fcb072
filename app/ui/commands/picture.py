"""How the picture is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.action_spec import ActionSpec, Commands, Facts, When
from app.ui.adjusting import Adjusting
from app.ui.panels.adjust_panel import AdjustPanel
from app.ui.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from app.ui.workbench import Workbench

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
        QT_TRANSLATE_NOOP("Actions", "Zoom ou&t"),
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
    ActionSpec(
        "adjust",
        QT_TRANSLATE_NOOP("Actions", "Ad&just how pictures look…"),
        lambda bench: _toggle_panel(bench),
        keys=("I",),
        menu="-view",
        when=When.PROJECT,
        tip=QT_TRANSLATE_NOOP(
            "Actions", "Brightness, contrast and levels of what is seen; the pictures stay as they are"
        ),
    ),
    ActionSpec(
        "stretch-look",
        QT_TRANSLATE_NOOP("Actions", "&Stretch each picture"),
        lambda bench: bench.part(Adjusting).toggle_stretch(),
        menu="view",
        when=When.FRAME,
        checkable=True,
        tip=QT_TRANSLATE_NOOP("Actions", "From its darkest to its brightest values"),
    ),
    ActionSpec(
        "show-original",
        QT_TRANSLATE_NOOP("Actions", "Show the picture as it is whil&e held"),
        lambda bench: bench.part(Adjusting).hold.toggle(),
        keys=("Y",),
        menu="view",
        when=When.FRAME | When.ADJUSTED,
    ),
    ActionSpec(
        "reset-look",
        QT_TRANSLATE_NOOP("Actions", "&Reset how pictures look"),
        lambda bench: bench.part(Adjusting).reset(),
        short=QT_TRANSLATE_NOOP("Actions", "Reset"),
        keys=("Shift+I",),
        menu="view",
        when=When.FRAME | When.ADJUSTED,
    ),
)


def _toggle_panel(bench: Workbench) -> None:
    """Open the panel and give it the keys; where it is in sight, close it."""
    dock, panel = bench.window.dock("adjust"), bench.part(AdjustPanel)
    if not panel.visibleRegion().isEmpty():
        dock.close()
        bench.canvas.setFocus()
        return
    dock.show()
    dock.raise_()
    panel.give_focus()


def facts(bench: Workbench) -> Facts:
    """Whether the picture is seen as it is."""
    return {When.ADJUSTED: bench.part(Adjusting).adjusted}


def describe(bench: Workbench) -> None:
    """Whether pictures are stretched."""
    bench.actions["stretch-look"].setChecked(bench.part(Adjusting).levels.stretched)


COMMANDS = Commands(ACTIONS, facts, describe)
