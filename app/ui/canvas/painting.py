"""Painting the canvas as a whole: the kept layers, then what is selected or being done, then what lies over it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLocale
from PySide6.QtGui import QColor, QFont, QPainter

from app.project.records import BoxState
from app.ui import theme
from app.ui.canvas import overlay
from app.ui.canvas.boxes import REJECTED, BoxTable, CanvasBox
from app.ui.canvas.device_view import DeviceView
from app.ui.canvas.geometry import Point, Rect, handle_points, outline
from app.ui.canvas.gestures import Band, Change, Nudge, Place
from app.ui.canvas.image_layer import ImageLayer
from app.ui.canvas.interaction import Interaction
from app.ui.canvas.magnifier import paint_loupe
from app.ui.canvas.render import BoxPainter, boxes_in, paint_halo, paint_handles, paint_outlines
from app.ui.canvas.scene import Scene
from app.ui.canvas.scene_layer import STILL_SECONDS, SceneLayer
from app.ui.canvas.strokes import device_edges
from app.ui.canvas.viewport import Viewport

_NEW_BOX = -1
_NONE, _GLIMMER, _FULL = range(3)


@dataclass
class Shown:
    """What the canvas is to show; the widget changes it, the painter reads it."""

    table: BoxTable = field(default_factory=BoxTable)
    selection: frozenset[int] = frozenset()
    hovered: int | None = None
    boxes_hidden: bool = False
    show_rejected: bool = False
    draw_name: str = ""
    draw_colour: str = "#56b4e9"
    pointer: Point | None = None
    message: tuple[str, str] | None = None
    hint: str = ""
    said: str = ""
    busy_text: str = ""
    focus_ring: bool = False
    magnified: bool = False
    magnified_drawing: bool = False

    def visible(self) -> NDArray[np.bool_]:
        """(N,) the boxes that are painted."""
        if self.boxes_hidden:
            return np.zeros(len(self.table), np.bool_)
        if self.show_rejected:
            return np.ones(len(self.table), np.bool_)
        return np.not_equal(self.table.states, REJECTED)

    def selectable(self) -> NDArray[np.bool_]:
        """(N,) the boxes that are painted and can be hit: ghosts cannot."""
        return self.visible() & ~self.table.ghosts


class Look(Protocol):
    """The widget's own properties that painting depends on."""

    def font(self) -> QFont: ...

    def locale(self) -> QLocale: ...


