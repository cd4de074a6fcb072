"""A thousand edits in a row, and the way back and forth along all of them."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.material import BCCD_CLASSES, bccd
from tests.bench.projects import make_project
from tests.bench.report import Benchmarks, Case
from tests.bench.ui.fresh import median_and_worst, run_often

EDITS, QUICK_EDITS = 1000, 100
PICTURES = 20

EDIT_MS = 15.0
WAY_SECONDS = 3.0


def edits(options: argparse.Namespace) -> Iterator[Case]:
    """Milliseconds of an edit until it is durable and every panel follows; seconds of undoing and redoing them all."""
    count = QUICK_EDITS if options.quick else EDITS
    with tempfile.TemporaryDirectory(prefix="foveate-bench-") as folder:
        project = Path(folder, "cells.foveate")
        make_project(project, bccd("val")[:PICTURES], BCCD_CLASSES).close()
        runs = run_often(options, "tests.bench.ui.edited", project, str(count))
    yield from median_and_worst("edit, durable", [run["edit"] for run in runs], "ms", EDIT_MS)
    yield from median_and_worst("edit, slowest", [run["slowest"] for run in runs], "ms")
    yield from median_and_worst("undo all", [run["undo"] for run in runs], "s", WAY_SECONDS)
    yield from median_and_worst("redo all", [run["redo"] for run in runs], "s", WAY_SECONDS)


CASES: Benchmarks = {"edits": edits}
