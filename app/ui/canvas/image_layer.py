"""The picture as it is seen now, kept between two paintings.

Panning scrolls it and paints only the strip that came into view, and what was still coarse.
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
        self._coarse = QRegion()
        """What is to be painted again, in device pixels."""

    def show(self, image: TiledImage | CoarseImage | None) -> None:
        """Show another picture."""
        self.number += 1
        self._image = image
        self._view = None

    def pixmap(self, view: DeviceView, background: str) -> tuple[QPixmap, bool]:
        """The layer, and whether every tile was there in time; if not, ask again soon."""
        old = self._view
        whole = QRegion(0, 0, view.width, view.height)
        kept = self._scrolled(old, view) if background == self._background else None
        if kept is None and self._pixmap.size() != QSize(view.width, view.height):
            self._pixmap = QPixmap(view.width, view.height)
        seconds = _TILE_SECONDS if old is None or old == view else _MOVING_SECONDS
        self._paint(view, background, whole if kept is None else whole.subtracted(kept), seconds)
        self._view, self._background = view, background
        return self._pixmap, self._coarse.isEmpty()

    def paint_apart(self, painter: QPainter, view: DeviceView, background: str) -> bool:
        """Paint another view of the picture, which is not kept; whether every tile was there in time."""
        area = QRect(0, 0, view.width, view.height)
        painter.fillRect(area, QColor(background))
        if self._image is None:
            return True
        return self._image.paint(painter, view.transform, area, time.perf_counter() + _MOVING_SECONDS)

    def _scrolled(self, old: DeviceView | None, view: DeviceView) -> QRegion | None:
        """Move what is there to where it is now: what of the view is as it should be then; None if nothing is."""
        shift = view.shift_from(old)
        if shift is None:
            return None
        whole = QRect(0, 0, view.width, view.height)
        if shift != (0, 0):
            self._pixmap.scroll(*shift, whole)
        return QRegion(whole.translated(*shift)).subtracted(self._coarse.translated(*shift))

    def _paint(self, view: DeviceView, background: str, region: QRegion, seconds: float) -> None:
        self._coarse = QRegion()
        if region.isEmpty():
            return
        deadline = time.perf_counter() + seconds
        painter = QPainter(self._pixmap)
        for area in region:  # type: ignore[attr-defined]
            painter.fillRect(area, QColor(background))
            if self._image is not None:
                self._image.paint(painter, view.transform, area, deadline)
                self._coarse += self._image.coarse
        painter.end()
