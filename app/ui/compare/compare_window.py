"""Two versions side by side: the same pinned frames under one divider, and everything that was measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.services.comparing import ComparedFrame, Comparison
from app.ui.canvas import CanvasBox
from app.ui.compare.divided_view import DividedView
from app.ui.compare.frame_bar import STEPS, FrameBar, VerdictLine, divider_slider
from app.ui.compare.numbers_table import NumbersTable
from app.ui.language import Retranslated
from app.ui.naming import named
from app.ui.sentences import said
from retinanet_core.types import Image

USUAL_SIZE = QSize(1080, 780)
ARROW_STEP = 0.02


@dataclass(frozen=True)
class Pair:
    """The two versions that are compared; `report` is what was measured of just these two, or {}.

    Without `before` there are no pictures to compare, only what was measured.
    """

    before: int | None
    after: int
    report: dict[str, Any]


class CompareWindow(Retranslated, QDialog):
    """Blocks nothing: labelling and teaching go on beside it.

    Signals:
        step_wanted: Show the frame so many places on.
    """

    step_wanted = Signal(int)

    def __init__(self, pair: Pair, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("compareWindow")
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.pair = pair
        self.bar = FrameBar()
        self.view = DividedView()
        self.left = named(VerdictLine(), "compareBefore")
        self.right = named(VerdictLine(), "compareAfter")
        self.slider = divider_slider()
        self.message = named(QLabel(wordWrap=True), "compareMessage")
        self.waiting = QProgressBar(textVisible=False)
        self.numbers = NumbersTable()
        self.tabs = named(QTabWidget(), "compareTabs")
        self._pages = QStackedWidget()
        self._legend = QLabel()
        self._rests_on = named(QLabel(wordWrap=True), "compareRestsOn")
        self._lay_out()
        self._connect()
        self.resize(USUAL_SIZE.boundedTo(self.screen().availableSize() - QSize(40, 60)))
        self.say()

    def say(self) -> None:
        """Fixed words; the lines around the picture say their own."""
        pair, version = self.pair, self.tr("Version {id}")
        title = version if pair.before is None else self.tr("Version {before} and version {id}")
        self.setWindowTitle(title.format(before=pair.before, id=pair.after))
        self.view.set_names(version.format(id=pair.before), version.format(id=pair.after))
        words = self.tr("Move the divider (Left, Right)")
        self.slider.setToolTip(words)
        self.slider.setAccessibleName(words)
        for place in range(self.tabs.count()):
            pictures = self.tabs.widget(place) is self._pages
            self.tabs.setTabText(place, self.tr("Pictures") if pictures else self.tr("Numbers"))
        self._legend.setText(self.tr("Solid: found. Dashed: extra. Thin and crossed: missed."))
        self._rests_on.setText(self._basis())

    # --- parts -------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._pages.addWidget(self._make_message_page())
        self._pages.addWidget(self._make_picture_page())
        if self.pair.before is not None:
            self.tabs.addTab(self._pages, "")
        if self.pair.report.get("after"):
            self.tabs.addTab(self._make_numbers_page(), "")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.tabs)

    def _make_message_page(self) -> QWidget:
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.message.setMaximumWidth(460)
        self.waiting.setRange(0, 0)
        self.waiting.setFixedWidth(200)
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch(1)
        column.addWidget(self.message, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.waiting, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return page

    def _make_picture_page(self) -> QWidget:
        self._legend.setProperty("quiet", True)
        self.right.setAlignment(Qt.AlignmentFlag.AlignRight)
        words = QHBoxLayout()
        words.addWidget(self.left, 1)
        words.addWidget(self._legend)
        words.addWidget(self.right, 1)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(self.bar)
        column.addWidget(self.view, 1)
        column.addWidget(self.slider)
        column.addLayout(words)
        return page

    def _make_numbers_page(self) -> QWidget:
        self.numbers.show_report(self.pair.report)
        self._rests_on.setProperty("quiet", True)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(self._rests_on)
        column.addWidget(self.numbers, 1)
        return page

    def _basis(self) -> str:
        after = self.pair.report.get("after") or {}
        frames, empty = int(after.get("frames") or 0), int(after.get("empty_frames") or 0)
        words = self.tr("Measured on %Ln pinned frames.", "", frames)
        if empty:
            extra = int(after.get("extra_on_empty") or 0)
            words += " " + self.tr("%Ln of them show nothing;", "", empty)
            words += " " + self.tr("there the new version shows %Ln boxes.", "", extra)
        return words

    def _connect(self) -> None:
        self.bar.step_wanted.connect(self.step_wanted)
        self.slider.valueChanged.connect(lambda value: self.view.set_divider(value / STEPS))
        self.view.divider_moved.connect(lambda share: self.slider.setValue(round(share * STEPS)))
        for keys, act in (
            ("PgDown", lambda: self.step_wanted.emit(1)),
            ("PgUp", lambda: self.step_wanted.emit(-1)),
            ("Left", lambda: self._nudge(-ARROW_STEP)),
            ("Right", lambda: self._nudge(ARROW_STEP)),
            ("+", lambda: self.view.zoom(1)),
            ("=", lambda: self.view.zoom(1)),
            ("-", lambda: self.view.zoom(-1)),
            ("F", self.view.fit),
        ):
            # They belong to the pictures: while the numbers are in sight the table has its keys.
            QShortcut(QKeySequence(keys), self._pages).activated.connect(act)

    def _nudge(self, by: float) -> None:
        self.slider.setValue(self.slider.value() + round(by * STEPS))

    # --- what is shown -----------------------------------------------------------------------------------

    def show_message(self, text: str, *, busy: bool = False) -> None:
        """Words in place of the picture."""
        self.message.setText(said(text))
        self.waiting.setVisible(busy)
        self._pages.setCurrentIndex(0)

    def show_numbers(self) -> None:
        """Turn to what was measured, if there is any."""
        self.tabs.setCurrentIndex(self.tabs.count() - 1)

    def show_progress(self, comparison: Comparison) -> None:
        """How far looking at all frames is."""
        self.bar.show_progress(comparison)

    def show_place(self, name: str, number: int, count: int) -> None:
        """Which frame it is, and where it stands among the others (from 1)."""
        self.bar.show_place(name, number, count)

    def show_sides(self, compared: ComparedFrame) -> None:
        """What both versions make of the frame, in counts."""
        if self._pages.currentIndex() == 0:
            self._pages.setCurrentIndex(1)
            self.slider.setFocus()
        if self.pair.before is not None:
            self.left.show_side(self.pair.before, compared.before)
        self.right.show_side(self.pair.after, compared.after)

    def show_picture(
        self, image: Image | None, left: list[CanvasBox], right: list[CanvasBox], message: str = ""
    ) -> None:
        """The picture with the boxes of both sides, or why there is none."""
        self.view.set_image(image, message)
        self.view.set_boxes(left, right)
