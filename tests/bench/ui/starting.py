"""From nothing to a window, and to the first picture in it."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.material import BCCD_CLASSES, bccd
from tests.bench.projects import make_project
from tests.bench.report import Benchmarks, Case
from tests.bench.ui.fresh import median_and_worst, run_often

WINDOW_SECONDS = 1.0
PICTURE_SECONDS = 2.0
PICTURES = 20


def starting(options: argparse.Namespace) -> Iterator[Case]:
    """Seconds from the start of the process on a small project; the program's files are in the system's cache."""
    with tempfile.TemporaryDirectory(prefix="foveate-bench-") as folder:
        project = Path(folder, "cells.foveate")
        make_project(project, bccd("val")[:PICTURES], BCCD_CLASSES).close()
        runs = run_often(options, "tests.bench.ui.started", project)
    windows = [run["window"] - run["began"] for run in runs]
    pictures = [run["picture"] - run["began"] for run in runs]
    yield from median_and_worst("start to painted window", windows, "s", WINDOW_SECONDS)
    yield from median_and_worst("start to first picture", pictures, "s", PICTURE_SECONDS)


CASES: Benchmarks = {"starting": starting}
