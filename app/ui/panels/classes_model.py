"""The classes as a table: key, colour, name, how many boxes, and whether they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QFont

from app.project.records import ObjectClass
from app.ui import theme
from app.ui.action_spec import DIGITS
from app.ui.display import DisplayFilter
from app.ui.session import Session

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


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
    """

    renamed = Signal(int, str)

    def __init__(self, session: Session, display: DisplayFilter, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._display = session, display
        self._classes: tuple[ObjectClass, ...] = ()
        self._counts: Mapping[int, int] = {}

    def refresh(self) -> None:
        """Read the classes anew; a name that is being typed survives where the rows stay the same."""
        store = self._session.store
        classes = store.classes() if store is not None else ()
        self._counts = store.class_counts() if store is not None else {}
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
        """Names can be edited, eyes opened and closed."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == Column.SHOWN:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        if index.column() == Column.NAME and self._session.writable:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  (Qt's signature)
        """One fact about a class."""
        if not index.isValid() or index.row() >= len(self._classes):
            return None
        item, column = self._classes[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(item, index.row(), column)
            case Qt.ItemDataRole.EditRole if column == Column.NAME:
                return item.name
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
                return self._spoken(item, index.row(), column)
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802, ANN401
        """A typed name, or an eye."""
        if not index.isValid():
            return False
        item = self._classes[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == Column.SHOWN:
            self._display.set_class_shown(item.id, Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        if role == Qt.ItemDataRole.EditRole and str(value).strip() and str(value).strip() != item.name:
            self.renamed.emit(item.id, str(value).strip())
            return True
        return False

    def _text(self, item: ObjectClass, row: int, column: int) -> str | None:
        if column == Column.NAME:
            return item.name
        if column == Column.COUNT:
            return QLocale().toString(self._counts.get(item.id, 0))
        if column == Column.KEY:
            return DIGITS[row] if row < len(DIGITS) else ""
        return None

    def _tip(self, item: ObjectClass, column: int) -> str:
        if column == Column.SHOWN:
            return self.tr("Show boxes of {name}").format(name=item.name)
        if column == Column.COLOUR:
            return self.tr("Change the colour of {name}").format(name=item.name)
        if column == Column.COUNT:
            return self.tr("Confirmed boxes in the whole project")
        return self.tr("Click, or press the number: new boxes, or the selected ones, become {name}.").format(
            name=item.name
        )

    def _spoken(self, item: ObjectClass, row: int, column: int) -> str:
        if column == Column.COLOUR:
            return self.tr("Colour of {name}").format(name=item.name)
        if column == Column.SHOWN:
            return self.tr("Show {name}").format(name=item.name)
        return self._text(item, row, column) or ""
