"""What a version of the detector sees on single frames, one after the other."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from app.services.detection_types import DetectorLike, LoadDetector
from app.services.engine import ImportEngine
from app.services.sources import FrameRef, LazySource, OpenSource
from app.services.tasks import Task, TaskControl, TaskRunner
from retinanet_core.errors import PlainError
from retinanet_core.types import Detections


class LookingService:
    """Looks with any version beside the one in use; the version asked for last stays loaded until `let_go`."""

    def __init__(
        self,
        tasks: TaskRunner,
        open_source: OpenSource,
        load_detector: LoadDetector,
        import_engine: ImportEngine,
    ) -> None:
        self._tasks = tasks
        self._open_source = open_source
        self._load_detector = load_detector
        self._import_engine = import_engine
        self._lock = threading.Lock()
        self._loaded: tuple[Path, DetectorLike] | None = None

    def look(
        self,
        folder: Path,
        ref: FrameRef,
        *,
        done: Callable[[Detections], None],
        failed: Callable[[PlainError], None],
    ) -> Task:
        """Detect with the model in `folder` on one frame, from the detector's lowest score up."""

        def work(control: TaskControl) -> Detections:
            self._import_engine(control.cancelled)
            with closing(LazySource(self._open_source)) as source:
                image = source.read(ref)
            with self._lock:  # One detector, one thread at a time.
                return self._detector(folder).detect([image])[0]

        return self._tasks.submit(work, done=done, failed=failed)

    def let_go(self) -> None:
        """Unload the version, once nothing is being looked at any more."""

        def work(_control: TaskControl) -> None:
            with self._lock:
                self._unload()

        self._tasks.submit(work, done=lambda _none: None, failed=lambda _error: None)

    def _detector(self, folder: Path) -> DetectorLike:
        if self._loaded is None or self._loaded[0] != folder:
            self._unload()
            self._loaded = (folder, self._load_detector(folder))
        return self._loaded[1]

    def _unload(self) -> None:
        if self._loaded is not None:
            self._loaded[1].close()
            self._loaded = None
