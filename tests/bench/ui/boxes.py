"""Many boxes on one picture: how it pans and zooms, and how long selecting and changing one of them takes."""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import PIL.Image

from app.media.images import decode_image
from app.project.incoming_edits import add_labels
from app.project.records import FrameLabels, Label
from app.project.store import Store
from tests.bench.material import BCCD_CLASSES, bccd
from tests.bench.projects import apply, make_project
from tests.bench.report import Benchmarks, Case, judged, median
from tests.bench.ui.boxes_moved import BUSY
from tests.bench.ui.fresh import Facts, median_and_worst, run_often

FRAMES_A_SECOND = {1_000: 60.0, 5_000: 60.0, 20_000: 30.0}
"""What is asked for, by the number of boxes on the picture."""

_WIDTH, _HEIGHT = 4000, 3000
_WITHOUT_A_WAIT = 0.1
"""Seconds after which a person notices that something was not done at once."""


def boxes(options: argparse.Namespace) -> Iterator[Case]:
    """Frames a second over a drag and over turns of the wheel, all boxes in view; seconds for one box."""
    with tempfile.TemporaryDirectory(prefix="foveate-bench-") as folder:
        picture = large_picture(Path(folder))
        for number, bar in FRAMES_A_SECOND.items():
            project = Path(folder, f"{number}.foveate")
            crowded_project(project, picture, number).close()
            runs = run_often(options, "tests.bench.ui.boxes_moved", project, str(number))
            for what in ("pan", "zoom"):
                yield from _rates(f"{what} with {number:,} boxes", runs, what, bar)
            for what in ("select", "nudge", "undo"):
                waits = [wait for run in runs for wait in run[what]]
                busy = 1000 * median(wait for run in runs for wait in run[what + BUSY])
                name, note = (
                    f"{what} one of {number:,} boxes",
                    f"the window's thread computed for {busy:.0f} ms",
                )
                yield from median_and_worst(name, waits, "s", _WITHOUT_A_WAIT, note=note)


def large_picture(folder: Path) -> Path:
    """A real photograph of blood cells, as large as a camera takes it."""
    path = folder / "cells.jpg"
    cells = PIL.Image.fromarray(decode_image(bccd("val")[0].path))
    cells.resize((_WIDTH, _HEIGHT), PIL.Image.Resampling.BICUBIC).save(path, quality=90)
    return path


def crowded_project(project: Path, picture: Path, number: int) -> Store:
    """A project of one picture with so many boxes, three of five confirmed; smaller ones where there are more."""
    store = make_project(project, [_Found(picture)], BCCD_CLASSES)  # type: ignore[list-item]
    (frame_id,) = store.frame_ids()
    chance = random.Random(number)
    side = 2.0 * (_WIDTH * _HEIGHT / number) ** 0.5
    made: dict[bool, list[Label]] = {True: [], False: []}
    for n in range(number):
        width, height = (side * chance.uniform(0.3, 1.0) for _ in range(2))
        x, y = chance.uniform(0, _WIDTH - width), chance.uniform(0, _HEIGHT - height)
        confirmed = n % 5 < 3
        score = None if confirmed else round(chance.uniform(0.31, 0.99), 3)
        made[confirmed].append(Label(chance.choice(BCCD_CLASSES), x, y, x + width, y + height, score))
    for confirmed, labels in made.items():
        apply(store, add_labels(store, [FrameLabels(frame_id, labels)], reviewed=confirmed))
    return store


class _Found:
    """The part of a picture that making a project asks for."""

    def __init__(self, path: Path) -> None:
        self.path = path


def _rates(name: str, runs: Sequence[Facts], what: str, bar: float) -> Iterator[Case]:
    """Of the seconds between frames of each run: how many frames that is a second, usually and at worst."""
    as_rate: dict[str, Any] = {"unit": "frames/s", "higher_is_better": True}
    for part, share, goal in (("", 0.5, bar), (", 95th percentile", 0.95, bar), (", worst", 1.0, None)):
        rates = [1 / _percentile(run[what], share) for run in runs]
        busy = ", ".join(f"{1000 * _percentile(run[what + BUSY], share):.1f}" for run in runs)
        value = median(rates) if goal else min(rates)
        note = f"the window's thread computed for {busy} ms a frame"
        yield judged(
            name + part, value, bar=goal, runs=[round(rate, 1) for rate in rates], note=note, **as_rate
        )


def _percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of them does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


CASES: Benchmarks = {"boxes": boxes}
