"""Before and after, class by class, on the pinned frames: found, and what that comes to."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from app.ui import theme
from app.ui.language import Retranslated

NOTHING = "–"  # noqa: RUF001  (a dash stands for "not measured")
ROW_HEIGHT = 28
RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


def dress(table: QTableWidget) -> None:
    """How tables of measurements look: quiet, whole, not to be changed."""
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
    table.setShowGrid(False)
    table.setFrameShape(QTableWidget.Shape.NoFrame)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    table.setTabKeyNavigation(False)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    header.setMinimumSectionSize(36)
    header.setHighlightSections(False)


def score(value: object) -> str:
    """A value in 0..1 with two digits, in the person's locale, or a dash."""
    return QLocale().toString(float(value), "f", 2) if isinstance(value, int | float) else NOTHING


def verdict_colour(verdict: str) -> str:
    """What a class's verdict is written in, beside its word."""
    colours = theme.current()
    return {"better": colours.success, "worse": colours.danger, "too few": colours.muted}.get(
        verdict, colours.text
    )


class ComparisonTable(Retranslated, QTableWidget):
    """Found before, found after, and the verdict; AP50 and the extra boxes in the tips."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 4, parent)
        self.setObjectName("comparisonTable")
        dress(self)
        self._report: dict[str, Any] = {}
        theme.notifier().changed.connect(self._fill)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.say()

    def say(self) -> None:
        """Titles, tips and cells."""
        self.setAccessibleName(self.tr("Before and after, class by class"))
        titles = [self.tr("Found"), self.tr("Before"), self.tr("After"), ""]
        self.setHorizontalHeaderLabels(titles)
        tips = [
            "",
            self.tr("Boxes on pinned frames that the version before finds"),
            self.tr("Boxes on pinned frames that the new version finds"),
            self.tr("What the difference comes to"),
        ]
        for column, tip in enumerate(tips):
            title = self.horizontalHeaderItem(column)
            assert title is not None
            title.setToolTip(tip)
            title.setTextAlignment(RIGHT if column else LEFT)
        self._fill()

    def show_report(self, report: dict[str, Any]) -> None:
        """Fill it from a run's report.json."""
        self._report = report
        self._fill()

    def _fill(self) -> None:
        report = self._report
        before, after = report.get("before") or {}, report.get("after") or {}
        old = {row["id"]: row for row in before.get("classes", ())}
        verdicts = {row["id"]: str(row["verdict"]) for row in report.get("comparison") or ()}
        rows = list(after.get("classes", ()))
        self.setRowCount(len(rows) + 1 if rows else 0)
        self.setVisible(bool(rows))
        self.setColumnHidden(1, not before)
        self.setColumnHidden(3, not verdicts)
        for number, row in enumerate(rows):
            self._fill_class(number, row, old.get(row["id"]))
            self._fill_verdict(number, verdicts.get(row["id"], ""))
        if rows:
            self._fill_total(len(rows), before, after)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + ROW_HEIGHT * self.rowCount() + 4)

    def _fill_class(self, number: int, row: dict[str, Any], old: dict[str, Any] | None) -> None:
        truth = int(row["truth"])
        self._put(number, 0, str(row["name"]), tip=str(row["name"]))
        if not truth:
            for column in (1, 2):
                self._put(number, column, NOTHING, tip=self.tr("No box of this class on the pinned frames"))
            return
        had = None if old is None else int(old["found"])
        # How many there are is said once: the panel is narrow.
        self._put(number, 1, NOTHING if had is None else QLocale().toString(had), tip=self._facts(old))
        now = int(row["found"])
        sign = "" if had is None or now == had else " ▲" if now > had else " ▼"
        cell = self._put(number, 2, self._of(now, truth) + sign, tip=self._facts(row))
        if sign:
            colour = theme.current().success if now > (had or 0) else theme.current().danger
            cell.setForeground(QBrush(QColor(colour)))

    def _fill_verdict(self, number: int, verdict: str) -> None:
        words = {
            "better": self.tr("better"),
            "worse": self.tr("worse"),
            "same": self.tr("same"),
            "too few": self.tr("too few"),
        }
        tip = self.tr("Too few boxes on pinned frames to tell") if verdict == "too few" else ""
        cell = self._put(number, 3, words.get(verdict, ""), tip=tip)
        cell.setForeground(QBrush(QColor(verdict_colour(verdict))))

    def _fill_total(self, number: int, before: dict[str, Any], after: dict[str, Any]) -> None:
        self._put(number, 0, self.tr("All, AP50"))
        self._put(number, 1, score(before.get("ap50")))
        self._put(number, 2, score(after.get("ap50")))
        self._put(number, 3, "")

    def _put(self, row: int, column: int, text: str, tip: str = "") -> QTableWidgetItem:
        item = QTableWidgetItem(text)
        item.setToolTip(tip)
        if column:
            item.setTextAlignment(RIGHT)
        self.setItem(row, column, item)
        return item

    def _of(self, found: int, truth: int) -> str:
        return self.tr("{found} of {truth}").format(
            found=QLocale().toString(found), truth=QLocale().toString(truth)
        )

    def _facts(self, row: dict[str, Any] | None) -> str:
        if row is None:
            return ""
        extra = int(row.get("extra") or 0)
        return f"AP50 {score(row.get('ap50'))} · " + self.tr("%Ln extra", "", extra)
