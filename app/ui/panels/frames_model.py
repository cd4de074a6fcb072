"""The frames of the project as a list: filtered, videos under a title, each frame with its state."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from pathlib import PurePosixPath
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.project.records import ChangeSet, Frame, Media
from app.ui.frame_state import FrameState, name_of, state_of
from app.ui.panels.frame_rows import Kind, Role, Row
from app.ui.queue_controller import QueueController
from app.ui.session import Session
from app.ui.words import clock, pick, size_text

__all__ = ["FramesModel", "Kind", "Role", "Row"]

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class FramesModel(QAbstractListModel):
    """Rows over the store's frames. Filtering never changes the store.

    Signals:
        filtered: Other frames pass the filter.
    """

    filtered = Signal()

    def __init__(self, session: Session, queue: QueueController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._queue = session, queue
        self._rows: list[Row] = []
        self._order: list[int] = []
        self._place: dict[int, int] = {}
        self._row_of: dict[Row, int] = {}
        self._media: dict[int, Media] = {}
        self._first_of: dict[int, int] = {}
        self._broken_place: dict[int, int] = {}
        self._text = ""
        self._unreviewed_only = False
        self._only: frozenset[int] | None = None
        self._collapsed: set[int] = set()
        self._stale = False
        self._in_queue = False
        self._left: tuple[int, int] | None = None
        queue.changed.connect(self._on_queue_changed)
        session.project_changed.connect(self._on_project_changed)
        session.changed.connect(self._on_changed)
        session.current_changed.connect(self._on_current_changed)

    # --- filter ------------------------------------------------------------------------------------------

    def set_text(self, text: str) -> None:
        """Only files whose path holds this text, whatever the case."""
        if text.casefold() != self._text:
            self._text = text.casefold()
            self.rebuild()

    def set_unreviewed_only(self, only: bool) -> None:
        """Only frames that nobody completed."""
        if only != self._unreviewed_only:
            self._unreviewed_only = only
            self.rebuild()

    def set_only(self, frame_ids: Collection[int] | None) -> None:
        """Only these frames, those of folded videos too; None for no such choice."""
        only = None if frame_ids is None else frozenset(frame_ids)
        if only != self._only:
            self._only = only
            self.rebuild()

    def toggle_group(self, media_id: int) -> None:
        """Fold or unfold a video."""
        self._collapsed ^= {media_id}
        self.rebuild()

    @property
    def order(self) -> Sequence[int]:
        """The ids of the frames that pass, in order, folded ones included."""
        return self._order

    def neighbour(self, frame_id: int | None, offset: int) -> int | None:
        """The frame `offset` places on; from a frame that does not pass, the nearest one that does."""
        if not self._order:
            return None
        if frame_id is None:
            return self._order[0 if offset > 0 else -1]
        place = self._place.get(frame_id)
        if place is not None:
            return self._nth(place + offset)
        return self._nth(self._place_after(frame_id) + offset - (1 if offset > 0 else 0))

    def beside_broken(self, media_id: int, offset: int) -> int | None:
        """The frame `offset` places after, or before, a file that cannot be read."""
        return self._nth(self._broken_place.get(media_id, 0) + offset - (1 if offset > 0 else 0))

    def _nth(self, place: int) -> int | None:
        return self._order[place] if 0 <= place < len(self._order) else None

    def position(self, frame_id: int) -> int | None:
        """Where a frame stands among those that pass, from 0."""
        return self._place.get(frame_id)

    def row_of_frame(self, frame_id: int) -> int | None:
        """The row that shows a frame: its own, or the title it is folded under."""
        row = self._row_of.get(Row(Kind.FRAME, frame_id))
        store = self._session.store
        if row is None and store is not None and store.has_frame(frame_id):
            media_id = store.frame(frame_id).media_id
            row = self._row_of.get(Row(Kind.TITLE, media_id))
        return row

    def row_of_broken(self, media_id: int) -> int | None:
        """The row of a file that cannot be read."""
        return self._row_of.get(Row(Kind.BROKEN, media_id))

    def _place_after(self, frame_id: int) -> int:
        """How many of the frames that pass come before this one; in a queue those that came before it last."""
        store = self._session.store
        assert store is not None
        if self._in_queue:
            return self._left[1] if self._left is not None and self._left[0] == frame_id else 0
        return bisect_left(self._order, store.frame_position(frame_id), key=store.frame_position)

    # --- rows --------------------------------------------------------------------------------------------

    def rebuild(self) -> None:
        """Make the rows anew."""
        self.beginResetModel()
        self._stale = False
        self._remember_place()
        self._rows, self._order = [], []
        self._first_of.clear()
        self._broken_place.clear()
        store = self._session.store
        if store is not None:
            self._media = {media.id: media for media in store.media()}
            listed = self._queue.listed
            self._in_queue = listed is not None
            if listed is None:
                self._fill(store.frames())
            else:
                self._fill_in_order([store.frame(frame_id) for frame_id in listed])
        self._place = {frame_id: place for place, frame_id in enumerate(self._order)}
        self._row_of = {row: number for number, row in enumerate(self._rows)}
        self.endResetModel()
        self.filtered.emit()

    def _remember_place(self) -> None:
        """Where the current frame was in the queue, in case that it is about to leave it."""
        frame = self._session.frame
        place = None if frame is None else self._place.get(frame.id)
        if frame is not None and place is not None:
            self._left = (frame.id, place)

    def _fill_in_order(self, frames: Sequence[Frame]) -> None:
        """The frames of a queue, one after the other, whatever file they are of."""
        for frame in frames:
            if not self._text or self._text in self._media[frame.media_id].path.casefold():
                self._order.append(frame.id)
                self._rows.append(Row(Kind.FRAME, frame.id))

    def _fill(self, frames: Sequence[Frame]) -> None:
        by_media: dict[int, list[Frame]] = {}
        for frame in frames:
            by_media.setdefault(frame.media_id, []).append(frame)
        for media in self._media.values():
            if self._text and self._text not in media.path.casefold():
                continue
            passing = [frame for frame in by_media.get(media.id, ()) if self._passes(frame)]
            if media.problem and media.id not in by_media:
                if not self._unreviewed_only and self._only is None:
                    self._rows.append(Row(Kind.BROKEN, media.id))
                    self._broken_place[media.id] = len(self._order)
                continue
            if not passing:
                continue
            self._order.extend(frame.id for frame in passing)
            self._first_of[media.id] = passing[0].id
            if media.kind == "video":
                self._rows.append(Row(Kind.TITLE, media.id))
                if media.id in self._collapsed and self._only is None:
                    continue
            self._rows.extend(Row(Kind.FRAME, frame.id) for frame in passing)

    def _passes(self, frame: Frame) -> bool:
        if self._only is not None and frame.id not in self._only:
            return False
        return not self._unreviewed_only or not frame.reviewed

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        """Rows at the top; there are none below."""
        return 0 if parent.isValid() else len(self._rows)

    def row(self, number: int) -> Row:
        """What a row shows."""
        return self._rows[number]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  (Qt's signature)
        """One fact about a row."""
        if not index.isValid() or self._session.store is None:
            return None
        row = self._rows[index.row()]
        if role == Role.KIND:
            return row.kind
        if row.kind is Kind.FRAME:
            return self._frame_data(self._session.store.frame(row.id), role)
        return self._media_data(self._media[row.id], row.kind, role)

    def _frame_data(self, frame: Frame, role: int) -> object:
        media = self._media[frame.media_id]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._title(frame, media)
            case Role.FRAME_ID | Role.THUMBNAIL:
                return frame.id
            case Role.MEDIA_ID:
                return frame.media_id
            case Role.STATE:
                return self._state(frame)
            case Role.SUBTITLE:
                return self._subtitle(frame)
            case Role.PINNED:
                return frame.pinned
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                return self._tooltip(frame, media)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._title(frame, media)}, {self._subtitle(frame)}"
        return None

    def _media_data(self, media: Media, kind: Kind, role: int) -> object:
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return PurePosixPath(media.path).name
            case Role.MEDIA_ID:
                return media.id
            case Role.STATE:
                return FrameState.UNREADABLE if kind is Kind.BROKEN else None
            case Role.SUBTITLE:
                if kind is Kind.BROKEN:
                    return name_of(FrameState.UNREADABLE)
                return pick(
                    media.frame_count, self.tr("1 frame"), self.tr("%Ln frames", "", media.frame_count)
                )
            case Role.EXPANDED:
                return media.id not in self._collapsed
            case Role.THUMBNAIL:
                return self._first_of.get(media.id)
            case Qt.ItemDataRole.ToolTipRole:
                return f"{media.path}\n{media.problem}".strip()
        return None

    def _title(self, frame: Frame, media: Media) -> str:
        if media.kind == "image":
            return PurePosixPath(media.path).name
        number = self.tr("frame {number}").format(number=QLocale().toString(frame.index))
        if self._in_queue:  # no title above says which video it is
            number = f"{PurePosixPath(media.path).name}, {number}"
        return number if frame.timestamp_ms is None else f"{number}  {clock(frame.timestamp_ms)}"

    def _state(self, frame: Frame) -> FrameState:
        store = self._session.store
        assert store is not None
        return state_of(frame, store.counts().get(frame.id), unreadable=frame.id in self._session.unreadable)

    def _subtitle(self, frame: Frame) -> str:
        """State and confirmed boxes. How many suggestions there are depends on the slider, so it is not said.

        In a queue, why it is there.
        """
        store = self._session.store
        assert store is not None
        why = self._queue.why(frame.id)
        if why:
            return why
        state = self._state(frame)
        counts = store.counts().get(frame.id)
        confirmed = counts.confirmed if counts else 0
        boxes = pick(confirmed, self.tr("1 box"), self.tr("%Ln boxes", "", confirmed))
        if state is FrameState.REVIEWED or (state is FrameState.IN_PROGRESS and confirmed):
            return f"{name_of(state)}, {boxes}"
        if state is FrameState.SUGGESTED and not counts:
            return self.tr("nothing found")
        return name_of(state)

    def _tooltip(self, frame: Frame, media: Media) -> str:
        why = self._queue.sentence(frame.id) or self._subtitle(frame)
        parts = [media.path, size_text(frame.width, frame.height), why]
        if frame.pinned:
            parts.append(self.tr("Pinned: versions are compared on it; it is never trained on"))
        reason = self._session.why_unreadable(frame.id)
        return "\n".join([*parts, reason] if reason else parts)

    # --- what happens ------------------------------------------------------------------------------------

    def _on_project_changed(self) -> None:
        store = self._session.store
        videos = [media.id for media in store.media() if media.kind == "video"] if store else []
        # A video among other files is one line until it is wanted; alone it is what one came for.
        self._collapsed = set(videos) if store and len(store.media()) > 1 else set()
        self._only = None
        self.rebuild()

    def _on_queue_changed(self) -> None:
        if self._in_queue or self._queue.listed is not None:
            self.rebuild()

    def _on_changed(self, change: ChangeSet) -> None:
        if change.media_ids:
            self._fold_new(change)
            self.rebuild()
            return
        for frame_id in change.frame_ids:
            row = self.row_of_frame(frame_id)
            if row is not None:
                index = self.index(row)
                self.dataChanged.emit(index, index)
        # A frame that was just completed stays in sight until one goes on, so that the list does not jump.
        leaves = self._unreviewed_only or self._queue.shown is not None
        self._stale = self._stale or (leaves and bool(change.frame_ids))

    def _fold_new(self, change: ChangeSet) -> None:
        store = self._session.store
        if store is None:
            return
        media = store.media()
        fresh = {item.id for item in media if item.kind == "video"} & change.media_ids - self._media.keys()
        if len(media) > 1:
            self._collapsed |= fresh

    def _on_current_changed(self) -> None:
        if self._stale:
            self.rebuild()
