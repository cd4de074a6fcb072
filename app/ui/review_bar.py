"""Below the picture: the score slider and the three gestures of a review."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSlider,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from app.ui import theme
from app.ui.actions import shown_key
from app.ui.display import DisplayFilter
from app.ui.naming import named
from app.ui.words import score_text

LOWEST, HIGHEST = 5, 100


class KeyButton(QPushButton):
    """A button for an action, with its key written on it.

    It takes the focus by Tab only: after a click, Space still means what it means on the picture.
    """

    def __init__(self, action: QAction, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._action = action
        self._words = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(lambda _checked=False: action.trigger())
        action.changed.connect(self._follow)
        self._follow()

    def set_words(self, words: str) -> None:
        """Other words than the action's own."""
        if words != self._words:
            self._words = words
            self._follow()

    def _follow(self) -> None:
        self.setEnabled(self._action.isEnabled())
        self.setToolTip(self._action.toolTip())
        words = self._words or self._action.text().replace("&", "")
        self.setText(words)
        key = shown_key(self._action)
        self.setAccessibleName(self.tr("{words}, key {key}").format(words=words, key=key) if key else words)
        self.updateGeometry()

    @property
    def _cap_width(self) -> int:
        key = shown_key(self._action)
        return max(18, self.fontMetrics().horizontalAdvance(key) + 10) if key else 0

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for the words and the key."""
        hint = super().sizeHint()
        return QSize(hint.width() + (self._cap_width + 6 if self._cap_width else 0), hint.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """As its size: its words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The style's button, the words, and the key in a small frame."""
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        enabled = self.isEnabled()
        colours = theme.current()
        accent = bool(self.property("main")) and enabled
        ink = QColor(colours.on_accent if accent else colours.text if enabled else colours.disabled)
        painter.setPen(ink)
        cap = self._cap_width
        width = self.fontMetrics().horizontalAdvance(self.text())
        left = (self.width() - width - (cap + 8 if cap else 0)) // 2
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(QRectF(left, 0, width + 2, self.height()), flags, self.text())
        if cap:
            self._paint_cap(painter, QRectF(left + width + 8, (self.height() - 19) / 2, cap, 19), ink)

    def _paint_cap(self, painter: QPainter, rect: QRectF, ink: QColor) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QColor(ink)
        edge.setAlphaF(0.45)
        painter.setPen(edge)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(ink)
        font = painter.font()
        font.setPointSizeF(max(7.0, font.pointSizeF() * 0.88))
        painter.setFont(font)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), shown_key(self._action))


class ReviewBar(QWidget):
    """The slider filters what is shown, live; the buttons say what they would do now."""

    def __init__(
        self, display: DisplayFilter, accept: QAction, reject: QAction, complete: QAction, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("reviewBar")
        self._display = display
        self.slider = named(QSlider(Qt.Orientation.Horizontal), "scoreSlider")
        self.slider.setRange(LOWEST, HIGHEST)
        self.slider.setPageStep(5)
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.slider.setMinimumWidth(110)
        self.slider.setMaximumWidth(320)
        self.slider.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.slider.setToolTip(self.tr("Show suggestions from this score; the detector does not run again"))
        self.value = named(QLabel(), "scoreValue")
        self.accept_button = KeyButton(accept, "acceptButton", self)
        self.reject_button = KeyButton(reject, "rejectButton", self)
        self.complete_button = KeyButton(complete, "completeButton", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(QLabel(self.tr("Score")))
        row.addWidget(self.slider, 1)
        row.addWidget(self.value)
        row.addStretch(1)
        for button in (self.accept_button, self.reject_button, self.complete_button):
            row.addWidget(button)
        self.value.setMinimumWidth(self.value.fontMetrics().horizontalAdvance("0.00 "))
        self.slider.valueChanged.connect(self._on_moved)
        display.changed.connect(self._follow)
        self._follow()

    def _on_moved(self, value: int) -> None:
        self._display.threshold = value / 100

    def _follow(self) -> None:
        self.slider.setValue(round(self._display.threshold * 100))
        text = score_text(self._display.threshold)
        self.value.setText(text)
        self.slider.setAccessibleName(self.tr("Show suggestions from score {score}").format(score=text))
