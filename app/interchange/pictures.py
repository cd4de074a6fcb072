"""The pictures of an export: copied where every program sees them as we do, rewritten upright where not."""

from __future__ import annotations

import io
import shutil
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import PIL.Image
from PIL import ExifTags, UnidentifiedImageError

from app.media.frames import FrameReader
from app.project.records import Frame, Media
from retinanet_core.errors import Cancelled

_UNDERSTOOD_EVERYWHERE = frozenset({".jpg", ".jpeg", ".png", ".bmp"})
_ORIENTATIONS_UPRIGHT = (None, 0, 1)


class Picture(NamedTuple):
    """A frame's picture on its way out.

    Attributes:
        path: The media file.
        name: Relative path of the copy.
        as_is: The file is copied byte for byte; otherwise the frame is written as an upright PNG.
    """

    frame: Frame
    media: Media
    path: Path
    name: str
    as_is: bool


def copied_as_is(media: Media, path: Path) -> bool:
    """Whether the file can be copied: a common format whose pixels are stored upright.

    Labels count in upright pixels, and programs disagree on turning pictures by their EXIF orientation.
    """
    if media.kind != "image" or path.suffix.lower() not in _UNDERSTOOD_EVERYWHERE:
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # remarks about odd metadata
            with PIL.Image.open(path) as picture:
                return picture.getexif().get(ExifTags.Base.Orientation) in _ORIENTATIONS_UPRIGHT
    except (OSError, UnidentifiedImageError, ValueError, SyntaxError):  # the decoder then says what is wrong
        return False


def write_pictures(
    pictures: Sequence[Picture],
    folder: Path,
    cache_dir: Path,
    progress: Callable[[int, int], None] | None,
    cancelled: Callable[[], bool] | None,
) -> None:
    """Write all pictures below `folder`.

    Raises:
        MediaError: A picture cannot be read.
        OSError: The folder cannot be written.
        Cancelled: `cancelled` said so.
    """
    with FrameReader(cache_dir) as reader:
        for done, picture in enumerate(pictures):
            if cancelled is not None and cancelled():
                raise Cancelled
            if progress is not None:
                progress(done, len(pictures))
            target = folder / picture.name
            target.parent.mkdir(parents=True, exist_ok=True)
            if picture.as_is:
                shutil.copyfile(picture.path, target)
            else:
                _write_png(reader, picture, target)
    if progress is not None:
        progress(len(pictures), len(pictures))


def _write_png(reader: FrameReader, picture: Picture, target: Path) -> None:
    image = reader.read(picture.path, picture.media.kind, picture.frame.index)
    stream = io.BytesIO()
    PIL.Image.fromarray(image).save(stream, format="PNG", compress_level=1)
    target.write_bytes(stream.getvalue())
