"""Where media are: stored relative to the folder that holds the project where possible, so that both can move."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from app.project.errors import ProjectError

# Linux names may hold bytes that are no text. Python shows them as lone surrogates U+DC80..U+DCFF, which neither
# SQLite nor JSON can store, so they are kept as characters of the private use area.
_TO_STORED = {0xDC00 + byte: 0xF700 + byte for byte in range(0x80, 0x100)}
_FROM_STORED = {stored: surrogate for surrogate, stored in _TO_STORED.items()}


def to_stored(path: Path, base: Path) -> str:
    """A media file's path as the project keeps it: POSIX, relative to `base` if they share more than the root.

    Raises:
        ProjectError: The name cannot be stored.
    """
    target = os.path.abspath(path)  # noqa: PTH100  (pathlib has nothing that removes ".." without following links)
    here = os.path.abspath(base)  # noqa: PTH100
    stored = Path(target).as_posix()
    with_base = _common(target, here)
    if with_base and with_base != Path(with_base).anchor:
        stored = Path(os.path.relpath(target, here)).as_posix()
    stored = stored.translate(_TO_STORED)
    try:
        stored.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ProjectError(
            f"The file name {stored.encode('utf-8', 'replace').decode()} is not valid text; rename the file."
        ) from error
    return stored


class StoredPaths:
    """`to_stored` for many absolute paths and one base; what is the same for all files of a folder is found once."""

    def __init__(self, base: Path) -> None:
        self._base = base
        self._folders: dict[str, str] = {}

    def of(self, path: Path) -> str:
        """The path as the project keeps it.

        Raises:
            ProjectError: The name cannot be stored.
        """
        folder, _, name = str(path).rpartition(os.sep)
        if name in ("", "..") or not _is_text(name):
            return to_stored(path, self._base)
        if folder not in self._folders:
            self._folders[folder] = to_stored(path, self._base).removesuffix(name)
        return self._folders[folder] + name


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def from_stored(stored: str, base: Path) -> Path:
    """The path that `to_stored` was given, as far as it is still below or beside `base`."""
    text = stored.translate(_FROM_STORED) if os.name != "nt" else stored
    if _is_absolute(text):
        return Path(text)
    return Path(os.path.normpath(base / text))


def _common(first: str, second: str) -> str:
    try:
        return os.path.commonpath([first, second])
    except ValueError:  # Two Windows drives.
        return ""


def _is_absolute(text: str) -> bool:
    return PurePosixPath(text).is_absolute() or re.match(r"[A-Za-z]:/|//", text) is not None


class Locator:
    """Finds media whose project folder moved without them.

    Args:
        homes: Folders that have held the project, the present one first. A relative path that leads nowhere
            from the present one is looked for from the earlier ones; each folder of media is looked at once.
    """

    def __init__(self, homes: Sequence[Path]) -> None:
        self._homes = tuple(homes)
        self._home_of: dict[str, Path] = {}

    def find(self, stored: str) -> Path:
        """Where the file is, or should be."""
        if len(self._homes) == 1:
            return from_stored(stored, self._homes[0])
        folder = stored.rpartition("/")[0]
        if folder not in self._home_of:
            self._home_of[folder] = self._choose(stored)
        return from_stored(stored, self._home_of[folder])

    def _choose(self, stored: str) -> Path:
        return next((home for home in self._homes if from_stored(stored, home).exists()), self._homes[0])
