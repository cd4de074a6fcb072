"""Noticing a copy that stopped half way where the decoder does not: its length is right and the rest is zero.

Copying programs that reserve the space first, and file systems after a crash, leave such files. Pillow finds a
missing end by itself, but the decoders of baseline JPEG, WebP and AVIF take zeros for picture, and show grey.
"""

from __future__ import annotations

import re
from typing import BinaryIO

_SUSPICIOUS_ZEROS = 16
_MANY_ZEROS = 256
_LARGE_SHARE = 16  # a WebP of one colour is zero at its end too, for up to an 18th of its length
_NEXT_JPEG_MARKER = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")


def ends_in_zeros(stream: BinaryIO, format_name: str | None) -> bool:
    """Whether zeros stand where the end of the picture should be. The position in the stream is kept.

    Args:
        stream: The whole file.
        format_name: Pillow's name for its format.
    """
    if format_name not in ("JPEG", "MPO", "WEBP", "AVIF"):
        return False
    position = stream.tell()
    try:
        size = stream.seek(0, 2)
        stream.seek(max(0, size - _SUSPICIOUS_ZEROS))
        if any(stream.read()):
            return False
        stream.seek(0)
        data = stream.read()
    finally:
        stream.seek(position)
    if format_name in ("JPEG", "MPO"):
        return not _has_jpeg_end(data)
    zeros = size - len(data.rstrip(b"\0"))
    return zeros > _MANY_ZEROS and zeros > size // _LARGE_SHARE


def _has_jpeg_end(data: bytes) -> bool:
    """Whether the first picture in the data has its end marker, as opposed to those in its metadata."""
    position = 2
    while found := _NEXT_JPEG_MARKER.match(data, position):
        marker = data[found.end() - 1]
        if marker == 0xD9:
            return True
        position = found.end() + int.from_bytes(data[found.end() : found.end() + 2], "big")
        if marker == 0xDA:  # the pixels follow: they end where the next marker is
            following = _NEXT_JPEG_MARKER.search(data, position)
            position = following.start() if following else len(data)
    return False
