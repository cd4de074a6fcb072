"""foveate demo: the whole loop on built-in material."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.arguments import UsageError, add_command
from app.cli.console import Progress

if TYPE_CHECKING:
    from app.cli.arguments import Commands


def register(commands: Commands) -> None:
    """Declare the command."""
    parser = add_command(
        commands,
        "demo",
        _demo,
        summary="Show the whole loop on built-in material.",
        details="Opens the window on a project of drawn pictures: two classes are known, a third is to be taught.\n"
        "With --headless the same is done without a window, and before and after are measured.",
        example="foveate demo --headless --report demo.json",
    )
    parser.add_argument("--headless", action="store_true", help="without a window")
    parser.add_argument("--report", metavar="F", type=Path, help="with --headless: write what was measured")


def _demo(arguments: argparse.Namespace) -> int:
    if arguments.headless:
        from app.demo.run import headless

        return headless(arguments.report)
    if arguments.report is not None:
        raise UsageError("--report needs --headless: with a window, a person does the measuring.")
    from app.demo import material
    from app.demo.project import prepare
    from app.ui.application import run

    with Progress("Drawing pictures,", "pictures") as progress:
        project = prepare(material.home(), progress=progress.update)
    return run([str(project)])
