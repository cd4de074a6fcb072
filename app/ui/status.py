"""The line at the bottom: what is running; version, device and engine; that everything is saved."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from app.ui.activity import ActivityBar
from app.ui.naming import named

MESSAGE_MS = 6000
HEIGHT = 38


class StatusLine(QStatusBar):
    """Activity and short messages at the left, facts at the right."""

    def __init__(self, activity: ActivityBar, parent: QWidget) -> None:
        super().__init__(parent, sizeGripEnabled=False)
        self.setObjectName("statusLine")
        self.said = named(QLabel(), "statusMessage")
        self.place = named(QLabel(), "statusPlace")
        self.zoom = named(QLabel(), "statusZoom")
        self.engine = named(QLabel(), "statusEngine")
        self.saved = named(QLabel(), "statusSaved")
        self._forget = QTimer(self, singleShot=True, interval=MESSAGE_MS)
        self._forget.timeout.connect(self.said.clear)
        self.setContentsMargins(12, 0, 12, 0)
        # As high as with something running, so that the picture stays where it is when it begins.
        self.setMinimumHeight(HEIGHT)
        self.addWidget(activity)
        self.addWidget(self.said)
        for label in (self.place, self.zoom, self.engine, self.saved):
            label.setProperty("quiet", True)
            label.setContentsMargins(8, 0, 8, 0)
            self.addPermanentWidget(label)

    def say(self, text: str) -> None:
        """A short message that goes away by itself."""
        self.said.setText(text)
        self._forget.start()
