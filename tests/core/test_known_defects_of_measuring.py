"""Defects that RetinaNets elsewhere are known for, shown to be absent here: in measuring how good detections are.

The rows of the list that are missing here are in `test_known_defects_of_learning`, `test_known_defects_of_labels` and
`test_known_defects_of_detecting`.

16. Sides are counted with one pixel more than their coordinates say.
22. The average precision is -1 unless a hundred detections a frame count, and such numbers get into means.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from retinanet_core.counting import match
from retinanet_core.evaluate import evaluate_detections
from tests.core.pictures import CLASSES, found, truth


def test_one_pixel_more_in_measuring() -> None:
    """Row 16: detections count as right that are not."""
    # An overlap of 0.493, which one pixel more on each side would make 0.517.
    frame, hits = truth([[0, 0, 10, 10]], [1]), found([[0, 0, 10, 20.3]], [0.9], [1])
    assert not match([frame], [hits]).found.any()
    result = evaluate_detections([frame], [hits], CLASSES)
    assert (result["ap50"], result["classes"][0]["found"], result["classes"][0]["extra"]) == (0.0, 0, 1)


def numbers_in(result: Any) -> Iterator[float]:
    """All numbers of a measurement, however deep."""
    if isinstance(result, dict):
        result = list(result.values())
    if isinstance(result, list):
        for part in result:
            yield from numbers_in(part)
    elif isinstance(result, (int, float)):
        yield result


def grid(count: int) -> list[list[float]]:
    """Boxes beside each other."""
    return [
        [30.0 * (n % 13), 30.0 * (n // 13), 30.0 * (n % 13) + 20, 30.0 * (n // 13) + 20] for n in range(count)
    ]


@pytest.mark.parametrize("coco", [False, True])
def test_average_precision_of_minus_one(coco: bool) -> None:
    """Row 22: with another number of detections a frame, or a class without objects, -1 gets into the mean."""
    # 100 of 120 objects can be found by a hundred detections: precision 1 at recalls 0.00 to 0.83 of 101.
    frame, hits = (
        truth(grid(120), [1] * 120),
        found(grid(120), np.linspace(0.9, 0.5, 120).tolist(), [1] * 120),
    )
    result = evaluate_detections([frame], [hits], CLASSES, coco=coco)
    assert result["ap50"] == pytest.approx(84 / 101)
    assert result["ap"] == pytest.approx(84 / 101)
    assert [row["ap50"] for row in result["classes"]] == [pytest.approx(84 / 101), None]
    assert min(numbers_in(result)) >= 0
    if coco:
        assert result["coco"]["AR100"] == pytest.approx(100 / 120)
        assert (result["coco"]["APs"], result["coco"]["APl"]) == (pytest.approx(84 / 101), None)


@pytest.mark.parametrize("coco", [False, True])
def test_average_precision_of_few_detections(coco: bool) -> None:
    """Row 22: fewer detections than the most that count, or none, are measured all the same."""
    one = truth([[0, 0, 20, 20]], [1])
    few = evaluate_detections([one], [found([[0, 0, 20, 20]], [0.9], [1])], CLASSES, coco=coco)
    assert (few["ap50"], few["ap"]) == (pytest.approx(1.0), pytest.approx(1.0))
    none = evaluate_detections([one], [found([], [], [])], CLASSES, coco=coco)
    assert (none["ap50"], none["ap"]) == (0.0, 0.0)
    empty = evaluate_detections([truth([], [])], [found([], [], [])], CLASSES, coco=coco)
    assert (empty["ap50"], empty["ap"]) == (None, None)
    assert min(min(numbers_in(result)) for result in (few, none, empty)) >= 0
