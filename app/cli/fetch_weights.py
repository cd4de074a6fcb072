"""foveate fetch-weights: published weights, downloaded or from a file that was brought here."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.cli.arguments import add_command
from app.cli.console import say
from retinanet_core.commands import fetch_weights

if TYPE_CHECKING:
    from app.cli.arguments import Commands


def register(commands: Commands) -> None:
    """Declare the command."""
    parser = add_command(
        commands,
        fetch_weights.NAME,
        _fetch,
        summary=fetch_weights.SUMMARY,
        details=fetch_weights.DETAILS,
        example=f"foveate {fetch_weights.EXAMPLE}",
    )
    fetch_weights.add_arguments(parser)


def _fetch(arguments: argparse.Namespace) -> int:
    fetch_weights.carry_out(arguments, say)
    return 0
