"""Tables of what was measured: before and after, class by class."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.cli.console import percent, table

Measure = Mapping[str, Any]
"""What `retinanet_core.evaluate.evaluate_detections` returns."""


def measure_table(measure: Measure) -> str:
    """One row a class, and one for all."""
    rows = [["class", "AP50", "AP", "boxes", "found", "missed", "extra"]]
    rows += [_row(item) for item in measure["classes"]]
    rows.append(_row({**_sums(measure), "name": "all", "ap50": measure["ap50"], "ap": measure["ap"]}))
    return table(rows)


def before_after_table(before: Measure | None, after: Measure) -> str:
    """AP50 of every class before and after, and what is found now."""
    old = {item["id"]: item for item in before["classes"]} if before is not None else {}
    rows = [["class", "AP50 before", "AP50 after", "boxes", "found", "missed", "extra"]]
    for item in after["classes"]:
        row = _row(item)
        rows.append([row[0], percent(old.get(item["id"], {}).get("ap50")), row[1], *row[3:]])
    total = _row({**_sums(after), "name": "all", "ap50": after["ap50"], "ap": after["ap"]})
    rows.append([total[0], percent(before["ap50"] if before is not None else None), total[1], *total[3:]])
    return table(rows)


def counted_from(measure: Measure) -> str:
    """Which detections the counts are about."""
    return f"Found, missed and extra are counted at scores from {measure['threshold']:.2f}."


def _row(item: Measure) -> list[str]:
    counts = [str(item[key]) for key in ("truth", "found", "missed", "extra")]
    return [str(item["name"]), percent(item["ap50"]), percent(item["ap"]), *counts]


def _sums(measure: Measure) -> dict[str, int]:
    return {
        key: sum(item[key] for item in measure["classes"]) for key in ("truth", "found", "missed", "extra")
    }
