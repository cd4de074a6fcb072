"""Before and after, class by class, on the pinned frames."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from app.ui import theme

NOTHING = "–"  # noqa: RUF001  (a dash stands for "not measured")
ROW_HEIGHT = 28


class ComparisonTable(QTableWidget):
    """Found before, found after, extra after; the AP50 of each class in the tips."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 4, parent)
        self.setObjectName("comparisonTable")
        self.setAccessibleName(self.tr("Before and after, class by class"))
        self.setHorizontalHeaderLabels(
            [self.tr("Found"), self.tr("Before"), self.tr("After"), self.tr("Extra")]
        )
        tips = [
            "",
            self.tr("Boxes on pinned frames that the version before finds"),
            self.tr("Boxes on pinned frames that the new version finds"),
            self.tr("Boxes of the new version where there is nothing"),
        ]
        for column, tip in enumerate(tips):
            title = self.horizontalHeaderItem(column)
            assert title is not None
            title.setToolTip(tip)
            side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            title.setTextAlignment(Qt.AlignmentFlag.AlignVCenter | side)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.setShowGrid(False)
        self.setFrameShape(QTableWidget.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(36)
        header.setHighlightSections(False)

    def show_report(self, report: dict[str, Any]) -> None:
        """Fill it from a run's report.json."""
        before, after = report.get("before") or {}, report.get("after") or {}
        old = {row["id"]: row for row in before.get("classes", ())}
        rows = list(after.get("classes", ()))
        self.setRowCount(len(rows) + 1)
        self.setColumnHidden(1, not before)
        for number, row in enumerate(rows):
            self._fill_class(number, row, old.get(row["id"]))
        self._fill_total(len(rows), before, after)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + ROW_HEIGHT * self.rowCount() + 4)

    def _fill_class(self, number: int, row: dict[str, Any], old: dict[str, Any] | None) -> None:
        truth = int(row["truth"])
        self._put(number, 0, str(row["name"]))
        if not truth:
            for column in (1, 2):
                self._put(number, column, NOTHING, tip=self.tr("No box of this class on the pinned frames"))
            self._put(number, 3, QLocale().toString(int(row["extra"])))
            return
        had = None if old is None else int(old["found"])
        self._put(number, 1, NOTHING if had is None else self._of(had, truth), tip=self._quality(old))
        now = int(row["found"])
        sign = "" if had is None or now == had else " ▲" if now > had else " ▼"
        cell = self._put(number, 2, self._of(now, truth) + sign, tip=self._quality(row))
        if sign:
            colour = theme.current().success if now > (had or 0) else theme.current().danger
            cell.setForeground(QBrush(QColor(colour)))
        self._put(number, 3, QLocale().toString(int(row["extra"])))

    def _fill_total(self, number: int, before: dict[str, Any], after: dict[str, Any]) -> None:
        self._put(number, 0, self.tr("All, AP50"))
        self._put(number, 1, self._score(before.get("ap50")))
        self._put(number, 2, self._score(after.get("ap50")))
        self._put(number, 3, "")

    def _put(self, row: int, column: int, text: str, tip: str = "") -> QTableWidgetItem:
        item = QTableWidgetItem(text)
        item.setToolTip(tip)
        if column:
            item.setTextAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        self.setItem(row, column, item)
        return item

    def _of(self, found: int, truth: int) -> str:
        return self.tr("{found} of {truth}").format(
            found=QLocale().toString(found), truth=QLocale().toString(truth)
        )

    def _quality(self, row: dict[str, Any] | None) -> str:
        return "" if row is None else f"AP50 {self._score(row.get('ap50'))}"

    def _score(self, value: float | None) -> str:
        return NOTHING if value is None else QLocale().toString(float(value), "f", 2)
