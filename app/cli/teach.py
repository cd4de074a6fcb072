"""foveate teach: fine-tune on the corrections; also the entry of the child process that does it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.arguments import UsageError, add_command, positive_number, whole_number
from retinanet_core.choices import PRESETS, RESNETS

if TYPE_CHECKING:
    from app.cli.arguments import Commands

_JOB = "job.json"


def register(commands: Commands) -> None:
    """Declare the command."""
    parser = add_command(
        commands,
        "teach",
        _teach,
        summary="Teach the project's detector from its confirmed boxes and reviewed frames.",
        details="The new version is compared with the one before on the pinned frames, which are never trained on,\n"
        "and becomes active if it is better. Ctrl-C cancels and changes nothing. What a crash or a kill ended\n"
        "goes on with --resume from where it was.\n"
        "Given a run folder (one with a job.json) it carries out just that run.",
        example="foveate teach cells --minutes 5 --report taught.json",
    )
    parser.add_argument("project", metavar="PROJECT", help="a project, or a run folder")
    parser.add_argument("--minutes", type=positive_number, metavar="M", help="time it may take (default: 5)")
    parser.add_argument(
        "--from",
        dest="parent",
        type=whole_number,
        metavar="VERSION",
        help="the version to start from (default: the active one)",
    )
    parser.add_argument(
        "--preset",
        choices=PRESETS,
        help="begin a new detector of this kind instead; auto is what a first version begins from: coco with a "
        "graphics card and fetched weights, else lite",
    )
    parser.add_argument(
        "--backbone", choices=RESNETS, default="", help="of the preset standard (default: resnet50)"
    )
    parser.add_argument("--seed", type=whole_number, metavar="S", help="of the random numbers (default: 0)")
    parser.add_argument(
        "--resume", action="store_true", help="go on with the newest run that a crash or a kill ended"
    )
    parser.add_argument("--report", metavar="F", type=Path, help="write what was measured to this JSON file")


def _teach(arguments: argparse.Namespace) -> int:
    run = Path(arguments.project)
    if (run / _JOB).is_file():
        from app.cli.teaching_child import carry_out

        return carry_out(run)
    if arguments.backbone and arguments.preset != "standard":
        raise UsageError("--backbone goes with --preset standard.")
    if arguments.preset and arguments.parent is not None:
        raise UsageError("Either --from, to go on from a version, or --preset, to begin a new detector.")
    if arguments.resume and _says_what_to_teach(arguments):
        raise UsageError("--resume goes on with a run as it was begun, so it goes with --report alone.")
    from app.cli.teaching import teach_project

    return teach_project(arguments)


def _says_what_to_teach(arguments: argparse.Namespace) -> bool:
    return any(getattr(arguments, name) is not None for name in ("minutes", "seed", "parent", "preset"))
