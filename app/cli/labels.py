"""foveate import and foveate export: labels from and to other programs."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.arguments import UsageError, add_command, opened, whole_number
from app.cli.console import Progress, list_problems, say
from app.cli.stopping import stoppable

if TYPE_CHECKING:
    from app.cli.arguments import Commands, FoveateParser

_FORMATS = ("voc", "coco", "yolo")


def register(commands: Commands) -> None:
    """Declare the commands."""
    _register_import(commands)
    _register_export(commands)


def _add_format(parser: FoveateParser) -> None:
    parser.add_argument("--format", choices=_FORMATS, required=True, help="Pascal VOC, COCO or YOLO")


def _register_import(commands: Commands) -> None:
    parser = add_command(
        commands,
        "import",
        _import,
        summary="Import labels into a project.",
        details="Labels find their frames by relative path, file name or stem. Classes that the project lacks are\n"
        "added. Everything that is left out is listed with file and place. The import is one step to undo.",
        example="foveate import cells VOC2007/ --format voc --as reviewed --names VOC2007/ImageSets/Main/train.txt",
    )
    parser.add_argument("project", metavar="PROJECT")
    parser.add_argument("source", metavar="SOURCE", type=Path, help="data set folder, or label file")
    _add_format(parser)
    parser.add_argument(
        "--as",
        dest="trust",
        choices=("reviewed", "suggested"),
        default="suggested",
        help="reviewed: the boxes are confirmed and their frames complete for the classes that the labels know; "
        "suggested: somebody will look at them first (default)",
    )
    parser.add_argument("--names", metavar="FILE", type=Path, help="only the names in this file, one a line")
    parser.add_argument("--limit", metavar="N", type=whole_number, help="only the first N of them")


def _import(arguments: argparse.Namespace) -> int:
    from app.interchange.importing import import_labels

    if not arguments.source.exists():
        raise UsageError(f"There is no file or folder {arguments.source}.")
    with opened(arguments.project, to_write=True) as store:
        report = import_labels(
            store,
            arguments.source,
            arguments.format,
            as_reviewed=arguments.trust == "reviewed",
            names=_names(arguments.names),
            limit=arguments.limit,
        )
    shown = None if arguments.verbose else 20
    list_problems(report.refused, what="Left out", shown=shown)
    list_problems(report.missing, what="Without a frame in the project", shown=shown)
    say(f"{report.images} frames, {report.boxes} boxes imported as {arguments.trust}")
    say(
        f"{report.clipped} clipped, {report.already_there} already there, {len(report.refused)} left out, "
        f"{len(report.missing)} without a frame"
    )
    if report.new_classes:
        say(f"classes added: {', '.join(report.new_classes)}")
    if report.images == 0:
        raise UsageError(f"No label in {arguments.source} belongs to a frame of the project.")
    return 0


def _names(path: Path | None) -> list[str] | None:
    from app.interchange.labels import read_label_text

    if path is None:
        return None
    return [line.strip() for line in read_label_text(path).splitlines() if line.strip()]


def _register_export(commands: Commands) -> None:
    parser = add_command(
        commands,
        "export",
        _export,
        summary="Export the confirmed boxes of a project.",
        details="Frames with a box, or reviewed, are written; frames that nobody has labelled are not. The export\n"
        "is written whole or not at all.",
        example="foveate export cells out/ --format coco --copy-images",
    )
    parser.add_argument("project", metavar="PROJECT")
    parser.add_argument("dest", metavar="DEST", type=Path, help="a new folder; for COCO also NAME.json")
    _add_format(parser)
    parser.add_argument("--with-suggestions", action="store_true", help="write suggestions too")
    parser.add_argument(
        "--copy-images", action="store_true", help="write the pictures too, frames of videos as PNG"
    )
    parser.add_argument("--force", action="store_true", help="replace an earlier export")


def _export(arguments: argparse.Namespace) -> int:
    from app.interchange.exporting import export_labels

    with (
        opened(arguments.project) as store,
        stoppable() as stopped,
        Progress("Copying pictures,", "pictures") as progress,
    ):
        report = export_labels(
            store,
            arguments.dest,
            arguments.format,
            with_suggestions=arguments.with_suggestions,
            copy_images=arguments.copy_images,
            force=arguments.force,
            progress=progress.update,
            cancelled=stopped,
        )
    say(f"{arguments.dest}: {report.frames} frames, {report.boxes} boxes, {report.copied} pictures")
    if report.left_out:
        say(f"{report.left_out} frames without a box that nobody reviewed were left out")
    return 0
