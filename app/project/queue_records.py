"""The records of queues: which there are, why a frame is in one, and what they are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from app.project.opening import FILE_NAME
from app.project.reading import ProjectReader
from app.project.records import Frame

CONFIDENT = 0.5
"""From this score on a version is taken to be right, or from the one that suits it where that is higher."""


class Kind(StrEnum):
    """The queues."""

    LABEL = "label"
    MISSED = "missed"
    EXTRA = "extra"
    MISPLACED = "misplaced"


class Why(StrEnum):
    """Why a frame is in a queue."""

    UNSURE = "unsure"
    FLICKER = "flicker"
    UNLIKE = "unlike"
    SURE = "sure"
    RANDOM = "random"
    UNSEEN = "unseen"
    MISSED = "missed"
    EXTRA = "extra"
    MISPLACED = "misplaced"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a frame is in a queue, as facts.

    Attributes:
        boxes: How many boxes it is about; 0 where it is about the frame as a whole.
        class_id: The class of most of them, or of the first; None where there is none to be named.
        examples: Confirmed boxes of that class, where those are few; else None.
        score: The best score among boxes that were likely missed.
        overlap: The least overlap among boxes that are badly placed.
        instead: The class that the version sees in place of an extra box.
    """

    why: Why
    boxes: int = 0
    class_id: int | None = None
    examples: int | None = None
    score: float | None = None
    overlap: float | None = None
    instead: int | None = None


class Entry(NamedTuple):
    """A frame in a queue; `value` is comparable within one queue only."""

    frame_id: int
    value: float
    reason: Reason


@dataclass(frozen=True)
class Basis:
    """What queues are made from.

    Attributes:
        classes: Ids of all classes.
        became: Of each class that was merged, the one that what versions find of it counts as.
        class_counts: Confirmed boxes of each class that has any.
        version_id: The version in use; None where there is none.
        confident: From this score on it is taken to be right.
    """

    folder: Path
    frames: tuple[Frame, ...]
    videos: frozenset[int]
    classes: frozenset[int]
    class_counts: Mapping[int, int]
    version_id: int | None
    confident: float
    became: Mapping[int, int]

    @property
    def file(self) -> Path:
        """The project's database."""
        return self.folder / FILE_NAME

    @property
    def cache_dir(self) -> Path:
        """Where looks are kept."""
        return self.folder / "cache"


def basis_of(store: ProjectReader) -> Basis:
    """What queues are made from, at this moment."""
    active = store.active_version()
    after = active.report.get("after") if active is not None else None
    suits = after.get("threshold") if isinstance(after, dict) else None
    return Basis(
        folder=store.folder,
        frames=store.frames(),
        videos=frozenset(media.id for media in store.media() if media.kind == "video"),
        classes=frozenset(item.id for item in store.classes()),
        class_counts=dict(store.class_counts()),
        version_id=None if active is None else active.id,
        confident=max(CONFIDENT, float(suits)) if isinstance(suits, int | float) else CONFIDENT,
        became=store.became(),
    )
