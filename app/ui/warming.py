"""When the detector is imported and loaded, so that it is there before it is asked for."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from app.services.detection import DetectionService
from app.ui.canvas import Canvas
from app.ui.frame_view import FrameView
from app.ui.session import Session

RESTING_MS = 400


class Warming(QObject):
    """Gets the detector ready once somebody rests on a picture.

    Not while pictures are opened or gone through, which importing it slows down; not where there is nothing to
    detect with; and not beside a giant, which takes as much memory as the detector: there it waits to be asked.
    """

    def __init__(
        self,
        session: Session,
        detection: DetectionService,
        view: FrameView,
        canvas: Canvas,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._detection, self._view, self._canvas = session, detection, view, canvas
        self._resting = QTimer(self, singleShot=True, interval=RESTING_MS)
        self._resting.timeout.connect(self._consider)

    def begin(self) -> None:
        """The window is on the screen: from now on."""
        self._view.shown.connect(self._resting.start)
        self._session.changed.connect(lambda change: self._resting.start() if change.versions else None)
        self._resting.start()

    def _consider(self) -> None:
        from app.media.images import Size, is_giant  # decoders stay off the way to the first painted window

        store, viewport = self._session.store, self._canvas.viewport
        if store is None or store.active_version() is None or not self._view.ready:
            return
        if not is_giant(Size(viewport.image_width, viewport.image_height)):
            self._detection.warm_up()
