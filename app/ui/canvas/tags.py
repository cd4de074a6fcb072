"""The tags of boxes: what they say, where they go, which of them have room, and how they look."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLocale, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from app.project.records import BoxState
from app.ui import theme
from app.ui.canvas.boxes import BoxTable, CanvasBox
from app.ui.canvas.device_view import DeviceView

_MAX_TEXT = 180
_PADDING = 5
_SWATCH = 4
_LIMIT = 4096
_BINNED_FROM = 600
_CELL_WIDTH = 56
_CROWDED_FROM, _CROWDED_SIDE = 250, 36


class _TagKey(NamedTuple):
    text: str
    colour: str
    state: BoxState
    locked: bool = False
    ghost: bool = False


class Tag(NamedTuple):
    """A tag and its place: its upper left corner and its width in device pixels."""

    x: int
    y: int
    width: int
    key: _TagKey


class TagPainter:
    """Paints tags from a bounded store of pixmaps, in device pixels."""

    def __init__(self) -> None:
        self._pixmaps: dict[_TagKey, QPixmap] = {}
        self._widths: dict[str, int] = {}
        self._scores: dict[int, str] = {}
        self._font = QFont()
        self._metrics = QFontMetricsF(self._font)
        self._ratio = 0.0
        self._family = QFont()
        self._locale = QLocale()
        self.height = 1
        self.made_for = 0
        """Rises with every other font, locale or device pixel ratio."""

    def set_font(self, font: QFont, locale: QLocale, ratio: float) -> None:
        """The widget's font and locale, and the device pixel ratio; tags made for others are dropped."""
        if font == self._family and locale == self._locale and ratio == self._ratio:
            return
        self._family, self._locale, self._ratio = QFont(font), QLocale(locale), ratio
        logical = QFontMetricsF(font)
        self._font = QFont(font)
        self._font.setPixelSize(max(8, round(logical.height() * 0.76 * ratio)))
        self._font.setWeight(QFont.Weight.DemiBold)
        self._font.setHintingPreference(QFont.HintingPreference.PreferFullHinting)
        self._metrics = QFontMetricsF(self._font)
        self.height = round(self._metrics.height() + 2 * ratio)
        self.made_for += 1
        self._pixmaps.clear()
        self._widths.clear()
        self._scores.clear()

    def text(self, box: CanvasBox) -> str:
        """What a box's tag says: its class, and the score of a suggestion."""
        if box.state is not BoxState.SUGGESTED or box.score is None:
            return box.class_name
        hundredths = round(box.score * 100)
        if hundredths not in self._scores:
            self._scores[hundredths] = self._locale.toString(hundredths / 100, "f", 2)
        return f"{box.class_name} {self._scores[hundredths]}"

    def placed(
        self,
        table: BoxTable,
        indices: NDArray[np.intp],
        edges: NDArray[np.float64],
        view: DeviceView,
        *,
        all_of_them: bool = False,
    ) -> list[Tag]:
        """Which of the boxes at `indices`, whose (N, 4) edges on the device are given, get a tag, and where.

        Those that would lie on another tag are left out, in an order that does not depend on the view, so that
        panning does not make tags flicker; `all_of_them` leaves none out.
        """
        order = np.argsort(table.label_rank[indices])
        if not all_of_them:
            order = self._thinned(order, edges, view, crowded=len(table) > _CROWDED_FROM)
        chosen = indices[order]
        boxes = [table.boxes[i] for i in chosen.tolist()]
        texts = [self.text(box) for box in boxes]
        room = self._lock_room()
        widths = np.array(
            [self._width(text) + room * box.locked for box, text in zip(boxes, texts, strict=True)], np.int64
        )
        places = self._places(edges[order], widths, table.ghosts[chosen], view)
        taken = _Occupied(self.height)
        return [
            Tag(x, y, width, _TagKey(text, box.colour, box.state, box.locked, box.ghost))
            for box, text, width, (x, y) in zip(boxes, texts, widths.tolist(), places.tolist(), strict=True)
            if all_of_them or taken.claim(x, y, width)
        ]

    def paint(self, painter: QPainter, tags: Iterable[Tag]) -> None:
        """Paint tags where they are placed."""
        for tag in tags:
            painter.drawPixmap(tag.x, tag.y, self._pixmap(tag.key))

    def rect(self, tag: Tag) -> QRect:
        """What a tag covers, in device pixels."""
        return QRect(tag.x, tag.y, tag.width, self.height)

    def _thinned(
        self, order: NDArray[np.intp], edges: NDArray[np.float64], view: DeviceView, *, crowded: bool
    ) -> NDArray[np.intp]:
        """Of many boxes, only the larger ones, and the first in every cell of a grid that moves with the frame."""
        if crowded:
            longest = np.maximum(edges[order, 2] - edges[order, 0], edges[order, 3] - edges[order, 1])
            order = order[longest >= _CROWDED_SIDE * view.ratio]
        if len(order) <= _BINNED_FROM:
            return order
        cell_width, cell_height = view.px(_CELL_WIDTH), max(1, self.height)
        column = np.floor((edges[order, 0] - view.transform.dx) / cell_width).astype(np.int64)
        row = np.floor((edges[order, 1] - view.transform.dy) / cell_height).astype(np.int64)
        _, first = np.unique(column * (1 << 32) + row, return_index=True)
        return order[np.sort(first)]

    def _places(
        self,
        edges: NDArray[np.float64],
        widths: NDArray[np.int64],
        ghosts: NDArray[np.bool_],
        view: DeviceView,
    ) -> NDArray[np.int64]:
        """(N, 2) above the upper left corners; inside, or along the view's border, where that is not seen.

        Those of ghosts are below the lower left corners, so that they do not hide whose ghost it may be.
        """
        outside = view.px(1)
        x = np.maximum(np.minimum(edges[:, 0] - outside, view.width - widths), 0)
        above = edges[:, 1] - self.height
        y = np.where(above < 0, np.maximum(edges[:, 1] + outside, 0), above)
        y = np.where(ghosts, edges[:, 3] + outside, y)
        return np.stack([x, np.clip(y, 0, view.height - self.height)], 1).astype(np.int64)

    def _width(self, text: str) -> int:
        width = self._widths.get(text)
        if width is None:
            advance = min(self._metrics.horizontalAdvance(text), _MAX_TEXT * self._ratio)
            width = round(advance + (2 * _PADDING + _SWATCH) * self._ratio)
            self._widths[text] = width
        return width

    def _lock_room(self) -> int:
        """How much wider the tag of a locked box is, in device pixels."""
        return round(self.height * 0.7)

    def _pixmap(self, key: _TagKey) -> QPixmap:
        pixmap = self._pixmaps.get(key)
        if pixmap is None:
            if len(self._pixmaps) >= _LIMIT:
                self._pixmaps.clear()
            pixmap = self._draw(key)
            self._pixmaps[key] = pixmap
        return pixmap

    def _draw(self, key: _TagKey) -> QPixmap:
        """Confirmed: on the class colour. Suggested: on a dark ground beside a bar of it. Rejected: struck out."""
        ratio = self._ratio
        pixmap = QPixmap(self._width(key.text) + self._lock_room() * key.locked, self.height)
        pixmap.fill(Qt.GlobalColor.transparent)
        palette = theme.current()
        confirmed = key.state is BoxState.CONFIRMED and not key.ghost
        ground = key.colour if confirmed else palette.shade
        ink = palette.on_shade
        if confirmed:
            dark, light = palette.shade, palette.on_shade
            ink = max((dark, light), key=lambda colour: theme.contrast(colour, key.colour))
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        whole = QRectF(pixmap.rect())
        painter.drawRoundedRect(whole, 2.5 * ratio, 2.5 * ratio)
        swatch = _SWATCH * ratio
        if not confirmed:
            painter.setClipRect(QRectF(0, 0, swatch, whole.height()))
            painter.setBrush(QColor(key.colour))
            painter.drawRoundedRect(whole, 2.5 * ratio, 2.5 * ratio)
            painter.setClipping(False)
        start = _PADDING * ratio + (swatch if not confirmed else swatch / 2)
        text = self._metrics.elidedText(key.text, Qt.TextElideMode.ElideRight, _MAX_TEXT * ratio + 1)
        painter.setFont(self._font)
        painter.setPen(QColor(ink))
        baseline = (whole.height() + self._metrics.ascent() - self._metrics.descent()) / 2
        if key.locked:
            _paint_lock(painter, QRectF(start, 0, self._lock_room(), whole.height()), QColor(ink))
            start += self._lock_room()
        painter.drawText(QPointF(round(start), round(baseline)), text)
        if key.state is BoxState.REJECTED:
            painter.setPen(QPen(QColor(ink), max(1.0, ratio)))
            middle = round(baseline - self._metrics.xHeight() / 2)
            painter.drawLine(QPointF(start, middle), QPointF(whole.right() - _PADDING * ratio, middle))
        if key.ghost:
            pen = QPen(QColor(key.colour), max(1.0, ratio), Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawLine(
                QPointF(start, whole.bottom() - ratio), QPointF(whole.right(), whole.bottom() - ratio)
            )
        painter.end()
        return pixmap


def _paint_lock(painter: QPainter, room: QRectF, ink: QColor) -> None:
    """A padlock at the left of its room: a body and a shackle."""
    unit = room.height() / 12
    left, middle = round(room.left()), room.center().y()
    body = QRectF(left, round(middle - unit / 2), round(6.5 * unit), round(4 * unit))
    painter.setPen(QPen(ink, max(1.0, unit * 1.1)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    shackle = QRectF(body.left() + 1.4 * unit, body.top() - 3.2 * unit, body.width() - 2.8 * unit, 6 * unit)
    painter.drawArc(shackle, 0, 180 * 16)
    painter.fillRect(body, ink)


class _Occupied:
    """Where tags are already, as one bit per four pixels in bands of half a tag's height."""

    def __init__(self, height: int) -> None:
        self._height = height
        self._band = max(1, height // 2)
        self._rows: dict[int, int] = {}

    def claim(self, x: int, y: int, width: int) -> bool:
        """Take the place if nothing is there."""
        low, high = max(0, x) >> 2, max(0, x + width) >> 2
        bits = ((1 << (high - low + 1)) - 1) << low
        bands = range(y // self._band, (y + self._height - 1) // self._band + 1)
        rows = self._rows
        for band in bands:
            if rows.get(band, 0) & bits:
                return False
        for band in bands:
            rows[band] = rows.get(band, 0) | bits
        return True
