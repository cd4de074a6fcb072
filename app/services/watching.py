"""Looking after media files beside the window: whether they are still where and what they were."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from app.project.outside import KnownFile, Looked, look
from app.services.tasks import Task, TaskControl, TaskRunner
from retinanet_core.errors import PlainError

SWEEP_MS = 200
"""Between two pieces of a sweep, so that others get the threads and the disk too."""
SETTLE_MS = 300
"""After something happened in the folder watched: who writes a file does so in several steps."""


class FileWatch(QObject):
    """Looks at files in tasks, all of them slowly or some at once, and watches the folder of one.

    Signals:
        looked: Files were looked at; carries what was found, by id of their media, and whether it is a part of a sweep.
        swept: All files of a sweep were looked at.
        touched: Something happened to the file watched, or in its folder.
    """

    looked = Signal(object, bool)
    swept = Signal()
    touched = Signal()

    def __init__(self, tasks: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._at_work: list[Task] = []
        self._rest: Iterator[Sequence[KnownFile]] | None = None
        self._next = QTimer(self, singleShot=True, interval=SWEEP_MS)
        self._next.timeout.connect(self._sweep_on)
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settled.timeout.connect(self.touched)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _path: self._settled.start())
        self._watcher.fileChanged.connect(lambda _path: self._settled.start())

    @property
    def sweeping(self) -> bool:
        """A sweep has not ended."""
        return self._rest is not None

    def look(self, files: Sequence[KnownFile]) -> None:
        """Look at these soon."""
        self._submit(files, sweeping=False)

    def sweep(self, parts: Iterable[Sequence[KnownFile]]) -> None:
        """Look at all of these, part by part, in place of a sweep that has not ended."""
        self._rest = iter(parts)
        self._sweep_on()

    def watch(self, path: Path | None) -> None:
        """Watch this file and its folder, and no other."""
        old = [*self._watcher.files(), *self._watcher.directories()]
        new = [] if path is None else [str(path), str(path.parent)]
        gone = [name for name in old if name not in new]
        if gone:
            self._watcher.removePaths(gone)
        fresh = [name for name in new if name not in old]
        if fresh:
            self._watcher.addPaths(fresh)

    def stop(self) -> None:
        """Look at nothing any more."""
        self._rest = None
        self._next.stop()
        self._settled.stop()
        for task in self._at_work:
            task.cancel()
        self._at_work.clear()
        self.watch(None)

    def _sweep_on(self) -> None:
        part = next(self._rest, None) if self._rest is not None else None
        if part is None:
            self._rest = None
            self.swept.emit()
            return
        self._submit(part, sweeping=True)

    def _submit(self, files: Sequence[KnownFile], *, sweeping: bool) -> None:
        def work(control: TaskControl) -> dict[int, Looked]:
            found = {}
            for file in files:
                if control.cancelled():
                    break
                found[file.media_id] = look(file)
            return found

        def done(found: dict[int, Looked]) -> None:
            self._at_work.remove(task)
            self.looked.emit(found, sweeping)
            if sweeping and self._rest is not None:
                self._next.start()

        def failed(_error: PlainError) -> None:  # It is in the log.
            done({})

        task = self._tasks.submit(work, done=done, failed=failed)
        self._at_work.append(task)
