"""How long the window is deaf while a folder is detected, and while the child teaches."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from tests.bench.event_loop import P99_MS, WORST_MS
from tests.bench.report import Benchmarks, Case, judged, median
from tests.bench.ui.fresh import run_often

FRAMES, MINUTES = 200, 1.0
QUICK_FRAMES, QUICK_MINUTES = 30, 0.3


def loop(options: argparse.Namespace) -> Iterator[Case]:
    """How late a timer of 10 ms comes, with the engine imported and the detector loaded before."""
    frames, minutes = (QUICK_FRAMES, QUICK_MINUTES) if options.quick else (FRAMES, MINUTES)
    runs = run_often(options, "tests.bench.ui.looped", str(frames), str(minutes))
    for work in runs[0]:
        if work == "began":
            continue
        high = [run[work]["p99"] for run in runs]
        worst = [run[work]["worst"] for run in runs]
        yield judged(f"{work}, p99", median(high), "ms late", P99_MS, higher_is_better=False, runs=high)
        # None may be late, so of all runs the worst counts.
        yield judged(f"{work}, worst", max(worst), "ms late", WORST_MS, higher_is_better=False, runs=worst)


CASES: Benchmarks = {"loop": loop}
