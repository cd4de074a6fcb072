"""The versions of the detector: how good each was on pinned frames, and going back in one click."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.project.records import ChangeSet, Version, VersionStatus
from app.ui.language import Retranslated
from app.ui.naming import named
from app.ui.panels.version_history import HistoryPoint, VersionHistory
from app.ui.panels.version_row import VersionRow
from app.ui.session import Session
from app.ui.version_words import VersionWords, exam, measured

MOST_LINES = 4


class VersionsPanel(Retranslated, QWidget):
    """The line of quality, and all versions, newest first.

    Signals:
        use_wanted: Detect with this version.
        compare_wanted: Compare this version with the one in use.
        numbers_wanted: Show what was measured when this version was made.
        export_wanted: Copy this version to a folder.
    """

    use_wanted = Signal(int)
    compare_wanted = Signal(int)
    numbers_wanted = Signal(int)
    export_wanted = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("versionsPanel")
        self._session = session
        self._words = VersionWords(self)
        self._rows: dict[int, VersionRow] = {}
        self.none = named(QLabel(wordWrap=True), "versionsNone")
        self.history = VersionHistory()
        self.told = named(QLabel(wordWrap=True), "versionsTold")
        self.told.setProperty("quiet", True)
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        # As much room as the longest words take, so that nothing below moves while points are looked at.
        self.told.setMinimumHeight(MOST_LINES * self.fontMetrics().lineSpacing())
        self._usual = ""
        self.history.told.connect(lambda words: self.told.setText(words or self._usual))
        self.history.chosen.connect(self._choose)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self._scroll = self._lay_out()
        session.project_changed.connect(self.refresh)
        session.changed.connect(self._on_changed)
        self.say()

    def say(self) -> None:
        """Everything: the rows say their words when they are made."""
        self.none.setText(self.tr("No version yet. Label a few frames and teach one, or import a model."))
        self._scroll.setAccessibleName(self.tr("Versions"))
        self.refresh()

    def _lay_out(self) -> QScrollArea:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 0, 12, 8)
        column.addWidget(self.none)
        column.addWidget(self.history)
        column.addWidget(self.told)
        column.addLayout(self._list)
        column.addStretch(1)
        scroll = named(QScrollArea(widgetResizable=True), "versionsList")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        return scroll

    def _on_changed(self, change: ChangeSet) -> None:
        if change.versions:
            self.refresh()

    def refresh(self) -> None:
        """Show the versions as they are."""
        while (item := self._list.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._rows.clear()
        store = self._session.store
        versions = store.versions() if store is not None else ()
        active = store.active_version() if store is not None else None
        active_id = None if active is None else active.id
        self.none.setVisible(not versions)
        self._show_history(versions, active_id)
        for version in reversed(versions):
            self._add_row(version, active_id)

    def _show_history(self, versions: tuple[Version, ...], active: int | None) -> None:
        points: list[HistoryPoint] = []
        last: Version | None = None
        for version in versions:
            quality = measured(version.report)
            if quality is None:
                continue
            told = self._words.everything(version, active=version.id == active)
            changed = "" if last is None else self._words.other_exam(last, version)
            points.append(
                HistoryPoint(
                    version_id=version.id,
                    quality=quality,
                    active=version.id == active,
                    kept_out=version.status is not VersionStatus.ACCEPTED,
                    words="\n".join(part for part in (told, changed) if part),
                    exam=exam(version),
                )
            )
            if version.status is VersionStatus.ACCEPTED:
                last = version  # the line goes on from here
        in_use = next((point for point in points if point.active), None)
        self._usual = "" if in_use is None else in_use.words
        self.told.setVisible(bool(points))
        self.history.show_points(points)

    def _add_row(self, version: Version, active: int | None) -> None:
        row = VersionRow(version, self._words, active, writable=self._session.writable, parent=self)
        for asked, told in (
            (row.use_wanted, self.use_wanted),
            (row.compare_wanted, self.compare_wanted),
            (row.numbers_wanted, self.numbers_wanted),
            (row.export_wanted, self.export_wanted),
        ):
            asked.connect(told)
        self._rows[version.id] = row
        self._list.addWidget(row)

    def _choose(self, version_id: int) -> None:
        """Bring the row of a point into sight, with what can be done with it under the keys."""
        for row in self._rows.values():
            row.set_chosen(row.version_id == version_id)
        chosen = self._rows[version_id]
        chosen.more.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(chosen)
