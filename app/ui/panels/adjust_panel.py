"""The panel that changes how pictures are seen."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDockWidget,
    QFrame,
    QGridLayout,
    QLabel,
    QMainWindow,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.media.levels import CHANNELS, HIGHEST_GAMMA, LOWEST_GAMMA
from app.ui.adjusting import Adjusting
from app.ui.flow_layout import FlowLayout
from app.ui.key_buttons import KeyButton
from app.ui.language import Retranslated
from app.ui.naming import named
from app.ui.panels.histogram_view import HistogramView
from app.ui.panels.level_row import LevelRow

_SPARE = 24
"""What lies between docks has its share of the column too."""


class AdjustPanel(Retranslated, QScrollArea):
    """Histogram, channel, levels; all of it takes effect at once."""

    def __init__(self, adjusting: Adjusting, reset: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("adjustPanel")
        self._adjusting = adjusting
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = named(QWidget(), "adjustPage")
        self.setWidget(page)
        self.histogram = HistogramView(page)
        self.facts = named(QLabel(page), "adjustFacts")
        self.facts.setProperty("quiet", True)
        self._channel_label = QLabel(page)
        self.channel = named(QComboBox(page), "channel")
        self.channel.addItems([""] * len(CHANNELS))
        self._channel_label.setBuddy(self.channel)
        self.brightness = LevelRow("brightness", -100, 100, 0, page)
        self.contrast = LevelRow("contrast", -100, 100, 0, page)
        self.gamma = LevelRow("gamma", LOWEST_GAMMA, HIGHEST_GAMMA, 2, page)
        self.black = LevelRow("black", 0, 255, 0, page)
        self.white = LevelRow("white", 0, 255, 0, page)
        self.stretch = named(QCheckBox(page), "stretchEach")
        self.invert = named(QCheckBox(page), "invert")
        self.on_all = named(QCheckBox(page), "onAllFrames")
        self.reset = KeyButton(reset, "resetLook", page)
        self._lay_out(page)
        self._connect()
        self.say()

    def _lay_out(self, page: QWidget) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._channel_label, 0, 0)
        grid.addWidget(self.channel, 0, 1, 1, 2)
        for number, row in enumerate(self._rows, 1):
            row.place(grid, number)
        for box in (self.stretch, self.invert, self.on_all):
            box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 4, 12, 8)
        column.setSpacing(4)
        column.addWidget(self.histogram)
        column.addWidget(self.facts)
        column.addLayout(grid)
        last = named(QWidget(page), "adjustLast")
        beside = FlowLayout(last)
        beside.setSpacing(8)
        for widget in (self.stretch, self.invert, self.on_all, self.reset):
            beside.addWidget(widget)
        column.addWidget(last)
        column.addStretch(1)

    @property
    def _rows(self) -> tuple[LevelRow, ...]:
        return (self.brightness, self.contrast, self.gamma, self.black, self.white)

    def _connect(self) -> None:
        self.channel.activated.connect(lambda index: self._set(channel=CHANNELS[index]))
        self.brightness.moved.connect(lambda value: self._set(brightness=value / 100))
        self.contrast.moved.connect(lambda value: self._set(contrast=value / 100))
        self.gamma.moved.connect(lambda value: self._set(gamma=min(max(value, LOWEST_GAMMA), HIGHEST_GAMMA)))
        self.black.moved.connect(self._set_black)
        self.white.moved.connect(self._set_white)
        self.stretch.toggled.connect(self._adjusting.toggle_stretch)
        self.invert.toggled.connect(lambda inverted: self._set(inverted=inverted))
        self.on_all.toggled.connect(self._adjusting.set_on_all)
        self._adjusting.changed.connect(self._follow_if_seen)

    def say(self) -> None:
        """Set all fixed words, in the language of now."""
        self._channel_label.setText(self.tr("Channel"))
        self.channel.setAccessibleName(self.tr("Channel"))
        names = (self.tr("All channels"), self.tr("Red"), self.tr("Green"), self.tr("Blue"))
        for number, name in enumerate(names):
            self.channel.setItemText(number, name)
        self.brightness.say(self.tr("Brightness"))
        self.contrast.say(self.tr("Contrast"))
        self.gamma.say(self.tr("Gamma"), self.tr("Above 1 brightens what lies between black and white"))
        self.black.say(self.tr("Black"), self.tr("Values up to this one are seen black"))
        self.white.say(self.tr("White"), self.tr("Values from this one on are seen white"))
        self.stretch.setText(self.tr("Stretch each picture"))
        self.stretch.setToolTip(
            self.tr("Black and white from the picture itself: a thousandth of its values lies beyond each")
        )
        self.invert.setText(self.tr("Invert"))
        self.on_all.setText(self.tr("On all frames"))
        self.on_all.setToolTip(self.tr("Off: this frame has levels of its own until the project is closed"))
        self.reset.set_words(self.tr("Reset"))
        self._follow()

    def give_focus(self) -> None:
        """The keys go to the first slider; all of the panel is seen if the window has room for it."""
        QTimer.singleShot(0, self, self._take_room)  # once it is shown and laid out
        self.brightness.slider.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Somebody looks: find out what is in the picture."""
        super().showEvent(event)
        self._adjusting.watch(True)
        self._follow()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Nobody looks any more."""
        super().hideEvent(event)
        self._adjusting.watch(False)

    def _take_room(self) -> None:
        """Make the dock high enough; a place that it shares with others was cut for them."""
        dock, window, page = self.parentWidget(), self.window(), self.widget()
        if not isinstance(dock, QDockWidget) or not isinstance(window, QMainWindow) or dock.isFloating():
            return
        assert page is not None  # it is set in the constructor
        missing = page.heightForWidth(self.viewport().width()) + _SPARE - self.viewport().height()
        area, beside = window.dockWidgetArea(dock), {dock, *window.tabifiedDockWidgets(dock)}
        others = [
            other
            for other in window.findChildren(QDockWidget)
            if other not in beside and window.dockWidgetArea(other) == area and other.isVisible()
        ]
        if missing <= _SPARE or not others:
            return
        room = sum(other.height() for other in others)
        left = [max(1, other.height() * (room - missing) // room) for other in others]
        window.resizeDocks([dock, *others], [dock.height() + missing, *left], Qt.Orientation.Vertical)

    # --- what the person does ------------------------------------------------------------------------------

    def _set(self, **changed: float | str) -> None:
        self._adjusting.set_levels(replace(self._adjusting.levels, **changed))

    def _set_black(self, value: float) -> None:
        """It pushes white before it; a stretch ends with it."""
        full = self._full
        black = min(value, full - 1) / full
        self._set(black=black, white=max(self._adjusting.levels.white, black + 1 / full), stretched=False)

    def _set_white(self, value: float) -> None:
        full = self._full
        white = max(value, 1) / full
        self._set(white=white, black=min(self._adjusting.levels.black, white - 1 / full), stretched=False)

    @property
    def _full(self) -> int:
        found = self._adjusting.histogram
        return 255 if found is None else found.full

    # --- following -----------------------------------------------------------------------------------------

    def _follow_if_seen(self) -> None:
        if self.isVisible():
            self._follow()

    def _follow(self) -> None:
        levels, found = self._adjusting.levels, self._adjusting.histogram
        self.histogram.show_levels(found, levels)
        self.facts.setText(self._facts())
        full, top = (255, 255) if found is None else (found.full, found.top)
        used = [share * full for share in (levels.black, levels.white) if share < 1]
        reach = min(full, max([top, *used]))
        with QSignalBlocker(self.channel):
            self.channel.setCurrentIndex(CHANNELS.index(levels.channel))
        self.brightness.set_value(round(100 * levels.brightness))
        self.contrast.set_value(round(100 * levels.contrast))
        self.gamma.set_value(levels.gamma)
        for row, share in ((self.black, levels.black), (self.white, levels.white)):
            row.set_range(reach, full)
            row.set_value(round(share * full))
        for box, on in (
            (self.stretch, levels.stretched),
            (self.invert, levels.inverted),
            (self.on_all, self._adjusting.on_all),
        ):
            with QSignalBlocker(box):
                box.setChecked(on)

    def _facts(self) -> str:
        """How deep the picture is and what it uses of that."""
        found, locale = self._adjusting.histogram, self.locale()
        if found is None:
            return ""
        text = self.tr("{bits} bits, values {low} to {high}")
        return text.format(
            bits=found.full.bit_length(), low=locale.toString(found.low), high=locale.toString(found.high)
        )
