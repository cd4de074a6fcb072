"""Which frame a label belongs to, by relative path, then file name, then stem; never a guess between two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from app.interchange.labels import LabelledImage


@dataclass(frozen=True, slots=True)
class FrameName:
    """A name by which labels may mean a frame.

    Attributes:
        path: Where the picture is, as far as known; for a video frame, what it is called when exported.
        under_source: It lies in the folder that the labels come from, which decides between equals.
    """

    frame_id: int
    path: PurePosixPath
    under_source: bool = False


class FrameMatcher:
    """Finds the frames of labels.

    Args:
        names: Names of every frame; a frame may have several.
        videos: (path of the video, frame index, frame id) of every video frame.
    """

    def __init__(
        self, names: Iterable[FrameName], videos: Iterable[tuple[PurePosixPath, int, int]] = ()
    ) -> None:
        self._by_stem: dict[str, list[FrameName]] = {}
        for name in names:
            self._by_stem.setdefault(name.path.stem, []).append(name)
        self._videos: dict[tuple[str, int], list[tuple[PurePosixPath, int]]] = {}
        for path, index, frame_id in videos:
            self._videos.setdefault((path.name, index), []).append((path, frame_id))

    def find(self, image: LabelledImage) -> int | str:
        """The frame's id, or why there is none, as a clause."""
        if image.video and image.frame_index is not None:
            frame_id = self._find_video_frame(image.video, image.frame_index)
            if frame_id is not None:
                return frame_id
        candidates: set[int] = set()
        for stated in (image.file_name, *image.aliases):
            found = self._find_named(PurePosixPath(stated))
            agreed = found & candidates if candidates else found
            candidates = agreed or candidates
            if len(candidates) == 1:
                return next(iter(candidates))
        if candidates:
            return f"{len(candidates)} frames of the project are called {image.file_name}"
        return f"the project has no frame called {image.file_name}"

    def _find_named(self, stated: PurePosixPath) -> set[int]:
        """The frames that fit best: several if nothing tells them apart."""
        named = [*self._by_stem.get(stated.name, ())]
        if stated.suffix:
            named += self._by_stem.get(stated.stem, ())
        best: list[FrameName] = []
        best_rank = (0, 0)
        for name in named:
            rank = (_same_place(name.path, stated), _same_name(name.path, stated))
            if rank > best_rank or not best:
                best, best_rank = [name], rank
            elif rank == best_rank:
                best.append(name)
        found = {name.frame_id for name in best}
        near = {name.frame_id for name in best if name.under_source}
        return near if len(found) > 1 and len(near) == 1 else found

    def _find_video_frame(self, video: str, index: int) -> int | None:
        stated = PurePosixPath(video)
        named = self._videos.get((stated.name, index), [])
        same = [frame_id for path, frame_id in named if path.parts[-len(stated.parts) :] == stated.parts]
        if len(same) == 1:
            return same[0]
        return named[0][1] if len(named) == 1 else None


def _same_place(path: PurePosixPath, stated: PurePosixPath) -> int:
    """2 for the very same relative folder, 1 where the end of the folder is the same, else 0."""
    if path.parent == stated.parent:
        return 2
    folders = stated.parts[:-1]
    return int(not folders or path.parts[:-1][-len(folders) :] == folders)


def _same_name(path: PurePosixPath, stated: PurePosixPath) -> int:
    """2 for the same file name, 1 for the name without its suffix, 0 where only the stems are the same."""
    return 2 if path.name == stated.name else int(path.stem == stated.name)


def selected(images: Sequence[LabelledImage], names: Sequence[str]) -> tuple[list[LabelledImage], list[str]]:
    """The labels with the given names, in that order, and the names that no label has.

    Args:
        names: Stems, file names or relative paths, such as the lines of a VOC `ImageSets/Main/train.txt`.
    """
    exact: dict[str, list[LabelledImage]] = {}
    bare: dict[str, list[LabelledImage]] = {}
    for image in images:
        paths = [PurePosixPath(stated) for stated in (image.file_name, *image.aliases)]
        for key in {key for path in paths for key in (str(path), path.name)}:
            exact.setdefault(key, []).append(image)
        for key in {key for path in paths for key in (str(path.with_suffix("")), path.stem)}:
            bare.setdefault(key, []).append(image)
    chosen: dict[int, LabelledImage] = {}
    absent = []
    for name in names:
        key = name.strip().replace("\\", "/")
        found = exact.get(key) or bare.get(key, [])
        if not found:
            absent.append(name)
        chosen.update((id(image), image) for image in found)
    return list(chosen.values()), absent
