"""Drawing, selecting, deleting and hiding boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.action_spec import EDITING, ActionSpec, Commands, Facts, When
from app.ui.words import QT_TRANSLATE_NOOP, translate

if TYPE_CHECKING:
    from app.ui.workbench import Workbench

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "draw",
        QT_TRANSLATE_NOOP("Actions", "Dra&w boxes"),
        lambda bench: bench.boxes.toggle_drawing(),
        short=QT_TRANSLATE_NOOP("Actions", "Draw"),
        keys=("W",),
        icon="draw",
        menu="-edit",
        when=EDITING,
        checkable=True,
        tip=QT_TRANSLATE_NOOP(
            "Actions", "Draw boxes of the chosen class; Enter begins one by keys, Esc goes back"
        ),
    ),
    ActionSpec(
        "select-all",
        QT_TRANSLATE_NOOP("Actions", "Select &all boxes"),
        lambda bench: bench.boxes.select_all(),
        keys=("Ctrl+A",),
        menu="edit",
        when=When.FRAME,
    ),
    ActionSpec(
        "select-none",
        QT_TRANSLATE_NOOP("Actions", "Select &nothing"),
        lambda bench: bench.boxes.leave(),
        keys=("Esc",),
        menu="edit",
        when=When.FRAME,
    ),
    ActionSpec(
        "delete",
        QT_TRANSLATE_NOOP("Actions", "&Delete selected boxes"),
        lambda bench: bench.boxes.delete_selected(),
        keys=("Del", "Backspace"),
        icon="delete",
        menu="edit",
        when=EDITING | When.SELECTION,
    ),
    ActionSpec(
        "lock",
        QT_TRANSLATE_NOOP("Actions", "&Lock selected boxes"),
        lambda bench: bench.boxes.toggle_lock(),
        keys=("L",),
        menu="edit",
        when=EDITING | When.SELECTION,
        tip=QT_TRANSLATE_NOOP(
            "Actions", "Locked boxes cannot be moved, relabelled or deleted; again unlocks them"
        ),
    ),
    ActionSpec(
        "next-box",
        QT_TRANSLATE_NOOP("Actions", "&Next box"),
        lambda bench: bench.boxes.step(1),
        keys=("B",),
        menu="-edit",
        when=When.FRAME,
        repeats=True,
    ),
    ActionSpec(
        "previous-box",
        QT_TRANSLATE_NOOP("Actions", "&Previous box"),
        lambda bench: bench.boxes.step(-1),
        keys=("Shift+B",),
        menu="edit",
        when=When.FRAME,
        repeats=True,
    ),
    ActionSpec(
        "select-under",
        QT_TRANSLATE_NOOP("Actions", "Select what lies &under"),
        lambda bench: bench.boxes.select_under(),
        keys=("U",),
        menu="edit",
        when=When.FRAME,
        repeats=True,
        tip=QT_TRANSLATE_NOOP("Actions", "Of boxes that lie on each other, select the next"),
    ),
    ActionSpec(
        "hide-boxes",
        QT_TRANSLATE_NOOP("Actions", "&Hide boxes while held"),
        lambda bench: bench.hold.toggle(),
        keys=("E",),
        menu="-view",
        when=When.FRAME,
        tip=QT_TRANSLATE_NOOP("Actions", "See what is under the boxes, as long as the key is held"),
    ),
    ActionSpec(
        "show-rejected",
        QT_TRANSLATE_NOOP("Actions", "Show &rejected boxes"),
        lambda bench: bench.toggle_rejected(),
        keys=("Shift+X",),
        menu="view",
        when=When.PROJECT,
        checkable=True,
    ),
)


def facts(bench: Workbench) -> Facts:
    """Which boxes are selected."""
    selected = bench.canvas.selection()
    return {
        When.SELECTION: bool(selected),
        When.NO_SELECTION: not selected,
        When.MULTI: len(selected) > 1,
        When.LOCKED: bool(selected) and any(box.locked for box in bench.session.boxes if box.id in selected),
    }


def describe(bench: Workbench) -> None:
    """Which modes are on."""
    unlocks = bool(bench.boxes.selected) and all(box.locked for box in bench.boxes.selected)
    bench.actions["lock"].setText(
        translate("Commands", "Un&lock selected boxes")
        if unlocks
        else translate("Commands", "&Lock selected boxes")
    )
    bench.actions["draw"].setChecked(bench.boxes.drawing)
    bench.actions["show-rejected"].setChecked(bench.display.rejected_shown)


COMMANDS = Commands(ACTIONS, facts, describe)
