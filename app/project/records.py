"""The rows of a project as plain frozen values: what the store reads and writes, and what the journal keeps."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, Literal, NamedTuple

import msgspec


class BoxState(StrEnum):
    """What has been said about a box."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class BoxOrigin(StrEnum):
    """Who drew a box first."""

    PERSON = "person"
    IMPORT = "import"
    MODEL = "model"


class Box(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A rectangle with a class on a frame, in that frame's own upright pixels (continuous, x2 > x1, y2 > y1).

    Attributes:
        score: The model's score in 0..1, kept after a person judged the box; None for boxes no model proposed.
        version_id: The model version that proposed it; None otherwise.
        edited: A person moved, resized or relabelled it after it was proposed.
        changed_at: Unix seconds of the last change by a person, or of its creation.
        locked: A person said that it is not to be changed.
    """

    id: int
    frame_id: int
    class_id: int
    x1: float
    y1: float
    x2: float
    y2: float
    state: BoxState
    origin: BoxOrigin
    score: float | None = None
    version_id: int | None = None
    edited: bool = False
    changed_at: float = 0.0
    locked: bool = False

    @property
    def rect(self) -> tuple[float, float, float, float]:
        """(x1, y1, x2, y2)."""
        return (self.x1, self.y1, self.x2, self.y2)


class Frame(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One image, or one frame of a video: the unit that is detected, labelled and reviewed.

    Attributes:
        index: Position in sequential decoding; 0 for an image.
        width, height: In pixels; 0 until somebody has looked into the picture (`app.project.sizes`).
        timestamp_ms: Presentation time for a video frame; None for an image.
        reviewed: A person said that this frame is complete; with no confirmed box it is verified empty.
        pinned: Never trained on; models are compared on it.
        taught: It has been trained on, so it may not become pinned by itself.
        detected_by: The version whose suggestions it carries; None if no detector has seen it.
        reviewed_classes: Ids of the classes that there were when it was completed, as `id_sets.pack` writes them:
            nobody was asked for those that came later. Empty while it is open.
    """

    id: int
    media_id: int
    index: int
    width: int
    height: int
    timestamp_ms: float | None = None
    reviewed: bool = False
    pinned: bool = False
    taught: bool = False
    detected_by: int | None = None
    note: str = ""
    reviewed_classes: str = ""


Seen = Literal["", "missing", "replaced"]


class Media(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An image or video file, which stays where it is.

    Attributes:
        path: POSIX path, relative to the folder that holds the project where possible, else absolute.
        fingerprint: Content fingerprint (app.media.fingerprint), so that a moved file is found again; empty until
            somebody has looked into the file.
        problem: Why it cannot be read, as one sentence; empty when it can.
        seen: How the file was found when it was last looked for; empty as far as anyone knows as it is described here.
    """

    id: int
    kind: Literal["image", "video"]
    path: str
    size: int
    mtime_ns: int
    fingerprint: str
    width: int = 0
    height: int = 0
    frame_count: int = 0
    problem: str = ""
    seen: Seen = ""


class ObjectClass(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A class of objects. The id is never reused and never changes what an existing box means.

    Attributes:
        key: The key that chooses it; empty where nobody gave it one.
    """

    id: int
    name: str
    colour: str
    position: int
    key: str = ""


class VersionStatus(StrEnum):
    """What became of a model version."""

    ACCEPTED = "accepted"
    WAITING = "waiting"
    KEPT_OUT = "kept out"


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """An immutable detector of the project.

    Attributes:
        id: Its number; the folder is `models/<id>` in the project.
        report: What teaching measured (the run's report.json), or {} for an imported model.
        run: Name of the run folder that made it, or "" for an imported model.
    """

    id: int
    parent_id: int | None
    created_at: float
    status: VersionStatus
    run: str = ""
    report: dict[str, Any] = {}
    note: str = ""


class BoxCounts(NamedTuple):
    """How many boxes of each state a frame carries."""

    suggested: int = 0
    confirmed: int = 0
    rejected: int = 0


class ClassTotals(NamedTuple):
    """What there is of a class.

    Attributes:
        boxes: By state.
        locked: How many of the confirmed ones are locked.
        frames, reviewed, pinned: How many frames carry boxes of it, and how many of those have each mark.
    """

    boxes: BoxCounts = BoxCounts()
    locked: int = 0
    frames: int = 0
    reviewed: int = 0
    pinned: int = 0


class FrameTotals(NamedTuple):
    """How many frames a project has, and how many of them carry each mark."""

    frames: int = 0
    reviewed: int = 0
    pinned: int = 0
    taught: int = 0
    detected: int = 0


class Suggestion(msgspec.Struct, frozen=True):
    """A box that a model proposes, in the frame's own upright pixels; `score` in 0..1."""

    class_id: int
    x1: float
    y1: float
    x2: float
    y2: float
    score: float


class FrameSuggestions(msgspec.Struct, frozen=True):
    """Everything that one version found on one frame; nothing found is an empty sequence.

    Attributes:
        size: Width and height of the picture that was looked at; None where the project knows them.
    """

    frame_id: int
    version_id: int | None
    boxes: Sequence[Suggestion]
    size: tuple[int, int] | None = None


class Learned(msgspec.Struct, frozen=True, kw_only=True):
    """What a look into a picture found out; see `app.project.sizes`.

    Attributes:
        path: As the project keeps it: what was looked into.
        fingerprint: "" where only the size became known, as where a picture was decoded.
        width, height: In pixels, upright; 0 where it cannot be read, for the reason that `problem` gives.
    """

    media_id: int
    frame_id: int
    path: str
    size: int = 0
    mtime_ns: int = 0
    fingerprint: str = ""
    width: int = 0
    height: int = 0
    problem: str = ""


class NewMedia(msgspec.Struct, frozen=True, kw_only=True):
    """A file to be added, and the frames it brings.

    Attributes:
        media: The row; id 0 for a new one, or the id of a row that had a problem and is replaced.
        timestamps_ms: Presentation time of each frame; [None] for an image, [] for a file that cannot be read.
    """

    media: Media
    timestamps_ms: Sequence[float | None]


class Label(msgspec.Struct, frozen=True):
    """A box from elsewhere, by the name of its class, in the frame's own upright pixels."""

    class_name: str
    x1: float
    y1: float
    x2: float
    y2: float
    score: float | None = None


class FrameLabels(msgspec.Struct, frozen=True):
    """Boxes from elsewhere for one frame; none says that somebody looked and found nothing."""

    frame_id: int
    boxes: Sequence[Label]


Row = Box | Frame | Media | ObjectClass
Table = Literal["box", "frame", "media", "class"]


class RowChange(NamedTuple):
    """One row before and after an edit, whole: None before is an insertion, None after a deletion."""

    table: Table
    before: Row | None
    after: Row | None

    @property
    def id(self) -> int:
        row = self.after if self.after is not None else self.before
        assert row is not None
        return row.id

    @property
    def frame_ids(self) -> tuple[int, ...]:
        """The frames that the row is, or lies on, before and after."""
        rows = (row for row in (self.before, self.after) if row is not None)
        ids = (
            row.id if isinstance(row, Frame) else row.frame_id for row in rows if isinstance(row, Frame | Box)
        )
        return tuple(dict.fromkeys(ids))


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """One undoable step, as a person would name it.

    Attributes:
        kind: What it is ("draw", "move", "relabel", "delete", "accept", ...): the window has a text for each.
        count: How many things it concerns, for that text.
    """

    kind: str
    changes: tuple[RowChange, ...]
    count: int = 1


class ChangeSet(msgspec.Struct, frozen=True, kw_only=True):
    """What observers are told after a write is durable.

    Attributes:
        frame_ids: Frames whose row or boxes changed.
        box_ids, media_ids, class_ids: Rows that changed, appeared or went.
        versions: The list of versions or the active one changed.
        initiator: Who asked; observers may ignore their own echo.
    """

    frame_ids: frozenset[int] = frozenset()
    box_ids: frozenset[int] = frozenset()
    media_ids: frozenset[int] = frozenset()
    class_ids: frozenset[int] = frozenset()
    versions: bool = False
    initiator: object = None
