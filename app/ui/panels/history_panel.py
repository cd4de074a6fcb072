"""Everything that was done, and the way back to any moment of it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.ui import theme
from app.ui.language import Retranslated
from app.ui.naming import named
from app.ui.panels.history_model import HistoryModel, Role
from app.ui.session import Session

_Index = QModelIndex | QPersistentModelIndex
MARGIN = 10
BAR = 3


class StepDelegate(QStyledItemDelegate):
    """Paints a step: its name, below it where and when; a bar beside the one where the project is now."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802
        """All rows are equally high."""
        return QSize(120, 2 * QFontMetrics(option.font).height() + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """One row."""
        styled = QStyleOptionViewItem(option)
        self.initStyleOption(styled, index)
        styled.text = ""
        styled.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, styled, painter, styled.widget
        )
        selected = bool(styled.state & QStyle.StateFlag.State_Selected)
        colours = theme.current()
        ink = styled.palette.color(QPalette.ColorRole.HighlightedText) if selected else None
        undone, now = bool(index.data(Role.UNDONE)), bool(index.data(Role.NOW))
        painter.save()
        if now:
            bar = QRect(styled.rect.left(), styled.rect.top() + 4, BAR, styled.rect.height() - 8)
            painter.fillRect(bar, ink or QColor(colours.accent))
        rect = styled.rect.adjusted(MARGIN, 6, -MARGIN, -6)
        half = rect.height() // 2
        font = styled.font
        font.setBold(now)
        font.setItalic(undone)
        painter.setFont(font)
        painter.setPen(ink or QColor(colours.muted if undone else colours.text))
        self._write(painter, QRect(rect.left(), rect.top(), rect.width(), half), str(index.data()))
        font.setBold(False)
        font.setItalic(False)
        painter.setFont(font)
        painter.setPen(ink or QColor(colours.muted))
        below = QRect(rect.left(), rect.top() + half, rect.width(), rect.height() - half)
        self._write(painter, below, str(index.data(Role.SUBTITLE)))
        painter.restore()

    def _write(self, painter: QPainter, rect: QRect, text: str) -> None:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)


class HistoryPanel(Retranslated, QWidget):
    """The list of steps; a click, or Enter, goes to the moment after one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("historyPanel")
        self._session = session
        self._stale = True
        self.model = HistoryModel(session, self)
        self.hint = named(QLabel(wordWrap=True), "historyHint")
        self.hint.setProperty("quiet", True)
        self.list = named(QListView(), "historyList")
        self.list.setModel(self.model)
        self.list.setItemDelegate(StepDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 12, 8)
        column.setSpacing(4)
        column.addWidget(self.hint)
        column.addWidget(self.list, 1)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._bring)
        self._restart = True
        session.project_changed.connect(self._on_project_changed)
        session.changed.connect(lambda _change: self._later())
        self.list.clicked.connect(self._travel)
        self.list.activated.connect(self._travel)
        self.say()

    def say(self) -> None:
        """The fixed words."""
        self._say_hint()
        self.list.setAccessibleName(self.tr("History"))
        self._restart = True
        self._later()

    def begin(self) -> None:
        """Let a person walk through the steps by keys, from where the project is now."""
        self._bring()
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Make good what was left while nobody looked."""
        super().showEvent(event)
        if self._stale:
            self._soon.start()

    def _say_hint(self) -> None:
        looking = self._session.store is not None and not self._session.writable
        self.hint.setText(
            self.tr("The project is open for looking only.")
            if looking
            else self.tr("Click a step to go to the moment after it.")
        )

    def _on_project_changed(self) -> None:
        self._say_hint()
        self._restart = True
        self._bring()

    def _later(self) -> None:
        self._stale = True
        if self.isVisible():
            self._soon.start()

    def _bring(self) -> None:
        """Show the steps as they are now, with the one in sight where the project is."""
        if self._session.store is not None and not self.isVisible():
            self._stale = True
            return
        self._stale = False
        if self._restart:
            self._restart = False
            self.model.restart()
        else:
            self.model.refresh()
        now = self.model.now
        if now >= 0:
            index = self.model.index(now)
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)

    def _travel(self, index: QModelIndex) -> None:
        if index.isValid() and self._session.writable:
            self._session.travel_to(self.model.seq(index.row()))
