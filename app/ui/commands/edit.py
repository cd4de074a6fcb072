"""Taking back, repeating, and the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.project.records import Edit
from app.ui.action_spec import EDITING, ActionSpec, Commands, Facts, When
from app.ui.clipboard import BoxClipboard
from app.ui.edit_names import edit_name
from app.ui.words import QT_TRANSLATE_NOOP, translate

if TYPE_CHECKING:
    from app.ui.workbench import Workbench

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "undo",
        QT_TRANSLATE_NOOP("Actions", "&Undo"),
        lambda bench: bench.session.undo(),
        keys=("Ctrl+Z", "Z"),
        icon="undo",
        menu="edit",
        when=When.CAN_UNDO,
        repeats=True,
    ),
    ActionSpec(
        "redo",
        QT_TRANSLATE_NOOP("Actions", "&Redo"),
        lambda bench: bench.session.redo(),
        keys=("Ctrl+Shift+Z", "Shift+Z", "Ctrl+Y"),
        icon="redo",
        menu="edit",
        when=When.CAN_REDO,
        repeats=True,
    ),
    ActionSpec(
        "cut",
        QT_TRANSLATE_NOOP("Actions", "Cu&t boxes"),
        lambda bench: bench.part(BoxClipboard).cut(),
        keys=("Ctrl+X",),
        menu="-edit",
        when=EDITING | When.SELECTION,
    ),
    ActionSpec(
        "copy",
        QT_TRANSLATE_NOOP("Actions", "&Copy boxes"),
        lambda bench: bench.part(BoxClipboard).copy(),
        keys=("Ctrl+C",),
        menu="edit",
        when=When.FRAME | When.SELECTION,
    ),
    ActionSpec(
        "paste",
        QT_TRANSLATE_NOOP("Actions", "&Paste boxes"),
        lambda bench: bench.part(BoxClipboard).paste(),
        keys=("Ctrl+V",),
        menu="edit",
        when=EDITING | When.CLIPBOARD,
        tip=QT_TRANSLATE_NOOP("Actions", "At the same place; beside a box that is there already"),
    ),
    ActionSpec(
        "paste-onto",
        QT_TRANSLATE_NOOP("Actions", "Paste onto selected &frames"),
        lambda bench: bench.part(BoxClipboard).paste_onto(list(bench.frames.selected_frames())),
        keys=("Ctrl+Shift+V",),
        menu="edit",
        when=EDITING | When.CLIPBOARD,
        tip=QT_TRANSLATE_NOOP("Actions", "Onto every frame that is selected in the list, as one step"),
    ),
    ActionSpec(
        "duplicate",
        QT_TRANSLATE_NOOP("Actions", "Duplicate to ne&xt frame"),
        lambda bench: bench.part(BoxClipboard).duplicate_to_next(),
        keys=("Ctrl+R",),
        menu="edit",
        when=EDITING | When.SELECTION,
        tip=QT_TRANSLATE_NOOP("Actions", "Put the selected boxes onto the next frame, and go there"),
    ),
)


def facts(bench: Workbench) -> Facts:
    """Whether there is a step to take back or to repeat, and something to paste."""
    store, writable = bench.session.store, bench.session.writable
    return {
        When.CAN_UNDO: writable and store is not None and store.undo_edit() is not None,
        When.CLIPBOARD: bench.part(BoxClipboard).filled,
        When.CAN_REDO: writable and store is not None and store.redo_edit() is not None,
    }


def describe(bench: Workbench) -> None:
    """Which step it is."""
    actions, store = bench.actions, bench.session.store
    undo, redo = (store.undo_edit(), store.redo_edit()) if store is not None else (None, None)
    actions["undo"].setText(_step(translate("Commands", "&Undo"), undo))
    actions["redo"].setText(_step(translate("Commands", "&Redo"), redo))


def _step(verb: str, edit: Edit | None) -> str:
    return verb if edit is None else f"{verb} {edit_name(edit)}"


COMMANDS = Commands(ACTIONS, facts, describe)
