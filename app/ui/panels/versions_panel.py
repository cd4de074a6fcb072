"""The versions of the detector: how good each was on pinned frames, and going back in one click."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.project.records import ChangeSet, Version, VersionStatus
from app.ui.naming import named
from app.ui.session import Session


class VersionRow(QFrame):
    """One version.

    Signals:
        use_wanted: Detect with it.
    """

    use_wanted = Signal(int)

    def __init__(self, version: Version, *, active: bool, writable: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"version-{version.id}")
        self.setProperty("row", True)
        self.setProperty("active", active)
        name = QLabel(self.tr("Version {id}").format(id=version.id))
        font = name.font()
        font.setBold(active)
        name.setFont(font)
        facts = QLabel(self._facts(version), wordWrap=True)
        facts.setProperty("quiet", True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(name)
        words.addWidget(facts)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.addLayout(words, 1)
        if active:
            mark = QLabel(self.tr("in use"))
            row.addWidget(mark)
        else:
            button = named(QPushButton(self.tr("Use")), f"useVersion-{version.id}")
            button.setAccessibleName(self.tr("Use version {id}").format(id=version.id))
            button.setToolTip(self.tr("Detect with version {id} from now on").format(id=version.id))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setEnabled(writable)
            button.clicked.connect(lambda _checked=False: self.use_wanted.emit(version.id))
            row.addWidget(button)
        self.setAccessibleName(f"{name.text()}, {facts.text()}")

    def _facts(self, version: Version) -> str:
        locale = QLocale()
        when = QDateTime.fromSecsSinceEpoch(int(version.created_at))
        parts = [locale.toString(when, QLocale.FormatType.ShortFormat)]
        quality = measured(version.report)
        if quality is not None:
            parts.insert(0, self.tr("AP50 {value}").format(value=locale.toString(quality, "f", 2)))
        if version.status is VersionStatus.WAITING:
            parts.append(self.tr("waiting for you"))
        elif version.status is VersionStatus.KEPT_OUT:
            parts.append(self.tr("kept out"))
        if version.parent_id is not None:
            parts.append(self.tr("from version {id}").format(id=version.parent_id))
        elif not version.run:
            parts.append(self.tr("imported"))
        return " · ".join(parts)


class VersionsPanel(QWidget):
    """All versions, newest first.

    Signals:
        use_wanted: Detect with this version.
    """

    use_wanted = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("versionsPanel")
        self._session = session
        self.none = named(
            QLabel(
                self.tr("No version yet. Label a few frames and teach one, or import a model."), wordWrap=True
            ),
            "versionsNone",
        )
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 0, 12, 8)
        column.addWidget(self.none)
        column.addLayout(self._list)
        column.addStretch(1)
        scroll = named(QScrollArea(widgetResizable=True), "versionsList")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(self.tr("Versions"))
        scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        session.project_changed.connect(self.refresh)
        session.changed.connect(self._on_changed)
        self.refresh()

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
        store = self._session.store
        versions = store.versions() if store is not None else ()
        active = store.active_version() if store is not None else None
        self.none.setVisible(not versions)
        for version in reversed(versions):
            row = VersionRow(
                version,
                active=active is not None and active.id == version.id,
                writable=self._session.writable,
                parent=self,
            )
            row.use_wanted.connect(self.use_wanted)
            self._list.addWidget(row)


def measured(report: dict[str, Any]) -> float | None:
    """AP50 on the pinned frames when the version was made, or None if it was not measured."""
    after = report.get("after")
    value = after.get("ap50") if isinstance(after, dict) else None
    return float(value) if isinstance(value, int | float) else None


def suitable_threshold(report: dict[str, Any]) -> float | None:
    """The score (0.05..1) at which the version was counted, to two digits; None if it was not measured."""
    after = report.get("after")
    value = after.get("threshold") if isinstance(after, dict) else None
    return min(1.0, max(0.05, round(float(value), 2))) if isinstance(value, int | float) else None
