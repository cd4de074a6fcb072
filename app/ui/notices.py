"""The quiet bar above the picture: what happened, to what, and one thing to do about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.ui import theme
from app.ui.language import Retranslated
from app.ui.naming import named
from app.ui.sentences import said


class Level(Enum):
    """How much a notice matters. The value names its icon."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class Offer:
    """The one action of a notice."""

    text: str
    act: Callable[[], None]


@dataclass(frozen=True)
class Notice:
    """One sentence beside the work.

    Attributes:
        key: A later notice with the same key takes this one's place.
        detail: Technical facts behind the Details button; may be empty.
    """

    key: str
    text: str
    level: Level = Level.INFO
    detail: str = ""
    offers: tuple[Offer, ...] = ()


WORDS_WIDTH = 260
"""What a sentence wants at least beside its buttons, in pixels."""


class NoticeBar(Retranslated, QFrame):
    """Shows the newest notice; closing it shows the one before.

    Signals:
        changed: Another notice is shown, or none.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("noticeBar")
        self._notices: list[Notice] = []
        self._tail = QWidget()
        self._narrow = False
        self._icon = QLabel()
        self._text = named(QLabel(wordWrap=True), "noticeText")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._more = named(QLabel(), "noticeMore")
        self._offers = QHBoxLayout()
        self._offers.setSpacing(8)
        self._details = self._button("", "noticeDetails", self._toggle_details)
        self._details.setCheckable(True)
        self._copy = self._button("", "noticeCopy", self._copy_text)
        self._close = named(QToolButton(autoRaise=True), "noticeClose")
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.setIcon(theme.icon("close"))
        self._close.clicked.connect(self.close_current)
        self._facts = named(QPlainTextEdit(readOnly=True), "noticeFacts")
        self._facts.setFixedHeight(140)
        self._lay_out()
        theme.notifier().changed.connect(self._paint_icon)
        self.say()
        self._show()

    def say(self) -> None:
        """The words of the bar. A notice that came in words of the language before keeps them."""
        self.setAccessibleName(self.tr("Notices"))
        self._details.setText(self.tr("Details"))
        self._copy.setText(self.tr("Copy"))
        self._close.setToolTip(self.tr("Close this notice"))
        self._close.setAccessibleName(self.tr("Close this notice"))
        self._facts.setAccessibleName(self.tr("Technical details"))
        self._say_older()
        if self.current is not None:
            self._say_text(self.current)

    def _say_text(self, notice: Notice) -> None:
        words = said(notice.text)
        self._text.setText(words)
        self._text.setAccessibleName(words)

    def _button(self, text: str, name: str, slot: Callable[[], None]) -> QPushButton:
        button = named(QPushButton(text), name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _checked=False: slot())
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._more)
        # As wide as its buttons, whatever else there is: their words are never cut.
        self._tail.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        tail = QHBoxLayout(self._tail)
        tail.setContentsMargins(0, 0, 0, 0)
        tail.setSpacing(8)
        tail.addLayout(self._offers)
        for widget in (self._details, self._copy):
            tail.addWidget(widget)
        row.addWidget(self._tail)
        row.addWidget(self._close)
        self._row = row
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 8, 6)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self._facts)

    def suit(self, width: int) -> None:
        """In this many pixels the buttons stand behind the words, or where that leaves too few for those below them."""
        narrow = width < self._tail.sizeHint().width() + WORDS_WIDTH
        if narrow != self._narrow:
            self._narrow = narrow
            if narrow:
                self._column.insertWidget(1, self._tail, 0, Qt.AlignmentFlag.AlignRight)
            else:
                self._row.insertWidget(self._row.count() - 1, self._tail)

    @property
    def current(self) -> Notice | None:
        """The notice that is shown."""
        return self._notices[-1] if self._notices else None

    def show_notice(self, notice: Notice) -> None:
        """Show a notice, in place of an older one with the same key."""
        self._notices = [item for item in self._notices if item.key != notice.key]
        self._notices.append(notice)
        self._show()

    def withdraw(self, key: str) -> None:
        """What the notice said no longer holds."""
        kept = [item for item in self._notices if item.key != key]
        if len(kept) != len(self._notices):
            self._notices = kept
            self._show()

    def close_current(self) -> None:
        """The person has read it."""
        if self._notices:
            self._notices.pop()
            self._show()

    def clear(self) -> None:
        """Drop all notices: they were about another project."""
        self._notices.clear()
        self._show()

    def _show(self) -> None:
        notice = self.current
        self._details.setChecked(False)
        self._facts.hide()
        while (item := self._offers.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.setVisible(notice is not None)
        if notice is not None:
            self._fill(notice)
        self.changed.emit()

    def _fill(self, notice: Notice) -> None:
        # The style sheet of the theme colours the bar by this property.
        self.setProperty("level", notice.level.value)
        for part in (self, self._icon, self._text, self._more):
            self.style().unpolish(part)
            self.style().polish(part)
        self._paint_icon()
        self._say_text(notice)
        self._say_older()
        self._facts.setPlainText(notice.detail)
        self._details.setVisible(bool(notice.detail))
        self._copy.setVisible(bool(notice.detail))
        for offer in notice.offers:
            button = self._button(offer.text, "noticeOffer", partial(self._take, notice, offer))
            self._offers.addWidget(button)

    def _paint_icon(self) -> None:
        """A label holds pixels, which do not follow the colours of the scheme by themselves."""
        if self.current is not None:
            icon = theme.icon(self.current.level.value)
            self._icon.setPixmap(icon.pixmap(QSize(20, 20), self.devicePixelRatioF()))

    def _say_older(self) -> None:
        older = max(0, len(self._notices) - 1)
        self._more.setText(self.tr("%Ln more", "", older) if older else "")
        self._more.setVisible(bool(older))

    def _take(self, notice: Notice, offer: Offer) -> None:
        self.withdraw(notice.key)
        offer.act()

    def _toggle_details(self) -> None:
        self._facts.setVisible(self._details.isChecked())

    def _copy_text(self) -> None:
        notice = self.current
        if notice is not None:
            QGuiApplication.clipboard().setText(f"{said(notice.text)}\n\n{notice.detail}".strip())
