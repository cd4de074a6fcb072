"""The command line: finds the command, runs it, and turns what went wrong into one sentence and an exit code."""

from __future__ import annotations

import argparse
import logging
import sys
import traceback
from collections.abc import Mapping, Sequence

from app import logs
from app.cli import (
    demo,
    detect,
    evaluate,
    fetch_weights,
    info,
    labels,
    models,
    new,
    offline,
    queue,
    self_test,
    teach,
    window,
)
from app.cli.arguments import Command, FoveateParser
from app.cli.console import note
from retinanet_core.errors import Cancelled, PlainError
from retinanet_core.version import __version__

FAILED = 1
MISUSED = 2
INTERRUPTED = 130

_GROUPS = (demo, new, labels, detect, queue, teach, evaluate, models, fetch_weights, info, self_test)
_log = logging.getLogger("app.cli")


def main(argv: Sequence[str] | None = None) -> int:
    """Run `foveate ARGV`.

    Args:
        argv: The words after the program's name; None takes the process's own.

    Returns:
        0 on success, 1 on failure, 2 if the words make no sense, 130 after Ctrl-C.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    offline.stay_offline_if_asked()
    try:
        arguments = _parse(words)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else MISUSED
    with logs.recording():
        return _run(arguments)


def _run(arguments: argparse.Namespace) -> int:
    command: Command = arguments.run
    try:
        return command(arguments)
    except PlainError as error:
        return _explain(error.message, error.detail, verbose=arguments.verbose)
    except (Cancelled, KeyboardInterrupt):
        note("Stopped.")
        return INTERRUPTED
    except BrokenPipeError:  # whoever read our output has gone
        return FAILED
    except Exception as error:  # noqa: BLE001  the last place to turn a defect into a sentence
        sentence = f"Something went wrong that should not have: {error or type(error).__name__}."
        return _explain(sentence, traceback.format_exc(), verbose=arguments.verbose)


def _explain(sentence: str, detail: str, *, verbose: bool) -> int:
    _log.error("%s %s", sentence, detail, exc_info=True)
    note(sentence)
    if verbose and detail:
        note(detail)
    return FAILED


def _parse(words: list[str]) -> argparse.Namespace:
    """Sub-commands by their first word; anything else is what the window should open."""
    parser, commands = _parser()
    if not words or (words[0] not in commands and words[0] not in {"-h", "--help", "--version"}):
        return window.parser().parse_args(words)
    arguments, unknown = parser.parse_known_args(words)
    if unknown:
        commands[words[0]].error(f"{unknown[0]} is not understood")
    return arguments


def _parser() -> tuple[FoveateParser, Mapping[str, FoveateParser]]:
    parser = FoveateParser(
        prog="foveate",
        description="Find objects in images and video, correct the boxes, and teach the detector.",
        epilog="Without a command, the window opens: foveate [PATH...], where PATH is a project, a folder, "
        "an image or a video. 'foveate COMMAND --help' explains a command and gives an example.",
    )
    parser.add_argument("--version", action="version", version=f"Foveate {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=FoveateParser)
    for group in _GROUPS:
        group.register(commands)
    return parser, commands.choices
