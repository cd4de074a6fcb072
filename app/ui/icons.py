"""Line icons as SVG, tinted by the application's palette at the moment they are painted.

An icon therefore follows a change of the colour scheme by itself, and is drawn from its outline at whatever
device pixel ratio it is asked for.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from shiboken6 import isValid

APP_ICON = "foveate"

_PIXMAP_LIMIT = 512
_copies: list[QIconEngine] = []
_pixmaps: dict[tuple[str, int, int, int, str], QPixmap] = {}


def icon_names() -> tuple[str, ...]:
    """The names that `icon` knows, sorted."""
    return tuple(sorted(entry.name[:-4] for entry in _folder().iterdir() if entry.name.endswith(".svg")))


def icon(name: str) -> QIcon:
    """The icon of that name: resources/icons/NAME.svg.

    Raises:
        KeyError: There is no such icon.
    """
    icon_source(name)
    return QIcon(_LineIconEngine(name))


def icon_pixmap(name: str, side: int, colour: str, ratio: float = 1.0) -> QPixmap:
    """The icon in one colour (`#rrggbb`), `side` logical pixels square, at a device pixel ratio."""
    pixels = max(1, round(side * ratio))
    return _pixmap(name, QSize(pixels, pixels), colour, ratio)


class _LineIconEngine(QIconEngine):
    """Paints one SVG in the colour that the palette has now for the icon's mode and state."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        size = QSize(max(1, round(rect.width() * ratio)), max(1, round(rect.height() * ratio)))
        painter.drawPixmap(rect.topLeft(), _pixmap(self._name, size, _tint(mode, state), ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(  # noqa: N802  (Qt's name)
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        pixels = QSize(max(1, round(size.width() * scale)), max(1, round(size.height() * scale)))
        return _pixmap(self._name, pixels, _tint(mode, state), scale)

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:  # noqa: N802
        side = min(size.width(), size.height())
        return QSize(side, side)

    def iconName(self) -> str:  # noqa: N802
        return self._name

    def key(self) -> str:
        return "foveate-line-icon"

    def clone(self) -> QIconEngine:
        """A copy for an icon that is about to be changed.

        The binding leaves the copy to Python, whose last reference would end here while Qt goes on using it:
        so it is kept until Qt has deleted it.
        """
        copy = _LineIconEngine(self._name)
        _copies[:] = [kept for kept in _copies if isValid(kept)]
        _copies.append(copy)
        return copy


def _tint(mode: QIcon.Mode, state: QIcon.State) -> str:
    palette = QGuiApplication.palette()
    if mode == QIcon.Mode.Disabled:
        colour = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    elif mode == QIcon.Mode.Selected:
        colour = palette.color(QPalette.ColorRole.HighlightedText)
    elif state == QIcon.State.On:
        colour = palette.color(QPalette.ColorRole.Accent)
    else:
        colour = palette.color(QPalette.ColorRole.ButtonText)
    return colour.name(QColor.NameFormat.HexRgb)


def _pixmap(name: str, size: QSize, colour: str, ratio: float) -> QPixmap:
    """The icon centred in `size` device pixels; the app's own mark keeps its colours."""
    key = (name, size.width(), size.height(), round(ratio * 1000), colour)
    found = _pixmaps.get(key)
    if found is not None:
        return found
    if len(_pixmaps) >= _PIXMAP_LIMIT:
        _pixmaps.clear()
    pixmap = QPixmap(size)
    pixmap.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(icon_source(name).replace(b"currentColor", colour.encode())))
    side = min(size.width(), size.height())
    origin = QPoint((size.width() - side) // 2, (size.height() - side) // 2)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(origin.x(), origin.y(), side, side))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    _pixmaps[key] = pixmap
    return pixmap


def _folder() -> Traversable:
    return resources.files("resources") / "icons"


@cache
def icon_source(name: str) -> bytes:
    """The SVG of an icon. Raises: KeyError."""
    file = _folder() / f"{name}.svg"
    if not file.is_file():
        raise KeyError(f"there is no icon {name!r}")
    return file.read_bytes()
