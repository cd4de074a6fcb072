"""How much work labelling is with the loop: `python -m tests.bench.effort [CASE] --json --png FILE`.

A simulated person (tests/bench/person.py) labels pictures from nothing in a real project, frame after frame. After
10, 20, 40, 80 and 140 frames they teach, use the new version, and detect on all frames that are open. Counted is every
box that they draw, move, relabel or delete, and one action a frame for accepting everything that is right. By hand it
is one action an object, or more. The slider stands at the score that suits the version in use.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.project.records import VersionStatus
from app.project.store import Store
from app.project.versions import accept
from retinanet_core.counting import DEFAULT_THRESHOLD
from tests.bench import projects
from tests.bench.effort_chart import Chart, Line, draw
from tests.bench.material import BCCD_CLASSES, PCB_CLASSES, Picture, bccd, pcb
from tests.bench.open_frames import Order, detect, next_frame
from tests.bench.person import Effort, Thing, correct
from tests.bench.report import Benchmarks, Case, add_seeds, judged, median, run, seeds

FRAMES = 200
SCHEDULE = (10, 20, 40, 80, 140)
"""Numbers of frames after which they teach."""

MINUTES = 2.0
QUICK = (40, (10, 20), 0.5)
"""Frames, schedule and minutes for a look."""

BAR = 0.35

ORDERS: dict[Order, str] = {"queue": "queue's order", "file": "file order"}


@dataclass(frozen=True)
class Point:
    """After so many frames: objects that were on them, and actions that they took."""

    frames: int
    objects: int
    actions: int


@dataclass(frozen=True)
class Labour:
    """One simulated person's work.

    Attributes:
        points: One after each frame, all counts from the beginning.
        versions: What each teaching came to.
    """

    seed: int
    points: tuple[Point, ...]
    effort: Effort
    versions: tuple[dict[str, Any], ...]

    @property
    def actions_per_object(self) -> float:
        """Over all frames."""
        return self.effort.actions / self.effort.objects

    def facts(self) -> dict[str, Any]:
        """For the JSON."""
        return {
            "seed": self.seed,
            "actions_per_object": round(self.actions_per_object, 4),
            "effort": self.effort.facts(),
            "versions": list(self.versions),
            "curve": [[point.frames, point.objects, point.actions] for point in self.points],
        }


class Loop:
    """A project, and a person who labels it from nothing."""

    def __init__(self, store: Store, pictures: Sequence[Picture], seed: int, minutes: float) -> None:
        self._store, self._seed, self._minutes = store, seed, minutes
        self._objects = objects_by_frame(store, pictures)
        self._threshold = DEFAULT_THRESHOLD
        self._versions: list[dict[str, Any]] = []

    def label(self, order: Order, count: int, schedule: Sequence[int]) -> Labour:
        """Label so many frames in an order, teaching after the numbers of frames in the schedule."""
        points: list[Point] = []
        effort = Effort()
        while len(points) < count:
            frame_id = next_frame(self._store, order, self._seed)
            effort += correct(self._store, frame_id, self._objects[frame_id], self._threshold)
            points.append(Point(len(points) + 1, effort.objects, effort.actions))
            if len(points) in schedule and len(points) < count:
                self._teach()
                detect(self._store)
        return Labour(self._seed, tuple(points), effort, tuple(self._versions))

    def _teach(self) -> None:
        version, taught = projects.teach(self._store, minutes=self._minutes, seed=self._seed)
        status = self._store.version(version.id).status
        if status is VersionStatus.WAITING and looks_better(version.report):
            accept(self._store, version.id)
        active = self._store.active_version()
        self._threshold = DEFAULT_THRESHOLD if active is None else threshold_of(active.report)
        frames = len([frame for frame in self._store.frames() if frame.reviewed])
        used = active is not None and active.id == version.id
        ap50 = taught.report["after"]["ap50"]
        self._versions.append({"frames": frames, "used": used, "ap50": ap50, **taught.facts()})


def objects_by_frame(store: Store, pictures: Sequence[Picture]) -> dict[int, list[Thing]]:
    """What is on each frame, with the project's classes."""
    ids = {item.name: item.id for item in store.classes()}
    frames = projects.frame_ids(store)
    return {
        frames[picture.path]: [Thing(ids[box.name], box.rect) for box in picture.boxes]
        for picture in pictures
    }


