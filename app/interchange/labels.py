"""What every label format is read into and written from, and what a reader could not use."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from retinanet_core.errors import PlainError

MAX_LABEL_BYTES = 64 << 20
"""Largest label file of one picture that is read (64 MiB): beyond it something else is inside."""

_DRIVE = re.compile(r"^[A-Za-z]:")
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


class InterchangeError(PlainError):
    """A label file or folder cannot be understood or written at all."""


class Problem(NamedTuple):
    """One thing that was left out, and why.

    Attributes:
        file: The label file, relative to the source where possible.
        place: "line 12" in text and XML, "annotations[7]" in JSON, or "" for the whole file.
        reason: A clause that completes "left out because".
    """

    file: str
    place: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, {self.place}: {self.reason}" if self.place else f"{self.file}: {self.reason}"


@dataclass(frozen=True, slots=True)
class LabelledBox:
    """A rectangle with the name of its class, x2 > x1 and y2 > y1, finite.

    In continuous pixels of the upright picture, or in fractions of its size (`LabelledImage.normalised`).

    Attributes:
        place: Where in its file it stands, as in `Problem.place`.
        score: What a model gave it, in 0..1; None when the file states none.
    """

    class_name: str
    x1: float
    y1: float
    x2: float
    y2: float
    place: str = ""
    score: float | None = None

    @property
    def rect(self) -> tuple[float, float, float, float]:
        """(x1, y1, x2, y2)."""
        return (self.x1, self.y1, self.x2, self.y2)


@dataclass(frozen=True, slots=True)
class LabelledImage:
    """The labels of one picture.

    Attributes:
        file_name: The picture's POSIX path below the data set's picture folder; YOLO states no suffix.
        width, height: Pixels as the file states them; None where it does not.
        boxes: May be empty: the picture was looked at and holds nothing.
        source: The label file, relative to the source (for JSON with the entry, "x.json: images[3]").
        aliases: Other names the picture may go by, tried where `file_name` alone does not settle it.
        normalised: Boxes are fractions 0..1 of width and height, not pixels.
        video, frame_index, timestamp_ms: For a frame of a video: its file name, position and time.
        reviewed: A person said that the labels are complete; None where the format cannot say.
    """

    file_name: str
    width: int | None
    height: int | None
    boxes: tuple[LabelledBox, ...]
    source: str = ""
    aliases: tuple[str, ...] = ()
    normalised: bool = False
    video: str = ""
    frame_index: int | None = None
    timestamp_ms: float | None = None
    reviewed: bool | None = None


@dataclass
class ImportReport:
    """What came of an import: nothing is left out without being counted here.

    Attributes:
        images: Pictures whose labels were read (by a reader) or matched a frame (by an import).
        boxes: Boxes read, or added to the project.
        clipped: Boxes that reached outside their frame by more than a hundredth of a pixel and were cut.
        already_there: Boxes that the project had already, or the source states twice.
        refused: Boxes and labels that were left out, each with file, place and reason.
        missing: Labels whose picture the project lacks, and names asked for that the source lacks.
        new_classes: Classes the project lacked, in the order they were added.
        classes: Of a reader, all classes that the source says it knows, or that occur in it where it cannot say.
    """

    images: int = 0
    boxes: int = 0
    clipped: int = 0
    already_there: int = 0
    refused: list[Problem] = field(default_factory=list)
    missing: list[Problem] = field(default_factory=list)
    new_classes: list[str] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)


def count_read(
    images: list[LabelledImage], refused: list[Problem], declared: Iterable[str] | None = None
) -> ImportReport:
    """The report of a reader; `declared` are the classes that the source says it knows, None where it cannot say."""
    boxes = [box for image in images for box in image.boxes]
    classes = dict.fromkeys((box.class_name for box in boxes) if declared is None else declared)
    return ImportReport(images=len(images), boxes=len(boxes), refused=refused, classes=list(classes))


def box_fault(x1: float, y1: float, x2: float, y2: float) -> str | None:
    """Why four coordinates are not a box, as a clause; None if they are one."""
    if not all(math.isfinite(value) for value in (x1, y1, x2, y2)):
        return "a coordinate is not a finite number"
    if x2 <= x1 or y2 <= y1:
        return f"the box has no area (x {x1:g} to {x2:g}, y {y1:g} to {y2:g})"
    return None


def parse_number(text: str) -> float | None:
    """The finite number a word in a text file states, or None."""
    try:
        number = float(text) if "_" not in text else math.nan
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def safe_name(name: str) -> str | None:
    """A picture's name as a clean relative POSIX path; None if it leaves its folder or is no path at all."""
    if _DRIVE.match(name) or _UNFIT.search(name):
        return None
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or not path.parts or ".." in path.parts:
        return None
    return str(path)


def class_name_fault(name: str) -> str | None:
    """Why a text cannot name a class, as a clause; None if it can."""
    if not name.strip():
        return "the class has no name"
    if _UNFIT.search(name):
        return "the class name holds a character that is no text"
    if len(name) > 200:
        return "the class name is longer than 200 characters"
    return None


def number_text(value: float) -> str:
    """A coordinate for a text format: whole numbers without a point, others to a ten-thousandth."""
    rounded = round(value, 4)
    return str(int(rounded)) if rounded == int(rounded) else repr(rounded)


def read_label_text(path: Path, *, limit: int = MAX_LABEL_BYTES) -> str:
    """A label file's text (UTF-8, a byte order mark allowed).

    Raises:
        InterchangeError: It cannot be read, is larger than `limit` bytes, or is not UTF-8 text.
    """
    try:
        return read_label_bytes(path, limit=limit).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InterchangeError(f"{path} is not a text file in UTF-8.", detail=str(error)) from error


def read_label_bytes(path: Path, *, limit: int = MAX_LABEL_BYTES) -> bytes:
    """A label file's bytes.

    Raises:
        InterchangeError: It cannot be read, or is larger than `limit` bytes.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except (OSError, ValueError) as error:
        raise InterchangeError(f"{path} cannot be read.", detail=str(error)) from error
    if len(data) > limit:
        raise InterchangeError(f"{path} is too large to be a label file (over {limit >> 20} MB).")
    return data


def files_below(folder: Path, suffixes: Iterable[str]) -> list[Path]:
    """Visible files with one of the suffixes in a folder and below it, in the order of their names.

    Raises:
        InterchangeError: The folder cannot be read.
    """
    wanted = {suffix.lower() for suffix in suffixes}
    try:
        found = [
            path
            for path in folder.rglob("*")
            if path.suffix.lower() in wanted
            and path.is_file()
            and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        ]
    except OSError as error:
        raise InterchangeError(f"The folder {folder} cannot be read.", detail=str(error)) from error
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def shown_path(path: Path, source: Path) -> str:
    """A label file's name for people: relative to the source where it lies below it."""
    root = source if source.is_dir() else source.parent
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
