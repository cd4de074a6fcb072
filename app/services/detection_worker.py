"""The two threads of detection: one owns the detector, one reads frames ahead of it. No Qt."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from app.services.detection_types import (
    Detected,
    DetectorLike,
    Limited,
    LoadDetector,
    Message,
    Model,
    Preparing,
    Ready,
    Refused,
    Warmed,
)
from app.services.engine import ImportEngine
from app.services.failures import as_plain_error
from app.services.read_ahead import DecodedFrame, FrameQueue, Request, new_request
from app.services.sources import FrameRef, LazySource, OpenSource
from app.services.threads import start_thread
from retinanet_core.errors import Cancelled, PlainError
from retinanet_core.types import Detections, Image

if TYPE_CHECKING:
    from retinanet_core.detect.preprocess import Prepared

_log = logging.getLogger(__name__)

MAX_BATCH = 8
BATCH_SECONDS = 0.25
"""A batch is made no larger than what takes this long, so that cancelling and urgent frames need not wait."""


class DetectionWorker:
    """Does what `DetectionService` asks and posts what happens. Its methods are thread-safe and never wait.

    Nothing is imported or loaded before `warm_up` or the first request, so that the first window is painted.

    Args:
        post: Called on the worker's threads.
        import_engine: Imports what the detector needs (torch), on the thread that owns the detector.
    """

    def __init__(
        self,
        open_source: OpenSource,
        load_detector: LoadDetector,
        import_engine: ImportEngine,
        no_model: str,
        post: Callable[[Message], None],
    ) -> None:
        self._open_source = open_source
        self._load_detector = load_detector
        self._import_engine = import_engine
        self._no_model = no_model
        self._post = post
        self._changed = threading.Condition()
        self._stopping = False
        self._queue = FrameQueue()
        self._model: Model | None = None
        self._active = False
        self._may_try = False
        self._detecting_thread: threading.Thread | None = None
        self._reading_thread: threading.Thread | None = None
        # Only the detecting thread touches these.
        self._engine_imported = False
        self._loaded: Model | None = None
        self._detector: DetectorLike | None = None
        self._batch = 1
        self._max_batch = MAX_BATCH
        self._description = self._limitation = ""

    def warm_up(self) -> None:
        """Import the engine and load the model now."""
        with self._changed:
            self._activate()

    def set_model(self, model: Model | None) -> None:
        """Detect with this model from now on; all requests are forgotten (submit them again)."""
        with self._changed:
            self._model = model
            self._queue.clear()
            self._may_try = self._active
            self._changed.notify_all()

    def submit(
        self,
        request_id: int,
        epoch: int,
        frames: Sequence[FrameRef],
        images: Mapping[int, Image],
        *,
        urgent: bool,
    ) -> None:
        """Queue frames; an urgent request goes before everything that is waiting."""
        with self._changed:
            if self._stopping:
                return
            self._queue.add(new_request(request_id, epoch, frames, images), first=urgent)
            self._activate()
            if self._reading_thread is None:
                self._reading_thread = start_thread(self._read_frames, "detection-reader")

    def drop(self, request_id: int) -> None:
        """Forget a request. What is being detected for it right now is still posted."""
        with self._changed:
            self._queue.drop(request_id)
            self._changed.notify_all()

    def stop(self) -> None:
        """End both threads after the frames they are at."""
        with self._changed:
            self._stopping = True
            self._queue.clear()
            self._changed.notify_all()

    @property
    def threads(self) -> tuple[threading.Thread, ...]:
        """The threads started so far."""
        return tuple(
            thread for thread in (self._detecting_thread, self._reading_thread) if thread is not None
        )

    def _activate(self) -> None:
        self._active = self._may_try = True
        if self._detecting_thread is None and not self._stopping:
            self._detecting_thread = start_thread(self._work, "detection")
        self._changed.notify_all()

    # ---- the thread that owns the detector

    def _work(self) -> None:
        while (step := self._next_step()) is not None:
            step()
            del step  # a waiting thread holds no pixels
        self._let_go()

    def _let_go(self) -> None:
        """Give the detector's threads and memory back."""
        detector, self._detector, self._loaded = self._detector, None, None
        if detector is not None:
            detector.close()

    def _next_step(self) -> Callable[[], None] | None:
        with self._changed:
            while not self._stopping:
                step = self._choose_step()
                if step is not None:
                    return step
                self._changed.wait()
            return None

    def _choose_step(self) -> Callable[[], None] | None:
        if not self._engine_imported:
            return self._warm if self._may_try else None
        if self._model is None:
            return self._refuse_without_model if self._queue or self._detector is not None else None
        if self._loaded != self._model:
            return partial(self._load, self._model) if self._may_try else None
        if self._queue.can_take():
            request, frames = self._queue.take(self._batch)
            self._changed.notify_all()  # there is room to read ahead again
            return partial(self._detect, self._model, request, frames)
        return None

    def _warm(self) -> None:
        self._post(Preparing())
        try:
            self._import_engine(self._is_stopping)
        except Cancelled:
            return
        except Exception as error:  # noqa: BLE001  (a broken installation is a sentence, not a dead thread)
            self._refuse(None, as_plain_error(error, "importing the engine"))
            return
        self._engine_imported = True
        self._post(Warmed())

    def _is_stopping(self) -> bool:
        return self._stopping

    def _load(self, model: Model) -> None:
        self._post(Preparing())
        # The old model goes first: two of them may not fit into the memory of a device.
        self._let_go()
        try:
            detector = self._load_detector(model.folder)
            description = detector.describe()
        except Exception as error:  # noqa: BLE001  (a damaged model is a sentence, not a dead thread)
            self._refuse(model, as_plain_error(error, f"loading the model {model.folder}"))
            return
        self._detector, self._loaded = detector, model
        self._batch, self._max_batch = 1, MAX_BATCH
        self._description, self._limitation = description, detector.limitation
        self._post(Ready(model.epoch, description))
        if self._limitation:
            self._post(Limited(model.epoch, self._limitation))

    def _refuse_without_model(self) -> None:
        self._let_go()
        with self._changed:
            if self._model is not None or not self._queue:
                return
        self._refuse(None, PlainError(self._no_model))

    def _refuse(self, model: Model | None, error: PlainError) -> None:
        """End every request with this error, and try again only when asked again."""
        with self._changed:
            if model is not None and model != self._model:
                return  # another model was set while this one failed
            epoch = 0 if self._model is None else self._model.epoch
            ended = self._queue.clear()
            self._may_try = False
        self._post(Refused(epoch, error.message, error.detail, ended))

    def _detect(self, model: Model, request: Request, frames: Sequence[DecodedFrame]) -> None:
        began = time.monotonic()
        readable = [frame for frame in frames if frame.image is not None]
        found = self._detect_images([_pixels(frame) for frame in readable])
        ended = time.monotonic()
        self._say_changes(model)
        if readable:
            each = (ended - began) / len(readable)
            self._batch = max(1, min(self._max_batch, int(BATCH_SECONDS / max(each, 1e-6))))
        answers = iter(found)
        for frame in frames:
            answer = frame.error if frame.image is None else next(answers)
            detections, error = (None, answer) if isinstance(answer, str) else (answer, "")
            size = None if frame.image is None else (frame.image.shape[1], frame.image.shape[0])
            self._post(Detected(model.epoch, request.id, frame.ref, detections, error, began, ended, size))

    def _say_changes(self, model: Model) -> None:
        """Tell when the detector has come to run otherwise, and what it has had to give up, once."""
        assert self._detector is not None
        description, sentence = self._detector.describe(), self._detector.limitation
        if description != self._description:
            self._description = description
            self._post(Ready(model.epoch, description))
        if sentence != self._limitation:
            self._limitation = sentence
            self._post(Limited(model.epoch, sentence))

    def _detect_images(self, images: Sequence[Image | Prepared]) -> list[Detections | str]:
        """Detections for each picture, or the sentence that says why there are none."""
        assert self._detector is not None
        if not images:
            return []
        try:
            found = self._detector.detect(images)
            if len(found) != len(images):
                raise RuntimeError(f"{len(found)} answers for {len(images)} pictures")  # noqa: TRY301
        except Exception as error:  # noqa: BLE001  (one picture must not end the run)
            if len(images) > 1:
                # One of them is to blame, or together they are too much for the memory.
                _log.warning("a batch of %d failed: %s; going on one by one", len(images), error)
                self._max_batch = 1
                return [answer for image in images for answer in self._detect_images([image])]
            return [as_plain_error(error, "detecting").message]
        return list(found)

    # ---- the thread that reads ahead

    def _read_frames(self) -> None:
        with closing(LazySource(self._open_source)) as source:
            while (claim := self._next_to_read()) is not None:
                frame = _read_frame(source, *claim, self._detector)
                with self._changed:
                    self._queue.has_read(claim[0], frame)
                    self._changed.notify_all()
                del claim, frame  # a waiting thread holds no pixels

    def _next_to_read(self) -> tuple[Request, FrameRef] | None:
        with self._changed:
            while not self._stopping:
                claim = self._queue.next_to_read()
                if claim is not None:
                    return claim
                self._changed.wait()
            return None


def _read_frame(
    source: LazySource, request: Request, ref: FrameRef, detector: DetectorLike | None
) -> DecodedFrame:
    """A frame decoded, and scaled for the detector that is loaded now; another one will scale it anew."""
    try:
        image = request.images.get(ref.frame_id)
        if image is None:
            image = source.read(ref)
        return DecodedFrame(ref, image, prepared=None if detector is None else detector.prepare(image))
    except Exception as error:  # noqa: BLE001  (one bad file must not end the run)
        plain = as_plain_error(error, f"reading frame {ref.index} of {ref.path}")
        return DecodedFrame(ref, None, plain.message)


def _pixels(frame: DecodedFrame) -> Image | Prepared:
    if frame.prepared is not None:
        return frame.prepared
    assert frame.image is not None
    return frame.image
