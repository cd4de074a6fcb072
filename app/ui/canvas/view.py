"""The canvas without its events: what is shown, selected and seen, and the signals that tell others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from PySide6.QtCore import QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme
from app.ui.canvas.boxes import BoxTable, CanvasBox
from app.ui.canvas.describe import describe_selection
from app.ui.canvas.geometry import Handle, Point, Rect, Rects, handle_at, handle_points, stack_at, touching
from app.ui.canvas.gestures import Change, Nudge, Place, Refusal
from app.ui.canvas.interaction import Interaction
from app.ui.canvas.keyboard import KeyboardHand
from app.ui.canvas.painting import CanvasPainter, Shown
from app.ui.canvas.tiles import CoarseImage, TiledImage
from app.ui.canvas.viewport import Viewport
from app.ui.language import Retranslated
from retinanet_core.types import Image

_HINT_AFTER_MS = 100
_SAID_FOR_MS = 3000
_TARGET = 12.0
_REACH = 3.0


class CanvasView(Retranslated, QWidget):
    """Shows one frame with boxes, fitted, zoomed or panned."""

    box_drawn = Signal(object)
    """(x1, y1, x2, y2) of a new box, in the frame's pixels."""
    boxes_changed = Signal(object)
    """dict of ids and new (x1, y1, x2, y2) of the boxes that one gesture moved or resized."""
    selection_changed = Signal()
    delete_requested = Signal(object)
    """frozenset of box ids."""
    hovered = Signal(object)
    """Id of the box under the pointer, or None."""
    cursor_moved = Signal(object)
    """QPointF in the frame's pixels, or None outside it."""
    zoom_changed = Signal(float)
    """Device pixels per frame pixel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.viewport = Viewport()
        self._image: TiledImage | CoarseImage | None = None
        self._shown = Shown()
        self._painter = CanvasPainter()
        self._interaction = Interaction(self)
        self._keyboard = KeyboardHand(self, self._interaction)
        self._told_zoom = 0.0
        self._busy_text = ""
        self._busy = QTimer(self, singleShot=True, interval=_HINT_AFTER_MS)
        self._busy.timeout.connect(self._show_busy)
        self._saying = QTimer(self, singleShot=True, interval=_SAID_FOR_MS)
        self._saying.timeout.connect(lambda: self.say_briefly(""))
        self._whole = True
        self._refine = QTimer(self, singleShot=True, interval=0)
        self._refine.timeout.connect(self.update)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 120)
        theme.notifier().changed.connect(self.update)
        self.say()

    def say(self) -> None:
        """What it is, and what is selected."""
        self.setAccessibleName(self.tr("Frame with boxes"))
        self._describe()

    # What is shown

    def set_image(self, image: Image | None, *, keep_view: bool = False) -> None:
        """Show a picture, (H, W, 3) uint8 RGB, or nothing; it is not copied and must not change afterwards.

        Args:
            keep_view: Stay where the view is if the picture has the size of the one before; otherwise it is
                fitted.

        Raises:
            ValueError: The array is not a picture.
        """
        if image is None or self._image is None or self._image.pixels is not image:
            self._image = TiledImage(image) if image is not None else None
            self._painter.image_layer.show(self._image)
        self._stop_busy()
        self._shown.message = None
        self._interaction.cancel()
        self._interaction.forget_click()
        width, height = (self._image.width, self._image.height) if self._image is not None else (0, 0)
        self.viewport.set_image_size(width, height, keep=keep_view)
        self._touched()

    def show_coarse(self, image: Image, width: int, height: int) -> None:
        """Show a reduced picture of a giant in its place; it goes on loading, and nothing can be edited yet."""
        self._image = CoarseImage(image, width, height)
        self._painter.image_layer.show(self._image)
        self._shown.message = None
        self.viewport.set_image_size(width, height, keep=True)
        self._touched()

    def show_message(self, title: str, text: str = "") -> None:
        """Show a message instead of a picture; picture and boxes go."""
        self.set_image(None)
        self.set_boxes(())
        self._shown.message = (title, text)
        self.setAccessibleDescription(f"{title} {text}".strip())
        self.update()

    def show_loading(self, text: str) -> None:
        """Something is on its way: until the next picture or message nothing can be edited.

        What was there stays, and `text` appears over it only if it takes longer than 100 ms.
        """
        self._interaction.cancel()
        self._busy_text = text
        if not self._shown.busy_text:
            self._busy.start()
        else:
            self._show_busy()

    @property
    def loading(self) -> bool:
        """Something is on its way."""
        return bool(self._busy_text)

    @property
    def painted_whole(self) -> bool:
        """The last painting was final: no part of the picture was still coarse."""
        return self._whole

    def set_hint(self, text: str) -> None:
        """One quiet line over the lower border of the picture; "" for none."""
        self._shown.hint = text
        self.update()

    def say_briefly(self, text: str) -> None:
        """A sentence in the place of the hint, for three seconds, which assistive technology hears too."""
        self._shown.said = text
        if text:
            self._saying.start()
            self.setAccessibleDescription(text)
        else:
            self._saying.stop()
        self.update()

    def said(self) -> str:
        """The sentence that is shown for a moment, or ""."""
        return self._shown.said

    def set_min_side(self, pixels: float) -> None:
        """The smallest side of a box that can be drawn or left by resizing, in frame pixels."""
        self._interaction.min_side = float(pixels)

    def set_snap(self, snap: bool) -> None:
        """Whether edges that are dragged near the border of the frame go to it."""
        self._interaction.snap = snap

    def set_boxes(self, boxes: Sequence[CanvasBox]) -> None:
        """Show these boxes instead of the ones before; the last one is painted on top.

        Selected ids stay selected. A gesture goes on unless its box has gone.
        """
        self._shown.table = BoxTable(boxes)
        self._shown.revision += 1
        gesture = self._interaction.gesture
        if isinstance(gesture, Change | Nudge) and not all(i in self._shown.table for i in gesture.ids):
            self._interaction.cancel()
        if self._shown.hovered is not None and self._shown.hovered not in self._shown.table:
            self._set_hovered(None)
        if not self.select(self._shown.selection):
            self._describe()
        self.update()

    @property
    def table(self) -> BoxTable:
        """The boxes with their columns."""
        return self._shown.table

    def boxes(self) -> tuple[CanvasBox, ...]:
        """The boxes as they were set."""
        return self._shown.table.boxes

    def set_selection(self, ids: Iterable[int]) -> None:
        """Select the boxes of these ids; unknown ones are passed over."""
        self._interaction.finish_nudge()
        self._interaction.forget_click()
        self.select(frozenset(ids))

    def selection(self) -> frozenset[int]:
        """Ids of the selected boxes."""
        return self._shown.selection

    def set_boxes_hidden(self, hidden: bool) -> None:
        """Hide every box, to see what is under them."""
        self._shown.boxes_hidden = hidden
        self.update()

    def set_show_rejected(self, shown: bool) -> None:
        """Show rejected boxes too, thin and crossed."""
        self._shown.show_rejected = shown
        if not shown:
            self.select(self._shown.selection & self._visible_ids())
        self.update()

    def set_draw_class(self, name: str, colour: str) -> None:
        """The class, and its `#rrggbb`, that a box has while it is drawn."""
        self._shown.draw_name, self._shown.draw_colour = name, colour
        self.update()

    def set_read_only(self, read_only: bool) -> None:
        """Boxes can be selected and looked at, but not drawn, changed or deleted."""
        self._interaction.cancel()
        self._interaction.read_only = read_only
        self.update()

    # How it is seen

    @property
    def zoom(self) -> float:
        """Device pixels per frame pixel."""
        return self.viewport.zoom

    def fit(self) -> None:
        """Show the whole picture, also when the widget changes its size later."""
        self.viewport.fit()
        self._touched()

    def zoom_to(self, factor: float, at: QPointF | None = None) -> None:
        """Show `factor` device pixels per frame pixel; what is at the view point `at` stays there."""
        self.viewport.zoom_to(factor, None if at is None else (at.x(), at.y()))
        self._touched()

    def zoom_in(self) -> None:
        """The next larger of the usual zooms."""
        self.zoom_to(self.viewport.next_stop(1))

    def zoom_out(self) -> None:
        """The next smaller of the usual zooms."""
        self.zoom_to(self.viewport.next_stop(-1))

    def actual_size(self) -> None:
        """One device pixel per frame pixel."""
        self.zoom_to(1.0)

    def zoom_to_box(self, box_id: int) -> None:
        """Bring a box to the middle, as large as half the view. Raises: KeyError."""
        self.viewport.show_rect(self._shown.table.box(box_id).rect)
        self._touched()

    def reveal(self, box_id: int) -> None:
        """Pan so far that a box is in view. Raises: KeyError."""
        self.viewport.reveal(self._shown.table.box(box_id).rect)
        self._touched()

    def centre_box(self, box_id: int) -> None:
        """Where not all of a box is in view, pan so that its middle is in the middle. Raises: KeyError."""
        self.viewport.centre(self._shown.table.box(box_id).rect)
        self._touched()

    def image_to_view(self, point: QPointF) -> QPointF:
        """A point of the frame in the widget's coordinates."""
        return QPointF(*self.viewport.transform.to_view(point.x(), point.y()))

    def view_to_image(self, point: QPointF) -> QPointF:
        """A point of the widget in the frame's pixels."""
        return QPointF(*self.viewport.transform.to_image(point.x(), point.y()))

    def selection_text(self) -> str:
        """The selection in words."""
        table = self._shown.table
        visible = [table.boxes[i] for i in np.flatnonzero(self._shown.visible())]
        chosen = [box for box in visible if box.id in self._shown.selection]
        return describe_selection(chosen, visible, self.locale())

    def sizeHint(self) -> QSize:  # noqa: N802
        """A size at which a picture can be worked on."""
        return QSize(800, 600)

    # What the gestures ask for (interaction.InteractionHost)

    def stack_under(self, at: Point) -> list[int]:
        """Ids of the boxes under a view point, smallest first; tiny ones are easier to hit than they look."""
        table, transform = self._shown.table, self.viewport.transform
        visible = np.flatnonzero(self._shown.visible())
        rects = table.rects[visible]
        room = _TARGET / transform.scale
        spare = np.maximum(
            0.0, (room - np.stack([rects[:, 2] - rects[:, 0], rects[:, 3] - rects[:, 1]], 1)) / 2
        )
        hit = rects + np.concatenate([-spare, spare], 1)
        x, y = transform.to_image(*at)
        found = stack_at(hit, x, y)
        if not len(found):
            found = stack_at(hit, x, y, _REACH / transform.scale)
        return [table.boxes[i].id for i in visible[found]]

    def handle_under(self, at: Point) -> Handle | None:
        """The handle under a view point, if just one box is selected and the boxes are seen."""
        if len(self._shown.selection) != 1 or self._shown.boxes_hidden:
            return None
        (box_id,) = self._shown.selection
        if self._shown.table.box(box_id).locked:
            return None
        seen = self.viewport.transform.rect_to_view(self._shown.table.box(box_id).rect)
        points = handle_points(seen, self.viewport.view_width, self.viewport.view_height)
        return handle_at(points, *at)

    def boxes_touching(self, band: Rect) -> frozenset[int]:
        """Ids of the visible boxes that a band, in view coordinates, touches."""
        table = self._shown.table
        visible = np.flatnonzero(self._shown.visible())
        found = touching(table.rects[visible], self.viewport.transform.rect_to_image(band))
        return frozenset(table.boxes[i].id for i in visible[found])

    def box(self, box_id: int) -> CanvasBox:
        """The box of that id. Raises: KeyError."""
        return self._shown.table.box(box_id)

    def select_under(self) -> bool:
        """Select the next of the boxes that lie on each other, at the pointer, else where the selected one is.

        False if there is no other.
        """
        at = self._shown.pointer
        if (at is None or not self.stack_under(at)) and self._shown.selection:
            x1, y1, x2, y2 = self._shown.table.box(min(self._shown.selection)).rect
            at = self.viewport.transform.to_view((x1 + x2) / 2, (y1 + y2) / 2)
        return at is not None and not self.loading and self._interaction.select_under(at)

    def select(self, box_ids: frozenset[int]) -> bool:
        """Select just those boxes; True if that changed anything."""
        chosen = frozenset(box_id for box_id in box_ids if box_id in self._shown.table)
        if chosen == self._shown.selection:
            return False
        self._shown.selection = chosen
        self._describe()
        self.update()
        self.selection_changed.emit()
        return True

    def commit_draw(self, rect: Rect) -> None:
        """Hand over a new box."""
        self.box_drawn.emit(rect)

    def commit_changes(self, rects: dict[int, Rect]) -> None:
        """Hand over moved or resized boxes."""
        self.boxes_changed.emit(rects)

    def rects_of(self, box_ids: tuple[int, ...]) -> Rects:
        """(N, 4) the rectangles of those boxes. Raises: KeyError."""
        table = self._shown.table
        return table.rects[[table.index(box_id) for box_id in box_ids]]

    def refuse(self, why: Refusal, rect: Rect | None = None) -> None:
        """Say why a gesture did nothing."""
        if why is Refusal.LOCKED:
            self.say_briefly(self.tr("Locked boxes stay as they are."))
        elif rect is not None:
            least = self.locale().toString(self._interaction.min_side, "g", 3)
            text = self.tr("Too small to be kept: a box has at least {least} pixels on each side.")
            self.say_briefly(text.format(least=least))

    def follow(self, rect: Rect) -> None:
        """The keyboard is at work there: bring it into view and say where it is."""
        if isinstance(self._interaction.gesture, Place):
            x, y = self._interaction.gesture.cursor
            self.viewport.reveal((x, y, x, y))
        else:
            self.viewport.reveal(rect)
        x1, y1, x2, y2 = (self.locale().toString(round(value)) for value in rect)
        if rect[:2] == rect[2:]:
            text = self.tr("Cursor at {x}, {y}.").format(x=x1, y=y1)
        else:
            text = self.tr("From {x1}, {y1} to {x2}, {y2}.").format(x1=x1, y1=y1, x2=x2, y2=y2)
        self.setAccessibleDescription(text)
        self._touched()

    def pan(self, dx: float, dy: float) -> None:
        """Move the picture by view pixels."""
        self.viewport.pan(dx, dy)
        self._touched()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint what the event asks for."""
        self._measure()
        painter = QPainter(self)
        self._whole = self._painter.paint(painter, self._shown, self.viewport, self._interaction, self)
        painter.end()
        if not self._whole:
            self._refine.start()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Stay fitted, or keep the middle in the middle."""
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        self.viewport.set_view_size(self.width(), self.height(), self.devicePixelRatioF())
        self._tell_zoom()

    def _touched(self) -> None:
        self._tell_zoom()
        self.update()

    def _tell_zoom(self) -> None:
        if self.viewport.zoom != self._told_zoom:
            self._told_zoom = self.viewport.zoom
            self.zoom_changed.emit(self._told_zoom)

    def _describe(self) -> None:
        self.setAccessibleDescription(self.selection_text())

    def _set_hovered(self, box_id: int | None) -> None:
        if box_id != self._shown.hovered:
            self._shown.hovered = box_id
            self.hovered.emit(box_id)
            self.update()

    def _visible_ids(self) -> frozenset[int]:
        table = self._shown.table
        return frozenset(table.boxes[i].id for i in np.flatnonzero(self._shown.visible()))

    def _show_busy(self) -> None:
        self._shown.busy_text = self._busy_text
        self.update()

    def _stop_busy(self) -> None:
        self._busy.stop()
        self._busy_text = self._shown.busy_text = ""
