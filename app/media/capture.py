"""OpenCV's video reader behind a small face. It decodes in order; positions it tells are not believed."""

from __future__ import annotations

import contextlib
import math
import zlib
from pathlib import Path

import numpy as np

from app.media.errors import MediaError, shown
from app.media.images import MAX_PIXELS, Size
from app.media.opencv import cv2
from app.media.sniffing import kind_of, open_file, read_head
from retinanet_core.types import Image

DECODER = f"opencv {cv2.__version__}, digest 1"
"""What made a digest: another version may decode to other pixels, so digests are compared within one only."""


def digest(frame: Image) -> int:
    """64 bits of a frame's pixels: a CRC-32 of its upper and one of its lower half.

    It has to notice another frame, which is a matter of chance, not of forgery; and it has to be fast.
    """
    half = len(frame) // 2
    return zlib.crc32(frame[:half].data) << 32 | zlib.crc32(frame[half:].data)


class Capture:
    """A video file open for decoding in order, upright (rotation metadata applied).

    Args:
        path: The file.
        size: Upright size that frames have; None takes that of the first frame decoded. Frames of another
            size (a stream may change it midway) are scaled to this one: one coordinate system holds for all.

    Raises:
        MediaError: The file cannot be opened as video.
    """

    def __init__(self, path: Path, size: Size | None = None) -> None:
        if kind_of(read_head(path)) != "video":
            raise MediaError(f"{shown(path)} is damaged or is not a video that can be read.")
        self._size = size
        self._resources = contextlib.ExitStack()
        try:
            self._capture = cv2.VideoCapture(
                self._openable_name(path),
                cv2.CAP_FFMPEG,
                # Decoders in hardware differ in their pixels, and digests must not.
                [cv2.CAP_PROP_HW_ACCELERATION, cv2.VIDEO_ACCELERATION_NONE],
            )
        except cv2.error as error:
            self._resources.close()
            raise _cannot_open(path, str(error)) from error
        self._resources.callback(self._capture.release)
        width, height = self._property(cv2.CAP_PROP_FRAME_WIDTH), self._property(cv2.CAP_PROP_FRAME_HEIGHT)
        if not self._capture.isOpened() or width < 1 or height < 1:
            self.close()
            raise _cannot_open(path, f"{width} x {height}")
        if width * height > MAX_PIXELS:
            self.close()
            raise MediaError(f"{shown(path)} has frames of {width:.0f} x {height:.0f} pixels; shrink it.")
        self._capture.set(cv2.CAP_PROP_ORIENTATION_AUTO, 1)

    @property
    def fps(self) -> float:
        """Frames a second as the header says; 25 where it says nothing sensible."""
        fps = self._property(cv2.CAP_PROP_FPS)
        return fps if 0 < fps <= 1000 else 25.0

    @property
    def seekable(self) -> bool:
        """Whether seeking may work at all: OpenCV does not try in a file without a length."""
        return self._property(cv2.CAP_PROP_FRAME_COUNT) > 1

    @property
    def time_ms(self) -> float:
        """Presentation time of the frame grabbed last, from the start of the stream; 0 where unknown."""
        return self._property(cv2.CAP_PROP_POS_MSEC)

    def grab(self) -> bool:
        """Decode the next frame without fetching its pixels; False at the end or where decoding fails."""
        try:
            return bool(self._capture.grab())
        except cv2.error:
            return False

    def retrieve(self) -> Image | None:
        """The pixels of the frame grabbed last, (H, W, 3) uint8, blue first; None if there are none."""
        try:
            got, frame = self._capture.retrieve()
        except cv2.error:
            return None
        if not got or frame is None or frame.ndim != 3 or frame.dtype != np.uint8:
            return None
        if self._size is None:
            self._size = Size(frame.shape[1], frame.shape[0])
        if frame.shape[1::-1] != self._size:
            frame = cv2.resize(frame, self._size, interpolation=cv2.INTER_AREA)
        return np.asarray(frame, np.uint8)

    def seek(self, time_ms: float) -> bool:
        """Move to about this time. Where it led is for the caller to find out."""
        try:
            return bool(self._capture.set(cv2.CAP_PROP_POS_MSEC, time_ms))
        except cv2.error:
            return False

    def close(self) -> None:
        """Let go of the file. May be called again."""
        self._resources.close()

    def _property(self, key: int) -> float:
        try:
            value = float(self._capture.get(key))
        except cv2.error:
            return 0.0
        return value if math.isfinite(value) else 0.0

    def _openable_name(self, path: Path) -> str:
        """A name that FFmpeg opens as that file: absolute, so that no part of it is taken for a protocol."""
        name = str(path.absolute())
        try:
            name.encode()
        except UnicodeEncodeError:
            # Not UTF-8, which only POSIX systems allow: OpenCV crashes on it, but not on the descriptor.
            stream = self._resources.enter_context(open_file(path))
            return f"/dev/fd/{stream.fileno()}"
        return name


def _cannot_open(path: Path, detail: str) -> MediaError:
    return MediaError(f"{shown(path)} is damaged or is not a video that can be read.", detail=detail)
