"""Weights that others have published: what they are, how large, under which licence, and whether they are here.

Nothing is fetched before a person presses the button for it.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.services.tasks import Task, TaskControl, TaskRunner
from app.ui.language import Retranslated
from app.ui.naming import named, plain_buttons
from app.ui.sentences import said
from retinanet_core.errors import PlainError
from retinanet_core.paths import weights_dir
from retinanet_core.published.installed import is_converted
from retinanet_core.published.table import MIB, PUBLISHED, PublishedWeights

SIZE = (640, 520)


class WeightsDialog(Retranslated, QDialog):
    """The list; below it the licence of the one that is chosen, and the two ways to have it."""

    def __init__(self, tasks: TaskRunner, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("weightsDialog")
        self.resize(*SIZE)
        self._tasks, self._folder = tasks, weights_dir()
        self._task: Task | None = None
        self._problem = ""
        self._why = QLabel(wordWrap=True)
        self._items = [QTreeWidgetItem() for _ in PUBLISHED]
        self.list = self._make_list()
        self.licence = named(QLabel(wordWrap=True), "weightsLicence")
        self.licence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.licence.setProperty("quiet", True)
        self.state = named(QLabel(wordWrap=True), "weightsState")
        self.bar = named(QProgressBar(textVisible=False), "weightsProgress")
        self.fetch = self._button("weightsFetch")
        self.fetch.clicked.connect(lambda _checked=False: self._begin(None))
        self.take = self._button("weightsFromFile")
        self.take.clicked.connect(lambda _checked=False: self._choose_file())
        self.cancel = self._button("weightsCancel")
        self.cancel.clicked.connect(lambda _checked=False: self._stop())
        self._lay_out()
        self.list.currentItemChanged.connect(lambda _new, _old: self._show())
        self.say()
        self.list.setCurrentItem(self._items[0])

    def say(self) -> None:
        """All words."""
        self.setWindowTitle(self.tr("Weights to start from"))
        self._why.setText(
            self.tr(
                "Foveate works without these. A detector that starts from weights trained on many pictures needs "
                "fewer of yours. They are fetched from the publisher only when you press the button; on a computer "
                "without a network, bring the file from another one."
            )
        )
        self.list.setAccessibleName(self.tr("Published weights"))
        self.list.setHeaderLabels([self.tr("Weights"), self.tr("Size"), self.tr("Here")])
        self.fetch.setText(self.tr("Fetch"))
        self.take.setText(self.tr("Take from a file…"))
        self.cancel.setText(self.tr("Stop"))
        self.bar.setAccessibleName(self.tr("How much is fetched"))
        for item, entry in zip(self._items, PUBLISHED, strict=True):
            item.setText(0, entry.what)
            item.setText(1, self._size(entry))
            item.setText(2, self.tr("yes") if is_converted(entry, self._folder) else "")
        self._show()

    def _make_list(self) -> QTreeWidget:
        tree = named(QTreeWidget(), "weightsList")
        tree.setColumnCount(3)
        tree.setRootIsDecorated(False)
        tree.setAllColumnsShowFocus(True)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        tree.header().setStretchLastSection(False)
        tree.header().setSectionsMovable(False)
        tree.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.addTopLevelItems(self._items)
        return tree

    def _button(self, name: str) -> QPushButton:
        return named(QPushButton(autoDefault=False), name)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.fetch)
        row.addWidget(self.take)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        row.addStretch(0)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        plain_buttons(buttons)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self._why)
        column.addWidget(self.list, 1)
        column.addWidget(self.licence)
        column.addWidget(self.state)
        column.addLayout(row)
        column.addWidget(buttons)

    @property
    def entry(self) -> PublishedWeights:
        """The one that is chosen."""
        item = self.list.currentItem()
        return PUBLISHED[self._items.index(item) if item in self._items else 0]

    def _size(self, entry: PublishedWeights) -> str:
        return self.tr("{size} MB").format(size=QLocale().toString(round(entry.mebibytes * MIB / 1e6)))

    def _show(self) -> None:
        entry, busy = self.entry, self._task is not None
        here = is_converted(entry, self._folder)
        self.licence.setText(self.tr("Licence: {licence}").format(licence=said(entry.licence)))
        if self._problem:
            self.state.setText(said(self._problem))
        elif busy:
            self.state.setText(self.tr("Fetching; what has arrived is kept if you stop."))
        elif here:
            self.state.setText(self.tr("It is here, in {folder}.").format(folder=self._folder))
        else:
            self.state.setText(self.tr("From {address}").format(address=entry.url))
        self.list.setEnabled(not busy)
        for button in (self.fetch, self.take):
            button.setVisible(not busy)
            button.setEnabled(not here)
        for part in (self.bar, self.cancel):
            part.setVisible(busy)

    # --- having it ---------------------------------------------------------------------------------------

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Take weights from a file"), "", f"{self.entry.file_name};;*"
        )
        if name:
            self._begin(Path(name))

    def _begin(self, source: Path | None) -> None:
        entry, folder = self.entry, self._folder

        def have(control: TaskControl) -> Path:
            from retinanet_core.published.convert import convert
            from retinanet_core.published.store import obtain

            return obtain(
                entry,
                folder,
                source=source,
                convert=lambda path, kind: convert(path, kind, cancelled=control.cancelled),
                progress=lambda done, total: control.report(done / max(1, total)),
                cancelled=control.cancelled,
            )

        self._problem = ""
        self.bar.setRange(0, 0)
        self._task = self._tasks.submit(
            have, done=lambda _path: self._end(), failed=self._fail, progress=self._show_progress
        )
        self.say()

    def _show_progress(self, fraction: float) -> None:
        self.bar.setRange(0, 1000)
        # Whole, it is still being made into a model.
        if fraction >= 1:
            self.bar.setRange(0, 0)
        else:
            self.bar.setValue(round(1000 * fraction))

    def _fail(self, error: PlainError) -> None:
        self._problem = error.message
        self._end()

    def _end(self) -> None:
        self._task = None
        self.say()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._end()

    def done(self, result: int) -> None:
        """Nobody waits for what is being fetched; what has arrived is kept for the next time."""
        self._stop()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """As Esc."""
        self._stop()
        super().closeEvent(event)
