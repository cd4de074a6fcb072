"""A list of which Qt itself knows how many rows it has."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItemModel

from app.project.frame_facts import Bools, Ints

Index = QModelIndex | QPersistentModelIndex

_RUNS_AT_MOST = 64
"""So many separate changes of rows are told one by one; more are a new list."""


class NumberedRows(QStandardItemModel):
    """Each row is a number, and no number comes twice. What it shows is up to the subclass.

    A view asks for the count twice a row whenever it lays out. Were it Python that answers, 100,000 rows would hold
    the window for half a second, and for several while other threads run Python too. So the rows are the empty items of
    Qt's own model, which are eight bytes each. For the same reason `index` must not be overridden.

    Attributes:
        changing: Rows are coming and going, so a view's current row means nothing.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(0, 1, parent)
        self.changing = False
        self._rows: Ints = np.zeros(0, np.int64)
        self._coming = self._rows
        self._sorted: tuple[Ints, Ints] | None = None
        # Before any view is told, so that it finds what it asks for.
        self.rowsRemoved.connect(self._take_rows)
        self.rowsInserted.connect(self._take_rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows are chosen, never edited or dragged."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        never = Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | never

    def number(self, row: int) -> int:
        """The number of a row."""
        return int(self._rows[row])

    def row_of_number(self, number: int) -> int | None:
        """The row that has this number."""
        if self._sorted is None:
            by_number = np.argsort(self._rows, kind="stable")
            self._sorted = (by_number, self._rows[by_number])
        by_number, numbers = self._sorted
        place = int(np.searchsorted(numbers, number))
        return int(by_number[place]) if place < len(numbers) and numbers[place] == number else None

    def show_rows(self, new: Ints, *, anew: bool = False) -> None:
        """Have these rows. Those that stay, stay, unless they are others that only happen to have the same numbers."""
        old = self._rows
        gone, come = ~np.isin(old, new), ~np.isin(new, old)
        removed, added = list(_runs(gone)), list(_runs(come))
        few = not anew and len(removed) + len(added) <= _RUNS_AT_MOST
        if not (few and np.array_equal(old[~gone], new[~come])):
            removed = [(0, len(old) - 1)] if len(old) else []
            added = [(0, len(new) - 1)] if len(new) else []
        self.changing = True
        for first, last in removed:
            self._coming = np.concatenate([self._rows[:first], self._rows[last + 1 :]])
            self.removeRows(first, last - first + 1)
        for first, last in reversed(added):
            self._coming = np.concatenate([self._rows[:first], new[first : last + 1], self._rows[first:]])
            self.insertRows(first, last - first + 1)
        self.changing = False

    def _take_rows(self) -> None:
        self._rows, self._sorted = self._coming, None


def _runs(mask: Bools) -> Iterator[tuple[int, int]]:
    """First and last place of each unbroken run of true, the last run first."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]).astype(np.int8)))
    for first, end in reversed(edges.reshape(-1, 2).tolist()):
        yield first, end - 1
