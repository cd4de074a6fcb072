"""What the commands share: results on stdout, plain sentences on stderr, and exit codes."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TextIO, TypeAlias

from retinanet_core.errors import Cancelled, PlainError

if TYPE_CHECKING:
    Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

FAILED = 1
INTERRUPTED = 130

_PROGRESS_WIDTH = 24
_log = logging.getLogger(__name__)


def add_command(
    commands: Commands,
    name: str,
    run: Callable[[argparse.Namespace], int],
    *,
    summary: str,
    details: str,
    example: str,
) -> argparse.ArgumentParser:
    """Declare a command that `perform` runs; `details` and `example` stand in its --help."""
    parser = commands.add_parser(
        name,
        help=summary[:1].lower() + summary[1:].rstrip("."),
        description=f"{summary}\n\n{details}",
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.set_defaults(run=run)
    return parser


def perform(options: argparse.Namespace) -> int:
    """Run the command that was asked for.

    Returns:
        What it returns; 1 after an error, which is said in a sentence; 130 after Ctrl-C.
    """
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except PlainError as error:
        note(error.message)
        return FAILED
    except (Cancelled, KeyboardInterrupt):
        note("Stopped.")
        return INTERRUPTED
    except BrokenPipeError:
        _abandon(sys.stdout)
        return FAILED
    except OSError as error:
        note(f"The system refused to read or write: {error}.")
        return FAILED
    except Exception as error:  # noqa: BLE001  the last place to turn a defect into a sentence
        _log.debug("a defect", exc_info=True)
        note(f"Something went wrong that should not have: {error or type(error).__name__}.")
        return FAILED


def say(text: str) -> None:
    """A line of result."""
    _write(sys.stdout, f"{text}\n")


def note(text: str) -> None:
    """A line beside the result: what went wrong, what was left out."""
    _write(sys.stderr, f"{_blank()}{text}\n")


def progress(done: int, total: int) -> None:
    """Rewrite one line on a terminal, and leave none behind at the end; nothing where there is no terminal."""
    if sys.stderr.isatty():
        _write(sys.stderr, _blank() + (f"{done} of {total}" if done < total else ""))


class Line:
    """A line on a terminal that is rewritten in place; nothing where stderr is not a terminal."""

    def __init__(self) -> None:
        self._stream = sys.stderr
        self._shown = 0
        self.visible = self._stream is not None and self._stream.isatty()

    def show(self, text: str) -> None:
        """Replace it."""
        if self.visible:
            _write(self._stream, f"\r{text}{' ' * max(0, self._shown - len(text))}")
            self._shown = len(text)

    def clear(self) -> None:
        """Leave an empty line behind."""
        if self._shown:
            _write(self._stream, f"\r{' ' * self._shown}\r")
            self._shown = 0


def table(rows: Iterable[Sequence[str]]) -> str:
    """Rows as aligned columns: the first to the left, the others to the right."""
    cells = [list(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = []
    for row in cells:
        first, *others = zip(row, widths, strict=True)
        lines.append("  ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]))
    return "\n".join(lines)


def _blank() -> str:
    """What removes the line of `progress`."""
    return f"\r{' ' * _PROGRESS_WIDTH}\r" if sys.stderr.isatty() else ""


def _write(stream: TextIO, text: str) -> None:
    """Write what the stream's encoding can say."""
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
    stream.flush()


def _abandon(stream: TextIO) -> None:
    """Whoever read our output has gone: let what is still buffered go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
