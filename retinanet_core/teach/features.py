"""What the towers of both heads say about a few views, computed once: the output layers alone learn in milliseconds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from retinanet_core.detect.preprocess import to_batch
from retinanet_core.device import Compute
from retinanet_core.network.anchors import anchors_for
from retinanet_core.network.retinanet import RetinaNet
from retinanet_core.teach.targets import AnchorTargets
from retinanet_core.types import Image

STORED_BYTES = 1 << 30
_STORED_AS = torch.float16


@dataclass(frozen=True)
class StoredView:
    """A view after the towers: for each level P3 to P7 one map (1, C, H, W) of the class and of the box head."""

    of_class: Sequence[Tensor]
    of_box: Sequence[Tensor]
    anchors: Tensor
    targets: AnchorTargets

    def predict(self, network: RetinaNet) -> tuple[Tensor, Tensor]:
        """(1, A, K) logits and (1, A, 4) offsets by the output layers as they are now."""
        return (
            torch.cat(network.class_head.outputs_of([level.float() for level in self.of_class]), dim=1),
            torch.cat(network.box_head.outputs_of([level.float() for level in self.of_box]), dim=1),
        )


class StoredFeatures:
    """Views after the towers, within a bound of memory."""

    def __init__(self, network: RetinaNet, compute: Compute) -> None:
        self._network, self._compute = network, compute
        self._items: list[StoredView] = []
        self._bytes = 0
        self._limit = STORED_BYTES
        self._shrunk = False

    def __len__(self) -> int:
        return len(self._items)

    @property
    def has_room(self) -> bool:
        """Another view may be added."""
        return self._bytes < self._limit

    @torch.no_grad()
    def add(self, image: Image, targets_of: Callable[[Tensor], AnchorTargets]) -> None:
        """Compute and keep a view; `targets_of` gives the targets of its anchors."""
        network, device = self._network, self._compute.device
        batch = to_batch([image], network.config, device)
        anchors = anchors_for(batch.shape[2], batch.shape[3], network.config, device)
        with self._compute.autocast():
            levels = network.pyramid(network.backbone(batch))
            of_class = [network.class_head.tower(level).to(_STORED_AS) for level in levels]
            of_box = [network.box_head.tower(level).to(_STORED_AS) for level in levels]
        self._items.append(StoredView(of_class, of_box, anchors, targets_of(anchors)))
        self._bytes += sum(level.nbytes for level in (*of_class, *of_box))

    def draw(self, rng: np.random.Generator, count: int) -> list[StoredView]:
        """Some views by chance."""
        return [self._items[n] for n in rng.integers(len(self._items), size=count).tolist()]

    def shrink(self) -> None:
        """Keep half of the views, once, and add no more from now on."""
        if not self._shrunk:
            self._items = self._items[: (len(self._items) + 1) // 2]
        self._shrunk = True
        self._limit = 0
