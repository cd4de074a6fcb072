"""Everything that was measured on the pinned frames, before and after, class by class."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QLocale
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from app.ui import theme
from app.ui.language import Retranslated
from app.ui.panels.comparison_table import LEFT, NOTHING, RIGHT, dress, score, verdict_colour

Row = dict[str, Any]
_ARROW = "→"


class NumbersTable(Retranslated, QTableWidget):
    """One row a class; what has a before and an after shows both."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 8, parent)
        self.setObjectName("numbersTable")
        dress(self)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self._report: Row = {}
        theme.notifier().changed.connect(self._fill)
        self.say()

    def say(self) -> None:
        """Titles, tips and cells."""
        self.setAccessibleName(self.tr("Everything that was measured, class by class"))
        columns = [
            (self.tr("Class"), ""),
            (self.tr("Verdict"), self.tr("What the difference comes to")),
            (self.tr("Boxes"), self.tr("Boxes of this class on pinned frames: what the numbers rest on")),
            (self.tr("AP50"), self.tr("Quality at all scores, 0 to 1")),
            (self.tr("Change in AP50"), self.tr("The true change lies in here nine times of ten")),
            (self.tr("Found"), self.tr("Boxes that are found")),
            (self.tr("Missed"), self.tr("Boxes that are not found")),
            (self.tr("Extra"), self.tr("Boxes where there is nothing")),
        ]
        self.setHorizontalHeaderLabels([title for title, _ in columns])
        for number, (_, tip) in enumerate(columns):
            header = self.horizontalHeaderItem(number)
            assert header is not None
            header.setToolTip(tip)
            header.setTextAlignment(RIGHT if number > 1 else LEFT)
        self._fill()

    def show_report(self, report: Row) -> None:
        """Fill it from a run's report.json."""
        self._report = report
        self._fill()

    def _fill(self) -> None:
        before, after = self._report.get("before") or {}, self._report.get("after") or {}
        old = {row["id"]: row for row in before.get("classes", ())}
        judged = {row["id"]: row for row in self._report.get("comparison") or ()}
        rows = list(after.get("classes", ()))
        self.setRowCount(len(rows) + 1 if rows else 0)
        for number, row in enumerate(rows):
            self._fill_class(number, row, old.get(row["id"]), judged.get(row["id"], {}))
        if rows:
            overall = _both(score(before.get("ap50")) if before else None, score(after.get("ap50")))
            self._put_all(len(rows), [self.tr("All"), "", "", overall, "", "", "", ""])

    def _fill_class(self, number: int, row: Row, old: Row | None, judged: Row) -> None:
        verdict = str(judged.get("verdict", ""))
        counts = [
            _both(None if old is None else _count(old[key]), _count(row[key]))
            for key in ("found", "missed", "extra")
        ]
        quality = _both(None if old is None else score(old.get("ap50")), score(row.get("ap50")))
        change = self._interval(judged.get("interval"))
        self._put_all(
            number, [str(row["name"]), self._verdict(verdict), _count(row["truth"]), quality, change, *counts]
        )
        cell = self.item(number, 1)
        assert cell is not None
        cell.setForeground(QBrush(QColor(verdict_colour(verdict))))

    def _put_all(self, row: int, texts: Sequence[str]) -> None:
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setTextAlignment(RIGHT if column > 1 else LEFT)
            self.setItem(row, column, item)

    def _verdict(self, verdict: str) -> str:
        words = {
            "better": self.tr("better"),
            "worse": self.tr("worse"),
            "same": self.tr("same"),
            "too few": self.tr("too few to tell"),
        }
        return words.get(verdict, "")

    def _interval(self, interval: Sequence[float] | None) -> str:
        if not interval:
            return NOTHING
        low, high = (_signed(float(value)) for value in interval)
        return self.tr("{low} to {high}").format(low=low, high=high)


def _signed(value: float) -> str:
    text = QLocale().toString(abs(value), "f", 2)
    sign = "+" if value > 0 else "−" if value < 0 else "±"  # noqa: RUF001  (the minus sign of typography)
    return f"{sign}{text}"


def _count(value: object) -> str:
    return QLocale().toString(int(value)) if isinstance(value, int | float) else NOTHING


def _both(before: str | None, after: str) -> str:
    return after if before is None else f"{before} {_ARROW} {after}"
