"""What the losses of a batch are divided by, and how much each class counts in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from retinanet_core.teach.targets import AnchorTargets

MOMENTUM = 0.9
CLASS_MOMENTUM = 0.95
"""Slower: a rare class is not in every batch."""

MOST = 5.0
"""Most that a rare class counts beside the most frequent one."""


class Balance:
    """Running means of foreground anchors in a batch: one batch's count varies too much to go by.

    A class with few boxes would hardly be heard in features that it shares with one of many: a new class, shown on
    the few frames that are new, would be learnt last. Each class therefore counts by the root of how rare its
    foreground is beside the most frequent class, for its background as well, so that its scores stay what they are.
    (Between equal weights for anchors and equal weights for classes; compare the repeat factor of LVIS, Gupta et
    al. 2019.)
    """

    def __init__(self, classes: int) -> None:
        self._foreground = 0.0
        self._of_class = torch.zeros(classes)

    def follow(self, targets: Sequence[AnchorTargets]) -> None:
        """Take in the targets of a batch."""
        count = sum(target.positives for target in targets)
        if self._foreground == 0.0:  # also after first batches without boxes: they say nothing of the others
            self._foreground = count
        self._foreground += (1 - MOMENTUM) * (count - self._foreground)
        of_class = torch.stack([target.positives_of_class for target in targets]).sum(dim=0).cpu()
        first = self._of_class == 0
        self._of_class = torch.where(
            first, of_class, torch.lerp(self._of_class, of_class, 1 - CLASS_MOMENTUM)
        )

    @property
    def normaliser(self) -> float:
        """Foreground anchors in a batch."""
        return self._foreground

    def emphasis(self) -> Tensor:
        """(K,) how much the loss of each class counts, 1 for the most frequent one and for those not seen yet."""
        seen = self._of_class > 0
        counts = self._of_class.clamp(min=1.0)
        weights = (counts.max() / counts).sqrt().clamp(max=MOST)
        return torch.where(seen, weights, 1.0)

    def state(self) -> dict[str, Any]:
        """For `restore`."""
        return {"foreground": self._foreground, "of_class": self._of_class.tolist()}

    def restore(self, state: dict[str, Any]) -> None:
        """Go on from a state."""
        self._foreground = float(state["foreground"])
        self._of_class = torch.tensor(state["of_class"], dtype=torch.float32)
