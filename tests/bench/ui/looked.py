"""The program in which somebody goes from picture to picture; prints how long each took, and ends.

`python -m tests.bench.ui.looked next|giant PROJECT` prints one line of JSON.
"""

from __future__ import annotations

import itertools
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.__main__ import main
from app.settings import Settings
from app.ui import application
from app.ui.services import Services
from app.ui.workbench import Workbench
from tests.bench.ui.fresh import most_memory
from tests.bench.ui.person import Person, Script, rest

QUIET_SECONDS = 4.0
"""After this long everything that was begun, such as prefetching, has come to an end."""
PAN_SECONDS = 2.0
PAN_PIXELS = 12


class Paintings(QObject):
    """When the canvas was painted, by `time.perf_counter`, each painting at its end."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self.times: list[float] = []
        bench.canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Timers run after the painting."""
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self, lambda: self.times.append(time.perf_counter()))
        return False


def warmed(bench: Workbench) -> Callable[[], bool]:
    """Import the detector, and wait for it: it takes memory, and time while it is imported."""
    done: list[bool] = []
    bench.services.detection.warmed.connect(lambda: done.append(True))
    bench.services.detection.warm_up()
    return lambda: bool(done)


def next_frame(bench: Workbench) -> Script:
    """By the key that goes on, when there was time to prefetch; and to a frame far away."""
    yield warmed(bench)
    paintings = Paintings(bench)
    seen = seen_whole(bench, paintings)
    yield lambda: bench.view.ready
    store = bench.session.store
    assert store is not None
    first, following, *_, last = store.frame_ids()
    bench.session.go_to(first)  # the project remembers where the run before ended
    yield lambda: bench.services.loader.get(following) is not None
    yield rest(QUIET_SECONDS)
    began = time.perf_counter()
    bench.actions["next-frame"].trigger()
    yield seen(began)
    prefetched = paintings.times[-1] - began
    yield rest(QUIET_SECONDS)
    began = time.perf_counter()
    bench.session.go_to(last)
    yield seen(began)
    return {"prefetched": 1000 * prefetched, "cold": 1000 * (paintings.times[-1] - began)}


def giant(bench: Workbench) -> Script:
    """Go to the giant, wait for all of it, drag it at its actual size; the detector is there all the time."""
    yield warmed(bench)
    paintings = Paintings(bench)
    seen = seen_whole(bench, paintings)
    canvas = bench.canvas
    yield lambda: bench.view.ready
    store = bench.session.store
    assert store is not None
    small_one, giant_one = (frame.id for frame in sorted(store.frames(), key=lambda frame: frame.media_id))
    bench.session.go_to(small_one)  # the project remembers where the run before ended
    yield lambda: bench.view.ready
    yield rest(QUIET_SECONDS)
    small = canvas.viewport.image_width
    began = time.perf_counter()
    bench.session.go_to(giant_one)
    yield lambda: canvas.viewport.image_width != small
    there = time.perf_counter()
    yield lambda: paintings.times[-1] > there
    coarse = paintings.times[-1] - began
    yield seen(began)
    whole = paintings.times[-1] - began
    canvas.actual_size()
    yield rest(0.5)
    begun, at = len(paintings.times), QPoint(canvas.width() // 2, canvas.height() // 2)
    QTest.mousePress(canvas, Qt.MouseButton.MiddleButton, pos=at)
    until = time.perf_counter() + PAN_SECONDS
    painted = 0
    while time.perf_counter() < until:
        at -= QPoint(PAN_PIXELS, PAN_PIXELS // 2)
        QTest.mouseMove(canvas, at)
        painted = len(paintings.times)
        yield lambda: len(paintings.times) > painted  # noqa: B023
    QTest.mouseRelease(canvas, Qt.MouseButton.MiddleButton, pos=at)
    times = paintings.times[begun:]
    gap = max(after - before for before, after in itertools.pairwise(times))
    memory = most_memory() / 1000
    return {
        "coarse": coarse,
        "whole": whole,
        "pan": len(times) / PAN_SECONDS,
        "gap": 1000 * gap,
        "memory": memory,
    }


def seen_whole(bench: Workbench, paintings: Paintings) -> Callable[[float], Callable[[], bool]]:
    """Makes what waits until the frame gone to after a time is there and was painted since, with nothing coarse."""
    shown = [0.0]
    bench.view.shown.connect(lambda _pixels: shown.append(time.perf_counter()))

    def after(began: float) -> Callable[[], bool]:
        def seen() -> bool:
            there = bench.view.ready and shown[-1] > began and bool(paintings.times)
            return there and paintings.times[-1] > shown[-1] and bench.canvas.painted_whole

        return seen

    return after


SCRIPTS = {"next": next_frame, "giant": giant}
script = SCRIPTS[sys.argv.pop(1)] if __name__ == "__main__" else next_frame


def watched_start(app: QApplication, services: Services, settings: Settings | None = None) -> Workbench:
    """The program's own start, with somebody who looks at pictures."""
    bench = start(app, services, settings)
    Person(bench, script(bench))
    return bench


start, application.start = application.start, watched_start

if __name__ == "__main__":
    sys.exit(main())
