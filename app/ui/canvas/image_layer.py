"""The picture as it is seen now, kept between two paintings.

Panning scrolls it and paints only the strip that came into view.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPixmap, QRegion

from app.ui.canvas.device_view import DeviceView
from app.ui.canvas.tiles import CoarseImage, TiledImage

_TILE_SECONDS = 0.012
_MOVING_SECONDS = 0.004
"""The same while the view moves: it goes on with the next movement rather than with more of this one."""


class ImageLayer:
    """The picture as it is seen now, in device pixels, on the canvas's background.

    Attributes:
        number: Of the picture; another one has another.
    """

    def __init__(self) -> None:
        self.number = 0
        self._pixmap = QPixmap()
        self._view: DeviceView | None = None
        self._image: TiledImage | CoarseImage | None = None
        self._background = ""
        self._complete = False

    def show(self, image: TiledImage | CoarseImage | None) -> None:
        """Show another picture."""
        self.number += 1
        self._image = image
        self._view = None

    def pixmap(self, view: DeviceView, background: str) -> tuple[QPixmap, bool]:
        """The layer, and whether every tile was there in time; if not, ask again soon."""
        old = self._view
        if old == view and self._complete and background == self._background:
            return self._pixmap, True
        if old is None or not self._complete or not self._scroll(old, view, background):
            if self._pixmap.size() != QSize(view.width, view.height):
                self._pixmap = QPixmap(view.width, view.height)
            seconds = _TILE_SECONDS if old is None or old == view else _MOVING_SECONDS
            whole = QRegion(0, 0, view.width, view.height)
            self._complete = self._paint(view, background, whole, seconds)
        self._view, self._background = view, background
        return self._pixmap, self._complete

    def paint_apart(self, painter: QPainter, view: DeviceView, background: str) -> bool:
        """Paint another view of the picture, which is not kept; whether every tile was there in time."""
        area = QRect(0, 0, view.width, view.height)
        painter.fillRect(area, QColor(background))
        if self._image is None:
            return True
        return self._image.paint(painter, view.transform, area, time.perf_counter() + _MOVING_SECONDS)

    def _scroll(self, old: DeviceView, view: DeviceView, background: str) -> bool:
        shift = view.shift_from(old)
        if shift is None or background != self._background:
            return False
        dx, dy = shift
        whole = QRect(0, 0, view.width, view.height)
        self._pixmap.scroll(dx, dy, whole)
        exposed = QRegion(whole).subtracted(QRegion(whole.translated(dx, dy)))
        self._complete = self._paint(view, background, exposed, _MOVING_SECONDS)
        return True

    def _paint(self, view: DeviceView, background: str, region: QRegion, seconds: float) -> bool:
        complete = True
        deadline = time.perf_counter() + seconds
        painter = QPainter(self._pixmap)
        for area in region:  # type: ignore[attr-defined]
            painter.fillRect(area, QColor(background))
            if self._image is not None:
                complete &= self._image.paint(painter, view.transform, area, deadline)
        painter.end()
        return complete
