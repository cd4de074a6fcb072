"""How teaching learns and what it forgets: `python -m tests.bench.teach [CASE] --json`.

Every run is carried out by the program's own child process and measured on pictures that no run ever saw. Which
pictures are learned from depends on the seed; the figures are medians over the seeds.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch

from app.project.records import Version
from app.project.store import Store
from app.project.versions import model_folder
from retinanet_core.checkpoint import WEIGHTS_NAME
from tests.bench import material, projects, speed, teach_runs
from tests.bench.forgetting import PROTECTED, VARIANTS, Addition, add, lost
from tests.bench.material import BCCD_CLASSES, PCB_CLASSES, Picture, bccd, pcb
from tests.bench.report import Benchmarks, Case, add_seeds, impossible, judged, median, run, seeds
from tests.bench.teach_sets import labelled, one_in, pinned, shuffled

PINNED = 15
"""Enough that the program pins no other frames by itself."""

FIRST_PICTURES = 40
FIRST_MINUTES = 3.0
QUICK_MINUTES = 0.5
QUICK_STEP = 4
"""For a look every fourth picture is measured on."""

SECONDS = 60.0
"""In which a teaching in between has to be accepted, on processors with AMX."""

IN_BETWEEN_MINUTES = 0.85
"""What its run may take of that; the rest is for starting and taking over."""

HIGHER = 0.001
"""A difference of AP50 that shows in three digits."""

Rows = list[dict[str, Any]]


def minute(options: argparse.Namespace) -> Iterator[Case]:
    """A version taught on 40 frames, then 20 newly corrected ones, in a project as a person has it."""
    rows: Rows = []
    for seed in seeds(options):
        with begun(20, seed, options) as (store, first, others):
            before = ap50_on_test(store, first.id, options)
            projects.label(store, others)
            second, taught = projects.teach(store, minutes=minutes(options, IN_BETWEEN_MINUTES), seed=seed)
            after = ap50_on_test(store, second.id, options)
        accepted = taught.verdict == "better"
        rows.append({"seed": seed, "accepted": accepted, "before": before, "after": after, **taught.facts()})
    yield _waiting(median(row["seconds"] for row in rows), rows, options)
    count, most = sum(bool(row["accepted"]) for row in rows), len(rows) // 2 + 1
    yield judged("minute: accepted", count, f"of {len(rows)} runs", most, runs=rows, note=_sentences(rows))
    # A version that is refused changes nothing for the person who taught it.
    gains = [row["after"] - row["before"] if row["accepted"] else 0.0 for row in rows]
    note = ", ".join(f"{row['before']:.3f} to {row['after']:.3f}" for row in rows)
    yield judged("minute: AP50 on the test split", median(gains), "more", HIGHER, runs=gains, note=note)


def _sentences(rows: Rows) -> str:
    return " / ".join(str(row["sentence"]) for row in rows)


def _waiting(seconds: float, rows: Rows, options: argparse.Namespace) -> Case:
    name = "minute: from Teach to accepted"
    if not torch.cpu.get_capabilities().get("amx_bf16"):
        why = f"this processor has no AMX; without it {seconds:.0f} s"
        return impossible(name, "s", SECONDS, why, higher_is_better=False)
    bar = SECONDS if options.minutes is None else None
    return judged(name, seconds, "s", bar, higher_is_better=False, runs=rows)


def newclass(options: argparse.Namespace) -> Iterator[Case]:
    """RBC and WBC from 60 frames, then Platelets from 20 frames on which only they were asked for."""
    old, new = BCCD_CLASSES[:2], BCCD_CLASSES[2:]
    rows: dict[str, Rows] = {variant.name: [] for variant in VARIANTS}
    for seed in seeds(options):
        pictures, apart = chosen(bccd("train"), 80, seed), chosen(bccd("val"), 2 * PINNED, seed)
        addition = Addition(
            old=old,
            new=new,
            known=labelled(pictures[:60], old) + pinned(apart[:PINNED], old),
            added=labelled(pictures[60:], new) + pinned(apart[PINNED:], new),
            old_test=to_test(options, bccd("test")),
            new_test=to_test(options, bccd("test")),
        )
        for name, row in add(addition, seed, minutes(options, FIRST_MINUTES)):
            rows[name].append(row)
    for name, found in rows.items():
        value = median(row["new"][new[0]] for row in found)
        bar = 0.5 if name == PROTECTED.name else None
        yield judged(f"newclass: AP50 of Platelets{name}", value, "", bar, runs=found)
        yield lost(f"newclass: worst of the old two{name}", found, 0.02 if name == PROTECTED.name else None)


def domain(options: argparse.Namespace) -> Iterator[Case]:
    """Blood cells, then the six classes of circuit boards in the same project."""
    rows: dict[str, Rows] = {variant.name: [] for variant in VARIANTS}
    for seed in seeds(options):
        cells, boards = chosen(bccd("train"), 60, seed), chosen(material.pcb_to_learn(), 60, seed)
        addition = Addition(
            old=BCCD_CLASSES,
            new=PCB_CLASSES,
            known=labelled(cells, BCCD_CLASSES) + pinned(chosen(bccd("val"), PINNED, seed), BCCD_CLASSES),
            added=labelled(boards) + pinned(pcb(material.PCB_PINNED_GROUPS)[:PINNED]),
            old_test=to_test(options, bccd("test")),
            new_test=to_test(options, pcb(material.PCB_TEST_GROUPS)),
        )
        for name, row in add(addition, seed, minutes(options, FIRST_MINUTES)):
            rows[name].append(row)
    for name, found in rows.items():
        yield lost(f"domain: worst of the blood cells{name}", found, 0.03 if name == PROTECTED.name else None)
        values = [sum(row["new"].values()) / len(PCB_CLASSES) for row in found]
        yield judged(f"domain: AP50 on circuit boards{name}", median(values), "", runs=values)


def partial(options: argparse.Namespace) -> Iterator[Case]:
    """One box in five confirmed and nothing reviewed, beside everything labelled."""
    rows: Rows = []
    for seed in seeds(options):
        whole = labelled(bccd("train"))
        few = one_in(5, whole, seed)
        row: dict[str, Any] = {"seed": seed}
        for name, entries, job in (
            ("whole", whole, {}),
            ("open", few, {}),
            ("background", few, {"unlabelled": "background"}),
        ):
            with tempfile.TemporaryDirectory() as folder:
                taught = teach_runs.teach(
                    Path(folder, "run"),
                    entries + pinned(chosen(bccd("val"), PINNED, seed)),
                    BCCD_CLASSES,
                    minutes=minutes(options, FIRST_MINUTES),
                    seed=seed,
                    **job,
                )
                test = to_test(options, bccd("test"))
                row[name] = teach_runs.measure(taught.model, test, BCCD_CLASSES)["ap50"] or 0.0
                row[f"{name} run"] = taught.facts()
        rows.append(row)
    for name, words, bar in (("open", "left open", 0.8), ("background", "taken for background", None)):
        share = median(row[name] / row["whole"] if row["whole"] else 0.0 for row in rows)
        note = f"AP50 {median(row[name] for row in rows):.3f} to {median(row['whole'] for row in rows):.3f}"
        yield judged(f"partial: what is unlabelled {words}", share, "of whole", bar, runs=rows, note=note)


def poison(options: argparse.Namespace) -> Iterator[Case]:
    """After 40 honest frames 40 with shuffled classes and places: not accepted, the active version untouched."""
    rows: Rows = []
    for seed in seeds(options):
        with begun(40, seed, options) as (store, first, others):
            weights = (model_folder(store, first.id) / WEIGHTS_NAME).read_bytes()
            projects.label(store, shuffled(others, seed))
            _, taught = projects.teach(store, minutes=minutes(options, IN_BETWEEN_MINUTES), seed=seed)
            active = store.active_version()
            same = (model_folder(store, first.id) / WEIGHTS_NAME).read_bytes() == weights
        untouched = same and active is not None and active.id == first.id
        refused = taught.verdict == "not better"
        quality = {when: taught.report[when]["ap50"] or 0.0 for when in ("before", "after")}
        told = "wrong class" in f"{taught.report['sentence']} {taught.report['advice']}"
        facts = {"refused": refused, "reason told": told, "untouched": untouched, **quality}
        rows.append({"seed": seed, **facts, "advice": taught.report["advice"], **taught.facts()})
    before, after = (median(row[when] for row in rows) for when in ("before", "after"))
    note = f"AP50 {before:.2f} before, {after:.2f} after. {rows[0]['sentence']}"
    for key, words in (
        ("refused", "refused"),
        ("reason told", "refused for its labels"),
        ("untouched", "active version untouched"),
    ):
        share = sum(row[key] for row in rows) / len(rows)
        yield judged(f"poison: {words}", share, "of runs", 1.0, runs=rows, note=note)


@contextmanager
def begun(
    more: int, seed: int, options: argparse.Namespace
) -> Iterator[tuple[Store, Version, list[Picture]]]:
    """A project for a while whose first version was taught on 40 pictures, with so many more to be labelled."""
    pictures = chosen(bccd("train"), FIRST_PICTURES + more, seed)
    with project(pictures) as store:
        projects.label(store, pictures[:FIRST_PICTURES])
        first, _ = projects.teach(store, minutes=minutes(options, FIRST_MINUTES), seed=seed)
        yield store, first, pictures[FIRST_PICTURES:]


@contextmanager
def project(pictures: Sequence[Picture]) -> Iterator[Store]:
    """A project for a while, with these pictures unlabelled and some others reviewed and pinned."""
    apart = bccd("val")[:PINNED]
    with tempfile.TemporaryDirectory() as folder:
        everything = [*pictures, *apart]
        with projects.make_project(Path(folder, "cells.foveate"), everything, BCCD_CLASSES) as store:
            projects.label_pinned(store, apart)
            yield store


def chosen(pictures: Sequence[Picture], count: int, seed: int) -> list[Picture]:
    """Some of them, others with another seed."""
    return random.Random(seed).sample(list(pictures), count)


def minutes(options: argparse.Namespace, usual: float) -> float:
    """How long a run may take."""
    if options.minutes is not None:
        return float(options.minutes)
    return min(usual, QUICK_MINUTES) if options.quick else usual


def to_test(options: argparse.Namespace, pictures: Sequence[Picture]) -> Sequence[Picture]:
    """Pictures to measure on: all of them, or some for a look."""
    return pictures[::QUICK_STEP] if options.quick else pictures


def ap50_on_test(store: Store, version_id: int, options: argparse.Namespace) -> float:
    """AP50 of a version on the test split."""
    test = to_test(options, bccd("test"))
    result = teach_runs.measure(model_folder(store, version_id), test, BCCD_CLASSES)
    return result["ap50"] or 0.0


def add_options(parser: argparse.ArgumentParser) -> None:
    add_seeds(parser)
    parser.add_argument("--minutes", type=float, help="for every run, in place of what the case says")
    parser.add_argument("--peer-curve", type=Path, metavar="FILE", help="keep the peer's curves, for a day")
    parser.add_argument("--peer-minutes", type=float, default=240, help="give the peer up after so long")
    parser.add_argument("--goal", type=float, default=speed.GOAL, help="AP50 that is raced for")
    parser.add_argument(
        "--mark", type=float, default=speed.MARK, help="the peer's AP50 for comparing quality"
    )


CASES: Benchmarks = {
    measure.__name__: measure for measure in (speed.speed, minute, newclass, domain, partial, poison)
}

if __name__ == "__main__":
    sys.exit(run(__doc__ or "", CASES, add_options))
