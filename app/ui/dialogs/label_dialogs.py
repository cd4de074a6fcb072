"""Where labels come from or go to, in which format, and how far they are trusted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.naming import named, plain_buttons
from app.ui.words import translate

Format = Literal["voc", "coco", "yolo"]
FORMATS: tuple[tuple[Format, str], ...] = (("voc", "Pascal VOC"), ("coco", "COCO"), ("yolo", "YOLO"))
PLACE_WIDTH = 260
LOOK_AT = 200
CONTROL_HEIGHT = 30


@dataclass(frozen=True)
class ImportChoice:
    """What to import, and whether its boxes count as confirmed."""

    source: Path
    format: Format
    as_reviewed: bool


@dataclass(frozen=True)
class ExportChoice:
    """Where to export, and what."""

    dest: Path
    format: Format
    copy_images: bool
    with_suggestions: bool


def guess_format(source: Path) -> Format | None:
    """The format that a file or a data set folder looks like; None if it could be any."""
    if source.suffix.lower() == ".json":
        return "coco"
    if source.suffix.lower() == ".xml" or (source / "Annotations").is_dir():
        return "voc"
    if source.suffix.lower() in (".yaml", ".yml") or (source / "labels").is_dir():
        return "yolo"
    kinds: dict[str, Format] = {".xml": "voc", ".json": "coco", ".txt": "yolo"}
    try:
        # A look at the first files is enough for a guess, and cheap in a folder of a million.
        found = [kinds.get(entry.suffix.lower()) for entry in islice(source.iterdir(), LOOK_AT)]
    except OSError:
        return None
    return next((kind for kind in found if kind is not None), None)


class _LabelDialog(QDialog):
    """A place, a format, and what the two dialogs add."""

    def __init__(self, title: str, place_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.place = named(QLineEdit(), "labelPlace")
        self.place.setAccessibleName(place_name)
        self.place.setMinimumWidth(PLACE_WIDTH)
        self.format = named(QComboBox(), "labelFormat")
        self.format.setAccessibleName(self.tr("Format"))
        for key, name in FORMATS:
            self.format.addItem(name, key)
        self._places = QHBoxLayout()
        self._places.setSpacing(8)
        self._places.addWidget(self.place, 1)
        self.form = QFormLayout()
        self.form.setSpacing(12)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.form.addRow(_row_label(place_name), self._places)
        self.form.addRow(_row_label(self.tr("Format")), self.format)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = self.buttons.addButton(title, QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setObjectName("labelGo")
        self.go.setDefault(True)
        plain_buttons(self.buttons)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        column.addLayout(self.form)
        column.addWidget(self.buttons)
        self.place.textChanged.connect(self._on_place)
        self._on_place("")

    def add_browse(self, text: str, name: str, choose: Callable[[], str]) -> None:
        """A button that fills in the place."""
        button = named(QPushButton(text, autoDefault=False), name)

        def browse(_checked: bool = False) -> None:
            chosen = choose()
            if chosen:
                self.place.setText(chosen)

        button.clicked.connect(browse)
        self._places.addWidget(button)

    @property
    def chosen_format(self) -> Format:
        """The format chosen."""
        return FORMATS[self.format.currentIndex()][0]

    def _on_place(self, text: str) -> None:
        self.go.setEnabled(bool(text.strip()))


def _row_label(text: str) -> QLabel:
    """As high as the control beside it, so that both stand on one line."""
    label = QLabel(text)
    label.setMinimumHeight(CONTROL_HEIGHT)
    return label


class ImportDialog(_LabelDialog):
    """Import labels."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            translate("ImportDialog", "Import labels"), translate("ImportDialog", "From"), parent
        )
        self.add_browse(
            self.tr("Folder…"),
            "browseFolder",
            lambda: QFileDialog.getExistingDirectory(self, self.tr("Folder with labels"), self.place.text()),
        )
        self.add_browse(
            self.tr("File…"),
            "browseFile",
            lambda: QFileDialog.getOpenFileName(
                self,
                self.tr("File with labels"),
                self.place.text(),
                self.tr("Labels") + " (*.json *.xml *.yaml *.txt)",
            )[0],
        )
        self.suggested = QRadioButton(self.tr("Suggestions: somebody will look at them first"))
        self.suggested.setObjectName("asSuggested")
        self.reviewed = QRadioButton(self.tr("Confirmed: these frames are complete and may be learned from"))
        self.reviewed.setObjectName("asReviewed")
        group = QButtonGroup(self)
        ways = QVBoxLayout()
        ways.setSpacing(0)
        for button in (self.suggested, self.reviewed):
            group.addButton(button)
            ways.addWidget(button)
        self.suggested.setChecked(True)
        self.form.addRow(_row_label(self.tr("They are")), ways)

    def _on_place(self, text: str) -> None:
        super()._on_place(text)
        guess = guess_format(Path(text)) if text.strip() else None
        if guess is not None:
            self.format.setCurrentIndex([key for key, _ in FORMATS].index(guess))

    def choice(self) -> ImportChoice:
        """What was chosen."""
        return ImportChoice(
            source=Path(self.place.text().strip()),
            format=self.chosen_format,
            as_reviewed=self.reviewed.isChecked(),
        )


class ExportDialog(_LabelDialog):
    """Export labels."""

    def __init__(self, start: Path, parent: QWidget) -> None:
        super().__init__(translate("ExportDialog", "Export labels"), translate("ExportDialog", "To"), parent)
        self.add_browse(
            self.tr("Folder…"),
            "browseFolder",
            lambda: QFileDialog.getExistingDirectory(self, self.tr("An empty folder"), self.place.text()),
        )
        self.place.setText(str(start))
        self.images = named(
            QCheckBox(self.tr("Copy the pictures too, frames of videos as PNG")), "copyImages"
        )
        self.suggestions = named(QCheckBox(self.tr("Write suggestions too")), "withSuggestions")
        note = QLabel(self.tr("Frames with a box, or reviewed, are written."))
        note.setProperty("quiet", True)
        extra = QVBoxLayout()
        extra.setSpacing(0)
        extra.addWidget(self.images)
        extra.addWidget(self.suggestions)
        extra.addWidget(note, 0, Qt.AlignmentFlag.AlignLeft)
        self.form.addRow("", extra)

    def choice(self) -> ExportChoice:
        """What was chosen."""
        return ExportChoice(
            dest=Path(self.place.text().strip()),
            format=self.chosen_format,
            copy_images=self.images.isChecked(),
            with_suggestions=self.suggestions.isChecked(),
        )
