"""How the picture on the canvas is looked at: levels for all frames or for one, and what is known of its values."""

from __future__ import annotations

import logging

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction

from app.media.levels import (
    Channel,
    Histogram,
    Levels,
    Look,
    Values,
    full_range,
    histogram,
    is_dark,
    percentiles,
    read,
    written,
)
from app.services.tasks import Task, TaskControl, TaskRunner
from app.ui.canvas import Canvas
from app.ui.frame_view import FrameView
from app.ui.keys import HeldKey
from app.ui.session import Session
from retinanet_core.errors import PlainError
from retinanet_core.types import Image

log = logging.getLogger(__name__)

KEY = "view_levels"
DELAY_MS = 800


class Adjusting(QObject):
    """Only what is seen changes: the detector, teaching and the boxes know nothing of it.

    The levels of all frames are kept in the project, those of one frame until the project is closed. Sixteen bits
    are read beside the window, and only when somebody adjusts or looks at the panel.

    Signals:
        changed: Other levels, another picture, or more is known about it.
    """

    changed = Signal()

    def __init__(
        self,
        session: Session,
        canvas: Canvas,
        view: FrameView,
        tasks: TaskRunner,
        show_original: QAction,
        parent: QObject,
    ) -> None:
        """`show_original` shows the picture as it is while its key is held: it calls `hold.toggle`."""
        super().__init__(parent)
        self._session, self._canvas, self._view, self._tasks = session, canvas, view, tasks
        self._all = Levels()
        self._own: dict[int, Levels] = {}
        self._frame: int | None = None
        self._pixels: Image | None = None
        self._deep: Values | None = None
        self._known = False
        self._dark = False
        self._reading: Task | None = None
        self._stretches: dict[Channel, tuple[float, float]] = {}
        self._histogram: Histogram | None = None
        self._watched = False
        self._original = False
        self._looked = False
        self.hold = HeldKey(show_original, self.show_original, self)
        self._later = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._later.timeout.connect(self._keep)
        view.shown.connect(self._on_shown)
        session.project_changed.connect(self._on_project_changed)

    # --- levels --------------------------------------------------------------------------------------------

    @property
    def levels(self) -> Levels:
        """What was set for the frame that is shown; where it stretches, black and white as this picture has them."""
        levels = self._levels
        values = self._values
        if not levels.stretched or values is None:
            return levels
        if levels.channel not in self._stretches:
            self._stretches[levels.channel] = percentiles(values, levels.channel)
        black, white = self._stretches[levels.channel]
        return replace(levels, black=black, white=white)

    @property
    def adjusted(self) -> bool:
        """A picture is shown, and not as it is."""
        return self._pixels is not None and not self._levels.plain

    @property
    def on_all(self) -> bool:
        """What is set is set for all frames that have no levels of their own."""
        return self._frame not in self._own

    def set_levels(self, levels: Levels) -> None:
        """See the frame that is shown, or all, like this."""
        if self._frame in self._own:
            self._own[self._frame] = levels
        elif levels != self._all:
            self._all = levels
            self._later.start()
        self._apply()

    def set_on_all(self, on_all: bool) -> None:
        """Let the frame that is shown have levels of its own, or be as all are."""
        if on_all and self._frame is not None:
            self._own.pop(self._frame, None)
        elif self._frame is not None:
            self._own.setdefault(self._frame, self._all)
        self._apply()

    def toggle_stretch(self) -> None:
        """Take black and white from each picture, or leave them at the ends again."""
        self.set_levels(replace(self._levels, stretched=not self._levels.stretched, black=0.0, white=1.0))

    def reset(self) -> None:
        """See the picture as it is."""
        self.set_levels(Levels())

    def show_original(self, original: bool) -> None:
        """See the picture as it is for a while; the levels stay."""
        self._original = original
        self._apply()

    @property
    def original(self) -> bool:
        """The picture is seen as it is for a while."""
        return self._original and self.adjusted

    # --- what is known of the picture ----------------------------------------------------------------------

    @property
    def histogram(self) -> Histogram | None:
        """Of the picture that is shown; None while it is being found out, or without a picture."""
        values = self._values
        if self._histogram is None and self._known and values is not None:
            self._histogram = histogram(values)
        return self._histogram

    @property
    def too_dark(self) -> bool:
        """A picture of 16 bits uses no more than a sixteenth of its range, and nobody is about to adjust it."""
        return self._dark and self._deep is not None and self._levels.plain and not self._watched

    def watch(self, watched: bool) -> None:
        """Somebody looks at the histogram."""
        self._watched = watched
        self._find_out()
        self.changed.emit()

    @property
    def _levels(self) -> Levels:
        return self._own.get(self._frame, self._all) if self._frame is not None else self._all

    @property
    def _values(self) -> Values | None:
        return self._pixels if self._deep is None else self._deep

    def _on_shown(self, pixels: Image | None) -> None:
        if pixels is not None and pixels is self._pixels:
            return
        frame = self._session.frame
        self._frame = frame.id if frame is not None else None
        self._pixels, self._looked = pixels, False
        self._dark = pixels is not None and is_dark(pixels)
        self._have_deep(None, known=False)

    def _have_deep(self, deep: Values | None, *, known: bool) -> None:
        if not known and self._reading is not None:
            self._reading.cancel()
        self._reading = None
        self._deep, self._known = deep, known
        self._stretches.clear()
        self._histogram = None
        self._apply()

    def _apply(self) -> None:
        values = self._values
        plain = self._levels.plain or self._original or values is None
        if not plain or self._looked:
            look = None if plain or values is None else Look(self.levels, full_range(values))
            self._canvas.set_look(look, self._deep)
            self._looked = look is not None
        self._find_out()
        self.changed.emit()

    def _find_out(self) -> None:
        """Read the 16 bits, if there are any and somebody wants them."""
        wanted = self._watched or self._dark or not self._levels.plain
        pixels, media, store = self._pixels, self._session.media, self._session.store
        if not wanted or self._known or self._reading is not None or pixels is None:
            return
        if media is None or store is None or media.kind != "image":
            self._have_deep(None, known=True)
            return
        path = store.media_path(media)

        def decode(control: TaskControl) -> Values | None:
            from app.media.deep import decode_deep

            return None if control.cancelled() else decode_deep(path)

        def done(deep: Values | None) -> None:
            if pixels is self._pixels:
                fits = deep is not None and deep.shape[:2] == pixels.shape[:2]
                self._have_deep(deep if fits else None, known=True)

        def failed(error: PlainError) -> None:
            log.warning("16 bits of %s: %s (%s)", path, error.message, error.detail)
            done(None)

        self._reading = self._tasks.submit(decode, done=done, failed=failed)

    # --- the project ---------------------------------------------------------------------------------------

    def _on_project_changed(self) -> None:
        store = self._session.store
        self._later.stop()
        self._own.clear()
        self._all = read(store.setting(KEY)) if store is not None else Levels()
        self._apply()

    def _keep(self) -> None:
        store = self._session.store
        if store is None or store.read_only:
            return
        try:
            store.set_setting(KEY, written(self._all))
        except PlainError as error:
            # What one sees is a comfort: losing it is not worth a word to the person.
            log.warning("levels: %s (%s)", error.message, error.detail)
