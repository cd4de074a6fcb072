"""What the window is put together from beside the picture: one row a part.

A part is made once, after the controllers of the workbench, and may use all of them. It connects what it needs
itself, and calls `bench.refresh_soon` when actions may have become possible or not. Others find it with
`bench.part(ItsClass)`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app import paths
from app.settings import DEVICE
from app.ui.adjusting import Adjusting
from app.ui.box_menu import BoxMenu
from app.ui.box_settings import BoxSettings
from app.ui.class_keys import ClassKeys
from app.ui.class_lists import ClassLists
from app.ui.classes_controller import ClassesController
from app.ui.clipboard import BoxClipboard
from app.ui.frames_grid import FramesGrid
from app.ui.ghost_line import GhostLine
from app.ui.ghosts import GhostsController
from app.ui.judging_frames import JudgingFrames
from app.ui.keys import HeldKey
from app.ui.look_chip import LookChip
from app.ui.looking import LookingController
from app.ui.loupe import Loupe
from app.ui.outside_controller import OutsideController
from app.ui.overview.panel import OverviewPanel
from app.ui.panels.adjust_panel import AdjustPanel
from app.ui.panels.history_panel import HistoryPanel
from app.ui.panels.note_line import NoteLine
from app.ui.pasting import Pasting
from app.ui.speed_meter import SpeedMeter, measure_command
from app.ui.suggestion_steps import SuggestionSteps
from app.ui.tips import TipLine
from app.ui.tour import TourController
from app.ui.tour_bar import TourBar
from app.ui.travel_progress import travel_progress
from app.ui.warming import Warming
from app.ui.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from app.ui.workbench import Workbench


class Place(Enum):
    """Where a part is seen."""

    LEFT = auto()
    RIGHT = auto()
    UNDER_PICTURE = auto()
    NOWHERE = auto()
    """It is a controller."""


@dataclass(frozen=True)
class Part:
    """One part of the window.

    Attributes:
        name: Its own; the dock is called that and "Dock". The place of docks is remembered by it: never change one.
        make: Makes the widget, or the controller of a part that is nowhere.
        title: What its dock is called; "" where there is no dock.
        behind: Where there is room for docks below each other, it shares tabs with the dock of this part instead.
        begins_open: Its dock is open until somebody closes it; else closed until somebody opens it.
    """

    name: str
    make: Callable[[Workbench], QObject]
    place: Place
    title: str = ""
    behind: str = ""
    begins_open: bool = True


def _make_clipboard(bench: Workbench) -> BoxClipboard:
    pasting = Pasting(bench.session, bench.activity, bench)
    clipboard = BoxClipboard(
        bench.session, bench.canvas, bench.boxes, bench.view, bench.frames.model, pasting, bench
    )
    clipboard.changed.connect(bench.refresh_soon)
    return clipboard


def _make_grid(bench: Workbench) -> FramesGrid:
    bench.frames.switch.setDefaultAction(bench.actions["frames-grid"])
    return FramesGrid(bench.settings, bench.frames.view, bench)


def _make_steps(bench: Workbench) -> SuggestionSteps:
    return SuggestionSteps(bench.session, bench.canvas, bench.boxes, bench.review, bench.settings, bench)


def _make_judging(bench: Workbench) -> JudgingFrames:
    judging = JudgingFrames(
        bench.session, bench.canvas, bench.display, bench.view, bench.frames.model, bench.activity, bench
    )
    judging.said.connect(bench.status.say)
    return judging


def _make_outside(bench: Workbench) -> OutsideController:
    services = bench.services
    return OutsideController(
        bench.session,
        services.tasks,
        services.loader,
        bench.view,
        bench.notices,
        bench.activity,
        bench.window,
    )


def _make_note(bench: Workbench) -> NoteLine:
    note = NoteLine(bench.session, bench.canvas)
    bench.box_list.add_line(note)
    return note


def _make_ghosts(bench: Workbench) -> GhostsController:
    ghosts = GhostsController(bench.session, bench.services.looking, bench.display, bench.view, bench.window)
    ghosts.changed.connect(bench.refresh_soon)
    return ghosts


def _make_alone(bench: Workbench) -> HeldKey:
    return HeldKey(bench.actions["ghosts-alone"], bench.part(GhostsController).set_alone, bench)


def _make_tour_bar(bench: Workbench) -> TourBar:
    return TourBar(bench.part(TourController), bench.actions, bench.window.raise_dock)


def _make_speed_meter(bench: Workbench) -> SpeedMeter:
    meter = SpeedMeter(
        paths.data_dir() / "speed.json", lambda: bench.settings.get(DEVICE), measure_command, bench
    )

    def show() -> None:
        bench.welcome.computer.show_speed(meter.speed, failed=meter.failed)

    def measure() -> None:
        if bench.session.store is None:
            meter.measure_later()

    def start_anew() -> None:
        meter.start_anew()
        measure()

    meter.changed.connect(show)
    bench.services.detection.warmed.connect(measure)
    bench.settings.subscribe(lambda setting: start_anew() if setting is DEVICE else None)
    bench.window.closing.connect(meter.stop)
    show()
    return meter


def _make_looking(bench: Workbench) -> LookingController:
    return LookingController(
        bench.session, bench.services.tasks, bench.services.loader, bench.adding, bench.activity, bench
    )


def _make_adjusting(bench: Workbench) -> Adjusting:
    original = bench.actions["show-original"]
    adjusting = Adjusting(bench.session, bench.canvas, bench.view, bench.services.tasks, original, bench)
    adjusting.changed.connect(bench.refresh_soon)
    return adjusting


def _make_adjust_panel(bench: Workbench) -> AdjustPanel:
    return AdjustPanel(bench.part(Adjusting), bench.actions["reset-look"], bench.window)


def _make_look_chip(bench: Workbench) -> LookChip:
    actions = bench.actions
    return LookChip(bench.part(Adjusting), actions["adjust"], actions["reset-look"], bench.canvas)


def _make_warming(bench: Workbench) -> Warming:
    return Warming(bench.session, bench.services.detection, bench.view, bench.canvas, bench)


PARTS: tuple[Part, ...] = (
    Part("frames", lambda bench: bench.frames, Place.LEFT, QT_TRANSLATE_NOOP("Parts", "Frames")),
    Part("review-bar", lambda bench: bench.bar, Place.UNDER_PICTURE),
    Part("reason", lambda bench: bench.reason, Place.UNDER_PICTURE),
    Part("warming", _make_warming, Place.NOWHERE),
    Part("ghosts", _make_ghosts, Place.NOWHERE),
    Part("ghosts-alone", _make_alone, Place.NOWHERE),
    Part(
        "ghost-line", lambda bench: GhostLine(bench.part(GhostsController), bench.window), Place.UNDER_PICTURE
    ),
    Part("tour", TourController, Place.NOWHERE),
    Part("tour-bar", _make_tour_bar, Place.UNDER_PICTURE),
    Part("tips", TipLine, Place.UNDER_PICTURE),
    Part("speed-meter", _make_speed_meter, Place.NOWHERE),
    Part("timeline", lambda bench: bench.timeline, Place.UNDER_PICTURE),
    Part("boxes", lambda bench: bench.box_list, Place.RIGHT, QT_TRANSLATE_NOOP("Parts", "On this frame")),
    Part("classes", lambda bench: bench.classes, Place.RIGHT, QT_TRANSLATE_NOOP("Parts", "Classes")),
    Part("teach", lambda bench: bench.teach_panel, Place.RIGHT, QT_TRANSLATE_NOOP("Parts", "Teach")),
    Part(
        "versions",
        lambda bench: bench.lessons.history,
        Place.RIGHT,
        QT_TRANSLATE_NOOP("Parts", "Versions"),
        behind="teach",
    ),
    Part(
        "history",
        lambda bench: HistoryPanel(bench.session),
        Place.RIGHT,
        QT_TRANSLATE_NOOP("Parts", "History"),
        behind="boxes",
        begins_open=False,
    ),
    Part(
        "overview",
        lambda bench: OverviewPanel(bench.session, bench.frames, bench.services.tasks),
        Place.RIGHT,
        QT_TRANSLATE_NOOP("Parts", "Overview"),
        behind="teach",
        begins_open=False,
    ),
    Part("adjusting", _make_adjusting, Place.NOWHERE),
    Part(
        "adjust",
        _make_adjust_panel,
        Place.RIGHT,
        QT_TRANSLATE_NOOP("Parts", "Adjust"),
        behind="teach",
        begins_open=False,
    ),
    Part("look-chip", _make_look_chip, Place.NOWHERE),
    Part("travel-progress", travel_progress, Place.NOWHERE),
    Part("class-keys", ClassKeys, Place.NOWHERE),
    Part("class-edits", ClassesController, Place.NOWHERE),
    Part("class-lists", ClassLists, Place.NOWHERE),
    Part("clipboard", _make_clipboard, Place.NOWHERE),
    Part("looking", _make_looking, Place.NOWHERE),
    Part("box-menu", BoxMenu, Place.NOWHERE),
    Part("frames-grid", _make_grid, Place.NOWHERE),
    Part("box-settings", lambda bench: BoxSettings(bench.settings, bench.canvas, bench), Place.NOWHERE),
    Part("loupe", Loupe, Place.NOWHERE),
    Part("suggestion-steps", _make_steps, Place.NOWHERE),
    Part("note", _make_note, Place.NOWHERE),
    Part("outside", _make_outside, Place.NOWHERE),
    Part("judging-frames", _make_judging, Place.NOWHERE),
)
