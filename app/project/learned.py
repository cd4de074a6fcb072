"""What versions have learned from, and what is news to the one in use.

Versions come and go out of use, so it is kept of each frame when it was corrected last, and of each version what it
learned from and when: of an older one that comes into use again, all that only newer ones learned is news.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from app.project.id_sets import unpack
from app.project.records import Frame, Version

SNAPSHOT = "snapshot"
"""In a version's report: {"revision", "created", "train", "pinned"} of what it learned from and was measured on, and
the token of the "run" that made it."""


class Learned(NamedTuple):
    """Up to where a version knows the project.

    Attributes:
        revision: The last write that it learned from; 0 for none.
        created: When that was read, in Unix seconds.
    """

    revision: int
    created: float


def learned(version: Version | None) -> Learned:
    """Up to where a version knows the project; an imported one knows nothing of it."""
    snapshot = _snapshot(version)
    return Learned(int(snapshot.get("revision", 0)), float(snapshot.get("created", 0.0)))


def learned_frames(
    version: Version | None, versions: Mapping[int, Version], frames: Iterable[Frame]
) -> dict[int, int]:
    """Ids of the frames that a version, or one that it came of, learned from, with the last write that it saw there.

    Args:
        version: Which.
        versions: All by their numbers.
        frames: All of the project: a version that does not say from which it learned learned from all that any did.
    """
    known: dict[int, int] = {}
    while version is not None:
        snapshot = _snapshot(version)
        if snapshot:
            train = snapshot.get("train")
            ids = [frame.id for frame in frames if frame.taught] if train is None else unpack(train)
            known = dict.fromkeys(ids, learned(version).revision) | known
        version = None if version.parent_id is None else versions.get(version.parent_id)
    return known


def known_to_versions(versions: Iterable[Version]) -> frozenset[int]:
    """Ids of the frames that any of these versions says it learned from."""
    return frozenset[int]().union(*(unpack(_snapshot(version).get("train") or "") for version in versions))


def run_token(version: Version) -> str:
    """The token of the run that made a version; "" if it says none, as older ones do."""
    return str(_snapshot(version).get("run", ""))


def pinned_frames(version: Version) -> frozenset[int] | None:
    """Ids of the frames that a version was measured on; None if it does not say."""
    pinned = _snapshot(version).get("pinned")
    return None if pinned is None else frozenset(pinned)


def _snapshot(version: Version | None) -> dict[str, Any]:
    snapshot: dict[str, Any] = {} if version is None else version.report.get(SNAPSHOT, {})
    return snapshot


class Corrections:
    """Of each frame the last write that changed its judged boxes or review, and which are news.

    Args:
        last: Those writes by frame id.
        seen: The last write that the version in use learned from.
    """

    def __init__(self, last: dict[int, int], seen: int) -> None:
        self._last = last
        self._news: dict[int, int] = {}
        self.see(seen)

    @property
    def last(self) -> Mapping[int, int]:
        """The last write of each frame, by frame id; a live view."""
        return MappingProxyType(self._last)

    @property
    def news(self) -> Mapping[int, int]:
        """Those of them that the version in use has not learned from; a view until another comes into use."""
        return MappingProxyType(self._news)

    def see(self, revision: int) -> None:
        """A version is in use that has learned up to this write."""
        self._news = {frame_id: write for frame_id, write in self._last.items() if write > revision}

    def put(self, frame_ids: Iterable[int], revision: int) -> None:
        """Frames were corrected in this write, the last of all."""
        written = dict.fromkeys(frame_ids, revision)
        self._last.update(written)
        self._news.update(written)

    def forget(self, frame_ids: Iterable[int]) -> None:
        """Frames are gone."""
        for frame_id in frame_ids:
            self._last.pop(frame_id, None)
            self._news.pop(frame_id, None)
