"""What a file is, by its first bytes or its name; nothing here decodes.

Only containers that are named here reach a decoder. For video that matters twice: FFmpeg would also follow
playlists and scripts, which open other files.
"""

from __future__ import annotations

import stat
from pathlib import Path
from typing import BinaryIO, Literal

from app.media.errors import MediaError, shown, unreadable

Kind = Literal["image", "video"]

# fmt: off
VIDEO_SUFFIXES = frozenset((
    ".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".mpg", ".mpeg", ".m2v", ".ts", ".mts", ".m2ts", ".wmv",
    ".asf", ".flv", ".ogv", ".3gp", ".3g2",
))
"""Suffixes of what is a video in a folder."""
# fmt: on

HEAD_BYTES = 512
"""How much of a file `kind_of` wants to see."""

_IMAGE_STARTS = (
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"GIF87a",
    b"GIF89a",
    b"BM",
    b"II*\0",
    b"MM\0*",
    b"II+\0",
    b"MM\0+",
    b"\0\0\0\x0cjP  \r\n\x87\n",
    b"\xff\x4f\xff\x51",
)
_VIDEO_STARTS = (
    b"\x1a\x45\xdf\xa3",  # Matroska, WebM
    b"FLV\x01",
    b"OggS",
    b"\x30\x26\xb2\x75\x8e\x66\xcf\x11",  # ASF, WMV
    b"\0\0\x01\xba",  # MPEG program stream
    b"\0\0\x01\xb3",  # MPEG video
)
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_QUICKTIME_ATOMS = frozenset({b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot"})


def kind_of(head: bytes) -> Kind | None:
    """Whether the first bytes of a file are those of a picture, a video or neither."""
    if head.startswith(_IMAGE_STARTS) or is_heif(head) or _is_netpbm(head):
        return "image"
    if head[:4] == b"RIFF":
        return {b"WEBP": "image", b"AVI ": "video"}.get(head[8:12])  # type: ignore[return-value]
    if head[4:8] == b"ftyp":
        return "image" if _brands(head) & _AVIF_BRANDS else "video"
    if head.startswith(_VIDEO_STARTS) or head[4:8] in _QUICKTIME_ATOMS or _is_transport_stream(head):
        return "video"
    return None


def is_heif(head: bytes) -> bool:
    """Whether it is a HEIF or HEIC photograph; AVIF, which shares the container, is not."""
    brands = _brands(head)
    return bool(brands & _HEIF_BRANDS) and not brands & _AVIF_BRANDS


def open_file(path: Path) -> BinaryIO:
    """The file opened for reading.

    Raises:
        MediaError: It is not there, may not be read, is empty or is not a regular file (opening a pipe would
            wait for ever).
    """
    try:
        status = path.stat()
        if stat.S_ISREG(status.st_mode) and status.st_size:
            return path.open("rb")
    except OSError as error:
        raise unreadable(path, error) from error
    except ValueError as error:  # a NUL in the name
        raise MediaError(f"{shown(path)} is not a file name.", detail=str(error)) from error
    if stat.S_ISREG(status.st_mode):
        raise MediaError(f"{shown(path)} is empty (0 bytes); copy it again from where it came from.")
    raise MediaError(f"{shown(path)} is a folder or a device, not a picture or a video.")


def read_head(path: Path) -> bytes:
    """The first HEAD_BYTES of the file. Raises MediaError as `open_file` does."""
    with open_file(path) as stream:
        try:
            return stream.read(HEAD_BYTES)
        except OSError as error:
            raise unreadable(path, error) from error


def _brands(head: bytes) -> frozenset[bytes]:
    """The brands of an ISO base media file: the major one and the compatible ones; none for other files."""
    if head[4:8] != b"ftyp":
        return frozenset()
    end = min(int.from_bytes(head[:4], "big"), len(head))
    return frozenset(head[at : at + 4] for at in (8, *range(16, end - 3, 4)))


def _is_netpbm(head: bytes) -> bool:
    return len(head) > 2 and head[:1] == b"P" and head[1:2] in b"123456" and head[2:3] in b" \t\r\n"


def _is_transport_stream(head: bytes) -> bool:
    """MPEG transport stream: a sync byte each 188 bytes, or each 192 bytes after a four-byte time code."""
    plain = head[0:1] + head[188:189] + head[376:377]
    timed = head[4:5] + head[196:197] + head[388:389]
    return b"GGG" in (plain, timed)
