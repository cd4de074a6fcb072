"""Situations in which a person may press anything: each is built once and can be brought back after what was done."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.project import listing
from app.project.frame_filter import Filter
from app.project.records import BoxState
from app.project.store import FrameSuggestions
from app.ui.adjusting import Adjusting
from app.ui.frames_grid import FramesGrid
from app.ui.ghosts import GhostsController
from app.ui.outside_controller import OutsideController
from tests.media.material import blocks, write_video
from tests.ui.conftest import Hand, MakeHand, make_model, make_picture

Bring = Callable[[], None]
"""Brings the situation about, again and again; at once where nothing changed."""


class Stage:
    """What situations are made of: a window, files, and the way back to a moment of the project."""

    def __init__(self, make_hand: MakeHand, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.make_hand, self.folder, self.monkeypatch = make_hand, folder, monkeypatch
        self.hand = make_hand()
        self.pictures = folder / "beach"
        self.project = Path()
        self.moment = 0
        self.detects = False

    def wait(self, done: Callable[[], bool]) -> None:
        self.hand.qtbot.waitUntil(done, timeout=20_000)

    def settle(self) -> None:
        """The picture is there, or why it is not."""
        bench = self.hand.bench
        self.wait(lambda: bench.view.ready or bench.session.frame is None or self.unreadable())
        QApplication.processEvents()

    def unreadable(self) -> bool:
        """The canvas says that it cannot show the frame."""
        return "cannot be shown" in self.hand.bench.canvas.accessibleDescription()

    def look_at(self, number: int) -> None:
        """Go to the n-th frame (from 0), whether or not it can be shown."""
        self.hand.bench.session.go_to(self.hand.store.frame_ids()[number])
        self.settle()

    def idle(self) -> None:
        """Nothing is under way any more."""
        bench = self.hand.bench
        self.wait(lambda: not (bench.adding.busy or bench.detection.busy or bench.session.travel.busy))
        self.wait(lambda: bench.services.tasks.running == 0)
        self.settle()

    def open_pictures(self) -> Hand:
        """Three pictures, two classes and a model that knows one."""
        self.pictures.mkdir()
        for number in range(3):
            make_picture(self.pictures / f"find_{number}.png", number)
        self.hand.open(self.pictures)
        self.hand.add_class("shell", "crab")
        self.hand.bench.models.import_model(make_model(self.folder / "model", [(1, "shell")]))
        self.idle()
        self.remember()
        return self.hand

    def remember(self) -> None:
        """This is the moment to come back to."""
        self.project, self.moment = self.hand.store.folder, self.hand.store.cursor

    def go_back(self, frame: int | None = 0) -> None:
        """The project as it was at that moment, nothing filtered, selected or begun, that frame in sight."""
        bench = self.hand.bench
        if bench.session.store is None or bench.session.store.folder != self.project:
            bench.opening.open_project(self.project)
            self.idle()
        if self.hand.store.cursor != self.moment:
            self.hand.store.travel(self.moment)
        self.calm()
        self._without_suggestions()
        if frame is not None:
            self.look_at(frame)

    def _without_suggestions(self) -> None:
        """They are no steps, so going back leaves them."""
        if self.detects:
            return
        self.wait(lambda: not self.hand.bench.detection.busy)
        found = [frame_id for frame_id, count in self.hand.store.counts().items() if count.suggested]
        if found:
            self.hand.store.set_suggestions([FrameSuggestions(frame_id, 1, []) for frame_id in found])

    def calm(self) -> None:
        """Modes that actions switch on are off."""
        bench = self.hand.bench
        bench.boxes.set_drawing(False)
        bench.canvas.set_selection(set())
        if bench.session.store is not None:
            bench.frames.list_all()
            bench.queue.show(None)
            bench.display.show_all()
        bench.part(GhostsController).choose(None)
        if bench.frames.view.grid:
            bench.part(FramesGrid).toggle()
        self.settle()

    def facts(self) -> tuple[object, ...]:
        """What an action may have changed; while it is the same, nothing needs to be brought back."""
        bench = self.hand.bench
        session, store = bench.session, bench.session.store
        return (
            store.folder if store is not None else None,
            (store.cursor, store.frame_ids(), dict(store.counts())) if store is not None else None,
            session.frame,
            bench.canvas.selection(),
            bench.canvas._interaction.gesture,
            (bench.boxes.drawing, bench.frames.view.grid, bench.queue.shown, tuple(bench.frames.model.order)),
            bench.part(GhostsController).version,
            bench.prompt.isVisible(),
            (bench.detection.busy, bench.teaching.busy, bench.adding.busy),
        )


def welcome(stage: Stage) -> Bring:
    return lambda: stage.hand.bench.opening.close_project()


def empty_project(stage: Stage) -> Bring:
    stage.hand.bench.opening.new_project(stage.folder / "empty.foveate")
    stage.remember()
    return lambda: stage.go_back(None)


def no_boxes(stage: Stage) -> Bring:
    stage.open_pictures()
    return stage.go_back


def suggestions(stage: Stage) -> Bring:
    hand = stage.open_pictures()

    def bring() -> None:
        stage.go_back()
        hand.suggest()

    return bring


def reviewed(stage: Stage) -> Bring:
    hand = stage.open_pictures()
    for _ in range(2):
        hand.draw(20, 20, 80, 80)
        hand.key(Qt.Key.Key_Space)
        hand.settle()
    stage.remember()
    return stage.go_back


def filtered_to_nothing(stage: Stage) -> Bring:
    hand = stage.open_pictures()

    def bring() -> None:
        stage.go_back()
        hand.bench.frames.ask(Filter(text=("nothing is called so",)))
        hand.settle()

    return bring


def _with_boxes(stage: Stage) -> Hand:
    hand = stage.open_pictures()
    hand.draw(20, 20, 80, 80)
    hand.draw(120, 40, 200, 120)
    stage.remember()
    return hand


def one_box_selected(stage: Stage) -> Bring:
    """And the last step was taken back."""
    hand = _with_boxes(stage)
    hand.draw(220, 150, 300, 220)
    hand.bench.actions["undo"].trigger()
    stage.idle()
    stage.remember()

    def bring() -> None:
        stage.go_back()
        hand.bench.canvas.set_selection({hand.boxes[0].id})

    return bring


def several_boxes_selected(stage: Stage) -> Bring:
    hand = _with_boxes(stage)
    hand.bench.boxes.select_all()
    hand.bench.actions["copy"].trigger()

    def bring() -> None:
        stage.go_back()
        hand.bench.boxes.select_all()

    return bring


def drawing(stage: Stage) -> Bring:
    """The button of the mouse is down, in the middle of a box."""
    hand = _with_boxes(stage)

    def bring() -> None:
        QTest.mouseRelease(hand.bench.canvas, Qt.MouseButton.LeftButton, pos=hand.at(250, 220))
        stage.go_back()
        hand.bench.boxes.set_drawing(True)
        hand.settle()
        QTest.mousePress(hand.bench.canvas, Qt.MouseButton.LeftButton, pos=hand.at(220, 150))
        QTest.mouseMove(hand.bench.canvas, hand.at(250, 180))
        QTest.mouseMove(hand.bench.canvas, hand.at(280, 220))

    return bring


def drawing_by_keys(stage: Stage) -> Bring:
    hand = _with_boxes(stage)

    def bring() -> None:
        stage.go_back()
        hand.bench.boxes.set_drawing(True)
        hand.key(Qt.Key.Key_Return)
        hand.key(Qt.Key.Key_Right)

    return bring


def video(stage: Stage) -> Bring:
    clip = stage.folder / "clips" / "waves.avi"
    clip.parent.mkdir()
    write_video(clip, blocks(6))
    stage.hand.open(clip)
    stage.hand.add_class("shell")
    stage.remember()
    return lambda: stage.go_back(2)


def missing(stage: Stage) -> Bring:
    hand = stage.open_pictures()
    (stage.pictures / "find_1.png").unlink()
    hand.bench.part(OutsideController).look_at_all()

    def bring() -> None:
        stage.go_back(1)
        stage.wait(lambda: not hand.bench.part(OutsideController).watch.sweeping)

    return bring


def read_only(stage: Stage) -> Bring:
    """The project is open in another window."""
    hand = stage.open_pictures()
    hand.draw(20, 20, 80, 80)
    hand.suggest(1)
    stage.remember()
    second = stage.hand = stage.make_hand()
    second.open(stage.project)

    def bring() -> None:
        if second.bench.session.store is None:
            second.open(stage.project)
        stage.calm()
        second.go_to(0)
        second.bench.boxes.select_all()

    return bring


def detecting(stage: Stage) -> Bring:
    hand = stage.open_pictures()
    hand.bench.detection.detect_current()
    stage.idle()
    stage.detects = True

    def bring() -> None:
        bench = hand.bench
        stage.go_back()
        hand.suggest(0)
        if not bench.detection.busy:
            for detector in hand.detectors:
                detector.gate.clear()
            bench.detection.detect_everything()

    return bring


def teaching(stage: Stage) -> Bring:
    hand = stage.open_pictures()
    hand.teach_mode = "patient"
    hand.draw(20, 20, 80, 80)
    hand.key(Qt.Key.Key_Space)
    stage.remember()

    def bring() -> None:
        bench = hand.bench
        stage.go_back()
        if not bench.services.teaching.running:
            stage.wait(lambda: not bench.teaching.busy)
            QApplication.processEvents()
            bench.actions["teach"].trigger()
            stage.wait(lambda: bench.services.teaching.running)

    return bring


def scanning(stage: Stage) -> Bring:
    """Files are looked at, and the disk is slow."""
    hand = stage.open_pictures()
    gate = threading.Event()
    found = listing.list_media

    def slowly(*given: object, cancelled: Callable[[], bool], **others: object) -> Iterator[object]:
        while not gate.wait(0.01) and not cancelled():
            pass
        yield from found(*given, cancelled=cancelled, **others)  # type: ignore[arg-type]

    stage.monkeypatch.setattr(listing, "list_media", slowly)

    def bring() -> None:
        stage.calm()
        if hand.bench.session.store is None:
            hand.bench.opening.open_project(stage.project)
        if not hand.bench.adding.busy:
            hand.bench.adding.add_media([stage.pictures])
        hand.go_to(0)

    return bring


def grid(stage: Stage) -> Bring:
    hand = stage.open_pictures()

    def bring() -> None:
        stage.go_back()
        hand.bench.part(FramesGrid).toggle()
        hand.settle()

    return bring


def ghosts_and_another_look(stage: Stage) -> Bring:
    hand = stage.open_pictures()
    detected = [version.id for version in hand.store.versions()]

    def bring() -> None:
        stage.go_back()
        hand.bench.part(GhostsController).choose(detected[0])
        hand.bench.part(Adjusting).reset()
        hand.bench.part(Adjusting).toggle_stretch()
        stage.idle()

    return bring


def class_picker_open(stage: Stage) -> Bring:
    hand = _with_boxes(stage)

    def bring() -> None:
        hand.bench.prompt.hide()
        stage.go_back()
        at = hand.bench.canvas.image_to_view(QPointF(40, 40)).toPoint()
        hand.bench.prompt.ask((10.0, 10.0, 40.0, 40.0), at, hand.bench.session.classes, None)

    return bring


SITUATIONS: Sequence[Callable[[Stage], Bring]] = (
    welcome,
    empty_project,
    no_boxes,
    suggestions,
    reviewed,
    filtered_to_nothing,
    one_box_selected,
    several_boxes_selected,
    drawing,
    drawing_by_keys,
    video,
    missing,
    read_only,
    detecting,
    teaching,
    scanning,
    grid,
    ghosts_and_another_look,
    class_picker_open,
)


def so(stage: Stage) -> dict[str, bool]:
    """Which situation it is, as a person would see it."""
    bench = stage.hand.bench
    session = bench.session
    confirmed = [box for box in session.boxes if box.state is BoxState.CONFIRMED]
    selected = len(bench.canvas.selection())
    return {
        "welcome": session.store is None and bench.welcome.isVisible(),
        "empty_project": session.store is not None and not session.store.frame_ids(),
        "no_boxes": bench.view.ready and not session.boxes,
        "suggestions": bool(bench.review.acceptable),
        "reviewed": session.frame is not None and session.frame.reviewed and bool(confirmed),
        "filtered_to_nothing": session.store is not None and not bench.frames.model.order,
        "one_box_selected": selected == 1,
        "several_boxes_selected": selected == 2,
        "drawing": bench.canvas._interaction.gesture is not None,
        "drawing_by_keys": bench.canvas._interaction.gesture is not None,
        "video": bench.timeline.isVisible(),
        "missing": any(media.seen == "missing" for media in session.store.media())
        if session.store
        else False,
        "read_only": session.store is not None and not session.writable,
        "detecting": bench.detection.busy,
        "teaching": bench.teaching.busy,
        "scanning": bench.adding.busy,
        "grid": bench.frames.view.grid,
        "ghosts_and_another_look": bench.part(GhostsController).version is not None,
        "class_picker_open": bench.prompt.isVisible(),
    }
