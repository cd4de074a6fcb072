"""Above the list of frames: what is asked of them, as a line to type in and as chips."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QLocale, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.project.frame_filter import Filter, Range, Term
from app.project.frame_filter_text import FilterError, parse, terms, written
from app.project.frame_state import STATES
from app.ui import theme
from app.ui.filter_words import FilterWords
from app.ui.flow_layout import FlowLayout
from app.ui.frame_facts_keeper import FrameFactsKeeper
from app.ui.frame_state import name_of
from app.ui.language import Retranslated
from app.ui.naming import named
from app.ui.sentences import said
from app.ui.session import Session

_TYPING_MS = 120
_AT_ONCE = 5_000
"""With fewer frames than this every key stroke is answered at once."""

_CHIP = (
    "QToolButton {{ background: {soft}; color: {ink}; border-radius: 14px; padding: 2px 10px; }}"
    "QToolButton:hover, QToolButton:focus {{ border-color: {accent}; }}"
)


class FilterBar(Retranslated, QWidget):
    """A line, a menu, chips, and a check mark for what is asked most.

    Words typed hold at once. Terms such as `score:<0.4` do too, and become chips with Enter.

    Signals:
        changed: Something else is asked; carries the Filter.
    """

    changed = Signal(object)

    def __init__(self, session: Session, keeper: FrameFactsKeeper, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._keeper = session, keeper
        self._words = FilterWords(self)
        self._kept = Filter()
        self._told = Filter()
        self.line = named(QLineEdit(clearButtonEnabled=True), "framesFilter")
        self.add = named(QToolButton(), "addFilter")
        self.add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.add.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.add.setMenu(QMenu(self.add))
        self.unreviewed = named(QCheckBox(), "unreviewedOnly")
        self.unreviewed.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.problem = named(QLabel(wordWrap=True), "filterProblem")
        self.problem.hide()
        self._chips = QWidget(self)
        self._flow = FlowLayout(self._chips)
        self._chips.hide()
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._lay_out()
        self.line.textChanged.connect(self._on_typed)
        self.line.returnPressed.connect(self._keep_typed)
        self.unreviewed.toggled.connect(self._on_unreviewed)
        self.add.menu().aboutToShow.connect(self._fill_menu)
        self._typing.timeout.connect(self._tell)
        session.changed.connect(lambda change: self._show_chips() if change.class_ids else None)
        theme.notifier().changed.connect(self._dress)
        self._dress(theme.current())
        self.say()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.problem)
        column.addWidget(self._chips)
        column.addWidget(self.unreviewed)

    def _dress(self, colours: theme.Palette) -> None:
        self._chips.setStyleSheet(_CHIP.format(soft=colours.soft, ink=colours.on_soft, accent=colours.accent))
        self.problem.setStyleSheet(f"color: {colours.danger}")

    def say(self) -> None:
        """Set all fixed words, in the language of now."""
        self.line.setPlaceholderText(self.tr("Filter by name"))
        self.line.setAccessibleName(self.tr("Filter frames by name"))
        self.line.setToolTip(
            self.tr(
                "Words of the name, or terms: state:suggested class:… score:<0.4 boxes:>5 note:yes folder:…"
            )
        )
        self.add.setText(self.tr("Filter"))
        self.add.setToolTip(self.tr("Ask something of the frames that are listed"))
        self.unreviewed.setText(self.tr("Unreviewed only"))
        self._show_chips()

    # --- what is asked -------------------------------------------------------------------------------------

    @property
    def asked(self) -> Filter:
        """The chips, the check mark, and the line as far as it means something."""
        try:
            found = self._kept
            for term in terms(self.line.text(), self._class_ids()):
                found = found.with_term(term)
        except FilterError:
            return self._kept  # The problem is told; until it is mended the line asks nothing.
        return found

    def set_asked(self, asked: Filter) -> None:
        """Ask this instead of whatever was asked."""
        with QSignalBlocker(self.line):
            self.line.setText(" ".join(f'"{word}"' if " " in word else word for word in asked.text))
        self._keep(replace(asked, text=()))

    def text(self) -> str:
        """What is asked, to be remembered."""
        return written(self._told)

    def set_text(self, text: str) -> None:
        """Ask what was remembered; nothing if that means nothing any more."""
        try:
            self.set_asked(parse(text, {}))
        except FilterError:
            self.set_asked(Filter())

    def clear(self) -> None:
        """Ask nothing."""
        self.set_asked(Filter())

    def _keep(self, asked: Filter) -> None:
        self._kept = asked
        with QSignalBlocker(self.unreviewed):
            self.unreviewed.setChecked(asked.reviewed is False)
        self._show_chips()
        self._tell()

    def _on_unreviewed(self, only: bool) -> None:
        self._keep(replace(self._kept, reviewed=False if only else None))

    def _on_typed(self) -> None:
        if len(self._keeper.facts) < _AT_ONCE:
            self._tell()
        else:
            self._typing.start()

    def _keep_typed(self) -> None:
        """Terms of the line become chips; its words stay."""
        try:
            found = list(terms(self.line.text(), self._class_ids()))
        except FilterError:
            return
        kept = self._kept
        for term in found:
            if term.key != "text":
                kept = kept.with_term(term)
        self.set_asked(replace(kept, text=tuple(str(term.value) for term in found if term.key == "text")))

    def _tell(self) -> None:
        self._typing.stop()
        self._show_problem()
        asked = self.asked
        if asked != self._told:
            self._told = asked
            self.changed.emit(asked)

    def _show_problem(self) -> None:
        sentence = ""
        try:
            parse(self.line.text(), self._class_ids())
        except FilterError as error:
            sentence = str(error)
        self.problem.setText(said(sentence))
        self.problem.setVisible(bool(sentence))

    def _class_ids(self) -> dict[str, int]:
        return {item.name: item.id for item in self._session.classes}

    # --- chips ---------------------------------------------------------------------------------------------

    def _show_chips(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            chip = item.widget()
            if chip is not None:
                chip.hide()
                chip.deleteLater()
        names = {item.id: item.name for item in self._session.classes}
        for key, phrase in self._words.chips(self._kept, names):
            self._flow.addWidget(self._chip(key, phrase))
        self._chips.setVisible(self._flow.count() > 0)

    def _chip(self, key: str, phrase: str) -> QToolButton:
        chip = named(
            QToolButton(self._chips), f"chip-{key}", self.tr("Remove the filter: {what}").format(what=phrase)
        )
        chip.setProperty("chip", True)
        chip.setText(f"{phrase}  ✕")
        chip.setToolTip(chip.accessibleName())
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.clicked.connect(lambda _checked=False: self._keep(self._kept.without(key)))
        return chip

    # --- menu ----------------------------------------------------------------------------------------------

    def _fill_menu(self) -> None:
        menu, facts = self.add.menu(), self._keeper.facts
        menu.clear()
        counts = np.bincount(facts.states(), minlength=len(STATES)).tolist()
        states = menu.addMenu(self.tr("State"))
        for state, count in zip(STATES, counts, strict=True):
            self._entry(
                states, name_of(state), Term("state", frozenset({state})), count, state in self._kept.states
            )
        classes = menu.addMenu(self.tr("Class"))
        for item in self._session.classes:
            chosen = item.id in self._kept.classes
            self._entry(
                classes, item.name.replace("&", "&&"), Term("class", frozenset({item.id})), None, chosen
            )
        classes.setEnabled(not classes.isEmpty())
        for title, key, ranges in (
            (
                self.tr("Score of a suggestion"),
                "score",
                [Range(high=end, high_open=True) for end in (0.3, 0.5, 0.7)],
            ),
            (self.tr("Number of boxes"), "boxes", [Range(0, 0), Range(low=1), Range(low=10), Range(low=50)]),
            (
                self.tr("Longer side"),
                "size",
                [Range(high=1000, high_open=True), Range(low=4000), Range(low=10_000)],
            ),
        ):
            self._add_ranges(menu.addMenu(title), key, ranges)
        self._add_folders(menu)
        menu.addSeparator()
        for key, column in (
            ("reviewed", facts.reviewed),
            ("pinned", facts.pinned),
            ("note", facts.noted),
            ("problem", facts.troubled),
        ):
            ((_, phrase),) = self._words.chips(Filter().with_term(Term(key, True)), {})
            self._entry(
                menu, phrase, Term(key, True), int(np.count_nonzero(column)), getattr(self._kept, key) is True
            )

    def _add_ranges(self, menu: QMenu, key: str, ranges: list[Range]) -> None:
        for value in ranges:
            ((_, phrase),) = self._words.chips(Filter().with_term(Term(key, value)), {})
            self._entry(menu, phrase, Term(key, value), None, getattr(self._kept, key) == value)

    def _add_folders(self, menu: QMenu) -> None:
        names = self._keeper.facts.folder_names
        if len(names) < 2:
            return
        folders = menu.addMenu(self.tr("Folder"))
        for name in sorted(names):
            shown = name.replace("&", "&&") or self.tr("Beside the project")
            self._entry(folders, shown, Term("folder", name), None, self._kept.folder == name)

    def _entry(self, menu: QMenu, words: str, term: Term, count: int | None, chosen: bool) -> None:
        number = "" if count is None else f" ({QLocale().toString(count)})"
        action = QAction(f"{words}{number}", menu, checkable=True, checked=chosen)
        action.triggered.connect(lambda wanted: self._choose(term, wanted))
        menu.addAction(action)

    def _choose(self, term: Term, wanted: bool) -> None:
        kept = self._kept
        if wanted:
            self._keep(kept.with_term(term))
        elif term.key == "state":
            self._keep(replace(kept, states=kept.states - term.value))  # type: ignore[operator]
        elif term.key == "class":
            self._keep(replace(kept, classes=kept.classes - term.value))  # type: ignore[operator]
        else:
            self._keep(kept.without(term.key))
