"""What is on this frame, and who says so."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.project.records import ChangeSet
from app.ui import theme
from app.ui.boxes import BoxesController
from app.ui.display import DisplayFilter
from app.ui.frame_view import FrameView
from app.ui.language import Retranslated
from app.ui.marks import paint_box_sample
from app.ui.naming import named
from app.ui.panels.boxes_model import BOX, BoxesModel
from app.ui.session import Session
from app.ui.words import score_text

ROW_HEIGHT = 30
_Index = QModelIndex | QPersistentModelIndex


class BoxDelegate(QStyledItemDelegate):
    """Paints a sample of the box, its class, and who says so."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """One row."""
        styled = QStyleOptionViewItem(option)
        self.initStyleOption(styled, index)
        styled.text = ""
        styled.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, styled, painter, styled.widget
        )
        box, colour, by = index.data(BOX)
        selected = bool(styled.state & QStyle.StateFlag.State_Selected)
        ink = styled.palette.color(QPalette.ColorRole.HighlightedText) if selected else None
        painter.save()
        rect = styled.rect.adjusted(10, 0, -10, 0)
        sample = QRectF(rect.left(), rect.center().y() - 6, 14, 14)
        paint_box_sample(painter, sample, box.state, colour)
        metrics = QFontMetrics(styled.font)
        width = metrics.horizontalAdvance(by) + 8
        left = rect.adjusted(24, 0, -width, 0)
        painter.setPen(ink or QColor(theme.current().text))
        name = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(ink or QColor(theme.current().muted))
        painter.drawText(QRect(rect), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, by)
        painter.restore()


def _rows_only() -> QTableView:
    """A list, as a table of one column: a list view asks for every row anew whenever one has changed."""
    view = QTableView()
    view.setFrameShape(QTableView.Shape.NoFrame)
    view.setShowGrid(False)
    view.setTabKeyNavigation(False)
    view.setCornerButtonEnabled(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.horizontalHeader().setStretchLastSection(True)
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
    view.horizontalHeader().hide()
    view.verticalHeader().hide()
    return view


class BoxesPanel(Retranslated, QWidget):
    """Counts, list, and what the filters keep back."""

    def __init__(
        self,
        session: Session,
        display: DisplayFilter,
        boxes: BoxesController,
        view: FrameView,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("boxesPanel")
        self._session, self._display, self._controller = session, display, boxes
        self.model = BoxesModel(session, view, self)
        self.header = named(QLabel(wordWrap=True), "boxesHeader")
        self.list = named(_rows_only(), "boxesList")
        self.list.setModel(self.model)
        self.list.setItemDelegate(BoxDelegate(self.list))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setMinimumHeight(2 * ROW_HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 12, 8)
        column.setSpacing(4)
        column.addWidget(self.header)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        self._following = False
        session.current_changed.connect(self.refresh)
        session.changed.connect(self._on_changed)
        display.changed.connect(self.refresh)
        boxes.selection_changed.connect(self._follow_selection)
        self.list.selectionModel().selectionChanged.connect(self._on_selected)
        self.list.doubleClicked.connect(lambda _index: boxes.zoom_to_selected())
        self.say()

    def say(self) -> None:
        """The name of the list, and what is said of the boxes."""
        self.list.setAccessibleName(self.tr("Boxes on this frame"))
        self.list.viewport().update()
        self.refresh()

    def add_line(self, line: QWidget) -> None:
        """Put something below the list."""
        layout = self.layout()
        assert layout is not None
        layout.addWidget(line)

    def refresh(self) -> None:
        """Show the boxes of the current frame."""
        self._following = True
        self.model.show_boxes(self._display.shown(self._session.boxes))
        self._following = False
        self.header.setText(self.summary())
        self.list.setVisible(bool(self.model.boxes))
        self._follow_selection()

    def summary(self) -> str:
        """What is on the frame, in a sentence."""
        frame, boxes = self._session.frame, self._session.boxes
        if frame is None:
            return self.tr("No frame is open.")
        found = self._display.sifted(boxes)
        empty = frame.reviewed and not found.concealed
        parts = [self._found(found.suggested, found.confirmed, empty, frame.detected_by is not None)]
        if found.below:
            parts.append(self.tr("%Ln below the slider", "", found.below))
        if found.concealed:
            parts.append(self.tr("%Ln hidden", "", found.concealed))
        return "; ".join(parts) + "."

    def _found(self, suggested: int, confirmed: int, reviewed: bool, detected: bool) -> str:
        if suggested and confirmed:
            return self.tr("{suggested} suggested, {confirmed} confirmed").format(
                suggested=suggested, confirmed=confirmed
            )
        if suggested:
            return self.tr("%Ln suggested", "", suggested)
        if confirmed:
            return self.tr("%Ln confirmed", "", confirmed)
        if reviewed:
            return self.tr("Verified empty")
        if detected:
            return self.tr("Nothing found above {score}").format(score=score_text(self._display.threshold))
        return self.tr("No boxes yet")

    def _on_changed(self, change: ChangeSet) -> None:
        frame = self._session.frame
        if change.class_ids or frame is None or frame.id in change.frame_ids:
            self.refresh()

    def _follow_selection(self) -> None:
        rows = self.model.rows_of(self._controller.selected)
        wanted = QItemSelection()
        for _, run in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
            together = [row for _, row in run]
            wanted.select(self.model.index(together[0]), self.model.index(together[-1]))
        self._following = True
        self.list.selectionModel().select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._following = False
        if rows:
            self.list.scrollTo(self.model.index(rows[0]))

    def _on_selected(self) -> None:
        if self._following:
            return
        ranges = self.list.selectionModel().selection()
        rows = [row for part in ranges.toList() for row in range(part.top(), part.bottom() + 1)]
        self._controller.select([self.model.boxes[row].id for row in rows])
