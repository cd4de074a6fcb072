"""The frame that is looked at, on the canvas: its pixels, its boxes, or why there are none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from app.project.records import Box, BoxOrigin, BoxState, ChangeSet, Frame, ObjectClass
from app.services.frames import FrameLoader
from app.services.sources import FrameRef
from app.ui import language, theme
from app.ui.canvas import Canvas, CanvasBox
from app.ui.display import DisplayFilter
from app.ui.sentences import said
from app.ui.session import Session
from app.ui.splicing import same_ends
from app.ui.words import pick, score_text, size_text
from retinanet_core.types import Image

Rect = tuple[float, float, float, float]
_PENDING_ID = -1


class FrameView(QObject):
    """Keeps the canvas showing the session's frame, and asks for its pixels.

    Signals:
        shown: Another picture is on the canvas: its array, or that of a coarse view of it, or None.
    """

    shown = Signal(object)

    def __init__(
        self, session: Session, loader: FrameLoader, canvas: Canvas, display: DisplayFilter, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._loader, self._canvas, self._display = session, loader, canvas, display
        self._image_of: int | None = None
        self._pending: Rect | None = None
        self._ghosts: list[CanvasBox] = []
        self._ghosts_alone = False
        self._selected: frozenset[int] = frozenset()
        self._to_select: tuple[int, ...] = ()
        self._made: tuple[tuple[Box, ...], dict[int, ObjectClass], list[CanvasBox]] = ((), {}, [])
        canvas.set_tips(self._tip)
        session.current_changed.connect(self._show_frame)
        session.changed.connect(self._on_changed)
        display.changed.connect(self.show_boxes)
        loader.loaded.connect(self._on_loaded)
        loader.coarse.connect(self._on_coarse)
        loader.failed.connect(self._on_failed)
        language.notifier().changed.connect(self.show_boxes)

    @property
    def ready(self) -> bool:
        """The pixels of the current frame are on the canvas."""
        frame = self._session.frame
        return frame is not None and self._image_of == frame.id

    def ref(self, frame: Frame) -> FrameRef:
        """Where the pixels of a frame are."""
        store = self._session.store
        assert store is not None
        media = store.media_by_id(frame.media_id)
        return FrameRef(frame.id, store.media_path(media), media.kind, frame.index)

    def show_boxes(self) -> None:
        """Bring the boxes on the canvas up to date."""
        if not self.ready:
            return
        self._canvas.set_show_rejected(self._display.rejected_shown)
        class_of = {item.id: item for item in self._session.classes}
        shown = self._display.shown(self._session.boxes)
        boxes = self._canvas_boxes(shown, class_of)
        if self._pending is not None:
            colour = theme.current().accent
            boxes = [*boxes, CanvasBox(_PENDING_ID, self._pending, 0, "?", colour, BoxState.SUGGESTED)]
        self._canvas.set_boxes(self._ghosts if self._ghosts_alone else [*self._ghosts, *boxes])
        self._canvas.set_hint(self._hint(shown))

    def reload(self) -> None:
        """Read the pixels of the current frame again, in the background."""
        self._show_frame()

    def select_when_shown(self, box_ids: Sequence[int]) -> None:
        """Select these boxes: at once, or when the frame that one has just gone to is there."""
        if self.ready:
            self._canvas.set_selection(box_ids)
        else:
            self._to_select = tuple(box_ids)

    def set_ghosts(self, ghosts: Sequence[CanvasBox], *, alone: bool) -> None:
        """Boxes of somebody else, below those of the project, or in their place."""
        was_alone = self._ghosts_alone
        if not (ghosts or self._ghosts or alone != was_alone):
            return
        if alone and not was_alone:
            self._selected = self._canvas.selection()
        self._ghosts, self._ghosts_alone = list(ghosts), alone
        self.show_boxes()
        if was_alone and not alone:
            self._canvas.set_selection(self._selected)

    def set_pending(self, rect: Rect | None) -> None:
        """A box that waits for a class, shown although the project does not have it yet."""
        self._pending = rect
        self.show_boxes()

    def _hint(self, shown: Sequence[Box]) -> str:
        """Why a frame that was looked at shows nothing; "" otherwise."""
        frame = self._session.frame
        if frame is None or shown:
            return ""
        sifted = self._display.sifted(self._session.boxes)
        hidden = sifted.concealed
        if hidden:
            one = self.tr("1 box is hidden. Shift+H shows it.")
            return pick(hidden, one, self.tr("%Ln boxes are hidden. Shift+H shows them.", "", hidden))
        if frame.reviewed:
            return self.tr("Verified empty.")
        if frame.detected_by is None:
            return ""
        words = self.tr("Nothing found above {score}").format(score=score_text(self._display.threshold))
        below = sifted.below
        return f"{words}; {self.tr('%Ln below the slider', '', below)}." if below else f"{words}."

    def _show_frame(self) -> None:
        frame, broken = self._session.frame, self._session.broken_media
        self._image_of = self._pending = None
        self._to_select = ()
        self._canvas.set_selection(())
        if frame is not None:
            ref = self.ref(frame)
            # The frame before stays in sight, but cannot be edited, until this one is here.
            self._canvas.show_loading(self.tr("Loading {name}").format(name=ref.path.name))
            self._loader.request(ref.frame_id, ref.path, ref.kind, ref.index)
            return
        if broken is not None and self._session.store is not None:
            path = self._session.store.media_path(broken)
            self._canvas.show_message(
                self.tr("This file cannot be read"), f"{said(broken.problem)}\n\n{path}"
            )
        elif self._session.store is not None:
            self._canvas.show_message(
                self.tr("No frames yet"), self.tr("Drop pictures, folders or videos here, or open them.")
            )
        else:
            self._canvas.set_image(None)
            self._canvas.set_boxes(())
        self.shown.emit(None)

    def _on_loaded(self, frame_id: int, image: Image) -> None:
        frame = self._session.frame
        if frame is None or frame.id != frame_id:
            return
        self._session.mark_readable(frame_id)
        # The next frame of a video, or of a series taken with one camera, is looked at in the same place.
        self._canvas.set_image(image, keep_view=True, reductions=self._loader.reductions)
        self._image_of = frame_id
        self.shown.emit(image)
        self.show_boxes()
        if self._to_select:
            self._canvas.set_selection(self._to_select)
            self._to_select = ()

    def _on_coarse(self, frame_id: int, image: Image, width: int, height: int) -> None:
        """A giant, coarse until all of it is here; the boxes come with the whole."""
        frame = self._session.frame
        if frame is not None and frame.id == frame_id:
            self._canvas.set_boxes(())
            self._canvas.show_coarse(image, width, height)
            self.shown.emit(image)

    def _on_failed(self, frame_id: int, sentence: str) -> None:
        frame = self._session.frame
        if frame is None or frame.id != frame_id:
            return
        self._session.mark_unreadable(frame_id, sentence)
        path = self.ref(frame).path
        self._canvas.show_message(self.tr("This frame cannot be shown"), f"{said(sentence)}\n\n{path}")
        self.shown.emit(None)

    def _on_changed(self, change: ChangeSet) -> None:
        frame = self._session.frame
        if frame is not None and (frame.id in change.frame_ids or change.class_ids):
            self.show_boxes()

    def _canvas_boxes(self, boxes: tuple[Box, ...], class_of: dict[int, ObjectClass]) -> list[CanvasBox]:
        """The boxes for the canvas; those that did not change are the same objects as the last time."""
        before, classes, made = self._made
        first, last = same_ends(before, boxes) if classes == class_of else (0, 0)
        new = [_canvas_box(box, class_of[box.class_id]) for box in boxes[first : len(boxes) - last]]
        made = made[:first] + new + made[len(made) - last :]
        self._made = (boxes, class_of, made)
        return made

    def _tip(self, box_id: int) -> str:
        """What hovering over a box says."""
        box = next((box for box in self._session.boxes if box.id == box_id), None)
        if box is None:
            return ""
        name = next(item.name for item in self._session.classes if item.id == box.class_id)
        size = size_text(round(box.x2 - box.x1), round(box.y2 - box.y1))
        locked = f"\n{self.tr('locked')}" if box.locked else ""
        return f"{name}\n{self.who(box)}\n{size}{locked}"

    def who(self, box: Box) -> str:
        """Who says so, in words."""
        if box.state is BoxState.SUGGESTED and box.origin is BoxOrigin.IMPORT:
            return self.tr("imported as a suggestion")
        if box.state is BoxState.SUGGESTED:
            score = "" if box.score is None else score_text(box.score)
            return self.tr("suggested by version {version}, score {score}").format(
                version=box.version_id, score=score
            )
        if box.state is BoxState.REJECTED:
            return self.tr("rejected by you")
        if box.origin is BoxOrigin.PERSON:
            return self.tr("drawn by you")
        if box.origin is BoxOrigin.IMPORT:
            return self.tr("changed by you") if box.edited else self.tr("imported")
        return self.tr("corrected by you") if box.edited else self.tr("accepted by you")


def _canvas_box(box: Box, found: ObjectClass) -> CanvasBox:
    return CanvasBox(
        id=box.id,
        rect=box.rect,
        class_id=box.class_id,
        class_name=found.name,
        colour=found.colour,
        state=box.state,
        score=box.score if box.state is BoxState.SUGGESTED else None,
        locked=box.locked,
    )
