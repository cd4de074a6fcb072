"""What the health check of the data found, each with the way to its frames. Nothing of it keeps one from teaching."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.ui.language import Retranslated
from app.ui.naming import named
from app.ui.sentences import said
from app.ui.wrapped_button import WrappedButton

if TYPE_CHECKING:
    from app.project.health import Finding

_LOOKS = {"problem": ("error", "danger"), "warning": ("warning", "warning"), "note": ("info", "muted")}
"""Of each severity: the icon, and the role of the palette."""


class HealthList(Retranslated, QWidget):
    """A quiet list of findings; hidden while there are none.

    Signals:
        frames_wanted: Show the frames of this finding.
    """

    frames_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("healthList")
        self._title = named(QLabel(), "healthTitle")
        self._title.setProperty("quiet", True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addLayout(self._rows)
        self._shown: tuple[Finding, ...] = ()
        self.hide()
        self.say()

    def say(self) -> None:
        """The title and the findings."""
        self._title.setText(self.tr("Worth a look before teaching"))
        self._list()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is listed."""
        return self._shown

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """List these; a list that stays the same keeps the focus where it is."""
        if tuple(findings) == self._shown:
            return
        self._shown = tuple(findings)
        self._list()
        self.setVisible(bool(self._shown))

    def _list(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, finding in enumerate(self._shown):
            self._rows.addWidget(self._make_button(number, finding))

    def _make_button(self, number: int, finding: Finding) -> WrappedButton:
        icon, colour = _LOOKS[finding.severity]
        button = named(WrappedButton(said(finding.sentence), icon, colour), f"finding-{number}")
        shows = self.tr("Show these frames") if finding.frame_ids else ""
        button.setEnabled(bool(finding.frame_ids))
        button.setToolTip("\n".join(part for part in (said(finding.advice), shows) if part))
        button.setAccessibleName(said(finding.sentence))
        button.setAccessibleDescription(" ".join(part for part in (said(finding.advice), shows) if part))
        button.clicked.connect(lambda _checked=False: self.frames_wanted.emit(finding))
        return button
