"""A folder of a hundred thousand pictures: opening it, and the project made of it again."""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.material import bccd
from tests.bench.report import Benchmarks, Case
from tests.bench.ui.fresh import Facts, median_and_worst, run_fresh

PICTURES, QUICK_PICTURES = 100_000, 5_000
DIFFERENT = 20
"""Files; the pictures are hard links to them."""

USABLE_SECONDS = 1.0
LISTED_SECONDS = 10.0
MEMORY_MB = 400.0
AGAIN_SECONDS = 1.5


def folders(options: argparse.Namespace) -> Iterator[Case]:
    """Seconds from asking for the folder in an open window, and from asking for the project in another one."""
    with tempfile.TemporaryDirectory(prefix="foveate-bench-") as place:
        pictures = Path(place, "pictures")
        make_folder(pictures, QUICK_PICTURES if options.quick else PICTURES)
        opened: list[Facts] = []
        again: list[Facts] = []
        for number in range(1 if options.quick else options.runs):
            project = Path(place, f"run-{number}.foveate")
            opened.append(run_fresh("tests.bench.ui.opened_folder", project, pictures))
            again.append(run_fresh("tests.bench.ui.opened_folder", project))
            shutil.rmtree(project)
    yield from median_and_worst("large folder to usable", column(opened, "usable"), "s", USABLE_SECONDS)
    yield from median_and_worst("large folder to whole list", column(opened, "listed"), "s", LISTED_SECONDS)
    yield from median_and_worst("large folder, window held up", column(opened, "stall"), "ms")
    yield from median_and_worst("large folder, memory", column(opened, "memory"), "MB", MEMORY_MB)
    yield from median_and_worst("large project to usable", column(again, "usable"), "s", AGAIN_SECONDS)
    yield from median_and_worst("large project, memory", column(again, "memory"), "MB", MEMORY_MB)


def column(runs: list[Facts], name: str) -> list[float]:
    """One figure of all runs."""
    return [run[name] for run in runs]


def make_folder(folder: Path, count: int) -> None:
    """Hard links to a few photographs, which lie beside the folder."""
    folder.mkdir()
    originals: list[Path] = []
    for source in bccd("val")[:DIFFERENT]:
        copy = folder.parent / f"original-{len(originals)}.jpg"
        shutil.copy(source.path, copy)
        originals.append(copy)
    for number in range(count):
        os.link(originals[number % len(originals)], folder / f"picture_{number:06}.jpg")


CASES: Benchmarks = {"folders": folders}
