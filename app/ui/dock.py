"""A panel beside the picture: it can be moved, floated, put into tabs and closed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QMainWindow, QToolButton, QWidget

from app.ui import theme
from app.ui.language import Retranslated
from app.ui.naming import named
from app.ui.parts import Part
from app.ui.words import translate

HEIGHT = 34


class DockTitle(Retranslated, QWidget):
    """Name and a button to close; dragging it moves the dock, a double click floats it."""

    def __init__(self, dock: QDockWidget) -> None:
        super().__init__(dock)
        self._dock = dock
        self._label = label = named(QLabel(), "dockTitle")
        self._close = close = named(QToolButton(), f"close-{dock.objectName()}")
        close.setIcon(theme.icon("close"))
        close.setIconSize(QSize(14, 14))
        close.setAutoRaise(True)
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        close.clicked.connect(dock.close)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 6, 0)
        row.addWidget(label, 1)
        row.addWidget(close)
        self.setFixedHeight(HEIGHT)
        self.say()

    def say(self) -> None:
        """The name of its dock."""
        title = self._dock.windowTitle()
        words = self.tr("Close {panel}; the View menu brings it back").format(panel=title)
        self._label.setText(title)
        self._close.setToolTip(words)
        self._close.setAccessibleName(words)


class Dock(Retranslated, QDockWidget):
    """A dock with our own title.

    Attributes:
        begins_open: Whether it is open before anybody has opened or closed it.
        wanted: Whether it is open while a project is: as it began, or as somebody last left it.
        behind: Object name of the dock in whose tabs it stands where there is room for docks below each other.
    """

    def __init__(self, part: Part, widget: QWidget, parent: QMainWindow) -> None:
        super().__init__(parent)
        self._title = part.title
        self.begins_open = self.wanted = part.begins_open
        self.behind = dock_name(part.behind) if part.behind else ""
        self.setObjectName(dock_name(part.name))
        self.setWidget(widget)
        self.say()
        self.setTitleBarWidget(DockTitle(self))

    def say(self) -> None:
        """Its title."""
        title = translate("Parts", self._title)
        self.setWindowTitle(title)
        self.setAccessibleName(title)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """It was opened."""
        self.wanted = True
        super().showEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """It was closed, which is more than being hidden with the project."""
        self.wanted = False
        super().closeEvent(event)
        front = self.window().findChild(QDockWidget, self.behind) if self.behind else None
        if front is not None and not front.isHidden():
            front.raise_()


def dock_name(part_name: str) -> str:
    """The object name of the dock of a part."""
    return f"{part_name}Dock"
