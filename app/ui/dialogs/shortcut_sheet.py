"""All keys on one sheet: looked for, changed, given back. A key that is taken is refused, by the name of who has it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from app.settings import SettingsError
from app.ui.actions import plain_words
from app.ui.key_table import ID, KEYS_COLUMN, CapsDelegate, FoundKeys, KeyTable
from app.ui.keymap import Keymap, KeyTakenError, Owner, native, portable
from app.ui.naming import named, plain_buttons
from app.ui.words import translate

SIZE = (640, 620)


class KeyField(QKeySequenceEdit):
    """Takes one key with its modifiers. Tab and Esc mean what they mean elsewhere."""

    def __init__(self, placeholder: str) -> None:
        super().__init__()
        self.setMaximumSequenceLength(1)
        self.setFinishingKeyCombinations([])
        self._placeholder = placeholder
        self.keySequenceChanged.connect(lambda _sequence: self._ask())
        self._ask()

    def event(self, event: QEvent) -> bool:
        """Esc closes the sheet."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return False
        return super().event(event)

    def _ask(self) -> None:
        line = self.findChild(QLineEdit)
        if line is not None:
            line.setPlaceholderText(self._placeholder)


class ShortcutSheet(QDialog):
    """The sheet. What is changed on it holds at once."""

    def __init__(self, keymap: Keymap, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("shortcutSheet")
        self.setWindowTitle(self.tr("Keys"))
        self.resize(*SIZE)
        self._keymap = keymap
        self._table = KeyTable(keymap, self)
        self._found = FoundKeys(self._table, self)
        self.search = named(
            QLineEdit(clearButtonEnabled=True), "keysSearch", self.tr("Find an action or a key")
        )
        self.search.setPlaceholderText(self.tr("Find an action or a key"))
        self.search.textChanged.connect(self._look_for)
        self.tree = self._make_tree()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.search)
        column.addWidget(self.tree, 1)
        column.addWidget(self._make_editor())
        column.addWidget(self._make_buttons())
        self.tree.selectionModel().currentChanged.connect(lambda _new, _old: self._begin())
        keymap.changed.connect(self._table.fill)
        self._begin()

    # --- what it is made of --------------------------------------------------------------------------------

    def _make_tree(self) -> QTreeView:
        tree = named(QTreeView(), "keysTree", self.tr("Keys"))
        tree.setModel(self._found)
        tree.setItemDelegateForColumn(KEYS_COLUMN, CapsDelegate(tree))
        tree.setRootIsDecorated(False)
        tree.setItemsExpandable(False)
        tree.setIndentation(16)
        tree.setAllColumnsShowFocus(True)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        tree.setTabKeyNavigation(False)
        tree.header().setSectionsMovable(False)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setStretchLastSection(False)
        tree.header().setSectionResizeMode(KEYS_COLUMN, QHeaderView.ResizeMode.ResizeToContents)
        tree.header().setMinimumSectionSize(220)
        tree.expandAll()
        tree.activated.connect(lambda _index: self.field.setFocus())
        return tree

    def _make_editor(self) -> QFrame:
        self._what = named(QLabel(wordWrap=True), "keysAction")
        self.field = named(KeyField(self.tr("Press a key")), "keysField", self.tr("New key"))
        self.field.keySequenceChanged.connect(lambda _sequence: self._check())
        self.problem = named(QLabel(wordWrap=True), "keysProblem")
        self.use = self._button(self.tr("Use this key"), "keysUse", self._use)
        self.add = self._button(self.tr("Add this key"), "keysAdd", self._add)
        self.none = self._button(self.tr("No key"), "keysNone", lambda: self._give(()))
        self.back = self._button(self.tr("As it was"), "keysBack", self._put_back)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        for button in (self.use, self.add, self.none, self.back):
            row.addWidget(button)
        frame = QFrame()
        frame.setProperty("row", True)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(12, 10, 12, 10)
        inside.setSpacing(8)
        inside.addWidget(self._what)
        inside.addLayout(row)
        inside.addWidget(self.problem)
        return frame

    def _make_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.all_back = self._button(self.tr("All keys as they were"), "keysAllBack", self._put_all_back)
        copy = self._button(self.tr("Copy the list"), "keysCopy", self._copy)
        for button in (self.all_back, copy):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        plain_buttons(buttons)
        buttons.rejected.connect(self.reject)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setAutoDefault(False)
        return buttons

    def _button(self, text: str, name: str, act: Callable[[], None]) -> QPushButton:
        button = named(QPushButton(text, autoDefault=False), name)
        button.clicked.connect(lambda _checked=False: act())
        return button

    # --- what is done on it --------------------------------------------------------------------------------

    @property
    def chosen(self) -> str:
        """The id of the action that is chosen; "" if none is."""
        index = self.tree.currentIndex()
        return str(index.siblingAtColumn(0).data(ID) or "") if index.isValid() else ""

    def choose(self, action_id: str) -> None:
        """Choose the row of an action."""
        first = self._found.index(0, 0)
        hits = self._found.match(
            first, ID, action_id, 1, Qt.MatchFlag.MatchRecursive | Qt.MatchFlag.MatchExactly
        )
        self.tree.setCurrentIndex(hits[0] if hits else QModelIndex())

    def _look_for(self, text: str) -> None:
        self._found.look_for(text)
        self.tree.expandAll()
        if self.tree.currentIndex().isValid():
            self.tree.scrollTo(self.tree.currentIndex())

    def _begin(self) -> None:
        """Another row: an empty field for it."""
        self.field.clear()
        self._check()

    def _check(self) -> None:
        """What can be done with the row and the key, and why not."""
        action_id, key = self.chosen, self._typed()
        self._what.setText(self._heading(action_id))
        owner = self._keymap.owner(key, action_id) if key and action_id else None
        had = key in self._keymap.keys(action_id) if action_id else False
        self._say(self._taken(key, owner) if owner else "")
        self.field.setEnabled(bool(action_id))
        self.use.setEnabled(bool(action_id and key) and owner is None)
        self.add.setEnabled(self.use.isEnabled() and not had and bool(self._keymap.keys(action_id)))
        self.none.setEnabled(bool(action_id) and bool(self._keymap.keys(action_id)))
        self.back.setEnabled(bool(action_id) and self._keymap.differs(action_id))
        self.all_back.setEnabled(self._keymap.any_differs)

    def _heading(self, action_id: str) -> str:
        if not action_id:
            return self.tr("Choose an action to change its keys. Keys of the picture are fixed.")
        index = self.tree.currentIndex().siblingAtColumn(0)
        return self.tr("New key for: {action}").format(action=index.data())

    def _taken(self, key: str, owner: Owner) -> str:
        context = "Actions" if owner.action_id else "Keymap"
        words = plain_words(translate(context, owner.text))
        if owner.action_id:
            text = self.tr("{key} belongs to “{other}”. Give that one another key first.")
        else:
            text = self.tr("{key} is fixed: “{other}”. Choose another key.")
        return text.format(key=native(key), other=words)

    def _typed(self) -> str:
        sequence = self.field.keySequence()
        return portable(sequence.toString(QKeySequence.SequenceFormat.PortableText))

    def _use(self) -> None:
        self._give((self._typed(),))

    def _add(self) -> None:
        self._give((*self._keymap.keys(self.chosen), self._typed()))

    def _put_back(self) -> None:
        self._give(self._keymap.usual(self.chosen))

    def _give(self, keys: Sequence[str]) -> None:
        action_id = self.chosen
        self._attempt(lambda: self._keymap.set_keys(action_id, keys))

    def _put_all_back(self) -> None:
        self._attempt(self._keymap.reset_all)

    def _attempt(self, act: Callable[[], None]) -> None:
        try:
            act()
        except KeyTakenError as error:
            self._say(self._taken(error.key, error.owner))
        except SettingsError as error:
            self._begin()
            self._say(error.message)
        else:
            self._begin()

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._table.as_text())
