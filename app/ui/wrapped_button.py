"""A quiet button whose words may take several lines."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

from app.ui import theme

ICON_SIDE = 16
MARGIN, GAP = 8, 8
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)


class WrappedButton(QPushButton):
    """A sentence, with an icon in front of it, that can be clicked.

    It takes the focus by Tab only: after a click, Space still means what it means on the picture.
    """

    def __init__(self, text: str, icon: str, colour: str = "muted", parent: QWidget | None = None) -> None:
        """`icon` names an icon of ours, and `colour` the role of the palette that it is painted in."""
        super().__init__(text, parent)
        self._icon, self._colour = icon, colour
        self.setProperty("link", True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """The narrower, the more lines."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Room for all lines, and never less than a finger needs."""
        room = QRect(0, 0, max(1, self._text_width(width)), 10_000)
        lines = self.fontMetrics().boundingRect(room, _WRAPPED, self.text()).height()
        return max(32, lines + 2 * MARGIN)

    def sizeHint(self) -> QSize:  # noqa: N802
        """As high as it is at the width that it has."""
        width = max(self.width(), 160)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Narrow, and as high as needed at the width that it has."""
        return QSize(120, self.heightForWidth(max(self.width(), 160)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The style's button without its words, the icon, the words."""
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        colours = theme.current()
        ratio = self.devicePixelRatioF()
        pixmap = theme.icon_pixmap(self._icon, ICON_SIDE, getattr(colours, self._colour), ratio)
        line = self.fontMetrics().height()
        painter.drawPixmap(MARGIN, MARGIN + (line - ICON_SIDE) // 2, pixmap)
        painter.setPen(QColor(colours.text))  # Also where there is nothing to click: it is a sentence first.
        left = MARGIN + ICON_SIDE + GAP
        place = QRect(left, MARGIN, self._text_width(self.width()), self.height() - 2 * MARGIN)
        painter.drawText(place, _WRAPPED, self.text())

    def _text_width(self, width: int) -> int:
        return width - 2 * MARGIN - ICON_SIDE - GAP
