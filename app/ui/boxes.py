"""What gestures on boxes do: draw, move, relabel, delete, select."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from app.project import edits
from app.project.records import Box
from app.ui.canvas import Canvas
from app.ui.class_keys import class_of_digit
from app.ui.display import DisplayFilter
from app.ui.session import Session
from app.ui.words import pick

Rect = tuple[float, float, float, float]


class BoxesController(QObject):
    """From the canvas, the keys and the list of boxes to edits.

    Signals:
        class_wanted: A box was drawn but there is no class yet; carries its rectangle.
        drawing_changed: Drawing began or ended.
        selection_changed: Other boxes are selected.
    """

    class_wanted = Signal(object)
    drawing_changed = Signal(bool)
    selection_changed = Signal()

    def __init__(self, session: Session, canvas: Canvas, display: DisplayFilter, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._canvas, self._display = session, canvas, display
        self._drawing = False
        self._selected: tuple[tuple[Box, ...], frozenset[int], tuple[Box, ...]] = ((), frozenset(), ())
        canvas.box_drawn.connect(self._on_drawn)
        canvas.boxes_changed.connect(self._on_boxes_changed)
        canvas.delete_requested.connect(self.delete)
        canvas.selection_changed.connect(self.selection_changed)
        session.draw_class_changed.connect(self._show_draw_class)
        session.project_changed.connect(self._on_project_changed)

    @property
    def drawing(self) -> bool:
        """The next drag draws a box."""
        return self._drawing

    @property
    def selected(self) -> tuple[Box, ...]:
        """The boxes that are selected."""
        boxes, chosen = self._session.boxes, self._canvas.selection()
        if self._selected[0] is not boxes or self._selected[1] is not chosen:
            self._selected = (
                boxes,
                chosen,
                tuple(box for box in boxes if box.id in chosen) if chosen else (),
            )
        return self._selected[2]

    @property
    def shown(self) -> tuple[Box, ...]:
        """The boxes that the filters let through."""
        return self._display.shown(self._session.boxes)

    def set_drawing(self, drawing: bool) -> None:
        """Draw boxes, or go back to selecting."""
        drawing = drawing and self._session.writable
        self._canvas.set_mode("draw" if drawing else "select")
        if drawing != self._drawing:
            self._drawing = drawing
            self.drawing_changed.emit(drawing)

    def toggle_drawing(self) -> None:
        """Draw boxes, or stop drawing them."""
        self.set_drawing(not self._drawing)

    def leave(self) -> None:
        """One step out: of drawing, else of the selection; and from wherever the keys went back to the picture."""
        self._canvas.setFocus()
        if self._drawing:
            self.set_drawing(False)
        else:
            self.select(())

    def select(self, box_ids: Iterable[int]) -> None:
        """Select these boxes and no others."""
        self._canvas.set_selection(box_ids)

    def select_all(self) -> None:
        """Select every box that is shown."""
        self.select([box.id for box in self.shown])

    def zoom_to_selected(self) -> None:
        """Bring the first selected box into view, large."""
        for box in self.selected[:1]:
            self._canvas.zoom_to_box(box.id)

    def choose_class(self, number: int) -> None:
        """What a digit does: the selected boxes get the class that has it, else new boxes will."""
        chosen = class_of_digit(self._session.classes, number)
        if chosen is not None:
            self.apply_class(chosen.id)

    def apply_class(self, class_id: int) -> None:
        """The selected boxes get this class; without a selection, new boxes will."""
        boxes = self.selected
        if boxes and self._session.writable:
            ids = [box.id for box in boxes]
            self._say_locked(boxes)
            self._session.perform(lambda store: edits.relabel_boxes(store, ids, class_id))
        else:
            self._session.set_draw_class(class_id)

    def delete_selected(self) -> None:
        """Delete the selected boxes; what a model had proposed counts as rejected."""
        self.delete([box.id for box in self.selected])

    def delete(self, box_ids: Iterable[int]) -> None:
        """Delete boxes; what a model had proposed counts as rejected."""
        ids = list(box_ids)
        if ids and self._session.writable:
            given = frozenset(ids)
            self._say_locked(box for box in self._session.boxes if box.id in given)
            self._session.perform(lambda store: edits.delete_boxes(store, ids))

    def toggle_lock(self) -> None:
        """Lock the selected boxes; if all of them are locked, unlock them."""
        boxes = self.selected
        ids = [box.id for box in boxes]
        if not ids or not self._session.writable:
            return
        act = edits.unlock_boxes if all(box.locked for box in boxes) else edits.lock_boxes
        self._session.perform(lambda store: act(store, ids))

    def hide_selected(self) -> None:
        """Do not show the selected boxes until all are shown again; nothing about them changes."""
        ids = [box.id for box in self.selected]
        self.select(())
        self._display.hide_boxes(ids)

    def hide_others(self) -> None:
        """Show only the selected boxes until all are shown again; nothing about the others changes."""
        if self.selected:
            self._display.hide_others((box.id for box in self.selected), self._session.boxes)

    def step(self, offset: int) -> None:
        """Select the next or the previous of the boxes shown, round the end, and bring it into view."""
        ids = [box.id for box in self.shown]
        chosen = [place for place, box_id in enumerate(ids) if box_id in self._canvas.selection()]
        if not ids:
            return
        after, before = (chosen[-1] + 1, chosen[0] - 1) if chosen else (0, -1)
        place = (after if offset > 0 else before) % len(ids)
        self.select([ids[place]])
        self._canvas.reveal(ids[place])

    def select_under(self) -> None:
        """Select what lies under the box that is selected, at the pointer or in its middle."""
        self._canvas.select_under()

    def draw(self, rect: Rect, class_id: int) -> None:
        """A new box on the current frame."""
        frame = self._session.frame
        if frame is not None:
            self._session.perform(lambda store: edits.draw_box(store, frame.id, class_id, rect))

    def use_new_class(self, rect: Rect | None, name: str) -> None:
        """Make a class; the box that asked for it, or the selected boxes, get it, and new ones will."""
        if not self._session.perform(lambda store: edits.add_class(store, name)):
            return
        made = self._session.classes[-1]
        if rect is None:
            self.apply_class(made.id)
        else:
            self._session.set_draw_class(made.id)
            self.draw(rect, made.id)

    def _on_drawn(self, rect: object) -> None:
        drawn = as_rect(rect)
        chosen = self._session.draw_class
        if chosen is None:
            self.class_wanted.emit(drawn)
        else:
            self.draw(drawn, chosen.id)

    def _on_boxes_changed(self, rects: dict[int, Rect]) -> None:
        self._session.perform(lambda store: edits.change_boxes(store, rects))

    def _say_locked(self, boxes: Iterable[Box]) -> None:
        """Tell how many of the boxes stay as they are, if any."""
        locked = sum(box.locked for box in boxes)
        if locked:
            one = self.tr("1 locked box stays as it is.")
            self._canvas.say_briefly(
                pick(locked, one, self.tr("%Ln locked boxes stay as they are.", "", locked))
            )

    def _show_draw_class(self) -> None:
        chosen = self._session.draw_class
        if chosen is not None:
            self._canvas.set_draw_class(chosen.name, chosen.colour)

    def _on_project_changed(self) -> None:
        self.set_drawing(False)
        self._show_draw_class()


def as_rect(rect: object) -> Rect:
    """(x1, y1, x2, y2) of what the canvas sends."""
    x1, y1, x2, y2 = rect  # type: ignore[misc]
    return (float(x1), float(y1), float(x2), float(y2))  # type: ignore[has-type]
