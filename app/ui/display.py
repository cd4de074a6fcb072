"""What of a frame's boxes is shown: filters that never change a box and never run the detector."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.project.records import Box, BoxState


@dataclass(frozen=True, slots=True)
class Sifted:
    """What the filters make of the boxes of a frame, found in one pass over them.

    Attributes:
        boxes: All of them.
        shown: Those that pass, in their order.
        suggested: How many of these are suggestions.
        confirmed: How many of these are confirmed.
        below: How many suggestions the slider keeps back.
        concealed: How many a person hid, or their class.
    """

    boxes: tuple[Box, ...]
    shown: tuple[Box, ...]
    suggested: int
    confirmed: int
    below: int
    concealed: int


class DisplayFilter(QObject):
    """The score slider, the eyes of the classes, and single boxes that are hidden."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threshold = 0.30
        self._hidden: frozenset[int] = frozenset()
        self._hidden_boxes: frozenset[int] = frozenset()
        self._rejected_shown = False
        self._sifted = Sifted((), (), 0, 0, 0, 0)

    @property
    def threshold(self) -> float:
        """Suggestions below this score (0..1) are not shown."""
        return self._threshold

    @threshold.setter
    def threshold(self, value: float) -> None:
        if value != self._threshold:
            self._threshold = value
            self._announce()

    @property
    def hidden_classes(self) -> frozenset[int]:
        """Ids of the classes that are not shown."""
        return self._hidden

    @property
    def rejected_shown(self) -> bool:
        """Rejected boxes are shown too."""
        return self._rejected_shown

    def set_class_shown(self, class_id: int, shown: bool) -> None:
        """Show or hide the boxes of one class."""
        hidden = self._hidden - {class_id} if shown else self._hidden | {class_id}
        if hidden != self._hidden:
            self._hidden = hidden
            self._announce()

    def show_all_classes(self) -> None:
        """No class is hidden."""
        if self._hidden:
            self._hidden = frozenset()
            self._announce()

    @property
    def hidden_boxes(self) -> frozenset[int]:
        """Ids of the single boxes that are not shown."""
        return self._hidden_boxes

    def hide_boxes(self, box_ids: Iterable[int]) -> None:
        """Do not show these boxes until all are shown again."""
        hidden = self._hidden_boxes.union(box_ids)
        if hidden != self._hidden_boxes:
            self._hidden_boxes = hidden
            self._announce()

    def hide_others(self, box_ids: Iterable[int], boxes: Iterable[Box]) -> None:
        """Of these boxes show only those with the ids given, until all are shown again."""
        kept = frozenset(box_ids)
        hidden = (self._hidden_boxes | {box.id for box in boxes}) - kept
        if hidden != self._hidden_boxes:
            self._hidden_boxes = hidden
            self._announce()

    def show_all(self) -> None:
        """No class and no box is hidden."""
        if self._hidden or self._hidden_boxes:
            self._hidden = self._hidden_boxes = frozenset()
            self._announce()

    def conceals(self, box: Box) -> bool:
        """Whether a person hid the box, or its class."""
        return box.class_id in self._hidden or box.id in self._hidden_boxes

    def set_rejected_shown(self, shown: bool) -> None:
        """Show rejected boxes, or hide them again."""
        if shown != self._rejected_shown:
            self._rejected_shown = shown
            self._announce()

    def reset(self, threshold: float) -> None:
        """Back to what another project starts with."""
        self._threshold = threshold
        self._hidden = self._hidden_boxes = frozenset()
        self._rejected_shown = False
        self._announce()

    def shows(self, box: Box) -> bool:
        """Whether a box passes. A suggestion without a score always does."""
        if self.conceals(box):
            return False
        if box.state is BoxState.REJECTED:
            return self._rejected_shown
        return box.state is BoxState.CONFIRMED or not self.below(box)

    def below(self, box: Box) -> bool:
        """Whether a box is a suggestion that the slider keeps back."""
        return box.state is BoxState.SUGGESTED and box.score is not None and box.score < self._threshold

    def shown(self, boxes: Iterable[Box]) -> tuple[Box, ...]:
        """The boxes that pass, in their order."""
        return self.sifted(boxes).shown

    def sifted(self, boxes: Iterable[Box]) -> Sifted:
        """Which boxes pass, and how many of which kind; asked again for the same tuple it is not found anew.

        The boxes of a frame are one tuple until they change, and many parts of the window ask after each change.
        """
        given = boxes if isinstance(boxes, tuple) else tuple(boxes)
        if given is not self._sifted.boxes:
            self._sifted = self._sift(given)
        return self._sifted

    def _sift(self, boxes: tuple[Box, ...]) -> Sifted:
        # One plain loop: there may be 20,000 boxes, and a call for each of them is felt.
        classes, hidden, threshold = self._hidden, self._hidden_boxes, self._threshold
        shown: list[Box] = []
        suggested = confirmed = below = concealed = 0
        for box in boxes:
            state = box.state
            low = state is BoxState.SUGGESTED and box.score is not None and box.score < threshold
            below += low
            if box.class_id in classes or box.id in hidden:
                concealed += 1
            elif state is BoxState.CONFIRMED:
                confirmed += 1
                shown.append(box)
            elif state is BoxState.REJECTED:
                if self._rejected_shown:
                    shown.append(box)
            elif not low:
                suggested += 1
                shown.append(box)
        return Sifted(boxes, tuple(shown), suggested, confirmed, below, concealed)

    def _announce(self) -> None:
        self._sifted = Sifted((), (), 0, 0, 0, 0)
        self.changed.emit()
