"""COCO's JSON files: what is in them, and what is wrong with them. Boxes are [x, y, width, height] in pixels."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec

from retinanet_core.errors import ManifestError, PlainError
from retinanet_core.files import write_atomically
from retinanet_core.types import ObjectClass

Id = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]
Place = Annotated[float, msgspec.Meta(ge=-1e9, le=1e9)]
Extent = Annotated[float, msgspec.Meta(ge=0, le=1e9)]
Bbox = tuple[Place, Place, Extent, Extent]
Score = Annotated[float, msgspec.Meta(ge=0, le=1)]


class CocoImage(msgspec.Struct):
    """A picture; its size in pixels as stored, where it is stated."""

    id: Id
    file_name: str = ""
    width: int | float | None = None
    height: int | float | None = None


class CocoCategory(msgspec.Struct):
    """A class."""

    id: Id
    name: str


class CocoBox(msgspec.Struct):
    """A true box; `area` is that of the object's outline."""

    image_id: Id
    category_id: Id
    bbox: Bbox
    area: float | None = None
    iscrowd: int | bool = 0


class CocoImages(msgspec.Struct):
    """Pictures, and what their classes are called; boxes may be in the file too."""

    images: list[CocoImage]
    categories: list[CocoCategory] = []


class CocoInstances(msgspec.Struct):
    """Pictures with their true boxes."""

    images: list[CocoImage]
    categories: list[CocoCategory]
    annotations: list[CocoBox]


class CocoResult(msgspec.Struct):
    """A detection."""

    image_id: Id
    category_id: Id
    bbox: Bbox
    score: Score


class CocoSuggestion(msgspec.Struct):
    """A detection in a file that describes its pictures too."""

    id: int
    image_id: Id
    category_id: Id
    bbox: Bbox
    area: float
    score: Score
    iscrowd: int = 0


class CocoSuggestions(msgspec.Struct):
    """Pictures with what was found on them."""

    images: list[CocoImage]
    categories: list[CocoCategory]
    annotations: list[CocoSuggestion]


T = TypeVar("T")


def read(path: Path, kind: type[T], what: str) -> T:
    """The content of a file.

    Args:
        path: The file.
        kind: What it should hold.
        what: The same in words, for the sentence: "a list of detections".

    Raises:
        ManifestError: It cannot be read, is not JSON, or holds something else.
    """
    try:
        data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError as error:
        raise ManifestError(
            f"The file {path} cannot be read: {_reason(error)}.", detail=str(error)
        ) from error
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.ValidationError as error:
        raise ManifestError(f"The file {path} is not {what}: {error}.") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        reason = "NaN and Infinity are not JSON" if b"NaN" in data or b"Infinity" in data else str(error)
        raise ManifestError(f"The file {path} is damaged: {reason}.", detail=str(error)) from error


def check_images(images: Sequence[CocoImage], path: Path) -> None:
    """See that there are pictures, each once.

    Raises:
        ManifestError: There are none, or an id twice.
    """
    if not images:
        raise ManifestError(f"The file {path} lists no images.")
    _refuse_twins("image", (image.id for image in images), path)


def classes_of(categories: Sequence[CocoCategory], path: Path) -> tuple[ObjectClass, ...]:
    """The classes of a file, each once.

    Raises:
        ManifestError: An id is there twice.
    """
    _refuse_twins("category", (category.id for category in categories), path)
    return tuple(ObjectClass(category.id, category.name) for category in categories)


def as_json(content: Any) -> str:  # noqa: ANN401  (whatever msgspec can encode)
    """One line of JSON in ASCII alone, so that every terminal can show it and every file name can be in it."""
    return json.dumps(msgspec.to_builtins(content), allow_nan=False)


def write(path: Path, content: Any) -> None:  # noqa: ANN401  (as above)
    """Write JSON whole or not at all; folders on the way are made.

    Raises:
        PlainError: The file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, f"{as_json(content)}\n".encode())
    except OSError as error:
        raise PlainError(
            f"The file {path} cannot be written: {_reason(error)}.", detail=str(error)
        ) from error


def check_writable(path: Path) -> None:
    """Find out before long work, as far as it can be known, whether a file can be written there.

    Raises:
        PlainError: It cannot.
    """
    if path.is_dir():
        raise PlainError(f"The file {path} cannot be written: there is a folder of that name.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PlainError(
            f"The file {path} cannot be written: {_reason(error)}.", detail=str(error)
        ) from error


def _refuse_twins(what: str, ids: Iterable[int], path: Path) -> None:
    seen: set[int] = set()
    for number in ids:
        if number in seen:
            raise ManifestError(f"The file {path} lists {what} {number} twice.")
        seen.add(number)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
