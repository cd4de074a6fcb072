"""What lies over the picture for a moment: crosshair, rubber band, notes beside the pointer, messages, hints."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

from app.ui import theme
from app.ui.canvas.device_view import DeviceView
from app.ui.canvas.geometry import Point, Rect
from app.ui.canvas.snapping import Guide

_MESSAGE_WIDTH = 420.0
_PILL_MARGIN = 12.0
_PARAGRAPH_GAP = 12.0
_GUIDE, _GUIDE_MORE = "#ff6ad5", 8.0


def paint_crosshair(painter: QPainter, at: Point, view: DeviceView) -> None:
    """Two-tone lines across the whole view through a view point (logical pixels); in device pixels."""
    x, y = round(at[0] * view.ratio), round(at[1] * view.ratio)
    thick = view.px(1)
    dark, light = QColor(0, 0, 0, 110), QColor(255, 255, 255, 200)
    gap = view.px(6)
    for colour, offset in ((dark, thick), (light, 0)):
        painter.fillRect(0, y + offset, x - gap, thick, colour)
        painter.fillRect(x + gap, y + offset, view.width - x - gap, thick, colour)
        painter.fillRect(x + offset, 0, thick, y - gap, colour)
        painter.fillRect(x + offset, y + gap, thick, view.height - y - gap, colour)


def paint_guide(painter: QPainter, guide: Guide, view: DeviceView) -> None:
    """A thin line through the edges that lie on it, a little longer than they are; in device pixels."""
    axis, transform = guide.axis, view.transform
    offset, across = (transform.dx, transform.dy)[axis], (transform.dx, transform.dy)[1 - axis]
    at = math.floor(guide.at * transform.scale + 0.5 + offset)
    more = view.px(_GUIDE_MORE)
    low = max(0, round(guide.low * transform.scale + across) - more)
    high = min((view.height, view.width)[axis], round(guide.high * transform.scale + across) + more)
    thick, rim = view.px(1), view.px(1)
    for colour, grow in ((QColor(0, 0, 0, 90), rim), (QColor(_GUIDE), 0)):
        place = (at - grow, low, thick + 2 * grow, high - low)
        painter.fillRect(*(place if axis == 0 else (low, at - grow, high - low, thick + 2 * grow)), colour)


def paint_band(painter: QPainter, band: Rect, view: DeviceView) -> None:
    """The rubber band, given in view coordinates (logical pixels); painted in device pixels."""
    x1, y1, x2, y2 = (round(value * view.ratio) for value in band)
    accent = QColor(theme.current().accent)
    fill = QColor(accent)
    fill.setAlpha(40)
    area = QRectF(x1 + 0.5, y1 + 0.5, max(1, x2 - x1), max(1, y2 - y1))
    painter.fillRect(area, fill)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor("#ffffff"), view.px(1)))
    painter.drawRect(area)
    painter.setPen(QPen(accent, view.px(1), Qt.PenStyle.DashLine))
    painter.drawRect(area)


def paint_focus(painter: QPainter, size: tuple[float, float]) -> None:
    """A ring along the border of the view: the keys go here. In logical pixels."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.current().accent), 2))
    painter.drawRect(QRectF(1, 1, size[0] - 2, size[1] - 2))


def paint_note(
    painter: QPainter, text: str, at: Point, size: tuple[float, float], font: QFont, *, below: bool = True
) -> None:
    """A short text on a dark ground near a view point, kept inside the view; in logical pixels."""
    metrics = QFontMetricsF(font)
    width, height = metrics.horizontalAdvance(text) + 12, metrics.height() + 4
    x = at[0] + 10
    if x + width > size[0]:
        x = at[0] - 10 - width
    y = at[1] + 12 if below else at[1] - 12 - height
    if y + height > size[1]:
        y = at[1] - 12 - height
    box = QRectF(max(0.0, min(x, size[0] - width)), max(0.0, y), width, height)
    _pill(painter, box, text, font, 4.0)


