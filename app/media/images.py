"""The one picture decoder: every picture that is shown, labelled, taught or detected comes from here.

What it promises: RGB, eight bits, upright, the whole picture or a sentence.

* The EXIF orientation is applied exactly once, whatever the format.
* 16-bit grey is divided by 257 (0..65535 to 0..255, rounded), whatever range the data use: the same value is
  the same grey in every picture of a set. 16-bit colour, and grey with alpha, keep their high byte.
* Grey, palette, 1-bit, CMYK and Lab become RGB. Alpha is laid on white. Colour profiles are not applied.
* Of several pages, pictures or frames in one file the first is taken.
* The size is known from the header before anything is decoded.
"""

from __future__ import annotations

import contextlib
import re
import struct
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

import PIL.Image
from PIL import ExifTags, UnidentifiedImageError

from app.media.completeness import ends_in_zeros
from app.media.errors import MediaError, shown, unreadable
from app.media.pixels import UnsupportedPixelsError, is_grey, to_grey, to_rgb
from app.media.sniffing import HEAD_BYTES, is_heif, kind_of, open_file
from retinanet_core.grey import spread
from retinanet_core.types import Image

# fmt: off
IMAGE_SUFFIXES = frozenset((
    ".jpg", ".jpeg", ".jpe", ".jfif", ".mpo", ".png", ".apng", ".tif", ".tiff", ".gif", ".bmp",
    ".dib", ".webp", ".avif", ".jp2", ".j2k", ".jpf", ".jpx",
    ".ppm", ".pgm", ".pbm", ".pnm", ".heic", ".heif", ".hif",
))
"""Suffixes of what is a picture in a folder. HEIC is among them so that it is listed with its reason."""

RAW_SUFFIXES = frozenset((
    ".dng", ".nef", ".cr2", ".cr3", ".arw", ".orf", ".rw2", ".raf", ".pef", ".srw",
))
"""Camera raw files. Many are TIFF outside, and what a TIFF reader finds in them is their thumbnail."""
# fmt: on

MAX_PIXELS = 300_000_000
"""Pictures with more pixels are refused: 300 megapixels are 0.9 GB of RGB."""

GIANT_PIXELS = 60_000_000
"""From here on a picture is a giant."""

_REDUCIBLE = ("JPEG", "MPO")
_FORMATS = ("JPEG", "PNG", "TIFF", "GIF", "BMP", "DIB", "WEBP", "AVIF", "JPEG2000", "PPM")

# Pillow warns above this and refuses above twice this; between the two `_check_size` refuses.
PIL.Image.MAX_IMAGE_PIXELS = MAX_PIXELS


class Size(NamedTuple):
    """Width and height in pixels."""

    width: int
    height: int


def probe_image(path: Path) -> Size:
    """The upright size of a picture, from its header; `decode_image` returns exactly this size.

    Raises:
        MediaError: It is not a picture that can be read, or has more than MAX_PIXELS.
    """
    with header(path) as found:
        return found.size


def decode_image(path: Path) -> Image:
    """The picture as (height, width, 3) uint8 RGB, upright, C-contiguous and writeable.

    A grey giant takes one byte a pixel instead: it is neither (see `retinanet_core.grey`).

    Raises:
        MediaError: It is not a picture that can be read, is incomplete, or has more than MAX_PIXELS.
    """
    with header(path) as found:
        if is_giant(found.size):
            return _decode_giant(path, found)
        return _decode(path, found)


def decode_reduced(path: Path, side: int) -> tuple[Image, Size]:
    """The picture for looking at, no larger than needed, and the upright size of the whole.

    A JPEG is read at a half, a quarter or an eighth, which is several times as fast and takes little memory;
    other formats cannot be, and come whole.

    Args:
        side: The longest side of the result is at least this, unless that of the picture is not. In pixels.

    Raises:
        MediaError: As `decode_image`, and for a giant that would have to be read whole.
    """
    with header(path) as found:
        picture, whole = found.picture, found.size
        if picture.format in _REDUCIBLE:
            width, height = picture.size
            part = side / max(width, height)
            picture.draft(None, (max(1, int(width * part)), max(1, int(height * part))))
        elif is_giant(whole):
            raise MediaError(f"{shown(path)} is too large to be read for a small view; open it to see it.")
        return _decode(path, found), whole


def is_giant(size: Size) -> bool:
    """Whether it takes seconds to decode, and a good part of the memory."""
    return size.width * size.height >= GIANT_PIXELS


class Header(NamedTuple):
    """A picture whose header is read, while its file is open.

    Attributes:
        orientation: EXIF orientation that is still to be applied to what `picture.load` gives, 1 to 8.
        size: Upright.
    """

    stream: BinaryIO
    picture: PIL.Image.Image
    orientation: int
    size: Size


@contextlib.contextmanager
def header(path: Path) -> Iterator[Header]:
    """Open a picture; whatever goes wrong with it inside becomes a MediaError."""
    with _reading(path) as stream:
        picture = _open(path, stream)
        orientation = _orientation(picture, stream)
        yield Header(stream, picture, orientation, _upright_size(picture, orientation))


def load(picture: PIL.Image.Image) -> None:
    """Decode it."""
    # The TIFF reader alone reads metadata, and so may warn, while it loads.
    with _without_warnings() if picture.format == "TIFF" else contextlib.nullcontext():
        picture.load()


def _decode(path: Path, found: Header) -> Image:
    if ends_in_zeros(found.stream, found.picture.format):
        raise _damaged(path, EOFError("zeros where the picture should end"))
    load(found.picture)
    return to_rgb(found.picture, found.orientation)


