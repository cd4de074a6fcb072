"""The real window on small real projects, with a detector and a teaching child that the tests decide about."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.project.records import Box, BoxState
from app.project.store import FrameSuggestions, Store, Suggestion
from app.ui import tips
from app.ui.application import start
from app.ui.services import make_services
from app.ui.workbench import Workbench
from retinanet_core.checkpoint import WEIGHTS_NAME, ModelInfo, load_info, save_info
from retinanet_core.config import preset
from retinanet_core.errors import PlainError
from retinanet_core.types import Detections, Image, ObjectClass

WIDTH, HEIGHT = 320, 240
ALL_TIPS = tips.ALL
TEACHER = Path(__file__).parent / "fake_teacher.py"


class FakeDetector:
    """Finds three boxes of its first class on every picture, with scores 0.875, 0.625 and 0.25."""

    boxes = ((20, 20, 80, 80), (120, 40, 200, 120), (220, 150, 300, 220))
    scores = (0.875, 0.625, 0.25)

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.class_id = load_info(folder).classes[0].id
        self.gate = threading.Event()
        self.gate.set()

    def detect(self, images: Sequence[Image]) -> list[Detections]:
        assert self.gate.wait(30)
        found = Detections(
            boxes=np.array(self.boxes, np.float32),
            scores=np.array(self.scores, np.float32),
            labels=np.full(len(self.scores), self.class_id, np.int64),
        )
        return [found for _ in images]

    limitation = ""

    def prepare(self, image: Image) -> Image:
        return image

    def describe(self) -> str:
        return "CPU, fake"

    def close(self) -> None:
        pass


class Hand:
    """Works on a workbench as a person does: mouse on the picture, keys, buttons."""

    def __init__(self, bench: Workbench, qtbot: QtBot) -> None:
        self.bench, self.qtbot = bench, qtbot
        self.teach_mode = "better"
        self.detectors: list[FakeDetector] = []

    @property
    def store(self) -> Store:
        store = self.bench.session.store
        assert store is not None
        return store

    @property
    def boxes(self) -> tuple[Box, ...]:
        return self.bench.session.boxes

    def states(self) -> list[BoxState]:
        return sorted(box.state for box in self.boxes)

    def activate(self) -> None:
        """Shortcuts need an active window, and the platform without a screen takes that away at times."""
        self.bench.window.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.activeWindow() is self.bench.window)

    def open(self, *given: Path) -> None:
        self.bench.opening.open_paths(given)
        self.qtbot.waitUntil(lambda: not self.bench.adding.busy and self.bench.view.ready)

    def settle(self) -> None:
        """Let everything happen that is due: the frame is shown, the words are up to date."""
        self.qtbot.waitUntil(lambda: self.bench.view.ready or self.bench.session.frame is None)
        QApplication.processEvents()

    def go_to(self, number: int) -> None:
        """Look at the n-th frame (from 0)."""
        self.bench.session.go_to(self.store.frame_ids()[number])
        self.settle()

    def key(self, key: Qt.Key | str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QApplication.processEvents()
        self.activate()
        QTest.keyClick(self.bench.canvas, key, modifiers)
        QApplication.processEvents()

    def at(self, x: float, y: float) -> QPoint:
        return self.bench.canvas.image_to_view(QPointF(x, y)).toPoint()

    def move(self, x: float, y: float) -> None:
        QTest.mouseMove(self.bench.canvas, self.at(x, y))
        QApplication.processEvents()

    def click(self, x: float, y: float) -> None:
        QTest.mouseClick(self.bench.canvas, Qt.MouseButton.LeftButton, pos=self.at(x, y))
        QApplication.processEvents()

    def drag(self, x1: float, y1: float, x2: float, y2: float) -> None:
        canvas, left = self.bench.canvas, Qt.MouseButton.LeftButton
        QTest.mousePress(canvas, left, pos=self.at(x1, y1))
        for step in range(1, 6):
            share = step / 5
            QTest.mouseMove(canvas, self.at(x1 + (x2 - x1) * share, y1 + (y2 - y1) * share))
        QTest.mouseRelease(canvas, left, pos=self.at(x2, y2))
        QApplication.processEvents()

    def press(self, name: str) -> None:
        """Click the button of that name."""
        QApplication.processEvents()
        buttons = self.bench.window.findChildren(QAbstractButton, name)
        (button,) = [button for button in buttons if button.isVisible()]
        assert button.isEnabled(), f"{name} cannot be pressed"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def widget(self, name: str) -> QWidget:
        (found,) = self.bench.window.findChildren(QWidget, name)
        return found

    def notice(self) -> str:
        current = self.bench.notices.current
        return "" if current is None else current.text

    def add_class(self, *names: str) -> None:
        for name in names:
            self.bench.classes.adding.setText(name)
            QTest.keyClick(self.bench.classes.adding, Qt.Key.Key_Return)
        QApplication.processEvents()

    def draw(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """A box, drawn with the mouse, of the class chosen."""
        self.key(Qt.Key.Key_W)
        self.drag(x1, y1, x2, y2)
        self.key(Qt.Key.Key_Escape)

    def suggest(self, number: int | None = None) -> None:
        """What FakeDetector finds, on the n-th frame, without detecting."""
        frame = self.bench.session.frame
        frame_id = self.store.frame_ids()[number] if number is not None else frame.id if frame else 0
        (first, *_) = self.store.classes()
        version = self.store.active_version()
        found = [
            Suggestion(first.id, *box, score)
            for box, score in zip(FakeDetector.boxes, FakeDetector.scores, strict=True)
        ]
        self.store.set_suggestions([FrameSuggestions(frame_id, version.id if version else 1, found)])
        self.settle()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's own folders are in the test's folder."""
    folder = tmp_path / "home"
    monkeypatch.setenv("FOVEATE_HOME", str(folder))
    monkeypatch.setattr(tips, "ALL", ())  # they move the picture, and are tested where they are meant
    return folder


