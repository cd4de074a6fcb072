"""The classes beside the picture, and a line to add one."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QColorDialog,
    QDialog,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.project import edits
from app.project.records import ChangeSet, ObjectClass
from app.ui.boxes import BoxesController
from app.ui.display import DisplayFilter
from app.ui.keymap import Keymap
from app.ui.language import Retranslated
from app.ui.naming import named
from app.ui.panels.classes_model import ClassesModel, Column
from app.ui.panels.classes_table import ClassesTable
from app.ui.session import Session

__all__ = ["ClassesPanel", "Column"]


class ClassesPanel(Retranslated, QWidget):
    """The table of classes and a line to add one.

    Signals:
        menu_wanted: What can be done with the chosen class is asked for; carries the place on the screen (QPoint).
        asked: A key asks for something to be done with the chosen class: "delete", "up" or "down".
        chosen_changed: Another row is the one at hand.
    """

    menu_wanted = Signal(object)
    asked = Signal(str)
    chosen_changed = Signal()

    def __init__(
        self,
        session: Session,
        display: DisplayFilter,
        boxes: BoxesController,
        keymap: Keymap,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("classesPanel")
        self._session, self._boxes = session, boxes
        self.model = ClassesModel(session, display, keymap, self)
        self.table = ClassesTable(self.model, self)
        self.hint = named(QLabel(wordWrap=True), "classesHint")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.adding = named(QLineEdit(), "addClass")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 12, 8)
        column.setSpacing(6)
        column.addWidget(self.hint)
        column.addWidget(self.table, 1)
        column.addWidget(self.adding)
        self.adding.returnPressed.connect(self._add)
        self.model.renamed.connect(self._rename)
        self.table.clicked.connect(self._on_clicked)
        self.table.asked.connect(self._on_asked)
        self.table.customContextMenuRequested.connect(self._on_menu_wanted)
        self.table.selectionModel().currentRowChanged.connect(lambda _new, _old: self.chosen_changed.emit())
        session.project_changed.connect(self.refresh)
        session.changed.connect(self._on_changed)
        session.draw_class_changed.connect(self.refresh)
        display.changed.connect(self.refresh)
        keymap.changed.connect(self.refresh)
        self.say()

    def say(self) -> None:
        """Set all fixed words, in the language of now."""
        self.hint.setText(
            self.tr("A class is a kind of thing to find, such as “cell” or “car”. Add the first one.")
        )
        self.table.setAccessibleName(self.tr("Classes"))
        self.table.setAccessibleDescription(
            self.tr("Enter uses a class, F2 renames it, Delete removes it, Alt with an arrow moves it")
        )
        self.adding.setPlaceholderText(self.tr("Add a class"))
        self.adding.setAccessibleName(self.tr("Name of a new class"))
        self.refresh()

    @property
    def chosen(self) -> ObjectClass | None:
        """The class at hand: that of the row the keys are on, else the one that new boxes get."""
        row = self.table.currentIndex().row()
        return self.model.class_at(row) if 0 <= row < self.model.rowCount() else self._session.draw_class

    def refresh(self) -> None:
        """Show the classes as they are."""
        kept = self.chosen if self.table.currentIndex().isValid() else None
        self.model.refresh()
        row = self.model.row_of(kept.id) if kept is not None else None
        if row is not None and row != self.table.currentIndex().row():
            self.table.setCurrentIndex(self.model.index(row, Column.NAME))
        some = self.model.rowCount() > 0
        self.hint.setVisible(not some and self._session.writable)
        self.table.setVisible(some)
        self.adding.setEnabled(self._session.writable)

    def edit_name(self, row: int) -> None:
        """Type another name in place."""
        self._edit(row, Column.NAME)

    def edit_key(self, row: int) -> None:
        """Press another key in place."""
        self._edit(row, Column.KEY)

    def _edit(self, row: int, column: Column) -> None:
        """What is being typed in another cell is kept first."""
        self.table.setFocus()
        if self.table.state() is not QAbstractItemView.State.EditingState:
            self.table.edit(self.model.index(row, column))

    def row_of(self, class_id: int) -> int:
        """The row of a class that there is, made the one at hand and brought into sight."""
        row = self.model.row_of(class_id) or 0
        self.table.setCurrentIndex(self.model.index(row, Column.NAME))
        return row

    def recolour(self, row: int) -> None:
        """Choose another colour."""
        item = self.model.class_at(row)
        dialog = named(QColorDialog(QColor(item.colour), self), "classColour")
        dialog.setWindowTitle(self.tr("Colour of {name}").format(name=item.name))
        decided, chosen = dialog.exec() == QDialog.DialogCode.Accepted, dialog.currentColor()
        dialog.deleteLater()
        if decided and chosen.name() != item.colour.lower():
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

    def _on_asked(self, what: str) -> None:
        chosen = self.chosen
        if chosen is None:
            return
        if what == "use":
            self._boxes.apply_class(chosen.id)
        elif self._session.writable:
            if what == "rename":
                self.edit_name(self.table.currentIndex().row())
            else:
                self.asked.emit(what)

    def _on_menu_wanted(self, at: QPoint) -> None:
        index = self.table.indexAt(at)
        if index.isValid():
            self.table.setCurrentIndex(index)
            self.menu_wanted.emit(self.table.viewport().mapToGlobal(at))
