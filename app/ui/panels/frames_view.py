"""The frames in rows or in a grid: one list of Qt's, laid out either way, quick with any number of frames."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from app.services.frames import FrameLoader
from app.ui.naming import named
from app.ui.panels.frame_delegates import ROW_HEIGHT, RowDelegate, TileDelegate

_BEYOND = 8
_CORNER = QPoint(8, 4)
_Index = QModelIndex | QPersistentModelIndex


class FramesView(QListView):
    """Rows, until the grid is asked for.

    Signals:
        moved: Other rows are in sight.
        size_wanted: The wheel with Ctrl asks for larger tiles (1) or smaller ones (-1).
    """

    moved = Signal()
    size_wanted = Signal(int)

    def __init__(self, loader: FrameLoader, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, "framesList")
        self._rows = RowDelegate(loader, self)
        self._tiles = TileDelegate(loader, self)
        self._grid = False
        self._held: tuple[QPersistentModelIndex, QListView.ScrollHint] | None = None
        self._laid_out = QTimer(self, singleShot=True, interval=0)
        self._laid_out.timeout.connect(self._show_held)
        self.setItemDelegate(self._rows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMinimumSize(180, ROW_HEIGHT)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.moved.emit())

    @property
    def grid(self) -> bool:
        """The frames stand in a grid."""
        return self._grid

    def show_grid(self, shown: bool, side: int) -> None:
        """Rows, or tiles whose thumbnails are `side` pixels wide; the current frame stays in sight."""
        if (shown, side) == (self._grid, self._tiles.side):
            return
        self._grid, self._tiles.side = shown, side
        policy = Qt.ScrollBarPolicy
        # Always there beside tiles, so that the width that they share never depends on how many there are.
        self.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOn if shown else policy.ScrollBarAsNeeded)
        self._tiles.fit(self.viewport().width())
        self.setItemDelegate(self._tiles if shown else self._rows)
        # Not Qt's icon mode: it looks at every item, which takes seconds with 100,000.
        self.setFlow(QListView.Flow.LeftToRight if shown else QListView.Flow.TopToBottom)
        self.setWrapping(shown)
        self.doItemsLayout()
        self._hold(self.currentIndex(), QListView.ScrollHint.PositionAtCenter)

    def first_in_sight(self) -> int | None:
        """The row at the top; None while there is none."""
        first = self.indexAt(_CORNER)
        return first.row() if first.isValid() else None

    def rows_in_sight(self) -> range:
        """The rows that are seen, and some beyond."""
        start = self.first_in_sight() or 0
        tile = self.sizeHintForIndex(self.model().index(start, 0))
        across = max(1, self.viewport().width() // tile.width()) if self._grid else 1
        lines = self.viewport().height() // tile.height() + 1
        return range(start, min(start + across * lines + _BEYOND, self.model().rowCount()))

    def dataChanged(self, first: _Index, last: _Index, roles: Sequence[int] = ()) -> None:  # noqa: N802
        """Paint again; all rows are of one size, but Qt's own list would ask for the place of each of them anew."""
        QAbstractItemView.dataChanged(self, first, last, roles)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """With Ctrl: larger or smaller tiles."""
        if not (self._grid and event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            super().wheelEvent(event)
            return
        event.accept()
        self.size_wanted.emit(1 if event.angleDelta().y() > 0 else -1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """More or fewer are in sight, and those at the top stay there."""
        if self._grid and event.oldSize().width() != event.size().width():
            self._hold(self.indexAt(_CORNER), QListView.ScrollHint.PositionAtTop)
            self._tiles.fit(self.viewport().width())
        super().resizeEvent(event)
        self.moved.emit()

    def _hold(self, index: QModelIndex, place: QListView.ScrollHint) -> None:
        """Have it in sight once everything has been laid out again."""
        if self._held is None:
            self._held = QPersistentModelIndex(index), place
        self._laid_out.start()

    def _show_held(self) -> None:
        if self._held is not None and self._held[0].isValid():
            held, place = self._held
            self.scrollTo(self.model().index(held.row(), 0), place)
        self._held = None
        self.moved.emit()
