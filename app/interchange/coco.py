"""COCO instances: one JSON file for the whole set; boxes are [x, y, width, height] in pixels from 0.

Frames of a video carry three more keys on their image: `video`, `frame_index` and `timestamp_ms`.
"""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path
from typing import Any

from app.interchange.labels import (
    ImportReport,
    InterchangeError,
    LabelledBox,
    LabelledImage,
    Problem,
    box_fault,
    class_name_fault,
    count_read,
    files_below,
    read_label_text,
    safe_name,
    shown_path,
)

FILE_NAME = "annotations.json"
IMAGES = "images"
_MAX_BYTES = 1 << 30


def read(source: Path) -> tuple[list[LabelledImage], ImportReport]:
    """Read a COCO file, or the only JSON file of a folder (or its `annotations.json`).

    An image or annotation that cannot be used is listed in the report by its index, and the others are read.

    Raises:
        InterchangeError: The file is not COCO: not JSON, NaN in it, a key, image, category or annotation id
            twice, no images or categories; or the folder holds no JSON file, or several.
    """
    path = _find(source)
    shown = shown_path(path, source)
    data = _load(path, shown)
    categories = _categories(data, shown)
    refused: list[Problem] = []
    boxes = _boxes(data, shown, categories, refused)
    images: list[LabelledImage] = []
    for index, entry in enumerate(_entries(data, "images", shown)):
        place = f"images[{index}]"
        image = _read_image(entry, f"{shown}, {place}", boxes)
        if isinstance(image, str):
            refused.append(Problem(shown, place, image))
        else:
            images.append(image)
    return images, count_read(images, refused, categories.values())


def write(
    images: Sequence[LabelledImage],
    classes: Sequence[tuple[int, str]],
    path: Path,
    *,
    info: Mapping[str, Any] | None = None,
) -> None:
    """Write the COCO file `path`.

    Args:
        images: With width, height and boxes in pixels.
        classes: (category id, name) of every class, used or not.

    Raises:
        OSError: The file cannot be written.
    """
    ids = {name: number for number, name in classes}
    annotations: list[dict[str, Any]] = []
    for image_id, image in enumerate(images, 1):
        for box in image.boxes:
            annotations.append(_annotation(len(annotations) + 1, image_id, ids[box.class_name], box))
    document = {
        "info": {"description": "Exported by Foveate", **(info or {})},
        "licenses": [],
        "categories": [{"id": number, "name": name, "supercategory": ""} for number, name in classes],
        "images": [_image(image_id, image) for image_id, image in enumerate(images, 1)],
        "annotations": annotations,
    }
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        json.dump(document, stream, allow_nan=False)
        stream.write("\n")


def _find(source: Path) -> Path:
    if not source.is_dir():
        return source
    if (source / FILE_NAME).is_file():
        return source / FILE_NAME
    found = files_below(source, [".json"])
    if not found:
        raise InterchangeError(f"There is no COCO file (.json) in {source}.")
    if len(found) > 1:
        raise InterchangeError(
            f"There are {len(found)} JSON files in {source}; name the one to read, such as {found[0]}."
        )
    return found[0]


def _load(path: Path, shown: str) -> dict[str, Any]:
    text = read_label_text(path, limit=_MAX_BYTES)
    try:
        data = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_unique_keys)
    except RecursionError as error:
        raise InterchangeError(f"{shown} is nested too deeply to be a COCO file.") from error
    except (json.JSONDecodeError, _UnfitError) as error:
        raise InterchangeError(f"{shown} is not valid JSON: {error}.", detail=str(path)) from error
    except ValueError as error:  # Python refuses to read integers of thousands of digits
        raise InterchangeError(f"{shown} holds a number of absurd length.", detail=str(error)) from error
    if not isinstance(data, dict):
        raise InterchangeError(f"{shown} is not a COCO file: it is not an object.")
    return data


class _UnfitError(ValueError):
    """JSON that Python reads and other programs do not, or read otherwise."""


def _refuse_constant(word: str) -> float:
    raise _UnfitError(f"it contains {word}")


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _UnfitError(f"the key {twice[:40]!r} appears twice in one object")
    return data


def _entries(data: dict[str, Any], key: str, shown: str) -> list[Any]:
    entries = data.get(key)
    if not isinstance(entries, list):
        raise InterchangeError(f"{shown} is not a COCO file: it has no list {key!r}.")
    return entries


def _identity(value: object) -> Hashable | None:
    """An id as COCO files write them, a whole number or a text; None for anything else."""
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    return None


def _check_unique(data: dict[str, Any], key: str, shown: str) -> None:
    seen: set[Hashable] = set()
    for index, entry in enumerate(_entries(data, key, shown)):
        number = _identity(entry.get("id")) if isinstance(entry, dict) else None
        if number is not None and number in seen:
            raise InterchangeError(f"{shown}, {key}[{index}]: the id {str(number)[:40]} appears twice.")
        seen.add(number)


