"""What commands say: results on stdout, one line of progress and plain sentences on stderr."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from retinanet_core.commands.console import Line

_REFRESH_SECONDS = 0.1


def say(text: str = "") -> None:
    """A line of result."""
    _write(sys.stdout, f"{text}\n")


def note(text: str) -> None:
    """A line beside the result: what is going on, what was left out."""
    _write(sys.stderr, f"{text}\n")


def say_json(value: object) -> None:
    """A result for programs."""
    say(json.dumps(value, indent=1, ensure_ascii=False))


def list_problems(problems: Sequence[object], *, what: str, shown: int | None = 20) -> None:
    """List what was left out, at most `shown` of it."""
    if not problems:
        return
    note(f"{what}: {len(problems)}")
    limit = len(problems) if shown is None else shown
    for problem in problems[:limit]:
        note(f"  {problem}")
    if len(problems) > limit:
        note(f"  and {len(problems) - limit} more (--verbose lists them all)")


def table(rows: Iterable[Sequence[str]], *, left: int = 1) -> str:
    """Rows as aligned columns: the first `left` columns to the left, the others to the right."""
    cells = [list(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = []
    for row in cells:
        aligned = [
            cell.ljust(width) if position < left else cell.rjust(width)
            for position, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(aligned).rstrip())
    return "\n".join(lines)


def duration(seconds: float) -> str:
    """A time span in the words of a clock: "8 s", "3 min 05 s", "1 h 02 min"."""
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02d} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02d} min"


class Progress:
    """One line on a terminal that is rewritten in place; nothing where stderr is not a terminal.

    Args:
        what: What is being done, such as "Detecting".
        unit: What is counted, for the rate, such as "frames".
    """

    def __init__(self, what: str, unit: str = "") -> None:
        self._what = what
        self._unit = unit
        self._line = Line()
        self._started = time.monotonic()
        self._last = 0.0

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def update(self, done: int, total: int | None = None) -> None:
        """Show how far it is, with rate and time left; too frequent calls are dropped."""
        now = time.monotonic()
        if not self._line.visible or (now - self._last < _REFRESH_SECONDS and done != total):
            return
        self._last = now
        parts = [f"{self._what} {done}" if total is None else f"{self._what} {done} of {total}"]
        elapsed = now - self._started
        if done and elapsed > 0.5:
            parts.append(f"{done / elapsed:.1f} {self._unit}/s".replace(" /s", "/s"))
            if total is not None and done < total:
                parts.append(f"{duration((total - done) * elapsed / done)} left")
        self.show(", ".join(parts))

    def show(self, text: str) -> None:
        """Replace the line."""
        self._line.show(text)

    def clear(self) -> None:
        """Leave an empty line behind."""
        self._line.clear()


def percent(value: Any) -> str:  # noqa: ANN401  (a number or None, out of JSON)
    """A fraction as "87.5 %", or a dash where there is none."""
    return "-" if value is None else f"{100 * float(value):.1f} %"


def abandon_stream(stream: TextIO) -> None:
    """Whoever read our output has gone: let what is still buffered go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _write(stream: TextIO | None, text: str) -> None:
    """Write what the stream's encoding can say; where there is no stream, or no reader, that is no error."""
    if stream is None:
        return
    encoding = stream.encoding or "utf-8"
    try:
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
        stream.flush()
    except BrokenPipeError:
        abandon_stream(stream)
