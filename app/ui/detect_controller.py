"""Detection from the window: which frames, with which version, and what becomes of the answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, QTimer, Signal

from app.project.records import Frame
from app.project.store import FrameSuggestions, Suggestion
from app.services.detection import DetectionService, FrameResult, Progress, Summary
from app.services.frames import FrameLoader
from app.services.sources import FrameRef
from app.ui.activity import ActivityBar
from app.ui.frame_view import FrameView
from app.ui.notices import Level, Notice, NoticeBar, Offer
from app.ui.session import Session
from app.ui.words import Durations, pick

NO_MODEL = "no-model"
MEMORY = "detect-memory"
ACTIVITY = "detect"
FRAMES_AT_ONCE = 1000
"""Of more, the places of the pixels are gathered in pieces."""


class DetectController(QObject):
    """Asks the service and stores what it finds.

    Signals:
        busy_changed: Detection began or ended.
        engine_changed: How the active version runs is known, in words, or no longer.
        done: A request ended; carries its Summary.
    """

    busy_changed = Signal()
    engine_changed = Signal()
    done = Signal(object)

    def __init__(
        self,
        session: Session,
        service: DetectionService,
        loader: FrameLoader,
        view: FrameView,
        notices: NoticeBar,
        activity: ActivityBar,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._service, self._loader = session, service, loader
        self._view, self._notices, self._activity = view, notices, activity
        self._durations = Durations(self)
        self._engine = ""
        self._chosen: tuple[int, Path] | None = None
        self._problems: dict[int, str] = {}
        self._ways_on: tuple[Offer, ...] = ()
        self._selected: Callable[[], Sequence[int]] = tuple
        self._frames: Sequence[Frame] = ()
        self._refs: list[FrameRef | None] = []
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._prepare)
        service.results.connect(self._on_results)
        service.progress.connect(self._on_progress)
        service.finished.connect(self._on_finished)
        service.failed.connect(self._on_failed)
        service.ready.connect(self._on_ready)
        service.limited.connect(self._on_limited)
        session.project_changed.connect(self._on_project_changed)
        session.changed.connect(lambda change: self._use_active_version() if change.versions else None)

    @property
    def engine(self) -> str:
        """How the active version runs ("CPU, PyTorch bf16"); "" while it is not loaded."""
        return self._engine

    @property
    def busy(self) -> bool:
        """Frames are being detected."""
        return bool(self._frames) or self._service.busy

    def offer_ways_on(self, offers: Iterable[Offer]) -> None:
        """What the notice about a missing model offers."""
        self._ways_on = tuple(offers)

    def take_selection_from(self, selected: Callable[[], Sequence[int]]) -> None:
        """Where the frames selected in the list are asked for."""
        self._selected = selected

    def detect_current(self) -> None:
        """Detect on the frame that is looked at."""
        frame = self._session.frame
        if frame is not None:
            self._detect([frame])

    def detect_selected(self) -> None:
        """Detect on the frames selected in the list; on the current one when there are none."""
        store = self._session.store
        if store is None:
            return
        chosen = [store.frame(frame_id) for frame_id in self._selected()]
        if chosen:
            self._detect(chosen)
        else:
            self.detect_current()

    def detect_frames(self, frame_ids: Sequence[int]) -> None:
        """Detect on these frames."""
        store = self._session.store
        if store is not None:
            self._detect([store.frame(frame_id) for frame_id in frame_ids])

    def detect_everything(self) -> None:
        """Detect on all frames that nobody completed; those this version has seen already only if none is left."""
        store = self._session.store
        if store is None:
            return
        version = store.active_version()
        open_frames = [frame for frame in store.frames() if not frame.reviewed]
        unseen = [frame for frame in open_frames if version is None or frame.detected_by != version.id]
        if open_frames or version is None:
            self._detect(unseen or open_frames)
        else:
            self._notices.show_notice(
                Notice("detect", self.tr("Every frame is reviewed: there is nothing left to detect on."))
            )

    def detect_reviewed(self, unlooked: Sequence[int]) -> None:
        """Detect on reviewed frames, for the lists against the model; on all where there is none left to look at."""
        store = self._session.store
        if store is None:
            return
        wanted = [store.frame(frame_id) for frame_id in unlooked if store.has_frame(frame_id)]
        frames = wanted or [frame for frame in store.frames() if frame.reviewed]
        if frames:
            self._detect(frames)
        else:
            self._notices.show_notice(Notice("detect", self.tr("No frame is reviewed yet.")))

    def cancel(self) -> None:
        """Stop; what was found so far stays."""
        if self._frames:
            self._stop_preparing()
            self._activity.end(ACTIVITY)
            self.busy_changed.emit()
        self._service.cancel()

    def _detect(self, frames: Sequence[Frame]) -> None:
        store = self._session.store
        if store is None:
            return
        if store.active_version() is None:
            self._say_no_model()
            return
        self._notices.withdraw("detect")
        self._stop_preparing()
        if len(frames) > FRAMES_AT_ONCE:
            self._frames = frames
            self._say_preparing()
            self._next.start()
            self.busy_changed.emit()
        else:
            self._ask([self._view.ref(frame) for frame in frames])

    def _prepare(self) -> None:
        """Where the pixels of so many frames are takes a second to say; the window lives between the pieces."""
        store, done = self._session.store, len(self._refs)
        if store is None:
            return
        piece = self._frames[done : done + FRAMES_AT_ONCE]
        self._refs += [self._view.ref(frame) if store.has_frame(frame.id) else None for frame in piece]
        if len(self._refs) < len(self._frames):
            self._say_preparing()
            self._next.start()
            return
        refs = [ref for ref in self._refs if ref is not None]
        self._stop_preparing()
        self._ask(refs)

    def _say_preparing(self) -> None:
        text = self.tr("Detecting on %Ln frames", "", len(self._frames))
        self._activity.show_activity(ACTIVITY, text, len(self._refs) / len(self._frames), self.cancel)

    def _stop_preparing(self) -> None:
        self._frames, self._refs = (), []
        self._next.stop()

    def _ask(self, refs: Sequence[FrameRef]) -> None:
        known = {
            ref.frame_id: image for ref in refs[:1] if (image := self._loader.get(ref.frame_id)) is not None
        }
        self._service.detect(refs, images=known)
        self._activity.show_activity(ACTIVITY, self._begun(len(refs)), None, self.cancel)
        self.busy_changed.emit()

    def _begun(self, count: int) -> str:
        if not self._engine:
            return self.tr("Getting the detector ready")
        return pick(count, self.tr("Detecting on this frame"), self.tr("Detecting on %Ln frames", "", count))

    def _say_no_model(self) -> None:
        self._notices.show_notice(
            Notice(
                NO_MODEL,
                self.tr(
                    "There is no model yet, so nothing can be detected. Draw boxes on a few frames and teach one, "
                    "or import a model."
                ),
                Level.INFO,
                offers=self._ways_on,
            )
        )

    # --- what the service says ---------------------------------------------------------------------------

    def _on_results(self, results: list[FrameResult]) -> None:
        store = self._session.store
        if store is None:
            return
        found = []
        for result in results:
            if result.detections is None:
                self._problems[result.frame_id] = result.error
            else:
                found.append(_suggestions(result))
        if found:
            self._session.write(lambda store: store.set_suggestions(found, self))

    def _on_progress(self, progress: Progress) -> None:
        locale = QLocale()
        parts = [
            self.tr("Detecting {done} of {total}").format(
                done=locale.toString(progress.done), total=locale.toString(progress.total)
            )
        ]
        if progress.per_second > 0:
            parts.append(self.tr("{rate}/s").format(rate=locale.toString(progress.per_second, "f", 1)))
        if progress.seconds_left is not None:
            parts.append(self._durations.left(progress.seconds_left))
        fraction = progress.done / progress.total if progress.total else None
        self._activity.show_activity(ACTIVITY, " · ".join(parts), fraction, self.cancel)

    def _on_finished(self, summary: Summary) -> None:
        if not self._service.busy:
            self._activity.end(ACTIVITY)
        self._say_problems(summary)
        self.busy_changed.emit()
        self.done.emit(summary)

    def _say_problems(self, summary: Summary) -> None:
        if not summary.failed or not self._problems:
            return
        first = next(iter(self._problems.values()))
        text = first
        if len(self._problems) > 1:
            text = self.tr("%Ln frames could not be detected. The first: {reason}", "", len(self._problems))
            text = text.format(reason=first)
        detail = "\n".join(dict.fromkeys(self._problems.values())) if len(self._problems) > 1 else ""
        self._problems.clear()
        self._notices.show_notice(Notice("detect", text, Level.WARNING, detail))

    def _on_failed(self, sentence: str, detail: str) -> None:
        store = self._session.store
        self._engine = ""
        self.engine_changed.emit()
        if store is not None and store.active_version() is None:
            self._say_no_model()
            return
        self._notices.show_notice(Notice("detect", sentence, Level.ERROR, detail))

    def _on_ready(self, description: str) -> None:
        self._notices.withdraw(MEMORY)
        self._engine = description
        self.engine_changed.emit()

    def _on_limited(self, sentence: str) -> None:
        self._notices.show_notice(Notice(MEMORY, sentence, Level.WARNING))

    def _on_project_changed(self) -> None:
        self.cancel()
        self._problems.clear()
        self._use_active_version()

    def _use_active_version(self) -> None:
        store = self._session.store
        version = store.active_version() if store is not None else None
        chosen = None
        if version is not None and store is not None:
            self._notices.withdraw(NO_MODEL)
            chosen = (version.id, store.models_dir / str(version.id))
        if chosen == self._chosen:
            return
        self._chosen = chosen
        self._engine = ""
        self._service.set_model(*(chosen or (None, None)))
        self.engine_changed.emit()


def _suggestions(result: FrameResult) -> FrameSuggestions:
    """What the store keeps of one answer."""
    detections = result.detections
    assert detections is not None
    return FrameSuggestions(
        frame_id=result.frame_id,
        version_id=result.version_id,
        size=result.size,
        boxes=[
            Suggestion(label, x1, y1, x2, y2, score)
            for (x1, y1, x2, y2), score, label in zip(
                detections.boxes.tolist(), detections.scores.tolist(), detections.labels.tolist(), strict=True
            )
        ],
    )
