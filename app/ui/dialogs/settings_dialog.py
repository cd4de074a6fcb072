"""All settings, from their table. What is changed holds at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.setting import Choice, Number, Setting, Truth
from app.settings import GROUPS, SETTINGS, Settings, SettingsError
from app.ui import theme
from app.ui.language import Retranslated
from app.ui.naming import named, plain_buttons
from app.ui.sentences import said
from app.ui.words import translate

SIZE = (620, 580)
FIELD_WIDTH = 200
SPIN_MARGINS = (5, 0, 0, 0)


@dataclass(frozen=True)
class Field:
    """The control of one setting."""

    widget: QWidget
    show: Callable[[Any], None]


class SettingsDialog(Retranslated, QDialog):
    """A row for each setting that has a group, below the title of its group."""

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("settingsDialog")
        self.resize(*SIZE)
        self._settings = settings
        self._fields: dict[str, Field] = {}
        self._resets: dict[str, QToolButton] = {}
        self._rows: dict[str, tuple[QLabel, QLabel]] = {}
        self._titles: dict[str, QLabel] = {}
        self.search = named(QLineEdit(clearButtonEnabled=True), "settingsSearch")
        self.search.textChanged.connect(self._look_for)
        self.problem = named(QLabel(wordWrap=True), "settingsProblem")
        self.problem.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        plain_buttons(buttons)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.search)
        column.addWidget(self._make_page(), 1)
        column.addWidget(self.problem)
        column.addWidget(buttons)
        self._stop: Callable[[], None] | None = None
        self.say()

    def say(self) -> None:
        """All words; the language itself is set here."""
        self.setWindowTitle(self.tr("Settings"))
        find = self.tr("Find a setting")
        self.search.setPlaceholderText(find)
        self.search.setAccessibleName(find)
        for group, title in self._titles.items():
            title.setText(translate("Settings", group))
        for setting in SETTINGS:
            if setting.key in self._fields:
                self._say_row(setting)
        self._look_for(self.search.text())

    def field(self, setting: Setting[Any]) -> QWidget:
        """The control of a setting."""
        return self._fields[setting.key].widget

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """They are set elsewhere too, while this is open."""
        super().showEvent(event)
        if self._stop is None:
            self._stop = self._settings.subscribe(self._on_changed)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Nothing is shown any more."""
        super().hideEvent(event)
        if self._stop is not None:
            self._stop()
            self._stop = None

    # --- what it is made of --------------------------------------------------------------------------------

    def _make_page(self) -> QScrollArea:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for group in GROUPS:
            title = self._titles[group] = QLabel()
            title.setProperty("groupTitle", True)
            title.setContentsMargins(0, 12, 0, 0)
            grid.addWidget(title, grid.rowCount(), 0, 1, 3)
            for setting in SETTINGS:
                if setting.group == group:
                    self._add_row(grid, setting)
        grid.setRowStretch(grid.rowCount(), 1)
        scroll = named(QScrollArea(widgetResizable=True), "settingsPage")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(page)
        return scroll

    def _add_row(self, grid: QGridLayout, setting: Setting[Any]) -> None:
        label, below = QLabel(wordWrap=True), QLabel(wordWrap=True)
        below.setProperty("quiet", True)
        field = self._make_field(setting)
        named(field.widget, f"setting-{setting.key}")
        field.widget.setMinimumWidth(FIELD_WIDTH)
        label.setBuddy(field.widget)
        back = named(QToolButton(), f"reset-{setting.key}")
        back.setIcon(theme.icon("undo"))
        back.setAutoRaise(True)
        back.clicked.connect(lambda _checked=False: self._set(setting, setting.default))
        row = grid.rowCount()
        grid.addWidget(label, row, 0)
        grid.addWidget(field.widget, row, 1)
        grid.addWidget(back, row, 2)
        grid.addWidget(below, row + 1, 0, 1, 2)
        key = setting.key
        self._fields[key], self._resets[key], self._rows[key] = field, back, (label, below)
        self._on_changed(setting)

    def _say_row(self, setting: Setting[Any]) -> None:
        field, back = self._fields[setting.key].widget, self._resets[setting.key]
        label, below = self._rows[setting.key]
        words, help_words = (
            translate("Settings", text) if text else "" for text in (setting.label, setting.help)
        )
        label.setText(words)
        below.setText(help_words)
        field.setAccessibleName(words)
        field.setAccessibleDescription(help_words)
        back.setAccessibleName(self.tr("{setting}: as it was").format(setting=words))
        back.setToolTip(self.tr("As it was at first"))
        kind = setting.kind
        if isinstance(kind, Choice):
            assert isinstance(field, QComboBox)
            for place, name in enumerate(kind.names):
                field.setItemText(place, translate("Settings", name))
        elif isinstance(kind, Number):
            assert isinstance(field, QDoubleSpinBox)
            field.setSuffix(f" {translate('Settings', kind.unit)}" if kind.unit else "")
        elif isinstance(field, QCheckBox):
            field.setText(self.tr("On"))

    def _make_field(self, setting: Setting[Any]) -> Field:
        kind = setting.kind
        if isinstance(kind, Choice):
            return self._make_choice(setting, kind)
        if isinstance(kind, Number):
            return self._make_number(setting, kind)
        assert isinstance(kind, Truth), f"no control for {setting.key}"
        box = QCheckBox()
        box.toggled.connect(lambda on: self._set(setting, on))
        return Field(box, box.setChecked)

    def _make_choice(self, setting: Setting[Any], kind: Choice[Any]) -> Field:
        box = QComboBox()
        for value in kind.values:
            box.addItem("", value)
        box.currentIndexChanged.connect(lambda place: self._set(setting, kind.values[place]))
        return Field(box, lambda value: box.setCurrentIndex(kind.values.index(value)))

    def _make_number(self, setting: Setting[Any], kind: Number) -> Field:
        box = QDoubleSpinBox()
        box.setRange(kind.low, kind.high)
        box.setSingleStep(kind.step)
        box.setDecimals(2 if kind.step < 0.1 else 1 if kind.step < 1 or kind.low % 1 else 0)
        box.setKeyboardTracking(False)
        box.lineEdit().setTextMargins(*SPIN_MARGINS)
        box.valueChanged.connect(lambda value: self._set(setting, value))
        return Field(box, box.setValue)

    # --- what is done on it --------------------------------------------------------------------------------

    def _set(self, setting: Setting[Any], value: object) -> None:
        try:
            self._settings.set(setting, value)
        except SettingsError as error:
            self.problem.setText(said(error.message))
            self.problem.show()
        else:
            self.problem.hide()

    def _on_changed(self, setting: Setting[Any]) -> None:
        field = self._fields.get(setting.key)
        if field is None:
            return
        value = self._settings.get(setting)
        field.widget.blockSignals(True)
        field.show(value)
        field.widget.blockSignals(False)
        self._resets[setting.key].setEnabled(value != setting.default)

    def _look_for(self, text: str) -> None:
        words = text.casefold().split()
        shown = set()
        for setting in SETTINGS:
            if not setting.group:
                continue
            parts = (setting.group, setting.label, setting.help)
            said = " ".join(translate("Settings", part) for part in parts if part).casefold()
            hit = all(word in said for word in words)
            label, below = self._rows[setting.key]
            for part in (label, self._fields[setting.key].widget, self._resets[setting.key]):
                part.setVisible(hit)
            below.setVisible(hit and bool(setting.help))
            if hit:
                shown.add(setting.group)
        for group, title in self._titles.items():
            title.setVisible(group in shown)
