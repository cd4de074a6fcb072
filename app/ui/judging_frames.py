"""Judging many frames at once, and taking over the boxes of the frame before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QLocale, QObject, QTimer, Signal

from app.project import edits
from app.project.copying import copy_boxes
from app.project.reading import ProjectReader
from app.project.records import Box, BoxState, ChangeSet, Edit
from app.project.store import Store
from app.ui.activity import ActivityBar
from app.ui.canvas import Canvas
from app.ui.display import DisplayFilter
from app.ui.frame_view import FrameView
from app.ui.navigation import FrameOrder
from app.ui.session import Session
from app.ui.words import pick

ACTIVITY = "judging"
BOXES_AT_ONCE = 500
"""What one piece judges, about; the window lives between two of them."""
FRAMES_AT_ONCE = 500
"""Frames that one piece looks at."""

Judge = Callable[[ProjectReader, Iterable[int]], Edit | None]


class JudgingFrames(QObject):
    """Accepts or rejects what is shown on many frames piece by piece, as one step.

    Signals:
        said: What happened, as a short sentence for the status bar.
    """

    said = Signal(str)

    def __init__(
        self,
        session: Session,
        canvas: Canvas,
        display: DisplayFilter,
        view: FrameView,
        order: FrameOrder,
        activity: ActivityBar,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._canvas, self._display = session, canvas, display
        self._view, self._order, self._activity = view, order, activity
        self._store: Store | None = None
        self._judge: Judge = edits.accept_boxes
        self._frames: Sequence[int] = ()
        self._done = self._first = self._cursor = self._boxes = self._changed = 0
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._go_on)
        session.project_changed.connect(self.stop)

    @property
    def busy(self) -> bool:
        """Frames are being judged."""
        return self._store is not None

    def accept(self, frame_ids: Sequence[int]) -> None:
        """Confirm the suggestions that the filters let through on these frames."""
        self._begin(edits.accept_boxes, frame_ids)

    def reject(self, frame_ids: Sequence[int]) -> None:
        """Reject the suggestions that the filters let through on these frames."""
        self._begin(edits.reject_boxes, frame_ids)

    def stop(self) -> None:
        """Judge no more; undo takes back what is done so far."""
        self._store = None
        self._next.stop()
        self._activity.end(ACTIVITY)

    def same_as_previous(self) -> None:
        """Put the confirmed boxes of the frame before in the list onto this one, and select them."""
        frame, store = self._session.frame, self._session.store
        before = self._order.neighbour(frame.id, -1) if frame is not None else None
        if frame is None or store is None or before is None or not self._session.writable:
            return
        wanted = [box for box in store.boxes(before) if box.state is BoxState.CONFIRMED]
        if not wanted:
            self._canvas.say_briefly(self.tr("The frame before has no confirmed box."))
            return
        there = {box.id for box in self._session.boxes}
        made: list[Edit] = []

        def make(store: Store) -> Edit | None:
            edit = copy_boxes(store, wanted, [frame.id], "same as previous")
            made.extend([edit] if edit else [])
            return edit

        if self._session.perform(make):
            self._view.select_when_shown([box.id for box in self._session.boxes if box.id not in there])
        elif not made:
            self._canvas.say_briefly(self.tr("All boxes of the frame before are here already."))

    def _begin(self, judge: Judge, frame_ids: Sequence[int]) -> None:
        if self.busy or not self._session.writable:
            return
        self._store, self._judge, self._frames = self._session.store, judge, frame_ids
        self._done = self._first = self._cursor = self._boxes = self._changed = 0
        self._go_on()

    def _go_on(self) -> None:
        store = self._store
        if store is None:
            return
        if store.cursor < self._cursor:  # Undone meanwhile: whoever does that does not want the rest either.
            self.stop()
            return
        boxes = self._next_boxes(store)
        if boxes and self._session.write(lambda store: self._write(store, boxes)) is None:
            self.stop()  # It was refused aloud.
            return
        if self._store is None:  # Somebody who was told of the change stopped it.
            return
        if self._done < len(self._frames):
            self._say_progress()
            self._next.start()
            return
        self.stop()
        self.said.emit(self._summary())

    def _next_boxes(self, store: Store) -> list[Box]:
        """The suggestions shown on the next frames; a locked one stays as it is."""
        found: list[Box] = []
        end = min(len(self._frames), self._done + FRAMES_AT_ONCE)
        while self._done < end and len(found) < BOXES_AT_ONCE:
            shown = self._display.shown(store.boxes(self._frames[self._done]))
            here = [box for box in shown if box.state is BoxState.SUGGESTED and not box.locked]
            found += here
            self._changed += bool(here)
            self._done += 1
        return found

    def _write(self, store: Store, boxes: Sequence[Box]) -> ChangeSet | None:
        edit = self._judge(store, [box.id for box in boxes])
        if edit is None:
            return ChangeSet()
        goes_on = store.before_undo() + 1 == self._first and store.redo_edit() is None
        if not goes_on:
            self._first = store.cursor + 1
        change = store.extend(self._first, edit, self)
        self._cursor = store.cursor
        self._boxes += len(boxes)
        return change

    def _say_progress(self) -> None:
        locale = QLocale()
        text = self.tr("Judging {done} of {total} frames").format(
            done=locale.toString(self._done), total=locale.toString(len(self._frames))
        )
        self._activity.show_activity(ACTIVITY, text, self._done / len(self._frames), self.stop)

    def _summary(self) -> str:
        if not self._boxes:
            return self.tr("No suggestion is shown on the selected frames.")
        frames = pick(self._changed, self.tr("1 frame"), self.tr("%Ln frames", "", self._changed))
        if self._judge is edits.accept_boxes:
            one = self.tr("1 suggestion accepted on {frames}.")
            words = pick(self._boxes, one, self.tr("%Ln suggestions accepted on {frames}.", "", self._boxes))
        else:
            one = self.tr("1 suggestion rejected on {frames}.")
            words = pick(self._boxes, one, self.tr("%Ln suggestions rejected on {frames}.", "", self._boxes))
        return words.format(frames=frames)
