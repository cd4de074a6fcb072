"""What can be done with classes: added, renamed, moved, merged, deleted, brought from files and written to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.action_spec import ActionSpec, Commands, Facts, When
from app.ui.class_lists import ClassLists
from app.ui.classes_controller import ClassesController
from app.ui.words import QT_TRANSLATE_NOOP, translate

if TYPE_CHECKING:
    from app.ui.workbench import Workbench


def _classes(bench: Workbench) -> ClassesController:
    return bench.part(ClassesController)


_ONE = When.WRITABLE | When.CLASSES
_GOING = _ONE | When.CLASS_IDLE

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "class-add",
        QT_TRANSLATE_NOOP("Actions", "&Add a class…"),
        lambda bench: _classes(bench).add(),
        menu="class",
        when=When.WRITABLE,
    ),
    ActionSpec(
        "class-rename",
        QT_TRANSLATE_NOOP("Actions", "&Rename the class"),
        lambda bench: _classes(bench).rename(),
        menu="-class",
        when=_ONE,
        tip=QT_TRANSLATE_NOOP("Actions", "Type another name; its boxes stay what they are"),
    ),
    ActionSpec(
        "class-recolour",
        QT_TRANSLATE_NOOP("Actions", "Change the &colour of the class…"),
        lambda bench: _classes(bench).recolour(),
        menu="class",
        when=_ONE,
    ),
    ActionSpec(
        "class-key",
        QT_TRANSLATE_NOOP("Actions", "Give the class a &key"),
        lambda bench: _classes(bench).ask_for_key(),
        menu="class",
        when=_ONE,
        tip=QT_TRANSLATE_NOOP("Actions", "Press the key that chooses it from now on; Backspace for none"),
    ),
    ActionSpec(
        "class-up",
        QT_TRANSLATE_NOOP("Actions", "Move the class &up"),
        lambda bench: _classes(bench).move(-1),
        menu="-class",
        when=_ONE,
        tip=QT_TRANSLATE_NOOP("Actions", "Nearer to the top of the list; drag it to go further"),
    ),
    ActionSpec(
        "class-down",
        QT_TRANSLATE_NOOP("Actions", "Move the class d&own"),
        lambda bench: _classes(bench).move(1),
        menu="class",
        when=_ONE,
    ),
    ActionSpec(
        "class-merge",
        QT_TRANSLATE_NOOP("Actions", "&Merge the class into another…"),
        lambda bench: _classes(bench).ask_to_go(merges=True),
        menu="-class",
        when=_GOING | When.SEVERAL_CLASSES,
        tip=QT_TRANSLATE_NOOP("Actions", "All its boxes become boxes of another class"),
    ),
    ActionSpec(
        "class-delete",
        QT_TRANSLATE_NOOP("Actions", "&Delete the class…"),
        lambda bench: _classes(bench).ask_to_go(merges=False),
        menu="class",
        when=_GOING,
        tip=QT_TRANSLATE_NOOP("Actions", "See what there is of it before it goes"),
    ),
    ActionSpec(
        "classes-import",
        QT_TRANSLATE_NOOP("Actions", "&Import classes…"),
        lambda bench: bench.part(ClassLists).ask_for_import(),
        icon="import",
        menu="-class",
        when=When.WRITABLE,
        tip=QT_TRANSLATE_NOOP("Actions", "Add the classes that a .txt, .yaml or .json file lists"),
    ),
    ActionSpec(
        "classes-export",
        QT_TRANSLATE_NOOP("Actions", "&Export classes…"),
        lambda bench: bench.part(ClassLists).ask_for_export(),
        icon="export",
        menu="class",
        when=When.PROJECT | When.CLASSES,
        tip=QT_TRANSLATE_NOOP("Actions", "Write the classes to a file, with colours and keys as .json"),
    ),
)


def facts(bench: Workbench) -> Facts:
    """How many classes there are, and whether one is going."""
    count = len(bench.session.classes)
    return {
        When.CLASSES: count > 0,
        When.SEVERAL_CLASSES: count > 1,
        When.CLASS_IDLE: not _classes(bench).busy,
    }


def describe(bench: Workbench) -> None:
    """Which class is meant."""
    chosen = bench.classes.chosen
    if chosen is None:
        return
    name = chosen.name.replace("&", "&&")
    for action_id, words in (
        ("class-rename", translate("Commands", "&Rename {name}")),
        ("class-recolour", translate("Commands", "Change the &colour of {name}…")),
        ("class-key", translate("Commands", "Give {name} a &key")),
        ("class-up", translate("Commands", "Move {name} &up")),
        ("class-down", translate("Commands", "Move {name} d&own")),
        ("class-merge", translate("Commands", "&Merge {name} into another…")),
        ("class-delete", translate("Commands", "&Delete {name}…")),
    ):
        bench.actions[action_id].setText(words.format(name=name))


COMMANDS = Commands(ACTIONS, facts, describe)
