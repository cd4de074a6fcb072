"""The window at work: the parts put together, and kept in step with each other."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QLocale, QObject, QPointF, QTimer
from PySide6.QtWidgets import QWidget

from app import paths
from app.settings import SCHEME, Settings, SettingsError
from app.ui import language, places, theme
from app.ui.actions import Actions
from app.ui.activity import ActivityBar
from app.ui.adding import AddingController
from app.ui.boxes import BoxesController, Rect
from app.ui.canvas import Canvas
from app.ui.class_picker import ClassPicker
from app.ui.commands import ACTIONS
from app.ui.conditions import describe, possible
from app.ui.detect_controller import DetectController
from app.ui.dialogs.about import AboutDialog
from app.ui.display import DisplayFilter
from app.ui.dropping import DropController
from app.ui.frame_view import FrameView
from app.ui.keymap import Keymap
from app.ui.keys import HeldKey
from app.ui.labels import LabelsController
from app.ui.menus import TitledMenu
from app.ui.model_controller import ModelController
from app.ui.navigation import Navigation
from app.ui.notices import Level, Notice, NoticeBar
from app.ui.opening import OpeningController
from app.ui.panels.boxes_panel import BoxesPanel
from app.ui.panels.classes_panel import ClassesPanel
from app.ui.panels.frames_panel import FramesPanel
from app.ui.panels.teach_panel import TeachPanel
from app.ui.panels.timeline import Timeline
from app.ui.parts import PARTS, Part, Place
from app.ui.questions import agreed
from app.ui.queue_controller import QueueController
from app.ui.reason_line import ReasonLine
from app.ui.restoring import RestoringController
from app.ui.review_actions import ReviewController
from app.ui.review_bar import ReviewBar
from app.ui.services import Services
from app.ui.session import Session
from app.ui.shell import ShellController
from app.ui.state_report import StateReport, collect, report_path
from app.ui.status import StatusLine
from app.ui.teach_controller import TeachController
from app.ui.teaching_parts import TeachingParts
from app.ui.threshold import ThresholdKeeper
from app.ui.warming import Warming
from app.ui.welcome import Welcome
from app.ui.window import Window
from app.ui.window_parts import build_menus, build_toolbar, fill_recent
from app.ui.window_style import window_style
from app.ui.words import QT_TRANSLATE_NOOP
from app.ui.work_sentences import WorkSentences

log = logging.getLogger(__name__)

LAYOUT_FILE = "window.ini"

T = TypeVar("T", bound=QObject)


class Workbench(QObject):
    """Owns the window, the session and the controllers; everything visible follows from them."""

    # Declared here because the tables of actions and parts refer to them.
    settings: Settings
    services: Services
    window: Window
    session: Session
    display: DisplayFilter
    canvas: Canvas
    view: FrameView
    boxes: BoxesController
    queue: QueueController
    frames: FramesPanel
    navigation: Navigation
    review: ReviewController
    detection: DetectController
    adding: AddingController
    opening: OpeningController
    labels: LabelsController
    teaching: TeachController
    models: ModelController
    restoring: RestoringController
    hold: HeldKey
    shell: ShellController
    lessons: TeachingParts
    teach_panel: TeachPanel
    box_list: BoxesPanel
    classes: ClassesPanel
    bar: ReviewBar
    reason: ReasonLine
    timeline: Timeline

    def __init__(self, settings: Settings, services: Services) -> None:
        super().__init__()
        self.settings, self.services = settings, services
        self.window = Window(paths.data_dir() / LAYOUT_FILE)
        self.session = Session(self)
        self.display = DisplayFilter(self)
        self.canvas = Canvas()
        self.canvas.setObjectName("canvas")
        self.notices = NoticeBar()
        self.activity = ActivityBar()
        self.keymap = Keymap(settings, ACTIONS, self)
        self.actions = Actions(self)
        self._parts: list[QObject] = []
        self._make_controllers()
        self._make_panels()
        self._late = QTimer(self, singleShot=True, interval=0)
        self._late.timeout.connect(self._refresh)
        self._build_window()
        self._connect()
        self._report = self._make_report()
        self._on_project_changed()

    def _make_controllers(self) -> None:
        services, window = self.services, self.window
        self.view = FrameView(self.session, services.loader, self.canvas, self.display, self)
        self.boxes = BoxesController(self.session, self.canvas, self.display, self)
        self.queue = QueueController(self.session, services.tasks, services.detection, self)
        self.frames = FramesPanel(self.session, self.queue, services.tasks, services.loader, self.view.ref)
        self.navigation = Navigation(
            self.session, services.loader, self.view, self.frames.model, self.queue, self
        )
        self.review = ReviewController(
            self.session, self.canvas, self.display, self.boxes, self.navigation, self
        )
        self.detection = DetectController(
            self.session, services.detection, services.loader, self.view, self.notices, self.activity, self
        )
        self.adding = AddingController(self.session, services.tasks, self.notices, self.activity, window)
        self.opening = OpeningController(
            self.session, self.adding, self.settings, services.tasks, self.notices, window
        )
        self.restoring = RestoringController(self.session, self.opening, self.settings, self.notices, window)
        self.labels = LabelsController(self.session, services.tasks, self.notices, self.activity, window)
        self.threshold = ThresholdKeeper(self.session, self.display, self.settings, self)
        self.shell = ShellController(self)
        self.hold = HeldKey(self.actions["hide-boxes"], self.canvas.set_boxes_hidden, self)

    def _make_panels(self) -> None:
        actions = self.actions
        self.lessons = TeachingParts(
            self.session,
            self.services,
            self.settings,
            actions["teach"],
            self.display,
            self.frames,
            self.notices,
            self.activity,
            self.window,
        )
        self.teach_panel, self.teaching = self.lessons.panel, self.lessons.teaching
        self.models = ModelController(
            self.session,
            self.services.tasks,
            self.notices,
            self.activity,
            self.lessons.versions.activate,
            self.window,
        )
        self.box_list = BoxesPanel(self.session, self.display, self.boxes, self.view)
        self.classes = ClassesPanel(self.session, self.display, self.boxes, self.keymap)
        self.bar = ReviewBar(
            self.display, actions["accept"], actions["reject"], actions["complete"], self.window
        )
        self.reason = ReasonLine(self.session, self.queue, self.window)
        self.timeline = Timeline(self.session, actions["step-back"], actions["step-forward"], self.window)
        openers = [actions[name] for name in ("open-images", "open-folder", "open-video", "open-project")]
        self.welcome = Welcome(openers, actions["tour"], actions["weights"])
        self.prompt = ClassPicker(self.canvas)
        self.status = StatusLine(self.activity, self.window)

    def _build_window(self) -> None:
        window = self.window
        theme.notifier().changed.connect(self._dress)
        self._dress(theme.current())
        self._recent = TitledMenu("Workbench", QT_TRANSLATE_NOOP("Workbench", "Recent projects"), window)
        self._place_parts()
        self.lessons.seen_in(window.dock("teach"), self.canvas)
        window.setStatusBar(self.status)
        window.addActions(self.actions.every())
        build_menus(window, self.actions, self._recent)
        build_toolbar(window, self.actions)
        window.ask_before_closing(self._may_quit)

    def _place_parts(self) -> None:
        under: list[QWidget] = []
        docked: list[tuple[Part, QWidget]] = []
        for part in PARTS:
            made = part.make(self)
            self._parts.append(made)
            if part.place is Place.NOWHERE:
                continue
            assert isinstance(made, QWidget)
            if part.place is Place.UNDER_PICTURE:
                under.append(made)
            else:
                docked.append((part, made))
        # In the order in which Tab walks through them.
        self.window.set_centre(self.notices, self.welcome, [self.canvas, *under])
        for part, widget in docked:
            self.window.add_dock(part, widget)

    def _connect(self) -> None:
        session = self.session
        session.project_changed.connect(self._on_project_changed)
        session.changed.connect(self.refresh_soon)
        self.canvas.space_tapped.connect(self._press_space)
        self.keymap.changed.connect(self.refresh_soon)
        language.notifier().changed.connect(self._say_anew)
        self.canvas.zoom_changed.connect(self._show_zoom)
        self.canvas.cursor_moved.connect(self._show_place)
        self.review.said.connect(self.status.say)
        self.review.left_as_it_is.connect(self.queue.check)
        self.frames.chooser.look_wanted.connect(self.actions["detect-reviewed"].trigger)
        self.boxes.class_wanted.connect(self._ask_for_class)
        self.prompt.named.connect(self.boxes.use_new_class)
        self.prompt.picked.connect(lambda _rect, class_id: self.boxes.apply_class(class_id))
        self.prompt.closed.connect(lambda: self.view.set_pending(None))
        self.welcome.project_wanted.connect(self.opening.open_project)
        self.welcome.forget_wanted.connect(lambda folder: self._forget_recent([folder]))
        self.dropping = DropController(self)
        self.display.changed.connect(self.refresh_soon)
        self.opening.ask_before_leaving(self._may_leave_project)
        self.detection.take_selection_from(self.frames.selected_frames)
        self.sentences = WorkSentences(self)
        for changed in (
            session.current_changed,
            session.draw_class_changed,
            self.boxes.selection_changed,
            self.boxes.drawing_changed,
            self.review.hovered_changed,
            self.detection.busy_changed,
            self.detection.engine_changed,
            self.teaching.busy_changed,
            self.adding.busy_changed,
            self.frames.model.filtered,
            self.queue.changed,
            self.activity.changed,
            self.notices.changed,
            self.services.loader.loaded,
            self.services.loader.failed,
        ):
            changed.connect(self.refresh_soon)

    def refresh_soon(self, *_: object) -> None:
        """Once per turn of the event loop, whatever happens in it."""
        self._late.start()

    def _press_space(self) -> None:
        """The picture pans while Space is held; tapped, it is a key like others."""
        owner = self.keymap.action_of("Space")
        if owner:
            self.actions[owner].trigger()

    def _dress(self, colours: theme.Palette) -> None:
        self.window.setStyleSheet(window_style(colours))

    # --- what is asked of the whole ------------------------------------------------------------------------

    def part(self, kind: type[T]) -> T:
        """The part of that class."""
        return next(made for made in self._parts if isinstance(made, kind))

    def begin_work(self, given: Sequence[str]) -> None:
        """The window is on the screen: open what the command line names, and get the detector ready in time."""
        self.opening.look_for_gone(self._show_recent)
        if given:
            self.opening.open_paths([Path(name) for name in given])
        else:
            self.restoring.go_on()
        self.part(Warming).begin()

    def quit(self) -> None:
        """Close the window, which may ask."""
        self.window.close()

    def shut_down(self) -> bool:
        """End everything; False if a thread is still inside a library."""
        self.restoring.end()
        self.session.close()
        return self.services.shut_down()

    def toggle_rejected(self) -> None:
        """Show rejected boxes, or hide them again."""
        self.display.set_rejected_shown(not self.display.rejected_shown)

    def set_scheme(self, scheme: theme.Scheme) -> None:
        """Light, dark, or as the system; at once."""
        try:
            self.settings.set(SCHEME, scheme)
        except SettingsError as error:
            self.sentences.refused(error.message, error.detail)

    def show_about(self) -> None:
        """What this program is."""
        AboutDialog(self.detection.engine, self.window).exec()

    def say_failure(self, sentence: str, detail: str) -> None:
        """Something failed that nobody expected."""
        self.notices.show_notice(Notice("failure", sentence, Level.ERROR, detail))

    def _may_leave_project(self) -> bool:
        """Teaching belongs to its project: it ends with it, so a person is asked."""
        if not self.teaching.busy:
            return True
        return agreed(
            self.window,
            "leaveQuestion",
            self.tr("Teaching is at work"),
            self.tr("Teaching is at work and would be stopped. Your labels are saved either way."),
            act=self.tr("Stop teaching"),
            stay=self.tr("Go on teaching"),
        )

    def _may_quit(self) -> bool:
        return self._may_leave_project()

    # --- classes while drawing -----------------------------------------------------------------------------

    def _ask_for_class(self, rect: Rect) -> None:
        corner = self.canvas.image_to_view(QPointF(rect[2], rect[3]))
        self.view.set_pending(rect)
        self.prompt.ask(rect, corner.toPoint())

    # --- keeping in step -----------------------------------------------------------------------------------

    def _on_project_changed(self) -> None:
        store = self.session.store
        self.boxes.set_drawing(False)
        self.canvas.set_read_only(not self.session.writable)
        self.threshold.start()
        self.window.show_project(store is not None)
        if store is not None:
            self.canvas.setFocus()
        name = places.display_name(store.folder) if store is not None else ""
        self.window.setWindowTitle(f"{name} – Foveate" if name else "Foveate")  # noqa: RUF001  (a dash)
        if store is None:
            self.notices.clear()
        self._show_recent()
        if self.window.isVisible():  # Before it is painted no other thread is at work.
            self.opening.look_for_gone(self._show_recent)
        self.refresh_soon()

    def _show_recent(self, gone: Collection[Path] = ()) -> None:
        """The projects that were open lately, and which of them are not there any more."""
        recent = self.opening.recent
        self.welcome.show_recent(recent, gone)
        fill_recent(self._recent, recent, gone, self.opening.open_project, self._forget_recent)

    def _forget_recent(self, folders: Collection[Path]) -> None:
        self.opening.forget(folders)
        self.opening.look_for_gone(self._show_recent)
        self._show_recent()

    def _refresh(self) -> None:
        self.actions.update(possible(self))
        describe(self)
        if self._report is not None:
            self._report.touch()

    def _say_anew(self) -> None:
        self._show_zoom(self.canvas.zoom)
        self.sentences.offer_ways_on()
        self.refresh_soon()

    def _show_zoom(self, zoom: float) -> None:
        self.status.zoom.setText(self.tr("{percent} %").format(percent=QLocale().toString(round(100 * zoom))))

    def _show_place(self, point: QPointF | None) -> None:
        self.status.place.setText("" if point is None else f"{int(point.x())}, {int(point.y())}")

    # --- the report for tests ------------------------------------------------------------------------------

    def _make_report(self) -> StateReport | None:
        path = report_path()
        if path is None:
            return None
        report = StateReport(path, self.window, lambda: collect(self))
        self.canvas.zoom_changed.connect(report.touch)
        self.teach_panel.changed.connect(report.touch)
        return report
