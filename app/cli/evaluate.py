"""foveate evaluate: how well a model finds what a person confirmed."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.arguments import add_command, add_compute_options, opened, write_report

if TYPE_CHECKING:
    from app.cli.arguments import Commands


def register(commands: Commands) -> None:
    """Declare the command."""
    parser = add_command(
        commands,
        "evaluate",
        _evaluate,
        summary="Compare what a model finds with the confirmed boxes of a project.",
        details="A model of another project is matched by the names of its classes.",
        example="foveate evaluate testset --model cells.foveate/models/3 --frames reviewed --report f.json",
    )
    parser.add_argument("project", metavar="PROJECT")
    parser.add_argument(
        "--model",
        metavar="M",
        help="a version of the project, or a model folder (default: the active version)",
    )
    parser.add_argument(
        "--frames",
        choices=("pinned", "reviewed"),
        default="pinned",
        help="on which frames: those never trained on (default), or all reviewed ones",
    )
    parser.add_argument("--report", metavar="F", type=Path, help="write the measures to this JSON file")
    add_compute_options(parser)


def _evaluate(arguments: argparse.Namespace) -> int:
    from app.cli.console import say
    from app.cli.evaluating import evaluate_project
    from app.cli.measures import counted_from, measure_table

    with opened(arguments.project) as store:
        report = evaluate_project(arguments, store)
    say(measure_table(report))
    say(counted_from(report))
    if arguments.report is not None:
        write_report(arguments.report, report)
    return 0