class CanvasPainter:
    """Paints a widget's content; keeps what need not be painted again."""

    def __init__(self) -> None:
        self.image_layer = ImageLayer()
        self._scene = SceneLayer()
        self._boxes = BoxPainter()

    def paint(
        self, painter: QPainter, shown: Shown, viewport: Viewport, interaction: Interaction, look: Look
    ) -> float | None:
        """Paint everything.

        Returns:
            After how many seconds it should be painted again, because parts of the picture are still coarse or
            its boxes only sketched; None if all is as it should be.
        """
        colours = theme.current()
        size = (viewport.view_width, viewport.view_height)
        again: float | None = None
        if viewport.image_width:
            view = DeviceView.of(viewport.transform, *size, viewport.ratio)
            self._boxes.tags.set_font(look.font(), look.locale(), view.ratio)
            again = self._paint_layers(painter, shown, view, interaction, colours)
            painter.save()
            painter.scale(1 / view.ratio, 1 / view.ratio)
            if not shown.boxes_hidden:
                self._paint_active(painter, shown, view, viewport, interaction)
            self._paint_gesture(painter, shown, view, viewport, interaction)
            painter.restore()
            self._paint_notes(painter, shown, viewport, interaction, look)
            if not self._paint_loupe(painter, shown, view, viewport, interaction):
                again = 0.0
        else:
            painter.fillRect(0, 0, int(size[0]) + 1, int(size[1]) + 1, QColor(colours.canvas))
            if shown.message is not None:
                overlay.paint_message(painter, *shown.message, size, look.font())
        if shown.busy_text:
            overlay.paint_hint(painter, shown.busy_text, size, look.font(), top=True)
        elif (shown.said or shown.hint) and viewport.image_width:
            overlay.paint_hint(painter, shown.said or shown.hint, size, look.font(), top=False)
        if shown.focus_ring:
            overlay.paint_focus(painter, size)
        return again

    def _paint_layers(
        self,
        painter: QPainter,
        shown: Shown,
        view: DeviceView,
        interaction: Interaction,
        colours: theme.Palette,
    ) -> float | None:
        below, complete = self.image_layer.pixmap(view, colours.canvas)
        active = _active(shown, interaction)
        passive = shown.visible() & ~shown.table.mask(active)
        look = (colours.scheme, self._boxes.tags.made_for, self.image_layer.number)
        scene = Scene(self._boxes, shown.table, passive, view, look)
        painter.drawPixmap(0, 0, self._scene.pixmap(below, complete, scene))
        if not complete:
            return 0.0
        return STILL_SECONDS if self._scene.sketched else None

    def _paint_active(
        self,
        painter: QPainter,
        shown: Shown,
        view: DeviceView,
        viewport: Viewport,
        interaction: Interaction,
    ) -> None:
        """The hovered box's tag, then the selected boxes with their halo, drawn last; handles if there is one."""
        table, preview = shown.table, interaction.preview
        if shown.hovered is not None and shown.hovered in table and shown.hovered not in shown.selection:
            self._paint_one(painter, table.box(shown.hovered), view, halo=_GLIMMER)
        if preview is not None:
            table = table.moved(*preview)
        chosen = shown.visible() & table.mask(_active(shown, interaction))
        self._paint_some(painter, table, chosen, view, halo=_FULL)
        alone = np.flatnonzero(chosen)
        if len(alone) == 1 and not interaction.read_only and not table.boxes[int(alone[0])].locked:
            x1, y1, x2, y2 = table.rects[int(alone[0])].tolist()
            seen = viewport.transform.rect_to_view((x1, y1, x2, y2))
            points = handle_points(seen, viewport.view_width, viewport.view_height)
            paint_handles(painter, list(points.values()), view)

    def _paint_gesture(
        self,
        painter: QPainter,
        shown: Shown,
        view: DeviceView,
        viewport: Viewport,
        interaction: Interaction,
    ) -> None:
        gesture, drawn = interaction.gesture, interaction.drawn
        for guide in interaction.guides:
            overlay.paint_guide(painter, guide, view)
        if drawn is not None:
            self._paint_one(painter, _new_box(drawn, shown), view, halo=_NONE)
        elif isinstance(gesture, Band):
            overlay.paint_band(painter, gesture.rect, view)
        at = _crosshair(shown, viewport, interaction)
        if at is not None:
            overlay.paint_crosshair(painter, at, view)

    def _paint_loupe(
        self, painter: QPainter, shown: Shown, view: DeviceView, viewport: Viewport, interaction: Interaction
    ) -> bool:
        """The loupe with the picture and the outlines of its boxes; False if the picture in it is still coarse."""
        at = _loupe(shown, viewport, interaction)
        if at is None:
            return True

        def inside(on: QPainter, seen: DeviceView) -> bool:
            complete = self.image_layer.paint_apart(on, seen, theme.current().canvas)
            table = shown.table if interaction.preview is None else shown.table.moved(*interaction.preview)
            paint_outlines(on, table, *boxes_in(table, shown.visible(), seen), seen)
            if interaction.drawn is not None:
                new = BoxTable((_new_box(interaction.drawn, shown),))
                paint_outlines(on, new, *boxes_in(new, np.ones(1, np.bool_), seen), seen)
            return complete

        return paint_loupe(painter, at, (viewport.view_width, viewport.view_height), view, inside)

    def _paint_one(self, painter: QPainter, box: CanvasBox, view: DeviceView, *, halo: int) -> None:
        self._paint_some(painter, BoxTable((box,)), np.ones(1, np.bool_), view, halo=halo)

    def _paint_some(
        self, painter: QPainter, table: BoxTable, chosen: NDArray[np.bool_], view: DeviceView, *, halo: int
    ) -> None:
        number = np.count_nonzero(chosen)
        if not number:
            return
        if halo:
            transform = view.transform
            edges = device_edges(table.rects[chosen], transform.scale, transform.dx, transform.dy)
            paint_halo(painter, edges, view, selected=halo == _FULL)
        self._boxes.paint(painter, table, chosen, view, every_tag=number == 1)

    @staticmethod
    def _paint_notes(
        painter: QPainter, shown: Shown, viewport: Viewport, interaction: Interaction, look: Look
    ) -> None:
        """Coordinates at the crosshair; the size of a box while it is drawn or resized."""
        gesture, size = interaction.gesture, (viewport.view_width, viewport.view_height)
        at, locale = _crosshair(shown, viewport, interaction), look.locale()
        rect, text = interaction.drawn, ""
        if isinstance(gesture, Nudge) or (isinstance(gesture, Change) and gesture.dragging and gesture.ids):
            rect = outline(gesture.after)
            at = shown.pointer if isinstance(gesture, Change) else None
            text = _coordinates(rect[:2], locale) if _same_size(gesture) else ""
        if rect is not None:
            at = at or viewport.transform.to_view(*rect[2:])
            overlay.paint_note(painter, text or _measure(rect, locale), at, size, look.font())
        elif at is not None:
            there = viewport.transform.to_image(*at)
            overlay.paint_note(painter, _coordinates(there, locale), at, size, look.font())


