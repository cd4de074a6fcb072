"""foveate [PATH...]: the window."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.arguments import FoveateParser, UsageError


def parser() -> argparse.ArgumentParser:
    """What is understood where there is no command."""
    window = FoveateParser(prog="foveate", description="Open the window.")
    window.add_argument("paths", metavar="PATH", nargs="*", help="a project, a folder, images or videos")
    window.add_argument("--verbose", action="store_true", help="say technical details too")
    window.set_defaults(run=_open)
    return window


def _open(arguments: argparse.Namespace) -> int:
    absent = [path for path in arguments.paths if not Path(path).exists()]
    if absent:
        raise UsageError(
            f"There is no file, folder or command {absent[0]}; 'foveate --help' lists the commands."
        )
    from app.ui.application import run

    return run(arguments.paths)
