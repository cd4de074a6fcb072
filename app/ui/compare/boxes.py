"""What a version sees on a frame, as boxes that can be painted."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.project.records import BoxState, ObjectClass
from app.services.comparing import Judged
from app.ui import theme
from app.ui.canvas import CanvasBox
from retinanet_core.types import TruthFrame


class SideBoxes:
    """Makes the boxes of one side: what is found is solid, what is extra dashed, what is missed thin and crossed."""

    def __init__(self, classes: Sequence[ObjectClass], truth: TruthFrame) -> None:
        self._classes = {item.id: item for item in classes}
        self._truth = truth

    def of(self, side: Judged | None) -> list[CanvasBox]:
        """The boxes of what one version sees; none where it has not looked."""
        if side is None:
            return []
        truth = self._truth
        missed = np.flatnonzero(side.missed)
        boxes = [
            self._box(number, truth.boxes[row], int(truth.labels[row]), BoxState.REJECTED)
            for number, row in enumerate(missed)
        ]
        seen = side.seen
        for number in range(len(seen)):
            state = BoxState.CONFIRMED if side.found[number] else BoxState.SUGGESTED
            boxes.append(
                self._box(
                    len(missed) + number,
                    seen.boxes[number],
                    int(seen.labels[number]),
                    state,
                    float(seen.scores[number]),
                )
            )
        return boxes

    def _box(
        self,
        number: int,
        rect: NDArray[np.floating],
        class_id: int,
        state: BoxState,
        score: float | None = None,
    ) -> CanvasBox:
        known = self._classes.get(class_id)
        x1, y1, x2, y2 = (float(value) for value in rect)
        return CanvasBox(
            id=number,
            rect=(x1, y1, x2, y2),
            class_id=class_id,
            class_name=known.name if known is not None else "?",
            colour=known.colour if known is not None else theme.current().outline,
            state=state,
            score=score,
        )
