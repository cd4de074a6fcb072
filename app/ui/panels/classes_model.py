"""The classes as a table: key, colour, name, how many boxes, and whether they are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QFont

from app.project.records import ObjectClass
from app.ui import theme
from app.ui.class_keys import keys_of
from app.ui.display import DisplayFilter
from app.ui.keymap import Keymap, native
from app.ui.session import Session
from app.ui.words import pick

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
MIME = "application/x-foveate-class"
"""A class that is dragged: its id."""


class Column(IntEnum):
    """What stands where."""

    SHOWN = 0
    COLOUR = 1
    NAME = 2
    COUNT = 3
    KEY = 4


class ClassesModel(QAbstractTableModel):
    """One row for each class, by position.

    Signals:
        renamed: A person typed another name: class id and name.
        key_given: A person gave a class a key: class id and the key as portable text, "" for none.
        dragged: A person dragged a class to a place in the list, from 0: class id and place.
    """

    renamed = Signal(int, str)
    key_given = Signal(int, str)
    dragged = Signal(int, int)

    def __init__(self, session: Session, display: DisplayFilter, keymap: Keymap, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._display, self._keymap = session, display, keymap
        self._keys: dict[int, str] = {}
        self._classes: tuple[ObjectClass, ...] = ()
        self._counts: Mapping[int, int] = {}

    def refresh(self) -> None:
        """Read the classes anew; a name that is being typed survives where the rows stay the same."""
        store = self._session.store
        classes = store.classes() if store is not None else ()
        self._counts = store.class_counts() if store is not None else {}
        self._keys = keys_of(classes, self._keymap)
        if [item.id for item in classes] != [item.id for item in self._classes]:
            self.beginResetModel()
            self._classes = classes
            self.endResetModel()
            return
        self._classes = classes
        if classes:
            self.dataChanged.emit(self.index(0, 0), self.index(len(classes) - 1, len(Column) - 1))

    def class_at(self, row: int) -> ObjectClass:
        """The class of a row."""
        return self._classes[row]

    def row_of(self, class_id: int) -> int | None:
        """The row of a class."""
        return next((n for n, item in enumerate(self._classes) if item.id == class_id), None)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802
        """How many classes there are."""
        return 0 if parent.isValid() else len(self._classes)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802
        """As many as `Column` has."""
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Names and keys can be edited, eyes opened and closed, rows dragged between others."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == Column.SHOWN:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        if self._session.writable:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
            if index.column() in (Column.NAME, Column.KEY):
                flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802
        """Rows go elsewhere."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:  # noqa: N802
        """Only classes of this list."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802
        """The class that is dragged."""
        data = QMimeData()
        data.setData(MIME, str(self._classes[indexes[0].row()].id).encode())
        return data

    def dropMimeData(  # noqa: N802
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index
    ) -> bool:
        """Tell where it was dropped. The row moves when the store says so, so nothing is to be removed here."""
        if not data.hasFormat(MIME):
            return False
        class_id = int(bytes(data.data(MIME).data()).decode())
        was = self.row_of(class_id)
        gap = row if row >= 0 else parent.row() if parent.isValid() else len(self._classes)
        if was is not None:
            self.dragged.emit(class_id, gap - 1 if was < gap else gap)
        return False

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  (Qt's signature)
        """One fact about a class."""
        if not index.isValid() or index.row() >= len(self._classes):
            return None
        item, column = self._classes[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(item, column)
            case Qt.ItemDataRole.EditRole if column == Column.NAME:
                return item.name
            case Qt.ItemDataRole.EditRole if column == Column.KEY:
                return item.key
            case Qt.ItemDataRole.CheckStateRole if column == Column.SHOWN:
                hidden = item.id in self._display.hidden_classes
                return Qt.CheckState.Unchecked if hidden else Qt.CheckState.Checked
            case Qt.ItemDataRole.DecorationRole if column == Column.COLOUR:
                return QColor(item.colour)
            case Qt.ItemDataRole.TextAlignmentRole if column in (Column.COUNT, Column.KEY):
                return Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            case Qt.ItemDataRole.ForegroundRole if column in (Column.COUNT, Column.KEY):
                return QBrush(QColor(theme.current().muted))
            case Qt.ItemDataRole.FontRole if column == Column.NAME and item == self._session.draw_class:
                font = QFont()
                font.setBold(True)
                return font
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(item, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(item, column)
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802, ANN401
        """A typed name, a key, or an eye."""
        if not index.isValid():
            return False
        item = self._classes[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == Column.SHOWN:
            self._display.set_class_shown(item.id, Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        if role == Qt.ItemDataRole.EditRole and index.column() == Column.KEY:
            if str(value) != item.key:
                self.key_given.emit(item.id, str(value))
                return True
            return False
        if role == Qt.ItemDataRole.EditRole and str(value).strip() and str(value).strip() != item.name:
            self.renamed.emit(item.id, str(value).strip())
            return True
        return False

    def _text(self, item: ObjectClass, column: int) -> str | None:
        if column == Column.NAME:
            return item.name
        if column == Column.COUNT:
            return QLocale().toString(self._counts.get(item.id, 0))
        if column == Column.KEY:
            return native(self._keys.get(item.id, ""))
        return None

    def _tip(self, item: ObjectClass, column: int) -> str:
        if column == Column.SHOWN:
            return self.tr("Show boxes of {name}").format(name=item.name)
        if column == Column.COLOUR:
            return self.tr("Change the colour of {name}").format(name=item.name)
        if column == Column.COUNT:
            return self.tr("Confirmed boxes in the whole project")
        if column == Column.KEY:
            return self._key_tip(item)
        return self.tr("Click, or press its key: new boxes, or the selected ones, become {name}.").format(
            name=item.name
        )

    def _key_tip(self, item: ObjectClass) -> str:
        if item.key and self._keys.get(item.id) != item.key:
            text = self.tr("{key} has become the key of an action; double click to give {name} another.")
            return text.format(key=native(item.key), name=item.name)
        return self.tr("Double click to give {name} a key of its own").format(name=item.name)

    def _spoken(self, item: ObjectClass, column: int) -> str:
        if column == Column.COLOUR:
            return self.tr("Colour of {name}").format(name=item.name)
        if column == Column.SHOWN:
            return self.tr("Show {name}").format(name=item.name)
        text = self._text(item, column) or ""
        if column == Column.COUNT:
            count = self._counts.get(item.id, 0)
            return pick(count, self.tr("1 confirmed box"), self.tr("%Ln confirmed boxes", "", count))
        return self.tr("Key {key}").format(key=text) if column == Column.KEY and text else text
