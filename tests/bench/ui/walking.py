"""Two thousand frames, one by one, there and back: what a program holds that leaks nothing."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from app.project.library import add_media
from app.project.store import Store
from tests.bench.report import Benchmarks, Case
from tests.bench.ui.folders import make_folder
from tests.bench.ui.fresh import median_and_worst, run_often

FRAMES, QUICK_FRAMES = 2_000, 300
WARM, QUICK_WARM = 500, 150
"""Frames after which the caches are as full as they get."""

MEMORY_MB = 30.0
HANDLES, THREADS, OBJECTS = 2.0, 1.0, 20.0
"""What comes and goes by itself; a leak would hold something for each frame."""


def walking(options: argparse.Namespace) -> Iterator[Case]:
    """How much more is held after the whole way than after a part of it."""
    frames, warm = (QUICK_FRAMES, QUICK_WARM) if options.quick else (FRAMES, WARM)
    with tempfile.TemporaryDirectory(prefix="foveate-bench-") as place:
        pictures = Path(place, "pictures")
        make_folder(pictures, frames)
        project = Path(place, "walked.foveate")
        with Store.create(project, ["thing"]) as store:
            add_media(store, [pictures])
        runs = run_often(options, "tests.bench.ui.walked", str(warm), project)
    for name, unit, bar in (
        ("memory", "MB", MEMORY_MB),
        ("handles", "", HANDLES),
        ("threads", "", THREADS),
        ("objects", "", OBJECTS),
    ):
        values = [run[name] for run in runs]
        yield from median_and_worst(f"{frames} frames there and back, more {name}", values, unit, bar)
    steps = 2 * (frames - 1)
    rates = [steps / run["seconds"] for run in runs]
    yield from median_and_worst(f"{frames} frames there and back", rates, "frames/s", higher_is_better=True)


CASES: Benchmarks = {"walking": walking}
