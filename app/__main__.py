"""The one entry: the window, the commands, and the teaching child."""

from __future__ import annotations

import multiprocessing
import os
import sys


def main() -> int:
    """Run the process's own command line; returns its exit code."""
    multiprocessing.freeze_support()  # before anything else: in a packaged child this does not return
    _give_streams()
    from app.cli.main import main as run

    return run()


def _give_streams() -> None:
    """A windowed program has no stdout and stderr; libraries write to them all the same."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123  (for the whole life)


if __name__ == "__main__":
    sys.exit(main())
