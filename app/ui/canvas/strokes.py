"""Outlines of many boxes at once: numpy makes the bars they consist of, QPainter fills them in one call.

Everything is in device pixels. A list of QRect is four int32 each (left, top, right, bottom, inclusive), of
QLineF four doubles, of pixmap fragments ten: so an array is handed over as it is, without an object per bar.
"""

from __future__ import annotations

from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap
from shiboken6 import Shiboken

Bars = NDArray[np.int32]
"""(N, 4) left, top, right, bottom, inclusive: the layout of QRect."""

_FAR = 1 << 14
_Value = TypeVar("_Value")


def device_edges(rects: NDArray[np.float64], scale: float, dx: float, dy: float) -> NDArray[np.float64]:
    """(N, 4) frame rectangles in device pixels, every edge on a whole one; the same ones wherever they are moved."""
    edges: NDArray[np.float64] = np.floor(rects * scale + 0.5) + np.array([dx, dy, dx, dy])
    return edges


def solid_bars(edges: NDArray[np.float64], width: int, grow: int = 0) -> Bars:
    """Four bars per box: its outline, `width` thick and centred on the edge, grown by `grow` on every side.

    The bars do not overlap, so that they can be filled with a translucent colour.
    """
    near = np.clip(edges, -_FAR, _FAR).astype(np.int32)
    before = width // 2 + grow
    after = width - width // 2 - 1 + grow
    left, top = near[:, 0] - before, near[:, 1] - before
    right, bottom = near[:, 2] + after, near[:, 3] + after
    thick = width - 1 + 2 * grow
    upper = np.stack([left, top, right, top + thick], 1)
    lower = np.stack([left, bottom - thick, right, bottom], 1)
    first = np.stack([left, top + thick + 1, left + thick, bottom - thick - 1], 1)
    last = np.stack([right - thick, top + thick + 1, right, bottom - thick - 1], 1)
    return np.concatenate([upper, lower, first, last])


def dashed_bars(
    edges: NDArray[np.float64],
    width: int,
    dash: int,
    gap: int,
    view: tuple[int, int],
    grow: int = 0,
) -> Bars:
    """The bars of dashed outlines: a dash on every corner, the others evenly between; only those in the view."""
    x1, y1, x2, y2 = edges.T
    across = [_dashes(x1, x2, y, width, dash, gap, view, grow) for y in (y1, y2)]
    down = [_dashes(y1, y2, x, width, dash, gap, view[::-1], grow) for x in (x1, x2)]
    return np.concatenate([*across, *(bars[:, [1, 0, 3, 2]] for bars in down)])


def _dashes(
    start: NDArray[np.float64],
    end: NDArray[np.float64],
    cross: NDArray[np.float64],
    width: int,
    dash: int,
    gap: int,
    view: tuple[int, int],
    grow: int,
) -> Bars:
    """Dashes of horizontal edges from `start` to `end` at height `cross`, in a view (along, across)."""
    along, extent = view
    reach = dash + width + grow
    length = end - start
    count = np.maximum(1, np.rint(length / (dash + gap)))
    step = np.maximum(length / count, 1e-9)
    first = np.clip(np.ceil((-reach - start) / step), 0, count)
    last = np.clip(np.floor((along + reach - start) / step), -1, count)
    seen = (cross > -reach) & (cross < extent + reach)
    many = np.where(seen, np.maximum(last - first + 1, 0), 0).astype(np.int64)
    edge = np.repeat(np.arange(len(start)), many)
    nth = np.arange(len(edge)) - np.repeat(np.cumsum(many) - many, many) + first[edge]
    before, after = width // 2, width - width // 2 - 1
    middle = start[edge] + np.floor(nth * step[edge] + 0.5)
    low = np.maximum(middle - dash // 2, start[edge] - before)
    high = np.minimum(middle - dash // 2 + dash - 1, end[edge] + after)
    level = cross[edge]
    bars = np.stack([low - grow, level - before - grow, high + grow, level + after + grow], 1)
    return bars.astype(np.int32)


def square_bars(edges: NDArray[np.float64], side: int) -> Bars:
    """One square per box, in its middle."""
    corner = np.floor((edges[:, :2] + edges[:, 2:] - side) / 2).astype(np.int32)
    return np.concatenate([corner, corner + (side - 1)], 1)


def corner_bars(edges: NDArray[np.float64], leg: int, width: int, grow: int = 0) -> Bars:
    """Rows of filled triangles in the lower right corners, with legs of `leg` pixels inside the outline."""
    near = np.clip(edges, -_FAR, _FAR).astype(np.int32)
    inside = width // 2
    right, bottom = near[:, 2] - inside - 1, near[:, 3] - inside - 1
    rows = np.arange(leg + grow, dtype=np.int32)
    left = right[:, None] - (leg + grow - 1 - rows)
    top = bottom[:, None] - rows
    far = np.broadcast_to(right[:, None], left.shape)
    return np.stack([left, top, far, top], 2).reshape(-1, 4)


def fill_bars(painter: QPainter, bars: Bars, colour: QColor | QBrush) -> None:
    """Fill bars with one colour."""
    if not len(bars):
        return
    packed = np.ascontiguousarray(bars, np.int32)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRects(_first(packed, QRect), len(packed))


def draw_lines(painter: QPainter, lines: NDArray[np.float64], colour: QColor, width: int) -> None:
    """Draw (N, 4) lines (x1, y1, x2, y2)."""
    if not len(lines):
        return
    packed = np.ascontiguousarray(np.clip(lines, -_FAR, _FAR), np.float64)
    painter.setPen(QPen(colour, width))
    painter.drawLines(_first(packed, QLineF), len(packed))


def stamp(painter: QPainter, centres: NDArray[np.float64], pixmap: QPixmap) -> None:
    """Draw a pixmap around each of (N, 2) centres."""
    if not len(centres):
        return
    fragments = np.zeros((len(centres), 10))
    fragments[:, :2] = centres
    fragments[:, 4:6] = pixmap.width(), pixmap.height()
    fragments[:, 6:8] = 1.0
    fragments[:, 9] = 1.0
    painter.drawPixmapFragments(_first(fragments, QPainter.PixmapFragment), len(fragments), pixmap)


def _first(packed: NDArray[Any], kind: type[_Value]) -> _Value:
    """The first of the Qt values that an array consists of; it must not outlive the array."""
    return cast("_Value", Shiboken.wrapInstance(packed.ctypes.data, kind))
