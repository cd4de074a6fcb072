"""The frames of the project as a list: filtered, sorted, under titles of folders and videos, each with its state."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal

from app.project.frame_facts import Bools, Ints
from app.project.frame_filter import Filter
from app.project.frame_order import Order, ordered
from app.project.records import ChangeSet, Frame, Media
from app.ui.frame_facts_keeper import FrameFactsKeeper
from app.ui.frame_state import FrameState
from app.ui.panels.folded import FOLDED, Folded
from app.ui.panels.frame_listing import (
    KIND_SHIFT,
    Listing,
    Wanted,
    before_file,
    code,
    decode,
    make_listing,
)
from app.ui.panels.frame_rows import Kind, Role, Row
from app.ui.panels.frame_words import FrameWords
from app.ui.panels.numbered_rows import Index, NumberedRows
from app.ui.queue_controller import QueueController
from app.ui.sentences import said
from app.ui.session import Session

__all__ = ["FramesModel", "Kind", "Role", "Row"]

_FRAMES_TOLD_SINGLY = 200


class FramesModel(NumberedRows):
    """Rows over the store's frames. Filtering never changes the store.

    Signals:
        filtered: The rows are new, or others.
    """

    filtered = Signal()

    def __init__(
        self,
        session: Session,
        queue: QueueController,
        keeper: FrameFactsKeeper,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._queue, self._keeper = session, queue, keeper
        self._words = FrameWords(session, queue)
        self._listing = Listing()
        self._filter = Filter()
        self._only: frozenset[int] | None = None
        self._file_order = Order.FILE
        self._in_order: Ints | None = None
        self._folded = Folded()
        self._known_media: frozenset[int] = frozenset()
        self._stale = self._flat = self._in_queue = False
        self._left: tuple[int, int] | None = None
        queue.changed.connect(self._on_queue_changed)
        keeper.project_changed.connect(self._on_project_changed)
        keeper.changed.connect(self._on_changed)
        keeper.boxes_came.connect(self._on_boxes)
        session.current_changed.connect(self._on_current_changed)

    # --- filter and order ----------------------------------------------------------------------------------

    @property
    def filter(self) -> Filter:
        """What frames must be to be listed."""
        return self._filter

    def set_filter(self, asked: Filter) -> None:
        """Only frames like this."""
        if asked != self._filter:
            self._filter = asked
            self.rebuild()

    @property
    def sorting(self) -> Order:
        """How frames are sorted while no queue is shown."""
        return self._file_order

    def set_sorting(self, order: Order) -> None:
        """Sort otherwise. What changes later stays where it is until one sorts again."""
        if order is not self._file_order or order is not Order.FILE:
            self._file_order, self._in_order = order, None
            self.rebuild()

    def set_only(self, frame_ids: Collection[int] | None) -> None:
        """Only these frames, those of folded videos too; None for no such choice."""
        only = None if frame_ids is None else frozenset(frame_ids)
        if only != self._only:
            self._only = only
            self.rebuild()

    def folded_text(self) -> str:
        """What is folded, to be kept with the project as `FOLDED`."""
        return self._folded.text(self._keeper.facts.media)

    def toggle_group(self, row: Row) -> None:
        """Fold or unfold a video or a folder."""
        if row.kind is Kind.TITLE:
            self._folded.media ^= {row.id}
        elif row.kind is Kind.FOLDER:
            self._folded.folders ^= {self._keeper.facts.folder_names[row.id]}
        self.rebuild()
        number = self.row_of_number(code(row.kind, row.id))
        if number is not None:
            self.dataChanged.emit(self.index(number, 0), self.index(number, 0))

    @property
    def order(self) -> Sequence[int]:
        """The ids of the frames that pass, in order, folded ones included."""
        return self._listing.order

    def neighbour(self, frame_id: int | None, offset: int) -> int | None:
        """The frame `offset` places on; from a frame that does not pass, the nearest one that does."""
        if not self.order:
            return None
        if frame_id is None:
            return self.order[0 if offset > 0 else -1]
        place = self.position(frame_id)
        if place is not None:
            return self._nth(place + offset)
        return self._nth(self._place_after(frame_id) + offset - (1 if offset > 0 else 0))

    def beside_broken(self, media_id: int, offset: int) -> int | None:
        """The frame `offset` places after, or before, a file that cannot be read."""
        facts = self._keeper.facts
        before = 0 if self._flat else before_file(facts, self._listing, facts.media_row(media_id))
        return self._nth(before + offset - (1 if offset > 0 else 0))

    def next_unreviewed(self, after: int | None) -> int | None:
        """The next frame listed that nobody completed, round the end if need be; None if all are complete.

        The frame `after` which one looks counts as the last.
        """
        facts, places = self._keeper.facts, self._listing.places
        waiting = places[(places >= 0) & ~facts.reviewed]
        if not len(waiting):
            return None
        passed = -1
        if after is not None:
            place = self.position(after)
            passed = self._place_after(after) - 1 if place is None else place
        later = waiting[waiting > passed]
        return self._nth(int(later.min() if len(later) else waiting.min()))

    def _nth(self, place: int) -> int | None:
        return self.order[place] if 0 <= place < len(self.order) else None

    def position(self, frame_id: int) -> int | None:
        """Where a frame stands among those that pass, from 0."""
        row = self._keeper.facts.row(frame_id)
        place = int(self._listing.places[row]) if 0 <= row < len(self._listing.places) else -1
        return place if place >= 0 else None

    def row_of_frame(self, frame_id: int) -> int | None:
        """The row that shows a frame: its own, or the title it is folded under."""
        facts = self._keeper.facts
        found = facts.row(frame_id)
        if found < 0:
            return None
        media = int(facts.media_rows[found])
        candidates = (
            code(Kind.FRAME, frame_id),
            code(Kind.TITLE, facts.media[media].id),
            code(Kind.FOLDER, int(facts.folders[media])),
        )
        return next((row for row in map(self.row_of_number, candidates) if row is not None), None)

    def covers(self, row: Row, frame_id: int) -> bool:
        """Whether a frame is that of a row, or under the title that it is, whether it passes or not."""
        facts = self._keeper.facts
        if row.kind is Kind.FRAME:
            return row.id == frame_id
        found = facts.row(frame_id)
        media = int(facts.media_rows[found]) if found >= 0 else -1
        if media < 0:
            return False
        return (
            int(facts.folders[media]) == row.id
            if row.kind is Kind.FOLDER
            else facts.media[media].id == row.id
        )

    def row_of_broken(self, media_id: int) -> int | None:
        """The row of a file that cannot be read."""
        return self.row_of_number(code(Kind.BROKEN, media_id))

    def frames_between(self, first: int, last: int) -> list[int]:
        """The frames of these rows, in order; a title stands for all that pass under it."""
        coded = self._rows[first : last + 1]
        if not (coded >> KIND_SHIFT).any():  # Frames alone, whose code is their id.
            alone: list[int] = coded.tolist()
            return alone
        found: list[int] = []
        for number in range(first, last + 1):
            found += self._frames_of(self.row(number))
        return found

    def _frames_of(self, row: Row) -> list[int]:
        facts = self._keeper.facts
        if row.kind is Kind.FRAME:
            return [row.id]
        if row.kind is Kind.BROKEN:
            return []
        under = facts.media_rows == facts.media_row(row.id)
        if row.kind is Kind.FOLDER:
            under = facts.folders[facts.media_rows] == row.id
        found: list[int] = facts.ids[under & (self._listing.places >= 0)].tolist()
        return found

    def _place_after(self, frame_id: int) -> int:
        """How many of the frames that pass come before this one; in a queue those that came before it last."""
        if self._in_queue:
            return self._left[1] if self._left is not None and self._left[0] == frame_id else 0
        return self._listing.before(self._keeper.facts.row(frame_id))

    # --- rows --------------------------------------------------------------------------------------------

    def rebuild(self, *, anew: bool = False) -> None:
        """Work out the rows; those that stay, stay, unless they are `anew` of another project."""
        if self._keeper.store is not self._session.store:
            return  # Another project is being opened: the facts of it are on their way.
        self._stale = False
        self._remember_place()
        wanted = self._wanted()
        boxes = self._keeper.boxes() if wanted.asked.needs_boxes else None
        self._show(make_listing(self._keeper.facts, wanted, boxes), anew=anew)

    def _wanted(self) -> Wanted:
        facts, listed = self._keeper.facts, self._queue.listed
        self._in_queue = listed is not None
        asked, rows = self._filter, None
        if listed is not None:
            asked = replace(
                asked, reviewed=None
            )  # A queue decides by itself whether reviewed frames are in it.
            rows = facts.rows(listed)
            rows = rows[rows >= 0]
        elif self._file_order is not Order.FILE:
            if self._in_order is None:
                boxes = self._keeper.boxes() if self._file_order is Order.LEAST_SURE else None
                self._in_order = ordered(self._file_order, facts, boxes)
            rows = self._in_order
        self._flat = rows is not None
        return Wanted(asked, self._only, rows, self._folded.media, self._folded.folders)

    def _show(self, listing: Listing, *, anew: bool) -> None:
        self._listing = listing
        self.show_rows(listing.rows, anew=anew)
        self.filtered.emit()

    def _remember_place(self) -> None:
        """Where the current frame was in the queue, in case that it is about to leave it."""
        frame = self._session.frame
        place = None if frame is None else self.position(frame.id)
        if frame is not None and place is not None:
            self._left = (frame.id, place)

    def row(self, number: int) -> Row:
        """What a row shows."""
        return Row(*decode(self.number(number)))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  (Qt's signature)
        """One fact about a row."""
        if not index.isValid() or self._session.store is None:
            return None
        row = self.row(index.row())
        if role == Role.KIND:
            return row.kind
        if row.kind is Kind.FRAME:
            gone = not self._session.store.has_frame(row.id)
            return None if gone else self._frame_data(self._session.store.frame(row.id), role)
        if row.kind is Kind.FOLDER:
            return self._folder_data(row.id, role)
        facts = self._keeper.facts
        return self._media_data(facts.media[facts.media_row(row.id)], row.kind, role)

    def _frame_data(self, frame: Frame, role: int) -> object:
        words = self._words
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return words.title(frame, alone=self._flat)
            case Role.FRAME_ID | Role.THUMBNAIL:
                return frame.id
            case Role.MEDIA_ID:
                return frame.media_id
            case Role.STATE:
                return words.state(frame)
            case Role.SUBTITLE:
                return words.subtitle(frame)
            case Role.NOTE:
                return frame.note
            case Role.PINNED:
                return frame.pinned
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                return words.tooltip(frame)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{words.title(frame, alone=self._flat)}, {words.subtitle(frame)}"
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
                return self._words.file_subtitle(media, broken=kind is Kind.BROKEN)
            case Role.EXPANDED:
                return media.id not in self._folded.media
            case Role.THUMBNAIL:
                facts = self._keeper.facts
                return self._first_listed(facts.media_rows == facts.media_row(media.id))
            case Qt.ItemDataRole.ToolTipRole:
                return f"{media.path}\n{said(media.problem)}".strip()
        return None

    def _folder_data(self, number: int, role: int) -> object:
        facts = self._keeper.facts
        name = facts.folder_names[number]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._words.folder_title(name)
            case Role.SUBTITLE:
                inside = facts.folders[facts.media_rows] == number
                count = int(np.count_nonzero(inside & (self._listing.places >= 0)))
                return self._words.frames(count)
            case Role.EXPANDED:
                return name not in self._folded.folders
            case Role.THUMBNAIL:
                return self._first_listed(facts.folders[facts.media_rows] == number)
            case Qt.ItemDataRole.ToolTipRole:
                return name
        return None

    def _first_listed(self, among: Bools) -> int | None:
        """The first frame that passes, of these."""
        places = self._listing.places[among]
        places = places[places >= 0]
        return self._listing.order[int(places.min())] if len(places) else None

    # --- what happens ------------------------------------------------------------------------------------

    def _on_project_changed(self) -> None:
        store = self._session.store
        media = store.media() if store is not None else ()
        self._known_media = frozenset(item.id for item in media)
        self._folded = Folded.of(media, "" if store is None else store.setting(FOLDED))
        self._only = self._in_order = None
        self.rebuild(anew=True)

    def _on_queue_changed(self) -> None:
        if self._in_queue or self._queue.listed is not None:
            self.rebuild()
            self._tell_all()

    def _on_boxes(self) -> None:
        if self._file_order is Order.LEAST_SURE:
            self._in_order = None
        if self._filter.needs_boxes or self._in_order is None:
            self.rebuild()

    def _on_changed(self, change: ChangeSet) -> None:
        if change.media_ids:
            self._fold_new(change)
            self._in_order = None
            self.rebuild()
            self._tell_all()
            return
        if len(change.frame_ids) > _FRAMES_TOLD_SINGLY:
            self._tell_all()
        else:
            for frame_id in change.frame_ids:
                row = self.row_of_frame(frame_id)
                if row is not None:
                    self.dataChanged.emit(self.index(row, 0), self.index(row, 0))
        # A frame that was just completed stays in sight until one goes on, so that the list does not jump.
        leaves = self._filter.asks_of_frames or self._queue.shown is not None
        self._stale = self._stale or (leaves and bool(change.frame_ids))

    def _tell_all(self) -> None:
        """Any row may say something else now."""
        if len(self._rows):
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))

    def _fold_new(self, change: ChangeSet) -> None:
        store = self._session.store
        if store is None:
            return
        media = store.media()
        fresh = {item.id for item in media if item.kind == "video"} & change.media_ids - self._known_media
        self._known_media = frozenset(item.id for item in media)
        if len(media) > 1:
            self._folded.media |= fresh

    def _on_current_changed(self) -> None:
        if self._stale:
            self.rebuild()
