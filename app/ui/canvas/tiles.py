"""A picture of any size as tiles at halved resolutions, made from its array when they are first seen.

Nothing ever holds the whole picture a second time: a tile is a QImage of at most 256 pixels a side (and a rim of
one), made from the strided part of the array that it shows, and the cache of tiles is bounded.
"""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QRegion, QTransform

from app.media.levels import Look, Values
from app.ui.canvas.geometry import ViewTransform
from retinanet_core.grey import one_channel
from retinanet_core.types import Image

TILE = 256
_RIM = 1
_OVERSAMPLING = 4
"""Source pixels read per tile pixel and direction at most: the mean of sixteen is as smooth as of all."""
_PREVIEW_SIDE = 768
_CACHE_BYTES = 192 * 1024 * 1024
_REDUCED_BYTES = 96 * 1024 * 1024
_SHARP_FROM = 2.0


class _Tile(NamedTuple):
    image: QImage
    left: int
    top: int
    right: int
    bottom: int


class TiledImage:
    """Paints a (H, W, 3) uint8 array; the array must not be written to while it is shown.

    It may be seen through a look, which changes nothing but the tiles.

    Attributes:
        coarse: What the last painting left coarse, in device pixels.

    Raises:
        ValueError: The array is not (H, W, 3) uint8 with H, W >= 1.
    """

    def __init__(self, pixels: Image, reductions: Mapping[int, Image] | None = None) -> None:
        """`reductions` are the same, smaller (`app.media.reductions`): tiles of a part made of them cost little."""
        if pixels.ndim != 3 or pixels.shape[2] != 3 or pixels.dtype != np.uint8 or 0 in pixels.shape:
            raise ValueError(f"a picture is (height, width, 3) uint8, not {pixels.shape} {pixels.dtype}")
        self.pixels = pixels
        self.coarse = QRegion()
        self.height, self.width = int(pixels.shape[0]), int(pixels.shape[1])
        self._tiles: OrderedDict[tuple[int, int, int], _Tile] = OrderedDict()
        self._bytes = 0
        self._preview: QImage | None = None
        self._look: Look | None = None
        self._own: Mapping[int, Values] = {0: pixels, **(reductions or {})}
        self._seen: Mapping[int, Values] = self._own
        self._reduced = _Reduced()

    def set_look(self, look: Look | None, deep: Values | None = None) -> None:
        """See it in another way.

        Args:
            look: None: as it is.
            deep: The same picture in 16 bits, which the look is for; None if it is for the 8 bits.

        Raises:
            ValueError: `deep` is of another size.
        """
        if deep is not None and deep.shape[:2] != self.pixels.shape[:2]:
            raise ValueError(f"{deep.shape} is not the picture of {self.pixels.shape}")
        seen = self._own if look is None or deep is None else {0: deep}
        if seen is not self._own or seen is not self._seen:
            self._seen = seen
            self._reduced.clear()
        self._look = look
        self._tiles.clear()
        self._bytes = 0
        self._preview = None

    @property
    def cached_bytes(self) -> int:
        """Memory that the tiles take now."""
        return self._bytes

    def level(self, zoom: float) -> int:
        """How many halvings suit a zoom in device pixels per frame pixel."""
        if zoom >= 1:
            return 0
        deepest = max(0, math.ceil(math.log2(max(self.width, self.height) / TILE))) + 2
        return min(deepest, math.floor(math.log2(1 / zoom) + 1e-9))

    def paint(self, painter: QPainter, view: ViewTransform, area: QRect, deadline: float) -> bool:
        """Paint what lies in `area`; both are in device pixels, and the painter has no transform.

        Args:
            view: Frame to device pixels.
            area: What has to be painted.
            deadline: time.perf_counter() after which tiles that are not there yet are left for the next time;
                one tile is always made. What is left is painted from a coarse preview.

        Returns:
            True if everything was painted as it should be.
        """
        level = self.level(view.scale)
        span = TILE << level
        x1, y1 = view.to_image(area.left(), area.top())
        x2, y2 = view.to_image(area.right() + 1, area.bottom() + 1)
        columns = range(max(0, int(x1 // span)), min(-(-self.width // span), int(x2 // span) + 1))
        rows = range(max(0, int(y1 // span)), min(-(-self.height // span), int(y2 // span) + 1))
        smooth = view.scale < _SHARP_FROM
        made_one = False
        self.coarse = QRegion()
        for row in rows:
            for column in columns:
                target = self._target(view, span, column, row).intersected(area)
                if target.isEmpty():
                    continue
                tile = self._cached((level, column, row))
                if tile is None and (not made_one or time.perf_counter() < deadline):
                    tile = self._make(level, column, row)
                    made_one = True
                if tile is None:
                    self.coarse += target
                    tile = self._whole_preview()
                self._paint_tile(painter, tile, view, target, smooth)
        painter.resetTransform()
        painter.setClipping(False)
        return self.coarse.isEmpty()

    def _target(self, view: ViewTransform, span: int, column: int, row: int) -> QRect:
        """The tile's own pixels on the device: neighbours share the rounded edge, so nothing is left between."""
        left, top = view.to_view(column * span, row * span)
        right, bottom = view.to_view(min((column + 1) * span, self.width), min((row + 1) * span, self.height))
        corner_x, corner_y = round(left), round(top)
        return QRect(corner_x, corner_y, max(1, round(right) - corner_x), max(1, round(bottom) - corner_y))

    @staticmethod
    def _paint_tile(painter: QPainter, tile: _Tile, view: ViewTransform, target: QRect, smooth: bool) -> None:
        painter.resetTransform()
        painter.setClipRect(target)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.setTransform(QTransform(view.scale, 0, 0, view.scale, view.dx, view.dy))
        source = QRectF(tile.left, tile.top, tile.right - tile.left, tile.bottom - tile.top)
        painter.drawImage(source, tile.image)

    def _cached(self, key: tuple[int, int, int]) -> _Tile | None:
        tile = self._tiles.get(key)
        if tile is not None:
            self._tiles.move_to_end(key)
        return tile

    def _make(self, level: int, column: int, row: int) -> _Tile:
        span, rim = TILE << level, _RIM << level
        left, top = max(0, column * span - rim), max(0, row * span - rim)
        right = min(self.width, (column + 1) * span + rim)
        bottom = min(self.height, (row + 1) * span + rim)
        size = QSize(_halved(right - left, level), _halved(bottom - top, level))
        base = max(there for there in self._seen if there <= level)
        part = self._seen[base][top >> base : -(-bottom >> base), left >> base : -(-right >> base)]
        if base == level:  # its last pixels stand for as much as all others, also where less is there
            right, bottom = left + (part.shape[1] << level), top + (part.shape[0] << level)
        if self._look is None:
            image = _scaled(part, size)
        else:
            reduced = self._reduced.get((level, column, row))
            if reduced is None:
                reduced = self._reduced.make((level, column, row), part, size)
            image = _to_image(self._look(reduced))
        tile = _Tile(image, left, top, right, bottom)
        self._tiles[level, column, row] = tile
        self._bytes += tile.image.sizeInBytes()
        while self._bytes > _CACHE_BYTES and len(self._tiles) > 1:
            _, old = self._tiles.popitem(last=False)
            self._bytes -= old.image.sizeInBytes()
        return tile

    def _whole_preview(self) -> _Tile:
        """The whole picture, small and coarse, for what has no tile yet."""
        level = max(self._seen)
        smallest = self._seen[level]
        if self._preview is None:
            stride = max(1, max(smallest.shape[:2]) // _PREVIEW_SIDE)
            coarse = smallest[::stride, ::stride]
            self._preview = _to_image(coarse if self._look is None else self._look(coarse))
        return _Tile(self._preview, 0, 0, smallest.shape[1] << level, smallest.shape[0] << level)


class _Reduced:
    """Values averaged for tiles, kept within a bound, so that another look at them costs next to nothing."""

    def __init__(self) -> None:
        self._parts: OrderedDict[tuple[int, int, int], Values] = OrderedDict()
        self._bytes = 0

    def clear(self) -> None:
        self._parts.clear()
        self._bytes = 0

    def get(self, key: tuple[int, int, int]) -> Values | None:
        part = self._parts.get(key)
        if part is not None:
            self._parts.move_to_end(key)
        return part

    def make(self, key: tuple[int, int, int], values: Values, size: QSize) -> Values:
        height, width = values.shape[:2]
        if (width, height) == (size.width(), size.height()):
            return values
        part = _averaged(values, size)
        self._parts[key] = part
        self._bytes += part.nbytes
        while self._bytes > _REDUCED_BYTES and len(self._parts) > 1:
            _, old = self._parts.popitem(last=False)
            self._bytes -= old.nbytes
        return part


class CoarseImage:
    """Paints a reduced picture in the place and size of the whole, which is still being decoded.

    Args:
        pixels: (h, w, 3) uint8.
        width, height: Of the whole.
    """

    def __init__(self, pixels: Image, width: int, height: int) -> None:
        self.pixels = pixels
        self.coarse = QRegion()
        self.width, self.height = width, height
        self._image = _to_image(pixels)

    def set_look(self, look: Look | None, deep: Values | None = None) -> None:
        """See it in another way; there are no 16 bits of it."""
        self._image = _to_image(self.pixels if look is None else look(self.pixels))

    def paint(self, painter: QPainter, view: ViewTransform, area: QRect, deadline: float) -> bool:
        """As `TiledImage.paint`; there is nothing better to come from this one, so it is always done."""
        painter.setClipRect(area)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setTransform(QTransform(view.scale, 0, 0, view.scale, view.dx, view.dy))
        painter.drawImage(QRectF(0, 0, self.width, self.height), self._image)
        painter.resetTransform()
        painter.setClipping(False)
        return True


def _halved(length: int, times: int) -> int:
    return max(1, -(-length // (1 << times)))


def _scaled(part: Values, size: QSize) -> QImage:
    """A part of the picture, (h, w, 3) uint8, averaged to a size."""
    stride = max(1, part.shape[1] // (size.width() * _OVERSAMPLING))
    sampled = _to_image(part[::stride, ::stride])
    if sampled.size() == size:
        return sampled
    smooth = sampled.scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    return smooth.convertToFormat(QImage.Format.Format_RGB32)


def _averaged(values: Values, size: QSize) -> Values:
    from app.media.opencv import cv2  # it averages 16 bits too; there since the picture was decoded

    stride = max(1, values.shape[1] // (size.width() * _OVERSAMPLING))
    sampled = np.ascontiguousarray(values[::stride, ::stride])
    averaged = cv2.resize(sampled, (size.width(), size.height()), interpolation=cv2.INTER_AREA)
    return np.asarray(averaged, values.dtype)


def _to_image(pixels: Values) -> QImage:
    """A copy of an array, or of a part of one, as RGB32."""
    grey = one_channel(pixels)
    packed = np.ascontiguousarray(pixels if grey is None else grey)
    height, width = packed.shape[:2]
    if grey is not None:
        shared = QImage(packed.data, width, height, width, QImage.Format.Format_Grayscale8)
        return shared.convertToFormat(QImage.Format.Format_RGB32)
    shared = QImage(packed.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    return shared.convertToFormat(QImage.Format.Format_RGB32)
