"""How long the window is deaf: `python -m tests.bench.event_loop --json`.

The program's own window, without a screen, with its real services, on photographs. A precise timer of 10 ms runs on the
window's thread; how late it comes is how long a key or a click would have waited. Four times: with nothing to do,
while a folder is detected, while the teaching child is at work, and while both go on and a person walks through the
frames.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, SignalInstance

from app import paths
from app.project.versions import activate, import_model
from app.settings import TEACH_MINUTES, Settings
from app.ui.application import SETTINGS_FILE, make_application, start
from app.ui.services import make_services
from app.ui.workbench import Workbench
from tests.bench.material import BCCD_CLASSES, bccd
from tests.bench.projects import label, make_project
from tests.bench.report import Benchmarks, Case, judged, run
from tests.bench.stalls import Stall, StallWatch
from tests.shared_data import ROOT

MODEL = ROOT / "resources" / "models" / "demo"
PERIOD_MS = 10
P99_MS = 50.0
WORST_MS = 200.0

IDLE_SECONDS = 10.0
SETTLING_SECONDS = 3.0
STEP_MS = 400
"""Between two frames that the person looks at."""

AFTERWARDS_MS = 500
"""What the window does about the end of some work belongs to it."""

PATIENCE_SECONDS = 1800.0
LABELLED = 40


@dataclass(frozen=True)
class Measured:
    """Delays in milliseconds during some work, one a period, and where the thread was in the longest if wanted."""

    work: str
    delays: list[float]
    stalls: list[Stall]


class LoopMeter(QObject):
    """Measures how late a timer of this thread is.

    Args:
        stacks: Also watch where the thread is when it is late.
    """

    def __init__(self, *, stacks: bool) -> None:
        super().__init__()
        self._stacks = stacks
        self._watch: StallWatch | None = None
        self._delays: list[float] = []
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(PERIOD_MS)
        self._timer.timeout.connect(self._count)

    def start(self) -> None:
        """Forget what was measured and begin."""
        self._delays.clear()
        self._last = time.perf_counter()
        self._timer.start()
        self._watch = StallWatch(lambda: time.perf_counter() - self._last) if self._stacks else None

    def stop(self, work: str) -> Measured:
        """What was measured since."""
        self._timer.stop()
        stalls = []
        if self._watch is not None:
            self._watch.close()
            stalls = self._watch.stalls
        return Measured(work, list(self._delays), stalls)

    def _count(self) -> None:
        now = time.perf_counter()
        self._delays.append(max(0.0, 1000 * (now - self._last) - PERIOD_MS))
        self._last = now


def measured_at_work(options: argparse.Namespace) -> Generator[Measured]:
    """What was measured during each work."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["FOVEATE_HOME"] = str(Path(folder, "home"))
        application = make_application()
        project = _prepare(Path(folder), options.frames)
        Settings(paths.data_dir() / SETTINGS_FILE).set(TEACH_MINUTES, options.minutes)
        bench = start(application, make_services())
        try:
            yield from _measure(bench, project, LoopMeter(stacks=options.stacks))
        finally:
            bench.window.close()
            ended = bench.shut_down()
    if not ended:
        raise SystemExit("A thread of the program did not end.")


def _prepare(folder: Path, frames: int) -> Path:
    """A project with open frames, some labelled ones, and the demo's detector."""
    project = folder / "cells.foveate"
    pictures = (bccd("train") + bccd("val"))[: frames + LABELLED]
    with make_project(project, pictures, BCCD_CLASSES) as store:
        label(store, pictures[:LABELLED])
        activate(store, import_model(store, MODEL).id)
    return project


def _measure(bench: Workbench, project: Path, meter: LoopMeter) -> Iterator[Measured]:
    wait_for(bench.services.detection.ready, lambda: bench.begin_work([str(project)]))
    wait_for(None, lambda: None, SETTLING_SECONDS)

    meter.start()
    wait_for(None, lambda: None, IDLE_SECONDS)
    yield meter.stop("idle")

    meter.start()
    wait_for(bench.detection.done, bench.detection.detect_everything)
    yield meter.stop("detecting")

    meter.start()
    wait_for(bench.services.teaching.finished, bench.teaching.teach)
    yield meter.stop("teaching")

    meter.start()
    walk = QTimer(meter, interval=STEP_MS)
    walk.timeout.connect(bench.actions["next-frame"].trigger)
    walk.start()
    bench.detection.detect_everything()
    wait_for(bench.services.teaching.finished, bench.teaching.teach)
    walk.stop()
    yield meter.stop("teaching, detecting and walking")


def wait_for(
    signal: SignalInstance | None, begin: Callable[[], object], seconds: float = PATIENCE_SECONDS
) -> None:
    """Begin something and run the event loop until a signal comes; without a signal, for so many seconds."""
    loop = QEventLoop()
    came = signal is None
    patience = QTimer(loop, singleShot=True, interval=round(1000 * seconds))
    patience.timeout.connect(loop.quit)

    def stop(*_facts: object) -> None:
        nonlocal came
        came = True
        QTimer.singleShot(AFTERWARDS_MS, loop, loop.quit)

    if signal is not None:
        signal.connect(stop)
    patience.start()
    begin()
    loop.exec()
    if signal is not None:
        signal.disconnect(stop)
    if not came:
        raise SystemExit(f"Nothing came of it within {seconds:.0f} s.")


def summary(delays: Sequence[float]) -> tuple[float, float, float]:
    """Median, 99th percentile and worst."""
    middle, high = np.percentile(delays, (50, 99))
    return float(middle), float(high), max(delays)


def event_loop(options: argparse.Namespace) -> Iterator[Case]:
    """The delays during each work."""
    for measured in measured_at_work(options):
        work = measured.work
        middle, high, worst = summary(measured.delays)
        note = f"{len(measured.delays)} periods of {PERIOD_MS} ms"
        yield judged(f"{work}: p50", middle, "ms late", higher_is_better=False, note=note)
        yield judged(f"{work}: p99", high, "ms late", P99_MS, higher_is_better=False)
        stalls = [asdict(stall) for stall in measured.stalls]
        yield judged(f"{work}: worst", worst, "ms late", WORST_MS, higher_is_better=False, runs=stalls)


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--minutes", type=float, default=1.0, help="of each teaching")
    parser.add_argument("--frames", type=int, default=200, help="that are detected")
    parser.add_argument("--stacks", action="store_true", help="also say in the JSON where it was when late")


def shortened(options: argparse.Namespace) -> argparse.Namespace:
    """With --quick less of everything."""
    if options.quick:
        options.minutes, options.frames = min(options.minutes, 0.3), min(options.frames, 30)
    return options


CASES: Benchmarks = {"event_loop": lambda options: event_loop(shortened(options))}

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(run(__doc__ or "", CASES, add_options))