def _decode_giant(path: Path, found: Header) -> Image:
    """In less memory: greys take one byte a pixel, and of a JPEG nothing is there but the result.

    Pillow takes four bytes a pixel beside the three of the result. OpenCV decodes the same values, but takes
    whatever there is for a whole picture; reading all of the file at an eighth before tells whether it is one.
    """
    picture, grey = found.picture, is_grey(found.picture)
    if picture.format not in _REDUCIBLE or picture.mode not in ("RGB", "L"):
        if not grey:
            return _decode(path, found)
        load(picture)
        return spread(to_grey(picture, found.orientation))

    from app.media.giant_jpeg import (
        decode_jpeg,  # OpenCV takes a while to import, and few pictures are giants
    )

    stored = picture.size
    picture.draft(None, (1, 1))
    _decode(path, found)
    decoded = decode_jpeg(path, stored, found.orientation, grey=grey)
    return spread(decoded) if grey else decoded


@contextlib.contextmanager
def _reading(path: Path) -> Iterator[BinaryIO]:
    """The open file; whatever goes wrong with it inside becomes a MediaError."""
    if path.suffix.lower() in RAW_SUFFIXES:
        raise MediaError(f"{shown(path)} is a camera raw file; convert it to JPEG or PNG to use it.")
    with open_file(path) as stream:
        try:
            yield stream
        except MediaError:
            raise
        except MemoryError as error:
            raise MediaError(
                f"There is not enough memory to read {shown(path)}.", detail=str(error)
            ) from error
        except UnsupportedPixelsError as error:
            raise MediaError(
                f"{shown(path)} holds 32-bit measurements instead of colours; save it with 8 or 16 bits.",
                detail=str(error),
            ) from error
        except PIL.Image.DecompressionBombError as error:
            raise _too_large_for_pillow(path, error) from error
        except Exception as error:  # Pillow's readers raise nearly anything on a damaged file
            raise _damaged(path, error) from error


def _open(path: Path, stream: BinaryIO) -> PIL.Image.Image:
    """The picture with its header read and its size allowed; nothing is decoded yet."""
    try:
        with _without_warnings():
            picture = PIL.Image.open(stream, formats=_FORMATS)
    except UnidentifiedImageError as error:
        raise _unidentified(path, stream, error) from error
    width, height = picture.size
    if width * height > MAX_PIXELS:
        raise _too_large(path, f"{width} x {height} pixels ({width * height / 1e6:,.0f} megapixels)")
    return picture


def _upright_size(picture: PIL.Image.Image, orientation: int) -> Size:
    width, height = picture.size
    return Size(height, width) if orientation >= 5 else Size(width, height)


def _orientation(picture: PIL.Image.Image, stream: BinaryIO) -> int:
    """The EXIF orientation that is still to be applied, 1 to 8; 1 where there is none or it is nonsense."""
    for xmp in ("xmp", "XML:com.adobe.xmp"):
        picture.info.pop(xmp, None)  # Pillow would turn pictures by it too, but only after decoding some
    if picture.format == "TIFF":
        return 1  # Pillow turns a TIFF itself: both its size and its pixels are upright
    if picture.format == "PNG" and "exif" not in picture.info:
        late = _late_png_exif(stream)
        if late:
            picture.info["exif"] = late
    try:
        with _without_warnings():
            # The base class's method: the one for PNG would decode the picture to find metadata behind it.
            value = PIL.Image.Image.getexif(picture).get(ExifTags.Base.Orientation, 1)
    except Exception:  # noqa: BLE001  damaged metadata raise nearly anything, and must not cost the picture
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _late_png_exif(stream: BinaryIO) -> bytes:
    """The eXIf chunk of a PNG that stands behind the pixels, which PNG allows; empty if there is none."""
    position = stream.tell()
    try:
        stream.seek(8)
        while len(header := stream.read(8)) == 8:
            length, name = struct.unpack(">I4s", header)
            if name == b"eXIf":
                return b"Exif\0\0" + stream.read(length)
            if name == b"IEND":
                break
            stream.seek(length + 4, 1)
        return b""
    finally:
        stream.seek(position)


_warnings_lock = threading.Lock()


@contextlib.contextmanager
def _without_warnings() -> Iterator[None]:
    """Keep Pillow's remarks from the terminal. Warning filters are the whole process's, hence the lock."""
    with _warnings_lock, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _unidentified(path: Path, stream: BinaryIO, error: Exception) -> MediaError:
    stream.seek(0)
    head = stream.read(HEAD_BYTES)
    if is_heif(head):
        return MediaError(f"{shown(path)} is a HEIC photograph; convert it to JPEG or PNG to use it.")
    if kind_of(head) == "image" or path.suffix.lower() in IMAGE_SUFFIXES:
        return _damaged(path, error)
    return MediaError(
        f"{shown(path)} is not a picture that can be read; save it as JPEG or PNG.", detail=str(error)
    )


def _damaged(path: Path, error: Exception) -> MediaError:
    detail = f"{type(error).__name__}: {error}"
    if isinstance(error, OSError) and error.errno is not None:
        return unreadable(path, error)
    return MediaError(
        f"{shown(path)} is damaged or incomplete; copy it again from where it came from.", detail=detail
    )


def _too_large(path: Path, size: str) -> MediaError:
    limit = MAX_PIXELS // 1_000_000
    return MediaError(f"{shown(path)} has {size}; cut it into parts of at most {limit} megapixels.")


def _too_large_for_pillow(path: Path, error: Exception) -> MediaError:
    """Pillow refuses the largest before it tells their sides; its message has the number of pixels."""
    pixels = re.search(r"\((\d+) pixels\)", str(error))
    return _too_large(path, f"{int(pixels[1]) / 1e6:,.0f} megapixels" if pixels else "too many pixels")
