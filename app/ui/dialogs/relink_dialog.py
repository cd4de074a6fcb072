"""Files that were moved: which of them were found and where, before anything changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.project.outside import KnownFile, Place
from app.ui.language import Retranslated
from app.ui.naming import named, plain_buttons
from app.ui.words import pick

SIZE = (760, 480)
ROW_HEIGHT = 28
FILE, WAS, NOW, BY = range(4)

Index = QModelIndex | QPersistentModelIndex


class RelinkModel(QAbstractTableModel):
    """A row for each file; those that were found first, those whose content is certain before the others."""

    def __init__(self, files: Sequence[KnownFile], parent: QWidget) -> None:
        super().__init__(parent)
        self._files = list(files)
        self._places: Mapping[int, Place] = {}

    def show_places(self, places: Mapping[int, Place]) -> None:
        """What the search found, by id of its media."""
        self.beginResetModel()
        self._places = places
        self._files.sort(key=lambda file: (self._rank(file), str(file.path)))
        self.endResetModel()

    def _rank(self, file: KnownFile) -> int:
        place = self._places.get(file.media_id)
        return 2 if place is None else 0 if place.certain else 1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """The files."""
        return 0 if parent.isValid() else len(self._files)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """File, where it was, where it is, how that is known."""
        return 0 if parent.isValid() else 4

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, and whole paths to be read on their own."""
        file = self._files[index.row()]
        place = self._places.get(file.media_id)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.column(), file, place)
        if role == Qt.ItemDataRole.ToolTipRole:
            return str(file.path) if index.column() != NOW or place is None else str(place.path)
        return None

    def _text(self, column: int, file: KnownFile, place: Place | None) -> str:
        match column:
            case 0:
                return file.path.name
            case 1:
                return str(file.path.parent)
            case 2:
                return (
                    ""
                    if place is None
                    else str(place.path if place.path.name != file.path.name else place.path.parent)
                )
        if place is None:
            return self.tr("not found")
        return self.tr("its content") if place.certain else self.tr("its name only")

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """What the columns are about."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("File"), self.tr("Was in"), self.tr("Is in"), self.tr("Known by"))[section]


class RelinkDialog(Retranslated, QDialog):
    """Shows what a search found; nothing changes until the button is pressed.

    Signals:
        folder_wanted: Another folder is to be looked in.
    """

    folder_wanted = Signal()

    def __init__(self, files: Sequence[KnownFile], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("relinkDialog")
        self.resize(*SIZE)
        self._count = len(files)
        self._folder: Path | None = None
        self._places: Mapping[int, Place] = {}
        self._searching = True
        self._looked_at = 0
        self.head = named(QLabel(wordWrap=True), "relinkHead")
        self.where = named(QLabel(wordWrap=True), "relinkFolder")
        self.where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.other = named(QPushButton(), "relinkOther")
        self.other.clicked.connect(lambda _checked=False: self.folder_wanted.emit())
        self.bar = named(QProgressBar(textVisible=False), "relinkProgress")
        self.bar.setRange(0, 0)
        self.model = RelinkModel(files, self)
        self.table = self._make_table()
        self.summary = named(QLabel(wordWrap=True), "relinkSummary")
        self.by_name = named(QCheckBox(), "relinkByName")
        self.by_name.toggled.connect(lambda _checked: self.say())
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.apply = named(self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole), "relinkApply")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        plain_buttons(self.buttons)
        self._lay_out()
        self.say()

    def _make_table(self) -> QTableView:
        table = named(QTableView(), "relinkTable")
        table.setModel(self.model)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(max(ROW_HEIGHT, self.fontMetrics().height() + 10))
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for column in (WAS, NOW):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(FILE, 170)
        table.setColumnWidth(BY, 110)
        return table

    def _lay_out(self) -> None:
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(self.where, 1)
        place.addWidget(self.other)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addLayout(place)
        column.addWidget(self.bar)
        column.addWidget(self.table, 1)
        column.addWidget(self.summary)
        column.addWidget(self.by_name)
        column.addWidget(self.buttons)

    # --- what is told ----------------------------------------------------------------------------------------

    def begin(self, folder: Path) -> None:
        """A search begins."""
        self._folder, self._searching, self._looked_at = folder, True, 0
        self._places = {}
        self.model.show_places({})
        self.say()

    def go_on(self, looked_at: int) -> None:
        """So many files have been looked at."""
        self._looked_at = looked_at
        self.say()

    def show_places(self, places: Mapping[int, Place]) -> None:
        """The search is over."""
        self._places, self._searching = places, False
        self.model.show_places(places)
        self.say()
        if self.chosen():
            self.apply.setFocus()

    def chosen(self) -> dict[int, Path]:
        """Where files are from now on, if a person says so, by id of their media."""
        return {
            media_id: place.path
            for media_id, place in self._places.items()
            if place.certain or self.by_name.isChecked()
        }

    # --- words -----------------------------------------------------------------------------------------------

    def say(self) -> None:
        """All words."""
        locale = QLocale()
        self.setWindowTitle(self.tr("Find moved files"))
        head = pick(
            self._count,
            self.tr("1 file is not where it was."),
            self.tr("%Ln files are not where they were.", "", self._count),
        )
        self.head.setText(head)
        self.where.setText(
            "" if self._folder is None else self.tr("Looked for in {folder}").format(folder=self._folder)
        )
        self.other.setText(self.tr("Other folder…"))
        self.other.setEnabled(not self._searching)
        self.bar.setVisible(self._searching)
        self.bar.setAccessibleName(self.tr("Looking for files"))
        self.table.setAccessibleName(self.tr("Files that are not where they were"))
        self.summary.setText(self._found_words(locale))
        named_only = sum(not place.certain for place in self._places.values())
        self.by_name.setVisible(bool(named_only))
        words = pick(
            named_only,
            self.tr(
                "Also take the one that has the name but another content; whether its boxes fit is asked afterwards"
            ),
            self.tr(
                "Also take the %Ln that have the name but another content; whether their boxes fit is asked afterwards",
                "",
                named_only,
            ),
        )
        self.by_name.setText(words)
        count = len(self.chosen())
        self.apply.setText(
            pick(count, self.tr("Use this place"), self.tr("Use these %Ln places", "", count))
            if count
            else self.tr("Use these places")
        )
        self.apply.setEnabled(count > 0)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))

    def _found_words(self, locale: QLocale) -> str:
        if self._searching:
            return self.tr("Looked at {count} files").format(count=locale.toString(self._looked_at))
        if not self._places:
            return self.tr(
                "None of them is there. They are known by their content, whatever they are called."
            )
        certain = sum(place.certain for place in self._places.values())
        parts = [
            (certain, self.tr("{count} found by their content")),
            (len(self._places) - certain, self.tr("{count} by their name only")),
            (self._count - len(self._places), self.tr("{count} not found")),
        ]
        return ", ".join(text.format(count=locale.toString(count)) for count, text in parts if count) + "."
