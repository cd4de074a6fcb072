"""Anything by name: a line to type in, and what it may mean below."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.ui import theme
from app.ui.key_buttons import CAP_HEIGHT, cap_width, paint_cap
from app.ui.naming import named
from app.ui.palette_entries import Entry

WIDTH, ROWS, MARGIN = 620, 11, 12
ENTRY = Qt.ItemDataRole.UserRole
_WALK = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class FoundModel(QAbstractListModel):
    """What was found, the best first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._entries: Sequence[Entry] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        """Show these."""
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        """A row for each."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words; for assistive technology with all that is beside them."""
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (entry.words, entry.kind, entry.why_not, *entry.keys)))
        return entry if role == ENTRY else None


class FoundDelegate(QStyledItemDelegate):
    """Words at the left; at the right the key, else what it is, or why it cannot be done."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One row."""
        entry = index.data(ENTRY)
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        bare.text = ""
        widget = bare.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, widget)
        chosen = bool(bare.state & QStyle.StateFlag.State_Selected)
        colours = theme.current()
        quiet = QColor(colours.on_accent if chosen else colours.muted)
        ink = QColor(colours.on_accent if chosen else colours.text)
        room = QRectF(bare.rect.adjusted(MARGIN, 0, -MARGIN, 0))
        right = room.right()
        for key in reversed(entry.keys):
            width = cap_width(widget, key)
            cap = QRectF(right - width, room.center().y() - CAP_HEIGHT / 2 + 1, width, CAP_HEIGHT)
            paint_cap(painter, cap, key, quiet if entry.why_not else ink)
            right = cap.left() - 8
        note = entry.why_not or entry.kind
        metrics = bare.fontMetrics
        taken = min(metrics.horizontalAdvance(note) + 2, int(room.width() * 0.55))
        side = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setPen(quiet)
        beside = QRectF(right - taken, room.top(), taken + 1, room.height())
        painter.drawText(
            beside,
            side | int(Qt.AlignmentFlag.AlignRight),
            metrics.elidedText(note, Qt.TextElideMode.ElideRight, taken),
        )
        painter.setPen(quiet if entry.why_not else ink)
        left = QRectF(room.left(), room.top(), beside.left() - room.left() - MARGIN, room.height())
        words = metrics.elidedText(entry.words, Qt.TextElideMode.ElideMiddle, int(left.width()))
        painter.drawText(left, side, words)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """High enough for a finger."""
        return QSize(WIDTH, max(32, option.fontMetrics.height() + 14))


class Palette(QDialog):
    """Opens below the top of its window; goes away once something was chosen or somewhere else is clicked."""

    def __init__(self, find: Callable[[str], Sequence[Entry]], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Find anything"))
        self.setAccessibleName(self.tr("Find anything"))
        self._find = find
        self._model = FoundModel(self)
        prompt = self.tr("Type what to do, a picture, a class, a project")
        self.field = named(QLineEdit(clearButtonEnabled=True), "paletteField", prompt)
        self.field.setPlaceholderText(prompt)
        self.list = named(QListView(), "paletteList", self.tr("Found"))
        self.list.setModel(self._model)
        self.list.setItemDelegate(FoundDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.none = named(QLabel(self.tr("Nothing is called that.")), "paletteNone")
        self.none.setProperty("quiet", True)
        self.none.setContentsMargins(MARGIN, 8, MARGIN, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        for part in (self.field, self.list, self.none):
            column.addWidget(part)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._look)
        self.list.clicked.connect(lambda _index: self.run_chosen())
        self._look("")
        self._take_place(parent)
        self.field.setFocus()

    def run_chosen(self) -> None:
        """Do what is chosen, after the palette is gone; nothing if it cannot be done now."""
        entry: Entry | None = self.list.currentIndex().data(ENTRY)
        if entry is None or entry.why_not:
            return
        self.close()
        entry.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """While typing, the arrows walk the list and Enter chooses."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _WALK:
                QApplication.sendEvent(self.list, event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.run_chosen()
                return True
        return super().eventFilter(watched, event)

    def _look(self, text: str) -> None:
        found = self._find(text)
        self._model.show(found)
        self.none.setVisible(not found)
        self.list.setVisible(bool(found))
        self.list.setCurrentIndex(self._model.index(0))

    def _take_place(self, window: QWidget) -> None:
        row = self.list.sizeHintForRow(0)
        height = min(ROWS * max(32, row) + 80, window.height() - 80)
        width = min(WIDTH, window.width() - 80)
        self.resize(width, height)
        middle = window.mapToGlobal(window.rect().center())
        self.move(middle.x() - width // 2, window.mapToGlobal(window.rect().topLeft()).y() + 56)
