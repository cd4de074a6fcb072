"""True boxes and detections from COCO files, image by image, as evaluation takes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from retinanet_core.commands.coco_files import (
    Bbox,
    CocoBox,
    CocoImage,
    CocoInstances,
    CocoResult,
    check_images,
    classes_of,
    read,
)
from retinanet_core.errors import ManifestError
from retinanet_core.types import ObjectClass, TruthFrame

Row = TypeVar("Row", CocoBox, CocoResult)


@dataclass(frozen=True)
class Truth:
    """What a COCO file says is there.

    Attributes:
        path: The file.
        images: By rising id, the order in which COCO breaks ties between equal scores.
        frames: The boxes of each image, in double precision.
        classes: At least one.
    """

    path: Path
    images: tuple[CocoImage, ...]
    frames: tuple[TruthFrame, ...]
    classes: tuple[ObjectClass, ...]


@dataclass(frozen=True)
class FileDetections:
    """The detections of an image as a file gives them: boxes (N, 4) xyxy float64, scores and labels (N,)."""

    boxes: NDArray[np.float64]
    scores: NDArray[np.float64]
    labels: NDArray[np.int64]


def read_truth(path: Path) -> Truth:
    """Read COCO instances.

    Raises:
        ManifestError: The file is missing or damaged, lists no images or no categories or one twice, or has boxes
            of images or categories that it does not list.
    """
    raw = read(path, CocoInstances, "a COCO file of images, categories and annotations with boxes")
    check_images(raw.images, path)
    classes = classes_of(raw.categories, path)
    if not classes:
        raise ManifestError(f"The file {path} lists no categories.")
    images = sorted(raw.images, key=lambda image: image.id)
    _refuse_unknown(raw.annotations, "boxes", path, images, classes, path)
    boxes = _by_image(raw.annotations, images)
    return Truth(
        path=path,
        images=tuple(images),
        frames=tuple(_frame(image, boxes[image.id]) for image in images),
        classes=classes,
    )


def read_detections(path: Path, truth: Truth) -> list[FileDetections]:
    """Read a COCO results list; images of which it says nothing get no detections.

    Returns:
        One entry for each of `truth.images`.

    Raises:
        ManifestError: The file is missing or damaged, or has detections for images or categories that the truth
            does not list.
    """
    raw = read(path, list[CocoResult], "a COCO results list of image_id, category_id, bbox and score")
    _refuse_unknown(raw, "detections", path, truth.images, truth.classes, truth.path)
    found = _by_image(raw, truth.images)
    return [
        FileDetections(
            boxes=_corners(hit.bbox for hit in found[image.id]),
            scores=np.array([hit.score for hit in found[image.id]], dtype=np.float64),
            labels=_labels(found[image.id]),
        )
        for image in truth.images
    ]


def _frame(image: CocoImage, boxes: Sequence[CocoBox]) -> TruthFrame:
    areas = [box.bbox[2] * box.bbox[3] if box.area is None else box.area for box in boxes]
    return TruthFrame(
        boxes=_corners(box.bbox for box in boxes),
        labels=_labels(boxes),
        width=int(image.width or 0),
        height=int(image.height or 0),
        crowd=np.array([bool(box.iscrowd) for box in boxes], dtype=bool),
        areas=np.array(areas, dtype=np.float64),
    )


def _corners(boxes: Iterable[Bbox]) -> NDArray[np.float64]:
    """[x, y, width, height] as (N, 4) xyxy."""
    corners = [(x, y, x + width, y + height) for x, y, width, height in boxes]
    return np.array(corners, dtype=np.float64).reshape(-1, 4)


def _labels(rows: Sequence[CocoBox] | Sequence[CocoResult]) -> NDArray[np.int64]:
    return np.array([row.category_id for row in rows], dtype=np.int64)


def _by_image(rows: Iterable[Row], images: Iterable[CocoImage]) -> dict[int, list[Row]]:
    groups: dict[int, list[Row]] = {image.id: [] for image in images}
    for row in rows:
        groups[row.image_id].append(row)
    return groups


def _refuse_unknown(
    rows: Sequence[CocoBox] | Sequence[CocoResult],
    what: str,
    path: Path,
    images: Sequence[CocoImage],
    classes: Sequence[ObjectClass],
    listing: Path,
) -> None:
    """Name the first image or category that `listing` does not list, and say how many rows have such a one."""
    for name, key, known in (
        ("image", "image_id", {image.id for image in images}),
        ("category", "category_id", {item.id for item in classes}),
    ):
        unknown = [number for row in rows if (number := getattr(row, key)) not in known]
        if unknown:
            raise ManifestError(
                f"The file {path} has {what} of an unknown {name}: {len(unknown)} of {len(rows)}, the first of "
                f"{name} {unknown[0]}, which {listing} does not list."
            )
