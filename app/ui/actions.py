"""Every action of the program in one table: words, keys, icon, what it does, and when it can be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Flag, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence

from app.ui import theme
from app.ui.naming import named
from app.ui.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from app.ui.workbench import Workbench


class When(Flag):
    """What must hold for an action to be possible."""

    ALWAYS = 0
    PROJECT = auto()
    WRITABLE = auto()
    FRAMES = auto()
    FRAME = auto()
    VIDEO = auto()
    SELECTION = auto()
    NO_SELECTION = auto()
    SUGGESTIONS = auto()
    TARGET = auto()
    REVIEWED = auto()
    CAN_UNDO = auto()
    CAN_REDO = auto()
    DETECTING = auto()
    DETECT_IDLE = auto()
    TEACHING = auto()
    TEACH_IDLE = auto()


@dataclass(frozen=True)
class ActionSpec:
    """One row of the table.

    Attributes:
        keys: Shortcuts in portable text; the first is the one that is shown.
        menu: Id of the menu that lists it, with "-" in front to draw a line above it; "" for none.
        run: What it does.
        short: What its button says, where that is less than its text.
        repeats: Holding the key does it again and again.
    """

    id: str
    text: str
    run: Callable[[Workbench], None]
    keys: tuple[str, ...] = ()
    icon: str = ""
    menu: str = ""
    when: When = When.ALWAYS
    tip: str = ""
    short: str = ""
    repeats: bool = False
    checkable: bool = False


MENUS: tuple[tuple[str, str], ...] = (
    ("file", QT_TRANSLATE_NOOP("Actions", "&File")),
    ("edit", QT_TRANSLATE_NOOP("Actions", "&Edit")),
    ("frame", QT_TRANSLATE_NOOP("Actions", "F&rame")),
    ("review", QT_TRANSLATE_NOOP("Actions", "&Review")),
    ("detect", QT_TRANSLATE_NOOP("Actions", "&Detect")),
    ("teach", QT_TRANSLATE_NOOP("Actions", "&Teach")),
    ("view", QT_TRANSLATE_NOOP("Actions", "&View")),
    ("help", QT_TRANSLATE_NOOP("Actions", "&Help")),
)

_EDITING = When.WRITABLE | When.FRAME

ACTIONS: tuple[ActionSpec, ...] = (
    # --- file
    ActionSpec(
        "open-images",
        QT_TRANSLATE_NOOP("Actions", "Open &pictures…"),
        lambda bench: bench.opening.ask_for_images(),
        keys=("Ctrl+O",),
        icon="open",
        menu="file",
        tip=QT_TRANSLATE_NOOP("Actions", "Open pictures; without a project, one is made beside them"),
    ),
    ActionSpec(
        "open-folder",
        QT_TRANSLATE_NOOP("Actions", "Open &folder…"),
        lambda bench: bench.opening.ask_for_folder(),
        keys=("Ctrl+Shift+O",),
        icon="folder",
        menu="file",
        tip=QT_TRANSLATE_NOOP("Actions", "Open all pictures and videos below a folder"),
    ),
    ActionSpec(
        "open-video",
        QT_TRANSLATE_NOOP("Actions", "Open &video…"),
        lambda bench: bench.opening.ask_for_video(),
        icon="video",
        menu="file",
        tip=QT_TRANSLATE_NOOP("Actions", "Open a video, frame by frame"),
    ),
    ActionSpec(
        "new-project",
        QT_TRANSLATE_NOOP("Actions", "&New project…"),
        lambda bench: bench.opening.ask_for_new_project(),
        keys=("Ctrl+N",),
        icon="project",
        menu="-file",
        tip=QT_TRANSLATE_NOOP("Actions", "Start an empty project in a place of your choice"),
    ),
    ActionSpec(
        "open-project",
        QT_TRANSLATE_NOOP("Actions", "Open p&roject…"),
        lambda bench: bench.opening.ask_for_project(),
        icon="project",
        menu="file",
        tip=QT_TRANSLATE_NOOP("Actions", "Open a .foveate project"),
    ),
    ActionSpec(
        "close-project",
        QT_TRANSLATE_NOOP("Actions", "&Close project"),
        lambda bench: bench.opening.close_project(),
        keys=("Ctrl+W",),
        menu="file",
        when=When.PROJECT,
    ),
    ActionSpec(
        "import-labels",
        QT_TRANSLATE_NOOP("Actions", "&Import labels…"),
        lambda bench: bench.labels.ask_for_import(),
        icon="import",
        menu="-file",
        when=When.WRITABLE | When.FRAMES,
        tip=QT_TRANSLATE_NOOP("Actions", "Read boxes from Pascal VOC, COCO or YOLO files"),
    ),
    ActionSpec(
        "export-labels",
        QT_TRANSLATE_NOOP("Actions", "&Export labels…"),
        lambda bench: bench.labels.ask_for_export(),
        icon="export",
        menu="file",
        when=When.PROJECT | When.FRAMES,
        tip=QT_TRANSLATE_NOOP("Actions", "Write the confirmed boxes as COCO, Pascal VOC or YOLO files"),
    ),
    ActionSpec(
        "quit",
        QT_TRANSLATE_NOOP("Actions", "&Quit"),
        lambda bench: bench.quit(),
        keys=("Ctrl+Q",),
        menu="-file",
    ),
    # --- edit
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
        "draw",
        QT_TRANSLATE_NOOP("Actions", "Dra&w boxes"),
        lambda bench: bench.boxes.toggle_drawing(),
        short=QT_TRANSLATE_NOOP("Actions", "Draw"),
        keys=("W",),
        icon="draw",
        menu="-edit",
        when=_EDITING,
        checkable=True,
        tip=QT_TRANSLATE_NOOP("Actions", "Draw boxes of the chosen class; Esc goes back to selecting"),
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
        when=_EDITING | When.SELECTION,
    ),
    # --- frame
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
        QT_TRANSLATE_NOOP("Actions", "One video frame &forward"),
        lambda bench: bench.navigation.step_video(1),
        keys=(".",),
        icon="step-forward",
        menu="frame",
        when=When.VIDEO,
        repeats=True,
    ),
    # --- review
    ActionSpec(
        "accept",
        QT_TRANSLATE_NOOP("Actions", "&Accept what is shown"),
        lambda bench: bench.review.accept(),
        keys=("A",),
        icon="accept",
        menu="review",
        when=_EDITING | When.SUGGESTIONS,
        tip=QT_TRANSLATE_NOOP("Actions", "Confirm the selected suggestions, or all above the slider"),
    ),
    ActionSpec(
        "reject",
        QT_TRANSLATE_NOOP("Actions", "Re&ject"),
        lambda bench: bench.review.reject(),
        keys=("X",),
        icon="reject",
        menu="review",
        when=_EDITING | When.TARGET,
        tip=QT_TRANSLATE_NOOP("Actions", "Reject the selected boxes, or the one under the pointer"),
    ),
    ActionSpec(
        "complete",
        QT_TRANSLATE_NOOP("Actions", "&Complete, next"),
        lambda bench: bench.review.complete_and_next(),
        keys=("Space",),
        icon="complete",
        menu="review",
        when=_EDITING,
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
        when=_EDITING | When.REVIEWED,
        tip=QT_TRANSLATE_NOOP("Actions", "This frame is not complete after all"),
    ),
    ActionSpec(
        "pin",
        QT_TRANSLATE_NOOP("Actions", "&Pin this frame"),
        lambda bench: bench.review.pin(),
        icon="pin",
        menu="-review",
        when=_EDITING | When.REVIEWED,
        tip=QT_TRANSLATE_NOOP("Actions", "Versions are compared on pinned frames; they are never trained on"),
        checkable=True,
    ),
    # --- detect
    ActionSpec(
        "detect",
        QT_TRANSLATE_NOOP("Actions", "&Detect on this frame"),
        lambda bench: bench.detection.detect_current(),
        short=QT_TRANSLATE_NOOP("Actions", "Detect"),
        keys=("D",),
        icon="detect",
        menu="detect",
        when=_EDITING | When.DETECT_IDLE,
    ),
    ActionSpec(
        "detect-selection",
        QT_TRANSLATE_NOOP("Actions", "Detect on the &selected frames"),
        lambda bench: bench.detection.detect_selected(),
        keys=("Ctrl+D",),
        menu="detect",
        when=_EDITING | When.DETECT_IDLE,
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
        "detect-cancel",
        QT_TRANSLATE_NOOP("Actions", "&Cancel detection"),
        lambda bench: bench.detection.cancel(),
        menu="detect",
        when=When.DETECTING,
    ),
    # --- teach
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
        "teach-cancel",
        QT_TRANSLATE_NOOP("Actions", "&Cancel teaching"),
        lambda bench: bench.teaching.cancel(),
        menu="teach",
        when=When.TEACHING,
    ),
    ActionSpec(
        "import-model",
        QT_TRANSLATE_NOOP("Actions", "&Import a model…"),
        lambda bench: bench.teaching.ask_for_model(),
        menu="-teach",
        when=When.WRITABLE,
        tip=QT_TRANSLATE_NOOP("Actions", "Use a model folder from another project"),
    ),
    # --- view
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
        QT_TRANSLATE_NOOP("Actions", "Zoom &out"),
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
    ActionSpec(
        "colours-system",
        QT_TRANSLATE_NOOP("Actions", "Colours as the &system"),
        lambda bench: bench.set_scheme("system"),
        menu="-view",
        checkable=True,
    ),
    ActionSpec(
        "colours-light",
        QT_TRANSLATE_NOOP("Actions", "&Light colours"),
        lambda bench: bench.set_scheme("light"),
        menu="view",
        checkable=True,
    ),
    ActionSpec(
        "colours-dark",
        QT_TRANSLATE_NOOP("Actions", "&Dark colours"),
        lambda bench: bench.set_scheme("dark"),
        menu="view",
        checkable=True,
    ),
    # --- help
    ActionSpec(
        "about",
        QT_TRANSLATE_NOOP("Actions", "&About Foveate"),
        lambda bench: bench.show_about(),
        menu="help",
    ),
)

# A digit picks a class: the tenth has 0.
DIGITS = tuple(str(number % 10) for number in range(1, 11))


class Actions(QObject):
    """The table as QActions, made once; their owner decides when to bring them up to date."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._specs = {spec.id: spec for spec in ACTIONS}
        self._actions = {spec.id: self._make(spec, bench) for spec in ACTIONS}
        self.digits = tuple(self._digit(number, key, bench) for number, key in enumerate(DIGITS))

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def __iter__(self) -> object:
        return iter(self._actions.items())

    def every(self) -> tuple[QAction, ...]:
        """All of them, for the window to listen to their keys."""
        return (*self._actions.values(), *self.digits)

    def in_menu(self, menu: str) -> list[tuple[QAction, bool]]:
        """The actions of a menu, each with whether a line goes above it."""
        return [
            (self._actions[spec.id], spec.menu.startswith("-"))
            for spec in ACTIONS
            if spec.menu.lstrip("-") == menu
        ]

    def update(self, state: When) -> None:
        """Enable what is possible now."""
        for spec in ACTIONS:
            self._actions[spec.id].setEnabled((spec.when & state) == spec.when)
        for digit in self.digits:
            digit.setEnabled(When.WRITABLE in state)

    def _make(self, spec: ActionSpec, bench: Workbench) -> QAction:
        text = QCoreApplication.translate("Actions", spec.text)
        action = named(QAction(text, self, checkable=spec.checkable), spec.id)
        action.setShortcuts([QKeySequence.fromString(key) for key in spec.keys])
        if spec.short:
            action.setIconText(QCoreApplication.translate("Actions", spec.short))
        if spec.icon:
            action.setIcon(theme.icon(spec.icon))
        tip = (
            QCoreApplication.translate("Actions", spec.tip) if spec.tip else text.replace("&", "").strip("…")
        )
        key = shown_key(action)
        action.setToolTip(f"{tip} ({key})" if key else tip)
        action.setAutoRepeat(spec.repeats)
        action.triggered.connect(lambda _checked=False: spec.run(bench))
        return action

    def _digit(self, number: int, key: str, bench: Workbench) -> QAction:
        action = named(QAction(self), f"class-{key}")
        action.setShortcut(QKeySequence.fromString(key))
        action.triggered.connect(lambda _checked=False: bench.boxes.choose_class(number))
        return action


def shown_key(action: QAction) -> str:
    """The key that is shown for an action, as the system writes it; the plain one where there is a choice."""
    sequences = [item.toString(QKeySequence.SequenceFormat.NativeText) for item in action.shortcuts()]
    return sequences[0] if sequences else ""
