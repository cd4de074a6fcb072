"""What this program is, and what it runs on."""

from __future__ import annotations

import platform
import sqlite3

import PySide6
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app import paths
from app.ui import theme
from app.ui.naming import plain_buttons
from retinanet_core.version import __version__


class AboutDialog(QDialog):
    """Name, version, engine, folders."""

    def __init__(self, engine: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("aboutDialog")
        self.setWindowTitle(self.tr("About Foveate"))
        picture = QLabel()
        picture.setPixmap(theme.icon("foveate").pixmap(QSize(64, 64), self.devicePixelRatioF()))
        heading = QLabel(self.tr("Foveate {version}").format(version=__version__))
        font = heading.font()
        font.setPointSizeF(font.pointSizeF() * 1.4)
        heading.setFont(font)
        lines = [
            self.tr("Finds things in pictures and video with RetinaNet, and learns from being corrected."),
            self.tr("Everything runs on this computer; nothing is sent anywhere."),
            "",
            self.tr("Detector: {engine}").format(engine=engine or self.tr("not loaded")),
            f"Python {platform.python_version()} · Qt {PySide6.__version__} · SQLite {sqlite3.sqlite_version}",
            self.tr("Settings: {folder}").format(folder=paths.data_dir()),
            self.tr("Log: {folder}").format(folder=paths.log_dir()),
            self.tr("Licence: Apache-2.0"),
        ]
        facts = QLabel("\n".join(lines), wordWrap=True)
        facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(heading)
        words.addWidget(facts)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        plain_buttons(buttons)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        column.addLayout(top)
        column.addWidget(buttons)
        self.setMinimumWidth(520)
