"""Nothing is open yet: what to drop, what to press, what was open lately, and what this computer can do."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.ui import places, theme
from app.ui.flow_layout import FlowLayout
from app.ui.key_buttons import KeyButton
from app.ui.language import Retranslated
from app.ui.naming import named
from app.ui.welcome_parts import ComputerFacts, TourCard

SHOWN_RECENT = 6
WIDTH = 720


class Welcome(Retranslated, QScrollArea):
    """The first thing a person sees.

    Signals:
        project_wanted: Open this recent project.
        forget_wanted: Take this one, which is not there any more, off the list.
    """

    project_wanted = Signal(object)
    forget_wanted = Signal(object)

    def __init__(
        self, openers: Sequence[QAction], tour: QAction, weights: QAction, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self._recent = QVBoxLayout()
        self._recent.setSpacing(4)
        self._recent_title = named(QLabel(), "recentTitle")
        self.tour = TourCard(tour)
        self.computer = ComputerFacts(weights)
        column = QVBoxLayout()
        column.setSpacing(12)
        self._heading = named(QLabel("Foveate"), "welcomeHeading")
        self._size_heading()
        column.addWidget(self._heading)
        self._text = named(QLabel(wordWrap=True), "welcomeText")
        column.addWidget(self._text)
        column.addSpacing(4)
        column.addWidget(self._drop_target(openers))
        column.addWidget(self.tour)
        column.addSpacing(4)
        column.addWidget(self._recent_title)
        column.addLayout(self._recent)
        column.addSpacing(4)
        column.addWidget(self.computer)
        middle = QWidget()
        middle.setMaximumWidth(WIDTH)
        middle.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(24, 24, 24, 24)
        grid.addWidget(middle, 1, 1)
        grid.setColumnStretch(1, 100)
        for edge in (0, 2):
            grid.setRowStretch(edge, 1)
            grid.setColumnStretch(edge, 1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(page)
        self._shown: tuple[Path, ...] = ()
        self._gone: frozenset[Path] = frozenset()
        self.say()

    def say(self) -> None:
        """All words."""
        self.setAccessibleName(self.tr("Welcome"))
        self._recent_title.setText(self.tr("Recent projects"))
        self._text.setText(
            self.tr(
                "Find things in pictures and video, correct the boxes, and teach the detector what you mean."
            )
        )
        self._drop.setText(self.tr("Drop pictures, folders, videos or a project here"))
        self._note.setText(
            self.tr("Everything stays on this computer. There is no Save: each step is kept at once.")
        )
        self.show_recent(self._shown, self._gone)

    def _drop_target(self, actions: Sequence[QAction]) -> QWidget:
        target = named(QFrame(), "dropTarget")
        self._drop = words = QLabel(wordWrap=True)
        openers = QWidget()
        row = FlowLayout(openers)
        row.setSpacing(8)
        for action in actions:
            button = KeyButton(action, f"welcome-{action.objectName()}")
            button.setIconSize(QSize(20, 20))
            row.addWidget(button)
        self._note = note = QLabel(wordWrap=True)
        note.setProperty("quiet", True)
        inside = QVBoxLayout(target)
        inside.setContentsMargins(16, 20, 16, 20)
        inside.setSpacing(16)
        for part in (words, openers, note):
            inside.addWidget(part)
        return target

    def show_recent(self, folders: Sequence[Path], gone: Collection[Path] = ()) -> None:
        """Projects that were open lately; those that are `gone` are not where they were."""
        while (item := self._recent.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._shown, self._gone = tuple(folders), frozenset(gone)
        self._recent_title.setVisible(bool(folders))
        for folder in self._shown[:SHOWN_RECENT]:
            self._recent.addWidget(self._recent_row(folder, gone=folder in self._gone))

    def _recent_row(self, folder: Path, *, gone: bool) -> QWidget:
        name = places.display_name(folder)
        text = f"{name}   {folder.parent}"
        button = named(QPushButton(theme.icon("project"), text), "recentProject")
        button.setProperty("link", True)
        button.setToolTip(str(folder))
        button.setAccessibleName(self.tr("Open {name} in {place}").format(name=name, place=folder.parent))
        button.clicked.connect(lambda _checked=False: self.project_wanted.emit(folder))
        if not gone:
            return button
        state = named(QLabel(self.tr("not there any more")), "recentGone")
        state.setProperty("quiet", True)
        remove = named(QPushButton(self.tr("Remove")), "recentRemove")
        remove.setToolTip(self.tr("Take it off this list; nothing is deleted"))
        remove.setAccessibleName(self.tr("Remove {name} from the list").format(name=name))
        remove.clicked.connect(lambda _checked=False: self.forget_wanted.emit(folder))
        row = QWidget()
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(button)
        inside.addWidget(state)
        inside.addStretch(1)
        inside.addWidget(remove)
        return row

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Another size of text: the heading has one of its own."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._size_heading()

    def _size_heading(self) -> None:
        font = QApplication.font()
        font.setPointSizeF(font.pointSizeF() * 2)
        font.setWeight(font.Weight.DemiBold)
        self._heading.setFont(font)
