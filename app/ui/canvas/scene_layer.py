"""The picture with its boxes, kept between two paintings: hovering and gestures paint nothing of it again."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtGui import QPainter, QPixmap


class SceneLayer:
    """The picture with the boxes that are not being worked on."""

    def __init__(self) -> None:
        self._pixmap = QPixmap()
        self._key: Hashable = None

    def pixmap(
        self, below: QPixmap, ratio: float, key: Hashable, paint: Callable[[QPainter], None]
    ) -> QPixmap:
        """`below` with what `paint` adds; painted again only when `key` differs from the last one."""
        if key != self._key or self._pixmap.size() != below.size():
            if self._pixmap.size() != below.size():
                self._pixmap = QPixmap(below.size())
            self._pixmap.setDevicePixelRatio(1.0)
            painter = QPainter(self._pixmap)
            painter.drawPixmap(0, 0, below)
            paint(painter)
            painter.end()
            self._key = key
        self._pixmap.setDevicePixelRatio(ratio)
        return self._pixmap

    def forget(self) -> None:
        """Paint it again the next time."""
        self._key = None
