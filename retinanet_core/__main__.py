"""The detector without the program around it: `python -m retinanet_core teach RUN`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m retinanet_core", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    teach = commands.add_parser(
        "teach", help="carry out a prepared run folder (job.json, manifest.json, frames)"
    )
    teach.add_argument(
        "run", type=Path, metavar="RUN", help="the run folder; events.jsonl in it tells how it goes"
    )
    options = parser.parse_args(arguments)
    from retinanet_core.teach.process import run

    return run(options.run)


if __name__ == "__main__":
    sys.exit(main())
