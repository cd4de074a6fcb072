"""Painting boxes: solid when confirmed, dashed when suggested, thin and crossed when rejected, dots when tiny.

Ghosts, which are not of the project, are thin and finely dashed, with their tags below them.

Everything is painted in device pixels. Each outline has a casing that is light on dark colours and dark on
light ones, so that one of the two is seen on any picture; no state is told by colour alone.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from app.ui import theme
from app.ui.canvas.boxes import CONFIRMED, REJECTED, SUGGESTED, BoxTable
from app.ui.canvas.device_view import DeviceView
from app.ui.canvas.geometry import Point
from app.ui.canvas.strokes import (
    Bars,
    corner_bars,
    dashed_bars,
    device_edges,
    draw_lines,
    fill_bars,
    solid_bars,
    square_bars,
    stamp,
)
from app.ui.canvas.tags import Tag, TagPainter

LINE, CASING, DASH, GAP = 2.0, 1.0, 7.0, 5.0
_THIN = 1.0
_GHOST, _GHOST_DASH, _GHOST_GAP = 3, 4.0, 4.0
_MARK = 9.0
_MARK_FROM = 20.0
DOT_BELOW = 6.0
"""A box whose longer side is shorter than this in the view (logical pixels) becomes a dot."""
_DOT_RADIUS = 3.0
_DARK_CASING, _LIGHT_CASING = "#101010", "#f4f4f4"
_CASING_ALPHA = 190


@lru_cache(maxsize=256)
def casing_of(colour: str) -> str:
    """The second tone of an outline: light or dark, whichever is further from the colour."""
    return max((_DARK_CASING, _LIGHT_CASING), key=lambda casing: theme.contrast(casing, colour))


class BoxPainter:
    """Paints boxes of a table with their tags."""

    def __init__(self) -> None:
        self.tags = TagPainter()

    def paint(
        self,
        painter: QPainter,
        table: BoxTable,
        shown: NDArray[np.bool_],
        view: DeviceView,
        *,
        every_tag: bool = False,
    ) -> None:
        """Paint the boxes where `shown` is True, as far as they are in the view."""
        indices, edges = boxes_in(table, shown, view)
        if len(indices):
            paint_outlines(painter, table, indices, edges, view)
            self.tags.paint(painter, self.placed_tags(table, indices, edges, view, every_tag=every_tag))

    def placed_tags(
        self,
        table: BoxTable,
        indices: NDArray[np.intp],
        edges: NDArray[np.float64],
        view: DeviceView,
        *,
        every_tag: bool = False,
    ) -> list[Tag]:
        """The tags of boxes with their places; dots have none."""
        large = ~_tiny(edges, view)
        return self.tags.placed(table, indices[large], edges[large], view, all_of_them=every_tag)


def paint_outlines(
    painter: QPainter,
    table: BoxTable,
    indices: NDArray[np.intp],
    edges: NDArray[np.float64],
    view: DeviceView,
) -> None:
    """Paint the boxes at `indices`, whose (N, 4) edges on the device are given, without their tags."""
    dots = _tiny(edges, view)
    parts = _Parts(table, indices[~dots], edges[~dots], view)
    parts.paint_casings(painter)
    parts.paint_cores(painter)
    _paint_dots(painter, table, indices[dots], edges[dots], view)


def paint_sketch(
    painter: QPainter,
    table: BoxTable,
    indices: NDArray[np.intp],
    edges: NDArray[np.float64],
    view: DeviceView,
) -> None:
    """Paint them as plain outlines in the colours of their classes, for a moment."""
    tiny = _tiny(edges, view)
    outlines, squares = (
        solid_bars(edges[~tiny], view.px(LINE)),
        square_bars(edges[tiny], view.px(2 * _DOT_RADIUS)),
    )
    bars = np.concatenate([outlines, squares])
    numbers = table.colour_numbers[indices]
    numbers = np.concatenate([np.tile(numbers[~tiny], 4), numbers[tiny]])
    for number, colour in enumerate(table.colours):
        fill_bars(painter, bars[numbers == number], QColor(colour))


def boxes_in(
    table: BoxTable, shown: NDArray[np.bool_], view: DeviceView, area: QRect | None = None
) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Which of the boxes touch an area of the device (the whole view if None), and their (N, 4) edges on it."""
    area = area or QRect(0, 0, view.width, view.height)
    transform, margin = view.transform, view.px(DASH)
    edges = device_edges(table.rects, transform.scale, transform.dx, transform.dy)
    inside = (
        shown
        & (edges[:, 2] >= area.left() - margin)
        & (edges[:, 0] <= area.right() + 1 + margin)
        & (edges[:, 3] >= area.top() - margin)
        & (edges[:, 1] <= area.bottom() + 1 + margin)
    )
    indices = np.flatnonzero(inside)
    return indices, edges[indices]


def _tiny(edges: NDArray[np.float64], view: DeviceView) -> NDArray[np.bool_]:
    """Which of the boxes become dots."""
    longest = np.maximum(edges[:, 2] - edges[:, 0], edges[:, 3] - edges[:, 1])
    return np.less(longest, DOT_BELOW * view.ratio)


