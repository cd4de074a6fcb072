"""The time of a video: where one is, which frames are done, and stepping frame by frame."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QRectF, Qt
from PySide6.QtGui import QAction, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.project.records import ChangeSet
from app.ui import theme
from app.ui.frame_state import FrameState, state_of
from app.ui.key_buttons import KeyToolButton
from app.ui.language import Retranslated
from app.ui.naming import named
from app.ui.session import Session
from app.ui.words import clock

HEIGHT = 40
MARGIN = 8


class TimelineTrack(Retranslated, QWidget):
    """The line that is clicked and dragged, with a mark for each frame somebody or something looked at."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("timelineTrack")
        self._session = session
        self._marks: list[tuple[int, FrameState]] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.say()

    def say(self) -> None:
        """What it is for."""
        self.setToolTip(self.tr("Drag to go through the video"))

    def forget_marks(self) -> None:
        """The states of frames have changed."""
        self._marks = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The line, the marks, the place."""
        frame, count = self._session.frame, len(self._session.siblings)
        if frame is None or count == 0:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.current()
        middle = self.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.outline))
        painter.drawRoundedRect(QRectF(MARGIN, middle - 2, self.width() - 2 * MARGIN, 4), 2, 2)
        self._paint_marks(painter, middle)
        x = self._x_of(frame.index, count)
        painter.setBrush(QColor(colours.accent))
        painter.drawRoundedRect(QRectF(x - 2, 4, 4, self.height() - 8), 2, 2)
        if self.hasFocus():
            painter.setPen(QColor(colours.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def _paint_marks(self, painter: QPainter, middle: float) -> None:
        colours = theme.current()
        above = {FrameState.REVIEWED: colours.success, FrameState.VERIFIED_EMPTY: colours.success}
        for x, state in self._pixel_marks():
            # Done stands above the line, waiting hangs below: not by colour alone.
            if state in above:
                painter.fillRect(QRectF(x, middle - 11, 2, 8), QColor(above[state]))
            elif state is FrameState.UNREADABLE:
                painter.fillRect(QRectF(x, middle - 6, 2, 12), QColor(colours.danger))
            else:
                colour = colours.accent if state is FrameState.IN_PROGRESS else colours.suggestion
                painter.fillRect(QRectF(x, middle + 3, 2, 8), QColor(colour))

    def _pixel_marks(self) -> list[tuple[int, FrameState]]:
        """At most one mark of a state for each pixel, whatever the length of the video."""
        if self._marks is None:
            store, siblings = self._session.store, self._session.siblings
            found: dict[tuple[int, FrameState], None] = {}
            if store is not None:
                counts = store.counts()
                for index, frame_id in enumerate(siblings):
                    unreadable = frame_id in self._session.unreadable
                    state = state_of(store.frame(frame_id), counts.get(frame_id), unreadable=unreadable)
                    if state is not FrameState.UNSEEN:
                        found[int(self._x_of(index, len(siblings))), state] = None
            self._marks = list(found)
        return self._marks

    def resizeEvent(self, event: object) -> None:  # noqa: N802
        """Marks stand elsewhere."""
        self._marks = None

    def _x_of(self, index: int, count: int) -> float:
        return MARGIN + (self.width() - 2 * MARGIN) * index / max(1, count - 1)

    def _go_to(self, x: float) -> None:
        siblings = self._session.siblings
        if siblings:
            share = (x - MARGIN) / max(1, self.width() - 2 * MARGIN)
            index = round(min(1.0, max(0.0, share)) * (len(siblings) - 1))
            self._session.go_to(siblings[index])

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Go there."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._go_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Follow the pointer."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go_to(event.position().x())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Home and End."""
        siblings = self._session.siblings
        if siblings and event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._session.go_to(siblings[0 if event.key() == Qt.Key.Key_Home else -1])
        else:
            super().keyPressEvent(event)


class Timeline(Retranslated, QWidget):
    """Shown for frames of a video only."""

    def __init__(self, session: Session, back: QAction, forward: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("timeline")
        self._session = session
        self.track = TimelineTrack(session, self)
        self.place = named(QLabel(), "timelinePlace")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(4)
        for action, name in ((back, "stepBackButton"), (forward, "stepForwardButton")):
            button = KeyToolButton(action, name)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            row.addWidget(button)
        row.addWidget(self.track, 1)
        row.addWidget(self.place)
        session.current_changed.connect(self._follow)
        session.changed.connect(self._on_changed)
        self._media_id: int | None = None
        self.say()

    def say(self) -> None:
        """Where one is."""
        self._follow()

    def _on_changed(self, change: ChangeSet) -> None:
        if self.isVisible() and (change.frame_ids or change.media_ids):
            self.track.forget_marks()

    def _follow(self) -> None:
        media, frame = self._session.media, self._session.frame
        shown = frame is not None and media is not None and media.kind == "video"
        self.setVisible(shown)
        if not shown or frame is None or media is None:
            return
        if media.id != self._media_id:
            self._media_id = media.id
            self.track.forget_marks()
        locale = QLocale()
        words = self.tr("frame {number} of {count}").format(
            number=locale.toString(frame.index), count=locale.toString(media.frame_count)
        )
        time = "" if frame.timestamp_ms is None else clock(frame.timestamp_ms) + "   "
        self.place.setText(time + words)
        self.track.setAccessibleName(self.tr("Place in the video: {place}").format(place=words))
        self.track.update()
