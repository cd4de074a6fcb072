"""What is on this frame, and who says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.project.records import Box, BoxOrigin, BoxState, ChangeSet, ObjectClass
from app.ui import theme
from app.ui.boxes import BoxesController
from app.ui.display import DisplayFilter
from app.ui.frame_view import FrameView
from app.ui.language import Retranslated
from app.ui.marks import paint_box_sample
from app.ui.naming import named
from app.ui.session import Session
from app.ui.words import score_text

BOX = Qt.ItemDataRole.UserRole
ROW_HEIGHT = 30
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_RANK = {BoxState.SUGGESTED: 0, BoxState.CONFIRMED: 1, BoxState.REJECTED: 2}


class BoxesModel(QAbstractListModel):
    """The boxes of the frame that the filters let through: suggestions first, best first, then confirmed."""

    def __init__(self, session: Session, view: FrameView, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._view = session, view
        self._boxes: tuple[Box, ...] = ()
        self._classes: dict[int, ObjectClass] = {}

    def show_boxes(self, boxes: Sequence[Box]) -> None:
        """Show these."""
        ranked = sorted(boxes, key=lambda box: (_RANK[box.state], -(box.score or 0.0), box.id))
        self.beginResetModel()
        self._boxes = tuple(ranked)
        self._classes = {item.id: item for item in self._session.classes}
        self.endResetModel()

    @property
    def boxes(self) -> tuple[Box, ...]:
        """What is shown, in order."""
        return self._boxes

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802
        """One row for each box."""
        return 0 if parent.isValid() else len(self._boxes)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  (Qt's signature)
        """One fact about a box."""
        if not index.isValid():
            return None
        box = self._boxes[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._classes[box.class_id].name
        if role == BOX:
            return (box, self._classes[box.class_id].colour, self._by(box))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._classes[box.class_id].name}, {self._view.who(box)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._view.who(box)
        return None

    def _by(self, box: Box) -> str:
        """The short answer to "who says so"."""
        if box.state is BoxState.SUGGESTED:
            return self.tr("import") if box.score is None else score_text(box.score)
        if box.state is BoxState.REJECTED:
            return self.tr("rejected")
        if box.origin is BoxOrigin.IMPORT and not box.edited:
            return self.tr("import")
        return self.tr("you")


class BoxDelegate(QStyledItemDelegate):
    """Paints a sample of the box, its class, and who says so."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802
        """All rows are equally high."""
        return QSize(80, ROW_HEIGHT)

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
        self.list = named(QListView(), "boxesList")
        self.list.setModel(self.model)
        self.list.setItemDelegate(BoxDelegate(self.list))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QListView.Shape.NoFrame)
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
        shown = self._display.shown(boxes)
        suggested = sum(box.state is BoxState.SUGGESTED for box in shown)
        confirmed = sum(box.state is BoxState.CONFIRMED for box in shown)
        below = sum(self._display.below(box) for box in boxes)
        hidden = sum(map(self._display.conceals, boxes))
        parts = [
            self._found(suggested, confirmed, frame.reviewed and not hidden, frame.detected_by is not None)
        ]
        if below:
            parts.append(self.tr("%Ln below the slider", "", below))
        if hidden:
            parts.append(self.tr("%Ln hidden", "", hidden))
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
        chosen = {box.id for box in self._controller.selected}
        wanted = QItemSelection()
        for row, box in enumerate(self.model.boxes):
            if box.id in chosen:
                index = self.model.index(row)
                wanted.select(index, index)
        self._following = True
        self.list.selectionModel().select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._following = False
        if wanted.indexes():
            self.list.scrollTo(wanted.indexes()[0])

    def _on_selected(self) -> None:
        if self._following:
            return
        rows = [index.row() for index in self.list.selectionModel().selectedIndexes()]
        self._controller.select([self.model.boxes[row].id for row in rows])
