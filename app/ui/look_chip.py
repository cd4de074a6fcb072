"""On the canvas: that the picture is not seen as it is, or that it is too dark to be seen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton, QWidget

from app.ui import theme
from app.ui.adjusting import Adjusting
from app.ui.keys import shown_key
from app.ui.language import Retranslated

MARGIN = 12
_STYLE = """
QToolButton {{ background: rgba({red}, {green}, {blue}, 235); color: {ink}; padding: 3px 12px;
  border: 1px solid rgba(255, 255, 255, 90); border-radius: 15px; }}
QToolButton:hover {{ border: 1px solid {ink}; }}
QToolButton:focus {{ border: 2px solid {ink}; padding: 2px 11px; }}
"""


class LookChip(Retranslated, QToolButton):
    """In the corner of the picture; pressing it shows the picture as it is, or opens the panel that helps."""

    def __init__(self, adjusting: Adjusting, adjust: QAction, reset: QAction, canvas: QWidget) -> None:
        super().__init__(canvas)
        self.setObjectName("lookChip")
        self._adjusting, self._adjust, self._reset, self._canvas = adjusting, adjust, reset, canvas
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.move(MARGIN, MARGIN)
        colours = theme.current()  # The shade is the same in all schemes.
        red, green, blue = (int(colours.shade[i : i + 2], 16) for i in (1, 3, 5))
        self.setStyleSheet(_STYLE.format(red=red, green=green, blue=blue, ink=colours.on_shade))
        self.clicked.connect(self._press)
        adjusting.changed.connect(self.say)
        for action in (adjust, reset):
            action.changed.connect(self.say)
        self.say()

    def say(self) -> None:
        """What is to be said of the picture now; hidden if nothing is."""
        adjusting = self._adjusting
        if adjusting.original:
            self._show(self.tr("As it is"), self.tr("The picture as it is, while the key is held"))
        elif adjusting.adjusted:
            tip = self._with_key(self.tr("Show the picture as it is"), self._reset)
            self._show(self.tr("Adjusted view  ✕"), f"{self.tr('Adjusted view')}. {tip}")
        elif adjusting.too_dark:
            key = shown_key(self._adjust)
            text = self.tr("Dark 16-bit picture. Key {key} adjusts it.").format(key=key)
            text = text if key else self.tr("Dark 16-bit picture. Press here to adjust it.")
            self._show(text, text)
        elif not self.isHidden():
            self._leave()

    def _show(self, text: str, tip: str) -> None:
        if (text, tip) != (self.text(), self.toolTip()):
            self.setText(text)
            self.setToolTip(tip)
            self.setAccessibleName(tip)
            self.adjustSize()
        self.show()

    def _leave(self) -> None:
        if self.hasFocus():
            self._canvas.setFocus()
        self.hide()

    def _press(self) -> None:
        (self._reset if self._adjusting.adjusted else self._adjust).trigger()

    @staticmethod
    def _with_key(text: str, action: QAction) -> str:
        key = shown_key(action)
        return f"{text} ({key})" if key else text