def paint_hint(painter: QPainter, text: str, size: tuple[float, float], font: QFont, *, top: bool) -> None:
    """One quiet line in the middle of the upper or lower border; in logical pixels."""
    metrics = QFontMetricsF(font)
    text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(40.0, size[0] - 64))
    width, height = metrics.horizontalAdvance(text) + 24, metrics.height() + 12
    y = _PILL_MARGIN if top else size[1] - _PILL_MARGIN - height
    _pill(painter, QRectF(round((size[0] - width) / 2), y, width, height), text, font, height / 2)


def _pill(painter: QPainter, box: QRectF, text: str, font: QFont, radius: float) -> None:
    palette = theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = QColor(palette.shade)
    ground.setAlpha(235)
    painter.setPen(QPen(QColor(255, 255, 255, 70), 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(box, radius, radius)
    painter.setFont(font)
    painter.setPen(QColor(palette.on_shade))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def paint_message(painter: QPainter, title: str, text: str, size: tuple[float, float], font: QFont) -> None:
    """A title and a few lines under it, centred a little above the middle; in logical pixels."""
    palette = theme.current()
    title_font = QFont(font)
    title_font.setPointSizeF(font.pointSizeF() * 1.5 if font.pointSizeF() > 0 else 15)
    title_font.setWeight(QFont.Weight.DemiBold)
    text_font = QFont(font)
    text_font.setPointSizeF(font.pointSizeF() * 1.1 if font.pointSizeF() > 0 else 11)
    width = max(40.0, min(_MESSAGE_WIDTH, size[0] - 48))
    upper = _laid_out(title, title_font, width, 1.2)
    lower = _laid_out(text, text_font, width, 1.4)
    gap = 10.0 if title and text else 0.0
    height = _height(upper) + gap + _height(lower)
    left = round((size[0] - width) / 2)
    top = round(max(16.0, (size[1] - height) * 0.46))
    painter.setPen(QColor(palette.canvas_text))
    _draw(painter, upper, left, top)
    painter.setPen(QColor(palette.canvas_muted))
    _draw(painter, lower, left, top + _height(upper) + gap)


def _laid_out(text: str, font: QFont, width: float, leading: float) -> list[QTextLayout]:
    """One layout per paragraph, its lines of about equal length and `leading` times their height apart."""
    layouts = []
    for paragraph in text.split("\n") if text else []:
        layout = QTextLayout(paragraph, font)
        lines = _break_lines(layout, width, width, leading)
        narrow, wide = width / 2, width
        while lines > 1 and wide - narrow > 8:
            middle = (narrow + wide) / 2
            if _break_lines(layout, middle, width, leading) > lines:
                narrow = middle
            else:
                wide = middle
        _break_lines(layout, wide, width, leading)
        layouts.append(layout)
    return layouts


def _break_lines(layout: QTextLayout, width: float, room: float, leading: float) -> int:
    """Lay a paragraph out in lines of `width`, centred in `room`; the number of lines."""
    option = QTextOption(Qt.AlignmentFlag.AlignHCenter)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF((room - width) / 2, y))
        y += math.ceil(line.height() * leading)
    layout.endLayout()
    return layout.lineCount()


def _height(layouts: list[QTextLayout]) -> float:
    between = _PARAGRAPH_GAP * max(0, len(layouts) - 1)
    return sum(_paragraph_height(layout) for layout in layouts) + between


def _paragraph_height(layout: QTextLayout) -> float:
    if not layout.lineCount():
        return QFontMetricsF(layout.font()).height()
    last = layout.lineAt(layout.lineCount() - 1)
    return last.y() + last.height()


def _draw(painter: QPainter, layouts: list[QTextLayout], left: float, top: float) -> None:
    for layout in layouts:
        layout.draw(painter, QPointF(left, top))
        top += _paragraph_height(layout) + _PARAGRAPH_GAP