class _Parts:
    """The outlines of the boxes in view, by state."""

    def __init__(
        self, table: BoxTable, indices: NDArray[np.intp], edges: NDArray[np.float64], view: DeviceView
    ) -> None:
        self._view = view
        self._edges = edges
        self._colours = table.colours
        self._states = np.where(table.ghosts[indices], _GHOST, table.states[indices])
        self._numbers = table.colour_numbers[indices]

    def paint_casings(self, painter: QPainter) -> None:
        light = np.array([casing_of(colour) == _LIGHT_CASING for colour in self._colours], np.bool_)
        which = light[self._numbers]
        for chosen, colour in ((~which, _DARK_CASING), (which, _LIGHT_CASING)):
            tone = QColor(colour)
            tone.setAlpha(_CASING_ALPHA)
            self._paint(painter, chosen, tone, self._view.px(CASING))

    def paint_cores(self, painter: QPainter) -> None:
        for number, colour in enumerate(self._colours):
            self._paint(painter, self._numbers == number, QColor(colour), 0)

    def _paint(self, painter: QPainter, chosen: NDArray[np.bool_], colour: QColor, grow: int) -> None:
        if not chosen.any():
            return
        confirmed, suggested, rejected, ghosts = (
            self._edges[chosen & (self._states == state)]
            for state in (CONFIRMED, SUGGESTED, REJECTED, _GHOST)
        )
        # Even of no boxes at all, making their bars takes time in every frame.
        if len(confirmed):
            self._paint_confirmed(painter, confirmed, colour, grow)
        if len(suggested):
            fill_bars(painter, self._dashed(suggested, LINE, DASH, GAP, grow), colour)
        if len(rejected):
            thin = self._view.px(_THIN)
            fill_bars(painter, solid_bars(rejected, thin, grow), colour)
            crosses = np.concatenate([rejected, rejected[:, [0, 3, 2, 1]]]) + 0.5
            draw_lines(painter, crosses, colour, thin + 2 * grow)
        if len(ghosts):
            fill_bars(painter, self._dashed(ghosts, _THIN, _GHOST_DASH, _GHOST_GAP, grow), colour)

    def _paint_confirmed(
        self, painter: QPainter, confirmed: NDArray[np.float64], colour: QColor, grow: int
    ) -> None:
        view, width = self._view, self._view.px(LINE)
        fill_bars(painter, solid_bars(confirmed, width, grow), colour)
        large = np.minimum(confirmed[:, 2] - confirmed[:, 0], confirmed[:, 3] - confirmed[:, 1])
        marked = confirmed[large >= _MARK_FROM * view.ratio]
        fill_bars(painter, corner_bars(marked, view.px(_MARK), width, grow), colour)

    def _dashed(self, edges: NDArray[np.float64], width: float, dash: float, gap: float, grow: int) -> Bars:
        view = self._view
        seen = (view.width, view.height)
        return dashed_bars(edges, view.px(width), view.px(dash), view.px(gap), seen, grow)


def _paint_dots(
    painter: QPainter,
    table: BoxTable,
    indices: NDArray[np.intp],
    edges: NDArray[np.float64],
    view: DeviceView,
) -> None:
    """Confirmed: a full dot. Suggested: a ring. Rejected: a ring with a bar through it."""
    if not len(indices):
        return
    centres = (edges[:, :2] + edges[:, 2:]) / 2
    states, numbers = table.states[indices], table.colour_numbers[indices]
    for number, colour in enumerate(table.colours):
        for state in (REJECTED, SUGGESTED, CONFIRMED):
            chosen = (numbers == number) & (states == state)
            if chosen.any():
                stamp(painter, centres[chosen], _dot(colour, state, view.ratio))


@lru_cache(maxsize=256)
def _dot(colour: str, state: int, ratio: float) -> QPixmap:
    radius, casing, line = _DOT_RADIUS * ratio, CASING * ratio, LINE * ratio * 0.75
    side = 2 * int(np.ceil(radius + casing)) + 1
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    centre = QPointF(side / 2, side / 2)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(casing_of(colour)))
    painter.drawEllipse(centre, radius + casing, radius + casing)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(centre, radius, radius)
    if state != CONFIRMED:
        painter.setBrush(QColor(casing_of(colour)))
        painter.drawEllipse(centre, radius - line, radius - line)
    if state == REJECTED:
        painter.setPen(QPen(QColor(colour), line))
        painter.drawLine(QPointF(casing, side - casing), QPointF(side - casing, casing))
    painter.end()
    return pixmap


_HALO = ((6.0, 55), (4.5, 75), (3.0, 120))
_GLIMMER = ((3.0, 110),)


def paint_halo(
    painter: QPainter, edges: NDArray[np.float64], view: DeviceView, *, selected: bool = True
) -> None:
    """The soft light around selected boxes, in bands that fade outwards; a faint one under the pointer."""
    tone = QColor(theme.current().accent if selected else theme.current().on_shade)
    width = view.px(LINE)
    for grow, alpha in _HALO if selected else _GLIMMER:
        tone.setAlpha(alpha)
        fill_bars(painter, solid_bars(edges, width, view.px(grow)), tone)


def paint_handles(painter: QPainter, centres: list[Point], view: DeviceView) -> None:
    """White squares in the accent's outline with a dark rim, centred on view points in logical pixels."""
    side = view.px(9)
    rim = view.px(1)
    for x, y in centres:
        left, top = round(x * view.ratio) - side // 2, round(y * view.ratio) - side // 2
        square = QRectF(left, top, side, side)
        painter.fillRect(square.adjusted(-rim, -rim, rim, rim), QColor(_DARK_CASING))
        painter.fillRect(square, QColor("#ffffff"))
        painter.fillRect(square.adjusted(2 * rim, 2 * rim, -2 * rim, -2 * rim), QColor(theme.LIGHT.accent))
