"""The picture with its boxes, kept between two paintings: hovering and gestures paint nothing of it again.

Painting thousands of boxes takes longer than a frame may. While such a view moves, what is there is scrolled and only
what came into view is painted, or all is sketched in plain outlines; once it is still, everything is painted whole.
When a few of them change, only their places are painted again.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPixmap, QRegion

from app.ui.canvas.scene import Detail, Scene

STILL_SECONDS = 0.08
"""So long after the last movement the view is still."""


class SceneLayer:
    """The picture with the boxes that are not being worked on.

    Attributes:
        sketched: What is there is good enough for a moving view only; it wants to be painted again when it is still.
    """

    def __init__(self) -> None:
        self.sketched = False
        self._pixmap = QPixmap()
        self._scene: Scene | None = None
        self._complete = False
        self._detail = Detail.WHOLE
        self._moved = float("-inf")

    def pixmap(self, below: QPixmap, complete: bool, scene: Scene) -> QPixmap:
        """The picture with the boxes.

        Args:
            below: The picture as it is seen, in device pixels.
            complete: It is final; if not, it will be another one at the next painting.
            scene: The boxes.
        """
        old, now = self._scene, time.perf_counter()
        same = old is not None and scene.has_boxes_of(old)
        moved = same and old is not None and scene.view != old.view
        if moved:
            self._moved = now
        settled = complete and self._complete
        if moved or not same or not settled or self.sketched:
            moving = not complete or (same and now - self._moved < STILL_SECONDS)
            if moving and scene.crowded:
                self._follow(below, scene, old if same and settled else None)
            else:
                self._bring(below, scene, old if settled and not self.sketched else None)
            self._scene, self._complete = scene, complete
        self._pixmap.setDevicePixelRatio(scene.view.ratio)
        return self._pixmap

    def _bring(self, below: QPixmap, scene: Scene, old: Scene | None) -> None:
        """Paint what differs from the old scene, or everything."""
        changed = scene.changed_since(old) if old is not None else None
        for area in QRegion(below.rect()) if changed is None else changed:  # type: ignore[attr-defined]
            self._paint(below, area, scene, Detail.WHOLE)
        self._detail, self.sketched = Detail.WHOLE, False

    def _follow(self, below: QPixmap, scene: Scene, old: Scene | None) -> None:
        """As quickly as can be: keep or scroll what is there, if that is of use, or sketch everything."""
        if old is None or not (scene.view == old.view or self._scroll(below, scene, old)):
            self._paint(below, below.rect(), scene, Detail.SKETCH)
            self._detail = Detail.SKETCH
        self.sketched = True

    def _scroll(self, below: QPixmap, scene: Scene, old: Scene) -> bool:
        """Move what is there and paint what came into view in the same manner; False where that cannot be."""
        shift = scene.view.shift_from(old.view)
        if shift is None:
            return False
        whole = below.rect()
        if self._detail is Detail.WHOLE:
            self._detail = Detail.OUTLINES
        self._pixmap.setDevicePixelRatio(1.0)
        self._pixmap.scroll(*shift, whole)
        for area in QRegion(whole).subtracted(QRegion(whole.translated(*shift))):  # type: ignore[attr-defined]
            self._paint(below, area, scene, self._detail)
        return True

    def _paint(self, below: QPixmap, area: QRect, scene: Scene, detail: Detail) -> None:
        if self._pixmap.size() != below.size():
            self._pixmap = QPixmap(below.size())
        self._pixmap.setDevicePixelRatio(1.0)
        painter = QPainter(self._pixmap)
        painter.setClipRect(area)
        painter.drawPixmap(area.topLeft(), below, area)
        scene.paint(painter, area, detail)
        painter.end()
