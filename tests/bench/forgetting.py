"""What a detector loses of its old classes while it learns new ones."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.bench.material import Picture
from tests.bench.report import Case, judged, median
from tests.bench.teach_runs import measure, teach
from tests.bench.teach_sets import Entry, learned


@dataclass(frozen=True)
class Addition:
    """A version that knows some classes, and what is to be added to it.

    Attributes:
        known: What the version learns from, and what is pinned for it.
        added: The same of the classes that come new.
        old_test, new_test: Where the old and the new classes are measured.
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    known: list[Entry]
    added: list[Entry]
    old_test: Sequence[Picture]
    new_test: Sequence[Picture]


@dataclass(frozen=True)
class Variant:
    """A way to add to a version.

    Attributes:
        name: Ends the names of its cases.
        job: Fields of the job.
        asked_for_all: Where only the new classes were asked for, claim that all were: old ones that nobody marked
            there become background.
    """

    name: str
    job: Mapping[str, Any] = field(default_factory=dict)
    asked_for_all: bool = False

    def of(self, entries: Sequence[Entry]) -> list[Entry]:
        """What is added, as this variant tells it."""
        if not self.asked_for_all:
            return list(entries)
        return [replace(entry, asked=None) if entry.split == "train" else entry for entry in entries]


PROTECTED = Variant("")
BARE = Variant(
    ", nothing old protected",
    {"replay": False, "pseudo_labels": False, "blend": False},
    asked_for_all=True,
)
VARIANTS = (PROTECTED, BARE)


def add(addition: Addition, seed: int, minutes: float) -> Iterator[tuple[str, dict[str, Any]]]:
    """Teach the version once, then add to it in each variant.

    Yields:
        Name of the variant, and {"seed", "before", "after", "lost", "new": AP50 by class, "run"}.
    """
    old, classes = addition.old, addition.old + addition.new
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first = teach(folder / "first", addition.known, old, minutes=minutes, seed=seed)
        before = _ap50(measure(first.model, addition.old_test, old))
        for number, variant in enumerate(VARIANTS):
            entries = learned(addition.known) + variant.of(addition.added)
            parent = str(first.model)
            second = teach(
                folder / f"second-{number}",
                entries,
                classes,
                minutes=minutes,
                seed=seed,
                parent=parent,
                **variant.job,
            )
            after = _ap50(measure(second.model, addition.old_test, classes))
            new = _ap50(measure(second.model, addition.new_test, classes))
            yield (
                variant.name,
                {
                    "seed": seed,
                    "before": before,
                    "after": {name: after[name] for name in old},
                    "lost": {name: before[name] - after[name] for name in old},
                    "new": {name: new[name] for name in addition.new},
                    "run": second.facts(),
                },
            )


def lost(name: str, rows: Sequence[dict[str, Any]], bar: float | None) -> Case:
    """How much AP50 the old class that lost most has lost."""
    worst = median(max(row["lost"].values()) for row in rows)
    means = {key: median(_mean(row[key]) for row in rows) for key in ("lost", "before")}
    note = f"on average {means['lost']:.3f} of {means['before']:.3f}"
    return judged(name, worst, "AP50 lost", bar, higher_is_better=False, runs=rows, note=note)


def _mean(values: Mapping[str, float]) -> float:
    return sum(values.values()) / len(values)


def _ap50(result: dict[str, Any]) -> dict[str, float]:
    """By class, 0 where none was found or there is none."""
    return {row["name"]: row["ap50"] or 0.0 for row in result["classes"]}
