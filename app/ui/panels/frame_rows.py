"""What the rows of the list of frames are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import Qt


class Kind(IntEnum):
    """What a row is."""

    FRAME = 0
    TITLE = 1
    BROKEN = 2
    FOLDER = 3


class Role(IntEnum):
    """What the list's painter asks for beside Qt's own roles."""

    KIND = Qt.ItemDataRole.UserRole
    FRAME_ID = Qt.ItemDataRole.UserRole + 1
    MEDIA_ID = Qt.ItemDataRole.UserRole + 2
    STATE = Qt.ItemDataRole.UserRole + 3
    SUBTITLE = Qt.ItemDataRole.UserRole + 4
    PINNED = Qt.ItemDataRole.UserRole + 5
    EXPANDED = Qt.ItemDataRole.UserRole + 6
    THUMBNAIL = Qt.ItemDataRole.UserRole + 7
    NOTE = Qt.ItemDataRole.UserRole + 8


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a frame, a video's title, a file that cannot be read, or a folder's title (by the folder's number)."""

    kind: Kind
    id: int
