"""The detector without the program around it: `python -m retinanet_core COMMAND`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from retinanet_core.commands import detect, evaluate, export, fetch_weights
from retinanet_core.commands.console import note, perform

if TYPE_CHECKING:
    from retinanet_core.commands.console import Commands


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m retinanet_core", description=__doc__)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _register_teach(commands)
    detect.register(commands)
    evaluate.register(commands)
    export.register(commands)
    fetch_weights.register(commands)
    return perform(parser.parse_args(arguments))


def _register_teach(commands: Commands) -> None:
    parser = commands.add_parser(
        "teach", help="carry out a prepared run folder (job.json, manifest.json, frames)"
    )
    parser.add_argument(
        "run_folder", type=Path, metavar="RUN", help="the run folder; events.jsonl in it tells how it goes"
    )
    parser.set_defaults(run=_teach)


def _teach(options: argparse.Namespace) -> int:
    from retinanet_core.teach.job import FAILED, last_failure, load_job
    from retinanet_core.teach.process import run

    load_job(options.run_folder)  # nothing is written into a folder that is no run
    outcome = run(options.run_folder)
    if outcome == FAILED:
        note(last_failure(options.run_folder))
    return outcome


if __name__ == "__main__":
    sys.exit(main())
