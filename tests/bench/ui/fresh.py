"""Runs in processes of their own, and what is said of them."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import psutil

from tests.bench.report import Case, judged, median
from tests.shared_data import ROOT

RUNS = 5
PATIENCE_SECONDS = 600.0

Facts = dict[str, Any]


def add_options(parser: argparse.ArgumentParser) -> None:
    """What all cases understand."""
    parser.add_argument("--runs", type=int, default=RUNS, help="of each case; 1 with --quick")


def run_fresh(module: str, *words: str | Path) -> Facts:
    """Run `python -m MODULE WORDS` for a person who has never used the program.

    Returns:
        The JSON object on the last line that it printed, and "began": the value of `time.monotonic` at its start.

    Raises:
        SystemExit: It failed, or said nothing in time; the text holds what it printed.
    """
    with tempfile.TemporaryDirectory(prefix="foveate-bench-") as home:
        environment = os.environ | {"FOVEATE_HOME": home, "HOME": home, "LC_ALL": "C.UTF-8"}
        began = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", module, *map(str, words)],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
    lines = done.stdout.splitlines()
    if done.returncode != 0 or not lines:
        raise SystemExit(f"{module} ended with {done.returncode}: {done.stdout}{done.stderr}")
    facts: Facts = json.loads(lines[-1])
    return facts | {"began": began}


def run_often(options: argparse.Namespace, module: str, *words: str | Path) -> list[Facts]:
    """As many such runs as are asked for."""
    return [run_fresh(module, *words) for _ in range(1 if options.quick else options.runs)]


def median_and_worst(
    name: str,
    values: Sequence[float],
    unit: str,
    bar: float | None = None,
    *,
    higher_is_better: bool = False,
    note: str = "",
) -> Iterator[Case]:
    """The middle value, which the bar is for, and the worst, which is only reported."""
    yield judged(
        name, median(values), unit, bar, higher_is_better=higher_is_better, runs=list(values), note=note
    )
    worst = min(values) if higher_is_better else max(values)
    yield judged(f"{name}, worst", worst, unit, higher_is_better=higher_is_better)


def most_memory() -> float:
    """Megabytes that the process took at its peak; where the system does not say, those that it takes now.

    `resource.getrusage` would count what the process that started this one took.
    """
    status = Path("/proc/self/status")
    if status.exists():
        lines = (line.split() for line in status.read_text().splitlines())
        return next(int(words[1]) / 1000 for words in lines if words[:1] == ["VmHWM:"])
    return float(psutil.Process().memory_info().rss) / 1e6
