"""How quick the window is: `python -m tests.bench.ui --json`.

The real program in a real window of 1600x1000 pixels, on a screen of its own (Xvfb, software rendering), held to two
cores. Each figure is the median of five runs, with the worst beside it; each run is a process of its own.

A module of this package adds its cases by a table `CASES`, as the other benchmarks have it.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import subprocess
import sys

from tests.bench import ui
from tests.bench.report import Benchmarks, run
from tests.bench.ui.fresh import add_options
from tests.e2e.driver import Screen
from tests.shared_data import ROOT

WIDTH, HEIGHT = 1600, 1000
CORES = 2
INSIDE = "FOVEATE_BENCH_SCREEN"
"""Set to the screen's number in the process that measures."""


def cases() -> Benchmarks:
    """The cases of all modules of this package."""
    found: Benchmarks = {}
    for info in sorted(pkgutil.iter_modules(ui.__path__), key=lambda info: info.name):
        if info.name != "__main__":
            found |= getattr(importlib.import_module(f"{ui.__name__}.{info.name}"), "CASES", {})
    return found


def on_a_screen(words: list[str]) -> int:
    """Run this benchmark again on a screen of its own; returns its exit code."""
    with Screen(WIDTH, HEIGHT) as screen:
        environment = screen.environment() | {INSIDE: screen.display}
        command = [sys.executable, "-m", ui.__name__, *words]
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def main() -> int:
    """The command line; returns its exit code."""
    if INSIDE not in os.environ and not {"-h", "--help"} & set(sys.argv):
        return on_a_screen(sys.argv[1:])
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    return run(__doc__ or "", cases(), add_options)


if __name__ == "__main__":
    sys.exit(main())
