"""The canvas as something to look at: a picture with boxes, or a message, and what part of it is seen."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.media.levels import Look, Values
from app.ui import theme
from app.ui.canvas.boxes import BoxTable, CanvasBox
from app.ui.canvas.describe import describe_selection
from app.ui.canvas.interaction import Interaction
from app.ui.canvas.painting import CanvasPainter, Shown
from app.ui.canvas.tiles import CoarseImage, TiledImage
from app.ui.canvas.viewport import Viewport
from app.ui.language import Retranslated
from retinanet_core.types import Image

_HINT_AFTER_MS = 100
_SAID_FOR_MS = 3000


class CanvasView(Retranslated, QWidget):
    """Shows one frame with boxes, fitted, zoomed or panned."""

    zoom_changed = Signal(float)
    """Device pixels per frame pixel."""

    _interaction: Interaction
    """Made by the class that is its host."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.viewport = Viewport()
        self._image: TiledImage | CoarseImage | None = None
        self._shown = Shown()
        self._painter = CanvasPainter()
        self._told_zoom = 0.0
        self._busy_text = ""
        self._busy = QTimer(self, singleShot=True, interval=_HINT_AFTER_MS)
        self._busy.timeout.connect(self._show_busy)
        self._saying = QTimer(self, singleShot=True, interval=_SAID_FOR_MS)
        self._saying.timeout.connect(lambda: self.say_briefly(""))
        self._whole = True
        self._refine = QTimer(self, singleShot=True)
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

    def set_image(
        self,
        image: Image | None,
        *,
        keep_view: bool = False,
        reductions: Mapping[int, Image] | None = None,
    ) -> None:
        """Show a picture, (H, W, 3) uint8 RGB, or nothing; it is not copied and must not change afterwards.

        Args:
            keep_view: Stay where the view is if the picture has the size of the one before; otherwise it is
                fitted.
            reductions: The same, smaller; see `TiledImage`.

        Raises:
            ValueError: The array is not a picture.
        """
        if image is None or self._image is None or self._image.pixels is not image:
            self._image = TiledImage(image, reductions) if image is not None else None
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

    def set_look(self, look: Look | None, deep: Values | None = None) -> None:
        """See the picture that is shown, until the next one, in another way; see `TiledImage.set_look`."""
        if self._image is not None:
            self._image.set_look(look, deep)
            self._painter.image_layer.show(self._image)
            self.update()

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
        """The last painting was final: no part of the picture was still coarse, and no box only sketched."""
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

    def set_boxes(self, boxes: Sequence[CanvasBox]) -> None:
        """Show these boxes instead of the ones before; the last one is painted on top."""
        self._shown.table = BoxTable(boxes, self._shown.table)
        self.update()

    @property
    def table(self) -> BoxTable:
        """The boxes with their columns."""
        return self._shown.table

    def boxes(self) -> tuple[CanvasBox, ...]:
        """The boxes as they were set."""
        return self._shown.table.boxes

    def set_boxes_hidden(self, hidden: bool) -> None:
        """Hide every box, to see what is under them."""
        self._shown.boxes_hidden = hidden
        self.update()

    def set_magnified(self, magnified: bool) -> None:
        """Show a loupe beside the pointer or the cursor of the keyboard."""
        self._shown.magnified = magnified
        self.update()

    def set_magnified_drawing(self, magnified: bool) -> None:
        """Show the loupe always while boxes are drawn."""
        self._shown.magnified_drawing = magnified
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
        shown = self._shown
        return describe_selection(shown.table, shown.selectable(), shown.selection, self.locale())

    def sizeHint(self) -> QSize:  # noqa: N802
        """A size at which a picture can be worked on."""
        return QSize(800, 600)

    def pan(self, dx: float, dy: float) -> None:
        """Move the picture by view pixels."""
        self.viewport.pan(dx, dy)
        self._touched()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint what the event asks for."""
        self._measure()
        painter = QPainter(self)
        again = self._painter.paint(painter, self._shown, self.viewport, self._interaction, self)
        painter.end()
        self._whole = again is None
        if again is not None:
            self._refine.start(math.ceil(1000 * again))

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

    def _show_busy(self) -> None:
        self._shown.busy_text = self._busy_text
        self.update()

    def _stop_busy(self) -> None:
        self._busy.stop()
        self._busy_text = self._shown.busy_text = ""
