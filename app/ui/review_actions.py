"""What a person says about suggestions and frames: accept, reject, complete, reopen, pin."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.project import edits, review
from app.project.errors import LosesComparisonError
from app.project.records import Box, BoxOrigin, BoxState, Frame
from app.ui.boxes import BoxesController
from app.ui.canvas import Canvas
from app.ui.display import DisplayFilter
from app.ui.navigation import Navigation
from app.ui.session import Session
from app.ui.words import pick


class ReviewController(QObject):
    """The gestures of one hand.

    Signals:
        said: What happened, as a short sentence for the status bar.
        judged: Suggestions that were selected have been accepted or rejected; carries them as they were.
        hovered_changed: Another box is under the pointer, or none.
        hidden_in_the_way: A frame cannot be completed: it has so many suggestions that are hidden.
        left_as_it_is: One goes on from a reviewed frame; carries its id.
        comparison_in_the_way: Pinning or unpinning a frame means that versions cannot be compared honestly any more;
            carries the sentence that says so, and what does it nevertheless.
    """

    said = Signal(str)
    judged = Signal(object)
    hovered_changed = Signal()
    hidden_in_the_way = Signal(int)
    left_as_it_is = Signal(int)
    comparison_in_the_way = Signal(str, object)

    def __init__(
        self,
        session: Session,
        canvas: Canvas,
        display: DisplayFilter,
        boxes: BoxesController,
        navigation: Navigation,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._display = session, display
        self._boxes, self._navigation = boxes, navigation
        self._hovered: int | None = None
        canvas.hovered.connect(self._on_hovered)
        session.current_changed.connect(lambda: self._on_hovered(None))

    @property
    def acceptable(self) -> tuple[Box, ...]:
        """What `accept` would confirm: what is selected and not confirmed yet, else all suggestions shown."""
        return _unconfirmed(self._boxes.selected) or _suggestions(self._boxes.shown)

    @property
    def rejectable(self) -> tuple[Box, ...]:
        """What `reject` would reject: the selected boxes, else the suggestion under the pointer."""
        if self._boxes.selected:
            return self._boxes.selected
        return tuple(box for box in _suggestions(self._boxes.shown) if box.id == self._hovered)

    @property
    def selection_leads(self) -> bool:
        """Accepting concerns the selection, not everything shown."""
        return bool(_unconfirmed(self._boxes.selected))

    def accept(self) -> None:
        """Confirm the selected suggestions, or all above the slider."""
        boxes, led = self.acceptable, self.selection_leads
        ids = [box.id for box in boxes]
        if ids and self._session.perform(lambda store: edits.accept_boxes(store, ids)) and led:
            self._say_judged(boxes)

    def reject(self) -> None:
        """Reject the selected boxes, or the suggestion under the pointer."""
        boxes, led = self.rejectable, bool(self._boxes.selected)
        # What a person drew was never proposed, so it cannot be rejected: it goes.
        proposed = all(box.origin is BoxOrigin.MODEL and not box.edited for box in boxes)
        change = edits.reject_boxes if proposed else edits.delete_boxes
        ids = [box.id for box in boxes]
        if ids and self._session.perform(lambda store: change(store, ids)) and led:
            self._say_judged(boxes)

    def _say_judged(self, boxes: tuple[Box, ...]) -> None:
        if len(_suggestions(boxes)) == len(boxes):
            self.judged.emit(boxes)

    def complete_and_next(self) -> None:
        """Mark the frame reviewed and go to the next that is not."""
        frame = self._session.frame
        if frame is None:
            return
        if not self.is_complete(frame):
            unseen = self._hidden_suggestions()
            if unseen:
                self.hidden_in_the_way.emit(unseen)
                return
            left = len(_suggestions(self._boxes.shown))
            threshold = self._display.threshold
            if not self._session.perform(lambda store: edits.complete_frame(store, frame.id, threshold)):
                return
            self._say_complete(left)
        else:
            self.left_as_it_is.emit(frame.id)
        self._navigation.next_unreviewed()

    def is_complete(self, frame: Frame) -> bool:
        """Whether the frame was completed, and since the newest class came."""
        store = self._session.store
        return frame.reviewed and store is not None and not review.unreviewed_classes(store, frame)

    def _hidden_suggestions(self) -> int:
        """How many suggestions would be rejected unseen, because they or their class are hidden."""
        return sum(
            self._display.conceals(box) and not self._display.below(box)
            for box in _suggestions(self._session.boxes)
        )

    def reopen(self) -> None:
        """The frame is not complete after all."""
        frame = self._session.frame
        if frame is not None:
            self._session.perform(lambda store: edits.reopen_frame(store, frame.id))

    def pin(self) -> None:
        """Keep the frame for comparing versions, or give it back to teaching."""
        frame = self._session.frame
        if frame is None:
            return
        self._set_pinned([frame.id], not frame.pinned)

    def pin_frames(self, frame_ids: Sequence[int]) -> None:
        """Keep those of the frames that are reviewed for comparing versions; where all are kept, give them back."""
        store = self._session.store
        if store is None:
            return
        reviewed = [frame for frame in map(store.frame, frame_ids) if frame.reviewed]
        if not reviewed:
            self.said.emit(self.tr("None of the selected frames is reviewed, so there is none to pin."))
            return
        pinned = not all(frame.pinned for frame in reviewed)
        changed = [frame.id for frame in reviewed if frame.pinned is not pinned]
        if not self._set_pinned(changed, pinned):
            return
        count = len(changed)
        if pinned:
            text = pick(count, self.tr("1 frame pinned."), self.tr("%Ln frames pinned.", "", count))
        else:
            text = pick(count, self.tr("1 frame unpinned."), self.tr("%Ln frames unpinned.", "", count))
        self.said.emit(text)

    def _set_pinned(self, frame_ids: Sequence[int], pinned: bool, *, knowingly: bool = False) -> bool:
        """False if it did not happen, or not yet."""
        store = self._session.store
        there = [frame_id for frame_id in frame_ids if store is not None and store.has_frame(frame_id)]
        if store is None or not there:
            return False
        change = edits.pin_frames if pinned else edits.unpin
        try:
            edit = change(store, there, knowingly=knowingly)
        except LosesComparisonError as error:
            again = partial(self._set_pinned, there, pinned, knowingly=True)
            self.comparison_in_the_way.emit(error.message, again)
            return False
        return self._session.perform(lambda _store: edit)

    def _say_complete(self, rejected: int) -> None:
        confirmed = sum(box.state is BoxState.CONFIRMED for box in self._session.boxes)
        text = (
            pick(
                confirmed,
                self.tr("Frame complete: 1 box."),
                self.tr("Frame complete: %Ln boxes.", "", confirmed),
            )
            if confirmed
            else self.tr("Frame complete: verified empty.")
        )
        if rejected:
            text += " " + pick(
                rejected,
                self.tr("1 suggestion rejected."),
                self.tr("%Ln suggestions rejected.", "", rejected),
            )
        self.said.emit(text)

    def _on_hovered(self, box_id: object) -> None:
        hovered = box_id if isinstance(box_id, int) else None
        if hovered != self._hovered:
            self._hovered = hovered
            self.hovered_changed.emit()


def _unconfirmed(boxes: tuple[Box, ...]) -> tuple[Box, ...]:
    return tuple(box for box in boxes if box.state is not BoxState.CONFIRMED)


def _suggestions(boxes: tuple[Box, ...]) -> tuple[Box, ...]:
    return tuple(box for box in boxes if box.state is BoxState.SUGGESTED)