def looks_better(report: dict[str, Any]) -> bool:
    """What a person decides who is asked: the new version, unless it finds less on the pinned frames."""
    before, after = report["before"], report["after"]
    if not before or before["ap50"] is None or after["ap50"] is None:
        return True
    return bool(after["ap50"] >= before["ap50"])


def threshold_of(report: dict[str, Any]) -> float:
    """The score that suits a version, as the window's slider takes it."""
    return float(report["after"].get("threshold") or DEFAULT_THRESHOLD)


def labours(options: argparse.Namespace, pictures: Sequence[Picture], classes: Sequence[str]) -> Labours:
    """For each order the work of one person a seed."""
    frames, schedule, minutes = _size(options)
    count = min(len(pictures), frames)
    done: Labours = {order: [] for order in ORDERS}
    for seed in seeds(options):
        for order in ORDERS:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder, "effort.foveate")
                with projects.make_project(path, pictures, classes) as store:
                    loop = Loop(store, pictures, seed, minutes)
                    made = loop.label(order, count, schedule)
            print(
                f"  {ORDERS[order]}, seed {seed}: {made.actions_per_object:.3f}", file=sys.stderr, flush=True
            )
            done[order].append(made)
    return done


Labours = dict[Order, list[Labour]]


def _size(options: argparse.Namespace) -> tuple[int, Sequence[int], float]:
    """Frames to label, the schedule, and the minutes of each teaching; less of everything for a look."""
    frames, schedule, minutes = QUICK if options.quick else (FRAMES, SCHEDULE, MINUTES)
    return options.frames or frames, options.schedule or schedule, options.minutes or minutes


def effort(options: argparse.Namespace) -> Iterator[Case]:
    """Blood cells and circuit boards, in the queue's order and in that of the files."""
    charts = []
    for name, pictures, classes, bar in (
        ("BCCD", bccd("train") + bccd("val"), BCCD_CLASSES, BAR),
        ("PCB", pcb(), PCB_CLASSES, None),
    ):
        if options.only not in (None, name):
            continue
        done = labours(options, pictures, classes)
        for order, words in ORDERS.items():
            yield _case(f"{name}, {words}", done[order], bar if order == "queue" else None)
        charts.append(chart_of(name, done, _size(options)[1]))
        if options.png is not None:
            draw(charts, options.png)


def _case(name: str, done: Sequence[Labour], bar: float | None) -> Case:
    value = median(labour.actions_per_object for labour in done)
    first = done[0].effort
    note = f"{first.actions} actions for {first.objects} objects on {len(done[0].points)} frames"
    runs = [labour.facts() for labour in done]
    return judged(name, value, "an object", bar, higher_is_better=False, runs=runs, note=note)


def chart_of(name: str, done: Labours, schedule: Sequence[int]) -> Chart:
    """The course of actions per object, median of the seeds."""
    lines = [
        Line(
            ORDERS[order],
            [point.frames for point in found[0].points],
            [
                median(labour.points[at].actions / max(1, labour.points[at].objects) for labour in found)
                for at in range(len(found[0].points))
            ],
        )
        for order, found in done.items()
    ]
    return Chart(f"{name}: actions per object, from the beginning", lines, schedule)


def add_options(parser: argparse.ArgumentParser) -> None:
    add_seeds(parser)
    parser.add_argument("--minutes", type=float, help="for each teaching")
    parser.add_argument("--frames", type=int, help="how many are labelled")
    parser.add_argument("--schedule", type=int, nargs="+", help="frames after which to teach")
    parser.add_argument("--only", choices=("BCCD", "PCB"), help="only these pictures")
    parser.add_argument("--png", type=Path, metavar="FILE", help="draw the curves")


CASES: Benchmarks = {"effort": effort}

if __name__ == "__main__":
    sys.exit(run(__doc__ or "", CASES, add_options))
