"""Judging what the model proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from app.ui.action_spec import EDITING, ActionSpec, Commands, Facts, When
from app.ui.ghost_line import GhostLine
from app.ui.ghosts import GhostsController
from app.ui.judging_frames import JudgingFrames
from app.ui.keys import HeldKey, shown_key
from app.ui.outside_controller import OutsideController
from app.ui.panels.history_panel import HistoryPanel
from app.ui.panels.note_line import NoteLine
from app.ui.suggestion_steps import SuggestionSteps
from app.ui.words import QT_TRANSLATE_NOOP, pick, translate

if TYPE_CHECKING:
    from app.ui.workbench import Workbench

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "accept",
        QT_TRANSLATE_NOOP("Actions", "&Accept what is shown"),
        lambda bench: bench.review.accept(),
        keys=("A",),
        icon="accept",
        menu="review",
        when=EDITING | When.SUGGESTIONS,
        tip=QT_TRANSLATE_NOOP("Actions", "Confirm the selected suggestions, or all above the slider"),
    ),
    ActionSpec(
        "reject",
        QT_TRANSLATE_NOOP("Actions", "Re&ject"),
        lambda bench: bench.review.reject(),
        keys=("X",),
        icon="reject",
        menu="review",
        when=EDITING | When.TARGET,
        tip=QT_TRANSLATE_NOOP("Actions", "Reject the selected boxes, or the one under the pointer"),
    ),
    ActionSpec(
        "history",
        QT_TRANSLATE_NOOP("Actions", "Histor&y"),
        lambda bench: _show_history(bench),
        keys=("Ctrl+H",),
        icon="history",
        menu="-edit",
        when=When.PROJECT,
        tip=QT_TRANSLATE_NOOP("Actions", "Everything that was done, and the way back to any moment of it"),
    ),
    ActionSpec(
        "look-at-files",
        QT_TRANSLATE_NOOP("Actions", "Look for mo&ved and replaced files"),
        lambda bench: bench.part(OutsideController).look_again(),
        menu="-frame",
        when=When.FRAMES,
        tip=QT_TRANSLATE_NOOP(
            "Actions", "Look whether every file is where it was and what it was, and say so"
        ),
    ),
    ActionSpec(
        "next-suggestion",
        QT_TRANSLATE_NOOP("Actions", "Next &suggestion"),
        lambda bench: bench.part(SuggestionSteps).step(1),
        keys=("S",),
        menu="review",
        when=When.FRAME | When.SUGGESTIONS,
        tip=QT_TRANSLATE_NOOP("Actions", "Select the next suggestion that nobody judged, the best first"),
        repeats=True,
    ),
    ActionSpec(
        "previous-suggestion",
        QT_TRANSLATE_NOOP("Actions", "Prev&ious suggestion"),
        lambda bench: bench.part(SuggestionSteps).step(-1),
        keys=("Shift+S",),
        menu="review",
        when=When.FRAME | When.SUGGESTIONS,
        repeats=True,
    ),
    ActionSpec(
        "same-as-previous",
        QT_TRANSLATE_NOOP("Actions", "Sa&me as previous frame"),
        lambda bench: bench.part(JudgingFrames).same_as_previous(),
        keys=("R",),
        menu="review",
        when=EDITING | When.PREVIOUS,
        tip=QT_TRANSLATE_NOOP(
            "Actions", "Put the confirmed boxes of the frame before in the list onto this one too"
        ),
    ),
    ActionSpec(
        "complete",
        QT_TRANSLATE_NOOP("Actions", "&Complete, next"),
        lambda bench: bench.review.complete_and_next(),
        keys=("Space",),
        icon="complete",
        menu="review",
        when=EDITING,
        tip=QT_TRANSLATE_NOOP(
            "Actions", "Mark this frame reviewed and go to the next; suggestions still shown become rejected"
        ),
    ),
    ActionSpec(
        "reopen",
        QT_TRANSLATE_NOOP("Actions", "Re&open this frame"),
        lambda bench: bench.review.reopen(),
        keys=("Shift+Space",),
        menu="review",
        when=EDITING | When.REVIEWED,
        tip=QT_TRANSLATE_NOOP("Actions", "This frame is not complete after all"),
    ),
    ActionSpec(
        "accept-frames",
        QT_TRANSLATE_NOOP("Actions", "Accept on selected &frames"),
        lambda bench: bench.part(JudgingFrames).accept(bench.frames.selected_frames()),
        keys=("Shift+A",),
        menu="-review",
        when=When.WRITABLE | When.FRAMES,
        tip=QT_TRANSLATE_NOOP(
            "Actions",
            "Confirm what the slider shows on every frame that is selected in the list, as one step",
        ),
    ),
    ActionSpec(
        "reject-frames",
        QT_TRANSLATE_NOOP("Actions", "Reject on selected f&rames"),
        lambda bench: bench.part(JudgingFrames).reject(bench.frames.selected_frames()),
        menu="review",
        when=When.WRITABLE | When.FRAMES,
        tip=QT_TRANSLATE_NOOP(
            "Actions", "Reject what the slider shows on every frame that is selected in the list, as one step"
        ),
    ),
    ActionSpec(
        "ghosts",
        QT_TRANSLATE_NOOP("Actions", "Another &version's boxes…"),
        lambda bench: bench.part(GhostsController).ask(bench.canvas.mapToGlobal(QPoint(16, 16))),
        keys=("Shift+V",),
        menu="-review",
        when=When.FRAME | When.VERSIONS,
        tip=QT_TRANSLATE_NOOP(
            "Actions", "Show what another version of the model sees on this frame, painted thin"
        ),
    ),
    ActionSpec(
        "ghosts-alone",
        QT_TRANSLATE_NOOP("Actions", "The other version's boxes a&lone"),
        lambda bench: bench.part(HeldKey).toggle(),
        keys=("V",),
        menu="review",
        when=When.FRAME | When.GHOSTS,
        tip=QT_TRANSLATE_NOOP("Actions", "Show only what the other version sees, while the key is held"),
    ),
    ActionSpec(
        "note",
        QT_TRANSLATE_NOOP("Actions", "Write a &note on this frame"),
        lambda bench: _write_note(bench),
        keys=("Ctrl+M",),
        icon="note",
        menu="review",
        when=EDITING,
        tip=QT_TRANSLATE_NOOP(
            "Actions", "What is to be remembered of this frame; the list of frames marks it"
        ),
    ),
    ActionSpec(
        "pin",
        QT_TRANSLATE_NOOP("Actions", "&Pin this frame"),
        lambda bench: bench.review.pin(),
        icon="pin",
        menu="-review",
        when=EDITING | When.REVIEWED,
        tip=QT_TRANSLATE_NOOP("Actions", "Versions are compared on pinned frames; they are never trained on"),
        checkable=True,
    ),
    ActionSpec(
        "pin-frames",
        QT_TRANSLATE_NOOP("Actions", "Pin or &unpin selected frames"),
        lambda bench: bench.review.pin_frames(bench.frames.selected_frames()),
        menu="review",
        when=When.WRITABLE | When.FRAMES,
        tip=QT_TRANSLATE_NOOP(
            "Actions",
            "Pin the reviewed frames among those selected in the list, as one step; if all are pinned, unpin them",
        ),
    ),
)


def facts(bench: Workbench) -> Facts:
    """What can be judged."""
    frame, store = bench.session.frame, bench.session.store
    return {
        When.VERSIONS: store is not None and bool(store.versions()),
        When.GHOSTS: bench.part(GhostsController).version is not None,
        When.SUGGESTIONS: bool(bench.review.acceptable),
        When.TARGET: bool(bench.review.rejectable),
        When.REVIEWED: frame is not None and frame.reviewed,
        When.HAS_NOTE: frame is not None and bool(frame.note),
    }


def _show_history(bench: Workbench) -> None:
    """Open the panel and go there; from there, close it."""
    dock, panel = bench.window.dock("history"), bench.part(HistoryPanel)
    if panel.list.hasFocus():
        dock.close()
        bench.canvas.setFocus()
        return
    dock.show()
    dock.raise_()
    panel.begin()


def _write_note(bench: Workbench) -> None:
    dock = bench.window.dock("boxes")
    dock.show()
    dock.raise_()
    bench.part(NoteLine).begin()


def describe(bench: Workbench) -> None:
    """What the buttons would do now."""
    bench.bar.accept_button.set_words(_accept_words(bench))
    bench.bar.reject_button.set_words(translate("Commands", "Reject"))
    bench.bar.complete_button.set_words(_complete_words(bench))
    bench.part(GhostLine).set_key(shown_key(bench.actions["ghosts-alone"]))
    frame = bench.session.frame
    bench.actions["pin"].setChecked(frame is not None and frame.pinned)


def _accept_words(bench: Workbench) -> str:
    count = len(bench.review.acceptable)
    if bench.review.selection_leads:
        return translate("Commands", "Accept %Ln selected", count)
    if count:
        many = translate("Commands", "Accept %Ln shown", count)
        return pick(count, translate("Commands", "Accept 1 shown"), many)
    return translate("Commands", "Accept")


def _complete_words(bench: Workbench) -> str:
    frame = bench.session.frame
    if frame is None or not bench.review.is_complete(frame):
        return translate("Commands", "Complete, next")
    if bench.queue.against_model:
        return translate("Commands", "Checked, next")
    return translate("Commands", "Next unreviewed")


COMMANDS = Commands(ACTIONS, facts, describe)
