"""Which boxes of a label file a frame lacks, and where on it they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from app.interchange.labels import ImportReport, LabelledBox, LabelledImage, Problem
from app.project.records import Box, BoxState, Frame, Label
from app.project.text import clean_name

if TYPE_CHECKING:
    from app.project.store import Store

_NOTICEABLE = 0.01
"""Pixels: boxes whose corners differ by less are the same, and what is cut off by less was rounding."""


def fitting(
    store: Store, image: LabelledImage, frame: Frame, as_reviewed: bool, report: ImportReport
) -> list[Label]:
    """The boxes that the frame lacks, clipped to it; the others go to the report."""
    states = {BoxState.CONFIRMED} if as_reviewed else {BoxState.CONFIRMED, BoxState.SUGGESTED}
    names = {item.id: item.name for item in store.classes()}
    there = _Places(_label(box, names) for box in store.boxes(frame.id) if box.state in states)
    found: list[Label] = []
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
            found.append(label)
    return found


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
