"""fetch-weights: published weights, downloaded or from a file that was brought here. Foveate's command shares it."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from retinanet_core.commands.console import Line, add_command, say
from retinanet_core.errors import WeightsError

if TYPE_CHECKING:
    from retinanet_core.commands.console import Commands
    from retinanet_core.published.table import PublishedWeights

    Progress = Callable[[int, int], None]

NAME = "fetch-weights"
SUMMARY = "Fetch published weights, or list them."
DETAILS = (
    "Without NAME the weights are listed with size and licence. A download that was stopped goes on where it was.\n"
    "On a computer without a network, bring the file from another one and name it with --from.\n"
    "Teaching and new detectors look for weights only in Foveate's data folder: what --to keeps elsewhere they do not\n"
    'find. In the list, "fetched" is a file that is not converted yet, and "installed" is what can be used.'
)
EXAMPLE = "fetch-weights resnet18_imagenet"


def register(commands: Commands) -> None:
    """Declare the command."""
    example = f"python -m retinanet_core {EXAMPLE}"
    add_arguments(add_command(commands, NAME, run, summary=SUMMARY, details=DETAILS, example=example))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the words of the command."""
    parser.add_argument("name", nargs="?", metavar="NAME", help="which weights")
    parser.add_argument(
        "--from", dest="source", type=Path, metavar="FILE", help="take this file instead of downloading"
    )
    parser.add_argument(
        "--to",
        dest="folder",
        type=Path,
        metavar="DIR",
        help="where to keep them, or what to list (default: Foveate's data folder, the only one that teaching "
        "looks into)",
    )
    parser.add_argument("--list", action="store_true", help="list the weights: size, licence, what is here")


def run(options: argparse.Namespace) -> int:
    """Carry the command out; returns its exit code."""
    carry_out(options, say)
    return 0


def carry_out(options: argparse.Namespace, say: Callable[[str], None]) -> None:
    """List or fetch, with a line on the terminal that says how far it is.

    Args:
        options: What `add_arguments` declares.
        say: Takes lines of result.

    Raises:
        WeightsError: The words make no sense together, or the weights cannot be had.
        CheckpointError: What was fetched cannot be made into a model or backbone.
    """
    from retinanet_core.paths import weights_dir
    from retinanet_core.published import convert
    from retinanet_core.published.store import obtain
    from retinanet_core.published.table import MIB, find

    folder: Path = options.folder or weights_dir()
    if options.list or options.name is None:
        if options.source is not None:
            raise WeightsError("--from needs NAME: whose weights the file holds.")
        _list(folder, say)
        return
    entry = find(options.name)
    with _progress(f"Fetching {entry.name}") as show:
        path = obtain(
            entry,
            folder,
            source=options.source,
            convert=convert.convert,
            progress=lambda done, total: show(done // MIB, total // MIB),
        )
    say(f"{entry.name} is in {path}.")
    say(f"Licence: {entry.licence}")


def _list(folder: Path, say: Callable[[str], None]) -> None:
    from retinanet_core.published.table import PUBLISHED

    width = max(len(entry.name) for entry in PUBLISHED)
    for entry in PUBLISHED:
        say(f"{entry.name:{width}}  {_size(entry)}  {_state(entry, folder):9}  {entry.what}")
    for licence in dict.fromkeys(entry.licence for entry in PUBLISHED):
        names = ", ".join(entry.name for entry in PUBLISHED if entry.licence == licence)
        say(f"\nLicence of {names}:\n{licence}")
    say(f"\nFolder: {folder}")


def _size(entry: PublishedWeights) -> str:
    return f"{entry.mebibytes:5.1f} MiB"


def _state(entry: PublishedWeights, folder: Path) -> str:
    from retinanet_core.published.installed import is_converted
    from retinanet_core.published.store import is_present

    if is_converted(entry, folder):
        return "installed"
    return "fetched" if is_present(entry, folder) else "-"


@contextmanager
def _progress(what: str) -> Iterator[Progress]:
    """A line without a rate: what an earlier start has fetched would count as fetched just now."""
    line = Line()
    try:
        yield lambda done, total: line.show(f"{what}, {done} of {total} MiB")
    finally:
        line.clear()
