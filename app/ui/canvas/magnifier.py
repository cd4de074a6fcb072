"""A loupe beside the pointer, or beside the cursor of the keyboard: a round piece of the view, four times as large."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap, QTransform

from app.ui import theme
from app.ui.canvas.device_view import DeviceView
from app.ui.canvas.geometry import Point, ViewTransform
from app.ui.canvas.viewport import MAX_ZOOM

TIMES = 4.0
"""How much larger than in the view things are."""
LEAST_ZOOM = 2.0
"""Device pixels per frame pixel at least: a large picture that is seen whole is magnified more."""
SIDE = 176.0
"""The loupe's diameter in logical pixels; less in a small view."""
AWAY = 26.0
"""How far from the pointer it stays, in logical pixels."""

PaintInside = Callable[[QPainter, DeviceView], bool]
"""Paints a view from nothing, in device pixels; False if it is still coarse."""


def loupe_rect(at: Point, size: tuple[float, float]) -> QRectF:
    """Where the loupe for a view point is: to its upper right, or to another side where that has no room."""
    side = min(SIDE, 0.45 * min(size))
    x = at[0] + AWAY if at[0] + AWAY + side <= size[0] else at[0] - AWAY - side
    y = at[1] - AWAY - side if at[1] - AWAY - side >= 0 else at[1] + AWAY
    return QRectF(
        round(min(max(x, 0.0), size[0] - side)), round(min(max(y, 0.0), size[1] - side)), side, side
    )


def loupe_view(centre: Point, side: float, view: DeviceView) -> DeviceView:
    """What the loupe shows: the frame point `centre` in its middle."""
    pixels = max(1, round(side * view.ratio))
    zoom = min(max(TIMES * view.transform.scale, LEAST_ZOOM), MAX_ZOOM)
    dx, dy = (float(round(pixels / 2 - value * zoom)) for value in centre)
    return DeviceView(ViewTransform(zoom, dx, dy), pixels, pixels, view.ratio)


def paint_loupe(
    painter: QPainter, at: Point, size: tuple[float, float], view: DeviceView, inside: PaintInside
) -> bool:
    """Paint the loupe for a view point (logical pixels) with cross lines that leave the point itself free.

    Returns:
        False if its picture is still coarse.
    """
    place = loupe_rect(at, size)
    transform = view.transform
    seen = loupe_view(transform.to_image(at[0] * view.ratio, at[1] * view.ratio), place.width(), view)
    piece = QPixmap(seen.width, seen.height)
    on = QPainter(piece)
    complete = inside(on, seen)
    _paint_cross(on, seen)
    on.end()
    brush = QBrush(piece)
    brush.setTransform(QTransform.fromTranslate(place.x(), place.y()).scale(1 / view.ratio, 1 / view.ratio))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(brush)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(place)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((QColor(theme.current().shade), 5.0), (QColor(theme.current().on_shade), 2.0)):
        painter.setPen(QPen(colour, width))
        painter.drawEllipse(place)
    painter.restore()
    return complete


def _paint_cross(painter: QPainter, seen: DeviceView) -> None:
    """Two-tone lines to the middle, which itself stays free for two frame pixels or more."""
    middle, thick = QPointF(seen.width / 2, seen.height / 2), seen.px(1)
    gap = max(seen.px(7), round(seen.transform.scale))
    x, y = int(middle.x()), int(middle.y())
    for colour, offset in ((QColor(0, 0, 0, 150), thick), (QColor(255, 255, 255, 220), 0)):
        painter.fillRect(0, y + offset, x - gap, thick, colour)
        painter.fillRect(x + gap, y + offset, seen.width - x - gap, thick, colour)
        painter.fillRect(x + offset, 0, thick, y - gap, colour)
        painter.fillRect(x + offset, y + gap, thick, seen.height - y - gap, colour)
