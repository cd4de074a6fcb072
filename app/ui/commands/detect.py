"""Detecting on one frame or many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.action_spec import EDITING, ActionSpec, Commands, Facts, When
from app.ui.words import QT_TRANSLATE_NOOP, translate

if TYPE_CHECKING:
    from app.ui.workbench import Workbench

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "detect",
        QT_TRANSLATE_NOOP("Actions", "&Detect on this frame"),
        lambda bench: bench.detection.detect_current(),
        short=QT_TRANSLATE_NOOP("Actions", "Detect"),
        keys=("D",),
        icon="detect",
        menu="detect",
        when=EDITING | When.DETECT_IDLE,
    ),
    ActionSpec(
        "detect-selection",
        QT_TRANSLATE_NOOP("Actions", "Detect on the &selected frames"),
        lambda bench: bench.detection.detect_selected(),
        keys=("Ctrl+D",),
        menu="detect",
        when=EDITING | When.DETECT_IDLE,
    ),
    ActionSpec(
        "detect-all",
        QT_TRANSLATE_NOOP("Actions", "Detect on &everything"),
        lambda bench: bench.detection.detect_everything(),
        keys=("Ctrl+Shift+D",),
        menu="detect",
        when=When.WRITABLE | When.FRAMES | When.DETECT_IDLE,
        tip=QT_TRANSLATE_NOOP("Actions", "Detect on every frame that is not reviewed yet"),
    ),
    ActionSpec(
        "detect-reviewed",
        QT_TRANSLATE_NOOP("Actions", "Detect on &reviewed frames"),
        lambda bench: bench.detection.detect_reviewed(bench.queue.unlooked),
        menu="detect",
        when=When.WRITABLE | When.FRAMES | When.DETECT_IDLE,
        tip=QT_TRANSLATE_NOOP(
            "Actions", "Hold what the version in use finds against your boxes, which stay as they are"
        ),
    ),
    ActionSpec(
        "detect-cancel",
        QT_TRANSLATE_NOOP("Actions", "&Cancel detection"),
        lambda bench: bench.detection.cancel(),
        menu="detect",
        when=When.DETECTING,
    ),
)


def facts(bench: Workbench) -> Facts:
    """Whether the detector is at work."""
    busy = bench.detection.busy
    return {When.DETECTING: busy, When.DETECT_IDLE: not busy}


def describe(bench: Workbench) -> None:
    """Which version detects, and on what."""
    store, engine = bench.session.store, bench.detection.engine
    if store is None:
        bench.status.engine.clear()
        return
    active = store.active_version()
    if active is None:
        bench.status.engine.setText(translate("Commands", "no version yet"))
        return
    version = translate("Commands", "version {id}").format(id=active.id)
    bench.status.engine.setText(f"{version} · {engine}" if engine else version)


COMMANDS = Commands(ACTIONS, facts, describe)
