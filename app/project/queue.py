"""What to label next: the frames that nobody completed, each with its reason.

A `Basis` is taken from the store, on the store's thread; it is small. Queues are made from it and from files, on any
thread: suggestions and judged boxes out of the project, features and detections on reviewed frames out of the cache.
The queues against the model are in `app.project.model_queues`.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Mapping, Sequence

import numpy as np

from app.project.boxes_file import Stopped, suggestions
from app.project.looks import most_looked
from app.project.model_queues import Triage, badly_placed, likely_extra, likely_missed, triage
from app.project.queue_records import Basis, Entry, Kind, Reason, Why, basis_of
from app.project.records import Frame
from retinanet_core.acquire import Ints, Surprises, Worth, informativeness
from retinanet_core.diversity import Pick, Places, order
from retinanet_core.flicker import surprises

__all__ = [
    "Basis",
    "Entry",
    "Kind",
    "Reason",
    "Triage",
    "Why",
    "badly_placed",
    "basis_of",
    "likely_extra",
    "likely_missed",
    "to_label",
    "triage",
]

LIMIT = 1000
"""So many frames are put in order; the others have their turn when some of these are labelled."""

NEIGHBOURS = 5
"""Frames of a video that are no further apart than this are held against each other."""

UNLIKE = 0.75
"""From this distance on (1 is the usual one between two frames) a frame is called unlike those labelled."""


def to_label(
    basis: Basis, *, limit: int = LIMIT, seed: int = 0, cancelled: Stopped | None = None
) -> list[Entry]:
    """The frames that nobody completed, in the order in which labelling them would teach most.

    Raises:
        ProjectError: The project's file cannot be read.
        Cancelled: `cancelled` became true.
    """
    waiting = [frame for frame in basis.frames if not frame.reviewed]
    found = suggestions(basis.file, [frame.id for frame in waiting], cancelled)
    sizes = np.array([(frame.width, frame.height) for frame in waiting], np.int64).reshape(-1, 2)
    flicker = surprises(found, _neighbours(waiting, basis.videos), sizes)
    worth = informativeness(found, basis.class_counts, flicker)
    places, labelled = _places(basis, waiting)
    picks = order(places, worth.values, labelled, limit=limit, seed=seed)
    reason = _Reasons(waiting, worth, flicker, basis.class_counts)
    return [Entry(waiting[pick.row].id, float(worth.values[pick.row]), reason.of(pick)) for pick in picks]


def _neighbours(frames: Sequence[Frame], videos: Collection[int]) -> Ints:
    """(P, 2) positions of frames that follow each other in a video and were looked at by one version."""
    pairs = [
        (n, n + 1)
        for n, (frame, after) in enumerate(itertools.pairwise(frames))
        if frame.media_id == after.media_id
        and frame.media_id in videos
        and after.index - frame.index <= NEIGHBOURS
        and frame.detected_by is not None
        and frame.detected_by == after.detected_by
    ]
    return np.array(pairs, np.int64).reshape(-1, 2)


def _places(basis: Basis, waiting: Sequence[Frame]) -> tuple[Places, Places]:
    """Where the waiting and the labelled frames are; their features are those of one version."""
    labelled = [frame for frame in basis.frames if frame.reviewed]
    looks = most_looked(basis.cache_dir)
    ids = [frame.id for frame in (*waiting, *labelled)]
    features = None if looks is None else looks.features(ids)
    parts = []
    for frames, start in ((waiting, 0), (labelled, len(waiting))):
        parts.append(
            Places(
                ids=np.array([frame.id for frame in frames], np.int64),
                videos=np.array(
                    [frame.media_id if frame.media_id in basis.videos else -1 for frame in frames], np.int64
                ),
                indexes=np.array([frame.index for frame in frames], np.int64),
                features=None if features is None else features[start : start + len(frames)],
            )
        )
    return parts[0], parts[1]


class _Reasons:
    """What made each frame worth its place."""

    def __init__(
        self,
        frames: Sequence[Frame],
        worth: Worth,
        flicker: Surprises,
        class_counts: Mapping[int, int],
    ) -> None:
        self._frames, self._worth, self._class_counts = frames, worth, class_counts
        self._flickers = np.bincount(flicker.frames, minlength=len(frames))
        self._flickering = dict(zip(flicker.frames.tolist(), flicker.labels.tolist(), strict=True))
        self._few = sum(class_counts.values()) / max(1, len(class_counts)) / 3

    def of(self, pick: Pick) -> Reason:
        """The strongest reason."""
        row = pick.row
        unsure, flickers = int(self._worth.unsure[row]), int(self._flickers[row])
        if pick.at_random:
            return Reason(Why.RANDOM)
        if flickers > unsure:
            return self._about(Why.FLICKER, flickers, self._flickering[row])
        if unsure:
            mostly = int(self._worth.mostly[row])
            return self._about(Why.UNSURE, unsure, mostly if mostly >= 0 else None)
        if self._frames[row].detected_by is None:
            return Reason(Why.UNSEEN)
        return Reason(Why.UNLIKE if pick.unlike is not None and pick.unlike >= UNLIKE else Why.SURE)

    def _about(self, why: Why, boxes: int, class_id: int | None) -> Reason:
        count = 0 if class_id is None else self._class_counts.get(class_id, 0)
        few = class_id is not None and count < self._few
        return Reason(why, boxes, class_id, examples=count if few else None)
