"""The table in which classes are: painted swatches and keys, dragged rows, and what its own keys do."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.ui import theme
from app.ui.dialogs.shortcut_sheet import KeyField
from app.ui.key_buttons import CAP_HEIGHT, cap_width, paint_cap
from app.ui.keymap import portable
from app.ui.marks import paint_swatch
from app.ui.panels.classes_model import ClassesModel, Column

ROW_HEIGHT = 32
_NO_KEY = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
_OWN_KEYS = {
    (Qt.KeyboardModifier.NoModifier, Qt.Key.Key_F2): "rename",
    (Qt.KeyboardModifier.NoModifier, Qt.Key.Key_Delete): "delete",
    (Qt.KeyboardModifier.NoModifier, Qt.Key.Key_Return): "use",
    (Qt.KeyboardModifier.NoModifier, Qt.Key.Key_Enter): "use",
    (Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Up): "up",
    (Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Down): "down",
}
_Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Marks the row that the keys are on only while they are on it."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:  # noqa: N802
        """No mark where the keys are elsewhere."""
        super().initStyleOption(option, index)
        _unmark(option)


class SwatchDelegate(QStyledItemDelegate):
    """Paints a class's colour."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """A square in the middle of the cell."""
        _paint_ground(painter, option)
        colour = index.data(Qt.ItemDataRole.DecorationRole)
        centre = QRectF(option.rect).center()
        paint_swatch(painter, QRectF(centre.x() - 8, centre.y() - 8, 16, 16), colour.name())

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802
        """A square with room round it."""
        return QSize(26, ROW_HEIGHT)


class KeyDelegate(QStyledItemDelegate):
    """Paints the key of a class as a key, and takes another."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """The key in the middle of the cell."""
        _paint_ground(painter, option)
        key = index.data()
        if key:
            centre, width = QRectF(option.rect).center(), cap_width(option.widget, str(key))
            cap = QRectF(centre.x() - width / 2, centre.y() - CAP_HEIGHT / 2, width, CAP_HEIGHT)
            paint_cap(painter, cap, str(key), QColor(theme.current().muted))

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802
        """Room for the key as it is written."""
        return QSize(max(32, cap_width(option.widget, str(index.data() or "")) + 8), ROW_HEIGHT)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:  # noqa: N802
        """A field that takes the next key."""
        field = KeyField(self.tr("Press a key"))
        field.setParent(parent)
        field.setObjectName("classKey")
        field.setAccessibleName(self.tr("New key of the class; Backspace for none"))
        field.keySequenceChanged.connect(lambda _sequence: self._take(field))
        return field

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:  # noqa: N802
        """Over the row's right end: the cell alone is too narrow for words."""
        rect = option.rect
        editor.setGeometry(rect.adjusted(min(0, rect.width() - 120), 0, 0, 0))

    def setEditorData(self, editor: QWidget, index: _Index) -> None:  # noqa: N802
        """The field begins empty: it waits for another key."""

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:  # noqa: N802
        """The key as portable text."""
        assert isinstance(editor, KeyField)
        if not editor.property("given"):
            return
        model.setData(index, portable(editor.keySequence().toString()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Backspace takes the key away."""
        if (
            isinstance(watched, KeyField)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _NO_KEY
        ):
            watched.setProperty("given", True)
            self.commitData.emit(watched)
            self.closeEditor.emit(watched)
            return True
        return super().eventFilter(watched, event)

    def _take(self, field: KeyField) -> None:
        if not field.keySequence().isEmpty():
            field.setProperty("given", True)
            self.commitData.emit(field)
            self.closeEditor.emit(field)


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """What the style paints below a cell: the mark of the row that the keys are on."""
    style, bare = option.widget.style(), QStyleOptionViewItem(option)
    _unmark(bare)
    style.drawControl(style.ControlElement.CE_ItemViewItem, bare, painter, option.widget)


def _unmark(option: QStyleOptionViewItem) -> None:
    if not option.widget.hasFocus():
        option.state &= ~QStyle.StateFlag.State_Selected


class ClassesTable(QTableView):
    """Rows of classes. It takes the focus by Tab only: after a click, keys go on meaning what they mean on the picture.

    Signals:
        asked: One of its own keys was pressed on a row: "rename", "delete", "use", "up" or "down".
    """

    asked = Signal(str)

    def __init__(self, model: ClassesModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("classesTable")
        self.setModel(model)
        self.setItemDelegate(RowDelegate(self))
        self.setItemDelegateForColumn(Column.COLOUR, SwatchDelegate(self))
        self.setItemDelegateForColumn(Column.KEY, KeyDelegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(max(ROW_HEIGHT, self.fontMetrics().height() + 12))
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setMinimumHeight(2 * ROW_HEIGHT)
        self._lay_out()

    def _lay_out(self) -> None:
        header = self.horizontalHeader()
        header.setMinimumSectionSize(20)
        for column, width in ((Column.SHOWN, 28), (Column.COLOUR, 28)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, width)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        for column in (Column.COUNT, Column.KEY):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """The keys begin on the first row."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, Column.NAME))

    def event(self, event: QEvent) -> bool:
        """Take its own keys before the shortcuts of the window."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and self._asked(event)
            and self.state() is not QAbstractItemView.State.EditingState
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """What one of its own keys asks for."""
        asked = self._asked(event)
        if asked and self.currentIndex().isValid():
            self.asked.emit(asked)
        else:
            super().keyPressEvent(event)

    def _asked(self, event: QKeyEvent) -> str:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return _OWN_KEYS.get((modifiers, Qt.Key(event.key())), "")
