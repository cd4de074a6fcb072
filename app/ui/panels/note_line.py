"""The note on the frame that is looked at."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.project import edits
from app.project.records import ChangeSet
from app.project.store import Store
from app.ui.language import Retranslated
from app.ui.naming import named
from app.ui.session import Session

PAUSE_MS = 700
"""How long nobody types before what is there is written."""


class NoteLine(Retranslated, QWidget):
    """A line to write in. What is typed is written at every pause; from the first letter to leaving is one step."""

    def __init__(self, session: Session, picture: QWidget, parent: QWidget | None = None) -> None:
        """`picture` gets the keys back when the note is done."""
        super().__init__(parent)
        self.setObjectName("noteLine")
        self._session, self._picture = session, picture
        self._frame: int | None = None
        self._first = 0
        self._known = ""
        self.line = named(QLineEdit(), "note")
        self.line.setClearButtonEnabled(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 0)
        row.addWidget(self.line)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._write)
        self.line.textEdited.connect(self._on_typed)
        self.line.editingFinished.connect(self.finish)
        self.line.returnPressed.connect(self._picture.setFocus)
        session.current_changed.connect(self._on_current_changed)
        session.changed.connect(self._on_changed)
        session.closing.connect(self.finish)
        self.say()
        self._show()

    def say(self) -> None:
        """The fixed words."""
        self.line.setPlaceholderText(self.tr("Note on this frame"))
        self.line.setAccessibleName(self.tr("Note on this frame"))

    def begin(self) -> None:
        """Let a person write."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.end(False)

    def finish(self) -> None:
        """Write what was typed; what is typed next is another step."""
        if self._frame is not None:
            self._write()
        self._frame, self._first = None, 0

    def _on_typed(self) -> None:
        frame = self._session.frame
        if self._frame is None and frame is not None:
            self._frame, self._first = frame.id, 0
        self._pause.start()

    def _write(self) -> None:
        self._pause.stop()
        frame_id, text = self._frame, self.line.text().strip()
        if frame_id is not None and self._session.writable:
            self._session.write(lambda store: self._put(store, frame_id, text))

    def _put(self, store: Store, frame_id: int, text: str) -> ChangeSet | None:
        edit = edits.set_note(store, frame_id, text) if store.has_frame(frame_id) else None
        if edit is None:
            return None
        goes_on = store.before_undo() + 1 == self._first and store.redo_edit() is None
        if not goes_on:
            self._first = store.cursor + 1
        return store.extend(self._first, edit, self)

    def _on_current_changed(self) -> None:
        self.finish()
        self._show()

    def _on_changed(self, change: ChangeSet) -> None:
        frame = self._session.frame
        if frame is None or frame.id not in change.frame_ids or frame.note == self._known:
            return
        if change.initiator is self:
            self._known = frame.note
            return
        # It was undone, say: that is newer than what is being typed.
        self._frame, self._first = None, 0
        self._pause.stop()
        self._show()

    def _show(self) -> None:
        frame = self._session.frame
        self.setVisible(frame is not None)
        self.line.setReadOnly(not self._session.writable)
        self._known = note = frame.note if frame is not None else ""
        if self.line.text().strip() != note:
            self.line.setText(note)
            self.line.setCursorPosition(0)
        self.line.setToolTip(note)
