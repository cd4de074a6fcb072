"""The boxes of the frame as rows of a list: what did not change stays where it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.project.records import Box, BoxOrigin, BoxState, ObjectClass
from app.ui.frame_view import FrameView
from app.ui.session import Session
from app.ui.splicing import same_ends
from app.ui.words import score_text

BOX = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_RANK = {BoxState.SUGGESTED: 0, BoxState.CONFIRMED: 1, BoxState.REJECTED: 2}
_ONE_BY_ONE = 64
"""Up to so many rows come and go singly; more are quicker made anew."""

_Key = tuple[int, float, int]


class BoxesModel(QAbstractListModel):
    """The boxes of the frame that the filters let through: suggestions first, best first, then confirmed."""

    def __init__(self, session: Session, view: FrameView, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._view = session, view
        self._boxes: list[Box] = []
        self._keys: list[_Key] = []
        self._given: tuple[Box, ...] = ()
        self._classes: dict[int, ObjectClass] = {}

    def show_boxes(self, boxes: Sequence[Box]) -> None:
        """Show these."""
        given = tuple(boxes)
        first, last = same_ends(self._given, given)
        gone = {box.id: box for box in self._given[first : len(self._given) - last]}
        new = {box.id: box for box in given[first : len(given) - last]}
        classes = {item.id: item for item in self._session.classes}
        self._given = given
        if classes != self._classes or len(gone) > _ONE_BY_ONE or len(new) > _ONE_BY_ONE:
            self._reset(classes)
            return
        for box_id, box in gone.items():
            if box_id not in new or _key(new[box_id]) != _key(box):
                self._remove(box)
        for box_id, box in new.items():
            if box_id not in gone or _key(gone[box_id]) != _key(box):
                self._insert(box)
            elif gone[box_id] is not box:
                self._replace(box)

    def _reset(self, classes: dict[int, ObjectClass]) -> None:
        self.beginResetModel()
        self._boxes = sorted(self._given, key=_key)
        self._keys = [_key(box) for box in self._boxes]
        self._classes = classes
        self.endResetModel()

    def _replace(self, box: Box) -> None:
        row = bisect_left(self._keys, _key(box))
        self._boxes[row] = box
        self.dataChanged.emit(self.index(row), self.index(row))

    def _remove(self, box: Box) -> None:
        row = bisect_left(self._keys, _key(box))
        self.beginRemoveRows(_NOWHERE, row, row)
        del self._boxes[row], self._keys[row]
        self.endRemoveRows()

    def _insert(self, box: Box) -> None:
        row = bisect_left(self._keys, _key(box))
        self.beginInsertRows(_NOWHERE, row, row)
        self._boxes.insert(row, box)
        self._keys.insert(row, _key(box))
        self.endInsertRows()

    @property
    def boxes(self) -> Sequence[Box]:
        """What is shown, in order."""
        return self._boxes

    def rows_of(self, boxes: Iterable[Box]) -> list[int]:
        """The rows of those of the boxes that are shown, in order."""
        rows = ((box, bisect_left(self._keys, _key(box))) for box in boxes)
        return sorted(row for box, row in rows if row < len(self._boxes) and self._boxes[row] is box)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802
        """One row for each box."""
        return 0 if parent.isValid() else len(self._boxes)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  (Qt's signature)
        """One fact about a box."""
        if not index.isValid():
            return None
        box = self._boxes[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._classes[box.class_id].name
        if role == BOX:
            return (box, self._classes[box.class_id].colour, self._by(box))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._classes[box.class_id].name}, {self._view.who(box)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._view.who(box)
        return None

    def _by(self, box: Box) -> str:
        """The short answer to "who says so"."""
        if box.state is BoxState.SUGGESTED:
            return self.tr("import") if box.score is None else score_text(box.score)
        if box.state is BoxState.REJECTED:
            return self.tr("rejected")
        if box.origin is BoxOrigin.IMPORT and not box.edited:
            return self.tr("import")
        return self.tr("you")


def _key(box: Box) -> _Key:
    """What the rows are sorted by; no two boxes have the same."""
    return (_RANK[box.state], -(box.score or 0.0), box.id)
