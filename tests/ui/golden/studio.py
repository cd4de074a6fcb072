"""The window in a process of its own, where nothing of this machine, person or moment is to be seen."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image as Pillow
from PIL import ImageFilter
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QFont, QFontDatabase, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.demo.material import FIRST_SEED
from app.demo.scenes import CLASSES, Scene, draw_scene
from app.project import class_edits, edits
from app.project.records import Edit, FrameSuggestions, Suggestion
from app.project.store import Store
from app.settings import LANGUAGE, SCHEME
from app.ui import language, theme
from app.ui.application import make_application, start
from app.ui.services import make_services
from tests.ui.conftest import TEACHER, FakeDetector, make_model
from tests.ui.golden.comparing import Pixels

FONT, POINTS = "DejaVu Sans", 10
PICTURES, REVIEWED = 6, 3
SOFT = 3.0
"""How much the pictures are blurred, in pixels: it is the window that counts, and sharp ones make large files."""
PATIENCE = 120.0
"""Seconds until something that does not come is given up."""

Size = tuple[int, int]


class Studio:
    """A window whose pictures are drawn here, whose detector finds what is there, in a font that is everywhere."""

    def __init__(self, folder: Path) -> None:
        os.environ["HOME"] = str(folder)  # so that the welcome says the same wherever it is
        os.environ["FOVEATE_HOME"] = str(folder / "foveate")
        QStandardPaths.setTestModeEnabled(True)
        self.folder = folder
        self.lesson = "first"
        self.app = make_application()
        if FONT not in QFontDatabase.families():
            raise FontMissingError
        font = QFont(FONT, POINTS)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)  # words are as wide everywhere
        self.app.setFont(font)
        self.app.setCursorFlashTime(0)
        services = make_services(
            load_detector=FakeDetector,
            teach_command=lambda run: [sys.executable, str(TEACHER), self.lesson, str(run)],
        )
        self.bench = start(self.app, services)
        self.bench.window.setWindowState(Qt.WindowState.WindowNoState)

    @property
    def store(self) -> Store:
        store = self.bench.session.store
        assert store is not None
        return store

    def dress(self, scheme: theme.Scheme, spoken: language.Wanted, size: Size) -> None:
        """Colours, language and size of the window."""
        self.bench.settings.set(SCHEME, scheme)
        self.bench.settings.set(LANGUAGE, spoken)
        self.bench.window.resize(*size)
        self.settle()

    def open_finds(self) -> None:
        """Six drawn pictures: three complete, the others with suggestions. Only once."""
        if self.bench.session.store is not None:
            return
        finds = self.folder / "finds"
        finds.mkdir()
        scenes = [draw_scene(FIRST_SEED + number) for number in range(PICTURES)]
        for number, scene in enumerate(scenes, start=1):
            picture = Pillow.fromarray(scene.image).filter(ImageFilter.GaussianBlur(SOFT))
            picture.save(finds / f"finds-{number:02d}.png")
        self.bench.opening.open_paths([finds])
        self.settle()
        for name in CLASSES:
            self.store.apply(class_edits.add_class(self.store, name))
        known = [(item.id, item.name) for item in self.store.classes()]
        self.bench.models.import_model(make_model(self.folder / "model", known))
        self.settle()
        for frame_id, scene in zip(self.store.frame_ids(), scenes, strict=True):
            self._suggest(frame_id, scene)
        for frame_id in self.store.frame_ids()[-REVIEWED:]:
            self._apply(edits.accept_frame(self.store, frame_id, 0.0))
            self._apply(edits.complete_frame(self.store, frame_id, 0.0))
        self.bench.session.go_to(self.store.frame_ids()[0])
        loader = self.bench.services.loader
        loader.request_thumbnails([self.bench.view.ref(frame) for frame in self.store.frames()])
        self.wait(lambda: all(loader.get_thumbnail(number) is not None for number in self.store.frame_ids()))
        self.settle()

    def _suggest(self, frame_id: int, scene: Scene) -> None:
        classes = {item.name: item.id for item in self.store.classes()}
        scores = np.linspace(0.97, 0.4, len(scene.labels))
        found = [
            Suggestion(classes[CLASSES[label]], *box, score)
            for box, label, score in zip(scene.boxes.tolist(), scene.labels, scores.tolist(), strict=True)
        ]
        version = self.store.active_version()
        self.store.set_suggestions([FrameSuggestions(frame_id, version.id if version else 1, found)])

    def _apply(self, edit: Edit | None) -> None:
        if edit is not None:
            self.store.apply(edit)

    def wait(self, done: Callable[[], bool]) -> None:
        """Let the window work until that is so."""
        until = time.monotonic() + PATIENCE
        while not done():
            if time.monotonic() > until:
                raise TimeoutError
            QTest.qWait(10)

    def settle(self) -> None:
        """Everything that was begun is done and painted."""
        bench = self.bench
        QTest.qWait(30)
        self.wait(lambda: not (bench.adding.busy or bench.detection.busy or bench.teaching.busy))
        self.wait(lambda: bench.services.tasks.running == 0 and not bench.activity.running)
        self.wait(lambda: bench.session.frame is None or (bench.view.ready and bench.canvas.painted_whole))
        before: list[object] = []
        while before != (now := self._places()):
            before = now
            QTest.qWait(150)

    def _places(self) -> list[object]:
        """Where everything is: docks find their widths over several turns."""
        window, canvas = self.bench.window, self.bench.canvas
        docks = [(dock.objectName(), dock.geometry(), dock.isVisible()) for dock in window.docks]
        return [*docks, canvas.geometry(), canvas.zoom, canvas.painted_whole]

    def photograph(self, window: QWidget, ratio: int) -> Pixels:
        """(H, W, 3) uint8 RGB of a whole window."""
        picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
        assert picture.devicePixelRatio() == ratio, f"{picture.devicePixelRatio()} for {ratio}"
        lines = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), -1)
        return lines[:, : 3 * picture.width()].reshape(picture.height(), picture.width(), 3).copy()

    def leave(self) -> None:
        """Close the window and end everything."""
        self.bench.window.close()
        assert self.bench.shut_down()


class FontMissingError(Exception):
    """The font of the golden pictures is not installed."""