def _categories(data: dict[str, Any], shown: str) -> dict[Hashable, str]:
    for key in ("categories", "images", "annotations"):
        _check_unique(data, key, shown)
    names: dict[Hashable, str] = {}
    for index, entry in enumerate(_entries(data, "categories", shown)):
        number = _identity(entry.get("id")) if isinstance(entry, dict) else None
        name = entry.get("name") if isinstance(entry, dict) else None
        if number is None or not isinstance(name, str) or class_name_fault(name) is not None:
            raise InterchangeError(f"{shown}, categories[{index}]: a category needs an id and a name.")
        names[number] = name.strip()
    return names


def _boxes(
    data: dict[str, Any], shown: str, categories: dict[Hashable, str], refused: list[Problem]
) -> dict[Hashable, list[LabelledBox]]:
    """The boxes of each image id; what is none goes to `refused`."""
    image_ids = {
        _identity(entry.get("id")) for entry in _entries(data, "images", shown) if isinstance(entry, dict)
    }
    boxes: dict[Hashable, list[LabelledBox]] = {}
    for index, entry in enumerate(_entries(data, "annotations", shown)):
        place = f"annotations[{index}]"
        box = _read_annotation(entry, place, categories)
        image_id = _identity(entry.get("image_id")) if isinstance(entry, dict) else None
        if isinstance(box, str):
            refused.append(Problem(shown, place, box))
        elif image_id is None or image_id not in image_ids:
            refused.append(Problem(shown, place, "its image_id is not among the images"))
        else:
            boxes.setdefault(image_id, []).append(box)
    return boxes


def _read_annotation(entry: object, place: str, categories: dict[Hashable, str]) -> LabelledBox | str:
    """The annotation's box, or why it is none, as a clause."""
    if not isinstance(entry, dict):
        return "it is not an object"
    category = _identity(entry.get("category_id"))
    if category is None or category not in categories:
        return f"its category_id {str(entry.get('category_id'))[:40]} is not among the categories"
    if entry.get("iscrowd"):
        return "it marks a crowd, not one object"
    values = entry.get("bbox")
    if not isinstance(values, list) or len(values) != 4:
        return "it has no bbox of four numbers"
    numbers = [_number(value) for value in values]
    if any(number is None for number in numbers):
        return "its bbox holds something other than finite numbers"
    x, y, width, height = (number or 0.0 for number in numbers)
    fault = box_fault(x, y, x + width, y + height)
    if fault is not None:
        return fault
    score = _number(entry.get("score"))
    if score is not None and not 0 <= score <= 1:
        score = None
    return LabelledBox(categories[category], x, y, x + width, y + height, place=place, score=score)


def _number(value: object) -> float | None:
    """A finite float, or None."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if abs(number) < float("inf") else None


def _read_image(entry: object, source: str, boxes: dict[Hashable, list[LabelledBox]]) -> LabelledImage | str:
    """The image, or why it cannot be used, as a clause."""
    if not isinstance(entry, dict):
        return "it is not an object"
    number = _identity(entry.get("id"))
    if number is None:
        return "it has no id"
    stated = entry.get("file_name")
    if not isinstance(stated, str):
        return "it has no file_name"
    name = safe_name(stated)
    if name is None:
        return f"its file_name {stated[:80]!r} does not stay inside the folder of the pictures"
    width, height = _pixels(entry.get("width")), _pixels(entry.get("height"))
    video = entry.get("video")
    index = entry.get("frame_index")
    timestamp = _number(entry.get("timestamp_ms"))
    reviewed = entry.get("reviewed")
    of_video = (
        isinstance(video, str) and isinstance(index, int) and not isinstance(index, bool) and index >= 0
    )
    return LabelledImage(
        file_name=name,
        width=width if width and height else None,
        height=height if width and height else None,
        boxes=tuple(boxes.get(number, ())),
        source=source,
        video=(safe_name(str(video)) or "") if of_video else "",
        frame_index=index if of_video else None,
        timestamp_ms=timestamp if of_video else None,
        reviewed=reviewed if isinstance(reviewed, bool) else None,
    )


def _pixels(value: object) -> int | None:
    """A positive whole number of pixels, or None."""
    number = _number(value)
    return int(number) if number is not None and number >= 1 and number == int(number) else None


def _image(image_id: int, image: LabelledImage) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "id": image_id,
        "file_name": image.file_name,
        "width": image.width,
        "height": image.height,
    }
    if image.reviewed is not None:
        entry["reviewed"] = image.reviewed
    if image.video:
        entry["video"] = image.video
        entry["frame_index"] = image.frame_index
        entry["timestamp_ms"] = image.timestamp_ms
    return entry


def _annotation(number: int, image_id: int, category_id: int, box: LabelledBox) -> dict[str, Any]:
    x, y, width, height = (round(value, 4) for value in (box.x1, box.y1, box.x2 - box.x1, box.y2 - box.y1))
    entry = {
        "id": number,
        "image_id": image_id,
        "category_id": category_id,
        "bbox": [x, y, width, height],
        "area": round(width * height, 4),
        "iscrowd": 0,
        "segmentation": [],
    }
    if box.score is not None:
        entry["score"] = round(box.score, 6)
    return entry
