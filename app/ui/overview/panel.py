"""The overview: what there is in the project, as plots that lead to the frames behind them."""

from __future__ import annotations

import logging
import time
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDockWidget,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.project.frame_filter import Filter
from app.project.frame_state import STATES
from app.project.overview import GRID, Counted, Overview, Subject, material, overview
from app.services.tasks import Task, TaskRunner
from app.ui.language import Retranslated
from app.ui.naming import named
from app.ui.overview.bars import CellMap, Columns, Rows
from app.ui.overview.figures import figures
from app.ui.overview.plot import Plot
from app.ui.panels.frames_panel import FramesPanel
from app.ui.session import Session
from retinanet_core.errors import PlainError

log = logging.getLogger(__name__)

WAIT_MS, WAIT_AT_MOST_MS = 300, 10_000
"""After a change, so that many of them are counted once; longer where counting takes long."""
_REST = 4
"""It waits so many times as long as it counted, so that it never takes much from what goes on meanwhile."""
COLUMN_WIDTH = 300
"""A plot is at least so wide where several are beside each other."""


class OverviewPanel(Retranslated, QWidget):
    """Plots that are counted beside the window while the panel is seen, and anew when the project changes.

    Attributes:
        room: How large other docks were before it was opened.
    """

    def __init__(self, session: Session, frames: FramesPanel, tasks: TaskRunner) -> None:
        super().__init__()
        self.setObjectName("overviewPanel")
        self._session, self._frames, self._tasks = session, frames, tasks
        self._seen: Overview | None = None
        self._counted = Counted.BOTH
        self._task: Task | None = None
        self._stale, self._columns = True, 0
        self._begun: float | None = None
        self.room: dict[QDockWidget, QSize] = {}
        self.state = named(QComboBox(), "overviewState")
        self.of_class = named(QComboBox(), "overviewClass")
        self.nothing = named(QLabel(wordWrap=True), "overviewNothing")
        self.nothing.setProperty("quiet", True)
        self.plots: dict[Subject, Plot] = {
            Subject.PROGRESS: Rows("overviewProgress"),
            Subject.CLASSES: Rows("overviewClasses"),
            Subject.PER_FRAME: Columns("overviewPerFrame"),
            Subject.SIZES: Columns("overviewSizes", at_edges=True),
            Subject.ASPECTS: Columns("overviewAspects"),
            Subject.SCORES: Columns("overviewScores", at_edges=True),
            Subject.POSITIONS: CellMap("overviewPositions", GRID),
        }
        self._later = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._later.timeout.connect(self._count)
        self._lay_out()
        self._connect()
        self.say()

    def _lay_out(self) -> None:
        asked = QHBoxLayout()
        asked.setSpacing(8)
        asked.addWidget(self.state, 1)
        asked.addWidget(self.of_class, 1)
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self.view = named(QScrollArea(widgetResizable=True), "overviewScroll")
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 4, 8)
        column.setSpacing(8)
        column.addLayout(asked)
        column.addWidget(self.nothing)
        column.addWidget(self.view, 1)
        self._place_plots(1)

    def _place_plots(self, columns: int) -> None:
        """So many beside each other."""
        if columns == self._columns:
            return
        for plot in self.plots.values():
            self._grid.removeWidget(plot)
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        for number, plot in enumerate(self.plots.values()):
            self._grid.addWidget(plot, number // columns, number % columns, Qt.AlignmentFlag.AlignTop)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        for row in range(len(self.plots) + 1):
            self._grid.setRowStretch(row, 0)
        self._grid.setRowStretch(-(-len(self.plots) // columns), 1)
        self._columns = columns

    def _connect(self) -> None:
        keeper = self._frames.keeper
        keeper.changed.connect(lambda _change: self._follow())
        keeper.project_changed.connect(self._on_project_changed)
        keeper.boxes_came.connect(self._count_if_stale)
        self.state.currentIndexChanged.connect(lambda _row: self._ask())
        self.of_class.currentIndexChanged.connect(lambda _row: self._ask())
        for subject, plot in self.plots.items():
            plot.chosen.connect(partial(self._list, subject))
            plot.installEventFilter(self)

    # --- words -----------------------------------------------------------------------------------------------

    def say(self) -> None:
        """Set all fixed words, in the language of now."""
        self.state.setAccessibleName(self.tr("Which boxes count"))
        self._fill(
            self.state,
            [
                (Counted.BOTH, self.tr("Confirmed and suggested")),
                (Counted.CONFIRMED, self.tr("Confirmed boxes")),
                (Counted.SUGGESTED, self.tr("Suggestions")),
            ],
        )
        self.of_class.setAccessibleName(self.tr("Of which class"))
        self.view.setAccessibleName(self.tr("Plots"))
        self.nothing.setText(self.tr("There are no frames yet: open pictures or a video."))
        no_boxes = self.tr("No such boxes yet")
        for subject, title, nothing in (
            (Subject.PROGRESS, self.tr("Review"), self.tr("No frames yet")),
            (Subject.CLASSES, self.tr("Boxes of each class"), no_boxes),
            (Subject.PER_FRAME, self.tr("Boxes on a frame"), self.tr("No frames yet")),
            (Subject.SIZES, self.tr("Size in px"), no_boxes),
            (Subject.ASPECTS, self.tr("Width to height"), no_boxes),
            (Subject.SCORES, self.tr("Scores of suggestions"), self.tr("No suggestions with scores yet")),
            (Subject.POSITIONS, self.tr("Where on the frame: across, down"), no_boxes),
        ):
            self.plots[subject].say(title, nothing)
        self.plots[Subject.SIZES].setToolTip(self.tr("The side of a square with the area of the box"))
        self._show()

    def _fill(self, box: QComboBox, entries: list[tuple[object, str]]) -> None:
        """Other entries; what was chosen stays chosen, if it is there."""
        if [(box.itemData(row), box.itemText(row)) for row in range(box.count())] == entries:
            return
        kept = box.currentData()
        box.blockSignals(True)
        box.clear()
        for value, words in entries:
            box.addItem(words, value)
        box.setCurrentIndex(max(0, box.findData(kept)))
        box.blockSignals(False)

    # --- counting --------------------------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Something is to be counted, or being counted."""
        return self._task is not None or self._later.isActive()

    def _on_project_changed(self) -> None:
        self._drop_task()
        self._seen = None
        self._show()
        self._follow(at_once=True)

    def _ask(self) -> None:
        self._follow(at_once=True)

    def _follow(self, *, at_once: bool = False) -> None:
        """Something is otherwise than counted: count it, but only when it is seen."""
        self._stale = True
        if not self.isVisible():
            return
        if at_once:
            self._count()
        elif not self._later.isActive():
            self._later.start()

    def _count_if_stale(self) -> None:
        if self._stale and self.isVisible():
            self._count()

    def _count(self) -> None:
        self._later.stop()
        if self._begun is None:
            self._begun = time.monotonic()
        keeper, store = self._frames.keeper, self._session.store
        if store is None:
            return
        self._stale = True
        boxes = keeper.boxes()
        if boxes is None:
            return  # They are being read; `boxes_came` leads back here.
        self._drop_task()
        self._stale = False
        given, ids = material(keeper.facts, boxes), [item.id for item in store.classes()]
        counted = Counted(self.state.currentData() or Counted.BOTH)  # Qt hands back plain text.
        of_class = self.of_class.currentData()
        self._task = self._tasks.submit(
            lambda _control: overview(given, ids, counted, of_class if of_class in ids else None),
            done=partial(self._take, counted),
            failed=self._on_failed,
            pool="project",
        )

    def _drop_task(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _take(self, counted: Counted, seen: Overview) -> None:
        self._task = None
        if self._begun is not None:
            spent, self._begun = time.monotonic() - self._begun, None
            self._later.setInterval(round(min(WAIT_AT_MOST_MS, max(WAIT_MS, 1000 * _REST * spent))))
        self._seen, self._counted = seen, counted
        self._show()

    def _on_failed(self, error: PlainError) -> None:
        # The plots then stay as they were; that the project cannot be read is told where it is written.
        log.warning("overview: %s (%s)", error.message, error.detail)
        self._task = None

    def _show(self) -> None:
        every: list[tuple[object, str]] = [
            (None, self.tr("All classes")),
            *((item.id, item.name) for item in self._session.classes),
        ]
        self._fill(self.of_class, every)
        seen = self._seen
        some = seen is not None and len(seen.ids) > 0
        self.nothing.setVisible(seen is not None and not some)
        self.view.setVisible(some)
        if seen is None:
            return
        classes = {item.id: item for item in self._session.classes}
        for subject, figure in figures(seen, classes).items():
            self.plots[subject].show_bars(figure.bars, figure.about)

    # --- what is behind a bar ----------------------------------------------------------------------------------

    def _list(self, subject: Subject, bar: int) -> None:
        """List the frames behind a bar, by a filter where one says the same."""
        seen, frames = self._seen, self._frames
        if seen is None:
            return
        behind = seen.frames_behind(subject, bar)
        asked = None
        if subject is Subject.PROGRESS:
            asked = Filter(states=frozenset({STATES[bar]}))
        elif subject is Subject.CLASSES and self._counted is Counted.BOTH:
            asked = Filter(classes=frozenset({seen.class_ids[bar]}))
        if asked is None:
            frames.show_only(behind, self._why(subject, bar))
            return
        frames.ask(asked)
        here = self._session.frame
        if behind and (here is None or here.id not in behind):
            self._session.go_to(behind[0])

    def _why(self, subject: Subject, bar: int) -> str:
        """What the list of frames is called then."""
        words = self.plots[subject].bars[bar].words
        parts = [] if subject is Subject.SCORES else [self.state.currentText()]
        if self.of_class.currentData() is not None and subject is not Subject.CLASSES:
            parts.append(self.of_class.currentText())
        return f"{words} ({', '.join(parts)})" if parts else words

    # --- being seen --------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Count what has changed meanwhile."""
        super().showEvent(event)
        self._count_if_stale()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Nobody looks: what is under way need not end."""
        super().hideEvent(event)
        if self.busy:
            self._later.stop()
            self._drop_task()
            self._stale = True

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """More plots beside each other where there is room."""
        super().resizeEvent(event)
        self._place_plots(max(1, min(4, event.size().width() // COLUMN_WIDTH)))

    def eventFilter(self, watched: object, event: QEvent) -> bool:  # noqa: N802
        """A plot that gets the focus comes into sight."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, Plot):
            self.view.ensureWidgetVisible(watched, 0, 8)
        return False
