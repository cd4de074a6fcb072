"""Drawing, selecting, deleting and hiding boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QCursor

from app.ui.action_spec import EDITING, ActionSpec, Commands, Facts, When
from app.ui.loupe import Loupe
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
        "pick-class",
        QT_TRANSLATE_NOOP("Actions", "Ch&oose a class…"),
        lambda bench: _pick_class(bench),
        keys=("C",),
        menu="edit",
        when=EDITING,
        tip=QT_TRANSLATE_NOOP(
            "Actions", "Type a part of its name: for the selected boxes, else for new ones"
        ),
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
        QT_TRANSLATE_NOOP("Actions", "Next &box"),
        lambda bench: bench.boxes.step(1),
        keys=("B",),
        menu="-edit",
        when=When.FRAME,
        repeats=True,
    ),
    ActionSpec(
        "previous-box",
        QT_TRANSLATE_NOOP("Actions", "Pre&vious box"),
        lambda bench: bench.boxes.step(-1),
        keys=("Shift+B",),
        menu="edit",
        when=When.FRAME,
        repeats=True,
    ),
    ActionSpec(
        "select-under",
        QT_TRANSLATE_NOOP("Actions", "Select what lies und&er"),
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
        "magnify",
        QT_TRANSLATE_NOOP("Actions", "&Magnify while held"),
        lambda bench: bench.part(Loupe).toggle(),
        keys=("M",),
        menu="view",
        when=When.FRAME,
        tip=QT_TRANSLATE_NOOP("Actions", "A loupe beside the pointer, as long as the key is held"),
    ),
    ActionSpec(
        "hide-selected",
        QT_TRANSLATE_NOOP("Actions", "Hide selected bo&xes"),
        lambda bench: bench.boxes.hide_selected(),
        keys=("H",),
        menu="view",
        when=When.FRAME | When.SELECTION,
        tip=QT_TRANSLATE_NOOP("Actions", "Until all are shown again; the boxes stay what they are"),
    ),
    ActionSpec(
        "hide-others",
        QT_TRANSLATE_NOOP("Actions", "Hide all b&ut selected boxes"),
        lambda bench: bench.boxes.hide_others(),
        keys=("Ctrl+Shift+H",),
        menu="view",
        when=When.FRAME | When.SELECTION,
        tip=QT_TRANSLATE_NOOP("Actions", "See only what is selected, until all are shown again"),
    ),
    ActionSpec(
        "show-all",
        QT_TRANSLATE_NOOP("Actions", "Show all boxes and &classes"),
        lambda bench: bench.display.show_all(),
        keys=("Shift+H",),
        menu="view",
        when=When.PROJECT,
        tip=QT_TRANSLATE_NOOP("Actions", "Show again what was hidden, boxes and classes"),
    ),
    ActionSpec(
        "show-rejected",
        QT_TRANSLATE_NOOP("Actions", "Sh&ow rejected boxes"),
        lambda bench: bench.toggle_rejected(),
        keys=("Shift+X",),
        menu="view",
        when=When.PROJECT,
        checkable=True,
    ),
)


def _pick_class(bench: Workbench) -> None:
    """Ask beside the selected box, else at the pointer."""
    canvas, selected = bench.canvas, bench.boxes.selected
    if selected:
        at = canvas.image_to_view(QPointF(selected[0].x2, selected[0].y1)).toPoint()
        current: int | None = selected[0].class_id
    else:
        pointer = canvas.mapFromGlobal(QCursor.pos())
        at = pointer if canvas.rect().contains(pointer) else canvas.rect().center()
        drawn = bench.session.draw_class
        current = drawn.id if drawn is not None else None
    bench.prompt.ask(None, at, bench.session.classes, current)


def facts(bench: Workbench) -> Facts:
    """Which boxes are selected."""
    selected = bench.canvas.selection()
    return {
        When.SELECTION: bool(selected),
        When.NO_SELECTION: not selected,
        When.MULTI: len(selected) > 1,
        When.LOCKED: bool(selected) and any(box.locked for box in bench.boxes.selected),
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
