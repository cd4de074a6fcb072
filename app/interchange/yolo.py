"""YOLO: a text file a picture, a line a box: class number, centre and size in fractions of the picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from app.interchange.labels import (
    ImportReport,
    InterchangeError,
    LabelledBox,
    LabelledImage,
    Problem,
    box_fault,
    count_read,
    files_below,
    parse_number,
    read_label_text,
    shown_path,
)
from app.interchange.yolo_names import LISTS, find_names, names_yaml

LABELS = "labels"
IMAGES = "images"
_NOT_LABELS = ("train.txt", "val.txt", "valid.txt", "test.txt")


def read(source: Path) -> tuple[list[LabelledImage], ImportReport]:
    """Read a YOLO folder (`labels` or text files, beside data.yaml or classes.txt), or its data.yaml.

    The boxes are fractions of the picture's size (`LabelledImage.normalised`), the file names have no suffix.
    A line that is no box is listed in the report.

    Raises:
        InterchangeError: A class number that the list of names lacks (the sentence names file and line); no
            label files, no class names, or names that cannot be understood.
    """
    names = find_names(source)
    root = source if source.is_dir() else source.parent
    images: list[LabelledImage] = []
    refused: list[Problem] = []
    for path in _label_files(root):
        shown = shown_path(path, source)
        try:
            text = read_label_text(path)
        except InterchangeError as error:
            refused.append(Problem(shown, "", error.message))
            continue
        boxes = tuple(_read_lines(text, shown, names, refused))
        below = path.relative_to(root).with_suffix("")
        file_name, aliases = _image_names(PurePosixPath(below.as_posix()))
        images.append(LabelledImage(file_name, None, None, boxes, shown, aliases, normalised=True))
    if not images and not refused:
        raise InterchangeError(f"There are no YOLO label files (.txt) in {root}.")
    return images, count_read(images, refused, names.values())


def write(images: Sequence[LabelledImage], names: Sequence[str], dest: Path) -> None:
    """Write `labels/NAME.txt` for each picture and `data.yaml` into the folder `dest`.

    Args:
        images: With width, height and boxes in pixels; the stems of their file names differ.
        names: Every class; its place in this list is its number.

    Raises:
        OSError: The folder cannot be written.
    """
    numbers = {name: number for number, name in enumerate(names)}
    for image in images:
        name = PurePosixPath(image.file_name)
        target = dest / LABELS / name.with_name(f"{name.stem}.txt")
        target.parent.mkdir(parents=True, exist_ok=True)
        width, height = image.width or 1, image.height or 1
        lines = [_line(numbers[box.class_name], box, width, height) for box in image.boxes]
        target.write_text("".join(lines), encoding="utf-8", newline="\n")
    dest.joinpath("data.yaml").write_text(
        f"train: {IMAGES}\nval: {IMAGES}\n{names_yaml(list(names))}", encoding="utf-8", newline="\n"
    )


def _label_files(root: Path) -> Iterator[Path]:
    paths = files_below(root, [".txt"])
    within = [path for path in paths if LABELS in path.relative_to(root).parts[:-1]]
    if root.name != LABELS and within:
        paths = within
    else:
        paths = [path for path in paths if path.name.lower() not in _NOT_LABELS]
    for path in paths:
        if path.name not in LISTS and not path.name.lower().startswith("readme"):
            yield path


def _image_names(below: PurePosixPath) -> tuple[str, tuple[str, ...]]:
    """What the picture of a label file is called: labels/a/1 belongs to images/a/1; others lie beside it."""
    parts = below.parts
    if LABELS not in parts[:-1]:
        return str(below), ()
    at = len(parts) - 2 - parts[-2::-1].index(LABELS)
    inside = PurePosixPath(*parts[at + 1 :])
    if len(parts) == 2:
        return str(inside), ()
    return str(PurePosixPath(*parts[:at], IMAGES, inside)), (str(inside),)


def _read_lines(
    text: str, shown: str, names: dict[int, str], refused: list[Problem]
) -> Iterator[LabelledBox]:
    for number, line in enumerate(text.splitlines(), 1):
        fields = line.split()
        if not fields:
            continue
        place = f"line {number}"
        rect = _rect(fields)
        if isinstance(rect, str):
            refused.append(Problem(shown, place, rect))
            continue
        class_number = _class_number(fields[0])
        if class_number not in names:
            raise InterchangeError(
                f"{shown}, {place}: class {fields[0][:20]} is unknown; "
                f"there are {len(names)} class names, numbered from {min(names)} to {max(names)}."
            )
        score = parse_number(fields[5]) if len(fields) == 6 else None
        yield LabelledBox(
            names[class_number],
            *rect,
            place=place,
            score=score if score is not None and 0 <= score <= 1 else None,
        )


def _class_number(text: str) -> int:
    """The class number, or -1, which no list of names has."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else -1


def _rect(fields: list[str]) -> tuple[float, float, float, float] | str:
    """(x1, y1, x2, y2) as fractions, or why the line is no box, as a clause."""
    if len(fields) > 6 and len(fields) % 2:
        return "it outlines a polygon, not a box"
    if len(fields) not in (5, 6):
        return f"a box needs a class and four numbers, and it holds {len(fields)} words"
    numbers = [parse_number(text) for text in fields[1:5]]
    if any(number is None for number in numbers):
        return "a coordinate is not a finite number"
    x, y, width, height = (number or 0.0 for number in numbers)
    if max(abs(x), abs(y), width, height) > 2:
        return "its numbers are not fractions of the picture's size"
    rect = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
    return box_fault(*rect) or rect


def _line(number: int, box: LabelledBox, width: int, height: int) -> str:
    x, y = (box.x1 + box.x2) / 2 / width, (box.y1 + box.y2) / 2 / height
    return f"{number} {x:.8f} {y:.8f} {(box.x2 - box.x1) / width:.8f} {(box.y2 - box.y1) / height:.8f}\n"
