"""On which side a frame is: of those that are learned from, or of those that versions are compared on.

Files of one group (the same content, or pictures that are alike) are on one side, a video as a whole. Only where a
video is all there is are stretches of it pinned and the rest of it learned from: such a video is split.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from app.project.id_sets import pack, unpack
from app.project.reading import ProjectReader
from app.project.records import Frame
from app.project.store import Store

Alike = Mapping[int, int]
"""From a file whose picture another one shows too, the first file that does; ids of media. Others are not in it."""

SPLIT_VIDEOS = "split_videos"
"""Setting: ids of the videos that were split, as `id_sets.pack` writes them."""


def media_groups(store: ProjectReader, alike: Alike) -> dict[int, int]:
    """For each file the first one of its group: files with the same content, or that are alike."""
    first: dict[str, int] = {}
    same = {
        media.id: first.setdefault(media.fingerprint or f"file {media.id}", media.id)
        for media in store.media()
    }
    return {media_id: alike.get(start, start) for media_id, start in same.items()}


def kept_out(store: ProjectReader, groups: Mapping[int, int]) -> frozenset[int]:
    """Ids of the frames that are not pinned and yet not to be learned from, because their group is pinned.

    Args:
        store: The project.
        groups: From each file to the first of its group, as `media_groups` makes it.
    """
    beside = _beside_pinned(store, groups)
    if not beside:
        return frozenset()
    split = split_videos(store, groups)
    return frozenset(frame.id for frame in beside if frame.media_id not in split)


def split_videos(store: ProjectReader, groups: Mapping[int, int]) -> frozenset[int]:
    """Ids of the videos of which frames are pinned and others are learned from nevertheless.

    It was decided so when frames of it were pinned, or it was learned from before they were, or nothing would be left
    to learn from. Where another file of its group has pinned frames too, a video is never split.
    """
    pinned = _pinned_files(store, groups)
    own = [
        frame
        for frame in _beside_pinned(store, groups)
        if pinned[groups[frame.media_id]] == {frame.media_id}
        and store.media_by_id(frame.media_id).kind == "video"
    ]
    decided = unpack(store.setting(SPLIT_VIDEOS)) | {frame.media_id for frame in own if frame.taught}
    split = frozenset(frame.media_id for frame in own if frame.media_id in decided)
    counts = store.counts()
    for frame in store.frames():
        free = groups[frame.media_id] not in pinned or frame.media_id in split
        if free and not frame.pinned and frame.id in counts and counts[frame.id].confirmed:
            return split
    return frozenset(frame.media_id for frame in own)


def remember_split(store: Store, videos: Collection[int]) -> None:
    """These videos (ids of media) are split from now on.

    Raises:
        ProjectError: It cannot be written.
    """
    if videos:
        store.set_setting(SPLIT_VIDEOS, pack(unpack(store.setting(SPLIT_VIDEOS)).union(videos)))


def _pinned_files(store: ProjectReader, groups: Mapping[int, int]) -> dict[int, set[int]]:
    """The files with pinned frames, by group."""
    files: dict[int, set[int]] = defaultdict(set)
    for frame in store.frames():
        if frame.pinned:
            files[groups[frame.media_id]].add(frame.media_id)
    return files


def _beside_pinned(store: ProjectReader, groups: Mapping[int, int]) -> list[Frame]:
    """The frames that are not pinned, of groups with pinned frames."""
    pinned = _pinned_files(store, groups)
    return [frame for frame in store.frames() if not frame.pinned and groups[frame.media_id] in pinned]
