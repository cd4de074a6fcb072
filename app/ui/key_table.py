"""All keys as rows, by menu, with the keys drawn as keys."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, QSortFilterProxyModel, Qt
from PySide6.QtGui import QColor, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.ui import theme
from app.ui.actions import MENUS, plain_words
from app.ui.commands import ACTIONS
from app.ui.key_buttons import CAP_HEIGHT, cap_width, paint_cap
from app.ui.keymap import FIXED, Keymap, native
from app.ui.words import translate

ID = Qt.ItemDataRole.UserRole
CAPS = Qt.ItemDataRole.UserRole + 1
SEARCHED = Qt.ItemDataRole.UserRole + 2
NOTE = Qt.ItemDataRole.UserRole + 3
KEYS_COLUMN = 1

Index = QModelIndex | QPersistentModelIndex


class KeyTable(QStandardItemModel):
    """A row for each action below its menu, and below them the keys of the picture, which stay as they are."""

    def __init__(self, keymap: Keymap, parent: QWidget) -> None:
        super().__init__(0, 2, parent)
        self._keymap = keymap
        self.setHorizontalHeaderLabels([self.tr("What it does"), self.tr("Keys")])
        for menu, title in (*MENUS, ("", "")):
            specs = [spec for spec in ACTIONS if spec.menu.lstrip("-") == menu]
            words = plain_words(translate("Actions", title)) if menu else self.tr("Picture")
            group = self._group(words)
            for spec in specs:
                group.appendRow(self._row(plain_words(translate("Actions", spec.text)), spec.id))
            if not menu:
                for fixed in FIXED:
                    group.appendRow(self._row(translate("Keymap", fixed.text), "", fixed.keys))
        self.fill()

    def fill(self) -> None:
        """The keys of now."""
        for group in map(self.item, range(self.rowCount())):
            for number in range(group.rowCount()):
                action_id = group.child(number).data(ID)
                if action_id:
                    keys = self._keymap.keys(action_id)
                    self._write(group.child(number), group.child(number, KEYS_COLUMN), keys)

    def _group(self, words: str) -> QStandardItem:
        title = QStandardItem(words)
        title.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        filler = QStandardItem()
        filler.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.appendRow([title, filler])
        return title

    def _row(self, words: str, action_id: str, keys: tuple[str, ...] = ()) -> list[QStandardItem]:
        what, caps = QStandardItem(words), QStandardItem()
        what.setData(action_id, ID)
        for item in (what, caps):
            item.setEditable(False)
        self._write(what, caps, keys)
        return [what, caps]

    def _write(self, what: QStandardItem, caps: QStandardItem, keys: tuple[str, ...]) -> None:
        shown = [native(key) for key in keys]
        note = self._note(what.data(ID), keys)
        words = " ".join(filter(None, (", ".join(shown), note)))
        caps.setText(words)
        caps.setData(shown, CAPS)
        caps.setData(note, NOTE)
        what.setData(f"{what.text()} {words}".casefold(), SEARCHED)

    def _note(self, action_id: str, keys: tuple[str, ...]) -> str:
        if not action_id:
            return self.tr("fixed")
        if self._keymap.differs(action_id):
            return self.tr("changed") if keys else self.tr("none, changed")
        return "" if keys else self.tr("none")

    def as_text(self) -> str:
        """The whole table as lines, to be copied."""
        lines = []
        for group in map(self.item, range(self.rowCount())):
            lines.append(group.text())
            lines += [
                f"  {group.child(number).text()}: {group.child(number, KEYS_COLUMN).text()}"
                for number in range(group.rowCount())
            ]
        return "\n".join(lines) + "\n"


class FoundKeys(QSortFilterProxyModel):
    """The rows in which all words that are looked for appear, below their menus."""

    def __init__(self, table: KeyTable, parent: QWidget) -> None:
        super().__init__(parent)
        self._words: list[str] = []
        self.setRecursiveFilteringEnabled(True)
        self.setSourceModel(table)

    def look_for(self, text: str) -> None:
        """Words, or a part of a key as it is written."""
        self.beginFilterChange()
        self._words = text.casefold().split()
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:  # noqa: N802
        """Titles follow their rows."""
        text = self.sourceModel().index(row, 0, parent).data(SEARCHED)
        if text is None:
            return not self._words
        return all(word in text for word in self._words)


class CapsDelegate(QStyledItemDelegate):
    """Draws keys as keys; words stand where there is none, and behind keys that were changed or are fixed."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The selection of the style, and the keys and words on it."""
        caps, note = index.data(CAPS), index.data(NOTE)
        if caps is None:
            super().paint(painter, option, index)
            return
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        bare.text = ""
        widget = bare.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, widget)
        chosen = bool(bare.state & QStyle.StateFlag.State_Selected)
        colours = theme.current()
        left, top = float(bare.rect.left() + 6), bare.rect.center().y() - CAP_HEIGHT / 2 + 1
        for cap in caps:
            width = cap_width(widget, cap)
            ink = colours.on_accent if chosen else colours.text
            paint_cap(painter, QRectF(left, top, width, CAP_HEIGHT), cap, QColor(ink))
            left += width + 6
        painter.setPen(QColor(colours.on_accent if chosen else colours.muted))
        rest = QRectF(left, bare.rect.top(), bare.rect.right() - left, bare.rect.height())
        painter.drawText(rest, int(Qt.AlignmentFlag.AlignVCenter), note)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Room for the keys above each other's rows."""
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), max(hint.height(), CAP_HEIGHT + 9))
