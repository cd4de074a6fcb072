"""Under the picture: whose thin boxes those are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from app.ui.ghosts import GhostsController
from app.ui.language import Retranslated
from app.ui.naming import named


class GhostLine(Retranslated, QWidget):
    """One quiet line with the way out; there while another version's boxes are shown."""

    def __init__(self, ghosts: GhostsController, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("ghostLine")
        self._ghosts = ghosts
        self._key = self._whole = ""
        self.text = named(QLabel(), "ghostText")
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide_button = named(QPushButton(), "ghostHide")
        self.hide_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide_button.clicked.connect(lambda _checked=False: ghosts.choose(None))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 12, 4)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(self.hide_button)
        ghosts.changed.connect(self.follow)
        self.say()

    def say(self) -> None:
        """The fixed words."""
        self.hide_button.setText(self.tr("Hide them"))
        self.follow()

    def set_key(self, key: str) -> None:
        """The key that shows them alone while it is held."""
        if key != self._key:
            self._key = key
            self.follow()

    def follow(self) -> None:
        """Say what is shown now."""
        words = self._ghosts.sentence
        if words and self._key and self._ghosts.boxes:
            words += " " + self.tr("Hold {key} to see them alone.").format(key=self._key)
        self._whole = words
        self._fit()
        self.text.setToolTip(words)
        self.text.setAccessibleName(words)
        self.setVisible(self._ghosts.version is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """As much of the words as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = QFontMetrics(self.text.font())
        room = self.text.contentsRect().width()
        self.text.setText(metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, room))
