"""Teaching, and models from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.action_spec import ActionSpec, Commands, Facts, When
from app.ui.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from app.ui.workbench import Workbench

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "teach",
        QT_TRANSLATE_NOOP("Actions", "&Teach"),
        lambda bench: bench.teaching.teach(),
        keys=("T",),
        icon="teach",
        menu="teach",
        when=When.WRITABLE | When.FRAMES | When.TEACH_IDLE,
        tip=QT_TRANSLATE_NOOP("Actions", "Make a new version of the detector from your corrections"),
    ),
    ActionSpec(
        "teach-pause",
        QT_TRANSLATE_NOOP("Actions", "&Pause teaching"),
        lambda bench: bench.teaching.pause_or_go_on(),
        icon="pause",
        menu="teach",
        when=When.TEACHING,
        tip=QT_TRANSLATE_NOOP("Actions", "Leave the computer alone for a while; teaching goes on afterwards"),
        checkable=True,
    ),
    ActionSpec(
        "teach-finish",
        QT_TRANSLATE_NOOP("Actions", "&Finish teaching early"),
        lambda bench: bench.teaching.finish_early(),
        menu="teach",
        when=When.TEACHING,
        tip=QT_TRANSLATE_NOOP("Actions", "Stop learning now, keep what was learnt and compare it"),
    ),
    ActionSpec(
        "teach-cancel",
        QT_TRANSLATE_NOOP("Actions", "&Cancel teaching"),
        lambda bench: bench.teaching.cancel(),
        menu="teach",
        when=When.TEACHING,
    ),
    ActionSpec(
        "import-model",
        QT_TRANSLATE_NOOP("Actions", "&Import a model…"),
        lambda bench: bench.models.ask_for_model(),
        menu="-teach",
        when=When.WRITABLE,
        tip=QT_TRANSLATE_NOOP(
            "Actions", "Use a model from another project, or weights of a RetinaNet of torchvision"
        ),
    ),
    ActionSpec(
        "weights",
        QT_TRANSLATE_NOOP("Actions", "&Weights to start from…"),
        lambda bench: bench.shell.show_weights(),
        menu="teach",
        tip=QT_TRANSLATE_NOOP(
            "Actions", "Weights that others have published: fetch them, or take them from a file"
        ),
    ),
)


def facts(bench: Workbench) -> Facts:
    """Whether a teaching is at work."""
    busy = bench.teaching.busy
    return {When.TEACHING: busy, When.TEACH_IDLE: not busy}


def describe(bench: Workbench) -> None:
    """Whether it pauses."""
    bench.actions["teach-pause"].setChecked(bench.teaching.paused)


COMMANDS = Commands(ACTIONS, facts, describe)
