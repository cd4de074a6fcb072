"""foveate detect: find objects in a project, or in images, folders and videos."""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.arguments import UsageError, add_command, add_compute_options, opened
from retinanet_core.choices import MIN_SCORE
from retinanet_core.commands.detector import score

if TYPE_CHECKING:
    from app.cli.arguments import Commands


def register(commands: Commands) -> None:
    """Declare the command."""
    parser = add_command(
        commands,
        "detect",
        _detect,
        summary="Find objects in a project, or in images, folders and videos.",
        details="In a project the suggestions go into the project, on frames that nobody has reviewed; boxes that\n"
        "a person judged are never touched. With --out, or without a project, the detections are written\n"
        "as JSON: one entry a frame, in order, with index and timestamp. After Ctrl-C what was done is kept.\n"
        "A file that cannot be read has an entry with the reason.",
        example="foveate detect --media clip.mp4 --model models/cells --out clip.json",
    )
    parser.add_argument("project", metavar="PROJECT", nargs="?")
    parser.add_argument(
        "--media", metavar="PATH", nargs="+", help="images, folders, videos, without a project"
    )
    parser.add_argument("--model", metavar="M", help="a version of the project, or a model folder")
    parser.add_argument(
        "--threshold",
        type=score,
        default=MIN_SCORE,
        metavar="S",
        help=f"lowest score kept, between 0 and 1 (default: {MIN_SCORE})",
    )
    parser.add_argument(
        "--frames",
        choices=("all", "unreviewed"),
        help="which frames of a project (default: all with --out, else unreviewed)",
    )
    parser.add_argument("--out", metavar="F", type=Path, help="write the detections to this JSON file")
    add_compute_options(parser)


def _detect(arguments: argparse.Namespace) -> int:
    if (arguments.project is None) == (arguments.media is None):
        raise UsageError(
            "Say what to detect in: either a project, or --media with images, folders or videos."
        )
    from app.cli import detecting

    with ExitStack() as stack:
        if arguments.project is None:
            return detecting.over_media(arguments)
        store = stack.enter_context(opened(arguments.project, to_write=arguments.out is None))
        if arguments.out is None:
            return detecting.into_project(arguments, store)
        return detecting.over_project(arguments, store)
