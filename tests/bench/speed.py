"""How soon a new project has a good detector, beside torchvision's RetinaNet from random weights in the same run.

Ours is measured as a person waits: whole runs in the program's own child process, from its start to its report, with
measuring on pinned frames. A run of the length that the bar asks for comes first; if it is good enough, shorter ones
follow, otherwise longer ones. The peer's time holds nothing but its training, at its quickest pace.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tests.bench import peer
from tests.bench.material import BCCD_CLASSES, bccd
from tests.bench.peer import Curve, Point
from tests.bench.report import Case, impossible, judged, median, seeds
from tests.bench.teach_runs import measure, teach
from tests.bench.teach_sets import labelled, pinned

GOAL = 0.80
MARK = 0.90
"""AP50 on the test split: the one that is raced for, and the one at which qualities are compared."""

PINNED_FRAMES = 36
"""15 % of what a person reviewed, as the program would pin."""

RATIOS = (8.0, 6.0, 5.0, 4.0, 3.5, 3.0, 2.5, 2.0, 1.5, 1.25, 1.0)
"""Parts of the peer's time that are tried."""

_LEAST_SECONDS = 15.0


@dataclass(frozen=True)
class Start:
    """Where a new project's first version starts, and how many times faster than the peer it has to be.

    Attributes:
        compared: Also at the peer's mark, by a run as long as the peer's until then.
    """

    name: str
    preset: str
    bar: float
    compared: bool


STARTS = (Start("lite", "lite", 3.0, compared=True), Start("random weights", "compact", 1.5, compared=False))


@dataclass(frozen=True)
class Try:
    """A whole run of a certain length, measured on the test split."""

    seconds: float
    ap50: float
    ap: float
    run: dict[str, Any]


Attempt = Callable[[float], Try]
"""Teaches for about so many seconds."""


def race(attempt: Attempt, peer_seconds: float, bar: float, goal: float) -> list[Try]:
    """Runs of parts of the peer's time: first of the one that the bar asks for, then halving what is left to know."""

    def good(ratio: float) -> bool:
        if peer_seconds / ratio < _LEAST_SECONDS:
            return False
        tries.append(attempt(peer_seconds / ratio))
        return tries[-1].ap50 >= goal

    tries: list[Try] = []
    start = RATIOS.index(bar)
    others = RATIOS[:start] if good(bar) else RATIOS[start + 1 :]
    first, last = 0, len(others)
    while first < last:
        middle = (first + last) // 2
        if good(others[middle]):
            last = middle
        else:
            first = middle + 1
    return tries


def fastest(tries: list[Try], goal: float) -> float | None:
    """Seconds of the shortest run that was good enough."""
    return min((item.seconds for item in tries if item.ap50 >= goal), default=None)


@dataclass(frozen=True)
class Result:
    """What one seed gave from one start.

    Attributes:
        peer_seconds: When the peer was good enough; None: never in its time.
        tries: The race.
        mark: A run as long as the peer took to the mark; None where quality is not compared.
        peer_mark: How good the peer was then.
    """

    curve: Curve
    peer_seconds: float | None
    tries: list[Try]
    mark: Try | None
    peer_mark: Point
    goal: float

    @property
    def seconds(self) -> float | None:
        """The shortest run that was good enough."""
        return fastest(self.tries, self.goal)

    @property
    def ratio(self) -> float:
        """How many times faster ours was; 0 where it never was good enough."""
        return self.peer_seconds / self.seconds if self.peer_seconds and self.seconds else 0.0

    def facts(self) -> dict[str, Any]:
        """For the JSON."""
        return {
            "seed": self.curve.seed,
            "ratio": round(self.ratio, 3),
            "peer_seconds": self.peer_seconds,
            "seconds": self.seconds,
            "tries": [asdict(item) for item in self.tries],
            "mark": None if self.mark is None else asdict(self.mark),
            "peer": [asdict(point) for point in self.curve.points],
            "peer_reused": self.curve.reused,
        }


def speed(options: argparse.Namespace) -> Iterator[Case]:
    """Times faster until AP50 0.80, from both starts, and the quality of the usual one at the peer's AP50 0.90."""
    results: dict[str, list[Result]] = {start.name: [] for start in STARTS}
    for seed in seeds(options):
        curve = _peer_curve(options, seed)
        for start in STARTS:
            results[start.name].append(_result(curve, start, options))
    for start in STARTS:
        yield from cases_of(start, results[start.name], options)


def _peer_curve(options: argparse.Namespace, seed: int) -> Curve:
    return peer.curve(
        bccd("train"),
        bccd("test"),
        seed=seed,
        goal=options.goal if options.quick else options.mark,
        limit=60 * options.peer_minutes,
        file=options.peer_curve,
        tell=_tell,
    )


def _result(curve: Curve, start: Start, options: argparse.Namespace) -> Result:
    attempt = partial(_attempt, start.preset, curve.seed)
    peer_seconds, peer_mark = curve.seconds_until(options.goal), curve.point_at(options.mark)
    tries = [] if peer_seconds is None else race(attempt, peer_seconds, start.bar, options.goal)
    mark = attempt(peer_mark.seconds) if start.compared and not options.quick else None
    return Result(curve, peer_seconds, tries, mark, peer_mark, options.goal)


def _attempt(preset: str, seed: int, seconds: float) -> Try:
    entries = labelled(bccd("train")) + pinned(bccd("val")[:PINNED_FRAMES])
    with tempfile.TemporaryDirectory() as folder:
        run = Path(folder, "run")
        taught = teach(run, entries, BCCD_CLASSES, preset=preset, minutes=seconds / 60, seed=seed)
        result = measure(taught.model, bccd("test"), BCCD_CLASSES)
    made = Try(taught.seconds, result["ap50"] or 0.0, result["ap"] or 0.0, taught.facts())
    _tell(f"  {preset}, seed {seed}: {made.seconds:.0f} s, AP50 {made.ap50:.3f}")
    return made


def cases_of(start: Start, results: list[Result], options: argparse.Namespace) -> Iterator[Case]:
    """The figures of one start."""
    usual = options.goal == GOAL and options.mark == MARK
    runs = [result.facts() for result in results]
    name = f"speed: to AP50 {options.goal:.2f} from {start.name}"
    bar = start.bar if usual else None
    if any(result.peer_seconds is None for result in results):
        yield impossible(name, "x faster", bar, "the peer did not get there in its time: give --peer-minutes")
        return
    ratio = median(result.ratio for result in results)
    yield judged(name, ratio, "x faster", bar, runs=runs, note=_seconds_in_words(results))
    marks = [(result.mark, result.peer_mark) for result in results if result.mark is not None]
    for key, words in (("ap50", "AP50"), ("ap", "AP")):
        if marks:
            ours = [getattr(mark, key) for mark, _ in marks]
            theirs = [getattr(point, key) for _, point in marks]
            gains = [mine - other for mine, other in zip(ours, theirs, strict=True)]
            note = f"{median(ours):.3f} to {median(theirs):.3f}, in the same time"
            bar = 0.0 if usual else None
            title = f"speed: {words} at the peer's AP50 {options.mark:.2f} from {start.name}"
            yield judged(title, median(gains), "more", bar, runs=gains, note=note)


def _seconds_in_words(results: list[Result]) -> str:
    ours = [result.seconds for result in results if result.seconds is not None]
    peers = median(result.peer_seconds or 0.0 for result in results)
    words = f"{median(ours):.0f} s to {peers:.0f} s" if ours else f"never, in {peers:.0f} s of the peer"
    return words + (", measured earlier" if any(result.curve.reused for result in results) else "")


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
