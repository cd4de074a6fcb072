"""From a data set in another program's format to the boxes of a project: one edit, everything accounted for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal

from app.interchange import coco, voc, yolo
from app.interchange.fitting import fitting
from app.interchange.labels import ImportReport, LabelledImage, Problem
from app.interchange.matching import selected
from app.interchange.naming import frame_matcher
from app.project import edits
from app.project.errors import ProjectError
from app.project.media_paths import Locator
from app.project.records import Edit, Frame, FrameLabels, Media
from app.project.sizes import sized

if TYPE_CHECKING:
    from app.project.store import Store

Format = Literal["voc", "coco", "yolo"]

_IMAGES_AT_ONCE, _BOXES_AT_ONCE = 100, 500
"""What one piece of an import adds."""

_READERS: dict[Format, Callable[[Path], tuple[list[LabelledImage], ImportReport]]] = {
    "voc": voc.read,
    "coco": coco.read,
    "yolo": yolo.read,
}


@dataclass(frozen=True)
class Labels:
    """What a source says, before any project was asked.

    Attributes:
        problems: What could not be read, and names asked for that the source lacks.
    """

    source: Path
    images: tuple[LabelledImage, ...]
    problems: ImportReport


def import_labels(
    store: Store,
    source: Path,
    format: Format,
    *,
    as_reviewed: bool,
    names: Sequence[str] | None = None,
    limit: int | None = None,
) -> ImportReport:
    """`read_labels`, then `add_labels`."""
    return add_labels(store, read_labels(source, format, names=names, limit=limit), as_reviewed=as_reviewed)


def read_labels(
    source: Path, format: Format, *, names: Sequence[str] | None = None, limit: int | None = None
) -> Labels:
    """Read a source; needs no project, so it can be done on any thread.

    Args:
        names: Only the labels with these names (stems, file names or relative paths), in this order.
        limit: Only the first so many of them.

    Raises:
        InterchangeError: The source cannot be understood.
    """
    images, report = _READERS[format](source.absolute())
    if names is not None:
        images, absent = selected(images, names[:limit])
        files = {image.source for image in images}
        if format != "coco":  # there one file concerns all pictures
            report.refused = [item for item in report.refused if item.file in files or _named(item, names)]
        report.missing = [Problem(name, "", "the source has no labels of that name") for name in absent]
    elif limit is not None:
        images = images[:limit]
    return Labels(source.absolute(), tuple(images), report)


def _named(problem: Problem, names: Sequence[str]) -> bool:
    """Whether a file that gave no labels at all is one of those asked for."""
    return not problem.place and PurePosixPath(problem.file).stem in names


def add_labels(store: Store, labels: Labels, *, as_reviewed: bool) -> ImportReport:
    """Add labels to the frames they belong to, as one edit that can be undone.

    Args:
        as_reviewed: The boxes are confirmed and their frames reviewed for the classes that the source knows, also
            those labelled with no box; otherwise the boxes are suggestions.

    Returns:
        What was added and what was left out, with file and place.

    Raises:
        ProjectError: The project cannot be written; it is as it was.
    """
    matched = match_labels(labels, store.media(), store.frames(), store.locator())
    adding = AddingLabels(store, matched, as_reviewed=as_reviewed)
    for edit in adding.edits(in_pieces=False):
        if edit is not None:
            store.apply(edit)
    return adding.report


@dataclass(frozen=True)
class Matched:
    """Labels, and to which frame of a project each belongs.

    Attributes:
        frames: Beside each image of the labels the id of its frame, or why there is none.
    """

    labels: Labels
    frames: tuple[int | str, ...]

    @property
    def frame_ids(self) -> list[int]:
        """The frames that labels belong to, each once."""
        return list(dict.fromkeys(found for found in self.frames if not isinstance(found, str)))


def match_labels(
    labels: Labels, media: Sequence[Media], frames: Sequence[Frame], locator: Locator
) -> Matched:
    """Find the frames of labels, on any thread."""
    paths = {item.id: locator.find(item.path).absolute() for item in media}
    matcher = frame_matcher(media, paths, frames, labels.source)
    return Matched(labels, tuple(matcher.find(image) for image in labels.images))


class AddingLabels:
    """Brings labels into a project by edits, which together are one step.

    Attributes:
        report: What was added and what was left out, with file and place; whole once there are no more edits.
        done: How much of the work is behind, from 0 to 1.
    """

    def __init__(self, store: Store, matched: Matched, *, as_reviewed: bool) -> None:
        read = matched.labels.problems
        self.report = ImportReport(refused=list(read.refused), missing=list(read.missing))
        self.done = 0.0
        self._store, self._matched, self._as_reviewed = store, matched, as_reviewed
        self._declared = read.classes
        self._taken: dict[int, str] = {}
        self._handed = (0, 0)

    def edits(self, *, in_pieces: bool = True) -> Iterator[Edit | None]:
        """The edits, each made from the project as it is then, so it is to be carried out before the next is asked for.

        Args:
            in_pieces: Each takes a moment, so that a window can live in between; there is also a None where nothing is
                to be carried out, but time has passed. Otherwise it is one edit, or none.

        Raises:
            ProjectError: A class has no name.
        """
        entries: list[FrameLabels] = []
        images = self._matched.labels.images
        for number, (image, found) in enumerate(zip(images, self._matched.frames, strict=True)):
            entry = self._entry(image, found)
            entries += [entry] if entry is not None else []
            if in_pieces and number % _IMAGES_AT_ONCE == _IMAGES_AT_ONCE - 1:
                self.done = 0.5 * number / len(images)
                yield None
        stated = list(dict.fromkeys(label.class_name for entry in entries for label in entry.boxes))
        known = {item.name for item in self._store.classes()}
        self.report.new_classes = [name for name in stated if name not in known]
        behind = 0
        for piece in _pieces(entries) if in_pieces else [entries]:
            there = [entry for entry in piece if self._store.has_frame(entry.frame_id)]
            edit = edits.add_labels(
                self._store, there, reviewed=self._as_reviewed, declared=self._declared, classes=stated
            )
            self._count(len(there), sum(len(entry.boxes) for entry in there))
            yield edit
            self._handed = (0, 0)
            behind += len(piece)
            self.done = 0.5 + 0.5 * behind / max(1, len(entries))

    def take_back(self) -> None:
        """The last edit could not be carried out: the report is not to count it."""
        images, boxes = self._handed
        self._count(-images, -boxes)

    def _count(self, images: int, boxes: int) -> None:
        self.report.images += images
        self.report.boxes += boxes
        self._handed = (images, boxes)

    def _entry(self, image: LabelledImage, found: int | str) -> FrameLabels | None:
        """Labels that belong to a frame and fit it; None, and a word in the report, for others."""
        if isinstance(found, str):
            self.report.missing.append(Problem(image.source, "", found))
            return None
        try:
            frame = sized(self._store, found)
        except ProjectError as error:
            fault: str | None = f"its frame has no size: {error.message}"
        except KeyError:
            fault = "its frame was removed meanwhile"
        else:
            fault = _misfit(image, frame)
        if fault is None and found in self._taken:
            fault = f"its frame has labels from {self._taken[found]} already"
        if fault is not None:
            self.report.refused.append(Problem(image.source, "", fault))
            return None
        self._taken[found] = image.source
        return FrameLabels(found, fitting(self._store, image, frame, self._as_reviewed, self.report))


def _pieces(entries: Sequence[FrameLabels]) -> Iterator[list[FrameLabels]]:
    """A few frames with a moderate number of boxes each."""
    piece: list[FrameLabels] = []
    boxes = 0
    for entry in entries:
        piece.append(entry)
        boxes += len(entry.boxes)
        if boxes >= _BOXES_AT_ONCE or len(piece) >= _IMAGES_AT_ONCE:
            yield piece
            piece, boxes = [], 0
    if piece:
        yield piece


def _misfit(image: LabelledImage, frame: Frame) -> str | None:
    """Why labels cannot be of this frame, as a clause; None if they can."""
    if image.width is None or (image.width, image.height) == (frame.width, frame.height):
        return None
    return (
        f"its labels are for {image.width} x {image.height} pixels, "
        f"but its frame has {frame.width} x {frame.height}"
    )
