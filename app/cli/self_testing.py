"""The steps of the self-test: the program's own window, driven by itself.

As in the program, nothing heavy is imported before the window is there: its time is that of the program.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import numpy as np
import psutil
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QLibraryInfo
from PySide6.QtWidgets import QDialogButtonBox

import retinanet_core  # noqa: F401  (before torch: its threads would spin while they wait)
from app.cli import offline
from app.project.records import BoxState, Frame
from app.project.store import Store
from app.services.teaching import TeachOutcome
from app.settings import LANGUAGE, TEACH_MINUTES, Settings
from app.ui import application
from app.ui.services import make_services
from app.ui.workbench import Workbench
from retinanet_core.errors import DeviceError, PlainError
from retinanet_core.types import Image

PATIENCE = 600.0
"""Seconds that anything may take, on a computer busy with other work too."""

Step = Callable[[], str]


class Walk:
    """One walk through the program; its steps need those before."""

    def __init__(self, folder: Path) -> None:
        self.steps: Sequence[tuple[str, Step]] = (
            ("a window", self.window),
            ("pictures, a video and a project", self.material),
            ("the project in the window", self.open),
            ("an odd picture", self.odd_picture),
            ("a frame of a video", self.video),
            ("detection from the window", self.detect),
            ("detection with each engine", self.engines),
            ("teaching in a child process", self.teach),
            ("the new version in use", self.accept),
            ("back to the version before", self.go_back),
            ("a child that is killed while it teaches", self.kill),
            ("the project opened anew", self.reopen),
            ("both languages", self.languages),
            ("no connection to any other computer", self.offline),
            ("the end, with nothing left behind", self.shut_down),
        )
        self._folder = folder
        self._project = folder
        self._bench: Workbench | None = None
        self._first = self._second = 0
        self._boxes = self._versions = 0

    @property
    def bench(self) -> Workbench:
        """The window, once it is there."""
        assert self._bench is not None
        return self._bench

    @property
    def store(self) -> Store:
        """The open project."""
        store = self.bench.session.store
        assert store is not None, "no project is open"
        return store

    # --- the steps, each returning what it found -------------------------------------------------------------

    def window(self) -> str:
        app = application.make_application()
        settings = Settings(self._folder / "home" / application.SETTINGS_FILE)
        settings.set(TEACH_MINUTES, 0.1)
        settings.set(LANGUAGE, "en")
        painted: list[bool] = []
        self._bench = bench = application.start(app, make_services(), settings)
        bench.window.painted.connect(lambda: painted.append(True))
        self._wait(lambda: bool(painted))
        return str(app.platformName())

    def material(self) -> str:
        from app.cli.self_test_material import make_project

        self._project = make_project(self._folder)
        return str(sum(1 for _ in (self._folder / "pictures").iterdir())) + " files"

    def open(self) -> str:
        self.bench.begin_work([str(self._project)])
        self._wait(lambda: self.bench.session.store is not None and self.bench.session.frame is not None)
        _check(self.bench.session.writable, "the project is open for reading only")
        self._first = min(version.id for version in self.store.versions())
        self._boxes = self._confirmed()
        return f"{len(self.store.frame_ids())} frames, {self._boxes} boxes"

    def odd_picture(self) -> str:
        from app.cli.self_test_material import ODD_NAME, ODD_SIZE

        image = self._look_at(self._frames_of(ODD_NAME)[0])
        width, height = ODD_SIZE
        _check(image.shape == (height, width, 3), f"it is read as {image.shape[1]} x {image.shape[0]} pixels")
        top, bottom = image[: height // 2 - 8].mean((0, 1)), image[height // 2 + 8 :].mean((0, 1))
        _check(top[0] > 200 and top[1] < 60 and bottom.min() > 200, "its colours are wrong")
        return f"CMYK, turned by its EXIF, {width} x {height}"

    def video(self) -> str:
        from app.cli.self_test_material import SHADES, VIDEO_NAME

        frames = self._frames_of(VIDEO_NAME)
        _check(len(frames) == len(SHADES), f"it is listed with {len(frames)} frames")
        for number in (7, 2):
            shade = float(np.mean(self._look_at(frames[number])))
            _check(abs(shade - SHADES[number]) < 5, f"frame {number} is not the one that was written")
        return f"{len(frames)} frames"

    def detect(self) -> str:
        bench = self.bench
        frame = next(frame for frame in self.store.frames() if not frame.reviewed)
        self._look_at(frame)
        self._wait(bench.actions["detect"].isEnabled)
        bench.actions["detect"].trigger()
        self._wait(lambda: bool(self.store.boxes(frame.id)) and not bench.detection.busy)
        return f"{len(self.store.boxes(frame.id))} suggestions, {bench.detection.engine}"

    def engines(self) -> str:
        from app.demo.material import DETECTOR_FOLDER
        from retinanet_core.detect.detector import Detector
        from retinanet_core.detect.engine import describe_choice
        from retinanet_core.detect.openvino_engine import ANY, OpenVinoEngine

        frame = next(frame for frame in self.store.frames() if not frame.reviewed)
        image, found = self._look_at(frame), []
        for engine in ("pytorch", "openvino"):
            try:
                detector = Detector.load(DETECTOR_FOLDER, device="cpu", precision="float32", engine=engine)
            except DeviceError as error:
                found.append(f"{engine} is not here ({error.message})")
                continue
            if isinstance(detector.engine, OpenVinoEngine):
                _check(detector.engine.wait(*ANY), "OpenVINO did not compile the network")
            (seen,) = detector.detect([image])
            _check(bool((seen.scores > 0.3).any()), f"{engine} found nothing where there is something")
            found.append(f"{detector.describe()} {int((seen.scores > 0.3).sum())} boxes")
            detector.close()
        return f"{', '.join(found)}; chosen is {describe_choice()['chosen']}"

    def teach(self) -> str:
        self._use(self._first)
        before = {version.id for version in self.store.versions()}
        outcome = self._teach(lambda: None)
        _check(outcome.outcome == "finished", f"{outcome.message} {outcome.detail}")
        self._wait(lambda: len(self.store.versions()) > len(before) and not self.bench.teaching.busy)
        version = max(self.store.versions(), key=lambda version: version.id)
        self._second, self._versions = version.id, len(self.store.versions())
        return f"version {version.id}: {version.report.get('sentence', '')}"

    def accept(self) -> str:
        return self._use(self._second)

    def go_back(self) -> str:
        return self._use(self._first)

    def kill(self) -> str:
        service = self.bench.services.teaching
        seen: list[object] = []

        def kill() -> None:
            if service.last_event is not None and not seen and service.process_id is not None:
                seen.append(service.process_id)
                psutil.Process(service.process_id).kill()

        outcome = self._teach(kill)
        _check(bool(seen) and outcome.outcome == "crashed", f"it ended as {outcome.outcome}")
        self._wait(lambda: not self.bench.teaching.busy)
        active = self.store.active_version()
        _check(active is not None and active.id == self._first, "another version is in use")
        return outcome.message

    def reopen(self) -> str:
        self.bench.opening.close_project()
        _check(self.bench.session.store is None, "the project did not close")
        _check(self.bench.opening.open_project(self._project), "the project did not open")
        active = self.store.active_version()
        _check(active is not None and active.id == self._first, "another version is in use")
        _check(len(self.store.versions()) == self._versions, "a version is missing")
        _check(self._confirmed() == self._boxes, "boxes are missing")
        return "boxes and versions as before"

    def languages(self) -> str:
        said = []
        wanted: tuple[tuple[Literal["it", "en"], str], ...] = (("it", "Annulla"), ("en", "Cancel"))
        for code, cancel in wanted:
            self.bench.settings.set(LANGUAGE, code)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LanguageChange.value)
            dialog = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
            found = dialog.buttons()[0].text().replace("&", "")
            _check(found == cancel, f"Qt says {found} for {cancel}; its words belong into "
                   f"{QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)}")  # fmt: skip
            said.append(self.bench.actions["detect"].text().replace("&", ""))
        _check(said[0] != said[1], "the window does not change its language")
        return ", ".join(said)

    def offline(self) -> str:
        refused = offline.refused()
        _check(not refused, f"something was asked for: {'; '.join(refused)}")
        here = psutil.Process()
        for process in (here, *here.children(recursive=True)):
            spoken = [
                link for link in process.net_connections(kind="inet") if link.raddr or link.status == "LISTEN"
            ]
            _check(not spoken, f"there is a connection: {spoken}")
        return ""

    def shut_down(self) -> str:
        self.bench.window.close()
        if not self.bench.shut_down():  # a thread is inside a library; it ends when that lets it go
            self._wait(self.bench.services.shut_down)
        self._bench = None
        left = psutil.Process().children(recursive=True)
        _check(not left, f"processes are left: {left}")
        return ""

    def end(self) -> bool:
        """After a step that failed: let go of everything; False if a thread is still inside a library."""
        bench, self._bench = self._bench, None
        return bench is None or bench.shut_down()

    # --- what they share ---------------------------------------------------------------------------------------

    def _confirmed(self) -> int:
        boxes = (box for frame_id in self.store.frame_ids() for box in self.store.boxes(frame_id))
        return sum(box.state is BoxState.CONFIRMED for box in boxes)

    def _frames_of(self, name: str) -> list[Frame]:
        (media,) = (media for media in self.store.media() if media.path.endswith(name))
        _check(not media.problem, media.problem)
        return [frame for frame in self.store.frames() if frame.media_id == media.id]

    def _look_at(self, frame: Frame) -> Image:
        """The frame in the window; its pixels as they are shown and detected on."""
        self.bench.session.go_to(frame.id)
        loader = self.bench.services.loader
        self._wait(lambda: loader.get(frame.id) is not None)
        image = loader.get(frame.id)
        assert image is not None
        return image

    def _teach(self, meanwhile: Callable[[], None]) -> TeachOutcome:
        """Press the button; how the run ended."""
        ended: list[TeachOutcome] = []
        service = self.bench.services.teaching
        remember = service.finished.connect(ended.append)
        self._wait(self.bench.actions["teach"].isEnabled)
        try:
            self.bench.actions["teach"].trigger()

            def done() -> bool:
                meanwhile()
                return bool(ended) or not self.bench.teaching.busy

            self._wait(done)
        finally:
            service.finished.disconnect(remember)
        _check(bool(ended), "teaching did not begin")
        return ended[0]

    def _use(self, version_id: int) -> str:
        self.bench.lessons.versions.activate(version_id)
        active = self.store.active_version()
        _check(active is not None and active.id == version_id, "another version is in use")
        self._wait(lambda: self.bench.services.detection.version_id == version_id)
        return f"version {version_id}"

    def _wait(self, reached: Callable[[], bool]) -> None:
        """Let the window live until it is so.

        Raises:
            PlainError: It did not come to that.
        """
        until = time.monotonic() + PATIENCE
        while not reached():
            if time.monotonic() > until:
                raise PlainError(
                    f"Nothing came of it in {PATIENCE:.0f} s.", detail=self.bench.window.windowTitle()
                )
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
            time.sleep(0.005)  # the child and the threads that it waits for need the processor


def _check(holds: bool, otherwise: str) -> None:
    if not holds:
        raise PlainError(f"{otherwise[:1].upper()}{otherwise[1:]}.")