def make_picture(path: Path, number: int) -> None:
    """A (240, 320) picture with two squares; no two are alike."""
    pixels = np.full((HEIGHT, WIDTH, 3), 200, np.uint8)
    pixels[20:80, 20:80] = (200, 30, 30 + 10 * number)
    pixels[40:120, 120:200] = (30, 30, 200)
    pixels[0, number] = 0
    Pillow.fromarray(pixels).save(path)


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """A folder with six pictures."""
    folder = tmp_path / "beach"
    folder.mkdir()
    for number in range(6):
        make_picture(folder / f"find_{number}.png", number)
    return folder


def make_model(folder: Path, classes: Sequence[tuple[int, str]]) -> Path:
    """A model folder that FakeDetector can be loaded from."""
    folder.mkdir(parents=True)
    known = tuple(ObjectClass(class_id, name) for class_id, name in classes)
    save_info(folder, ModelInfo(network=preset("lite"), classes=known))
    (folder / WEIGHTS_NAME).write_bytes(b"weights")
    return folder


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A model that knows shells."""
    return make_model(tmp_path / "shell-model", [(1, "shell")])


MakeHand = Callable[[], Hand]


@pytest.fixture
def make_hand(qtbot: QtBot) -> Iterator[MakeHand]:
    """Makes workbenches, each in a window of its own, and ends them all."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    made: list[Hand] = []

    def make() -> Hand:
        hand: Hand

        def load(folder: Path) -> FakeDetector:
            if not (folder / WEIGHTS_NAME).is_file():
                raise PlainError(f"The model in {folder} is damaged.")
            detector = FakeDetector(folder)
            hand.detectors.append(detector)
            return detector

        def teach(run: Path) -> list[str]:
            return [sys.executable, str(TEACHER), hand.teach_mode, str(run)]

        bench = start(app, make_services(load_detector=load, teach_command=teach))
        bench.window.setWindowState(Qt.WindowState.WindowNoState)
        bench.window.resize(1400, 900)
        hand = Hand(bench, qtbot)
        made.append(hand)
        hand.activate()
        return hand

    yield make
    for hand in made:
        hand.bench.window.close()
        assert hand.bench.shut_down(), "a thread did not end"
        hand.bench.window.deleteLater()
        hand.bench.deleteLater()
    QApplication.sendPostedEvents(None, 0)
    QApplication.processEvents()


@pytest.fixture
def hand(make_hand: MakeHand) -> Hand:
    """A window with nothing open."""
    return make_hand()


@pytest.fixture
def opened(hand: Hand, pictures: Path) -> Hand:
    """The six pictures, open, with two classes."""
    hand.open(pictures)
    hand.add_class("shell", "crab")
    return hand


@pytest.fixture
def labelled(opened: Hand) -> Hand:
    """Two complete frames with a box each."""
    for _ in range(2):
        opened.draw(20, 20, 80, 80)
        opened.key(Qt.Key.Key_Space)
        opened.settle()
    return opened


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The platform without a screen says this of windows with a minimum size, of popups and of floating docks."""
    lacks = "This plugin does not support (propagateSizeHints|raise|grabbing the keyboard)"
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore(lacks))