def _crosshair(shown: Shown, viewport: Viewport, interaction: Interaction) -> Point | None:
    """Where the crosshair is, in the view: at the cursor of the keyboard, else at the pointer; only for drawing."""
    if interaction.mode != "draw" or interaction.read_only:
        return None
    if isinstance(interaction.gesture, Place):
        return viewport.transform.to_view(*interaction.gesture.cursor)
    return shown.pointer


def _loupe(shown: Shown, viewport: Viewport, interaction: Interaction) -> Point | None:
    """What the loupe is for, in the view: while it is asked for, and while drawing if a person wants that."""
    if shown.magnified_drawing:
        at = _crosshair(shown, viewport, interaction)
        if at is not None:
            return at
    if not shown.magnified:
        return None
    if isinstance(interaction.gesture, Place):
        return viewport.transform.to_view(*interaction.gesture.cursor)
    return shown.pointer or (viewport.view_width / 2, viewport.view_height / 2)


def _new_box(rect: Rect, shown: Shown) -> CanvasBox:
    return CanvasBox(_NEW_BOX, rect, 0, shown.draw_name, shown.draw_colour, BoxState.CONFIRMED)


def _same_size(gesture: Change | Nudge) -> bool:
    before, after = outline(gesture.before), outline(gesture.after)
    return all(abs((after[i + 2] - after[i]) - (before[i + 2] - before[i])) < 1e-6 for i in (0, 1))


def _active(shown: Shown, interaction: Interaction) -> frozenset[int]:
    """The boxes that are painted over the others, and not among them."""
    preview = interaction.preview
    return shown.selection.union(preview[0]) if preview is not None else shown.selection


def _measure(rect: Rect, locale: QLocale) -> str:
    width, height = rect[2] - rect[0], rect[3] - rect[1]
    return f"{locale.toString(round(width))} \N{MULTIPLICATION SIGN} {locale.toString(round(height))}"


def _coordinates(point: Point, locale: QLocale) -> str:
    return f"{locale.toString(int(point[0] // 1))}, {locale.toString(int(point[1] // 1))}"
