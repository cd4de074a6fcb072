"""Taking back and repeating."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.project.records import Edit
from app.ui.action_spec import ActionSpec, Commands, Facts, When
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
)


def facts(bench: Workbench) -> Facts:
    """Whether there is a step to take back or to repeat."""
    store, writable = bench.session.store, bench.session.writable
    return {
        When.CAN_UNDO: writable and store is not None and store.undo_edit() is not None,
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
