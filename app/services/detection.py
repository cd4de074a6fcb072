"""Detection beside the window: requests in, results in handfuls out."""

from __future__ import annotations

import itertools
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, QTimer, Signal

from app.services import engine
from app.services.detection_types import (
    Detected,
    DetectorLike,
    FrameResult,
    Limited,
    LoadDetector,
    Message,
    Model,
    Preparing,
    Progress,
    RateMeter,
    Ready,
    Refused,
    Summary,
    Warmed,
)
from app.services.detection_worker import DetectionWorker
from app.services.relay import Relay
from app.services.sources import FrameRef, OpenSource
from app.services.threads import SHUTDOWN_SECONDS, join_all
from retinanet_core.types import Image

__all__ = ["DetectionService", "DetectorLike", "FrameRef", "FrameResult", "Progress", "Summary"]

FLUSH_SECONDS = 0.1


@dataclass(slots=True)
class _Run:
    """A request as the window's side knows it: what has no result yet."""

    id: int
    total: int
    outstanding: dict[int, FrameRef]
    images: dict[int, Image]
    done: int = 0
    failed: int = 0
    rate: RateMeter = field(default_factory=RateMeter)
    progress_at: float = 0.0
    progress_done: int = 0

    @property
    def single(self) -> bool:
        return self.total == 1


