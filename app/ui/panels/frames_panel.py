"""The list of frames: filter, thumbnails, states, and where one is."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QToolButton, QVBoxLayout, QWidget

from app.project.frame_filter import Filter
from app.project.frame_order import Order
from app.project.records import Frame
from app.services.frames import FrameLoader
from app.services.sources import FrameRef
from app.services.tasks import TaskRunner
from app.ui.frame_facts_keeper import FrameFactsKeeper
from app.ui.language import Retranslated
from app.ui.naming import named
from app.ui.panels.chosen_frames import ChosenFrames
from app.ui.panels.filter_bar import FilterBar
from app.ui.panels.folded import FOLDED
from app.ui.panels.frames_model import FramesModel, Kind, Role
from app.ui.panels.frames_view import FramesView
from app.ui.panels.queue_chooser import QueueChooser
from app.ui.queue_controller import QueueController
from app.ui.session import Session
from app.ui.words import pick
from retinanet_core.errors import PlainError

FILTER = "frames_filter"
SORTING = "frames_sorting"
TOP = "frames_top"
"""Settings of the project: what is asked of the frames that are listed, how they are sorted, the row at the top."""

log = logging.getLogger(__name__)


class FramesPanel(Retranslated, QWidget):
    """Filter box, list, and how much is done."""

    def __init__(
        self,
        session: Session,
        queue: QueueController,
        tasks: TaskRunner,
        loader: FrameLoader,
        ref_of: Callable[[Frame], FrameRef],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("framesPanel")
        self._session, self._queue, self._loader, self._ref_of = session, queue, loader, ref_of
        self.keeper = FrameFactsKeeper(session, tasks, self)
        self.model = FramesModel(session, queue, self.keeper, self)
        self.chooser = QueueChooser(queue, self)
        self.bar = FilterBar(session, self.keeper, self)
        self.filter, self.unreviewed = self.bar.line, self.bar.unreviewed
        self.chosen = ChosenFrames(self)
        self.view = FramesView(loader, self)
        self.view.setModel(self.model)
        self.switch = named(QToolButton(), "gridSwitch")
        self.switch.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.summary = named(QLabel(), "framesSummary")
        self._thumbnails = QTimer(self, singleShot=True, interval=30)
        self._remember = QTimer(self, singleShot=True, interval=500)
        self._remember.timeout.connect(self._keep_asked)
        self._lay_out()
        self._connect()
        self.say()

    def say(self) -> None:
        """The name of the list, its rows, and the line below it."""
        self.view.setAccessibleName(self.tr("Frames"))
        self.view.viewport().update()
        self._show_summary()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 12, 8)
        column.setSpacing(4)
        column.addWidget(self.chooser)
        column.addWidget(self.bar)
        column.addWidget(self.chosen)
        column.addWidget(self.chooser.look)
        column.addWidget(self.view, 1)
        below = QHBoxLayout()
        below.setSpacing(4)
        below.addWidget(self.summary, 1)
        below.addWidget(self.switch)
        column.addLayout(below)

    def _connect(self) -> None:
        self.bar.changed.connect(self._on_asked)
        self.chooser.sorting_wanted.connect(self._sort)
        self.keeper.project_changed.connect(self._ask_as_remembered)
        self._queue.changed.connect(self._follow_queue)
        self.chosen.all_wanted.connect(self.show_all)
        self.view.selectionModel().currentChanged.connect(self._on_row_chosen)
        self.view.clicked.connect(self._on_clicked)
        self.view.moved.connect(self._thumbnails.start)
        self.view.moved.connect(self._remember.start)
        self._thumbnails.timeout.connect(self._ask_for_thumbnails)
        self._loader.thumbnail.connect(lambda _id, _image: self.view.viewport().update())
        self.model.filtered.connect(self._on_filtered)
        self._session.current_changed.connect(self._follow)
        self._session.changed.connect(lambda _change: self._show_summary())
        self._session.project_changed.connect(self._show_summary)
        self._session.project_changed.connect(self.chosen.hide)
        self._session.closing.connect(lambda: self._keep_asked() if self._remember.isActive() else None)

    def show_only(self, frame_ids: Sequence[int], why: str) -> None:
        """List just these frames, which `why` says what they are, and look at the first of them."""
        store = self._session.store
        known = [frame_id for frame_id in frame_ids if store is not None and store.has_frame(frame_id)]
        if not known:
            return
        self._queue.show(None)
        self.bar.clear()
        self.chosen.show_why(why)
        self.model.set_only(known)
        frame = self._session.frame
        if frame is None or frame.id not in known:
            self._session.go_to(known[0])

    def show_all(self) -> None:
        """List all frames again."""
        self.chosen.hide()
        self.model.set_only(None)

    def list_all(self) -> None:
        """List all frames again, whatever was asked."""
        self._queue.show(None)
        self.bar.clear()
        self.show_all()

    def ask(self, asked: Filter) -> None:
        """List the frames that pass this, whatever was asked before."""
        self._queue.show(None)
        if not self.chosen.isHidden():
            self.show_all()
        self.bar.set_asked(asked)

    def begin_filter(self) -> None:
        """Let a person type a filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def selected_frames(self) -> Sequence[int]:
        """The frames selected in the list, in order; a title stands for all frames of its video or folder."""
        found: dict[int, None] = {}
        selection = self.view.selectionModel().selection()
        parts = [selection.at(number) for number in range(selection.count())]
        ranges = [(part.top(), part.bottom()) for part in parts]
        for first, last in sorted(ranges):
            found.update(dict.fromkeys(self.model.frames_between(first, last)))
        return tuple(found)

    def _sort(self, order: Order) -> None:
        self.model.set_sorting(order)
        self.chooser.show_sorting(order)
        self._remember.start()

    def _on_asked(self, asked: Filter) -> None:
        self.model.set_filter(asked)
        self._remember.start()

    def _ask_as_remembered(self) -> None:
        store = self._session.store
        self._remember.stop()
        top = "" if store is None else store.setting(TOP)
        kept = Order.FILE if store is None else store.setting(SORTING, Order.FILE)
        self._sort(Order(kept) if kept in set(Order) else Order.FILE)
        self.bar.set_text("" if store is None else store.setting(FILTER))
        row = self.model.row_of_number(int(top)) if top.isdecimal() else None
        if row is not None:
            self.view.scrollTo(self.model.index(row, 0), QListView.ScrollHint.PositionAtTop)
        self._remember.stop()

    def _keep_asked(self) -> None:
        store = self._session.store
        if store is None or store.read_only:
            return
        try:
            for name, value in (
                (FILTER, self.bar.text()),
                (SORTING, self.model.sorting),
                (FOLDED, self.model.folded_text()),
                (TOP, self._top()),
            ):
                if store.setting(name) != value:
                    store.set_setting(name, value)
        except PlainError as error:
            # What was asked last is a comfort: losing it is not worth a word to the person.
            log.warning("filter: %s (%s)", error.message, error.detail)

    def _top(self) -> str:
        """The row at the top, as a number that is its own also when others come."""
        first = self.view.first_in_sight()
        return "" if first is None else str(self.model.number(first))

    # --- following ---------------------------------------------------------------------------------------

    def _follow_queue(self) -> None:
        """A queue decides by itself whether reviewed frames are in it."""
        self.unreviewed.setVisible(self._queue.shown is None)

    def _follow(self) -> None:
        """The row of what is looked at becomes the current one, in sight."""
        frame, broken = self._session.frame, self._session.broken_media
        row = None
        if frame is not None:
            row = self.model.row_of_frame(frame.id)
        elif broken is not None:
            row = self.model.row_of_broken(broken.id)
        selection = self.view.selectionModel()
        if row is None:
            selection.clear()
            return
        index = self.model.index(row, 0)
        if selection.currentIndex() != index:
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.view.scrollTo(index)
        self._thumbnails.start()

    def _on_row_chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not current.isValid() or self.model.changing:
            return
        row = self.model.row(current.row())
        frame = self._session.frame
        if row.kind is Kind.FRAME:
            self._session.go_to(row.id)
        elif row.kind is Kind.BROKEN:
            self._session.go_to_broken(row.id)
        elif frame is None or not self.model.covers(row, frame.id):
            self._go_to_first(current.row())

    def _go_to_first(self, row: int) -> None:
        first = self.model.data(self.model.index(row, 0), Role.THUMBNAIL)
        if first is not None:
            self._session.go_to(first)

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self.model.row(index.row())
        if row.kind in (Kind.TITLE, Kind.FOLDER):
            self.model.toggle_group(row)
            self._remember.start()

    def _on_filtered(self) -> None:
        self._follow()
        self._show_summary()
        self._thumbnails.start()

    def _show_summary(self) -> None:
        store = self._session.store
        if store is None:
            self.summary.clear()
            return
        totals = store.totals()
        shown = len(self.model.order)
        text = self.tr("{reviewed} of {count} reviewed").format(
            reviewed=self.locale().toString(totals.reviewed), count=self.locale().toString(totals.frames)
        )
        if shown != totals.frames:
            text += " · " + pick(shown, self.tr("1 shown"), self.tr("%Ln shown", "", shown))
        self.summary.setText(text)

    def _ask_for_thumbnails(self) -> None:
        """For the rows in sight and a few beyond."""
        store = self._session.store
        if store is None or not self.isVisible() or self.model.rowCount() == 0:
            return
        rows = self.view.rows_in_sight()
        wanted = [self.model.data(self.model.index(n, 0), Role.THUMBNAIL) for n in rows]
        refs = [self._ref_of(store.frame(frame_id)) for frame_id in wanted if frame_id is not None]
        self._loader.request_thumbnails(refs)
