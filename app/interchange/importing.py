"""From a data set in another program's format to the boxes of a project: one edit, everything accounted for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal

from app.interchange import coco, voc, yolo
from app.interchange.labels import ImportReport, LabelledBox, LabelledImage, Problem
from app.interchange.matching import FrameMatcher, selected
from app.interchange.naming import frame_matcher
from app.project import edits
from app.project.errors import ProjectError
from app.project.records import Box, BoxState, Frame, FrameLabels, Label
from app.project.sizes import sized
from app.project.text import clean_name

if TYPE_CHECKING:
    from app.project.store import Store

Format = Literal["voc", "coco", "yolo"]

_NOTICEABLE = 0.01
"""Pixels: boxes whose corners differ by less are the same, and what is cut off by less was rounding."""

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
    read = labels.problems
    report = ImportReport(refused=list(read.refused), missing=list(read.missing))
    entries = [
        FrameLabels(frame.id, _fitting(store, image, frame, as_reviewed, report))
        for image, frame in _matched(store, labels, report)
    ]
    report.images = len(entries)
    report.boxes = sum(len(entry.boxes) for entry in entries)
    known = {item.name for item in store.classes()}
    stated = dict.fromkeys(clean_name(label.class_name) for entry in entries for label in entry.boxes)
    report.new_classes = [name for name in stated if name not in known]
    edit = edits.add_labels(store, entries, reviewed=as_reviewed, declared=read.classes)
    if edit is not None:
        store.apply(edit)
    return report


def frames_of(store: Store, labels: Labels) -> list[int]:
    """The frames that labels belong to, each once."""
    matcher = _matcher(store, labels)
    found = (matcher.find(image) for image in labels.images)
    return list(dict.fromkeys(item for item in found if not isinstance(item, str)))


def _matched(store: Store, labels: Labels, report: ImportReport) -> Iterator[tuple[LabelledImage, Frame]]:
    """The labels that belong to a frame and fit it; the others go to the report."""
    matcher = _matcher(store, labels)
    taken: dict[int, str] = {}
    for image in labels.images:
        found = matcher.find(image)
        if isinstance(found, str):
            report.missing.append(Problem(image.source, "", found))
            continue
        try:
            frame = sized(store, found)
        except ProjectError as error:
            report.refused.append(Problem(image.source, "", f"its frame has no size: {error.message}"))
            continue
        fault = _misfit(image, frame)
        if fault is None and found in taken:
            fault = f"its frame has labels from {taken[found]} already"
        if fault is not None:
            report.refused.append(Problem(image.source, "", fault))
            continue
        taken[found] = image.source
        yield image, frame


def _matcher(store: Store, labels: Labels) -> FrameMatcher:
    media = store.media()
    paths = {item.id: store.media_path(item).absolute() for item in media}
    return frame_matcher(media, paths, store.frames(), labels.source)


def _misfit(image: LabelledImage, frame: Frame) -> str | None:
    """Why labels cannot be of this frame, as a clause; None if they can."""
    if image.width is None or (image.width, image.height) == (frame.width, frame.height):
        return None
    return (
        f"its labels are for {image.width} x {image.height} pixels, "
        f"but its frame has {frame.width} x {frame.height}"
    )


def _fitting(
    store: Store, image: LabelledImage, frame: Frame, as_reviewed: bool, report: ImportReport
) -> list[Label]:
    """The boxes that the frame lacks, clipped to it; the others go to the report."""
    states = {BoxState.CONFIRMED} if as_reviewed else {BoxState.CONFIRMED, BoxState.SUGGESTED}
    names = {item.id: item.name for item in store.classes()}
    there = _Places(_label(box, names) for box in store.boxes(frame.id) if box.state in states)
    fitting: list[Label] = []
    for labelled in image.boxes:
        in_pixels = _in_pixels(labelled, frame) if image.normalised else labelled
        label = _clipped(in_pixels, frame)
        if label is None:
            problem = Problem(image.source, labelled.place, "the box lies outside its frame")
            report.refused.append(problem)
        elif label in there:
            report.already_there += 1
        else:
            there.add(label)
            report.clipped += _distance(label, in_pixels) > _NOTICEABLE
            fitting.append(label)
    return fitting


def _label(box: Box, names: dict[int, str]) -> Label:
    return Label(names[box.class_id], box.x1, box.y1, box.x2, box.y2)


def _in_pixels(labelled: LabelledBox, frame: Frame) -> LabelledBox:
    return replace(
        labelled,
        x1=labelled.x1 * frame.width,
        y1=labelled.y1 * frame.height,
        x2=labelled.x2 * frame.width,
        y2=labelled.y2 * frame.height,
    )


def _clipped(labelled: LabelledBox, frame: Frame) -> Label | None:
    """The part of the box on its frame; None if nothing with an area is left."""
    x1, x2 = (min(max(value, 0.0), float(frame.width)) for value in (labelled.x1, labelled.x2))
    y1, y2 = (min(max(value, 0.0), float(frame.height)) for value in (labelled.y1, labelled.y2))
    if x2 <= x1 or y2 <= y1:
        return None
    return Label(clean_name(labelled.class_name), x1, y1, x2, y2, labelled.score)


class _Places:
    """Boxes that can be asked for, corners within a hundredth of a pixel, also where there are thousands."""

    def __init__(self, labels: Iterable[Label]) -> None:
        self._cells: dict[tuple[str, int, int], list[Label]] = {}
        for label in labels:
            self.add(label)

    def add(self, label: Label) -> None:
        self._cells.setdefault((label.class_name, int(label.x1), int(label.y1)), []).append(label)

    def __contains__(self, label: Label) -> bool:
        columns = {int(label.x1 - _NOTICEABLE), int(label.x1 + _NOTICEABLE)}
        lines = {int(label.y1 - _NOTICEABLE), int(label.y1 + _NOTICEABLE)}
        return any(
            _distance(label, other) <= _NOTICEABLE
            for column in columns
            for line in lines
            for other in self._cells.get((label.class_name, column, line), ())
        )


def _distance(first: Label | LabelledBox, second: Label | LabelledBox) -> float:
    """The largest difference between two corners' coordinates, in pixels."""
    return max(
        abs(first.x1 - second.x1),
        abs(first.y1 - second.y1),
        abs(first.x2 - second.x2),
        abs(first.y2 - second.y2),
    )
