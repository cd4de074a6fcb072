"""Under the picture: why this frame is shown now."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui.language import Retranslated
from app.ui.naming import named
from app.ui.queue_controller import QueueController
from app.ui.session import Session


class ReasonLine(Retranslated, QLabel):
    """One quiet line; there while a queue is shown, so that the picture does not jump from frame to frame."""

    def __init__(self, session: Session, queue: QueueController, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, "queueReason")
        self._session, self._queue = session, queue
        self._words = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setContentsMargins(12, 4, 12, 6)
        session.current_changed.connect(self.follow)
        session.changed.connect(lambda _change: self.follow())
        queue.changed.connect(self.follow)
        self.say()

    def say(self) -> None:
        """The sentence."""
        self.follow()

    @property
    def words(self) -> str:
        """The whole sentence, also where there is room for its beginning only."""
        return self._words

    def follow(self) -> None:
        """Say why the current frame is in the queue that is shown."""
        frame = self._session.frame
        self._words = "" if frame is None else self._queue.sentence(frame.id)
        self.setVisible(self._queue.shown is not None)
        self.setToolTip(self._words)
        self.setAccessibleName(self._words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """As much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = QFontMetrics(self.font())
        room = self.contentsRect().width()
        self.setText(metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room))
