"""Pictures to detect on: which there are, and their pixels as stored."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from retinanet_core.commands.coco_files import CocoImage
from retinanet_core.commands.console import note, progress
from retinanet_core.errors import ManifestError, PlainError
from retinanet_core.read_ahead import ReadAhead

if TYPE_CHECKING:
    from retinanet_core.detect.detector import Detector
    from retinanet_core.detect.preprocess import Prepared
    from retinanet_core.types import Detections, Image

# fmt: off
SUFFIXES = frozenset((
    ".jpg", ".jpeg", ".jpe", ".png", ".bmp", ".dib", ".tif", ".tiff", ".webp", ".avif", ".gif", ".jp2",
    ".ppm", ".pgm", ".pbm", ".pnm",
))
"""What is a picture in a folder; a file that is named itself is tried whatever it is called."""
# fmt: on


_BATCH = 4
_BATCH_PIXELS = 16_000_000


class PictureError(PlainError):
    """A picture cannot be read."""


class Read(NamedTuple):
    """A picture and what was found on it; `position` is its place in the list that was asked for."""

    position: int
    width: int
    height: int
    detections: Detections


class _Ready(NamedTuple):
    """A picture that can be detected on, or the sentence that says why not."""

    position: int
    width: int = 0
    height: int = 0
    prepared: Prepared | None = None
    problem: str = ""


def listed(images: Sequence[CocoImage], path: Path, folder: Path | None) -> list[Path]:
    """The files of the images that the COCO file `path` lists, in `folder`, or else beside it.

    Raises:
        ManifestError: An image has no file_name.
        PictureError: There is no such folder.
    """
    base = path.parent if folder is None else folder
    if not base.is_dir():
        raise PictureError(f"There is no folder {base}.")
    for image in images:
        if not image.file_name or "\0" in image.file_name:
            raise ManifestError(f"The file {path} states no usable file_name for image {image.id}.")
    return [base / image.file_name for image in images]


def gathered(paths: Sequence[Path]) -> list[Path]:
    """Files as named, and the pictures in and below folders by their names, each once.

    Raises:
        PictureError: A path does not exist, or there are no pictures.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found |= dict.fromkeys(_pictures_below(path))
        elif path.exists():
            found[path] = None
        else:
            raise PictureError(f"There is no file or folder {path}.")
    if not found:
        raise PictureError(f"There are no pictures in {', '.join(str(path) for path in paths)}.")
    return list(found)


def detect_on(
    detector: Detector,
    files: Sequence[Path],
    images: Sequence[CocoImage],
    min_score: float,
    problems: list[str],
) -> Iterator[Read]:
    """Detect on one picture after the other, while a thread reads the next ones.

    Args:
        detector: The detector.
        files: The pictures.
        images: What is known of each.
        min_score: Lowest score reported.
        problems: Gets a sentence for each picture that is left out; it is said on stderr too.

    Raises:
        PictureError: None of them can be read.
    """
    with ReadAhead(_made_ready(detector, files, images), _size, "pictures") as ready:
        for batch in _batches(ready, len(files), problems):
            pictures = [item.prepared for item in batch if item.prepared is not None]
            found = detector.detect(pictures, min_score=min_score)
            for item, detections in zip(batch, found, strict=True):
                yield Read(item.position, item.width, item.height, detections)
    progress(len(files), len(files))
    if len(problems) == len(files):
        raise PictureError(f"None of the pictures can be read: {len(files)} were tried.")


def read_pixels(path: Path) -> Image:
    """The picture, RGB, as it is stored: turning it by its EXIF orientation would turn it away from its boxes.

    Raises:
        PictureError: The file is missing, damaged, too large, or no picture.
    """
    import cv2
    import numpy as np

    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)  # a sentence below says what is wrong
    try:
        data = np.fromfile(path, dtype=np.uint8)
    except OSError as error:
        reason = (error.strerror or "it is no ordinary file").lower()
        raise PictureError(f"The picture {path} cannot be read: {reason}.", detail=str(error)) from error
    try:
        flags = cv2.IMREAD_COLOR_RGB | cv2.IMREAD_IGNORE_ORIENTATION
        decoded = cv2.imdecode(data, flags) if data.size else None
    except (cv2.error, MemoryError) as error:
        raise PictureError(f"The picture {path} is too large or damaged.", detail=str(error)) from error
    if decoded is None:
        raise PictureError(f"The picture {path} is damaged, or of a kind that is not read.")
    return np.asarray(decoded, dtype=np.uint8)


def _made_ready(detector: Detector, files: Sequence[Path], images: Sequence[CocoImage]) -> Generator[_Ready]:
    for position, (file, image) in enumerate(zip(files, images, strict=True)):
        try:
            pixels = read_pixels(file)
            _check_size(file, image, pixels)
            height, width = pixels.shape[:2]
            yield _Ready(position, width, height, detector.prepare(pixels))
        except PictureError as error:
            yield _Ready(position, problem=error.message)
        except Exception as error:  # noqa: BLE001  (one bad picture must not end the run)
            reason = str(error) or type(error).__name__
            yield _Ready(position, problem=f"The picture {file} cannot be made ready: {reason}.")


def _size(item: _Ready) -> int:
    return 0 if item.prepared is None else item.prepared.nbytes


def _batches(ready: Iterable[_Ready], total: int, problems: list[str]) -> Iterator[list[_Ready]]:
    """The pictures by a few at a time, fewer where they are large; what is wrong with others is said."""
    batch: list[_Ready] = []
    pixels = 0
    for item in ready:
        progress(item.position, total)
        if item.problem:
            problems.append(item.problem)
            note(item.problem)
            continue
        batch.append(item)
        pixels += item.width * item.height
        if len(batch) >= _BATCH or pixels >= _BATCH_PIXELS:
            yield batch
            batch, pixels = [], 0
    if batch:
        yield batch


def _check_size(file: Path, image: CocoImage, pixels: Image) -> None:
    height, width = pixels.shape[:2]
    if (image.width or width, image.height or height) != (width, height):
        raise PictureError(
            f"The picture {file} has {width} x {height} pixels, but is listed with {image.width} x {image.height}."
        )


def _pictures_below(folder: Path) -> list[Path]:
    below = [Path(place, name) for place, _, names in os.walk(folder) for name in names]
    return sorted(path for path in below if path.suffix.lower() in SUFFIXES)
