"""What is said when a picture or a video cannot be used."""

from __future__ import annotations

import errno
from pathlib import Path

from retinanet_core.errors import PlainError


class MediaError(PlainError):
    """A picture or a video cannot be read; the sentence names the file."""


def shown(path: Path) -> str:
    """The file's name as it can be printed anywhere: what no terminal or font can show becomes U+FFFD."""
    name = path.name or str(path)
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in name)


def unreadable(path: Path, error: OSError) -> MediaError:
    """The sentence for a file or folder that the system would not open or read."""
    name = shown(path)
    detail = f"{type(error).__name__}: {error}"
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return MediaError(f"{name} is not there; check its name or put it back.", detail=detail)
    if isinstance(error, PermissionError):
        return MediaError(f"{name} may not be read; change its permissions and try again.", detail=detail)
    if isinstance(error, IsADirectoryError):
        return MediaError(f"{name} is a folder, not a picture or a video.", detail=detail)
    if error.errno == errno.EIO:
        return MediaError(f"{name} cannot be read because its disk or connection fails.", detail=detail)
    return MediaError(f"{name} cannot be read: {error.strerror or 'the system refused'}.", detail=detail)
