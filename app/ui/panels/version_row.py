"""One version in the list, with what can be done with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.project.records import Version
from app.ui import theme
from app.ui.naming import named
from app.ui.version_words import VersionWords


class VersionRow(QFrame):
    """Name and facts; Use, and a menu with the rest.

    Signals:
        use_wanted, compare_wanted, numbers_wanted, export_wanted: As in the panel; carry the number.
    """

    use_wanted = Signal(int)
    compare_wanted = Signal(int)
    numbers_wanted = Signal(int)
    export_wanted = Signal(int)

    def __init__(
        self, version: Version, words: VersionWords, active: int | None, *, writable: bool, parent: QWidget
    ) -> None:
        """`active` is the number of the version in use."""
        super().__init__(parent)
        self.version_id = version.id
        in_use = version.id == active
        self.setObjectName(f"version-{version.id}")
        self.setProperty("row", True)
        self.setProperty("active", in_use)
        self.setAccessibleName(f"{words.name(version)}, {words.facts(version)}")
        self.setToolTip(words.everything(version, active=in_use))
        self.more = self._make_more(version, active)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 4, 6)
        row.setSpacing(4)
        row.addLayout(self._make_words(version, words, bold=in_use), 1)
        if in_use:
            row.addWidget(QLabel(self.tr("in use")))
        else:
            row.addWidget(self._make_use(enabled=writable))
        row.addWidget(self.more)

    def set_chosen(self, chosen: bool) -> None:
        """Stand out among the rows, or no longer."""
        self.setProperty("chosen", chosen)
        self.style().unpolish(self)
        self.style().polish(self)

    def _make_words(self, version: Version, words: VersionWords, *, bold: bool) -> QVBoxLayout:
        name = QLabel(words.name(version))
        font = name.font()
        font.setBold(bold)
        name.setFont(font)
        facts = QLabel(words.facts(version), wordWrap=True)
        facts.setProperty("quiet", True)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(name)
        column.addWidget(facts)
        return column

    def _make_use(self, *, enabled: bool) -> QPushButton:
        number = self.version_id
        button = named(QPushButton(self.tr("Use")), f"useVersion-{number}")
        button.setAccessibleName(self.tr("Use version {id}").format(id=number))
        button.setToolTip(self.tr("Detect with version {id} from now on").format(id=number))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setEnabled(enabled)
        button.clicked.connect(lambda _checked=False: self.use_wanted.emit(number))
        return button

    def _make_more(self, version: Version, active: int | None) -> QToolButton:
        button = named(QToolButton(autoRaise=True), f"moreVersion-{version.id}")
        button.setIcon(theme.icon("more"))
        button.setIconSize(QSize(16, 16))
        words = self.tr("More about version {id}").format(id=version.id)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setProperty("bare", True)
        menu = QMenu(button)
        if active not in (None, version.id):
            text = self.tr("Compare with version {id} in use").format(id=active)
            self._add(menu, text, lambda: self.compare_wanted.emit(version.id))
        if version.report.get("after"):
            self._add(menu, self.tr("What was measured"), lambda: self.numbers_wanted.emit(version.id))
        self._add(menu, self.tr("Export…"), lambda: self.export_wanted.emit(version.id))
        button.setMenu(menu)
        return button

    def _add(self, menu: QMenu, text: str, act: Callable[[], None]) -> None:
        menu.addAction(text).triggered.connect(lambda _checked=False: act())