class DetectionService(QObject):
    """Detects objects on frames, on a thread that owns the detector.

    Results of a request that was cancelled or superseded, or of a version that is no longer the one set,
    are never delivered. When the version changes during a request, the new one detects its remaining frames.

    Signals:
        warmed(): The libraries are imported.
        preparing(): Importing the libraries or loading a model began; `ready` or `failed` follows.
        ready(description): The model set is loaded, or has come to run otherwise; how ("CPU, OpenVINO float32").
        results(list[FrameResult]): New results, at most about ten handfuls a second.
        progress(Progress): At most ten times a second for each request.
        finished(Summary): A request ended; all its results were delivered before.
        limited(sentence): Memory was short; what was given up for it.
        failed(sentence, detail): Nothing can be detected: no model, or it cannot be loaded.
    """

    warmed = Signal()
    preparing = Signal()
    ready = Signal(str)
    results = Signal(object)
    progress = Signal(object)
    finished = Signal(object)
    limited = Signal(str)
    failed = Signal(str, str)

    def __init__(
        self,
        open_source: OpenSource,
        parent: QObject | None = None,
        *,
        load_detector: LoadDetector | None = None,
        own_loader: LoadDetector = engine.load_detector,
    ) -> None:
        """Start no thread yet.

        Args:
            open_source: Called once, on the thread that reads frames ahead of the detector.
            load_detector: Loads a model folder, on the thread that owns the detector, in place of the real one.
            own_loader: Loads the real one, which needs the engine.
        """
        super().__init__(parent)
        self._relay = Relay(self._receive)
        self._worker = DetectionWorker(
            open_source,
            load_detector or own_loader,
            engine.import_engine if load_detector is None else engine.import_nothing,
            self.tr("There is no model yet. Label a few frames and teach one, or import a model."),
            self._relay.post,
        )
        self._ids = itertools.count(1)
        self._epochs = itertools.count(1)
        self._model: Model | None = None
        self._runs: dict[int, _Run] = {}
        self._results: list[FrameResult] = []
        self._flushed_at = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._flush)
        self._closed = False

    @property
    def busy(self) -> bool:
        """Some request has not finished."""
        return bool(self._runs)

    @property
    def version_id(self) -> int | None:
        """The version that detects now."""
        return None if self._model is None else self._model.version_id

    def warm_up(self) -> None:
        """Import the libraries and load the model, beside the window. Call it right after the first paint."""
        if not self._closed:
            self._worker.warm_up()

    def set_model(self, version_id: int | None, folder: Path | None) -> None:
        """Detect with this version from now on. None: with nothing, and every request is cancelled."""
        if version_id is None or folder is None:
            self.cancel()
            self._model = None
            self._worker.set_model(None)
            return
        if self._model is not None and (self._model.version_id, self._model.folder) == (version_id, folder):
            return
        self._take_up(version_id, folder)

    def load_again(self) -> None:
        """Load the version set anew, as it is to run otherwise; it goes on with what is being detected."""
        if self._model is not None:
            self._take_up(self._model.version_id, self._model.folder)

    def _take_up(self, version_id: int, folder: Path) -> None:
        self._model = Model(next(self._epochs), version_id, folder)
        self._worker.set_model(self._model)
        for run in self._runs.values():
            self._submit(run)

    def detect(self, frames: Sequence[FrameRef], *, images: Mapping[int, Image] | None = None) -> int:
        """Detect on these frames, in this order, with the version set.

        A request for a single frame goes before everything that is waiting, and supersedes an unfinished one
        for the same frame.

        Args:
            images: Pixels of frames that are decoded already, by frame id; not to be changed meanwhile.

        Returns:
            The id of the request, as in `FrameResult`, `Progress` and `Summary`.
        """
        outstanding = {ref.frame_id: ref for ref in frames}
        known = {frame_id: image for frame_id, image in (images or {}).items() if frame_id in outstanding}
        run = _Run(next(self._ids), len(outstanding), outstanding, known)
        if self._closed:
            return run.id
        if run.single:
            for older in list(self._runs.values()):
                if older.single and older.outstanding.keys() == outstanding.keys():
                    self.cancel(older.id)
        self._runs[run.id] = run
        if outstanding:
            self._submit(run)
        else:
            self._relay.post(_Nothing(run.id))
        return run.id

    def cancel(self, request_id: int | None = None) -> None:
        """End one request, or all, now: `finished` is emitted before this returns, and no result follows."""
        runs = [run for run in self._runs.values() if request_id in (None, run.id)]
        if not runs:
            return
        self._flush()
        for run in runs:
            if run.id in self._runs:
                self._worker.drop(run.id)
                self._finish(run, cancelled=True)

    def shutdown(self, seconds: float = SHUTDOWN_SECONDS) -> bool:
        """End the threads; False if one did not end in time. No signal follows; requests are not answered."""
        self._closed = True
        self._timer.stop()
        self._runs.clear()
        self._results.clear()
        self._worker.stop()
        return join_all(self._worker.threads, seconds)

    def _submit(self, run: _Run) -> None:
        epoch = 0 if self._model is None else self._model.epoch
        frames = list(run.outstanding.values())
        self._worker.submit(run.id, epoch, frames, run.images, urgent=run.single)

    def _receive(self, message: object) -> None:
        if self._closed:
            return
        match cast("Message | _Nothing", message):
            case Detected() as detected:
                self._receive_result(detected)
            case Preparing():
                self.preparing.emit()
            case Warmed():
                self.warmed.emit()
            case Ready(epoch, description):
                if self._is_current(epoch):
                    self.ready.emit(description)
            case Limited(epoch, sentence):
                if self._is_current(epoch):
                    self.limited.emit(sentence)
            case Refused() as refused:
                self._receive_refusal(refused)
            case _Nothing(request_id):
                if request_id in self._runs:
                    self._finish(self._runs[request_id], cancelled=False)

    def _is_current(self, epoch: int) -> bool:
        return epoch == (0 if self._model is None else self._model.epoch)

    def _receive_result(self, message: Detected) -> None:
        run = self._runs.get(message.request_id)
        if run is None or self._model is None or message.epoch != self._model.epoch:
            return
        frame_id = message.ref.frame_id
        if run.outstanding.pop(frame_id, None) is None:
            return
        run.images.pop(frame_id, None)
        if message.detections is None:
            run.failed += 1
        else:
            run.done += 1
        run.rate.add(message.began, message.ended)
        self._results.append(
            FrameResult(
                run.id, frame_id, self._model.version_id, message.detections, message.error, message.size
            )
        )
        if not run.outstanding:
            self._flush()
            self._finish(run, cancelled=False)
        elif not self._timer.isActive():
            wait = self._flushed_at + FLUSH_SECONDS - time.monotonic()
            self._timer.start(max(0, round(wait * 1000)))

    def _receive_refusal(self, message: Refused) -> None:
        if not self._is_current(message.epoch):
            return
        self._flush()
        self.failed.emit(message.sentence, message.detail)
        for request_id in message.request_ids:
            if request_id in self._runs:
                self._finish(self._runs[request_id], cancelled=True)

    def _flush(self) -> None:
        """Deliver the results that have come, then how far each request is."""
        self._timer.stop()
        self._flushed_at = time.monotonic()
        results, self._results = self._results, []
        if results:
            self.results.emit(results)
        for run in list(self._runs.values()):
            count = run.done + run.failed
            if count > run.progress_done and self._flushed_at >= run.progress_at + FLUSH_SECONDS:
                run.progress_done, run.progress_at = count, self._flushed_at
                self.progress.emit(_progress(run))

    def _finish(self, run: _Run, *, cancelled: bool) -> None:
        if self._runs.pop(run.id, None) is not None:
            self.finished.emit(Summary(run.id, run.done, run.failed, cancelled))


@dataclass(frozen=True, slots=True)
class _Nothing:
    """A request without frames, which ends like any other: after it was made."""

    request_id: int


def _progress(run: _Run) -> Progress:
    count = run.done + run.failed
    rate = run.rate.per_second
    return Progress(run.id, count, run.total, rate, (run.total - count) / rate if rate > 0 else None)
