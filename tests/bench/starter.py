"""What the starter is worth: `python -m tests.bench.starter [CASE] --json FILE [--seeds ...] [--frames ...]`.

Teaches for a minute from the starter, from the same preset with fresh heads, and from a ResNet-18 with random weights,
on 5 to 80 frames of blood cells and of circuit boards, and measures AP50 on test pictures. The whole takes two hours;
runs that `--keep FILE` holds already are not done again, so that it can be done in parts.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retinanet_core.detect.detector import Detector
from retinanet_core.files import write_atomically
from retinanet_core.shipped import starter_folder
from retinanet_core.starter.recall import recall
from tests.bench.material import (
    BCCD_CLASSES,
    PCB_CLASSES,
    PCB_TEST_GROUPS,
    Picture,
    bccd,
    pcb,
    pcb_to_learn,
    read_pixels,
)
from tests.bench.report import Benchmarks, Case, add_seeds, impossible, judged, median, run, seeds
from tests.bench.teach_runs import measure, teach, truth_of
from tests.bench.teach_sets import labelled

FRAMES = (5, 10, 20, 40, 80)
MINUTES = 1.0
AT, GAIN = 10, 0.05
"""At so many frames the starter has to be so much better than fresh heads."""

RECALL = 0.5

STARTS: dict[str, dict[str, Any]] = {
    "starter": {"preset": "lite"},
    "fresh heads": {"preset": "lite", "starter": False},
    "random ResNet-18": {"preset": "compact"},
}


@dataclass(frozen=True)
class Material:
    """Pictures of one kind: to learn from, and to be measured on."""

    name: str
    classes: Sequence[str]
    learn: Sequence[Picture]
    test: Sequence[Picture]


def cells() -> Material:
    """Blood cells."""
    return Material("cells", BCCD_CLASSES, bccd("train"), bccd("test"))


def boards() -> Material:
    """Circuit boards."""
    return Material("boards", PCB_CLASSES, pcb_to_learn(), pcb(PCB_TEST_GROUPS))


Runs = dict[str, float]
"""AP50 of each run by its key."""


def taught(options: argparse.Namespace, material: Material) -> Iterator[Case]:
    """AP50 after a minute, from each start, on each number of frames."""
    runs = _kept(options.keep)
    for frames in options.frames:
        for seed in seeds(options):
            for name in STARTS:
                key = f"{material.name}, {frames} frames, {name}, seed {seed}"
                if key not in runs:
                    runs[key] = _ap50(material, frames, seed, STARTS[name])
                    print(f"  {key}: {runs[key]:.3f}", file=sys.stderr, flush=True)
                    _keep(options.keep, runs)
        yield from _cases(material, frames, runs, seeds(options))


def _cases(material: Material, frames: int, runs: Runs, chosen: Sequence[int]) -> Iterator[Case]:
    found = {
        name: [runs[f"{material.name}, {frames} frames, {name}, seed {seed}"] for seed in chosen]
        for name in STARTS
    }
    medians = {name: median(values) for name, values in found.items()}
    for name, values in found.items():
        yield judged(f"{material.name}, {frames} frames: {name}", medians[name], "AP50", runs=values)
    gain = medians["starter"] - medians["fresh heads"]
    bar = GAIN if frames == AT else 0.0
    yield judged(f"{material.name}, {frames} frames: starter above fresh heads", gain, "AP50", bar)


def _ap50(material: Material, frames: int, seed: int, job: dict[str, Any]) -> float:
    chosen = random.Random(seed).sample(list(material.learn), frames)
    with tempfile.TemporaryDirectory() as folder:
        made = teach(
            Path(folder, "run"), labelled(chosen), material.classes, minutes=MINUTES, seed=seed, **job
        )
        return float(measure(made.model, material.test, material.classes)["ap50"] or 0.0)


def proposed(options: argparse.Namespace) -> Iterator[Case]:
    """Class-agnostic recall at 100 boxes before anything is taught."""
    folder = starter_folder("lite") if options.model is None else options.model
    if folder is None:
        yield impossible("recall at 100", "of objects", RECALL, "there is no starter")
        return
    detector = Detector.load(folder)
    for material, bar in ((cells(), RECALL), (boards(), None)):
        pictures = ((read_pixels(p), truth_of(p, material.classes).boxes) for p in material.test)
        yield judged(
            f"{material.name}: recall at 100, nothing taught", recall(detector, pictures), "of objects", bar
        )
    detector.close()


def _kept(file: Path | None) -> Runs:
    return json.loads(file.read_text(encoding="utf-8")) if file is not None and file.exists() else {}


def _keep(file: Path | None, runs: Runs) -> None:
    if file is not None:
        write_atomically(file, json.dumps(runs, indent=1).encode())


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_seeds(parser)
    parser.add_argument("--frames", type=int, nargs="+", default=list(FRAMES))
    parser.add_argument("--keep", type=Path, metavar="FILE", help="runs that were done; others are added")
    parser.add_argument("--model", type=Path, help="for recall: another starter")


if __name__ == "__main__":
    cases: Benchmarks = {
        "recall": proposed,
        "cells": lambda options: taught(options, cells()),
        "boards": lambda options: taught(options, boards()),
    }
    sys.exit(run(__doc__ or "", cases, _arguments))
