"""Boxes on the clipboard: copied, cut, pasted onto this frame or others, and duplicated to the next."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QByteArray, QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from app.project.copying import Copied, copied, copy_boxes
from app.ui.boxes import BoxesController
from app.ui.canvas import Canvas
from app.ui.frame_view import FrameView
from app.ui.navigation import FrameOrder
from app.ui.pasting import Pasting
from app.ui.session import Session
from app.ui.words import pick

BOXES_TYPE = "application/x-foveate-boxes+json"


class BoxClipboard(QObject):
    """From the selection to the clipboard, and from there onto frames.

    Signals:
        changed: There are boxes to paste, or no more.
    """

    changed = Signal()

    def __init__(
        self,
        session: Session,
        canvas: Canvas,
        boxes: BoxesController,
        view: FrameView,
        order: FrameOrder,
        pasting: Pasting,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._canvas, self._boxes = session, canvas, boxes
        self._view, self._order, self._pasting = view, order, pasting
        self._filled = False
        QGuiApplication.clipboard().dataChanged.connect(self._look)
        self._look()

    @property
    def filled(self) -> bool:
        """There are boxes to paste."""
        return self._filled

    def copy(self) -> None:
        """Put the selected boxes onto the clipboard; other programs get them as lines of text."""
        store, chosen = self._session.store, self._boxes.selected
        if store is None or not chosen:
            return
        copies = copied(store, chosen)
        data = QMimeData()
        data.setData(BOXES_TYPE, QByteArray(msgspec.json.encode(copies)))
        lines = ["\t".join([item.class_name, *(f"{value:.2f}" for value in item.rect)]) for item in copies]
        data.setText("\n".join(lines))
        QGuiApplication.clipboard().setMimeData(data)
        one = self.tr("1 box copied.")
        self._canvas.say_briefly(pick(len(copies), one, self.tr("%Ln boxes copied.", "", len(copies))))

    def cut(self) -> None:
        """Copy the selected boxes, then delete them."""
        if self._session.writable:
            self.copy()
            self._boxes.delete_selected()

    def paste(self) -> None:
        """Put the boxes of the clipboard onto this frame, beside those that are there already, and select them."""
        frame, copies = self._session.frame, self._read()
        if frame is None or not copies or not self._ready():
            return
        before = {box.id for box in self._session.boxes}

        def select() -> None:
            if self._session.frame is not None and self._session.frame.id == frame.id:
                self._select_new(before)

        self._pasting.paste(copies, [frame.id], beside=True, done=select)

    def paste_onto(self, frame_ids: list[int]) -> None:
        """Put the boxes of the clipboard onto many frames, at the same place; what is there already stays once."""
        copies = self._read()
        if not copies or not self._ready():
            return
        number = len(frame_ids)
        one = self.tr("Pasted onto 1 frame.")
        text = pick(number, one, self.tr("Pasted onto %Ln frames.", "", number))
        self._pasting.paste(copies, frame_ids, beside=False, done=lambda: self._canvas.say_briefly(text))

    def duplicate_to_next(self) -> None:
        """Put the selected boxes onto the next frame of the list, go there and select them."""
        frame, chosen = self._session.frame, self._boxes.selected
        target = self._order.neighbour(frame.id, 1) if frame is not None else None
        if not chosen or not self._session.writable:
            return
        if target is None:
            self._canvas.say_briefly(self.tr("This is the last frame of the list."))
            return
        store = self._session.store
        assert store is not None
        before = {box.id for box in store.boxes(target)}
        self._session.perform(lambda store: copy_boxes(store, chosen, [target], "duplicate"))
        self._session.go_to(target)
        self._select_new(before)

    def _select_new(self, before: set[int]) -> None:
        """Select what was not there before, as soon as the canvas shows it."""
        self._view.select_when_shown([box.id for box in self._session.boxes if box.id not in before])

    def _ready(self) -> bool:
        """The frames may be changed, and no other boxes are still being put there."""
        if self._pasting.busy:
            self._canvas.say_briefly(self.tr("Boxes are still being pasted."))
        return self._session.writable and not self._pasting.busy

    def _read(self) -> list[Copied]:
        """What is on the clipboard; nothing where it is not ours or damaged."""
        data = QGuiApplication.clipboard().mimeData()
        if data is None or not data.hasFormat(BOXES_TYPE):
            return []
        try:
            copies = msgspec.json.decode(data.data(BOXES_TYPE).data(), type=list[Copied])
        except msgspec.DecodeError:
            self._canvas.say_briefly(self.tr("The boxes on the clipboard are damaged."))
            return []
        return [item for item in copies if item.width > 0 and item.height > 0]

    def _look(self) -> None:
        data = QGuiApplication.clipboard().mimeData()
        filled = data is not None and data.hasFormat(BOXES_TYPE)
        if filled != self._filled:
            self._filled = filled
            self.changed.emit()
