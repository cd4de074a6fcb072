"""What every benchmark prints: a table for people, one JSON object for programs, and whether the bars hold."""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any

_PACKAGES = ("torch", "torchvision", "openvino", "numpy", "opencv-python-headless", "PySide6-Essentials")


@dataclass(frozen=True)
class Case:
    """One measured figure.

    Attributes:
        bar: What it has to reach; None: only reported.
        holds: Whether it does; None where it cannot be measured here or has no bar.
        runs: What was measured, one entry a run.
        note: Why it could not be measured, or what it means.
    """

    name: str
    value: float | None
    unit: str
    bar: float | None = None
    higher_is_better: bool = True
    holds: bool | None = None
    runs: Sequence[Any] = field(default_factory=list)
    note: str = ""


def judged(
    name: str,
    value: float,
    unit: str,
    bar: float | None = None,
    *,
    higher_is_better: bool = True,
    runs: Sequence[Any] = (),
    note: str = "",
) -> Case:
    """A case whose value was measured."""
    holds = None if bar is None else (value >= bar if higher_is_better else value <= bar)
    return Case(name, round(value, 4), unit, bar, higher_is_better, holds, list(runs), note)


def impossible(name: str, unit: str, bar: float | None, why: str, *, higher_is_better: bool = True) -> Case:
    """A case that cannot be measured here; it is not counted as held."""
    return Case(name, None, unit, bar, higher_is_better, note=why)


def alternate(ours: Callable[[], object], peer: Callable[[], object], runs: int) -> tuple[float, list[Any]]:
    """Run two things in turn; how many times faster ours is (ratio of medians), and the seconds of each run.

    One round beforehand is not counted.
    """
    pairs = []
    for number in range(runs + 1):
        pair = {"peer": seconds(peer), "ours": seconds(ours)}
        if number:
            pairs.append(pair)
    ratio = median(pair["peer"] for pair in pairs) / median(pair["ours"] for pair in pairs)
    return ratio, [{key: round(value, 4) for key, value in pair.items()} for pair in pairs]


def seconds(work: Callable[[], object]) -> float:
    """Wall-clock seconds of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def median(values: Iterable[float]) -> float:
    """The middle one."""
    return statistics.median(list(values))


def add_seeds(parser: argparse.ArgumentParser) -> None:
    """For benchmarks with chance in them."""
    parser.add_argument("--seeds", type=int, nargs="+", help="0 1 2 unless said; 0 with --quick")


def seeds(options: argparse.Namespace) -> list[int]:
    """The seeds to run."""
    return list(options.seeds or ([0] if options.quick else [0, 1, 2]))


Benchmarks = dict[str, Callable[[argparse.Namespace], Iterable[Case]]]


def run(
    description: str, cases: Benchmarks, extra: Callable[[argparse.ArgumentParser], None] | None = None
) -> int:
    """The command line of a benchmark; returns its exit code."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("case", nargs="?", choices=tuple(cases), help="only this one")
    parser.add_argument(
        "--json", nargs="?", const="-", metavar="FILE", help="write JSON (to FILE or standard output)"
    )
    parser.add_argument("--check", action="store_true", help="exit 1 when a bar does not hold")
    parser.add_argument("--quick", action="store_true", help="one pass, for a look")
    if extra is not None:
        extra(parser)
    options = parser.parse_args()
    found: list[Case] = []
    people = sys.stderr if options.json == "-" else sys.stdout
    for name, measure in cases.items():
        if options.case in (None, name):
            for case in measure(options):
                found.append(case)
                print(_line(case), file=people, flush=True)
                if options.json not in (None, "-"):  # after each: some take hours
                    Path(options.json).write_text(_as_json(found) + "\n", encoding="utf-8")
    if options.json == "-":
        print(_as_json(found))
    return int(options.check and any(case.holds is False for case in found))


def _as_json(cases: Sequence[Case]) -> str:
    result = {"machine": machine(), "versions": versions(), "cases": [asdict(case) for case in cases]}
    return json.dumps(result, indent=1)


def _line(case: Case) -> str:
    value = "-" if case.value is None else f"{case.value:.3g}"
    bar = "" if case.bar is None else f"{'at least' if case.higher_is_better else 'at most'} {case.bar:g}"
    verdict = {True: "holds", False: "DOES NOT HOLD", None: ""}[case.holds]
    return f"{case.name:44} {value:>8} {case.unit:10} {bar:14} {verdict:14} {case.note}".rstrip()


def machine() -> dict[str, Any]:
    """What the figures depend on."""
    import psutil
    import torch

    capabilities = torch.cpu.get_capabilities()
    return {
        "system": platform.platform(),
        "python": platform.python_version(),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 2**30, 1),
        "amx": bool(capabilities.get("amx_bf16")),
        "avx512": bool(capabilities.get("avx512_f")),
        "max_isa": os.environ.get("ONEDNN_MAX_CPU_ISA", ""),
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor()


def versions() -> dict[str, str]:
    """Of the packages that the figures depend on."""
    found = {}
    for package in _PACKAGES:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            continue
    return found
