"""What the classes of an imported model are called, where its file does not say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.ui.naming import named, plain_buttons

WIDTH = 460
ROW_HEIGHT = 32
ROWS_SHOWN = 8
NAME = 1


class NamesTable(QTableWidget):
    """A row for each class; pasting several names fills the rows from the current one on.

    Signals:
        paste_wanted: Text is to be pasted, from this row on.
    """

    paste_wanted = Signal(int)

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(len(names), 2)
        self.setHorizontalHeaderLabels([self.tr("In the file"), self.tr("Name")])
        for row, name in enumerate(names):
            place = QTableWidgetItem(self.tr("Class {number}").format(number=row + 1))
            place.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.setItem(row, 0, place)
            self.setItem(row, NAME, QTableWidgetItem(name))
        self.setAccessibleName(self.tr("Names of the classes"))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        shown = min(ROWS_SHOWN, max(3, len(names)))
        self.setMinimumHeight(header.sizeHint().height() + shown * ROW_HEIGHT + 4)
        self.setCurrentCell(0, NAME)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Paste, where no name is being typed."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit(max(0, self.currentRow()))
        else:
            super().keyPressEvent(event)


class ClassNamesDialog(QDialog):
    """A list of names to be edited, pasted or read from a file.

    Signals:
        file_wanted(Path): A file with names is to be read; `put_names` or `say_problem` answers.
    """

    file_wanted = Signal(object)

    def __init__(self, model: str, names: Sequence[str], parent: QWidget) -> None:
        """`model` is the file's name, `names` what its classes are called so far."""
        super().__init__(parent)
        self.setObjectName("classNamesDialog")
        self.setWindowTitle(self.tr("Name the classes"))
        self.setMinimumWidth(WIDTH)
        words = self.tr(
            "{model} does not say what its classes are called. A name that this project knows stands for its class."
        )
        question = QLabel(words.format(model=model), wordWrap=True)
        self.table = named(NamesTable(names), "classNames")
        self.problem = named(QLabel(wordWrap=True), "classNamesProblem")
        self.problem.setProperty("quiet", True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = self.buttons.addButton(self.tr("Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setObjectName("classNamesGo")
        self.go.setDefault(True)
        plain_buttons(self.buttons)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(question)
        column.addWidget(self.table, 1)
        column.addLayout(self._make_ways())
        column.addWidget(self.problem)
        column.addWidget(self.buttons)
        self.table.itemChanged.connect(lambda _item: self._check())
        self.table.paste_wanted.connect(self._paste)
        self._check()

    def _make_ways(self) -> QHBoxLayout:
        paste = named(QPushButton(self.tr("Paste names"), autoDefault=False), "pasteNames")
        paste.setToolTip(
            self.tr("Names in the clipboard, one a line or between commas, from the first class on")
        )
        paste.clicked.connect(lambda _checked=False: self._paste(0))
        browse = named(QPushButton(self.tr("Names file…"), autoDefault=False), "namesFile")
        browse.setToolTip(self.tr("A .txt with a name a line, a .yaml of YOLO, or a .json"))
        browse.clicked.connect(lambda _checked=False: self._browse())
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(paste)
        row.addWidget(browse)
        row.addStretch(1)
        return row

    def names(self) -> tuple[str, ...]:
        """One for each class."""
        return tuple(_clean(self._item(row).text()) for row in range(self.table.rowCount()))

    def put_names(self, names: Sequence[str], first: int = 0) -> None:
        """Fill the rows from `first` on; what does not fit is told."""
        rows = self.table.rowCount() - first
        self.table.blockSignals(True)
        for row, name in enumerate(names[:rows], start=first):
            self._item(row).setText(_clean(name))
        self.table.blockSignals(False)
        self._check()
        if self.go.isEnabled() and len(names) != rows and (first == 0 or len(names) > rows):
            self.say_problem(
                self.tr("{given} names for {rows} classes; look whether each has the right one.").format(
                    given=len(names), rows=rows
                )
            )

    def say_problem(self, words: str) -> None:
        """What is wrong, or should be looked at; "" for nothing."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def _check(self) -> None:
        names = self.names()
        double = next((name for name in names if name and names.count(name) > 1), None)
        if "" in names:
            words = self.tr("Class {number} has no name.").format(number=names.index("") + 1)
        elif double is not None:
            words = self.tr("Two classes are called {name}.").format(name=double)
        else:
            words = ""
        self.go.setEnabled(not words)
        self.say_problem(words)

    def _paste(self, first: int) -> None:
        names = split_names(QGuiApplication.clipboard().text())
        if names:
            self.put_names(names, first)
        else:
            self.say_problem(self.tr("There are no names in the clipboard."))

    def _browse(self) -> None:
        filters = f"{self.tr('Names')} (*.txt *.names *.yaml *.yml *.json);;{self.tr('All files')} (*)"
        name, _ = QFileDialog.getOpenFileName(self, self.tr("File with names"), "", filters)
        if name:
            self.file_wanted.emit(Path(name))

    def _item(self, row: int) -> QTableWidgetItem:
        item = self.table.item(row, NAME)
        assert item is not None
        return item


def split_names(text: str) -> list[str]:
    """Names one a line, or on one line between commas or tabs."""
    lines = text.strip().splitlines()
    parts = lines[0].replace("\t", ",").split(",") if len(lines) == 1 else lines
    return [name for name in map(_clean, parts) if name]


def _clean(name: str) -> str:
    """On one line, without space around it."""
    return " ".join(name.split())
