"""What of a frame's boxes is shown: filters that never change a box and never run the detector."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from app.project.records import Box, BoxState


class DisplayFilter(QObject):
    """The score slider, the eyes of the classes, and single boxes that are hidden."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threshold = 0.30
        self._hidden: frozenset[int] = frozenset()
        self._hidden_boxes: frozenset[int] = frozenset()
        self._rejected_shown = False

    @property
    def threshold(self) -> float:
        """Suggestions below this score (0..1) are not shown."""
        return self._threshold

    @threshold.setter
    def threshold(self, value: float) -> None:
        if value != self._threshold:
            self._threshold = value
            self.changed.emit()

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
            self.changed.emit()

    def show_all_classes(self) -> None:
        """No class is hidden."""
        if self._hidden:
            self._hidden = frozenset()
            self.changed.emit()

    @property
    def hidden_boxes(self) -> frozenset[int]:
        """Ids of the single boxes that are not shown."""
        return self._hidden_boxes

    def hide_boxes(self, box_ids: Iterable[int]) -> None:
        """Do not show these boxes until all are shown again."""
        hidden = self._hidden_boxes.union(box_ids)
        if hidden != self._hidden_boxes:
            self._hidden_boxes = hidden
            self.changed.emit()

    def show_all(self) -> None:
        """No class and no box is hidden."""
        if self._hidden or self._hidden_boxes:
            self._hidden = self._hidden_boxes = frozenset()
            self.changed.emit()

    def conceals(self, box: Box) -> bool:
        """Whether a person hid the box, or its class."""
        return box.class_id in self._hidden or box.id in self._hidden_boxes

    def set_rejected_shown(self, shown: bool) -> None:
        """Show rejected boxes, or hide them again."""
        if shown != self._rejected_shown:
            self._rejected_shown = shown
            self.changed.emit()

    def reset(self, threshold: float) -> None:
        """Back to what another project starts with."""
        self._threshold = threshold
        self._hidden = self._hidden_boxes = frozenset()
        self._rejected_shown = False
        self.changed.emit()

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
        return tuple(box for box in boxes if self.shows(box))
