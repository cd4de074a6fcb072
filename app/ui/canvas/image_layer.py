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


class ImageLayer:
    """The picture as it is seen now, in device pixels, on the canvas's background."""

    def __init__(self) -> None:
        self._pixmap = QPixmap()
        self._view: DeviceView | None = None
        self._image: TiledImage | CoarseImage | None = None
        self._background = ""
        self._complete = False

    def show(self, image: TiledImage | CoarseImage | None) -> None:
        """Show another picture."""
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
            self._complete = self._paint(view, background, QRegion(0, 0, view.width, view.height))
        self._view, self._background = view, background
        return self._pixmap, self._complete

    def _scroll(self, old: DeviceView, view: DeviceView, background: str) -> bool:
        same = (old.transform.scale, old.width, old.height, self._background) == (
            view.transform.scale,
            view.width,
            view.height,
            background,
        )
        dx = round(view.transform.dx - old.transform.dx)
        dy = round(view.transform.dy - old.transform.dy)
        if not same or abs(dx) >= view.width or abs(dy) >= view.height:
            return False
        whole = QRect(0, 0, view.width, view.height)
        self._pixmap.scroll(dx, dy, whole)
        exposed = QRegion(whole).subtracted(QRegion(whole.translated(dx, dy)))
        self._complete = self._paint(view, background, exposed)
        return True

    def _paint(self, view: DeviceView, background: str, region: QRegion) -> bool:
        complete = True
        deadline = time.perf_counter() + _TILE_SECONDS
        painter = QPainter(self._pixmap)
        for area in region:  # type: ignore[attr-defined]
            painter.fillRect(area, QColor(background))
            if self._image is not None:
                complete &= self._image.paint(painter, view.transform, area, deadline)
        painter.end()
        return complete
