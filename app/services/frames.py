"""Whole frames and thumbnails, decoded beside the window and kept in memory within a bound."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.services.image_cache import ImageCache, frames_limit
from app.services.read_lane import ReadJob, ReadLane, ReadResult
from app.services.relay import Relay
from app.services.sources import FrameRef, Giants, MediaKind, OpenSource
from app.services.threads import SHUTDOWN_SECONDS, join_all
from retinanet_core.types import Image

if TYPE_CHECKING:
    from app.media.giant import Coarse

THUMBNAIL_SIDE = 240
THUMBNAILS_LIMIT = 128_000_000
WITHOUT_THUMBNAIL_LIMIT = 20_000


class FrameLoader(QObject):
    """Decodes on two threads of its own: one for whole frames, one for thumbnails.

    Signals:
        loaded(frame_id, image): The frame asked for last: uint8 (H, W, 3) RGB. Do not change the array.
        coarse(frame_id, image, width, height): The frame asked for last is a giant of this size and still being
            decoded; the image, uint8 RGB, is a reduced one to look at meanwhile.
        failed(frame_id, sentence): The frame asked for last cannot be read.
        thumbnail(frame_id, image | None): A thumbnail is here; None if the frame cannot be read.
    """

    loaded = Signal(int, object)
    coarse = Signal(int, object, int, int)
    failed = Signal(int, str)
    thumbnail = Signal(int, object)

    def __init__(
        self,
        open_source: OpenSource,
        parent: QObject | None = None,
        *,
        open_thumbnails: OpenSource | None = None,
        memory_limit: int | None = None,
        make_thumbnail: Callable[[Image], Image] | None = None,
        giants: Giants | None = None,
        reduce: Callable[[Image], Mapping[int, Image]] | None = None,
    ) -> None:
        """Make a loader; nothing is opened before something is asked for.

        Args:
            open_source: Opens what reads whole frames.
            open_thumbnails: Opens what reads thumbnails faster than by decoding whole frames; else those are.
            memory_limit: In bytes, for whole frames.
            make_thumbnail: Makes a picture small; leaves one that is small already as it is.
            giants: Tells which frames take seconds to decode: those are shown coarse first and never prefetched.
            reduce: Makes what `reductions` holds, beside the window.
        """
        super().__init__(parent)
        self._cache = ImageCache(frames_limit() if memory_limit is None else memory_limit)
        self._thumbnails = ImageCache(THUMBNAILS_LIMIT)
        self._without_thumbnail: dict[int, None] = {}
        self._reductions: Mapping[int, Image] = {}
        self._relay = Relay(self._receive)
        self._epoch = 0
        self._wanted: FrameRef | None = None
        self._shown: int | None = None
        self._prefetching: dict[int, FrameRef] = {}
        self._near: frozenset[int] = frozenset()
        self._asked_thumbnails: dict[int, FrameRef] = {}
        self._frame_lane = ReadLane("frames", open_source, self._relay.post, giants=giants, reduce=reduce)
        self._thumbnail_lane = ReadLane(
            "thumbnails", open_thumbnails or open_source, self._relay.post, make_thumbnail or _thumbnail
        )

    def get(self, frame_id: int) -> Image | None:
        """The frame's pixels if they are in memory. Do not change the array."""
        return self._cache.get(frame_id)

    @property
    def reductions(self) -> Mapping[int, Image]:
        """The frame that `loaded` told last, smaller, by how often its sides are halved. Do not change them."""
        return self._reductions

    def request(self, frame_id: int, path: Path, kind: MediaKind, index: int) -> None:
        """Ask for a frame; the newest request wins and an older one is never answered.

        One that is in memory is answered before this returns. If its file turns out to be another by now, it is
        read anew and `loaded` follows once more.
        """
        ref = FrameRef(frame_id, path, kind, index)
        held = self._cache.entry(ref)
        if held is not None:
            self._wanted, self._shown = None, frame_id
            self._reductions = held.reductions
            self.loaded.emit(frame_id, held.image)
            if held.stamp is not None:
                self._frame_lane.check(ReadJob(self._epoch, ref, known=held.stamp))
            return
        self._wanted = ref
        self._frame_lane.want(ReadJob(self._epoch, ref))

    def prefetch(self, refs: Sequence[FrameRef]) -> None:
        """Decode these in this order when there is time. They replace the ones of the last call, and never
        push each other or the frame shown out of memory: when it is full the rest is not read."""
        self._near = frozenset(ref.frame_id for ref in refs)
        missing = [ref for ref in refs if self._cache.get_exact(ref) is None]
        self._prefetching = {ref.frame_id: ref for ref in missing}
        self._prefetch_next()

    def get_thumbnail(self, frame_id: int) -> Image | None:
        """The frame's thumbnail if it is in memory."""
        return self._thumbnails.get(frame_id)

    def request_thumbnails(self, refs: Sequence[FrameRef]) -> None:
        """Ask for the thumbnails in view, in this order; they replace those asked for before and not made.

        Those in memory, and those that could not be made before, are not made again: use `get_thumbnail`.
        """
        missing = [
            ref
            for ref in refs
            if ref.frame_id not in self._thumbnails and ref.frame_id not in self._without_thumbnail
        ]
        self._asked_thumbnails = {ref.frame_id: ref for ref in missing}
        self._thumbnail_lane.want_later(
            [ReadJob(self._epoch, ref, self._cache.get_exact(ref)) for ref in missing]
        )

    def forget(self, frame_ids: Iterable[int]) -> None:
        """Let go of these frames, because their file changed; what is being read is read again."""
        gone = frozenset(frame_ids)
        self._epoch += 1
        self._cache.forget(gone.__contains__)
        self._thumbnails.forget(gone.__contains__)
        for frame_id in gone:
            self._without_thumbnail.pop(frame_id, None)
        self._ask_again()

    def shutdown(self, seconds: float = SHUTDOWN_SECONDS) -> bool:
        """End both threads; False if one did not end in time. Nothing is delivered afterwards."""
        self._epoch += 1
        lanes = (self._frame_lane, self._thumbnail_lane)
        for lane in lanes:
            lane.stop()
        return join_all([thread for lane in lanes for thread in lane.threads], seconds)

    def _prefetch_next(self) -> None:
        # One at a time: pixels on their way here are in no cache, so there may not be many of them.
        self._frame_lane.want_later(
            [ReadJob(self._epoch, ref) for ref in list(self._prefetching.values())[:1]]
        )

    def _ask_again(self) -> None:
        """What was asked for before the files changed is still wanted."""
        if self._wanted is not None:
            self._frame_lane.want(ReadJob(self._epoch, self._wanted))
        self._prefetch_next()
        self.request_thumbnails(list(self._asked_thumbnails.values()))

    def _receive(self, message: object) -> None:
        assert isinstance(message, ReadResult)
        if message.job.epoch != self._epoch:
            return
        if message.lane == "thumbnails":
            self._receive_thumbnail(message)
        else:
            self._receive_frame(message)

    def _receive_frame(self, result: ReadResult) -> None:
        ref = result.job.ref
        if result.replaced:
            self._read_anew(ref)
            return
        wanted = ref == self._wanted
        if result.coarse is not None:
            if wanted:
                self._show_coarse(ref, result.coarse)
            return
        if result.image is not None:
            self._keep(result, result.image, wanted=wanted)
            self._without_thumbnail.pop(ref.frame_id, None)  # it can be made of these pixels
        if self._prefetching.pop(ref.frame_id, None) is not None:
            self._prefetch_next()
        if not wanted:
            return
        if result.passed_over:  # somebody began to wait for it meanwhile
            self._frame_lane.want(ReadJob(self._epoch, ref))
            return
        self._wanted = None
        if result.image is not None:
            self._reductions = result.reductions
            self.loaded.emit(ref.frame_id, result.image)
        else:
            self.failed.emit(ref.frame_id, result.error)

    def _show_coarse(self, ref: FrameRef, coarse: Coarse) -> None:
        """The whole is being decoded: what it will push out of memory goes now, so that not both are there."""
        width, height = coarse.size
        self._shown = None
        self._cache.make_room(3 * width * height)
        self.coarse.emit(ref.frame_id, coarse.image, width, height)

    def _read_anew(self, ref: FrameRef) -> None:
        """The file was replaced: nothing that was read of it is shown again."""
        shown = self._wanted is None and self._shown == ref.frame_id
        self.forget(self._cache.frames_of(ref.path) | {ref.frame_id})
        if shown:
            self._wanted = ref
            self._frame_lane.want(ReadJob(self._epoch, ref))

    def _keep(self, result: ReadResult, image: Image, *, wanted: bool) -> None:
        ref = result.job.ref
        if wanted:
            self._shown = ref.frame_id
            self._cache.put(ref, image, reductions=result.reductions, stamp=result.stamp)
            return
        keep = self._near | {self._shown}
        if not self._cache.put(ref, image, keep=keep, reductions=result.reductions, stamp=result.stamp):
            self._prefetching.clear()

    def _receive_thumbnail(self, result: ReadResult) -> None:
        frame_id = result.job.ref.frame_id
        self._asked_thumbnails.pop(frame_id, None)
        if result.image is None:
            self._without_thumbnail[frame_id] = None
            if (
                len(self._without_thumbnail) > WITHOUT_THUMBNAIL_LIMIT
            ):  # the first is tried again when it is seen
                del self._without_thumbnail[next(iter(self._without_thumbnail))]
        else:
            self._thumbnails.put(result.job.ref, result.image)
        self.thumbnail.emit(frame_id, result.image)


def _thumbnail(image: Image) -> Image:
    from app.media.thumbnails import thumbnail

    return thumbnail(image, THUMBNAIL_SIDE)
