"""The classes beside the picture, and a line to add one."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
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
from app.project.records import ChangeSet
from app.ui import theme
from app.ui.boxes import BoxesController
from app.ui.display import DisplayFilter
from app.ui.key_buttons import CAP_HEIGHT, paint_cap
from app.ui.marks import paint_swatch
from app.ui.naming import named
from app.ui.panels.classes_model import ClassesModel, Column
from app.ui.session import Session

ROW_HEIGHT = 32
_Index = QModelIndex | QPersistentModelIndex


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
