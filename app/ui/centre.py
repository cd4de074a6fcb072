"""The middle of the window: what is worked on, and above its upper edge the notices, which move nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.notices import NoticeBar


class Centre(QWidget):
    """Notices lie over the upper edge of the work, as high as they need to be: the picture stays where it is."""

    def __init__(self, notices: NoticeBar, work: QWidget) -> None:
        super().__init__()
        self.setObjectName("centre")
        self._notices = notices
        notices.setParent(self)  # First, so that Tab comes to them first.
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(work)
        notices.raise_()
        notices.installEventFilter(self)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """They are as wide as it."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """They say something else, or show their details."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        notices, width = self._notices, self.width()
        notices.suit(width)
        layout = notices.layout()
        if layout is not None:
            layout.activate()
        high = notices.heightForWidth(width) if notices.hasHeightForWidth() else notices.sizeHint().height()
        notices.setGeometry(0, 0, width, min(high, self.height()))
