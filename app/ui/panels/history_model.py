"""The steps of the project as a list: the newest first, those that can be redone among them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from pathlib import PurePosixPath

from PySide6.QtCore import (
    QAbstractListModel,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from app.project.history import Entry
from app.project.records import Edit
from app.project.store import Store
from app.ui.edit_names import edit_name
from app.ui.session import Session
from app.ui.words import clock, pick
from retinanet_core.errors import PlainError

PAGE = 100
"""Steps that are read at once."""

_WITHOUT_FRAMES = frozenset(
    (
        "add media", "remove media", "relink media", "replace media", "import", "import labels", "add class",
        "rename class", "recolour class", "merge classes", "delete class", "move class", "class key",
    )
)  # fmt: skip
"""Kinds of steps that are not about frames, or about so many that reading which takes long."""

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Role(IntEnum):
    """What else is asked of a row."""

    SUBTITLE = Qt.ItemDataRole.UserRole
    UNDONE = Qt.ItemDataRole.UserRole + 1
    NOW = Qt.ItemDataRole.UserRole + 2


class HistoryModel(QAbstractListModel):
    """Reads as many steps as are looked at; the last row is the moment before the first step."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._steps: list[Entry] = []
        self._whole = True
        self._cursor = 0
        self._frames: dict[int, str] = {}

    # --- the rows ------------------------------------------------------------------------------------------

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802
        """One row for each step that was read, and one for the beginning."""
        if parent.isValid() or self._session.store is None:
            return 0
        return len(self._steps) + self._whole

    def canFetchMore(self, parent: _Index) -> bool:  # noqa: N802
        """There are older steps."""
        return not parent.isValid() and not self._whole

    def fetchMore(self, parent: _Index) -> None:  # noqa: N802
        """Read some of them."""
        store = self._session.store
        if store is None or self._whole:
            return
        older = self._read(store, self._steps[-1].first if self._steps else None)
        whole = len(older) < PAGE
        start = len(self._steps)
        if older or whole:
            self.beginInsertRows(_NOWHERE, start, start + len(older) + whole - 1)
            self._steps += older
            self._whole = whole
            self.endInsertRows()

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """One fact about a step."""
        if not index.isValid():
            return None
        row = index.row()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._name(row)
            case Role.SUBTITLE:
                return self._about(row)
            case Role.UNDONE:
                return self.seq(row) > self._cursor
            case Role.NOW:
                return self.seq(row) == self._cursor
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, (self._name(row), self._about(row), self._mark(row))))
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(row)
        return None

    def seq(self, row: int) -> int:
        """Where `Session.travel_to` goes for the moment after a row's step."""
        return self._steps[row].seq if row < len(self._steps) else 0

    @property
    def now(self) -> int:
        """The row of the last step in force; -1 if it was not read."""
        rows = range(self.rowCount())
        return next((row for row in rows if self.seq(row) <= self._cursor), -1)

    # --- keeping up ----------------------------------------------------------------------------------------

    def restart(self) -> None:
        """Another project, or none."""
        self.beginResetModel()
        store = self._session.store
        self._frames.clear()
        self._steps = self._read(store, None) if store is not None else []
        self._whole = len(self._steps) < PAGE
        self._cursor = store.cursor if store is not None else 0
        self.endResetModel()

    def refresh(self) -> None:
        """Steps came or were forgotten at the top, or others are in force."""
        store = self._session.store
        if store is None:
            return
        fresh = self._read(store, None)
        if not self._meet(fresh):
            self.restart()
            return
        self._cursor = store.cursor
        if self.rowCount():
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    def _meet(self, fresh: Sequence[Entry]) -> bool:
        """Put the new steps in place of those at the top that are no more; False if none is as it was."""
        there = {step: row for row, step in enumerate(self._steps[: 2 * PAGE])}
        new = next((number for number, step in enumerate(fresh) if step in there), None)
        if new is None:
            return False
        gone = there[fresh[new]]
        if gone:
            self.beginRemoveRows(_NOWHERE, 0, gone - 1)
            del self._steps[:gone]
            self.endRemoveRows()
        if new:
            self.beginInsertRows(_NOWHERE, 0, new - 1)
            self._steps[:0] = fresh[:new]
            self.endInsertRows()
        return True

    def _read(self, store: Store, before: int | None) -> list[Entry]:
        try:
            return store.steps(PAGE, before=before)
        except PlainError:  # It is told where something is written or read that matters more.
            return []

    # --- words ---------------------------------------------------------------------------------------------

    def _name(self, row: int) -> str:
        if row >= len(self._steps):
            return self.tr("The beginning")
        step = self._steps[row]
        name = edit_name(Edit(kind=step.kind, count=step.count, changes=()))
        return name[:1].upper() + name[1:]

    def _about(self, row: int) -> str:
        """Which frame, and when."""
        if row >= len(self._steps):
            return self.tr("Nothing was done yet")
        step = self._steps[row]
        return " · ".join(filter(None, (self._frame_of(step), _when(step.time))))

    def _mark(self, row: int) -> str:
        if self.seq(row) > self._cursor:
            return self.tr("undone")
        return self.tr("where the project is now") if self.seq(row) == self._cursor else ""

    def _tip(self, row: int) -> str:
        if self.seq(row) == self._cursor:
            return self.tr("The project is as it was after this")
        if self.seq(row) > self._cursor:
            return self.tr("Undone; click to do everything up to here again")
        return self.tr("Click to undo everything after this")

    def _frame_of(self, step: Entry) -> str:
        """The frame that a step was about, or how many; read once, when it is looked at."""
        if step.kind in _WITHOUT_FRAMES:
            return ""
        if step.first not in self._frames:
            store = self._session.store
            assert store is not None
            try:
                self._frames[step.first] = self._frame_words(store, store.frames_of_step(step))
            except PlainError:
                return ""
        return self._frames[step.first]

    def _frame_words(self, store: Store, frame_ids: Sequence[int]) -> str:
        known = [frame_id for frame_id in frame_ids if store.has_frame(frame_id)]
        if len(known) != 1:
            return pick(len(known), "", self.tr("%Ln frames", "", len(known))) if known else ""
        frame = store.frame(known[0])
        name = PurePosixPath(store.media_by_id(frame.media_id).path).name
        return name if frame.timestamp_ms is None else f"{name} {clock(frame.timestamp_ms)}"


def _when(seconds: float) -> str:
    """The time of today, or the day before it."""
    moment = QDateTime.fromSecsSinceEpoch(int(seconds))
    locale = QLocale()
    time = locale.toString(moment.time(), QLocale.FormatType.ShortFormat)
    if moment.date() == QDateTime.currentDateTime().date():
        return time
    return f"{locale.toString(moment.date(), QLocale.FormatType.ShortFormat)} {time}"
