"""Which videos and folders are folded in the list of frames, and how the project keeps that."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec

from app.project.records import Media

FOLDED = "frames_folded"
"""The setting of the project."""


class _Kept(msgspec.Struct):
    """Videos are kept where they are open: one that is new is folded."""

    open_videos: list[int] = []
    folders: list[str] = []


@dataclass
class Folded:
    """Ids of videos and names of folders whose frames are not shown."""

    media: set[int] = field(default_factory=set)
    folders: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, media: Iterable[Media], text: str) -> Folded:
        """As it was kept; where it was not, or cannot be read, as it is at first.

        A video among other files is one line until it is wanted; alone it is what one came for.
        """
        files = list(media)
        videos = {item.id for item in files if item.kind == "video"}
        if text:
            with contextlib.suppress(msgspec.MsgspecError):
                kept = msgspec.json.decode(text, type=_Kept)
                return cls(videos - set(kept.open_videos), set(kept.folders))
        return cls(videos if len(files) > 1 else set())

    def text(self, media: Iterable[Media]) -> str:
        """What `of` reads."""
        videos = [item.id for item in media if item.kind == "video" and item.id not in self.media]
        return msgspec.json.encode(_Kept(videos, sorted(self.folders))).decode()
