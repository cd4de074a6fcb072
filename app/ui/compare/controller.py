"""Opening the comparison of two versions, and leading through its frames."""

from __future__ import annotations

import logging
from collections.abc import Collection
from functools import partial
from pathlib import PurePosixPath
from typing import Any

import numpy as np
from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QWidget

from app.project import review
from app.project.records import BoxState, Frame, Version
from app.project.store import Store
from app.services.comparing import ComparedFrame, ComparedWith, ComparingService, Comparison, Contender
from app.services.frames import FrameLoader
from app.services.sources import FrameRef
from app.services.tasks import Task
from app.ui.compare.boxes import SideBoxes
from app.ui.compare.compare_window import CompareWindow, Pair
from app.ui.display import DisplayFilter
from app.ui.sentences import said
from app.ui.session import Session
from app.ui.version_words import suitable_threshold
from retinanet_core.errors import PlainError
from retinanet_core.types import Image, TruthFrame

log = logging.getLogger(__name__)


class CompareController(QObject):
    """One comparison at a time: the frames where the versions differ most come first."""

    def __init__(
        self,
        session: Session,
        comparing: ComparingService,
        loader: FrameLoader,
        display: DisplayFilter,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session, self._comparing, self._loader = session, comparing, loader
        self._display, self._parent = display, parent
        self._window: CompareWindow | None = None
        self._comparison = Comparison((), 0)
        self._current: int | None = None
        self._led_by_person = False
        self._detecting: Task | None = None
        self._reading: Task | None = None
        session.project_changed.connect(self.close)

    @property
    def window(self) -> CompareWindow | None:
        """The comparison that is open."""
        return self._window

    # --- opening and closing -----------------------------------------------------------------------------

    def open_with_active(self, version_id: int) -> None:
        """Compare a version with the one in use."""
        store = self._session.store
        active = store.active_version() if store is not None else None
        if active is not None and active.id != version_id:
            self.open(active.id, version_id)

    def open(self, one: int, other: int, *, numbers: bool = False) -> None:
        """Compare two versions, the older one at the left; with `numbers` turn to what was measured."""
        store = self._session.store
        if store is None:
            return
        before, after = (store.version(version_id) for version_id in sorted((one, other)))
        report = after.report if after.parent_id == before.id else {}
        window = self._open_window(Pair(before.id, after.id, report))
        if numbers:
            window.show_numbers()
        frames = _pinned(store)
        if frames:
            window.show_message(self.tr("Both versions look at the pinned frames."), busy=True)
            self._start(store, before, after, frames)
        else:
            window.show_message(
                self.tr(
                    "There is no pinned frame yet. Some of the frames that you complete are pinned when you teach; "
                    "versions are compared on those."
                )
            )
        window.show()

    def open_numbers(self, version_id: int) -> None:
        """Show what was measured when a version was made."""
        store = self._session.store
        if store is None:
            return
        version = store.version(version_id)
        if version.parent_id is not None:
            self.open(version.parent_id, version_id, numbers=True)
        else:
            self._open_window(Pair(None, version_id, version.report)).show()

    def _open_window(self, pair: Pair) -> CompareWindow:
        self.close()
        window = self._window = CompareWindow(pair, self._parent)
        window.step_wanted.connect(self._step)
        window.finished.connect(lambda _result: self._forget(window))
        return window

    def close(self) -> None:
        """Close the comparison, if one is open."""
        if self._window is not None:
            self._window.close()

    def _forget(self, window: CompareWindow) -> None:
        if window is not self._window:
            return
        for task in (self._detecting, self._reading):
            if task is not None:
                task.cancel()
        self._window = self._detecting = self._reading = self._current = None
        self._comparison = Comparison((), 0)
        self._led_by_person = False

    def _start(self, store: Store, before: Version, after: Version, frames: list[Frame]) -> None:
        measured = after.report.get("before") if after.parent_id == before.id else None
        threshold = suitable_threshold({"after": measured}) or self._threshold(before)
        self._detecting = self._comparing.start(
            Contender(before.id, store.models_dir / str(before.id), threshold),
            Contender(after.id, store.models_dir / str(after.id), self._threshold(after)),
            [_compared_with(store, frame) for frame in frames],
            done=self._on_progress,
            failed=self._on_failed,
            progress=self._on_progress,
            became=store.became(),
        )

    def _threshold(self, version: Version) -> float:
        return suitable_threshold(version.report) or self._display.threshold

    # --- frames ------------------------------------------------------------------------------------------

    def _on_progress(self, comparison: Comparison) -> None:
        window = self._window
        if window is None or not comparison.frames:
            return
        self._comparison = comparison
        window.show_progress(comparison)
        ranked = comparison.ranked
        place = self._place()
        if place is None or (place > 0 and not self._led_by_person):
            self._show(ranked[0])
        else:
            self._tell_place(ranked[place], place)

    def _on_failed(self, error: PlainError) -> None:
        log.warning("comparing: %s (%s)", error.message, error.detail)
        if self._window is not None:
            self._window.show_message(error.message)

    def _place(self) -> int | None:
        """Where the frame that is shown stands among those that are done."""
        ids = [done.frame.ref.frame_id for done in self._comparison.ranked]
        return ids.index(self._current) if self._current in ids else None

    def _step(self, by: int) -> None:
        ranked, place = self._comparison.ranked, self._place()
        if place is not None and 0 <= place + by < len(ranked):
            self._led_by_person = True
            self._show(ranked[place + by])

    def _show(self, compared: ComparedFrame) -> None:
        """Show a frame as soon as its pixels are here; until then the one before stays."""
        ref = compared.frame.ref
        self._current = ref.frame_id
        place = self._place()
        if place is not None:
            self._tell_place(compared, place)
        if self._reading is not None:
            self._reading.cancel()
        image = self._loader.get(ref.frame_id)
        if compared.error:
            self._show_picture(compared, None, said(compared.error))
        elif image is not None:
            self._show_picture(compared, image)
        else:
            self._reading = self._comparing.read(
                ref,
                done=partial(self._show_picture, compared),
                failed=lambda error: self._show_picture(compared, None, said(error.message)),
            )

    def _show_picture(self, compared: ComparedFrame, image: Any, message: str = "") -> None:  # noqa: ANN401
        window = self._window
        if window is None:
            return
        boxes = SideBoxes(self._session.classes, compared.frame.truth)
        window.show_sides(compared)
        shown: Image | None = image
        window.show_picture(shown, boxes.of(compared.before), boxes.of(compared.after), message)

    def _tell_place(self, compared: ComparedFrame, place: int) -> None:
        store, window = self._session.store, self._window
        frame_id = compared.frame.ref.frame_id
        if store is None or window is None or not store.has_frame(frame_id):
            return
        window.show_place(self._name(store.frame(frame_id)), place + 1, len(self._comparison.frames))

    def _name(self, frame: Frame) -> str:
        store = self._session.store
        assert store is not None
        media = store.media_by_id(frame.media_id)
        name = PurePosixPath(media.path).name
        if media.kind == "image":
            return name
        number = self.tr("frame {number}").format(number=QLocale().toString(frame.index))
        return f"{name}, {number}"


def _pinned(store: Store) -> list[Frame]:
    """Those that say something of a class."""
    return [frame for frame in store.frames() if frame.pinned and review.reviewed_classes(store, frame)]


def _compared_with(store: Store, frame: Frame) -> ComparedWith:
    asked = review.reviewed_classes(store, frame)
    return ComparedWith(_ref(store, frame), _truth(store, frame, asked), tuple(asked))


def _ref(store: Store, frame: Frame) -> FrameRef:
    media = store.media_by_id(frame.media_id)
    return FrameRef(frame.id, store.media_path(media), media.kind, frame.index)


def _truth(store: Store, frame: Frame, asked: Collection[int]) -> TruthFrame:
    boxes = [
        box for box in store.boxes(frame.id) if box.state is BoxState.CONFIRMED and box.class_id in asked
    ]
    return TruthFrame(
        boxes=np.array([box.rect for box in boxes], np.float64).reshape(-1, 4),
        labels=np.array([box.class_id for box in boxes], np.int64),
        width=frame.width,
        height=frame.height,
    )
