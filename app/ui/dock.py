"""A panel beside the picture: it can be moved, floated, put into tabs and closed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QMainWindow, QToolButton, QWidget

from app.ui import theme
from app.ui.naming import named
from app.ui.parts import Part
from app.ui.words import translate

HEIGHT = 34


class DockTitle(QWidget):
    """Name and a button to close; dragging it moves the dock, a double click floats it."""

    def __init__(self, dock: QDockWidget) -> None:
        super().__init__(dock)
        label = named(QLabel(dock.windowTitle()), "dockTitle")
        close = named(QToolButton(), f"close-{dock.objectName()}")
        close.setIcon(theme.icon("close"))
        close.setIconSize(QSize(14, 14))
        close.setAutoRaise(True)
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        words = self.tr("Close {panel}; the View menu brings it back").format(panel=dock.windowTitle())
        close.setToolTip(words)
        close.setAccessibleName(words)
        close.clicked.connect(dock.close)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 6, 0)
        row.addWidget(label, 1)
        row.addWidget(close)
        self.setFixedHeight(HEIGHT)


class Dock(QDockWidget):
    """A dock with our own title.

    Attributes:
        begins_open: Whether it is open before anybody has opened or closed it.
        wanted: Whether it is open while a project is: as it began, or as somebody last left it.
        behind: Object name of the dock in whose tabs it stands where there is room for docks below each other.
    """

    def __init__(self, part: Part, widget: QWidget, parent: QMainWindow) -> None:
        title = translate("Parts", part.title)
        super().__init__(title, parent)
        self.begins_open = self.wanted = part.begins_open
        self.behind = dock_name(part.behind) if part.behind else ""
        self.setObjectName(dock_name(part.name))
        self.setAccessibleName(title)
        self.setWidget(widget)
        self.setTitleBarWidget(DockTitle(self))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """It was opened."""
        self.wanted = True
        super().showEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """It was closed, which is more than being hidden with the project."""
        self.wanted = False
        super().closeEvent(event)


def dock_name(part_name: str) -> str:
    """The object name of the dock of a part."""
    return f"{part_name}Dock"
