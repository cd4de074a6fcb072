"""Curves drawn into a picture, one chart beside the other."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter, QPen, QPolygonF

WIDTH, HEIGHT = 720, 460
"""Of one chart."""

SCALE = 2
LEFT, RIGHT, TOP, BOTTOM = 60, 24, 56, 56
COLOURS = ("#0072B2", "#E69F00", "#009E73")
"""Of Okabe and Ito: told apart by everybody."""

INK, FAINT, GROUND = "#222222", "#DDDDDD", "#FFFFFF"
BY_HAND = 1.0


@dataclass(frozen=True)
class Line:
    """A curve through points."""

    name: str
    x: Sequence[float]
    y: Sequence[float]


@dataclass(frozen=True)
class Chart:
    """Curves over the same frames.

    Attributes:
        marks: Where on the x axis a teaching was.
    """

    title: str
    lines: Sequence[Line]
    marks: Sequence[int]

    @property
    def last_x(self) -> float:
        """The largest x."""
        return max(x for line in self.lines for x in line.x)

    @property
    def highest_y(self) -> float:
        """The top of the y axis: a tenth above everything, by hand included."""
        return max(BY_HAND, *(y for line in self.lines for y in line.y)) * 1.1


def draw(charts: Sequence[Chart], path: Path) -> None:
    """Draw charts side by side and write a PNG.

    Raises:
        SystemExit: It cannot be written.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication.instance() or QGuiApplication([])
    image = QImage(WIDTH * len(charts) * SCALE, HEIGHT * SCALE, QImage.Format.Format_RGB32)
    image.fill(QColor(GROUND))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(SCALE, SCALE)
    for chart in charts:
        _Pen(painter, chart).draw()
        painter.translate(WIDTH, 0)
    painter.end()
    if not image.save(str(path)):
        raise SystemExit(f"{path} cannot be written.")
    del application


class _Pen:
    """Draws one chart at the origin of a painter."""

    def __init__(self, painter: QPainter, chart: Chart) -> None:
        self._painter, self._chart = painter, chart
        self._area = QRectF(LEFT, TOP, WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM)

    def draw(self) -> None:
        self._write(QRectF(LEFT, 12, self._area.width(), 28), self._chart.title, 13, bold=True)
        self._axes()
        self._marks()
        self._by_hand()
        for line, colour in zip(self._chart.lines, COLOURS, strict=False):
            self._line(line, colour)
        self._legend()

    def _place(self, x: float, y: float) -> QPointF:
        area, chart = self._area, self._chart
        across, up = x / chart.last_x, y / chart.highest_y
        return QPointF(area.left() + across * area.width(), area.bottom() - up * area.height())

    def _axes(self) -> None:
        area = self._area
        for tenth in range(0, int(self._chart.highest_y * 10) + 1, 2):
            y = self._place(0, tenth / 10).y()
            self._stroke(QPointF(area.left(), y), QPointF(area.right(), y), FAINT)
            box = QRectF(0, y - 10, LEFT - 8, 20)
            self._write(box, f"{tenth / 10:.1f}", 10, Qt.AlignmentFlag.AlignRight)
        step = 50 if self._chart.last_x > 100 else 20 if self._chart.last_x > 40 else 5
        for frames in range(0, int(self._chart.last_x) + 1, step):
            x = self._place(frames, 0).x()
            self._write(
                QRectF(x - 30, area.bottom() + 6, 60, 18), str(frames), 10, Qt.AlignmentFlag.AlignHCenter
            )
        below = QRectF(area.left(), area.bottom() + 26, area.width(), 20)
        self._write(
            below, "frames labelled (dotted: a new version is taught)", 10, Qt.AlignmentFlag.AlignHCenter
        )

    def _marks(self) -> None:
        for frames in self._chart.marks:
            if frames < self._chart.last_x:
                x = self._place(frames, 0).x()
                top, bottom = QPointF(x, self._area.top()), QPointF(x, self._area.bottom())
                self._stroke(top, bottom, "#999999", Qt.PenStyle.DotLine)

    def _by_hand(self) -> None:
        left, right = self._place(0, BY_HAND), self._place(self._chart.last_x, BY_HAND)
        self._stroke(left, right, INK, Qt.PenStyle.DashLine)

    def _line(self, line: Line, colour: str) -> None:
        pen = QPen(QColor(colour), 2.2)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self._painter.setPen(pen)
        self._painter.drawPolyline(
            QPolygonF([self._place(x, y) for x, y in zip(line.x, line.y, strict=True)])
        )

    def _legend(self) -> None:
        entries = [("by hand", INK, 1.0)]
        entries += [
            (f"{line.name}: {line.y[-1]:.2f} in the end", colour, 2.2)
            for line, colour in zip(self._chart.lines, COLOURS, strict=False)
        ]
        left, height = self._area.left() + 24, 20
        tall = 8 + height * len(entries)
        panel = QRectF(left - 8, self._area.bottom() - tall - 4, 250, tall)
        self._painter.fillRect(panel, QColor(255, 255, 255, 225))
        for number, (words, colour, width) in enumerate(entries):
            y = panel.top() + 14 + height * number
            style = Qt.PenStyle.DashLine if colour == INK else Qt.PenStyle.SolidLine
            self._stroke(QPointF(left, y), QPointF(left + 26, y), colour, style, width)
            self._write(QRectF(left + 34, y - 10, 208, 20), words, 10)

    def _stroke(
        self,
        start: QPointF,
        end: QPointF,
        colour: str,
        style: Qt.PenStyle = Qt.PenStyle.SolidLine,
        width: float = 1.0,
    ) -> None:
        self._painter.setPen(QPen(QColor(colour), width, style))
        self._painter.drawLine(start, end)

    def _write(
        self,
        box: QRectF,
        words: str,
        size: int,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        *,
        bold: bool = False,
    ) -> None:
        font = QFont("sans-serif")
        font.setPixelSize(size + 2)
        font.setBold(bold)
        self._painter.setFont(font)
        self._painter.setPen(QColor(INK))
        self._painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, words)
