"""The boxes that are not being worked on, in one view: how they are painted, and what of them has changed."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from enum import Enum, auto
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QRegion

from app.ui.canvas.boxes import BoxTable
from app.ui.canvas.device_view import DeviceView
from app.ui.canvas.geometry import Rects
from app.ui.canvas.render import BoxPainter, boxes_in, paint_outlines, paint_sketch
from app.ui.canvas.strokes import device_edges
from app.ui.canvas.tags import Tag
from app.ui.splicing import same_ends

CROWDED = 120
"""More boxes than this in view are sketched while it moves, and painted one by one when some of them change."""

_SINGLY = 32
_MARGIN = 16


class Detail(Enum):
    """How carefully boxes are painted."""

    SKETCH = auto()
    """Plain outlines."""
    OUTLINES = auto()
    """All of an outline, but no tags."""
    WHOLE = auto()


class Scene:
    """The boxes of a table that are shown and not being worked on, in one view.

    Args:
        boxes: Paints them.
        table: All boxes.
        shown: (N,) which of them.
        view: How they are seen.
        look: What else decides how they look.
    """

    def __init__(
        self, boxes: BoxPainter, table: BoxTable, shown: NDArray[np.bool_], view: DeviceView, look: Hashable
    ) -> None:
        self._boxes, self._table, self._shown, self._look = boxes, table, shown, look
        self.view = view

    @cached_property
    def _in_view(self) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        return boxes_in(self._table, self._shown, self.view)

    @cached_property
    def _tags(self) -> list[Tag]:
        return self._boxes.placed_tags(self._table, *self._in_view, self.view)

    @property
    def crowded(self) -> bool:
        """There are so many boxes in view that painting them all takes longer than a frame may."""
        return len(self._in_view[0]) > CROWDED

    def paint(self, painter: QPainter, area: QRect, detail: Detail) -> None:
        """Paint the boxes that touch an area, in device pixels."""
        touched = boxes_in(self._table, self._shown, self.view, area)
        if detail is Detail.SKETCH:
            paint_sketch(painter, self._table, *touched, self.view)
            return
        paint_outlines(painter, self._table, *touched, self.view)
        if detail is Detail.WHOLE:
            tags = self._boxes.tags
            tags.paint(painter, [tag for tag in self._tags if tags.rect(tag).intersects(area)])

    def has_boxes_of(self, other: Scene) -> bool:
        """Whether the same boxes are shown, in the same look, whatever the view."""
        return (
            self._look == other._look
            and self._table is other._table
            and bool(np.array_equal(self._shown, other._shown))
        )

    def changed_since(self, old: Scene) -> QRegion | None:
        """What in the same view looks different now, in device pixels; None where that is not worth finding out."""
        if self.view != old.view or self._look != old._look or not self.crowded:
            return None
        rects = np.concatenate(list(self._changed_boxes(old)))
        if len(rects) > _SINGLY:
            return None
        transform = self.view.transform
        region = QRegion()
        reach = self.view.px(_MARGIN)
        for x1, y1, x2, y2 in device_edges(rects, transform.scale, transform.dx, transform.dy).tolist():
            region += QRect(int(x1), int(y1), int(x2 - x1), int(y2 - y1)).adjusted(
                -reach, -reach, reach, reach
            )
        for tag in set(self._tags) ^ set(old._tags):
            region += self._boxes.tags.rect(tag)
        return region & QRect(0, 0, self.view.width, self.view.height)

    def _changed_boxes(self, old: Scene) -> Iterator[Rects]:
        """The places of boxes that came, went or changed."""
        first, last = same_ends(old._table.boxes, self._table.boxes)
        before, now = len(old._table) - last, len(self._table) - last
        yield old._table.rects[first:before][old._shown[first:before]]
        yield self._table.rects[first:now][self._shown[first:now]]
        for was, here in ((slice(first), slice(first)), (slice(before, None), slice(now, None))):
            yield self._table.rects[here][old._shown[was] != self._shown[here]]
