"""The program in which somebody goes through all frames and back; prints what it held before and after, and ends.

`python -m tests.bench.ui.walked WARM PROJECT` prints {"memory": ..., "handles": ..., "threads": ..., "objects": ...,
"seconds": ...}: how much more of each there is at the first frame after the whole way than after the first WARM
frames and back, in megabytes and numbers, and how long the whole way took.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Generator

import psutil
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.__main__ import main
from app.settings import Settings
from app.ui import application
from app.ui.services import Services
from app.ui.workbench import Workbench
from tests.bench.ui.person import Facts, Person, Script, rest

SETTLED_SECONDS = 3.0

_WARM = int(sys.argv.pop(1)) if __name__ == "__main__" else 0


def walk(bench: Workbench) -> Script:
    """A part of the way for what is only made once, then all of it; frame by frame, by the action of the key."""
    yield lambda: bench.view.ready
    store = bench.session.store
    assert store is not None
    count = len(store.frame_ids())
    yield from _there_and_back(bench, min(_WARM, count - 1))
    yield rest(SETTLED_SECONDS)
    before = held()
    began = time.perf_counter()
    yield from _there_and_back(bench, count - 1)
    seconds = time.perf_counter() - began
    yield rest(SETTLED_SECONDS)
    after = held()
    return {name: after[name] - value for name, value in before.items()} | {"seconds": seconds}


def _there_and_back(bench: Workbench, steps: int) -> Generator[Callable[[], bool], None, None]:
    for action in ("next-frame", "previous-frame"):
        for _ in range(steps):
            before = bench.session.frame
            bench.actions[action].trigger()
            assert bench.session.frame != before
            yield lambda: bench.view.ready


def held() -> Facts:
    """What the process holds now."""
    gc.collect()
    process = psutil.Process()
    application = QApplication.instance()
    assert application is not None
    roots: list[QObject] = [application, *QApplication.topLevelWidgets()]
    return {
        "memory": process.memory_info().rss / 1e6,
        "handles": float(process.num_handles() if sys.platform == "win32" else process.num_fds()),
        "threads": float(process.num_threads()),
        "objects": float(sum(len(root.findChildren(QObject)) for root in roots)),
    }


def watched_start(app: QApplication, services: Services, settings: Settings | None = None) -> Workbench:
    """The program's own start, with somebody who walks; torch stays away, as what it holds is another matter."""
    bench = start(app, services, settings)
    bench.services.detection.warm_up = lambda: None  # type: ignore[method-assign]
    Person(bench, walk(bench))
    return bench


start, application.start = application.start, watched_start

if __name__ == "__main__":
    sys.exit(main())
