"""What the rows of the list of frames say."""

from __future__ import annotations

from pathlib import PurePosixPath

from PySide6.QtCore import QLocale

from app.project.records import Frame, Media
from app.project.store import Store
from app.ui.frame_state import FrameState, name_of, state_of
from app.ui.queue_controller import QueueController
from app.ui.session import Session
from app.ui.words import clock, pick, size_text, translate


class FrameWords:
    """Words for frames of the open project, in the language of the window."""

    def __init__(self, session: Session, queue: QueueController) -> None:
        self._session, self._queue = session, queue

    @property
    def _store(self) -> Store:
        store = self._session.store
        assert store is not None
        return store

    def title(self, frame: Frame, *, alone: bool) -> str:
        """The file's name, or which frame of a video it is; `alone`: no title above says of which video."""
        media = self._store.media_by_id(frame.media_id)
        if media.kind == "image":
            return PurePosixPath(media.path).name
        number = translate("FramesModel", "frame {number}").format(number=QLocale().toString(frame.index))
        if alone:
            number = f"{PurePosixPath(media.path).name}, {number}"
        return number if frame.timestamp_ms is None else f"{number}  {clock(frame.timestamp_ms)}"

    def state(self, frame: Frame) -> FrameState:
        """How far it is."""
        counts = self._store.counts().get(frame.id)
        return state_of(frame, counts, unreadable=frame.id in self._session.unreadable)

    def subtitle(self, frame: Frame) -> str:
        """State and confirmed boxes. How many suggestions there are depends on the slider, so it is not said.

        In a queue, why it is there.
        """
        why = self._queue.why(frame.id)
        if why:
            return why
        seen = self._store.media_by_id(frame.media_id).seen
        if seen == "missing":
            return translate("FramesModel", "not where it was")
        if seen:
            return translate("FramesModel", "file was replaced")
        state = self.state(frame)
        counts = self._store.counts().get(frame.id)
        confirmed = counts.confirmed if counts else 0
        if state is FrameState.REVIEWED or (state is FrameState.IN_PROGRESS and confirmed):
            one, many = translate("FramesModel", "1 box"), translate("FramesModel", "%Ln boxes", confirmed)
            return f"{name_of(state)}, {pick(confirmed, one, many)}"
        if state is FrameState.SUGGESTED and not counts:
            return translate("FramesModel", "nothing found")
        return name_of(state)

    def tooltip(self, frame: Frame) -> str:
        """Everything, line by line."""
        why = self._queue.sentence(frame.id) or self.subtitle(frame)
        size = [size_text(frame.width, frame.height)] if frame.width else []
        parts = [self._store.media_by_id(frame.media_id).path, *size, why]
        if frame.pinned:
            parts.append(
                translate("FramesModel", "Pinned: versions are compared on it; it is never trained on")
            )
        if frame.note:
            parts.append(translate("FramesModel", "Note: {text}").format(text=frame.note))
        reason = self._session.why_unreadable(frame.id)
        return "\n".join([*parts, reason] if reason else parts)

    def file_subtitle(self, media: Media, *, broken: bool) -> str:
        """How many frames a video has; that a file is `broken`."""
        return name_of(FrameState.UNREADABLE) if broken else self.frames(media.frame_count)

    def folder_title(self, name: str) -> str:
        """The folder; the project's own has no name."""
        return name or translate("FramesModel", "Beside the project")

    def frames(self, count: int) -> str:
        """So many frames."""
        many = translate("FramesModel", "%Ln frames", count)
        return pick(count, translate("FramesModel", "1 frame"), many)
