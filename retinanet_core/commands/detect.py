"""python -m retinanet_core detect: find objects on pictures, without a project."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from retinanet_core.choices import MIN_SCORE
from retinanet_core.commands.console import add_command, note, say
from retinanet_core.commands.detector import add_detector_options, load_detector, score
from retinanet_core.errors import PlainError

if TYPE_CHECKING:
    from retinanet_core.commands.coco_files import Bbox, CocoResult, CocoSuggestions
    from retinanet_core.commands.console import Commands
    from retinanet_core.types import Detections

_DETAILS = """\
Given the pictures of a COCO file, it gives a COCO results list: image_id as in the file, bbox [x, y, width,
height], score, and category_id by name if the file lists categories, else as in the model. Given pictures or
folders, which are searched to the bottom, it gives a COCO document {"images", "categories", "annotations"},
whose annotations have a score too and whose file_name are as given here.

Coordinates are in pixels of the picture as it is stored, not turned by EXIF. A picture that cannot be read is
named on stderr with its reason and left out; only if none can be read is that a failure."""


def register(commands: Commands) -> None:
    """Declare the command."""
    parser = add_command(
        commands,
        "detect",
        _detect,
        summary="Find objects on pictures.",
        details=_DETAILS,
        example="python -m retinanet_core detect val.json --model model --images photos --out found.json",
    )
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="one COCO file (.json), or pictures and folders"
    )
    parser.add_argument("--model", type=Path, required=True, metavar="FOLDER", help="the model folder")
    parser.add_argument(
        "--images",
        type=Path,
        metavar="DIR",
        help="folder of the COCO file's pictures (default: where it is itself)",
    )
    parser.add_argument("--out", type=Path, metavar="F", help="write here (default: stdout)")
    parser.add_argument(
        "--score",
        type=score,
        default=MIN_SCORE,
        metavar="S",
        help=f"lowest score reported (default: {MIN_SCORE}, low enough to evaluate)",
    )
    add_detector_options(parser)


def _detect(options: argparse.Namespace) -> int:
    from retinanet_core.commands.coco_files import as_json, check_writable, write

    if options.out is not None:
        check_writable(options.out)
    paths: list[Path] = options.paths
    lists = [path for path in paths if path.suffix.lower() == ".json" and not path.is_dir()]
    if lists and len(paths) > 1:
        raise PlainError(f"A COCO file is given alone, but {lists[0]} is one of {len(paths)} paths.")
    found = _of_listed_images(options) if lists else _of_plain_pictures(options)
    if options.out is None:
        say(as_json(found))
    else:
        write(options.out, found)
    return 0


def _of_listed_images(options: argparse.Namespace) -> list[CocoResult]:
    from retinanet_core.commands.coco_files import CocoImages, CocoResult, check_images, classes_of, read
    from retinanet_core.commands.naming import by_name, renamed, unmatched
    from retinanet_core.commands.pictures import detect_on, listed

    path: Path = options.paths[0]
    content = read(path, CocoImages, "a COCO file of images")
    check_images(content.images, path)
    categories = classes_of(content.categories, path)
    files = listed(content.images, path, options.images)
    with closing(load_detector(options)) as detector:
        if categories:
            pairs = by_name(detector.classes, categories)
            for sentence in unmatched(detector.classes, categories, pairs):
                note(sentence)
        else:
            pairs = {item.id: item.id for item in detector.classes}
        return [
            CocoResult(content.images[read_one.position].id, label, box, value)
            for read_one in detect_on(detector, files, content.images, options.score, [])
            for label, box, value in _rows(renamed(read_one.detections, pairs))
        ]


def _of_plain_pictures(options: argparse.Namespace) -> CocoSuggestions:
    from retinanet_core.commands.coco_files import CocoCategory, CocoImage, CocoSuggestion, CocoSuggestions
    from retinanet_core.commands.pictures import detect_on, gathered

    if options.images is not None:
        raise PlainError(
            "--images is for the pictures of one COCO file; here the pictures are named themselves."
        )
    files = gathered(options.paths)
    unknown = [CocoImage(number, file.as_posix()) for number, file in enumerate(files, start=1)]
    found = CocoSuggestions([], [], [])
    with closing(load_detector(options)) as detector:
        found.categories = [CocoCategory(item.id, item.name) for item in detector.classes]
        for read_one in detect_on(detector, files, unknown, options.score, []):
            image = unknown[read_one.position]
            found.images.append(CocoImage(image.id, image.file_name, read_one.width, read_one.height))
            for label, box, value in _rows(read_one.detections):
                number, area = len(found.annotations) + 1, round(box[2] * box[3], 3)
                found.annotations.append(CocoSuggestion(number, image.id, label, box, area, value))
    return found


def _rows(detections: Detections) -> Iterator[tuple[int, Bbox, float]]:
    """Class id, [x, y, width, height] and score, rounded to what they are worth."""
    for label, box, value in zip(
        detections.labels.tolist(), detections.boxes.tolist(), detections.scores.tolist(), strict=True
    ):
        x, y, width, height = box[0], box[1], box[2] - box[0], box[3] - box[1]
        yield label, (round(x, 3), round(y, 3), round(width, 3), round(height, 3)), round(value, 6)
