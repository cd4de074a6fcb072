"""The classes: their key, colour, name, how many boxes, and whether they are shown."""

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
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QColorDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.project import edits
from app.project.records import ChangeSet, ObjectClass
from app.ui import theme
from app.ui.action_spec import DIGITS
from app.ui.boxes import BoxesController
from app.ui.display import DisplayFilter
from app.ui.key_buttons import CAP_HEIGHT, paint_cap
from app.ui.marks import paint_swatch
from app.ui.naming import named
from app.ui.session import Session

ROW_HEIGHT = 32
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


class SwatchDelegate(QStyledItemDelegate):
    """Paints a class's colour."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """A square in the middle of the cell."""
        colour = index.data(Qt.ItemDataRole.DecorationRole)
        centre = QRectF(option.rect).center()
        paint_swatch(painter, QRectF(centre.x() - 8, centre.y() - 8, 16, 16), colour.name())

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802
        """A square with room round it."""
        return QSize(26, ROW_HEIGHT)


class KeyDelegate(QStyledItemDelegate):
    """Paints the number key of a class as a key."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """The key in the middle of the cell."""
        key = index.data()
        if key:
            centre = QRectF(option.rect).center()
            cap = QRectF(centre.x() - CAP_HEIGHT / 2, centre.y() - CAP_HEIGHT / 2, CAP_HEIGHT, CAP_HEIGHT)
            paint_cap(painter, cap, str(key), QColor(theme.current().muted))


class ClassesPanel(QWidget):
    """The table of classes and a line to add one."""

    def __init__(
        self, session: Session, display: DisplayFilter, boxes: BoxesController, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("classesPanel")
        self._session, self._boxes = session, boxes
        self.model = ClassesModel(session, display, self)
        self.table = self._make_table()
        self.hint = named(
            QLabel(
                self.tr("A class is a kind of thing to find, such as “cell” or “car”. Add the first one."),
                wordWrap=True,
            ),
            "classesHint",
        )
        self.hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.adding = named(QLineEdit(), "addClass")
        self.adding.setPlaceholderText(self.tr("Add a class"))
        self.adding.setAccessibleName(self.tr("Name of a new class"))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 12, 8)
        column.setSpacing(6)
        column.addWidget(self.hint)
        column.addWidget(self.table, 1)
        column.addWidget(self.adding)
        self.adding.returnPressed.connect(self._add)
        self.model.renamed.connect(self._rename)
        self.table.clicked.connect(self._on_clicked)
        self.table.customContextMenuRequested.connect(self._show_menu)
        session.project_changed.connect(self.refresh)
        session.changed.connect(self._on_changed)
        session.draw_class_changed.connect(self.refresh)
        display.changed.connect(self.refresh)
        self.refresh()

    def _make_table(self) -> QTableView:
        table = named(QTableView(), "classesTable")
        table.setAccessibleName(self.tr("Classes"))
        table.setModel(self.model)
        table.setItemDelegateForColumn(Column.COLOUR, SwatchDelegate(table))
        table.setItemDelegateForColumn(Column.KEY, KeyDelegate(table))
        table.horizontalHeader().hide()
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        table.setShowGrid(False)
        table.setFrameShape(QTableView.Shape.NoFrame)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setTabKeyNavigation(False)
        table.setMinimumHeight(2 * ROW_HEIGHT)
        header = table.horizontalHeader()
        header.setMinimumSectionSize(20)
        for column, width in ((Column.SHOWN, 28), (Column.COLOUR, 28), (Column.KEY, 32)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            table.setColumnWidth(column, width)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(Column.COUNT, QHeaderView.ResizeMode.ResizeToContents)
        return table

    def refresh(self) -> None:
        """Show the classes as they are."""
        self.model.refresh()
        some = self.model.rowCount() > 0
        self.hint.setVisible(not some and self._session.writable)
        self.table.setVisible(some)
        self.adding.setEnabled(self._session.writable)

    def edit_name(self, row: int) -> None:
        """Type another name in place."""
        self.table.edit(self.model.index(row, Column.NAME))

    def recolour(self, row: int) -> None:
        """Choose another colour."""
        item = self.model.class_at(row)
        chosen = QColorDialog.getColor(
            QColor(item.colour), self, self.tr("Colour of {name}").format(name=item.name)
        )
        if chosen.isValid() and chosen.name() != item.colour.lower():
            self._session.perform(lambda store: edits.recolour_class(store, item.id, chosen.name()))

    def _on_changed(self, change: ChangeSet) -> None:
        if change.class_ids or change.box_ids or change.frame_ids:
            self.refresh()

    def _add(self) -> None:
        name = self.adding.text().strip()
        if not name:
            return
        if self._session.perform(lambda store: edits.add_class(store, name)):
            self.adding.clear()

    def _rename(self, class_id: int, name: str) -> None:
        self._session.perform(lambda store: edits.rename_class(store, class_id, name))

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == Column.COLOUR and self._session.writable:
            self.recolour(index.row())
        elif index.column() in (Column.NAME, Column.KEY):
            self._boxes.apply_class(self.model.class_at(index.row()).id)

    def _show_menu(self, at: QPoint) -> None:
        index = self.table.indexAt(at)
        if not index.isValid() or not self._session.writable:
            return
        menu = QMenu(self)
        rename = menu.addAction(self.tr("Rename"))
        recolour = menu.addAction(self.tr("Change colour…"))
        chosen = menu.exec(self.table.viewport().mapToGlobal(at))
        if chosen is rename:
            self.edit_name(index.row())
        elif chosen is recolour:
            self.recolour(index.row())
