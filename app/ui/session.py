"""The project that is open, the frame that is looked at, and how edits reach the store."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from app.project.records import Box, ChangeSet, Edit, Frame, Media, ObjectClass
from app.project.store import Store
from app.ui.travelling import Travel
from retinanet_core.errors import PlainError

log = logging.getLogger(__name__)

LAST_FRAME = "last_frame"
DRAW_CLASS = "draw_class"


class Session(QObject):
    """One open project at a time.

    Signals:
        project_changed: Another project is open, or none.
        closing: The open project is about to be closed; it can still be written.
        changed: The store made a ChangeSet durable.
        current_changed: Another frame (or unreadable file, or nothing) is looked at.
        draw_class_changed: New boxes get another class.
        refused: A write did not happen: one sentence and the technical facts; the store is as it was.
        saved: A write is durable.

    Attributes:
        travel: The way along the history that undo and redo go.
    """

    project_changed = Signal()
    closing = Signal()
    changed = Signal(object)
    current_changed = Signal()
    draw_class_changed = Signal()
    refused = Signal(str, str)
    saved = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store: Store | None = None
        self._unsubscribe: Callable[[], None] = lambda: None
        self._frame_id: int | None = None
        self._media_id: int | None = None
        self._draw_class: int | None = None
        self._unreadable: dict[int, str] = {}
        self.travel = Travel(self.write, self)
        self.travel.ended.connect(self._on_travelled)
        self._remember = QTimer(self, singleShot=True, interval=1000)
        self._remember.timeout.connect(self._remember_place)

    @property
    def store(self) -> Store | None:
        """The open project, or None."""
        return self._store

    @property
    def writable(self) -> bool:
        """A project is open and this window may change it."""
        return self._store is not None and not self._store.read_only

    @property
    def frame(self) -> Frame | None:
        """The frame that is looked at."""
        if self._store is None or self._frame_id is None:
            return None
        return self._store.frame(self._frame_id)

    @property
    def broken_media(self) -> Media | None:
        """The file without frames that is looked at instead of a frame."""
        if self._store is None or self._media_id is None:
            return None
        return self._store.media_by_id(self._media_id)

    @property
    def media(self) -> Media | None:
        """The file that the frame belongs to."""
        frame = self.frame
        if frame is None or self._store is None:
            return self.broken_media
        return self._store.media_by_id(frame.media_id)

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The boxes of the frame that is looked at."""
        return self._store.boxes(self._frame_id) if self._store and self._frame_id is not None else ()

    @property
    def classes(self) -> tuple[ObjectClass, ...]:
        """The classes of the project, by position."""
        return self._store.classes() if self._store else ()

    @property
    def draw_class(self) -> ObjectClass | None:
        """The class that new boxes get; None while there is no class."""
        classes = self.classes
        chosen = next((item for item in classes if item.id == self._draw_class), None)
        return chosen or (classes[0] if classes else None)

    @property
    def siblings(self) -> tuple[int, ...]:
        """The ids of all frames of the current frame's file, in order: the n-th is the frame with index n."""
        frame, store = self.frame, self._store
        if frame is None or store is None:
            return ()
        start = store.frame_position(frame.id) - frame.index
        return store.frame_ids()[start : start + max(1, store.media_by_id(frame.media_id).frame_count)]

    # --- the project -------------------------------------------------------------------------------------

    def open(self, store: Store) -> None:
        """Make `store` the open project; the one before it is closed."""
        self.close()
        self._store = store
        self._unsubscribe = store.subscribe(self._on_changed)
        self._draw_class = _number(store.setting(DRAW_CLASS))
        self.project_changed.emit()
        self._go_to_start(_number(store.setting(LAST_FRAME)))

    def close(self) -> None:
        """Close the open project, if any. Nothing has to be saved: every edit already is."""
        if self._store is None:
            return
        self.travel.stop()
        self.closing.emit()
        self._remember_place()
        self._unsubscribe()
        store, self._store = self._store, None
        self._frame_id = self._media_id = None
        self._unreadable.clear()
        store.close()
        self.project_changed.emit()
        self.current_changed.emit()

    def _go_to_start(self, last: int | None) -> None:
        assert self._store is not None
        frames = self._store.frame_ids()
        known = last if last is not None and self._store.has_frame(last) else None
        self._look_at(known if known is not None else next(iter(frames), None), None)

    # --- the frame ---------------------------------------------------------------------------------------

    def go_to(self, frame_id: int) -> None:
        """Look at a frame."""
        if frame_id != self._frame_id:
            self._look_at(frame_id, None)
            self._remember.start()

    def go_to_broken(self, media_id: int) -> None:
        """Look at a file that could not be read: its reason and its path."""
        if media_id != self._media_id:
            self._look_at(None, media_id)

    def _look_at(self, frame_id: int | None, media_id: int | None) -> None:
        self._frame_id, self._media_id = frame_id, media_id
        self.current_changed.emit()

    def _remember_place(self) -> None:
        self._remember.stop()
        store = self._store
        if store is None or store.read_only:
            return
        try:
            for key, value in ((LAST_FRAME, self._frame_id), (DRAW_CLASS, self._draw_class)):
                if value is not None and store.setting(key) != str(value):
                    store.set_setting(key, str(value))
        except PlainError as error:
            # The place where one was is a comfort: losing it is not worth a word to the person.
            log.warning("last place: %s (%s)", error.message, error.detail)

    # --- frames that turned out unreadable when they were wanted -------------------------------------------

    @property
    def unreadable(self) -> frozenset[int]:
        """Frames whose file could not be decoded since the project was opened."""
        return frozenset(self._unreadable)

    def why_unreadable(self, frame_id: int) -> str:
        """The reason as a sentence, or ""."""
        return self._unreadable.get(frame_id, "")

    def mark_unreadable(self, frame_id: int, reason: str) -> None:
        """Remember why a frame cannot be shown."""
        if self._unreadable.get(frame_id) != reason:
            self._unreadable[frame_id] = reason
            self.changed.emit(ChangeSet(frame_ids=frozenset({frame_id})))

    def mark_readable(self, frame_id: int) -> None:
        """It could be shown after all: the file came back."""
        if self._unreadable.pop(frame_id, None) is not None:
            self.changed.emit(ChangeSet(frame_ids=frozenset({frame_id})))

    # --- edits -------------------------------------------------------------------------------------------

    def perform(self, make: Callable[[Store], Edit | None]) -> bool:
        """Make an edit and apply it durably. False if there was nothing to do or it was refused aloud."""

        def write(store: Store) -> ChangeSet | None:
            edit = make(store)
            return None if edit is None else store.apply(edit, self)

        return self.write(write) is not None

    def write(self, action: Callable[[Store], ChangeSet | None]) -> ChangeSet | None:
        """Do something to the store; a refusal becomes a sentence and None."""
        if self._store is None:
            return None
        try:
            result = action(self._store)
        except PlainError as error:
            self._refuse(error)
            return None
        if result is not None:
            self.saved.emit()
        return result

    def _refuse(self, error: PlainError) -> None:
        log.warning("refused: %s (%s)", error.message, error.detail)
        self.refused.emit(error.message, error.detail)

    def undo(self) -> None:
        """Take back the last step and look at a frame it concerned."""
        self._travel(lambda store: store.before_undo())

    def redo(self) -> None:
        """Repeat the step that was taken back last and look at a frame it concerned."""
        self._travel(lambda store: store.after_redo())

    def travel_to(self, seq: int) -> None:
        """Undo or redo until the entries of the history up to `seq` are in force; 0 for none of them."""
        self._travel(lambda store: seq)

    def _travel(self, goal: Callable[[Store], int]) -> None:
        store = self._store
        if store is None or self.travel.busy:
            return
        try:
            seq = goal(store)
        except PlainError as error:
            self._refuse(error)
            return
        self.travel.go(store, seq)

    def _on_travelled(self, change: ChangeSet | None) -> None:
        if change is None or self._store is None or self._frame_id in change.frame_ids:
            return
        there = filter(self._store.has_frame, change.frame_ids)
        first = min(there, key=self._store.frame_position, default=None)
        if first is not None:
            self.go_to(first)

    def set_draw_class(self, class_id: int) -> None:
        """New boxes get this class."""
        if class_id == self._draw_class:
            return
        self._draw_class = class_id
        self._remember.start()
        self.draw_class_changed.emit()

    def _on_changed(self, change: ChangeSet) -> None:
        assert self._store is not None
        if change.media_ids:
            self._repair_current()
        self.changed.emit(change)
        if change.class_ids:
            self.draw_class_changed.emit()

    def _repair_current(self) -> None:
        """Media came or went: look at something that exists."""
        assert self._store is not None
        if self._frame_id is not None and not self._store.has_frame(self._frame_id):
            self._frame_id = None
        if self._media_id is not None and not any(item.id == self._media_id for item in self._store.media()):
            self._media_id = None
        if self._frame_id is None and self._media_id is None:
            self._look_at(next(iter(self._store.frame_ids()), None), None)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else None
