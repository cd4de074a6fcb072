"""A panel beside the picture: it can be moved, floated, put into tabs and closed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QMainWindow, QToolButton, QWidget

from app.ui import theme
from app.ui.naming import named

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
    """A dock with our own title."""

    def __init__(self, title: str, name: str, widget: QWidget, parent: QMainWindow) -> None:
        super().__init__(title, parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setWidget(widget)
        self.setTitleBarWidget(DockTitle(self))
