"""What frames are called in exported data sets, and by which names labels may mean them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from app.interchange.matching import FrameMatcher, FrameName
from app.project.records import Frame, Media

_UNFIT = re.compile(r'[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff<>:"|?*\\]')


def frame_names(
    media: Sequence[Media], paths: Mapping[int, Path], frames: Iterable[Frame]
) -> dict[int, PurePosixPath]:
    """A relative path for every frame, below the folder that all media share; stems in one folder differ.

    Video frames are called `clip_000012.png`. Characters that some system refuses become "_". Names that
    would share a label file get "-2", "-3" and so on in the order of the frames, so that the same project
    always gives the same names.

    Args:
        paths: Where each media file is, absolute, by media id.
    """
    root = media_root([paths[item.id] for item in media])
    by_id = {item.id: item for item in media}
    taken: set[str] = set()
    names: dict[int, PurePosixPath] = {}
    for frame in frames:
        item = by_id[frame.media_id]
        path = paths[item.id]
        folder = path.parent.relative_to(root).parts if root is not None else ()
        stem, suffix = _clean(path.stem), _clean(path.suffix)
        if item.kind == "video":
            stem, suffix = f"{stem}_{frame.index:06d}", ".png"
        names[frame.id] = _untaken(PurePosixPath(*map(_clean, folder)), stem, suffix, taken)
    return names


def media_root(paths: Sequence[Path]) -> Path | None:
    """The deepest folder that holds all files; None if that is no more than the disk, or there is none."""
    if not paths:
        return None
    try:
        common = Path(os.path.commonpath([path.parent for path in paths]))
    except ValueError:  # different drives
        return None
    return None if common == common.parent else common


def frame_matcher(
    media: Sequence[Media], paths: Mapping[int, Path], frames: Sequence[Frame], source: Path
) -> FrameMatcher:
    """A matcher for labels from `source` over the frames of a project."""
    by_id = {item.id: item for item in media}
    exported = frame_names(media, paths, frames)
    folder = source if source.is_dir() else source.parent

    def names() -> Iterator[FrameName]:
        for frame in frames:
            path = paths[frame.media_id]
            near = path.is_relative_to(folder)
            if by_id[frame.media_id].kind == "image":
                yield FrameName(frame.id, PurePosixPath(path.as_posix()), near)
            yield FrameName(frame.id, exported[frame.id], near)

    videos = [
        (PurePosixPath(paths[frame.media_id].as_posix()), frame.index, frame.id)
        for frame in frames
        if by_id[frame.media_id].kind == "video"
    ]
    return FrameMatcher(names(), videos)


def _clean(part: str) -> str:
    return _UNFIT.sub("_", part)


def _untaken(folder: PurePosixPath, stem: str, suffix: str, taken: set[str]) -> PurePosixPath:
    """The first free name; label files drop the suffix, and some systems tell no upper from lower case."""
    number = 1
    while True:
        name = stem if number == 1 else f"{stem}-{number}"
        key = str(folder / name).casefold()
        if key not in taken:
            taken.add(key)
            return folder / f"{name}{suffix}"
        number += 1
