"""Going from frame to frame, and in which order they are listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from app.project.queue import Kind
from app.ui.action_spec import ActionSpec, Commands, Facts, When
from app.ui.frames_grid import FramesGrid
from app.ui.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from app.ui.workbench import Workbench

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "previous-frame",
        QT_TRANSLATE_NOOP("Actions", "&Previous frame"),
        lambda bench: bench.navigation.step(-1),
        keys=("PgUp",),
        icon="previous",
        menu="frame",
        when=When.FRAMES,
        repeats=True,
    ),
    ActionSpec(
        "next-frame",
        QT_TRANSLATE_NOOP("Actions", "&Next frame"),
        lambda bench: bench.navigation.step(1),
        keys=("PgDown",),
        icon="next",
        menu="frame",
        when=When.FRAMES,
        repeats=True,
    ),
    ActionSpec(
        "left",
        QT_TRANSLATE_NOOP("Actions", "Previous frame"),
        lambda bench: bench.navigation.step(-1),
        keys=("Left",),
        when=When.FRAMES | When.NO_SELECTION,
        repeats=True,
    ),
    ActionSpec(
        "right",
        QT_TRANSLATE_NOOP("Actions", "Next frame"),
        lambda bench: bench.navigation.step(1),
        keys=("Right",),
        when=When.FRAMES | When.NO_SELECTION,
        repeats=True,
    ),
    ActionSpec(
        "next-unreviewed",
        QT_TRANSLATE_NOOP("Actions", "Next &unreviewed frame"),
        lambda bench: bench.navigation.next_unreviewed(),
        short=QT_TRANSLATE_NOOP("Actions", "Next unreviewed"),
        keys=("N",),
        menu="frame",
        when=When.FRAMES,
    ),
    ActionSpec(
        "list-files",
        QT_TRANSLATE_NOOP("Actions", "In f&ile order"),
        lambda bench: bench.queue.show(None),
        menu="-frame",
        when=When.FRAMES,
        checkable=True,
        tip=QT_TRANSLATE_NOOP("Actions", "List all frames in the order of their files"),
    ),
    ActionSpec(
        "list-label",
        QT_TRANSLATE_NOOP("Actions", "What &teaches most first"),
        lambda bench: bench.queue.show(Kind.LABEL),
        keys=("Q",),
        menu="frame",
        when=When.FRAMES,
        checkable=True,
        tip=QT_TRANSLATE_NOOP(
            "Actions", "List the frames to label, those first from which the next version would learn most"
        ),
    ),
    ActionSpec(
        "list-missed",
        QT_TRANSLATE_NOOP("Actions", "Likely &missed"),
        lambda bench: bench.queue.show(Kind.MISSED),
        menu="frame",
        when=When.FRAMES,
        checkable=True,
        tip=QT_TRANSLATE_NOOP(
            "Actions", "List reviewed frames where the version in use sees something without a box"
        ),
    ),
    ActionSpec(
        "list-extra",
        QT_TRANSLATE_NOOP("Actions", "Likely &extra"),
        lambda bench: bench.queue.show(Kind.EXTRA),
        menu="frame",
        when=When.FRAMES,
        checkable=True,
        tip=QT_TRANSLATE_NOOP(
            "Actions", "List reviewed frames with a box where the version in use sees nothing"
        ),
    ),
    ActionSpec(
        "list-misplaced",
        QT_TRANSLATE_NOOP("Actions", "Badly p&laced"),
        lambda bench: bench.queue.show(Kind.MISPLACED),
        menu="frame",
        when=When.FRAMES,
        checkable=True,
        tip=QT_TRANSLATE_NOOP(
            "Actions", "List reviewed frames with a box that the version in use places otherwise"
        ),
    ),
    ActionSpec(
        "filter",
        QT_TRANSLATE_NOOP("Actions", "&Filter the frames"),
        lambda bench: bench.frames.begin_filter(),
        keys=("Ctrl+F",),
        icon="filter",
        menu="-frame",
        when=When.FRAMES,
        tip=QT_TRANSLATE_NOOP("Actions", "Type what the frames that are listed must be"),
    ),
    ActionSpec(
        "filter-clear",
        QT_TRANSLATE_NOOP("Actions", "List &all frames again"),
        lambda bench: bench.frames.list_all(),
        menu="frame",
        when=When.FRAMES,
        short=QT_TRANSLATE_NOOP("Actions", "List all"),
    ),
    ActionSpec(
        "frames-grid",
        QT_TRANSLATE_NOOP("Actions", "&Grid of frames"),
        lambda bench: bench.part(FramesGrid).toggle(),
        keys=("G",),
        icon="grid",
        menu="frame",
        when=When.PROJECT,
        tip=QT_TRANSLATE_NOOP("Actions", "Pictures in a grid instead of rows"),
        checkable=True,
    ),
    ActionSpec(
        "detect-listed",
        QT_TRANSLATE_NOOP("Actions", "Detect on the frames &listed"),
        lambda bench: bench.detection.detect_frames(bench.frames.model.order),
        menu="detect",
        when=When.WRITABLE | When.LISTED | When.DETECT_IDLE,
        tip=QT_TRANSLATE_NOOP("Actions", "Detect on every frame that the filter lets through"),
    ),
    ActionSpec(
        "step-back",
        QT_TRANSLATE_NOOP("Actions", "One video frame &back"),
        lambda bench: bench.navigation.step_video(-1),
        keys=(",",),
        icon="step-back",
        menu="-frame",
        when=When.VIDEO,
        repeats=True,
    ),
    ActionSpec(
        "step-forward",
        QT_TRANSLATE_NOOP("Actions", "One video frame f&orward"),
        lambda bench: bench.navigation.step_video(1),
        keys=(".",),
        icon="step-forward",
        menu="frame",
        when=When.VIDEO,
        repeats=True,
    ),
)


def facts(bench: Workbench) -> Facts:
    """Which frames there are, and which is looked at."""
    store, frame, media = bench.session.store, bench.session.frame, bench.session.media
    model = bench.frames.model
    return {
        When.FRAMES: store is not None and bool(store.totals().frames),
        When.FRAME: frame is not None,
        When.LISTED: bool(model.order),
        When.PREVIOUS: frame is not None and model.neighbour(frame.id, -1) is not None,
        When.VIDEO: frame is not None and media is not None and media.kind == "video",
    }


def describe(bench: Workbench) -> None:
    """Which list is shown, and where in it one is."""
    for kind in (None, *Kind):
        bench.actions[f"list-{kind or 'files'}"].setChecked(bench.queue.shown is kind)
    bench.actions["frames-grid"].setChecked(bench.frames.view.grid)
    frame, model, locale = bench.session.frame, bench.frames.model, QLocale()
    place = model.position(frame.id) if frame is not None else None
    number = "–" if place is None else locale.toString(place + 1)  # noqa: RUF001  (a dash for nowhere)
    bench.window.position.setText(f"{number} / {locale.toString(len(model.order))}")


COMMANDS = Commands(ACTIONS, facts, describe)
